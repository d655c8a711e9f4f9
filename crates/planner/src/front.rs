//! Where the main clause begins behind a clause in front that no comma ends: "until the parts arrive the line can't run".
//! Must never cut a clause that has only one thing to say.

use crate::clause::covered;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};

impl Reader<'_> {
    /// Where the main clause begins in `from..to`, which opens with the words behind "after", "until" or "once".
    pub(crate) fn main_clause(&self, from: usize, to: usize) -> Option<usize> {
        let free =
            |i: usize| self.words[i].depth == 0 && !self.words[i].mark && self.mentions.tags[i] == Tag::Plain;
        let asked = (from + 1..to.saturating_sub(2)).find(|&i| {
            matches!(self.words[i].lower.as_str(), "do" | "does" | "can" | "may" | "should" | "will")
                && matches!(self.words[i + 1].lower.as_str(), "we" | "i" | "you" | "they")
        });
        if let Some(asked) = asked {
            return Some(asked + 1);
        }
        let modals: Vec<usize> = (from + 1..to)
            .filter(|&i| {
                free(i)
                    && ["modal", "denied"]
                        .iter()
                        .any(|s| self.lexicon.at(s, &self.words[..to], i).is_some_and(|n| n < to))
            })
            .collect();
        if let Some(&modal) = modals.last() {
            return self.subject_before(from, modal);
        }
        self.order_in(from, to)
    }

    /// "… the pump can't start": what is named in front of the denial, where nothing else is said of it.
    pub(crate) fn cannot_begin(&mut self, from: usize, to: usize, items: &mut Vec<Item>) -> Vec<usize> {
        let start = self.after_filler(from, to);
        let Some(at) = (start + 1..to).find(|&i| {
            ["modal", "denied"].iter().any(|s| self.lexicon.at(s, &self.words[..to], i).is_some())
        }) else {
            return Vec::new();
        };
        let rest: Vec<_> = self.core(at, to).iter().map(|&i| self.words[i].clone()).collect();
        if rest.is_empty()
            || !covered(self, &rest, &["modal", "denied", "start-words", "be", "done", "going", "filler"])
        {
            return Vec::new();
        }
        self.nouns(start, at, items, Flag::Plain)
    }

    /// The subject of a modal: from its article or pronoun, or the one word in front of it.
    fn subject_before(&self, from: usize, modal: usize) -> Option<usize> {
        let opens = |i: usize| {
            self.lexicon.at("article", self.words, i).is_some()
                || matches!(
                    self.words[i].lower.as_str(),
                    "we" | "i" | "you" | "they" | "it" | "wir" | "ich" | "nous" | "nobody" | "nothing"
                )
        };
        let article = (from + 1..modal).rev().find(|&i| opens(i));
        let verb = (from + 1..modal).rev().find(|&i| {
            ["be", "done", "start-words"].iter().any(|s| self.lexicon.at(s, self.words, i).is_some())
                && i + 1 < modal
        });
        match (article, verb) {
            (Some(article), Some(verb)) if verb > article => Some(verb + 1),
            (Some(article), _) => Some(article),
            (None, Some(verb)) => Some(verb + 1),
            (None, None) => (modal > from + 1).then_some(modal - 1),
        }
    }

    /// The verb of an order: one that an article, a figure or a noun follows and no article stands before.
    fn order_in(&self, from: usize, to: usize) -> Option<usize> {
        let verb = |i: usize| {
            let before = &self.words[i - 1];
            let noun = self.lexicon.at("article", self.words, i - 1).is_some()
                || matches!(before.lower.as_str(), "to" | "of" | "for" | "and" | "is" | "are" | "be");
            self.words[i].depth == 0
                && self.mentions.tags[i] == Tag::Plain
                && self.lexicon.verb(self.words, i).is_some()
                && !noun
                && !before.mark
                && i + 1 < to
        };
        let person = (from + 1..to.saturating_sub(1)).find(|&i| {
            matches!(self.words[i].lower.as_str(), "we" | "i" | "you" | "they")
                && self.lexicon.verb(self.words, i + 1).is_some()
        });
        if person.is_some() {
            return person;
        }
        let follows = |i: usize| {
            let next = i + 1;
            self.lexicon.at("article", self.words, next).is_some()
                || self.lexicon.at("everything", self.words, next).is_some()
                || matches!(self.words[next].lower.as_str(), "all" | "it" | "them" | "up" | "out")
                || self.words[next].lower.starts_with(|c: char| c.is_ascii_digit())
        };
        let all: Vec<usize> = (from + 1..to).filter(|&i| verb(i)).collect();
        all.iter().copied().find(|&i| follows(i)).or_else(|| all.last().copied().filter(|&i| i > from + 1))
    }
}
