//! What a part of the work needs, said the other way round: "for the test we need the rig", "a condition for the test is the
//! rig", "that requires the rig". Must never take what the whole is made of for something to wait for.

use crate::clause::covered;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;

impl Reader<'_> {
    /// Reads such a sentence; false when it is none.
    pub(crate) fn needs_turned(&mut self, from: usize, to: usize) -> bool {
        if self.goal_range.is_none() {
            return false;
        }
        let start = self.after_filler(from, to);
        let words = &self.words[..to];
        let condition = self.lexicon.at("condition-for", words, start).and_then(|next| {
            let be =
                (next + 1..to).find(|&i| self.is_plain(i) && self.lexicon.at("be", words, i).is_some())?;
            Some((next, be, self.lexicon.at("be", words, be)?))
        });
        let needed = || {
            let next = self.lexicon.at("for", words, start)?;
            let (at, after) = self.phrase_in("we-need", next + 1, to)?;
            Some((next, at, after))
        };
        let Some((noun, noun_end, need)) = condition.or_else(needed).filter(|(_, _, need)| *need < to) else {
            return false;
        };
        let stems = naming::stems(&self.core_phrase(noun, noun_end));
        let whole = stems.iter().any(|s| self.goal_stems.iter().any(|g| naming::akin(s, g)));
        let figures = self.mentions.tags[noun..to].iter().any(|t| *t != Tag::Plain);
        if stems.is_empty() || whole || figures || self.words[noun..noun_end].iter().any(|w| w.mark) {
            return false;
        }
        let mut items = Vec::new();
        let later = self.nouns(noun, noun_end, &mut items, Flag::Plain);
        let first = self.nouns(need, to, &mut items, Flag::Plain);
        let first: Vec<usize> = first.into_iter().filter(|s| !later.contains(s)).collect();
        if !first.is_empty() && !later.is_empty() {
            self.order(Side::Steps(first), Side::Steps(later), self.spelled(from, to));
        }
        true
    }

    /// "The logo and the jingle both need the name": two parts of the work, and one thing that both wait for.
    pub(crate) fn each_needs(
        &mut self,
        start: usize,
        at: usize,
        next: usize,
        end: usize,
        items: &mut Vec<Item>,
    ) -> bool {
        let both = (start + 1..at).find(|&i| self.lexicon.at("both", &self.words[..at], i) == Some(at));
        let Some(both) = both.filter(|&both| self.split_nouns(start, both).len() > 1) else { return false };
        let stop = (next + 1..end).find(|&i| self.words[i].mark).unwrap_or(end);
        let quote = self.spelled(start, end);
        let mut needed = Vec::new();
        let first = self.nouns(next, stop, &mut needed, Flag::Plain);
        let steps = self.nouns(start, both, items, Flag::Pair);
        self.order(Side::Steps(first), Side::Steps(steps), quote);
        true
    }

    /// "That requires the rig to be there", said of the step before.
    pub(crate) fn subject_needs(&mut self, start: usize, end: usize) -> bool {
        let words = &self.words[..end];
        let at = self.lexicon.at("that", words, start).unwrap_or(start);
        let next = self.lexicon.at("need-verb", words, at).filter(|n| *n < end);
        let (Some(next), Some(subject)) = (next, self.subject) else { return false };
        if self.mentions.tags[start..end].iter().any(|t| *t != Tag::Plain)
            || self.lexicon.at("need-not", words, next).is_some()
            || self.both_meant(next, end).is_some()
        {
            return false;
        }
        let stop = (next + 1..end)
            .find(|&i| self.words[i].mark || self.lexicon.at("to-be", words, i).is_some())
            .unwrap_or(end);
        let mut items = Vec::new();
        let needed = self.nouns(next, stop, &mut items, Flag::Plain);
        let needed: Vec<usize> = needed.into_iter().filter(|s| *s != subject).collect();
        if !needed.is_empty() {
            self.order(Side::Steps(needed), Side::Steps(vec![subject]), self.spelled(start, end));
        }
        true
    }

    /// Whether a sentence says what the step before it needs: "That requires …".
    pub(crate) fn is_said_of_the_last(&self, from: usize, to: usize) -> bool {
        let start = self.after_filler(from, to);
        self.subject.is_some()
            && self
                .lexicon
                .at("that", &self.words[..to], start)
                .is_some_and(|n| self.lexicon.at("need-verb", &self.words[..to], n).is_some())
    }

    /// "Writing does not depend on photography": no order, and both side by side.
    pub(crate) fn independent(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let words = &self.words[..end];
        let Some((at, next)) = self.phrase_in("depends", start + 1, end).filter(|(_, n)| *n < end) else {
            return false;
        };
        let denial = (start..at).find(|&i| self.lexicon.at("denied", words, i).is_some() && i + 4 > at);
        let behind = self.lexicon.at("denied", words, next).map(|n| (next, n));
        let behind =
            behind.or_else(|| self.phrase_in("denied", next, end.min(next + 2)).filter(|(_, n)| *n < end));
        let (left, right) = match (denial, behind) {
            (Some(denial), _) => (self.before_auxiliary(start, denial), next),
            (None, Some((_, after))) => (at, after),
            (None, None) => return false,
        };
        let mut steps = Vec::new();
        if covered(self, &self.words[start..left], &["pronoun", "filler", "article"]) {
            steps.extend(self.subject);
        } else {
            steps = self.nouns(start, left, items, Flag::Plain);
        }
        let other = self.nouns(right, end, items, Flag::Plain);
        self.said.parallel.extend(steps.iter().flat_map(|&s| other.iter().map(move |&o| (s, o))));
        true
    }

    /// "… but not each other": what was said last stands side by side.
    pub(crate) fn not_each_other(&mut self, start: usize, end: usize, items: &mut [Item]) -> bool {
        let words: Vec<_> = self.core(start, end).iter().map(|&i| self.words[i].clone()).collect();
        let Some(next) = self.lexicon.at("denied", &words, 0) else { return false };
        if !words.get(next..).is_some_and(|rest| self.lexicon.is("each-other", rest)) {
            return false;
        }
        self.known_beside(start, start, items);
        true
    }

    /// Where the noun in front of "does not", "ne" ends.
    fn before_auxiliary(&self, start: usize, denial: usize) -> usize {
        let helps = |i: usize| {
            ["auxiliary", "modal"].iter().any(|s| self.lexicon.at(s, &self.words[..denial], i).is_some())
        };
        (start + 1..denial).find(|&i| helps(i)).unwrap_or(denial)
    }

    /// "It doesn't matter whether the texts or the photos come first": both side by side.
    pub(crate) fn no_order(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let Some(next) = self.lexicon.at("no-order", &self.words[..end], start).filter(|n| *n < end) else {
            return false;
        };
        let stop = (next + 1..end)
            .find(|&i| {
                ["be", "modal", "come-first", "denied", "auxiliary", "first"]
                    .iter()
                    .any(|s| self.lexicon.at(s, &self.words[..end], i).is_some())
            })
            .unwrap_or(end);
        let mut parts = Vec::new();
        let mut from = next;
        for i in next..stop {
            if self.lexicon.at("and", &self.words[..stop], i).is_some() || self.words[i].mark {
                parts.push((from, i));
                from = i + 1;
            }
        }
        parts.push((from, stop));
        parts.retain(|&(a, b)| a < b && !self.core(a, b).is_empty());
        if parts.len() < 2 {
            return false;
        }
        let mut steps = Vec::new();
        for (a, b) in parts {
            steps.extend(self.nouns(a, b, items, Flag::Parallel));
        }
        for (n, a) in steps.iter().enumerate() {
            self.said.parallel.extend(steps[n + 1..].iter().map(|b| (*a, *b)));
        }
        true
    }

    pub(crate) fn is_plain(&self, i: usize) -> bool {
        self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain
    }
}
