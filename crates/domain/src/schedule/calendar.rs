//! Working time: a project's working days and hours, compiled so that every conversion between working minutes since the
//! start and civil dates takes constant time. It knows neither holidays nor zones, and never reads a clock.
//!
//! Each working day is one stretch of `minutes_per_day` minutes. Only the gaps between two stretches matter to elapsed
//! lags, and those are the same whenever work begins, so a day's stretch is taken to begin at its first minute.
//!
//! A moment between two stretches has two names: the end of one working day and the opening of the next are the same
//! number of working minutes. What starts then is said to start on the next day, what finishes then finished on the day
//! before.

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::meta::WorkingDays;

const MINUTES_OF_DAY: i64 = 24 * 60;

/// No date lies this many days from another; keeps arithmetic from overflowing.
const MANY_DAYS: i64 = 10_000 * 366;

/// A project's working time, counted in working minutes from its start, which is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkTime {
    /// Invariant: a working day.
    origin: Date,
    minutes_per_day: i64,
    days_per_week: i64,
    /// How many of the first `n` days from the origin, up to a week, are worked.
    worked: [i64; 8],
    /// The distance in days from the origin to its `n`th working day, within a week.
    nth: [i64; 7],
}

impl WorkTime {
    /// Working time from the first working day that is not before `start`. The rules of the plan see to it that there
    /// are from 1 to 1,440 minutes in a day and at least one working day; where they are broken, the nearest number and
    /// Monday to Friday are taken.
    pub fn new(start: Date, days: WorkingDays, minutes_per_day: u32) -> Self {
        let days = if days.count() == 0 { WorkingDays::MONDAY_TO_FRIDAY } else { days };
        let mut origin = start;
        while !days.contains(origin.weekday()) {
            let Ok(next) = origin.tomorrow() else { break };
            origin = next;
        }
        let (mut worked, mut nth, mut count, mut weekday) = ([0; 8], [0; 7], 0, origin.weekday());
        for day in 0..7 {
            if days.contains(weekday) {
                nth[count] = day as i64;
                count += 1;
            }
            worked[day + 1] = count as i64;
            weekday = weekday.next();
        }
        Self {
            origin,
            minutes_per_day: i64::from(minutes_per_day).clamp(1, MINUTES_OF_DAY),
            days_per_week: count as i64,
            worked,
            nth,
        }
    }

    /// The first working day.
    pub fn origin(&self) -> Date {
        self.origin
    }

    /// Working minutes of a day.
    pub fn minutes_per_day(&self) -> i64 {
        self.minutes_per_day
    }

    /// Working minutes gone by when `date` begins; negative before the origin.
    pub fn opening(&self, date: Date) -> i64 {
        self.worked_days(self.days_to(date)) * self.minutes_per_day
    }

    /// Working minutes gone by when `date` is over.
    pub fn closing(&self, date: Date) -> i64 {
        self.worked_days(self.days_to(date) + 1) * self.minutes_per_day
    }

    /// The working day on which something starts, and the minute of that day.
    pub fn start(&self, minutes: i64) -> (Date, i64) {
        let (day, minute) = self.split(minutes);
        (self.date(day), minute)
    }

    /// The working day on which something finishes, and the minute of that day: exactly at the end of a day it is that
    /// day, not the next. Nothing finishes before the origin.
    pub fn finish(&self, minutes: i64) -> (Date, i64) {
        let (day, minute) = self.split_closing(minutes);
        (self.date(day), minute)
    }

    /// The working days it takes to work `minutes`, the last perhaps in part.
    pub fn days(&self, minutes: i64) -> i64 {
        minutes.div_euclid(self.minutes_per_day) + i64::from(minutes.rem_euclid(self.minutes_per_day) > 0)
    }

    /// When `lag` minutes of all time have passed after something finished (or, where `at_start`, started).
    pub(crate) fn after_elapsed(&self, minutes: i64, at_start: bool, lag: i64) -> i64 {
        self.worked_until(self.moment(minutes, at_start) + lag)
    }

    /// The latest finish (or, where `at_start`, start) after which `lag` minutes of all time pass by `minutes`: the
    /// inverse of [`after_elapsed`](Self::after_elapsed).
    pub(crate) fn before_elapsed(&self, minutes: i64, at_start: bool, lag: i64) -> i64 {
        let latest = self.moment(minutes, true) - lag;
        let found = self.worked_until(latest);
        found - i64::from(self.moment(found, at_start) > latest)
    }

    /// The moment in minutes of all time since the origin began.
    fn moment(&self, minutes: i64, opening: bool) -> i64 {
        let (day, minute) = if opening { self.split(minutes) } else { self.split_closing(minutes) };
        day * MINUTES_OF_DAY + minute
    }

    /// Working minutes gone by at a moment of all time.
    fn worked_until(&self, moment: i64) -> i64 {
        let (day, minute) = (moment.div_euclid(MINUTES_OF_DAY), moment.rem_euclid(MINUTES_OF_DAY));
        let (before, with) = (self.worked_days(day), self.worked_days(day + 1));
        before * self.minutes_per_day + (with - before) * minute.min(self.minutes_per_day)
    }

    /// How many of the first `day` days from the origin are worked.
    fn worked_days(&self, day: i64) -> i64 {
        day.div_euclid(7) * self.days_per_week + self.worked[day.rem_euclid(7) as usize]
    }

    /// The day, counted from the origin, and its minute, where the next working minute begins.
    fn split(&self, minutes: i64) -> (i64, i64) {
        let (day, minute) =
            (minutes.div_euclid(self.minutes_per_day), minutes.rem_euclid(self.minutes_per_day));
        let weeks = day.div_euclid(self.days_per_week);
        (weeks * 7 + self.nth[day.rem_euclid(self.days_per_week) as usize], minute)
    }

    /// The day, counted from the origin, and its minute, where the last working minute is over.
    fn split_closing(&self, minutes: i64) -> (i64, i64) {
        if minutes <= 0 {
            return (0, 0);
        }
        let (day, minute) = self.split(minutes - 1);
        (day, minute + 1)
    }

    fn days_to(&self, date: Date) -> i64 {
        date.duration_since(self.origin).as_hours() / 24
    }

    fn date(&self, day: i64) -> Date {
        self.origin.saturating_add(SignedDuration::from_hours(day.clamp(-MANY_DAYS, MANY_DAYS) * 24))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;

    fn office() -> WorkTime {
        // Friday.
        WorkTime::new(date(2026, 11, 20), WorkingDays::MONDAY_TO_FRIDAY, 480)
    }

    #[test]
    fn a_finish_at_the_end_of_a_day_is_on_that_day() {
        assert_eq!(office().finish(480), (date(2026, 11, 20), 480));
        assert_eq!(office().start(480), (date(2026, 11, 23), 0));
        assert_eq!(office().finish(481), (date(2026, 11, 23), 1));
        assert_eq!(office().finish(0), (date(2026, 11, 20), 0));
        assert_eq!(office().start(480 * 7), (date(2026, 12, 1), 0));
    }

    #[test]
    fn a_start_on_a_free_day_moves_to_the_next_working_day() {
        let sunday = WorkTime::new(date(2026, 11, 22), WorkingDays::MONDAY_TO_FRIDAY, 480);
        assert_eq!(sunday.origin(), date(2026, 11, 23));
        assert_eq!(sunday.opening(date(2026, 11, 22)), 0);
        assert_eq!(sunday.opening(date(2026, 11, 20)), -480);
    }

    #[test]
    fn a_due_date_holds_to_the_end_of_its_day() {
        assert_eq!(office().closing(date(2026, 11, 20)), 480);
        assert_eq!(office().closing(date(2026, 11, 22)), 480);
        assert_eq!(office().closing(date(2026, 11, 23)), 960);
        assert_eq!(office().closing(date(2026, 11, 19)), 0);
    }

    #[test]
    fn elapsed_time_goes_on_over_night_and_weekend() {
        let day = MINUTES_OF_DAY;
        // Paint that is done on Friday evening and dries for a day is dry on Saturday: work goes on on Monday morning.
        assert_eq!(office().after_elapsed(480, false, day), 480);
        assert_eq!(office().after_elapsed(480, true, day), 960);
        assert_eq!(office().after_elapsed(480, false, 4 * day), 480 + 2 * 480);
        assert_eq!(office().after_elapsed(240, false, 60), 300);
    }

    #[test]
    fn far_away_dates_stay_dates() {
        assert_eq!(office().finish(i64::MAX / 4).0, Date::MAX);
        assert_eq!(office().days(481), 2);
        assert_eq!(office().days(0), 0);
    }

    proptest! {
        /// Law: constant-time conversion equals walking day by day, minute by minute.
        #[test]
        fn arithmetic_equals_counting(
            start in 0i64..14, set in 1u8..128, length in prop_oneof![1u32..5, Just(1440u32)], minutes in 0i64..60,
        ) {
            let days = WorkingDays::of((0..7i8).filter(|d| set & 1 << d != 0).filter_map(|d| {
                Weekday::from_monday_zero_offset(d).ok()
            }));
            let first = date(2024, 2, 20).saturating_add(SignedDuration::from_hours(24 * start));
            let time = WorkTime::new(first, days, length);
            let length = i64::from(length);
            let mut day = first;
            let mut gone = 0;
            for _ in 0..200 {
                let working = days.contains(day.weekday());
                prop_assert_eq!(time.opening(day), gone);
                if working && (gone..gone + length).contains(&minutes) {
                    prop_assert_eq!(time.start(minutes), (day, minutes - gone));
                }
                if working && gone < minutes && minutes <= gone + length {
                    prop_assert_eq!(time.finish(minutes), (day, minutes - gone));
                }
                gone += if working { length } else { 0 };
                prop_assert_eq!(time.closing(day), gone);
                day = day.tomorrow().unwrap();
            }
        }

        /// Law: the inverse of an elapsed lag is the latest moment that keeps it.
        #[test]
        fn elapsed_lags_have_a_tight_inverse(
            set in 1u8..128, length in 1u32..=1440, at_start in any::<bool>(), lag in -5000i64..20_000, by in 0i64..9000,
        ) {
            let days = WorkingDays::of((0..7i8).filter(|d| set & 1 << d != 0).filter_map(|d| {
                Weekday::from_monday_zero_offset(d).ok()
            }));
            let time = WorkTime::new(date(2026, 11, 20), days, length);
            let latest = time.before_elapsed(by, at_start, lag);
            prop_assume!(latest >= 0);
            prop_assert!(time.after_elapsed(latest, at_start, lag) <= by);
            prop_assert!(time.after_elapsed(latest + 1, at_start, lag) > by);
        }
    }
}
