//! Days counted from other days the text names: "two weeks before the fair", "on the Friday before". Must never count from a
//! day that nothing in the text names.

use jiff::civil::Date;
use planwright_phrases::date::{Moment, Offset, Precision, When};
use planwright_phrases::duration::Effort;

use crate::naming;
use crate::reader::Reader;
use crate::stated::{Side, Stated};
use crate::text;

/// What an offset is counted from.
enum Anchor {
    /// The day of what is named behind it.
    Day(Date),
    /// The day of all of it.
    Whole,
    /// Something that is named behind it, and another rule reads.
    Unread,
}

impl Reader<'_> {
    /// "On the Friday before", where nothing follows: counted from the day said last.
    pub(crate) fn weekday_beside(&self, when: &When, first: Date) -> Option<Date> {
        let at = self.words.partition_point(|w| w.start < when.phrase.1);
        let word = self.words.get(at)?;
        let ends = self.words.get(at + 1).is_none_or(|w| w.mark);
        let earlier = match word.lower.as_str() {
            "before" | "davor" | "vorher" | "anterior" | "précédent" => true,
            "after" | "danach" | "siguiente" | "seguinte" | "suivant" => false,
            _ => return None,
        };
        let written = self.text.get(when.phrase.0..when.phrase.1)?;
        if !ends || written.contains(|c: char| c.is_ascii_digit()) || when.precision != Precision::Day {
            return None;
        }
        let anchor = self.said.deadline.as_ref().map(|d| d.value).or(self.last_date)?;
        let ahead = i64::from(first.weekday().since(anchor.weekday()));
        let days = if earlier {
            if ahead == 0 { -7 } else { ahead - 7 }
        } else if ahead == 0 {
            7
        } else {
            ahead
        };
        anchor.checked_add(jiff::Span::new().days(days)).ok()
    }

    /// Whether an offset is counted from something named behind it.
    pub(crate) fn is_anchored(&self, when: &When) -> bool {
        self.mentions.anchored.iter().any(|i| self.mentions.dates.get(*i).is_some_and(|f| f.value == *when))
    }

    /// "… two weeks before the conference": the day, when that of the conference is known.
    pub(crate) fn anchored_date(&self, start: usize, end: usize, anchor: &str) -> Option<Date> {
        let found = self.mentions.dates_in(start, end).into_iter().find(|f| self.is_anchored(&f.value))?;
        let Moment::Offset(offset) = found.value.moment else { return None };
        self.day_of(anchor).and_then(|day| offset.from(day))
    }

    /// The offset in a clause that is counted from what follows it.
    pub(crate) fn anchored_offset(&self, start: usize, end: usize) -> Option<Offset> {
        let found = self.mentions.dates_in(start, end).into_iter().find(|f| self.is_anchored(&f.value))?;
        if let Moment::Offset(offset) = found.value.moment { Some(offset) } else { None }
    }

    /// Whether words mean the goal itself, or the event all leads to.
    pub(crate) fn names_the_whole(&self, anchor: &str) -> bool {
        let words = text::words(anchor);
        naming::fit(&naming::stems(anchor), &self.goal_stems) > 0
            || ["live", "day-noun", "pronoun", "start-words"].iter().any(|s| self.lexicon.any(s, &words))
    }

    /// The day an offset reaches; none where it says how long something takes, is counted from what stands behind it, or
    /// nothing it could be counted from is known.
    pub(crate) fn day_counted(
        &mut self,
        step: Option<usize>,
        when: &When,
        offset: Offset,
        (start, end): (usize, usize),
    ) -> Option<Date> {
        if self.is_anchored(when) && !self.taking {
            return None;
        }
        let behind = self.words[..end].iter().rposition(|w| w.start < when.phrase.1).map_or(end, |i| i + 1);
        let begin = self.words.partition_point(|w| w.end <= when.phrase.0);
        let later = self.lexicon.any("later", &self.words[begin.min(behind)..behind]);
        let pure_days = offset.days > 0 && offset.months == 0 && offset.weekday.is_none();
        if self.taking && !later && pure_days {
            self.takes_days_after(step, offset.days, self.spelled(start, end));
            return None;
        }
        if offset.days > 0 || offset.months > 0 {
            // "The eve …, the day after …": both are counted from the event, unless the second is "later".
            return self.hinge.filter(|_| !later).or(self.last_date).and_then(|a| offset.from(a));
        }
        let anchor = match self.anchor_behind(behind, end) {
            Anchor::Day(day) => Some(day),
            Anchor::Unread => return None,
            Anchor::Whole => self.said.deadline.as_ref().map(|d| d.value).or(self.last_date),
        };
        if anchor.is_none()
            && let Some(step) = step
        {
            // "Invite everybody two months before": the day of the whole may be said behind it.
            self.later.push((step, offset, String::new()));
        }
        self.hinge = anchor;
        anchor.and_then(|a| offset.from(a))
    }

    /// What the words behind "two weeks before", "the eve" count it from.
    fn anchor_behind(&self, behind: usize, end: usize) -> Anchor {
        let behind = behind.min(end);
        let rest = self.core(behind, end);
        let Some(&first) = rest.first() else { return Anchor::Whole };
        if let Some(next) = self.lexicon.at("belongs", &self.words[..end], first).filter(|n| *n < end) {
            // "La víspera de la boda"
            return self.day_of(&self.core_phrase(next, end)).map_or(Anchor::Whole, Anchor::Day);
        }
        let words = &self.words[..behind];
        let led = self.lexicon.ending("blocks", words).is_some();
        // "Am Tag davor räumen wir auf": the words end the phrase, and nothing is named behind it.
        let closed = behind > 0 && self.lexicon.at("before-that", words, behind - 1) == Some(behind);
        if led && !closed { Anchor::Unread } else { Anchor::Whole }
    }

    /// "QA 2 days after that": how long it takes, and what it follows.
    fn takes_days_after(&mut self, step: Option<usize>, days: i32, quote: String) {
        let Some(step) = step else { return };
        let minutes = u32::try_from(days).unwrap_or(1).saturating_mul(self.day.minutes_per_day);
        self.said.steps[step].effort.get_or_insert(Effort::exactly(minutes));
        let earlier = self.frontier.iter().copied().chain(self.said.steps.len().checked_sub(2));
        let before: Vec<usize> = earlier.filter(|s| *s != step).take(1).collect();
        if !before.is_empty() {
            self.order(Side::Steps(before), Side::Steps(vec![step]), quote);
        }
    }

    /// The days that were said before the day they count from was known.
    pub(crate) fn settle(&mut self) {
        for (step, offset, anchor) in std::mem::take(&mut self.later) {
            let event = || self.said.steps.iter().filter(|s| s.milestone).filter_map(|s| s.due).max();
            let whole = || self.said.deadline.as_ref().map(|d| d.value).or_else(event);
            let day = if anchor.is_empty() { whole() } else { self.day_of(&anchor) };
            if let Some(day) = day.and_then(|day| offset.from(day)) {
                self.said.steps[step].due.get_or_insert(day);
            }
        }
    }

    /// "The campaign must launch on May 4", where no goal was said: that day is the deadline.
    pub(crate) fn launch_is_deadline(&mut self) {
        if !self.said.goal.is_empty() || self.said.deadline.is_some() {
            return;
        }
        let live = |title: &str| self.lexicon.at("live", &text::words(title), 0).is_some();
        let step = self.said.steps.iter().find(|s| s.due.is_some() && live(&s.title));
        self.said.deadline = step.and_then(|s| Some(Stated { value: s.due?, quote: s.quote.clone() }));
    }

    /// The day of what the words name: a step, or the whole.
    fn day_of(&self, anchor: &str) -> Option<Date> {
        let known = self.resolve_one(anchor).map(|s| &self.said.steps[s]).and_then(|s| s.due.or(s.start));
        let whole = self.said.deadline.as_ref().or(self.said.start.as_ref()).map(|d| d.value);
        known.or(whole.filter(|_| self.names_the_whole(anchor)))
    }
}
