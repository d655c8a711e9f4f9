//! What only comes on a day: "the documents only arrive on 16 March". The work waits for it. Must never take what the project
//! itself delivers for something it waits for.
//!
//! Words of each language: `arrives` (with "only" where the project could be the one that delivers).

use crate::clause::covered;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;

impl Reader<'_> {
    /// Reads a clause that says when something comes; the goal is after it.
    pub(crate) fn arrives(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let Some(day) = self.mentions.date(start, end).and_then(|d| d.value.first()) else { return false };
        let says = |i: &usize| {
            self.words[*i].depth == 0 && self.lexicon.at("arrives", &self.words[..end], *i).is_some()
        };
        let Some(at) = (start + 1..end).find(says) else { return false };
        let mut begin = start;
        while let Some(next) = ["but", "filler", "and", "article"]
            .iter()
            .filter_map(|s| self.lexicon.at(s, &self.words[..at], begin))
            .max()
        {
            begin = next;
        }
        let subject: Vec<_> = self.core(begin, at).iter().map(|&i| self.words[i].clone()).collect();
        let named = !subject.is_empty()
            && !covered(self, &subject, &["pronoun", "filler", "everything", "modal", "be", "live"]);
        if !named || self.lexicon.verb(self.words, begin).is_some() && subject.len() > 1 {
            return false;
        }
        let known = self.resolve_one(&self.core_phrase(begin, at));
        let Some(step) = known.or_else(|| self.step(begin, at)) else { return false };
        let quote = self.spelled(start, end);
        let entry = &mut self.said.steps[step];
        if known.is_none() {
            entry.milestone = true;
            entry.due = Some(day);
        }
        entry.start = Some(day);
        entry.quote.clone_from(&quote);
        self.last_date = Some(day);
        self.subject = Some(step);
        self.order(Side::Steps(vec![step]), Side::Goal, quote);
        items.push(Item { step, flag: Flag::Plain });
        true
    }

    /// Pieces of which the second says only when, of what the first says: "der Inhalt kommt | aber erst am 15. April".
    pub(crate) fn with_their_days(&self, pieces: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::with_capacity(pieces.len());
        for &(a, b) in pieces {
            let core: Vec<_> = self.core(a, b).iter().map(|&i| self.words[i].clone()).collect();
            let only_when = self.mentions.date(a, b).is_some()
                && covered(self, &core, &["but", "filler", "only", "earliest", "come-only"]);
            match out.last_mut() {
                Some(last)
                    if only_when
                        && self.mentions.date(last.0, last.1).is_none()
                        && self.joined(last.1, a) =>
                {
                    last.1 = b;
                }
                _ => out.push((a, b)),
            }
        }
        out
    }

    /// Whether nothing but marks stands between two places.
    fn joined(&self, from: usize, to: usize) -> bool {
        (from..to).all(|i| {
            self.words[i].mark || self.mentions.tags[i] == Tag::Plain && self.words[i].lower.len() <= 4
        })
    }
}
