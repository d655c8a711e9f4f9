//! "Each": an effort said of every item of a list, or of every piece of a counted thing. Must never multiply by a number
//! that counts something else: a version, a date, another duration.

use planwright_phrases::Found;
use planwright_phrases::duration::Effort;

use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};

/// The largest count that is taken for one.
pub(crate) const MOST: u32 = 100_000;

/// Words around the duration among which "each" is looked for.
const NEAR: usize = 3;

impl Reader<'_> {
    /// Whether the effort at these words is said of each of several.
    fn is_each(&self, found: &Found<Effort>, start: usize, end: usize) -> bool {
        let at = |byte: usize| self.words.partition_point(|w| w.end <= byte);
        let (from, to) = (at(found.start), self.words.partition_point(|w| w.start < found.end));
        let behind =
            (to..end.min(to + NEAR)).take_while(|&i| !self.words[i].mark || self.words[i].lower == ")");
        if (start..from.min(end)).any(|i| self.lexicon.at("each-of", &self.words[..end], i).is_some()) {
            return true;
        }
        let before = (start..from).rev().take(1);
        let inside = from..to;
        behind.chain(before).chain(inside).any(|i| {
            // "per week" is a pace, not a piece.
            self.lexicon.at("apiece", self.words, i).is_some() && self.mentions.tags[i] != Tag::Limit
        })
    }

    /// "Finish the unit (hardware 3 weeks, firmware 4 weeks)": the parts in the bracket are the steps.
    pub(crate) fn bracketed(&mut self, start: usize, end: usize, flag: Flag, items: &mut Vec<Item>) -> bool {
        let Some(open) = (start + 1..end).find(|&i| matches!(self.words[i].lower.as_str(), "(" | "（"))
        else {
            return false;
        };
        let Some(close) = (open + 1..end).find(|&i| matches!(self.words[i].lower.as_str(), ")" | "）"))
        else {
            return false;
        };
        let parts: Vec<(usize, usize)> = self
            .words_between(open + 1, close)
            .into_iter()
            .filter(|&(a, b)| {
                self.mentions.efforts_in(a, b).len() == 1
                    && self.core(a, b).iter().any(|&i| {
                        ![
                            "about", "filler", "apiece", "take", "wait", "waits", "article", "and", "first",
                            "then",
                        ]
                        .iter()
                        .any(|s| self.lexicon.at(s, self.words, i).is_some())
                    })
            })
            .collect();
        let waits = self.lexicon.any("wait", &self.words[open..close])
            || self.lexicon.any("waits", &self.words[open..close]);
        if parts.len() < 2 || waits {
            return false;
        }
        let whole = self.title(start, open);
        let beside = self.lexicon.any("parallel", &self.words[open..close]);
        let quote = self.spelled(start, close + 1);
        for (n, &(a, b)) in parts.iter().enumerate() {
            let Some(step) = self.step(a, b) else { continue };
            let title = format!("{whole}: {}", super::step::lower_first(&self.said.steps[step].title));
            self.retitle(step, crate::step::shorten(&title));
            self.said.steps[step].quote.clone_from(&quote);
            let flag = if beside && n > 0 { Flag::Parallel } else { flag };
            items.push(Item { step, flag });
        }
        true
    }

    /// The parts of a bracket, between its commas.
    pub(crate) fn words_between(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut start = from;
        for i in from..to {
            if self.words[i].mark
                && matches!(self.words[i].lower.as_str(), "," | ";" | "，" | "；" | "、")
                && self.mentions.tags[i] == Tag::Plain
            {
                out.push((start, i));
                start = i + 1;
            }
        }
        out.push((start, to));
        out
    }

    /// The effort said of each of the words `start..end`, and how many there are, where they are counted.
    pub(crate) fn each(&self, start: usize, end: usize) -> Option<(Effort, Option<u32>)> {
        let found = self.mentions.efforts_in(start, end).into_iter().find(|f| self.is_each(f, start, end))?;
        let from = self.words.partition_point(|w| w.end <= found.start);
        let count = |i: usize| {
            let next = self.words.get(i + 1)?;
            // "version 11", "bug #45": a number behind its noun names; in front of a noun it counts.
            let counts = self.mentions.tags[i] == Tag::Plain && !next.mark && i + 1 != from;
            let named =
                i > start && matches!(self.words[i - 1].lower.as_str(), "#" | "version" | "v" | "phase");
            let value = u32::try_from(planwright_phrases::words::number(&self.words[i].lower)?).ok()?;
            (counts && !named && (2..=MOST).contains(&value)).then_some(value)
        };
        let before = (start..from.min(end)).rev().find_map(count);
        // "30 minutes each, 20 candidates"
        let behind = || {
            (from..self.words.len().min(from + 9)).take_while(|&i| self.words[i].lower != ".").find_map(count)
        };
        let to = self.words.partition_point(|w| w.start < found.end);
        let told = || self.pieces_told(to, end);
        Some((found.value, before.or_else(behind).or_else(told)))
    }

    /// An effort, so many times as the words `start..end` count.
    pub(crate) fn counted(&self, effort: Effort, start: usize, end: usize) -> Effort {
        if let Some(count) = self.times_before(effort, start, end) {
            return times(effort, count);
        }
        match self.each(start, end) {
            Some((each, Some(count))) if each == effort => times(effort, count),
            _ => effort,
        }
    }

    /// As [`Self::counted`]; "edit them (2 hours each)" counts what the step before counts.
    pub(crate) fn counted_them(&self, effort: Effort, start: usize, end: usize) -> Effort {
        let them = (start..end).any(|i| self.words[i].lower == "them");
        let own = self.counted(effort, start, end);
        match (self.each(start, end), self.subject) {
            (Some((_, None)), Some(subject)) if them => {
                named_count(&self.said.steps[subject].title).map_or(own, |count| times(own, count))
            }
            // "Sew 30 costumes: cut (1 hour each), …": a verb alone is done with what the goal counts.
            (Some((_, None)), _) if self.is_bare_verb(start, end) => {
                named_count(&self.said.goal).map_or(own, |count| times(own, count))
            }
            _ => own,
        }
    }

    /// Whether a verb and no thing stands there: "cut (1 hour each)".
    fn is_bare_verb(&self, start: usize, end: usize) -> bool {
        let mut core = self.core(start, end).into_iter().filter(|&i| self.words[i].depth == 0);
        core.next().is_some_and(|i| self.lexicon.verb(self.words, i).is_some()) && core.next().is_none()
    }

    /// "5 x 2 hours"
    fn times_before(&self, effort: Effort, start: usize, end: usize) -> Option<u32> {
        let found = self.mentions.efforts_in(start, end).into_iter().find(|f| f.value == effort)?;
        let from = self.words.partition_point(|w| w.end <= found.start);
        let sign = from
            .checked_sub(1)
            .filter(|&i| i > start && matches!(self.words[i].lower.as_str(), "x" | "×" | "mal" | "times"))?;
        let count = planwright_phrases::words::number(&self.words[sign.checked_sub(1)?].lower)?;
        u32::try_from(count).ok().filter(|c| (2..=MOST).contains(c))
    }

    /// Whether a word only says that a duration is meant for each: "at 5 hours each".
    pub(crate) fn says_each(&self, i: usize) -> bool {
        let effort = |k: usize| matches!(self.mentions.tags.get(k), Some(Tag::Effort(_)));
        let each = |k: usize| {
            self.words.get(k).is_some_and(|w| {
                matches!(w.lower.as_str(), "each" | "apiece" | "je" | "jeweils" | "chacun" | "chacune")
            })
        };
        let sign = |k: usize| {
            self.words.get(k).is_some_and(|w| matches!(w.lower.as_str(), "x" | "×" | "mal")) && effort(k + 1)
        };
        let number = |k: usize| {
            self.words.get(k).is_some_and(|w| planwright_phrases::words::number(&w.lower).is_some())
        };
        if sign(i) && i > 0 && number(i - 1) || sign(i + 1) && number(i) {
            return true;
        }
        // "half a day per room": the piece belongs to the time.
        let apiece = |k: usize| {
            k > 0
                && effort(k - 1)
                && self.lexicon.at("apiece", self.words, k) == Some(k + 1)
                && !self.words[k].mark
        };
        let noun = |k: usize| {
            let at = k.checked_sub(1)?;
            Some(
                apiece(at)
                    || at > 0 && apiece(at - 1) && self.lexicon.at("article", self.words, at).is_some(),
            )
        };
        if apiece(i) || !self.words[i].mark && noun(i) == Some(true) {
            return true;
        }
        each(i) && (i > 0 && effort(i - 1) || effort(i + 1))
            || matches!(self.words[i].lower.as_str(), "at" | "à" | "a" | "zu")
                && (effort(i + 1) || each(i + 1) && effort(i + 2))
    }

    /// "A, B and C (4 hours each)": every item without an effort of its own takes as long.
    pub(crate) fn each_item(&mut self, items: &[Item], last: (usize, usize)) {
        let Some((effort, None)) = self.each(last.0, last.1) else { return };
        for item in items {
            self.said.steps[item.step].effort.get_or_insert(effort);
        }
    }
}

/// How many of a thing a title names.
fn named_count(title: &str) -> Option<u32> {
    crate::text::words(title).iter().find_map(|w| {
        let value = u32::try_from(planwright_phrases::words::number(&w.lower)?).ok()?;
        (2..=10_000).contains(&value).then_some(value)
    })
}

/// So many times one of them.
pub(crate) fn times(effort: Effort, count: u32) -> Effort {
    Effort {
        low: effort.low.saturating_mul(count),
        likely: effort.likely.saturating_mul(count),
        high: effort.high.saturating_mul(count),
    }
}
