//! What has to be so before something else may begin, where several things are named: "after the oven and the mixer are
//! installed", "once the script is locked and the actors are cast". Must never take a new clause for a condition.

use crate::clause::capital;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::stated::{Side, Step};
use crate::step::lower_first;

/// Most words of a thing that is waited for.
const NOUN: usize = 6;

impl Reader<'_> {
    /// Whether the "and" at `and` joins two things of one condition, and not two clauses.
    pub(crate) fn is_one_condition(&self, from: usize, and: usize, right: usize, to: usize) -> bool {
        let tie = (from..and).rev().find_map(|i| {
            let plain = self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain;
            let next = ["waits", "blocks", "front-waits", "front-blocks"]
                .iter()
                .filter_map(|s| self.lexicon.at(s, &self.words[..and], i))
                .max()?;
            (plain && next < and).then_some(next)
        });
        let Some(tie) = tie.filter(|_| self.mentions.tags[right..to].iter().all(|t| *t == Tag::Plain)) else {
            return false;
        };
        let Some(be) = self.so_at(right, to).filter(|be| be - right <= NOUN) else { return false };
        let last = self.words[be..to].iter().filter(|w| !w.mark).count() <= 4;
        let said = (tie..and).any(|i| self.lexicon.at("be", &self.words[..and], i).is_some());
        last && (said || self.lexicon.at("be-plural", self.words, be).is_some())
            && self.flag_at(right, to).is_none()
    }

    /// "Before the old boiler is removed, …": somebody has to remove it.
    pub(crate) fn done_then(&mut self, waits: bool, start: usize, end: usize) -> Option<Side> {
        let known = self.resolve_one(&self.spelled(start, end)).is_some();
        if waits || known || self.goal_range.is_none() || self.mentions.date(start, end).is_some() {
            return None;
        }
        self.participle(start, end)?;
        Some(Side::Steps(vec![self.passive_step(start, end)?]))
    }

    /// Where "is" stands in "the oven is installed", when nothing else is said of the oven.
    fn so_at(&self, start: usize, end: usize) -> Option<usize> {
        let plain = |i: usize| self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain;
        let be = (start + 1..end).find(|&i| {
            plain(i) && ["be", "modal"].iter().any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
        })?;
        let next = self.lexicon.at("be", &self.words[..end], be).filter(|&n| n < end)?;
        let so = self.lexicon.at("done", &self.words[..end], next).is_some()
            || self.base(&self.words[next].lower).is_some()
            || (next + 1..end).all(|i| self.words[i].mark);
        so.then_some(be)
    }

    /// "The oven and the mixer are installed": each of them, as a step.
    pub(crate) fn conditions(&mut self, start: usize, end: usize) -> Option<Side> {
        let parts = self.split_nouns(start, end);
        let &(first, last) = parts.last().filter(|_| parts.len() >= 2 && self.goal_range.is_some())?;
        self.so_at(first, last)?;
        let mut steps = Vec::new();
        let mut shared = None;
        for &(a, b) in parts.iter().rev() {
            let be = self.so_at(a, b);
            let verb = be.and_then(|be| self.participle(be, b));
            let (noun, verb) = match be {
                Some(be) => {
                    shared.clone_from(&verb);
                    (be, verb)
                }
                None => (b, shared.clone()),
            };
            let known = verb.as_ref().and_then(|v| self.done_by(v, a, noun));
            let known = known.or_else(|| self.resolve_one(&self.spelled(a, noun)));
            let step = match (known, verb) {
                (Some(known), _) => known,
                (None, Some(verb)) => {
                    let title = format!("{} {}", capital(&verb), lower_first(&self.title(a, noun)));
                    self.push(Step { title, quote: self.spelled(a, b), ..Step::default() })
                }
                (None, None) => self.step(a, noun)?,
            };
            steps.push(step);
        }
        steps.reverse();
        Some(Side::Steps(steps))
    }
}
