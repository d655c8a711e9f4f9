//! Days counted from other days the text names: "two weeks before the fair", "on the Friday before". Must never count from a
//! day that nothing in the text names.

use planwright_phrases::date::{Moment, Offset, Precision, When};

use crate::naming;
use crate::reader::Reader;
use crate::stated::Stated;
use crate::text;

impl Reader<'_> {
    /// "On the Friday before", where nothing follows: counted from the day said last.
    pub(crate) fn weekday_beside(&self, when: &When, first: jiff::civil::Date) -> Option<jiff::civil::Date> {
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
    pub(crate) fn anchored_date(&self, start: usize, end: usize, anchor: &str) -> Option<jiff::civil::Date> {
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

    /// The days that were said before the day they count from was known.
    pub(crate) fn settle(&mut self) {
        for (step, offset, anchor) in std::mem::take(&mut self.later) {
            if let Some(day) = self.day_of(&anchor).and_then(|day| offset.from(day)) {
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
    fn day_of(&self, anchor: &str) -> Option<jiff::civil::Date> {
        let known = self.resolve_one(anchor).map(|s| &self.said.steps[s]).and_then(|s| s.due.or(s.start));
        let whole = self.said.deadline.as_ref().or(self.said.start.as_ref()).map(|d| d.value);
        known.or(whole.filter(|_| self.names_the_whole(anchor)))
    }
}
