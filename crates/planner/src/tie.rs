//! Orders between steps: "L depends on R", "L before R", "nothing can start before R". Must never read an order into
//! words that only stand side by side.

use jiff::civil::Date;
use planwright_domain::Question;
use planwright_phrases::date::Moment;

use crate::clause::covered;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;
use crate::text;

impl Reader<'_> {
    /// "L depends on R", "L before R": reads L, remembers the order; false when there is no such word.
    pub(crate) fn ordered(
        &mut self,
        start: usize,
        end: usize,
        flag: Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) -> bool {
        let words = &self.words[..end];
        let tie = (start..end).find_map(|i| {
            if self.words[i].depth > 0 || self.mentions.tags[i] != Tag::Plain || self.words[i].mark {
                return None;
            }
            // "can't be taken without the certificate"
            let without = self
                .lexicon
                .at("without", words, i)
                .filter(|&n| n < end && (start..i).any(|k| self.lexicon.at("denied", words, k).is_some()));
            // "测试在开发完成后开始"
            let within = self
                .lexicon
                .at("within", words, i)
                .filter(|&n| {
                    i > start && n < end && (n + 1..end).any(|k| self.lexicon.at("tail", words, k).is_some())
                })
                .filter(|&n| self.mentions.tags[n] == Tag::Plain);
            let waits = self.lexicon.at("waits", words, i).max(without).max(within);
            let blocks = self.lexicon.at("blocks", words, i);
            let then = ["then", "last"].iter().filter_map(|s| self.lexicon.at(s, words, i)).max();
            let best = waits.max(blocks)?;
            // "要在11月20日前", "not before May 4": a date follows, not another step.
            let fixed = |n: usize| match self.mentions.tags.get(n) {
                Some(Tag::Date(d)) => self.mentions.dates.get(*d).is_some_and(|f| f.value.first().is_some()),
                _ => false,
            };
            if i > start
                && fixed(best)
                && self.lexicon.at("waits", words, i) == Some(best)
                && self.words[i].lower.chars().all(text::is_unspaced)
            {
                return None;
            }
            if then >= Some(best) || best >= end && i == start {
                return None;
            }
            Some((i, best, waits >= blocks))
        });
        let Some((at, next, mut waits)) = tie else { return false };
        let quote = self.spelled(start, end);
        // "…, 3 days after that": how long, and what it follows.
        let right = self.spelled(next, end);
        let right_core = self.core(next, end);
        if let Some(due) = self.before_dated(start, at, next, end) {
            let before = items.len();
            self.core_clause(start, at, flag, list, items);
            let step = items.get(before).map(|i| i.step).or(self.subject);
            if let Some(step) = step {
                self.said.steps[step].due = Some(due);
            }
            return true;
        }
        if self.mentions.dates_in(next, end).iter().any(|d| d.value.first().is_some())
            && !waits
            && self.resolve_one(&right).is_none()
        {
            // "before the fair on April 20": a date, said of what stands on the left.
            let before = items.len();
            let words: Vec<_> = self.core(start, at).iter().map(|&i| self.words[i].clone()).collect();
            let all = self.lexicon.at("everything", &words, 0).is_some();
            if !all
                && !covered(
                    self,
                    &words,
                    &["done", "modal", "be", "pronoun", "filler", "everything", "live", "article"],
                )
            {
                self.core_clause(start, at, flag, list, items);
            }
            let when = self.mentions.dates_in(next, end).first().map(|d| d.value);
            let step = items.get(before).map(|i| i.step);
            if let Some(last) = when.and_then(|w| w.first()) {
                self.last_date = Some(last);
                match step {
                    Some(step) => self.said.steps[step].due = Some(last),
                    None => self.deadline(last, &quote),
                }
            }
            return true;
        }
        if right_core.is_empty() {
            self.core_clause(start, end, flag, list, items);
            return true;
        }
        let negative = self.core(start, at).iter().any(|&i| self.lexicon.at("no", self.words, i).is_some());
        if negative && !waits {
            waits = true;
        }
        let due = self.anchored_date(start, at, &right);
        if due.is_some() && self.core(start, at).is_empty() {
            // "a week before the move pack the boxes": the noun behind the article is the anchor, the rest the step.
            let mut noun = next;
            while let Some(after) = self.lexicon.at("article", &self.words[..end], noun).filter(|&n| n < end)
            {
                noun = after;
            }
            if noun + 1 < end {
                let before = items.len();
                self.core_clause(noun + 1, end, flag, true, items);
                if let Some(item) = items.get(before) {
                    self.said.steps[item.step].due = due;
                }
                return true;
            }
        }
        let known = self.said.steps.len();
        let offset = self.anchored_offset(start, at).filter(|_| due.is_none());
        let left = self.subject_side(start, at, flag, list, items);
        if let (Some(offset), Some(Side::Steps(steps))) = (offset, &left)
            && self.resolve_one(&right).is_none()
        {
            // "trained two weeks before the opening", and only later: "we open on August 29".
            self.later.extend(steps.iter().map(|step| (*step, offset, right.clone())));
            if self.names_the_whole(&right) {
                return true;
            }
        }
        if let (Some(due), Some(Side::Steps(steps))) = (due, &left) {
            // The day says more than the order: the anchor itself may be the goal.
            for step in steps {
                self.said.steps[*step].due.get_or_insert(due);
            }
            if self.resolve_one(&right).is_none() {
                return true;
            }
        }
        let right_side =
            if waits { self.dated_event(next, end) } else { None }.or_else(|| self.right_side(next, end));
        let (Some(mut left), Some(right_side)) = (left, right_side) else { return true };
        if let Side::Words(words) = &right_side
            && !waits
            && self.resolve_one(words).is_none()
            && (self.lexicon.any("season", &self.words[next..end])
                || left == Side::Goal && self.core(start, at).is_empty() && self.is_unknown_event(words))
        {
            self.unknown_date(words, start, end);
            return true;
        }
        if let (Side::Steps(own), Side::Words(words)) = (&left, &right_side)
            && let [own] = own[..]
            && own < known
            && (self.resolve_one(words) == Some(own)
                || self
                    .split_nouns(next, end)
                    .iter()
                    .any(|&(a, b)| self.resolve_one(&self.spelled(a, b)) == Some(own)))
        {
            // "Training can't begin until the training pipeline works": no step waits for itself, so it is another one.
            let subject_end = self.before_modal(start, at);
            if let Some(step) = self.step(start, subject_end) {
                items.retain(|i| i.step != own);
                items.push(Item { step, flag });
                self.subject = Some(step);
                left = Side::Steps(vec![step]);
            }
        }
        if let (Side::All | Side::Goal, Side::Steps(own)) = (&right_side, &left)
            && let Some(effort) = self.mentions.efforts_in(next, end).first().map(|f| f.value)
        {
            // "Tests when everything is merged (2 days)"
            for &step in own {
                self.said.steps[step].effort.get_or_insert(effort);
            }
        }
        if waits {
            self.order(right_side, left, quote);
        } else {
            self.order(left, right_side, quote);
        }
        true
    }

    /// "… three days before the meeting on April 21": the day, and what is known of the meeting.
    fn before_dated(&mut self, start: usize, at: usize, next: usize, end: usize) -> Option<Date> {
        let found = self.mentions.dates_in(start, at).into_iter().find(|f| self.is_anchored(&f.value))?;
        let Moment::Offset(offset) = found.value.moment else { return None };
        let when = self.mentions.date(next, end)?.value;
        let day = when.first()?;
        let name = (next..end).find(|&i| self.words[i].start >= when.phrase.0)?;
        match self.resolve_one(&self.spelled(next, name)) {
            Some(step) => {
                self.said.steps[step].due.get_or_insert(day);
            }
            None => {
                if self.said.deadline.is_none() {
                    self.deadline(day, &self.spelled(next, end));
                }
            }
        }
        self.last_date = Some(day);
        offset.from(day)
    }

    /// Whether words name neither a step nor the goal.
    fn is_unknown_event(&self, words: &str) -> bool {
        self.goal_range.is_some()
            && !self.lexicon.any("live", &text::words(words))
            && naming::fit(&naming::stems(words), &self.goal_stems) < naming::FITS
    }

    /// Asks for the day of something that has none.
    fn unknown_date(&mut self, words: &str, start: usize, end: usize) {
        let mut question = Question::new(
            "unknown-date",
            format!("when is that: \"{words}\"? No date is said, so none was assumed"),
        );
        question.about = Some(self.spelled(start, end));
        self.said.questions.push(question);
    }

    /// "once the freeze on May 4 is done": an event with a date of its own.
    fn dated_event(&mut self, start: usize, end: usize) -> Option<Side> {
        let when = self.mentions.date(start, end)?.value;
        let at = (start..end).find(|&i| self.words[i].start >= when.phrase.0)?;
        let phrase = self.spelled(start, at);
        let first = when.first()?;
        let known = self.resolve_one(&phrase);
        let step = known.or_else(|| self.step(start, at))?;
        let entry = &mut self.said.steps[step];
        entry.due.get_or_insert(first);
        entry.milestone |= known.is_none();
        Some(Side::Steps(vec![step]))
    }

    /// The left side of an order.
    pub(crate) fn subject_side(
        &mut self,
        start: usize,
        at: usize,
        flag: Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) -> Option<Side> {
        let core = self.core(start, at);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let only_modal = core.iter().all(|&i| {
            ["modal", "be", "filler", "done", "start-words", "and", "pronoun", "denied"]
                .iter()
                .any(|s| self.lexicon.at(s, self.words, i).is_some())
        });
        if core.is_empty() || only_modal {
            // "… and is needed before the study": said of the last subject.
            for effort in self.mentions.efforts_in(start, at) {
                if let Some(step) = self.subject {
                    self.said.steps[step].effort.get_or_insert(effort.value);
                }
            }
            let carried = self.subject.map(|s| Side::Steps(vec![s]));
            let date = self.mentions.date(start, at).map(|d| d.value);
            if let Some(when) = date {
                self.date_of(None, &when, start, at);
            }
            return carried.or(Some(Side::Goal));
        }
        if words.iter().enumerate().any(|(i, _)| self.lexicon.at("everything", &words, i).is_some())
            && self.lexicon.verb(&words, 0).is_none()
        {
            return Some(if self.lexicon.any("live", &words) { Side::Goal } else { Side::All });
        }
        if let Some(both) = (start..at).find(|&i| self.lexicon.at("both", &self.words[..at], i).is_some()) {
            if both > start && self.split_nouns(start, both).len() >= 2 {
                // "Plumbing and electrics both follow …"
                let steps = self.nouns(start, both, items, Flag::Pair);
                return Some(Side::Steps(steps));
            }
            return Some(Side::Steps(self.last_two(items)));
        }
        if let Some(last) = items.last().map(|i| i.step)
            && self.each_of_them(start, at, items)
        {
            return Some(Side::Steps(vec![last]));
        }
        if let Some(group) = self.counted_group(start, self.before_modal(start, at)) {
            return Some(Side::Steps(group));
        }
        let before = items.len();
        let end = self.before_modal(start, at);
        let plain = self.lexicon.verb(self.words, start).is_none()
            && end > start
            && end < at
            && self.mentions.efforts_in(end, at).is_empty()
            && !self.has_own_verb(end, at);
        if end < at
            && let Some(verb) = self.participle(end, at)
            && let Some(step) = self.done_by(&verb, start, end)
        {
            items.push(Item { step, flag });
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        let passive = end < at
            && !self.lexicon.is("pronoun", &self.words[start..end])
            && self
                .resolve_one(&self.spelled(start, end))
                .is_none_or(|s| self.lexicon.verb(&text::words(&self.said.steps[s].title), 0).is_some())
            && self.participle(end, at).is_some();
        if passive
            && self.split_nouns(start, end).len() == 1
            && let Some(step) = self.passive_step(start, at)
        {
            items.push(Item { step, flag });
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        if plain
            || self.lexicon.verb(self.words, start).is_none() && end == at && !self.has_predicate(start, at)
        {
            let steps = self.nouns(start, end, items, flag);
            return (!steps.is_empty()).then_some(Side::Steps(steps));
        }
        self.core_clause(start, at, flag, list, items);
        let steps: Vec<usize> = items[before..].iter().map(|i| i.step).collect();
        if steps.is_empty() { self.subject.map(|s| Side::Steps(vec![s])) } else { Some(Side::Steps(steps)) }
    }

    /// A modal's own verb says more than that it starts: "must review the map".
    pub(crate) fn has_own_verb(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| {
            self.lexicon.verb(self.words, i).is_some()
                && self.lexicon.at("done", self.words, i).is_none()
                && self.lexicon.at("start-words", self.words, i).is_none()
                && !matches!(self.words[i].lower.as_str(), "start" | "begin" | "go" | "run" | "set")
        })
    }

    /// The right side of an order.
    pub(crate) fn right_side(&mut self, start: usize, end: usize) -> Option<Side> {
        let begin = self.after_filler(start, end);
        // "要在场地确定之后": what is waited for ends before the words for "done".
        let end = (begin + 1..end)
            .find(|&i| {
                self.lexicon.at("tail", &self.words[..end], i).is_some()
                    && self.lexicon.at("tail-not", &self.words[..end], i).is_none()
            })
            .unwrap_or(end);
        let core = self.core(begin, end);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let phrase = self.spelled(begin, end);
        if let Some(group) = self.counted_group(begin, self.before_modal(begin, end)) {
            return Some(Side::Steps(group));
        }
        if self.lexicon.any("both", &words) && words.len() <= 4 {
            if let Some(all) = self.both_groups() {
                return Some(Side::Steps(all));
            }
            let n = self.frontier.len();
            // "both endpoints": those of that name.
            let rest: Vec<text::Word> = words
                .iter()
                .filter(|w| !self.lexicon.any("both", std::slice::from_ref(w)))
                .cloned()
                .collect();
            let rest: Vec<&str> = rest.iter().map(|w| w.lower.as_str()).collect();
            let noun = naming::stems(&rest.join(" "));
            let named: Vec<usize> = (0..self.said.steps.len())
                .filter(|s| Some(*s) != self.subject)
                .filter(|s| noun.iter().any(|n| self.said.steps[*s].stems.iter().any(|t| naming::akin(n, t))))
                .collect();
            if named.len() == 2 {
                return Some(Side::Steps(named));
            }
            let two: Vec<usize> = if n >= 2 {
                self.frontier.clone()
            } else {
                (0..self.said.steps.len())
                    .rev()
                    .take(3)
                    .filter(|s| Some(*s) != self.subject)
                    .take(2)
                    .collect()
            };
            return Some(Side::Steps(two));
        }
        let everything = (0..words.len().min(2)).any(|i| self.lexicon.at("everything", &words, i).is_some());
        if everything {
            return Some(if self.lexicon.any("live", &words) { Side::Goal } else { Side::All });
        }
        let pronoun = self.lexicon.at("pronoun", &words, 0);
        if pronoun.is_some_and(|n| n == words.len() || words.len() <= n + 3)
            && self.resolve_one(&phrase).is_none()
        {
            if let Some(aside) = self.aside {
                return Some(Side::Steps(vec![aside]));
            }
            return self.subject.map(|s| Side::Steps(vec![s]));
        }
        if let Some(aside) = self.aside
            && self.resolve_one(&phrase).is_none()
        {
            return Some(Side::Steps(vec![aside]));
        }
        // "… before the import (2 days)": named here first, with its effort.
        if !self.mentions.efforts_in(begin, end).is_empty()
            && self.resolve_one(&phrase).is_none()
            && self.split_nouns(begin, end).len() == 1
            && !self.has_predicate(begin, end)
        {
            let step = self.step(begin, end)?;
            self.subject = Some(step);
            return Some(Side::Steps(vec![step]));
        }
        if self.resolve_one(&phrase).is_none() && self.goal_range.is_some() {
            if let Some(step) = self.by_head(begin, end) {
                return Some(Side::Steps(vec![step]));
            }
            // "before the order is placed": somebody has to place it.
            if self.participle(begin, end).is_some() && self.mentions.date(begin, end).is_none() {
                let step = self.passive_step(begin, end);
                if let Some(step) = step {
                    return Some(Side::Steps(vec![step]));
                }
            }
        }
        Some(Side::Words(phrase))
    }

    /// "Agents can be trained …", where a step "train six agents" or "training" is known: that one, not all with agents.
    pub(crate) fn done_by(&self, verb: &str, start: usize, end: usize) -> Option<usize> {
        let stem = naming::stems(verb);
        let subject = naming::stems(&self.spelled(start, end));
        let named =
            |s: &usize| self.said.steps[*s].stems.iter().any(|t| stem.iter().any(|v| naming::akin(v, t)));
        let about =
            |s: &usize| self.said.steps[*s].stems.iter().any(|t| subject.iter().any(|v| naming::akin(v, t)));
        let all: Vec<usize> = (0..self.said.steps.len()).filter(named).collect();
        let whole = self.resolve_one(&self.spelled(start, end));
        all.iter()
            .copied()
            .find(about)
            .or_else(|| (all.len() == 1 && whole.is_some()).then(|| all[0]))
            .filter(|s| whole != Some(*s))
    }

    /// "The first five videos are online", where one step has videos for its object.
    fn by_head(&self, start: usize, end: usize) -> Option<usize> {
        let subject_end = self.before_modal(start, end);
        let stems = naming::stems(&self.spelled(start, subject_end));
        let head =
            stems.last().filter(|h| subject_end < end && stems.len() >= 2 && h.chars().count() >= 4)?;
        let mut found = (0..self.said.steps.len()).filter(|s| {
            Some(*s) != self.subject
                && self.said.steps[*s].stems.last().is_some_and(|t| naming::akin(head, t))
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// The steps of the last two groups, where the text has two.
    fn both_groups(&self) -> Option<Vec<usize>> {
        let mut parents: Vec<usize> = self.said.steps.iter().filter_map(|s| s.parent).collect();
        parents.dedup();
        let [.., a, b] = parents[..] else { return None };
        let steps: Vec<usize> = (0..self.said.steps.len())
            .filter(|s| self.said.steps[*s].parent.is_some_and(|p| p == a || p == b))
            .collect();
        (self.frontier.len() < 2).then_some(steps)
    }

    pub(crate) fn last_two(&self, items: &[Item]) -> Vec<usize> {
        let n = items.len();
        if n >= 2 { items[n - 2..].iter().map(|i| i.step).collect() } else { self.frontier.clone() }
    }

    pub(crate) fn both_or_all(&self, start: usize, end: usize) -> bool {
        let words = &self.words[start..end];
        self.lexicon.is("both", words) || self.lexicon.is("everything", words)
    }

    /// Steps named by nouns joined with "and": known ones, or new ones.
    pub(crate) fn nouns(
        &mut self,
        start: usize,
        end: usize,
        items: &mut Vec<Item>,
        flag: Flag,
    ) -> Vec<usize> {
        let mut steps = Vec::new();
        for (a, b) in self.split_nouns(start, end) {
            let phrase = self.spelled(a, b);
            let known = self.resolve_one(&phrase);
            let step = known.or_else(|| self.step(a, b));
            if let Some(step) = step {
                if let Some(effort) = self.mentions.efforts_in(a, b).first() {
                    self.said.steps[step].effort.get_or_insert(effort.value);
                }
                self.subject = Some(step);
                items.push(Item { step, flag });
                steps.push(step);
            }
        }
        steps
    }

    pub(crate) fn split_nouns(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut from = start;
        for i in start..end {
            let comma = self.words[i].mark && matches!(self.words[i].lower.as_str(), "," | "、" | "，");
            let and = self.lexicon.at("only-and", &self.words[..end], i).is_some();
            if (comma || and) && i > from && self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain {
                out.push((from, i));
                from = i + 1;
            }
        }
        out.push((from, end));
        out.retain(|&(a, b)| !self.core(a, b).is_empty());
        out
    }

    /// Where the subject ends: before "can", "must", "is".
    pub(crate) fn before_modal(&self, start: usize, end: usize) -> usize {
        (start..end)
            .find(|&i| {
                ["modal", "be"].iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
                    && self.mentions.tags[i] == Tag::Plain
            })
            .unwrap_or(end)
    }

    pub(crate) fn phrase_in(&self, section: &str, start: usize, end: usize) -> Option<(usize, usize)> {
        (start..end).find_map(|i| {
            let next = self.lexicon.at(section, &self.words[..end], i)?;
            (self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain).then_some((i, next))
        })
    }
}
