//! People in clauses that hang on another: "the tables, which Ravi finishes by March 13", "baut Jana die Anmeldeseite".
//! Must never make a step of what only says who does a known one.

use crate::lexicon::Language;
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

    /// "(Parallel dazu) baut Jana die Anmeldeseite": the verb, who does it, and what.
    pub(crate) fn inverted(&mut self, start: usize, begin: usize, end: usize) -> Option<usize> {
        let verb = self.words.get(begin).filter(|_| self.said.language == Language::De && begin + 3 < end)?;
        let root = verb.lower.strip_suffix('t').filter(|r| r.chars().count() >= 3)?;
        let root = root.strip_suffix('e').unwrap_or(root);
        let named =
            self.is_name(begin + 1, begin + 2) && self.lexicon.at("article", self.words, begin + 2).is_some();
        if !named || self.words[begin..begin + 3].iter().any(|w| w.mark) {
            return None;
        }
        let verb = format!("{root}en");
        let step = self.step(begin + 2, end)?;
        let title = format!("{} {verb}", self.said.steps[step].title);
        self.retitle(step, title);
        self.said.steps[step].who = Some(self.spelled(begin + 1, begin + 2));
        self.said.steps[step].quote = self.spelled(start, end);
        Some(step)
    }
}
