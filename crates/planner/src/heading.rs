//! What a colon or "needs" opens: "Phase: a, b and c", "Needs: …", "Task 1: …". Must never take a colon inside a figure for
//! one.

use planwright_domain::Status;

use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;
use crate::step::shorten;
use crate::text;

impl Reader<'_> {
    /// "Phase: a, b and c", "Needs: …", or the goal with its steps.
    pub(crate) fn headed(&mut self, from: usize, colon: usize, to: usize) {
        let body = self.after_marks(colon + 1, to);
        let from = self.behind_for(from, colon);
        if let Some(status) = self.bracket_state(from, colon) {
            return self.so_far(status, body, to);
        }
        if let Some(label) = self.label(from, colon) {
            self.labelled(&label, body, to);
            return;
        }
        let heading = self.lexicon.any("need", &self.words[from..colon]) || colon - from <= 2;
        let first = self.goal_range.is_none() && self.is_goal(from, colon);
        let pieces = self.pieces(body, to, true);
        if first
            && !(heading
                && colon - from <= 2
                && self.lexicon.verb(self.words, from).is_none()
                && pieces.len() < 2)
        {
            self.goal(from, colon);
        } else if pieces.len() >= 2 && !heading && self.goal_range.is_some() {
            let before = self.said.steps.len();
            let group = self.step(from, colon);
            self.clauses(&pieces, true, body, to);
            if let Some(group) = group.filter(|g| *g >= before) {
                for step in self.said.steps.iter_mut().skip(group + 1) {
                    step.parent.get_or_insert(group);
                }
            }
            return;
        } else if pieces.len() < 2 {
            let waits = self.lexicon.at("waits", &self.words[..to], body).is_some();
            if waits && self.goal_range.is_some() && colon - from <= 4 {
                // "Rollout: after documentation": the heading is what waits.
                let mut items = Vec::new();
                let quote = self.spelled(from, to);
                let steps = self.nouns(from, colon, &mut items, Flag::Plain);
                let next = self.lexicon.at("waits", &self.words[..to], body).unwrap_or(body);
                if let Some(side) = self.right_side(next, to).filter(|_| !steps.is_empty()) {
                    self.order(side, Side::Steps(steps), quote);
                }
                return;
            }
            if self.given_to(from, colon, body, to) || self.figured(from, colon, body, to) {
                return;
            }
            return self.sentence_after_label(body, to);
        }
        self.clauses(&pieces, true, body, to);
    }

    /// "For the street party on 27 June: …": where what it is for begins.
    fn behind_for(&self, from: usize, colon: usize) -> usize {
        let begin = self.after_filler(from, colon);
        let dated = self.goal_range.is_none() && self.mentions.date(from, colon).is_some();
        let next = self.lexicon.at("for", &self.words[..colon], begin).filter(|&n| dated && n < colon);
        next.filter(|&n| self.mentions.tags[n] == Tag::Plain).unwrap_or(from)
    }

    /// "Job K: 3 days. Job L: …": the first of several jobs, and no goal.
    pub(crate) fn is_job_with_time(&self, from: usize, to: usize) -> bool {
        const SHORT: usize = 3;
        let begin = self.after_filler(from, to);
        let is_colon = |i: &usize| matches!(self.words[*i].lower.as_str(), ":" | "：");
        let Some(colon) = (begin + 1..to).find(is_colon).filter(|colon| colon - begin <= SHORT) else {
            return false;
        };
        let head = &self.words[begin..colon];
        (to..self.words.len()).any(|i| is_colon(&i))
            && self.only_time(colon + 1, to)
            && self.mentions.tags[begin..colon].iter().all(|tag| *tag == Tag::Plain)
            && self.lexicon.verb(self.words, begin).is_none()
            && !["budget", "have", "need", "everything"].iter().any(|s| self.lexicon.any(s, head))
    }

    /// "Done: a, b. Open: c": how far all of them are.
    fn so_far(&mut self, status: Status, body: usize, to: usize) {
        self.goal_range.get_or_insert((body, body));
        let before = self.said.steps.len();
        let pieces = self.pieces(body, to, true);
        self.clauses(&pieces, true, body, to);
        for step in self.said.steps.iter_mut().skip(before) {
            step.status = Some(status);
        }
    }

    /// "Editing: Felix": whose work it is.
    fn given_to(&mut self, from: usize, colon: usize, body: usize, to: usize) -> bool {
        let begin = self.after_lead(from, colon);
        let last = (body..to).rev().find(|&i| !self.words[i].mark).map_or(body, |i| i + 1);
        let named = self.goal_range.is_some() && body < last && self.are_names(body, last);
        if !named || colon - begin > 4 || self.lexicon.is("who", &self.words[begin..colon]) {
            return false;
        }
        let phrase = self.spelled(begin, colon);
        let Some(step) = self.resolve_one(&phrase).or_else(|| self.step(begin, colon)) else { return false };
        self.said.steps[step].who = Some(self.spelled(body, last));
        self.said.steps[step].quote = self.spelled(from, to);
        self.subject = Some(step);
        self.arrange(&[Item { step, flag: Flag::Plain }], false, &self.spelled(from, to));
        true
    }

    /// "First pass: 10 pages a day", "Volunteers: 40": the heading is the step, what follows says how much.
    fn figured(&mut self, from: usize, colon: usize, body: usize, to: usize) -> bool {
        let begin = self.after_lead(from, colon);
        let head = &self.words[begin..colon];
        let limits = ["done", "budget", "money", "team", "have", "need", "soon"];
        let says = head.is_empty()
            || limits.iter().any(|s| self.lexicon.any(s, head))
            || self.lexicon.any("role", head)
            || self.lexicon.at("label", &self.words[..colon], begin) == Some(colon);
        let figure = self.words.get(body).is_some_and(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()))
            || self.mentions.tags.get(body).is_some_and(|t| matches!(t, Tag::Effort(_) | Tag::Date(_)));
        let figure = figure && self.mentions.tags.get(body) != Some(&Tag::Limit);
        if says || !figure || self.goal_range.is_none() || colon - begin > 5 || self.has_predicate(body, to) {
            return false;
        }
        let mut items = Vec::new();
        self.clause(from, colon, false, &mut items);
        let Some(step) = items.first().map(|i| i.step).or_else(|| self.step(begin, colon)) else {
            return false;
        };
        if items.is_empty() {
            items.push(Item { step, flag: Flag::Plain });
        }
        if let Some(effort) = self.mentions.efforts_in(body, to).first().map(|f| f.value) {
            let effort = self.counted(effort, body, to);
            self.said.steps[step].effort.get_or_insert(effort);
        }
        for when in self.mentions.dates_in(body, to).into_iter().map(|f| f.value).collect::<Vec<_>>() {
            self.date_of(Some(step), &when, body, to);
        }
        let quote = self.spelled(from, to);
        if self.said.steps[step].effort.is_none() && self.said.steps[step].due.is_none() {
            let title = format!("{}: {}", self.said.steps[step].title, self.spelled(body, to));
            self.retitle(step, shorten(&title));
        }
        self.said.steps[step].quote.clone_from(&quote);
        self.subject = Some(step);
        self.arrange(&items, false, &quote);
        true
    }

    /// "Task 1", "Step B": a name by which others refer to what follows.
    pub(crate) fn label(&self, from: usize, colon: usize) -> Option<String> {
        let words = &self.words[..colon];
        let next = self.lexicon.at("label", words, from)?;
        let name = words.get(next).filter(|_| next + 1 == colon)?;
        let short =
            name.lower.chars().count() == 1 || name.lower.chars().all(|c| c.is_ascii_digit() || c == '.');
        short.then(|| text::spelled(self.text, &self.words[from..colon]).to_owned())
    }

    /// What a label names: one step with it in its title, or a group of them.
    pub(crate) fn labelled(&mut self, label: &str, from: usize, to: usize) {
        self.goal_range.get_or_insert((from, from));
        let before = self.said.steps.len();
        let pieces = self.pieces(from, to, true);
        self.clauses(&pieces, pieces.len() > 1, from, to);
        let made = self.said.steps.len() - before;
        if made == 0 {
            return;
        }
        let title = format!("{label}: {}", self.said.steps[before].title);
        self.retitle(before, title);
    }

    pub(crate) fn sentence_after_label(&mut self, from: usize, to: usize) {
        if self.goal_range.is_none() && self.is_goal(from, to) {
            self.goal(from, to);
        } else {
            self.open(from, to);
        }
    }

    /// "Needs a, b and c": the list begins at the second place; the words before the first are its subject.
    pub(crate) fn need(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let reach = (from + 9).min(to);
        (from..reach).find_map(|i| {
            let next = self.lexicon.at("need", &self.words[..to], i)?;
            let here = self.words[i..next]
                .iter()
                .zip(&self.mentions.tags[i..next])
                .all(|(w, t)| w.depth == 0 && *t == Tag::Plain);
            let next = self.after_marks(next, to);
            let work = self.words.get(next).is_some_and(|w| w.lower == "to")
                || (next..to.min(next + 3))
                    .any(|k| matches!(self.mentions.tags[k], Tag::Effort(_) | Tag::Limit));
            // "Needs a review": one thing that a known step needs is an order, told by the clause.
            let known = i > from && self.meant(from, i).is_some();
            let comma_before = (from..i).any(|k| {
                self.words[k].mark
                    || self.mentions.tags[k] != Tag::Plain
                    || self.lexicon.at("only-and", self.words, k).is_some()
            });
            let dated =
                (next..to).next().is_none() || self.lexicon.at("done", &self.words[..to], next) == Some(to);
            // "The permit needs two signatures and takes a week": said of one step.
            let more = i > from
                && (next..to).any(|k| {
                    self.lexicon.at("only-and", self.words, k).is_some()
                        && self.lexicon.at("take", &self.words[..to], k + 1).is_some_and(|n| {
                            (n..to.min(n + 3)).any(|e| matches!(self.mentions.tags[e], Tag::Effort(_)))
                        })
                });
            (here && !more && next < to && !work && !known && !comma_before && !dated).then_some((i, next))
        })
    }

    pub(crate) fn needed(&mut self, _from: usize, _subject_end: usize, list: usize, to: usize) {
        let pieces = self.pieces(list, to, true);
        self.clauses(&pieces, true, list, to);
    }

    /// A colon that a list or sentence follows, not a duration or a time.
    pub(crate) fn head_colon(&self, from: usize, to: usize) -> Option<usize> {
        (from + 1..to.saturating_sub(1))
            .find(|&i| {
                let word = &self.words[i];
                matches!(word.lower.as_str(), ":" | "：")
                    && word.depth == 0
                    && matches!(self.mentions.tags[i + 1], Tag::Plain | Tag::Date(_) | Tag::Number(_))
                    && !self.inside_one(i)
                    && self.mentions.tags[i] == Tag::Plain
                    && !self.only_time(i + 1, to)
            })
            .filter(|&colon| {
                // "Flyers not begun; rooms: booked": a state, and no head of what follows.
                let part = (from..colon).rev().find(|&i| self.words[i].lower == ";").map_or(from, |i| i + 1);
                part == from && self.state_of(part, to).is_none_or(|state| state.at != colon)
            })
    }
}
