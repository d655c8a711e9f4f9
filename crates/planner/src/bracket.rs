//! What a bracket behind a step tells of it beside its figures: what it waits for, who does it, and how far it
//! is. Must never read a name
//! where a bracket only explains.

use crate::mention::Tag;
use crate::reader::Reader;
use crate::stated::Side;

impl Reader<'_> {
    /// "Roof (2 days, after the frame)": an order told in a bracket.
    pub(crate) fn bracket_order(&mut self, start: usize, end: usize, step: usize) {
        let Some((at, next)) = self.bracket_tie(start, end) else { return };
        let close = (next..end)
            .find(|&i| matches!(self.words[i].lower.as_str(), ")" | "）" | "]" | "," | ";"))
            .unwrap_or(end);
        if next < close {
            let before = Side::Words(self.spelled(next, close));
            self.order(before, Side::Steps(vec![step]), self.spelled(at, close));
        }
    }

    pub(crate) fn bracket_tie(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        (start + 1..end).find_map(|i| {
            let inside = self.words[i].depth > 0 && self.mentions.tags[i] == Tag::Plain;
            let next = self.lexicon.at("waits", &self.words[..end], i).filter(|_| inside)?;
            Some((i, next))
        })
    }

    /// "Sort the boxes (35 minutes, Noor, March 2)": a name among figures is that of the person who does it.
    pub(crate) fn bracket_who(&mut self, start: usize, end: usize, step: usize) {
        let open = (start + 1..end).find(|&i| matches!(self.words[i].lower.as_str(), "(" | "（"));
        let Some(open) = open.filter(|_| self.said.steps[step].who.is_none()) else { return };
        let close =
            (open + 1..end).find(|&i| matches!(self.words[i].lower.as_str(), ")" | "）")).unwrap_or(end);
        let parts = self.words_between(open + 1, close);
        let figured = |&(a, b): &(usize, usize)| {
            self.mentions.tags[a..b].iter().any(|t| matches!(t, Tag::Effort(_) | Tag::Date(_)))
        };
        if !parts.iter().any(figured) {
            return;
        }
        let who = parts.iter().find(|&&(a, b)| {
            a < b && self.mentions.tags[a..b].iter().all(|t| *t == Tag::Plain) && self.is_name(a, b)
        });
        if let Some(&(a, b)) = who {
            self.said.steps[step].who = Some(self.spelled(a, b));
        }
    }

    /// "Hall (already booked)": how far it is.
    pub(crate) fn bracket_status(&mut self, start: usize, end: usize, step: usize) {
        let open = (start + 1..end).find(|&i| matches!(self.words[i].lower.as_str(), "(" | "（"));
        let Some(open) = open else { return };
        let close =
            (open + 1..end).find(|&i| matches!(self.words[i].lower.as_str(), ")" | "）")).unwrap_or(end);
        if let Some(status) = self.bracket_state(open + 1, close) {
            self.said.steps[step].status = Some(status);
        }
    }
}
