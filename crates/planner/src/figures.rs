//! Sentences of figures alone: "One engineer, 3 weeks max", "20 jobs, 2 hours each", "not before May 4". Must never give a
//! figure to a step it was not said of.

use planwright_phrases::date::Role;

use crate::clause::covered;
use crate::mention::Tag;
use crate::reader::Reader;
use crate::stated::Stated;

/// The largest count that is taken for one.
const MOST: u64 = 100_000;

impl Reader<'_> {
    /// Reads a sentence that says nothing but how many, how long or from when; false when it says more.
    pub(crate) fn only_figures(&mut self, from: usize, to: usize) -> bool {
        if self.goal_range.is_none() && self.said.steps.is_empty() {
            return false;
        }
        self.earliest(from, to) || self.pieces_of_work(from, to) || self.crew_and_time(from, to)
    }

    /// "Not before March 16", "earliest start: May 4".
    fn earliest(&mut self, from: usize, to: usize) -> bool {
        let words: Vec<_> = self.core(from, to).iter().map(|&i| self.words[i].clone()).collect();
        let sections = [
            "earliest",
            "start-words",
            "filler",
            "be",
            "modal",
            "pronoun",
            "everything",
            "article",
            "and",
            "done",
            "no",
        ];
        let says = self.lexicon.any("earliest", &self.words[from..to]);
        let Some(when) = self.mentions.date(from, to).map(|d| d.value).filter(|_| says) else {
            // The phrase may hold the words that lead to the date.
            return self.earliest_phrase(from, to);
        };
        if !covered(self, &words, &sections) {
            return false;
        }
        self.begin_on(&when, from, to)
    }

    fn earliest_phrase(&mut self, from: usize, to: usize) -> bool {
        let words: Vec<_> = self.core(from, to).iter().map(|&i| self.words[i].clone()).collect();
        let Some(when) = self.mentions.date(from, to).map(|d| d.value) else { return false };
        let starts = when.role == Role::Start && self.lexicon.any("no", &self.words[from..to]);
        starts
            && covered(self, &words, &["filler", "be", "modal", "pronoun", "start-words", "no"])
            && self.begin_on(&when, from, to)
    }

    fn begin_on(&mut self, when: &planwright_phrases::date::When, from: usize, to: usize) -> bool {
        let Some(first) = when.first() else { return false };
        let quote = self.spelled(from, to);
        self.said.start.get_or_insert(Stated { value: first, quote });
        true
    }

    /// "~25 jobs, roughly 2 hours each": so many times one of them, for all of it.
    fn pieces_of_work(&mut self, from: usize, to: usize) -> bool {
        let Some(effort) = self.mentions.efforts_in(from, to).first().map(|f| f.value) else { return false };
        let core = self.core(from, to);
        let each = core.iter().any(|&i| self.lexicon.at("apiece", self.words, i).is_some());
        let count = core.iter().find_map(|&i| {
            let bare = self.words[i].lower.trim_start_matches('~');
            planwright_phrases::words::number(bare).filter(|c| (2..=MOST).contains(c))
        });
        let verb = core.iter().any(|&i| {
            ["modal", "be", "need", "take"].iter().any(|s| self.lexicon.at(s, self.words, i).is_some())
        });
        let (Some(count), true) = (count, each && core.len() <= 7 && !verb) else { return false };
        // "20 jobs, 2 hours each": a number leads; "Anna records 10 tours" says more.
        let leads = core.first().is_some_and(|&i| {
            let bare = self.words[i].lower.trim_start_matches('~');
            planwright_phrases::words::number(bare).is_some()
                || self.lexicon.at("about", self.words, i).is_some()
        });
        if !leads || self.mentions.date(from, to).is_some() {
            return false;
        }
        let times = u32::try_from(count).unwrap_or(u32::MAX);
        let mut value = effort;
        value.low = value.low.saturating_mul(times);
        value.likely = value.likely.saturating_mul(times);
        value.high = value.high.saturating_mul(times);
        let quote = self.spelled(from, to);
        match self.subject {
            Some(step) if self.said.steps[step].effort.is_none() => {
                self.said.steps[step].effort = Some(value);
            }
            _ => {
                self.said.total.get_or_insert(Stated { value, quote });
            }
        }
        true
    }

    /// "One engineer, 3 weeks max": who there is, and the time for all of it.
    fn crew_and_time(&mut self, from: usize, to: usize) -> bool {
        let limited = self.mentions.tags[from..to].contains(&Tag::Limit)
            || ["role", "people", "solo"].iter().any(|s| self.lexicon.any(s, &self.words[from..to]));
        let words: Vec<_> = self.core(from, to).iter().map(|&i| self.words[i].clone()).collect();
        let sections = [
            "about",
            "filler",
            "and",
            "role",
            "people",
            "team",
            "solo",
            "article",
            "budget",
            "have",
            "be",
            "with-crew",
        ];
        let Some(effort) = self.mentions.efforts_in(from, to).first().map(|f| f.value) else { return false };
        // "6 weeks for two people" is for all of it; "a consultant for 10 days" is help that is hired.
        let words: Vec<_> = words
            .into_iter()
            .filter(|w| {
                let at = self.words.partition_point(|o| o.start <= w.start);
                w.lower != "for" || matches!(self.mentions.tags.get(at), Some(Tag::Effort(_)))
            })
            .collect();
        if !limited || self.mentions.date(from, to).is_some() || !covered(self, &words, &sections) {
            return false;
        }
        let quote = self.spelled(from, to);
        self.said.total.get_or_insert(Stated { value: effort, quote });
        true
    }
}
