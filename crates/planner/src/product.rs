//! What something leaves behind, and who uses it: "write up the findings of the audit" follows the audit, wherever that is
//! named. Must never make a step of the thing that is only handed on.

use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::sequence::{Flag, Item};
use crate::stated::Side;
use crate::text::{self, Word};

impl Reader<'_> {
    /// Ties every step that uses what another leaves behind to that other one.
    pub(crate) fn set_products(&mut self) {
        for step in 0..self.said.steps.len() {
            let words = text::words(&self.said.steps[step].title);
            let Some((from, to)) = self.origin(&words, 0) else { continue };
            let wanted = naming::stems(text::spelled(&self.said.steps[step].title, &words[from..to]));
            let maker = (0..self.said.steps.len())
                .filter(|other| *other != step)
                .map(|other| (naming::fit(&wanted, &self.said.steps[other].stems), std::cmp::Reverse(other)))
                .max()
                .filter(|(fit, _)| *fit >= naming::FITS);
            if let Some((_, std::cmp::Reverse(maker))) = maker {
                let quote = self.said.steps[step].quote.clone();
                self.order(Side::Steps(vec![maker]), Side::Steps(vec![step]), quote);
            }
        }
    }

    /// "The catalogue needs the pictures from the shoot": the catalogue follows the shoot; the pictures are no step.
    pub(crate) fn needs_product(&mut self, start: usize, end: usize, items: &mut Vec<Item>) -> bool {
        let Some((at, next)) = self.phrase_in("need", start + 1, end).filter(|(_, next)| *next < end) else {
            return false;
        };
        let Some((from, to)) = self.origin(&self.words[..end], next) else { return false };
        let plain = self.mentions.tags[next..to].iter().all(|tag| *tag == Tag::Plain);
        if !plain || self.lexicon.verb(self.words, start).is_some() || self.core(start, at).is_empty() {
            return false;
        }
        let quote = self.spelled(start, end);
        let goal =
            naming::fit(&naming::stems(&self.core_phrase(start, at)), &self.goal_stems) >= naming::FITS;
        let timed = !self.mentions.efforts_in(start, at).is_empty();
        let after = if goal && !timed && self.resolve_one(&self.core_phrase(start, at)).is_none() {
            Side::Goal
        } else {
            Side::Steps(self.nouns(start, at, items, Flag::Plain))
        };
        self.order(Side::Words(self.spelled(from, to)), after, quote);
        true
    }

    /// The words behind "the findings of", "pictures from": where what they come from stands.
    fn origin(&self, words: &[Word], start: usize) -> Option<(usize, usize)> {
        (start..words.len()).find_map(|i| {
            let of = self.lexicon.at("product", words, i)?;
            let mut from = self.lexicon.at("product-of", words, of)?;
            while let Some(next) = self.lexicon.at("article", words, from) {
                from = next;
            }
            let stops = |k: &usize| words[*k].mark || k != &from && self.is_joint(&words[*k].lower);
            let to = (from..words.len()).find(stops).unwrap_or(words.len());
            (from < to).then_some((from, to))
        })
    }
}
