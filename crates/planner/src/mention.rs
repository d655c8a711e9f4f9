//! What a text says in figures: dates, durations, people, hours, money, each with the words that say it. Must never
//! decide what such a figure is about; that is for the clause it stands in.

use planwright_phrases::Found;
use planwright_phrases::date::{self, Ground, Moment, When};
use planwright_phrases::duration::{self, DayLength, Effort};
use planwright_phrases::people::{self, Money, Pace, Share};
use planwright_phrases::workweek::{self, Workweek};

use crate::lexicon::Lexicon;
use crate::text::Word;

/// What a word is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// Nothing in figures.
    Plain,
    /// A date, by its place in [`Mentions::dates`].
    Date(usize),
    /// A duration, by its place in [`Mentions::efforts`].
    Effort(usize),
    /// The size of the team, hours, a share of time, money.
    Limit,
    /// A number that only counts the items: "(2)".
    Number(u32),
    /// A joining word between a step and the bracket behind it: "guidelines first (1 day)".
    Joint,
}

/// Every figure of a text.
#[derive(Debug)]
pub(crate) struct Mentions {
    pub(crate) dates: Vec<Found<When>>,
    pub(crate) efforts: Vec<Found<Effort>>,
    pub(crate) team: Option<Found<u32>>,
    pub(crate) paces: Vec<Found<Pace>>,
    pub(crate) shares: Vec<Found<Share>>,
    pub(crate) money: Vec<Found<Money>>,
    /// On which days of the week work is done.
    pub(crate) workweek: Vec<Found<Workweek>>,
    /// Offsets that are counted from something named behind them: "two weeks before the conference".
    pub(crate) anchored: Vec<usize>,
    /// One for each word.
    pub(crate) tags: Vec<Tag>,
}

impl Mentions {
    /// Finds them.
    pub(crate) fn of(text: &str, words: &[Word], ground: &Ground, day: DayLength) -> Self {
        let mut found = Self {
            dates: date::find(text, ground),
            efforts: duration::find(text, day),
            team: people::team(text),
            paces: people::paces(text, day),
            shares: people::shares(text),
            money: people::money(text),
            workweek: workweek::find(text),
            anchored: Vec::new(),
            tags: vec![Tag::Plain; words.len()],
        };
        let mut ranges: Vec<(usize, usize, Tag)> = Vec::new();
        ranges.extend(found.efforts.iter().enumerate().map(|(i, f)| (f.start, f.end, Tag::Effort(i))));
        ranges.extend(
            found.dates.iter().enumerate().map(|(i, f)| (f.value.phrase.0, f.value.phrase.1, Tag::Date(i))),
        );
        ranges.extend(found.team.iter().map(|f| (f.start, f.end, Tag::Limit)));
        ranges.extend(found.paces.iter().map(|f| (f.start, f.end, Tag::Limit)));
        ranges.extend(found.shares.iter().map(|f| (f.start, f.end, Tag::Limit)));
        ranges.extend(found.money.iter().map(|f| (f.start, f.end, Tag::Limit)));
        ranges.extend(found.workweek.iter().map(|f| (f.start, f.end, Tag::Limit)));
        for (start, end, tag) in ranges {
            let from = words.partition_point(|w| w.end <= start);
            for (word, slot) in
                words[from..].iter().zip(&mut found.tags[from..]).take_while(|(w, _)| w.start < end)
            {
                // A mark at the edge of a range is not part of it.
                if !word.mark || (word.start > start && word.end < end) {
                    *slot = tag;
                }
            }
        }
        found.free_anchors(words);
        found
    }

    /// "Review needs 2 days after the layout": how long it takes, and what it follows; not a day in the calendar.
    pub(crate) fn take_time(&mut self, words: &[Word], lexicon: &Lexicon, day: DayLength) {
        for i in 1..words.len() {
            let Tag::Date(date) = self.tags[i] else { continue };
            let Some(found) = self.dates.get(date) else { continue };
            let Moment::Offset(offset) = found.value.moment else { continue };
            let first = self.tags[i - 1] != Tag::Date(date);
            let from = (0..i).rev().take(2).find(|&k| lexicon.at("take", words, k).is_some());
            // "test it for two weeks before the release": how long, and what it comes before.
            let leads = |w: &str| matches!(w, "for" | "für" | "durante" | "pendant");
            // "A course of 4 days after the hiring" lasts as long.
            let of = i > 1 && !words[i - 2].mark && lexicon.at("time-of", words, i - 1) == Some(i);
            let lasts = leads(&words[i - 1].lower) || leads(&words[i].lower) || of;
            // "design 3 days, tests 2 days, report 1 day after the tests": one of several durations, and an order.
            let after =
                (i..words.len()).take_while(|&k| self.tags[k] == Tag::Date(date)).last().map_or(i, |l| l + 1);
            let follows = words.get(after).is_some_and(|w| w.lower == "after")
                || words.get(after.saturating_sub(1)).is_some_and(|w| w.lower == "after");
            let among = self.efforts.len() >= 2
                && follows
                && (i..after).any(|k| matches!(words[k].lower.as_str(), "day" | "days" | "hours"))
                && !words[i - 1].mark;
            let lasts = lasts || among;
            if !first
                || from.is_none() && !lasts
                || offset.days <= 0 && !lasts
                || offset.days == 0
                || offset.months != 0
            {
                continue;
            }
            let per_day = if offset.working || offset.days % 7 != 0 { 1.0 } else { 5.0 / 7.0 };
            let minutes = f64::from(offset.days.unsigned_abs()) * per_day * f64::from(day.minutes_per_day);
            let (start, end) = (found.start, found.end);
            self.efforts.push(Found { value: Effort::exactly(minutes as u32), start, end });
            let tag = Tag::Effort(self.efforts.len() - 1);
            for k in i..words.len() {
                if self.tags[k] != Tag::Date(date) {
                    break;
                }
                let connects =
                    lexicon.at("waits", words, k).is_some() || lexicon.at("blocks", words, k).is_some();
                self.tags[k] = if connects { Tag::Plain } else { tag };
            }
        }
    }

    /// "Guidelines first (1 day)": the marker stands between the step and its bracket.
    pub(crate) fn joints(&mut self, words: &[Word], lexicon: &Lexicon) {
        for open in 2..words.len() {
            let bracket = matches!(words[open].lower.as_str(), "(" | "（") && self.tags[open] == Tag::Plain;
            let bare = self.is_bare_effort(words, open);
            let figure = (open + 1..words.len())
                .take(12)
                .take_while(|&k| words[k].depth > 0)
                .any(|k| matches!(self.tags[k], Tag::Effort(_) | Tag::Date(_)));
            if !(bracket && figure || bare) {
                continue;
            }
            let from = open.saturating_sub(4);
            let at = ["first", "then", "last", "parallel"]
                .iter()
                .filter_map(|s| lexicon.ending(s, &words[from..open]).map(|at| from + at))
                .min();
            if let Some(at) = at.filter(|&at| at > 0 && !words[at - 1].mark && self.tags[at] == Tag::Plain) {
                self.tags[at..open].fill(Tag::Joint);
            }
        }
    }

    /// "Tender afterwards 4 weeks": a duration that ends its clause, and begins at this word.
    fn is_bare_effort(&self, words: &[Word], at: usize) -> bool {
        let Tag::Effort(effort) = self.tags[at] else { return false };
        let end = (at..words.len()).find(|&k| self.tags[k] != Tag::Effort(effort));
        self.tags[at - 1] == Tag::Plain && end.is_none_or(|k| words[k].mark && words[k].lower != "(")
    }

    /// Gives the "before" of "two weeks before the conference" back to the sentence: it is an order.
    fn free_anchors(&mut self, words: &[Word]) {
        for i in 1..words.len() {
            let Tag::Date(date) = self.tags[i - 1] else { continue };
            let offset = self.dates.get(date).is_some_and(|f| matches!(f.value.moment, Moment::Offset(_)));
            let joins =
                matches!(words[i].lower.as_str(), "and" | "then" | "or" | "that" | "und" | "y" | "e" | "et");
            if !offset || words[i].mark || self.tags[i] != Tag::Plain || joins {
                continue;
            }
            let connects = matches!(
                words[i - 1].lower.as_str(),
                "before" | "after" | "prior" | "vor" | "nach" | "avant" | "après"
            );
            if connects {
                self.tags[i - 1] = Tag::Plain;
                self.anchored.push(date);
            } else if words[i].lower == "to" || words[i - 1].lower == "of" {
                self.anchored.push(date);
            }
        }
    }

    /// The first date among the words `from..to`.
    pub(crate) fn date(&self, from: usize, to: usize) -> Option<&Found<When>> {
        self.tags[from..to].iter().find_map(|t| if let Tag::Date(i) = t { self.dates.get(*i) } else { None })
    }

    /// Every date among the words `from..to`, once.
    pub(crate) fn dates_in(&self, from: usize, to: usize) -> Vec<&Found<When>> {
        let mut at: Vec<usize> = self.tags[from..to]
            .iter()
            .filter_map(|t| if let Tag::Date(i) = t { Some(*i) } else { None })
            .collect();
        at.dedup();
        at.into_iter().filter_map(|i| self.dates.get(i)).collect()
    }

    /// Every duration among the words `from..to`, once. "In 4 days" is a date and a duration; it is among the dates.
    pub(crate) fn efforts_in(&self, from: usize, to: usize) -> Vec<&Found<Effort>> {
        let mut at: Vec<usize> = self.tags[from..to]
            .iter()
            .filter_map(|t| if let Tag::Effort(i) = t { Some(*i) } else { None })
            .collect();
        at.dedup();
        at.into_iter().filter_map(|i| self.efforts.get(i)).collect()
    }
}
