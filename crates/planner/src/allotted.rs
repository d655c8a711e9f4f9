//! How long something takes, said from the side of the time: "allow two days for the hall", "for tiling we estimate a week",
//! "Tiling: about 6 hours". Must never give time to a step that is not named beside it.

use planwright_phrases::Found;
use planwright_phrases::duration::{self, DayLength, Effort};

use crate::clause::{Subject, covered};
use crate::lexicon::Lexicon;
use crate::mention::{Mentions, Tag};
use crate::naming;
use crate::reader::Reader;
use crate::text::Word;

/// How far back the duration stands whose unit a bare number shares.
const REACH: usize = 14;

impl Reader<'_> {
    /// "Allow two days for the hall", "for tiling we estimate a week", "one day for the kitchen".
    pub(crate) fn allotted(&mut self, start: usize, end: usize) -> Option<Subject> {
        let time = |i: &usize| matches!(self.mentions.tags[*i], Tag::Effort(_));
        let at = (start..end).find(time).filter(|&i| self.words[i].depth == 0)?;
        let Tag::Effort(index) = self.mentions.tags[at] else { return None };
        let effort = self.mentions.efforts[index].value;
        let after = (at..end).find(|&i| self.mentions.tags[i] != Tag::Effort(index)).unwrap_or(end);
        let begin = self.after_filler(start, end);
        let words = &self.words[..end];
        let stop = |from: usize| {
            (from..end).find(|&i| self.words[i].mark || self.mentions.tags[i] != Tag::Plain).unwrap_or(end)
        };
        let (noun, noun_end, rest) =
            if let Some(noun) = self.lexicon.at("for", words, after).filter(|n| *n < end) {
                (noun, stop(noun), (start, at))
            } else {
                let noun = self.lexicon.at("for", words, begin).filter(|n| *n < at)?;
                let allots = (noun + 1..at).find(|&i| {
                    ["allot", "pronoun"].iter().any(|s| self.lexicon.at(s, words, i).is_some())
                        || matches!(self.words[i].lower.as_str(), "we" | "i" | "wir" | "ich" | "on" | "nous")
                })?;
                (noun, allots, (allots, at))
            };
        let said: Vec<_> = self.core(rest.0, rest.1).iter().map(|&i| self.words[i].clone()).collect();
        let sections =
            ["allot", "take", "pronoun", "filler", "about", "modal", "article", "and", "be", "need"];
        let who = self.is_who(rest.0, rest.1) || {
            let take = (rest.0 + 1..rest.1).find(|&i| self.lexicon.at("take", words, i).is_some());
            take.is_some_and(|take| self.are_people(self.after_filler(rest.0, take), take))
        };
        if !covered(self, &said, &sections) && !who {
            return None;
        }
        let named: Vec<_> = self.core(noun, noun_end).iter().map(|&i| self.words[i].clone()).collect();
        let whole =
            naming::fit(&naming::stems(&self.core_phrase(noun, noun_end)), &self.goal_stems) >= naming::FITS;
        if whole
            || covered(self, &named, &["everything", "pronoun", "people", "role", "article", "filler", "all"])
        {
            return None;
        }
        let effort = self.counted(effort, start, end);
        let step = match self.resolve_one(&self.spelled(noun, noun_end)) {
            Some(step) => step,
            None => self.step(noun, noun_end)?,
        };
        self.said.steps[step].effort.get_or_insert(effort);
        self.said.steps[step].quote = self.spelled(start, end);
        Some(Subject::Step(step))
    }

    /// "Sanding is a 4-hour job": what stands between says nothing but how long.
    pub(crate) fn job_of(&mut self, start: usize, end: usize) -> Option<Subject> {
        let words = &self.words[..end];
        let (be, next) = self.phrase_in("be", start + 1, end)?;
        let at = self.lexicon.at("article", words, next).unwrap_or(next);
        let (count, unit) = self.words.get(at).filter(|_| at + 1 < end)?.lower.split_once('-')?;
        let count = planwright_phrases::words::number(count)?;
        let effort = duration::parse(&format!("{count} {unit}"), self.day)?;
        self.lexicon.at("job", words, at + 1)?;
        let known = self.resolve_one(&self.spelled(start, be));
        let step = match known {
            Some(step) => step,
            None => self.step(start, be)?,
        };
        self.said.steps[step].effort = Some(effort);
        self.said.steps[step].quote = self.spelled(start, end);
        Some(Subject::Step(step))
    }

    /// Whether words say nothing but how long: "about 6 hours", "estimate 3 days".
    pub(crate) fn only_time(&self, from: usize, to: usize) -> bool {
        let words: Vec<_> = self.core(from, to).iter().map(|&i| self.words[i].clone()).collect();
        !self.mentions.efforts_in(from, to).is_empty()
            && covered(self, &words, &["allot", "about", "filler", "apiece", "each"])
    }

    /// Where the title ends in front of ": about 6 hours", " - 3 days".
    pub(crate) fn before_time(&self, start: usize, end: usize) -> usize {
        let sets_off = |i: &usize| {
            self.words[*i].depth == 0
                && matches!(self.words[*i].lower.as_str(), ":" | "：" | "-" | "–" | "—")
                && self.only_time(*i + 1, end)
        };
        (start + 1..end).find(sets_off).unwrap_or(end)
    }

    /// How often "2 hours per well" counts, where the text has told the number of wells.
    pub(crate) fn pieces_told(&self, from: usize, end: usize) -> Option<u32> {
        let at = (from..end.min(from + 3)).find_map(|i| self.lexicon.at("apiece", &self.words[..end], i))?;
        let at = self.lexicon.at("article", self.words, at).unwrap_or(at);
        let noun = naming::stems(&self.words.get(at).filter(|w| at < end && !w.mark)?.lower);
        let noun = noun.first()?;
        self.words.iter().enumerate().find_map(|(i, word)| {
            let count = u32::try_from(planwright_phrases::words::number(&word.lower)?).ok()?;
            let named = self.words[i + 1..]
                .iter()
                .take(3)
                .take_while(|w| !w.mark)
                .any(|w| naming::stems(&w.lower).first().is_some_and(|stem| naming::akin(stem, noun)));
            (named && (2..=1000).contains(&count) && self.mentions.tags[i] == Tag::Plain).then_some(count)
        })
    }
}

impl Mentions {
    /// "Painting takes three days, tiling two": a number that shares the unit of the duration before it.
    pub(crate) fn shared_units(&mut self, words: &[Word], lexicon: &Lexicon, day: DayLength) {
        if self.efforts.is_empty() {
            return;
        }
        let mut last: Option<(usize, u32)> = None;
        for i in 0..words.len() {
            if matches!(words[i].lower.as_str(), "." | "!" | "?" | "。") && self.tags[i] == Tag::Plain {
                last = None;
            }
            if let Tag::Effort(found) = self.tags[i] {
                last = self.efforts.get(found).and_then(|f| unit_of(f.value, day)).map(|unit| (i, unit));
                continue;
            }
            let Some((at, unit)) = last.filter(|(at, _)| i - at <= REACH) else { continue };
            let Some(minutes) = self.shared(words, lexicon, at, i, unit) else { continue };
            let (start, end) = (words[i].start, words[i].end);
            self.efforts.push(Found { value: Effort::exactly(minutes), start, end });
            self.tags[i] = Tag::Effort(self.efforts.len() - 1);
            last = Some((i, unit));
        }
    }

    /// "Every second Tuesday" is no day of its own.
    pub(crate) fn recurring(&mut self, words: &[Word], lexicon: &Lexicon) {
        for i in 1..words.len() {
            let Tag::Date(date) = self.tags[i] else { continue };
            let first = self.tags[i - 1] != Tag::Date(date);
            let written = |w: &Word| w.lower.contains(|c: char| c.is_ascii_digit());
            if !first || lexicon.ending("every", &words[..i]).is_none() {
                continue;
            }
            let end = (i..words.len()).find(|&k| self.tags[k] != Tag::Date(date)).unwrap_or(words.len());
            if !words[i..end].iter().any(written) {
                self.tags[i..end].fill(Tag::Plain);
            }
        }
    }

    /// The minutes of a bare number that ends its part of the sentence.
    fn shared(&self, words: &[Word], lexicon: &Lexicon, at: usize, i: usize, unit: u32) -> Option<u32> {
        let word = words.get(i).filter(|w| !w.mark && w.depth == 0 && self.tags[i] == Tag::Plain)?;
        let count = u32::try_from(planwright_phrases::words::number(&word.lower)?).ok()?;
        let ends =
            words.get(i + 1).is_none_or(|w| w.mark && w.lower != "(" && w.lower != "-" && w.lower != "/")
                || lexicon.at("only-and", words, i + 1).is_some();
        let cut = (at..i).rev().find(|&k| words[k].mark || lexicon.at("only-and", words, k).is_some())?;
        let part = cut + 1..i;
        let takes = lexicon.ending("take", &words[..i]).is_some();
        let article = part.clone().any(|k| lexicon.at("article", words, k).is_some());
        let label = lexicon.at("label", words, i - 1).is_some() && part.len() <= 2;
        let other = part.clone().any(|k| self.tags[k] != Tag::Plain)
            || lexicon.at("is-or-of", words, i - 1).is_some();
        let one = count == 1 && !takes && article;
        (ends && !part.is_empty() && part.len() <= 6 && !label && !other && !one && (1..=60).contains(&count))
            .then(|| unit.saturating_mul(count))
    }
}

/// The minutes of the unit an effort was said in.
pub(crate) fn unit_of(effort: Effort, day: DayLength) -> Option<u32> {
    let length = day.minutes_per_day.max(1);
    let week = length.saturating_mul(day.days_per_week);
    [week, length, 60, 1]
        .into_iter()
        .find(|unit| *unit > 0 && effort.low.is_multiple_of(*unit) && effort.high.is_multiple_of(*unit))
}
