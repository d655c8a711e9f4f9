//! What has to be so before something else may begin, where several things are named: "after the oven and the mixer are
//! installed", "once the script is locked and the actors are cast". Must never take a new clause for a condition.

use crate::clause::capital;
use crate::lexicon::Language;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::stated::{Side, Step};
use crate::step::lower_first;

/// Most words of a thing that is waited for.
const NOUN: usize = 6;

/// Most words of a clause behind, among which a denial is looked for.
const REACH: usize = 30;

/// What may stand in front of a thing whose state is told; in English only the first.
const FRONTS: [&str; 5] = ["article", "be", "state-done", "state-adverb", "so-far"];

/// What tells how far a thing is, behind it.
const STATES: [&str; 8] =
    ["be", "modal", "done", "state-be", "state-done", "state-adverb", "so-far", "filler"];

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

    /// Whether a denial stands among the words.
    pub(crate) fn has_denial(&self, start: usize, end: usize) -> bool {
        ["denied", "unable"].iter().any(|s| self.lexicon.any(s, &self.words[start..end]))
    }

    /// Whether a denial stands in the words, or in the clause that follows them.
    pub(crate) fn is_denied(&self, start: usize, end: usize) -> bool {
        let stops = |i: &usize| matches!(self.words[*i].lower.as_str(), "." | "。" | ";" | "!" | "！" | "；");
        let behind = (end..self.words.len().min(end + REACH)).find(stops);
        self.has_denial(start, behind.unwrap_or(end + REACH).min(self.words.len()).max(end))
    }

    /// "Ist die Halle frei, …": a verb in front that asks for a condition, and the main clause behind a comma.
    pub(crate) fn asked(&self, start: usize, end: usize) -> Option<usize> {
        let next = self.lexicon.at("front-be", &self.words[..end], start).filter(|n| *n < end)?;
        let opens = start == 0 || self.words[start - 1].mark || self.words[start].paragraph;
        let comma = self.words.get(end).is_some_and(|w| w.mark && w.lower == ",");
        let small = self.words.get(end + 1).is_some_and(|w| {
            self.text[w.start..].starts_with(char::is_lowercase)
                && self.lexicon.at("only-and", self.words, end + 1).is_none()
        });
        (opens && comma && small).then_some(next)
    }

    /// "The mapping is settled", "esté cerrada la encuesta", "it is dry": the known steps whose being done is said; the
    /// words for how far they are name nothing.
    pub(crate) fn known_done(&self, start: usize, end: usize) -> Option<Vec<usize>> {
        let core = self.core(start, end);
        let words: Vec<_> = core.iter().map(|&i| self.words[i].clone()).collect();
        let mut from = 0;
        let fronts = if self.said.language == Language::En { &FRONTS[..1] } else { &FRONTS[..] };
        while let Some(next) = fronts.iter().filter_map(|s| self.lexicon.at(s, &words, from)).max() {
            from = next;
        }
        let mut to = words.len();
        while let Some(at) =
            (from + 1..to).find(|&i| STATES.iter().any(|s| self.lexicon.at(s, &words[..to], i) == Some(to)))
        {
            to = at;
        }
        let participle = |i: usize| self.lexicon.past_to_infinitive(&words[i].lower).is_some();
        if self.said.language == Language::De && to < words.len() && to > from + 1 && participle(to - 1) {
            // "(Das Dach) gedeckt (ist)"
            to -= 1;
        }
        if to == words.len() && words[from..].iter().any(|w| self.lexicon.has("denied", &w.lower)) {
            // "The permit is not signed": what is said of it ends it.
            let says = |i: &usize| {
                ["be", "denied", "modal"].iter().any(|s| self.lexicon.at(s, &words, *i).is_some())
            };
            to = (from + 1..to).find(says).unwrap_or(to);
        }
        let (&first, &last) = (core.get(from)?, core.get(to.checked_sub(1)?)?);
        if from >= to {
            return None;
        }
        let told = to < words.len() || from > 0 && fronts.len() > 1;
        let parts = self.split_nouns(first, last + 1);
        let known: Vec<usize> =
            parts.iter().filter_map(|&(a, b)| self.resolve_one(&self.spelled(a, b))).collect();
        if parts.len() > 1 && known.len() == parts.len() {
            return told.then_some(known);
        }
        if let Some(step) = self.resolve_one(&self.spelled(first, last + 1)) {
            return told.then(|| vec![step]);
        }
        let said = self.subject.or_else(|| self.said.steps.len().checked_sub(1))?;
        let only = |section: &str| self.lexicon.is(section, &words[from..to]);
        if only("pronoun") || to < words.len() && (only("speaker") || only("product")) {
            return Some(vec![said]);
        }
        None
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
