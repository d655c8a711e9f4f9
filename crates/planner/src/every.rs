//! "Each needs a pipeline and a runbook": each of the named things gets each of the parts. Must never name a thing nobody
//! named, nor make more tasks than somebody can look through.
//!
//! Words of each language: `every` (leads to the things), `gets` (leads to the parts, beside those of `need`).

use crate::clause::capital;
use crate::mention::Tag;
use crate::naming;
use crate::reader::Reader;
use crate::stated::Step;
use crate::step::{lower_first, shorten};

/// More things or tasks than this are no list somebody meant to see one by one.
const MOST: (usize, usize) = (12, 48);

/// Words between "each" and what each of them gets.
const NEAR: usize = 14;

/// How many words back a bracket with the names is looked for.
const BACK: usize = 300;

/// Where it is said what each of several things gets.
struct Every {
    /// "Each".
    at: usize,
    /// What stands between it and the verb: "of the databases", "region (north, south)".
    things: (usize, usize),
    /// The parts.
    parts: (usize, usize),
}

impl Reader<'_> {
    /// Reads a sentence that says what each of several things gets; what stands around that is read as ever.
    pub(crate) fn each_gets(&mut self, from: usize, to: usize) -> bool {
        let Some(every) = self.every(from, to) else { return false };
        let pieces = self.pieces(every.parts.0, every.parts.1, true);
        if pieces.len() < 2 || pieces.iter().any(|&(a, b)| self.core(a, b).is_empty()) {
            return false;
        }
        let before = (from..every.at).rev().find(|&i| !self.words[i].mark).map_or(from, |i| i + 1);
        if before > from && !self.core(from, before).is_empty() {
            self.sentence(from, before);
        }
        self.goal_range.get_or_insert((from, from));
        let things = self.things(&every);
        if things.is_empty() || things.len() * pieces.len() > MOST.1 {
            self.for_all(&every, &pieces);
        } else {
            self.one_by_one(things, &pieces, (every.at, every.parts.1));
        }
        for when in self
            .mentions
            .dates_in(every.parts.0, every.parts.1)
            .into_iter()
            .map(|f| f.value)
            .collect::<Vec<_>>()
        {
            self.date_of(None, &when, every.parts.0, every.parts.1);
        }
        if every.parts.1 < to && self.after_marks(every.parts.1, to) < to {
            self.open(every.parts.1 + 1, to);
        }
        true
    }

    fn every(&self, from: usize, to: usize) -> Option<Every> {
        let starts = |&i: &usize| {
            let led =
                i == from || self.words[i - 1].mark || self.lexicon.has("only-and", &self.words[i - 1].lower);
            led && self.words[i].depth == 0 && self.mentions.tags[i] == Tag::Plain
        };
        (from..to).filter(starts).find_map(|at| {
            let behind = self.lexicon.at("every", &self.words[..to], at)?;
            let (end, next) = (behind..to.min(behind + NEAR)).find_map(|i| {
                let colon = matches!(self.words[i].lower.as_str(), ":" | "：");
                let verb =
                    ["need", "gets"].iter().filter_map(|s| self.lexicon.at(s, &self.words[..to], i)).max();
                let next = if colon { Some(i + 1) } else { verb };
                next.filter(|_| self.words[i].depth == 0).map(|next| (i, next))
            })?;
            let stop =
                (next..to).find(|&i| self.words[i].lower == ";" && self.words[i].depth == 0).unwrap_or(to);
            let timed = matches!(self.mentions.tags.get(next), Some(Tag::Effort(_)));
            let broken = (behind..end).any(|i| self.words[i].mark && self.words[i].depth == 0);
            (next < stop && !timed && !broken).then_some(Every {
                at,
                things: (behind, end),
                parts: (next, stop),
            })
        })
    }

    /// The things: named in a bracket there, in a bracket before, or the steps said last. Each with its step, if it is one.
    fn things(&self, every: &Every) -> Vec<(String, Option<usize>)> {
        let (from, to) = every.things;
        let open = |i: &usize| matches!(self.words[*i].lower.as_str(), "(" | "（");
        let wanted = naming::stems(&self.core_phrase(from, (from..to).find(open).unwrap_or(to)));
        let fits = |open: usize| {
            let begin = open.saturating_sub(3);
            let noun = naming::stems(&self.spelled(begin, open));
            wanted.is_empty() || wanted.iter().any(|w| noun.iter().any(|n| naming::akin(w, n)))
        };
        // The bracket there, the nearest of such things before, or the only one before.
        let earlier: Vec<usize> =
            (every.at.saturating_sub(BACK).max(1)..every.at).rev().filter(open).collect();
        let akin = earlier.iter().copied().find(|&i| fits(i));
        let only = earlier.first().copied().filter(|_| earlier.len() == 1);
        let bracket = (from..to).find(open).or(akin).or(only).filter(|&i| self.named_in(i).len() > 1);
        let named: Vec<String> = bracket.map(|open| self.named_in(open)).unwrap_or_default();
        if (2..=MOST.0).contains(&named.len()) {
            return named.into_iter().map(|name| (name, None)).collect();
        }
        let steps = self.open_steps();
        let counted = (from..to).any(|i| {
            planwright_phrases::words::number(&self.words[i].lower).is_some_and(|n| n as usize != steps.len())
        });
        if bracket.is_some() || !(2..=MOST.0).contains(&steps.len()) || counted {
            return Vec::new();
        }
        let of = |step: usize| {
            let title = &self.said.steps[step].stems;
            wanted.is_empty() || wanted.iter().any(|w| title.iter().any(|t| naming::akin(w, t)))
        };
        let all = steps.iter().all(|&step| of(step)) || self.words[from..to].iter().all(|w| w.mark);
        if !all {
            return Vec::new();
        }
        steps.into_iter().map(|step| (self.said.steps[step].title.clone(), Some(step))).collect()
    }

    /// The names in a bracket.
    fn named_in(&self, open: usize) -> Vec<String> {
        let end = (open + 1..self.words.len())
            .find(|&i| matches!(self.words[i].lower.as_str(), ")" | "）"))
            .unwrap_or(open + 1);
        let parts = self.words_between(open + 1, end);
        let parts = parts.into_iter().flat_map(|(a, b)| {
            let and = (a + 1..b).find(|&i| self.lexicon.has("only-and", &self.words[i].lower));
            and.map_or(vec![(a, b)], |i| vec![(a, i), (i + 1, b)])
        });
        let parts: Vec<(usize, usize)> = parts.filter(|&(a, b)| a < b).collect();
        let plain = parts
            .iter()
            .all(|&(a, b)| b - a <= 4 && self.mentions.tags[a..b].iter().all(|tag| *tag == Tag::Plain));
        if plain {
            parts.into_iter().map(|(a, b)| self.title(a, b)).filter(|t| !t.is_empty()).collect()
        } else {
            Vec::new()
        }
    }

    /// The parts of the goal's thing, or the steps of the last sentence, that have no part and no effort.
    fn open_steps(&self) -> Vec<usize> {
        let Some(last) = self.said.steps.last() else { return Vec::new() };
        let quote = last.parent;
        let count = self
            .said
            .steps
            .iter()
            .rev()
            .take_while(|s| s.parent == quote && s.effort.is_none() && s.status.is_none() && s.due.is_none())
            .take(MOST.0 + 1)
            .count();
        (self.said.steps.len() - count..self.said.steps.len()).collect()
    }

    /// Every part under every thing.
    fn one_by_one(
        &mut self,
        things: Vec<(String, Option<usize>)>,
        pieces: &[(usize, usize)],
        all: (usize, usize),
    ) {
        let quote = self.spelled(all.0, all.1);
        for (thing, known) in things {
            let title = capital(&thing);
            let step = Step { title: title.clone(), quote: quote.clone(), ..Step::default() };
            let parent = known.unwrap_or_else(|| self.push(step));
            let before = self.said.steps.len();
            let verbs =
                pieces.iter().all(|&(a, b)| self.lexicon.verb(self.words, self.after_filler(a, b)).is_some());
            let mut made = Vec::new();
            for &(a, b) in pieces {
                let part = self.inline(a, b);
                made.extend(self.step(a, b).map(|step| (step, part)));
            }
            for (step, part) in &made {
                let step = *step;
                self.retitle(step, shorten(&format!("{title}: {part}")));
                self.said.steps[step].part = !verbs;
            }
            for step in self.said.steps.iter_mut().skip(before) {
                step.parent.get_or_insert(parent);
            }
            for pair in made.windows(2).filter(|_| verbs) {
                self.said.orders.push(crate::stated::Order {
                    before: crate::stated::Side::Steps(vec![pair[0].0]),
                    after: crate::stated::Side::Steps(vec![pair[1].0]),
                    stated: false,
                    quote: quote.clone(),
                });
            }
        }
        self.subject = None;
    }

    /// Things nobody named: every part once, for all of them.
    fn for_all(&mut self, every: &Every, pieces: &[(usize, usize)]) {
        let whose = self.spelled(every.at, every.things.1);
        for &(a, b) in pieces {
            let Some(step) = self.step(a, b) else { continue };
            let title = format!("{} ({})", self.said.steps[step].title, lower_first(&whose));
            self.retitle(step, shorten(&title));
            self.said.steps[step].part = true;
            self.subject = Some(step);
        }
    }
}
