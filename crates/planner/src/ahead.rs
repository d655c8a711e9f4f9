//! Sentences that say something of several steps at once: "before that: a, b and c", "a and b before that", "in any order",
//! "at any time", "plumbing takes a day, wiring two". Must never speak of steps the sentence does not name.

use planwright_phrases::duration::Effort;

use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;

impl Reader<'_> {
    /// "Before that: label the cables and back up", "Book the band and rent the tents before that": all of it comes
    /// before what the sentence before said.
    pub(crate) fn all_before(&mut self, from: usize, to: usize) -> bool {
        let last = (from..to).rev().find(|&i| !self.words[i].mark).map_or(to, |i| i + 1);
        let led = self.lexicon.at("before-that", &self.words[..to], from).filter(|&next| {
            self.words.get(next).is_some_and(|w| matches!(w.lower.as_str(), ":" | "：")) && next + 1 < to
        });
        let (begin, end) = match led {
            Some(colon) => (colon + 1, to),
            None => {
                let at = self.lexicon.ending("before-that", &self.words[from..last]).map(|at| from + at);
                match at.filter(|&at| at > from + 1 && self.mentions.tags[at - 1] == Tag::Plain) {
                    Some(at) => (from, at),
                    None => return false,
                }
            }
        };
        let pieces = self.pieces(begin, end, true);
        let verbs = pieces.iter().all(|p| {
            self.lexicon.verb(self.words, self.after_filler(p.0, p.1)).is_some()
                && self.flag_at(self.after_filler(p.0, p.1), p.1).is_none()
        });
        if led.is_none() && !(pieces.len() >= 2 && verbs) || self.goal_range.is_none() {
            return false;
        }
        let later = self.frontier.clone();
        let known = self.said.steps.len();
        self.clauses(&pieces, true, begin, end);
        let steps: Vec<usize> = (known..self.said.steps.len()).collect();
        if !steps.is_empty() {
            let after = if later.is_empty() { Side::Goal } else { Side::Steps(later.clone()) };
            self.order(Side::Steps(steps.clone()), after, self.spelled(from, to));
        }
        if led.is_some() && later.is_empty() {
            // What comes next is the thing itself.
            self.prelude.clone_from(&steps);
            self.frontier = steps;
        } else {
            self.frontier = later;
        }
        true
    }

    /// "Roof and walls in any order", "the cover can be made at any time": where the words that say so begin.
    pub(crate) fn in_any_order(
        &mut self,
        start: usize,
        end: usize,
        flag: Flag,
        list: bool,
        items: &mut Vec<Item>,
    ) -> bool {
        let ends = |section: &str| {
            let at = start + self.lexicon.ending(section, &self.words[start..end])?;
            (at > start && self.mentions.tags[at] == Tag::Plain).then_some(at)
        };
        if let Some(at) = ends("any-time") {
            let subject_end = self.before_modal(start, at);
            if let Some(step) = self.resolve_one(&self.spelled(start, subject_end)) {
                // "Design a cover …; the cover can be made at any time": said of what is known.
                self.free.push(step);
                return true;
            }
            let known = items.len();
            self.flagged(start, at, flag, list, items);
            let free: Vec<usize> = items[known..].iter().map(|i| i.step).collect();
            self.free.extend(free);
            return true;
        }
        let Some(at) = ends("any-order") else { return false };
        let known = items.len();
        let limits = self.said.constraints.len();
        self.flagged(start, at, flag, list, items);
        if items.len() == known
            && let Some(noun) = (start..at).find(|&i| self.lexicon.at("article", self.words, i).is_some())
        {
            // "Do the photos and the texts in either order"
            self.said.constraints.truncate(limits);
            let steps = self.nouns(noun, at, items, Flag::Pair);
            for (n, a) in steps.iter().enumerate() {
                self.said.parallel.extend(steps[n + 1..].iter().map(|b| (*a, *b)));
            }
            return !steps.is_empty();
        }
        if items.len() > known && known > 0 {
            items[known..].iter_mut().for_each(|i| i.flag = Flag::Parallel);
            let run = items[..known].iter().rev().take_while(|i| i.flag == Flag::Plain).count();
            if run > 1 {
                items[known - run..known].iter_mut().for_each(|i| i.flag = Flag::Pair);
            }
        }
        true
    }

    /// "The switch-over needs both": the two that were said last.
    pub(crate) fn both_meant(&mut self, start: usize, end: usize) -> Option<Vec<usize>> {
        let both = self.lexicon.at("both", &self.words[..end], start) == Some(end);
        if !both || self.frontier.len() >= 2 {
            return both.then(|| self.frontier.clone());
        }
        let said = self.words[start..end].iter().find_map(|w| planwright_phrases::words::number(&w.lower));
        let count = said.and_then(|n| usize::try_from(n).ok()).filter(|n| (2..=9).contains(n)).unwrap_or(2);
        let from = self.said.steps.len().checked_sub(count)?;
        Some((from..self.said.steps.len()).collect())
    }

    /// "… needs both and takes 1 day": two things said of one step.
    pub(crate) fn needs_both_and(&self, start: usize, end: usize) -> Option<usize> {
        let (_, next) = self.phrase_in("need", start + 1, end)?;
        let and = self.lexicon.at("both", &self.words[..end], next)?;
        (and + 1 < end && self.lexicon.at("only-and", &self.words[..end], and).is_some()).then_some(and)
    }

    /// Steps that may be done at any time stand beside all others.
    pub(crate) fn set_free(&mut self) {
        for free in std::mem::take(&mut self.free) {
            let steps = Side::Steps(vec![free]);
            // What stood before it and what stood behind it keep their order.
            let implied = |o: &&crate::stated::Order| !o.stated;
            let orders = &self.said.orders;
            let before: Vec<_> =
                orders.iter().filter(implied).filter(|o| o.after == steps).cloned().collect();
            let behind: Vec<_> =
                orders.iter().filter(implied).filter(|o| o.before == steps).cloned().collect();
            for (first, last) in before.iter().flat_map(|f| behind.iter().map(move |l| (f, l))) {
                let after = last.after.clone();
                self.said.orders.push(crate::stated::Order { after, ..first.clone() });
            }
            self.said.orders.retain(|o| o.stated || o.before != steps && o.after != steps);
            let others = 0..self.said.steps.len();
            self.said.parallel.extend(others.filter(|s| *s != free).map(|s| (s, free)));
        }
    }

    /// What is said to come before the whole comes before the steps that are done on its days.
    pub(crate) fn set_prelude(&mut self) {
        let prelude = std::mem::take(&mut self.prelude);
        let (Some(&last), Some(day)) = (prelude.last(), self.said.deadline.as_ref().map(|d| d.value)) else {
            return;
        };
        for step in last + 1..self.said.steps.len() {
            let on = self.said.steps[step].due.or(self.said.steps[step].start);
            let near = on.and_then(|on| on.until(day).ok()).is_some_and(|span| span.get_days().abs() <= 3);
            if near {
                self.said.orders.push(crate::stated::Order {
                    before: Side::Steps(prelude.clone()),
                    after: Side::Steps(vec![step]),
                    stated: false,
                    quote: self.said.steps[step].quote.clone(),
                });
            }
        }
    }

    /// "Removing the units takes a day, plumbing two and tiling three days": efforts of steps that are known already.
    pub(crate) fn efforts_told(&mut self, from: usize, to: usize) -> bool {
        if self.said.steps.len() < 2 || self.mentions.efforts_in(from, to).is_empty() {
            return false;
        }
        let pieces = self.split_nouns(from, to);
        if pieces.len() < 3 {
            return false;
        }
        let mut told: Vec<(usize, Effort)> = Vec::new();
        let mut new: Vec<(usize, usize, Effort)> = Vec::new();
        let mut unit = None;
        // "tiling two and fitting three days": a unit said behind holds for what stands before it.
        for found in self.mentions.efforts_in(from, to) {
            unit.get_or_insert(found.value);
        }
        let Some(unit) = unit.and_then(|u| crate::allotted::unit_of(u, self.day)) else { return false };
        for (a, b) in pieces {
            let a = self.after_filler(a, b);
            let found = self.mentions.efforts_in(a, b).first().map(|f| f.value);
            let number = (a + 1..b).rev().find(|&i| !self.words[i].mark).and_then(|i| {
                let count = planwright_phrases::words::number(&self.words[i].lower)?;
                (self.mentions.tags[i] == Tag::Plain && (1..=60).contains(&count)).then_some((i, count))
            });
            let (stop, effort) = match (found, number) {
                (Some(effort), _) => {
                    let at = (a..b).find(|&i| matches!(self.mentions.tags[i], Tag::Effort(_)));
                    (at.unwrap_or(b), effort)
                }
                (None, Some((at, count))) => {
                    (at, Effort::exactly(unit.saturating_mul(u32::try_from(count).unwrap_or(1))))
                }
                (None, None) => return false,
            };
            let named = self.lexicon.ending("take", &self.words[a..stop]).map_or(stop, |at| a + at);
            let Some(step) = self.resolve_one(&self.spelled(a, named)) else {
                new.push((a, named, effort));
                continue;
            };
            if told.iter().any(|(s, _)| *s == step) {
                return false;
            }
            told.push((step, effort));
        }
        if told.len() < 2 || new.len() > told.len() + 1 {
            return false;
        }
        for (step, effort) in told {
            self.said.steps[step].effort = Some(effort);
        }
        for (a, b, effort) in new {
            if let Some(step) = self.step(a, b) {
                self.said.steps[step].effort = Some(effort);
            }
        }
        true
    }
}
