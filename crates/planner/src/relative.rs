//! People in clauses that hang on another: "the tables, which Ravi finishes by March 13".
//! Must never make a step of what only says who does a known one.

use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};

/// Most words of a noun that a clause with "which" hangs on.
const NOUN: usize = 6;

impl Reader<'_> {
    /// "…, which Ravi finishes by March 13": who does what stands in front, and by when.
    pub(crate) fn delivered_by(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let led = start > 1 && matches!(self.words[start - 1].lower.as_str(), "which" | "that");
        let core = self.core(start, end);
        let Some((&verb, who)) = core.split_last().filter(|(_, who)| led && (1..=2).contains(&who.len()))
        else {
            return false;
        };
        let (first, last) = (who[0], who[who.len() - 1]);
        let known = self.is_name(first, last + 1) || self.is_who(first, last + 1);
        if !known || last + 1 != verb || self.base_of_third(&self.words[verb].lower).is_none() {
            return false;
        }
        let Some(stop) = (0..start - 1).rev().find(|&i| !self.words[i].mark).map(|i| i + 1) else {
            return false;
        };
        let low = stop.saturating_sub(NOUN);
        let from = (low..stop).rev().find(|&i| {
            self.lexicon.at("article", self.words, i).is_some() || self.mentions.tags[i] != Tag::Plain
        });
        let from = from.unwrap_or(stop - 1);
        let Some(step) = self.resolve_one(&self.spelled(from, stop)).or_else(|| self.step(from, stop)) else {
            return false;
        };
        self.said.steps[step].who = Some(self.spelled(first, last + 1));
        for when in self.mentions.dates_in(start, end).into_iter().map(|f| f.value).collect::<Vec<_>>() {
            self.date_of(Some(step), &when, start, end);
        }
        if !items.iter().any(|i| i.step == step) {
            items.push(Item { step, flag: Flag::Plain });
        }
        true
    }
}
