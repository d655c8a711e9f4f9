//! The goal: the sentence that says what all of it is for, and the deliverables it lists.
//! Must never take a statement about one step for the goal.

mod dates;
mod name;
mod waves;

use planwright_domain::Question;
use planwright_phrases::date::Moment;

use crate::clause::covered;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Stated;

pub(crate) use name::lower_word;

impl Reader<'_> {
    /// Whether a sentence can be the goal: not "Task A takes 2 days", not "First …, then …".
    pub(crate) fn is_goal(&self, from: usize, to: usize) -> bool {
        if !self.said.steps.is_empty() || self.flag_at(from, to).is_some() || self.core(from, to).is_empty() {
            return false;
        }
        let pieces = self.pieces(from, to, false);
        if self.front(from, to).is_some() && pieces.len() > 1 {
            return false;
        }
        // "The permit has been granted": how far something is.
        // "Carmen takes care of the music, Luis …": whose work it is.
        let told = |&(a, b): &(usize, usize)| {
            self.state_of(a, b).is_some() || self.somebody_acts(a, b) && !self.is_shared(from, to)
        };
        if pieces.first().is_some_and(told) {
            return false;
        }
        let opens = self.after_filler(from, to);
        if self.beside_at(opens, to).is_some_and(|n| n < to) && pieces.len() > 1
            || self.lexicon.at("without", &self.words[..to], opens).is_some()
                && self.front(from, to).is_some()
        {
            return false;
        }
        let led = ["front-waits", "front-blocks"]
            .iter()
            .any(|s| self.lexicon.at(s, self.words, self.after_filler(from, to)).is_some());
        if led && !self.mentions.efforts_in(from, to).is_empty() && self.pieces(from, to, false).len() > 1 {
            // "Before the auditors come on April 20, finance closes the books (4 days)": a day, and what is done.
            return false;
        }
        let takes = (from + 1..to).any(|i| {
            let next = self.lexicon.at("take", &self.words[..to], i);
            next.is_some_and(|n| self.mentions.tags.get(n).is_some_and(|t| matches!(t, Tag::Effort(_))))
                && self.words[i].depth == 0
        });
        let waits =
            (from + 1..to).any(|i| self.lexicon.at("waits", &self.words[..to], i).is_some_and(|n| n > i + 1));
        // "Send the invitations two months before": a step on the way to a day that is said elsewhere.
        let dates = self.mentions.dates_in(from, to);
        let counted = !dates.is_empty()
            && dates
                .iter()
                .all(|f| matches!(f.value.moment, Moment::Offset(_)) && !self.is_anchored(&f.value));
        let first = self.after_filler(from, to);
        let single = self.words.get(first).is_some_and(|w| {
            matches!(w.lower.as_str(), "task" | "step" | "aufgabe" | "tarea" | "tarefa" | "tâche" | "任")
        });
        // "Mia builds three dashboards (2 days each)", "paint the hall (2 days) after the floor is laid": said of one task.
        let timed = !self.mentions.efforts_in(from, to).is_empty();
        let one =
            timed && (self.actor(first, to).is_some() || waits && self.pieces(from, to, false).len() == 1);
        // "Train the staff after the manual is written", and more is said behind it: a step and what it waits for.
        let half = self.mentions.date(from, to).is_none()
            && self.after_marks(to, self.words.len()) < self.words.len()
            && (from + 1..to).any(|i| {
                self.lexicon
                    .at("waits", &self.words[..to], i)
                    .is_some_and(|n| self.participle(n, to).is_some())
            });
        let one = one || half || counted || self.is_job_with_time(from, to);
        !takes && !single && !one && (!waits || self.lexicon.verb(self.words, first).is_some())
    }

    /// Reads the goal.
    pub(crate) fn goal(&mut self, from: usize, to: usize) {
        self.goal_range = Some((from, to));
        if self.needed_for(from, to) {
            return;
        }
        let pieces = self.pieces(from, to, false);
        let verb_at =
            |r: &Self, p: &(usize, usize)| r.lexicon.verb(r.words, r.after_filler(p.0, p.1)).is_some();
        let verbs = pieces.iter().filter(|p| verb_at(self, p)).count();
        let (main_from, main_to) = pieces.first().copied().unwrap_or((from, to));
        let beside = pieces.len() > 2
            && pieces
                .iter()
                .skip(1)
                .any(|p| (p.0..p.1).any(|i| self.lexicon.at("parallel", &self.words[..p.1], i).is_some()));
        let sequence = beside
            || pieces.iter().skip(1).any(|p| {
                self.flag_at(self.after_filler(p.0, p.1), p.1).is_some_and(|(f, _)| f != Flag::First)
            });
        let timed = pieces
            .iter()
            .filter(|p| verb_at(self, p) || self.somebody_acts(p.0, p.1))
            .filter(|p| !self.mentions.efforts_in(p.0, p.1).is_empty())
            .count();
        if verbs >= 2 && verbs == pieces.len() || verbs >= 3 || timed >= 2 || sequence {
            // Several things to do in one sentence: all of them are steps.
            self.name(from, to, main_from, main_to);
            let before = self.said.steps.len();
            self.goal_dates(from, to);
            let pieces = if verbs >= 3 { self.pieces(from, to, true) } else { pieces };
            let known = self.said.deadline.clone();
            self.clauses(&pieces, verbs >= 3, from, to);
            if let Some(known) = known {
                self.said.deadline = Some(known);
            }
            self.said.goal_steps = (before..self.said.steps.len()).collect();
            self.said.listed = self.said.goal_steps.len() >= 2;
            return;
        }
        let main_to = self.main_end(main_from, main_to);
        let (name_end, listed) = self.listed(main_from, main_to, pieces.len() == 1);
        let (name_end, listed) = match listed {
            // "a shop with a catalogue, a cart and a checkout": the list runs through the commas.
            Some(list) => (name_end, Some((list, to))),
            None if pieces.len() > 1 => match self.listed(main_from, to, false) {
                (end, Some(list)) if end <= main_to => (end, Some((list, to))),
                _ => (name_end, None),
            },
            None => (name_end, None),
        };
        self.name(main_from, name_end, main_from, name_end);
        self.goal_dates(from, to);
        self.waves(from, to);
        if let Some((list, end)) = listed {
            let items = self.pieces(list, end, true);
            let deadline = self.said.deadline.clone();
            let before = self.said.steps.len();
            self.clauses(&items, true, list, end);
            // The date behind the list is that of the goal, not of the last item.
            let whole = deadline.as_ref().map(|d| d.value);
            for step in self.said.steps[before..].iter_mut().filter(|s| s.due == whole) {
                step.due = None;
            }
            // "design, backend and testing" are work in its order; "a catalogue, a cart and a map" are things.
            if items.iter().filter(|p| self.has_article(p.0, p.1)).count() * 2 >= items.len() {
                self.said.steps[before..].iter_mut().for_each(|step| step.part = true);
            }
            self.said.deadline = deadline.or(self.said.deadline.take());
            return;
        }
        if let Some(effort) = self.mentions.efforts_in(main_from, main_to).first() {
            let value = self.counted(effort.value, main_from, main_to);
            self.said.total.get_or_insert(Stated { value, quote: self.spelled(main_from, main_to) });
        }
        if verb_at(self, &(main_from, main_to)) && self.shares_verb(&pieces) {
            // "Book flights, a hotel and tickets": one verb for all of them.
            let deadline = self.said.deadline.clone();
            let items = self.pieces(from, to, true);
            self.clauses(&items, true, from, to);
            self.said.deadline = deadline.or(self.said.deadline.take());
            return;
        }
        let rest = &pieces[1.min(pieces.len())..];
        if self.lists_parts(rest) {
            // "build a shed by May 1, foundation (2 days), walls (3 days)"
            let deadline = self.said.deadline.clone();
            if let (Some(&(a, _)), Some(&(_, b))) = (rest.first(), rest.last()) {
                let items = self.pieces(a, b, true);
                self.clauses(&items, true, a, b);
            }
            self.said.deadline = deadline.or(self.said.deadline.take());
            return;
        }
        self.beside(rest);
    }

    /// "For the open day on 25 April we need posters, a buffet and a sound check": the event, and what it needs.
    fn needed_for(&mut self, from: usize, to: usize) -> bool {
        let begin = self.after_filler(from, to);
        let Some(name) = self.lexicon.at("for", &self.words[..to], begin) else { return false };
        let Some((at, next)) = ["we-need", "need"].iter().find_map(|s| self.phrase_in(s, name + 1, to))
        else {
            return false;
        };
        let list = self.pieces(next.min(to), to, true);
        if self.mentions.date(name, at).is_none() || list.len() < 2 || self.mentions.tags[at] != Tag::Plain {
            return false;
        }
        self.goal_range = Some((name, at));
        self.name(name, at, name, at);
        self.goal_dates(name, at);
        let deadline = self.said.deadline.clone();
        self.clauses(&list, true, next, to);
        self.said.deadline = deadline.or(self.said.deadline.take());
        true
    }

    /// Whether the pieces behind the main one are parts of the work: nouns, most of them with an effort of their own, or
    /// three and more.
    fn lists_parts(&self, pieces: &[(usize, usize)]) -> bool {
        let plain = |p: &&(usize, usize)| {
            let begin = self.after_filler(p.0, p.1);
            let word = self.words.get(begin).map_or("", |w| w.lower.as_str());
            begin < p.1
                && self.mentions.tags[begin] == Tag::Plain
                && !self.is_joint(word)
                && !matches!(
                    word,
                    "near"
                        | "around"
                        | "who"
                        | "which"
                        | "that"
                        | "one"
                        | "so"
                        | "no"
                        | "not"
                        | "because"
                        | "including"
                )
                && !self.mentions.tags[p.0..p.1].contains(&Tag::Limit)
                && !self.has_predicate(p.0, p.1)
        };
        let nouns = pieces.iter().filter(plain).count();
        let timed =
            pieces.iter().filter(plain).filter(|p| !self.mentions.efforts_in(p.0, p.1).is_empty()).count();
        nouns == pieces.len()
            && (timed >= 2 && timed * 2 >= nouns || timed == nouns && nouns >= 1 || nouns >= 3)
    }

    /// Whether the pieces after the first are nouns that its verb governs too: joined by "and", led by no preposition.
    fn shares_verb(&self, pieces: &[(usize, usize)]) -> bool {
        let rest: Vec<&(usize, usize)> =
            pieces[1.min(pieces.len())..].iter().filter(|p| !self.core(p.0, p.1).is_empty()).collect();
        let Some(last) = rest.last() else { return false };
        let and = (last.0..last.1).any(|k| {
            self.words[k].depth == 0 && self.lexicon.at("only-and", &self.words[..last.1], k).is_some()
        });
        and && rest.iter().all(|p| {
            let begin = self.after_filler(p.0, p.1);
            if begin >= p.1 {
                return false;
            }
            let word = self.words[begin].lower.as_str();
            self.mentions.tags[begin] == Tag::Plain
                && !self.is_joint(word)
                && !matches!(word, "near" | "around" | "who" | "which" | "that" | "one" | "so" | "no")
                && !self.has_predicate(p.0, p.1)
        })
    }

    /// The pieces after the main one: more to do, or what limits it.
    fn beside(&mut self, pieces: &[(usize, usize)]) {
        let mut items: Vec<Item> = Vec::new();
        let pieces = &self.with_their_days(pieces);
        for &(a, b) in pieces {
            if self.arrives(a, b, &mut items) {
                continue;
            }
            let begin = self.after_filler(a, b);
            let (_, listed) = self.listed(a, b, true);
            if let Some(list) = listed {
                for (x, y) in self.pieces(list, b, true) {
                    self.clause(x, y, true, &mut items);
                }
            } else if self.lexicon.verb(self.words, begin).is_some()
                && self
                    .words
                    .get(begin + 1)
                    .is_none_or(|w| self.lexicon.at("pronoun", std::slice::from_ref(w), 0).is_none())
                && !self.core(begin, b).is_empty()
            {
                let deadline = self.said.deadline.clone();
                self.clause(a, b, false, &mut items);
                self.said.deadline = deadline.or(self.said.deadline.take());
            } else if !self.core(a, b).is_empty()
                && !self.each_piece(a, b, &mut items)
                && !self.budgeted(a, b)
                && !self.not_before(a, b, &mut items)
            {
                self.constraint(a, b);
            }
        }
        if let (Some(&(a, _)), Some(&(_, b))) = (pieces.first(), pieces.last()) {
            let quote = self.spelled(a, b);
            self.arrange(&items, items.len() > 2, &quote);
        }
    }

    /// Where the main clause ends: before "was last Friday", and before an event nobody has a date for.
    fn main_end(&mut self, from: usize, to: usize) -> usize {
        for i in from + 1..to {
            if self.words[i].depth > 0 || self.mentions.tags[i] != Tag::Plain {
                continue;
            }
            let words = &self.words[..to];
            let dated = |k: usize| matches!(self.mentions.tags.get(k), Some(Tag::Date(_)));
            if self.lexicon.at("be", words, i).is_some_and(dated) || self.only_to_be_ready(i, to) {
                return i;
            }
            let event =
                self.lexicon.at("blocks", words, i).filter(|&n| n < to && self.words[i].lower != "so");
            if event.is_some_and(|next| self.mentions.date(next, to).is_some()) {
                return i;
            }
            if let Some(next) = event {
                let what = self.spelled(next, to);
                let mut question = Question::new(
                    "unknown-date",
                    format!("when is that: \"{what}\"? No date is said, so none was assumed"),
                );
                question.about = Some(self.spelled(i, to));
                self.said.questions.push(question);
                self.said.constraints.push(self.spelled(i, to));
                return i;
            }
        }
        to
    }

    /// "… was meant to open on 6 February", "… tinha de estar pronta": nothing but that it is to be there.
    fn only_to_be_ready(&self, at: usize, to: usize) -> bool {
        let Some(next) = self.lexicon.at("modal", &self.words[..to], at) else { return false };
        let rest: Vec<_> = self.core(next, to).iter().map(|&i| self.words[i].clone()).collect();
        !rest.is_empty()
            && self.mentions.date(at, to).is_some()
            && covered(self, &rest, &["done", "live", "be", "modal", "start-words", "filler", "happen"])
    }

    fn has_article(&self, from: usize, to: usize) -> bool {
        self.lexicon.at("article", &self.words[..to], self.after_filler(from, to)).is_some()
    }

    /// Whether the words say that something is made.
    fn is_built(&self, from: usize, to: usize) -> bool {
        let begin = self.after_filler(from, to);
        ["build", "design"].iter().any(|kind| self.lexicon.at(kind, &self.words[..to], begin).is_some())
    }

    /// "… with a, b and c", "… including a": where the name ends and where the list begins.
    fn listed(&self, from: usize, to: usize, alone: bool) -> (usize, Option<usize>) {
        for i in from + 1..to {
            let Some(next) = self.lexicon.at("with", &self.words[..to], i) else { continue };
            if self.words[i].depth > 0
                || self.mentions.tags[i] != Tag::Plain
                || next >= to
                || self.mentions.tags[next] != Tag::Plain && !matches!(self.mentions.tags[next], Tag::Date(_))
            {
                continue;
            }
            let commas = (next..to)
                .filter(|&k| {
                    self.words[k].depth == 0
                        && self.words[k].mark
                        && matches!(self.words[k].lower.as_str(), "," | "、" | "，")
                })
                .count();
            let and = (next..to).any(|k| self.lexicon.at("only-and", &self.words[..to], k).is_some());
            let explicit = !matches!(
                self.words[i].lower.as_str(),
                "with" | "mit" | "con" | "com" | "avec" | "that" | "such"
            ) || self.lexicon.at("with", &self.words[..to], i).is_some_and(|n| n > i + 1);
            // "a shop with a catalogue and a checkout": two things, each with its article.
            let each = and && self.is_built(from, i) && {
                let items = self.pieces(next, to, true);
                items.len() >= 2 && items.iter().all(|p| self.has_article(p.0, p.1))
            };
            let numbered = self.words[next].lower.starts_with(|c: char| c.is_ascii_digit());
            // "with a user list, a role editor, CSV export": a list without an "and".
            let bare = commas >= 2
                && self.pieces(next, to, true).iter().all(|p| {
                    let word = self.words[p.0].lower.as_str();
                    !self.mentions.tags[p.0..p.1].contains(&Tag::Limit)
                        && self.mentions.date(p.0, p.1).is_none()
                        && !self.is_joint(word)
                        && !self.has_predicate(p.0, p.1)
                        && p.1 - p.0 <= 6
                });
            if !numbered && (commas >= 1 && and || bare || each || explicit && (and || alone || commas > 0)) {
                return (i, Some(next));
            }
        }
        (to, None)
    }
}
