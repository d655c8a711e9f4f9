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
        let (start, end, far) = self.without_frame(start, end);
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
            let waits =
                waits.or_else(|| self.lexicon.at("waits-near", words, i).filter(|_| far && i > start));
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
        self.day_of_the_left(left.as_ref(), start, at);
        self.named = self.resolve_one(&right);
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
        let named = self.said.steps.len();
        let right_side =
            if waits { self.dated_event(next, end) } else { None }.or_else(|| self.right_side(next, end));
        let (Some(mut left), Some(right_side)) = (left, right_side) else { return true };
        if let Side::Steps(new) = &right_side
            && !waits
        {
            // "We need a permit before we can dig. Then …": what comes later was said last.
            let new = new.iter().filter(|s| **s >= named && !items.iter().any(|i| i.step == **s));
            let new: Vec<Item> = new.map(|&step| Item { step, flag: Flag::Plain }).collect();
            items.extend(new);
        }
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
        let several = match &right_side {
            Side::All | Side::Goal => true,
            Side::Steps(steps) => steps.len() > 1,
            Side::Words(_) => false,
        };
        if let Side::Steps(own) = &left
            && several
            && let Some(effort) = self.mentions.efforts_in(next, end).first().map(|f| f.value)
        {
            // "Tests when everything is merged (2 days)"
            for &step in own {
                self.said.steps[step].effort.get_or_insert(effort);
            }
        }
        let other = match &right_side {
            Side::Words(_) => self.resolve_one(&self.core_phrase(next, self.before_modal(next, end))),
            Side::Steps(steps) if steps.len() == 1 && steps[0] < named => Some(steps[0]),
            _ => None,
        };
        if let (Side::Steps(own), Some(other)) = (&left, other)
            && let [own] = own[..]
            && other != own
            && self.said.steps[other].effort.is_some()
            && let Some(effort) = self.mentions.efforts_in(next, end).first().map(|f| f.value)
        {
            // "… only once the tools are there (2 days)": what is waited for has its own.
            self.said.steps[own].effort.get_or_insert(effort);
        }
        if waits {
            self.order(right_side, left, quote);
        } else {
            self.order(left, right_side, quote);
        }
        true
    }

    /// "Der Umbau setzt die Genehmigung voraus", "no se puede cavar hasta que …": without the far part of a verb behind,
    /// and without the denial in front that "until" only completes.
    fn without_frame(&self, start: usize, end: usize) -> (usize, usize, bool) {
        let last = (start..end).rev().find(|&i| !self.words[i].mark).unwrap_or(start);
        let far = self.lexicon.at("waits-far", &self.words[..end], last).is_some()
            && self.phrase_in("waits-near", start + 1, last).is_some();
        let end = if far { last } else { end };
        let mut first = start;
        if self.lexicon.at("denied", &self.words[..end], start).is_some()
            && self.phrase_in("until", start + 1, end).is_some()
        {
            while let Some(next) = ["denied", "modal", "start-words"]
                .iter()
                .filter_map(|s| self.lexicon.at(s, &self.words[..end], first))
                .max()
            {
                first = next;
            }
        }
        (first, end, far)
    }

    /// "Hanging on 17 April once the frames are ready": the day of what waits.
    fn day_of_the_left(&mut self, left: Option<&Side>, start: usize, at: usize) {
        let Some(Side::Steps(steps)) = left else { return };
        let &[step] = steps.as_slice() else { return };
        let dates: Vec<_> = self.mentions.dates_in(start, at).into_iter().map(|f| f.value).collect();
        for when in dates {
            if when.first().is_some() && !self.is_anchored(&when) {
                self.date_of(Some(step), &when, start, at);
            }
        }
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
}
