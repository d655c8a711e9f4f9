//! Days counted from the day of the whole without saying so: "pack in the last week", "on Saturday move the racks" of a move
//! over a weekend. Must never move a day that was written out.

use jiff::Span;
use jiff::civil::{Date, Weekday};
use planwright_phrases::date::{Precision, When};

use crate::reader::Reader;

impl Reader<'_> {
    /// The days such words mean, where the day of the whole is known.
    pub(crate) fn near_the_whole(&self, when: &When, first: Date, last: Date) -> Option<(Date, Date)> {
        let whole = self.said.deadline.as_ref()?;
        let written = self.text.get(when.phrase.0..when.phrase.1)?;
        if written.contains(|c: char| c.is_ascii_digit()) || whole.value <= self.today {
            return None;
        }
        let day = |from: Date, days: i64| from.checked_add(Span::new().days(days)).ok();
        if when.precision == Precision::Week && last < self.today {
            // "in the last week": work to be done is not done in the past.
            return Some((day(whole.value, -6)?.max(self.today), whole.value));
        }
        let (from, to) = self.goal_range.unwrap_or_default();
        let goal = self.spelled(from, to).to_lowercase();
        let weekend = matches!(whole.value.weekday(), Weekday::Saturday | Weekday::Sunday)
            && ["weekend", "wochenende", "fin de semana", "fim de semana", "week-end", "周末"]
                .iter()
                .any(|word| goal.contains(word));
        if !weekend || when.precision != Precision::Day || first != last || !self.is_weekday(when, first) {
            return None;
        }
        let saturday =
            if whole.value.weekday() == Weekday::Sunday { day(whole.value, -1)? } else { whole.value };
        let ahead = match first.weekday() {
            Weekday::Friday => -1,
            Weekday::Saturday => 0,
            Weekday::Sunday => 1,
            Weekday::Monday => 2,
            _ => return None,
        };
        day(saturday, ahead).map(|found| (found, found))
    }

    /// Whether the words name a weekday and nothing else: read from other days, they still fall on it.
    fn is_weekday(&self, when: &When, first: Date) -> bool {
        let Some(written) = self.text.get(when.phrase.0..when.phrase.1) else { return false };
        let within = first.since(self.today).is_ok_and(|span| (1..=7).contains(&span.get_days()));
        within
            && (1..=2).all(|days| {
                let Ok(today) = self.today.checked_add(Span::new().days(days)) else { return false };
                let ground = planwright_phrases::date::Ground {
                    today,
                    order: planwright_phrases::date::DateOrder::Mdy,
                };
                let read = planwright_phrases::date::find(written, &ground);
                read.first().and_then(|f| f.value.first()).is_some_and(|d| d.weekday() == first.weekday())
            })
    }
}
