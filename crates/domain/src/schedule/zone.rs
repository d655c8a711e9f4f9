//! Zones: how far the clocks of a place are from universal time, and since when. The table comes in from outside; this
//! file never looks a zone up.
//!
//! An hour the clocks skip begins and ends at the moment they skip it; an hour they show twice is meant the first time.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};

pub(super) const DAY: i64 = 24 * 60;

/// The clocks of a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zone {
    /// Minutes ahead of universal time before the first change.
    first: i64,
    /// The minute of universal time, counted from 1970, and the minutes ahead from then on. Sorted.
    changes: Vec<(i64, i64)>,
}

impl Zone {
    /// Clocks that are `first` minutes ahead of universal time, and from each of the moments in universal time so many.
    pub fn new(first: i32, changes: impl IntoIterator<Item = (DateTime, i32)>) -> Self {
        let mut changes: Vec<(i64, i64)> =
            changes.into_iter().map(|(at, ahead)| (minute(at), i64::from(ahead))).collect();
        changes.sort_unstable();
        Self { first: first.into(), changes }
    }

    /// Clocks that are always so many minutes ahead of universal time.
    pub const fn fixed(minutes: i32) -> Self {
        Self { first: minutes as i64, changes: Vec::new() }
    }

    /// The first minute of universal time at which the clocks show `civil` or later, both counted from 1970.
    pub(super) fn universal(&self, civil: i64) -> i64 {
        // No clock is two days from universal time, so that earlier changes are past.
        let past = self.changes.partition_point(|&(at, _)| at < civil - 2 * DAY);
        let (mut since, mut ahead) = past.checked_sub(1).map_or((i64::MIN, self.first), |k| self.changes[k]);
        for &(at, next) in &self.changes[past..] {
            if civil < at + ahead {
                break;
            }
            (since, ahead) = (at, next);
        }
        since.max(civil - ahead)
    }

    /// What the clocks show at a minute of universal time.
    pub(super) fn civil(&self, universal: i64) -> i64 {
        let past = self.changes.partition_point(|&(at, _)| at <= universal);
        universal + past.checked_sub(1).map_or(self.first, |k| self.changes[k].1)
    }
}

/// The zones a project's calendars name. What is not among them is taken as universal time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Zones(BTreeMap<String, Zone>);

impl Zones {
    /// The zones of these names.
    pub fn new(zones: impl IntoIterator<Item = (String, Zone)>) -> Self {
        Self(zones.into_iter().collect())
    }

    pub(super) fn get(&self, name: &str) -> &Zone {
        const UNIVERSAL: &Zone = &Zone::fixed(0);
        self.0.get(name).unwrap_or(UNIVERSAL)
    }
}

/// The minute a clock shows, counted from 1970.
pub(super) fn minute(at: DateTime) -> i64 {
    midnight(at.date()) + i64::from(at.hour()) * 60 + i64::from(at.minute())
}

/// The first minute of a day, counted from 1970.
pub(super) fn midnight(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24 * DAY
}

/// The day and time of a minute counted from 1970; the first or last there is where it lies beyond.
pub(super) fn civil(minute: i64) -> DateTime {
    let day = minute.div_euclid(DAY).clamp(-MANY_DAYS, MANY_DAYS);
    let minute = minute.rem_euclid(DAY);
    let date = Date::constant(1970, 1, 1).saturating_add(jiff::SignedDuration::from_hours(day * 24));
    date.to_datetime(Time::constant((minute / 60) as i8, (minute % 60) as i8, 0, 0))
}

/// No date lies this many days from another; keeps arithmetic from overflowing.
const MANY_DAYS: i64 = 10_000 * 366;

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    use super::*;

    /// Berlin's clocks around 2026 and 2027.
    pub(in super::super) fn berlin() -> Zone {
        Zone::new(
            60,
            [
                (datetime(2026, 3, 29, 1, 0, 0, 0), 120),
                (datetime(2026, 10, 25, 1, 0, 0, 0), 60),
                (datetime(2027, 3, 28, 1, 0, 0, 0), 120),
                (datetime(2027, 10, 31, 1, 0, 0, 0), 60),
            ],
        )
    }

    #[test]
    fn skipped_hours_are_no_time_and_doubled_hours_are_meant_first() {
        let at = |d: Date, h: i64, m: i64| berlin().universal(midnight(d) + h * 60 + m);
        let spring = date(2026, 3, 29);
        assert_eq!(at(spring, 3, 0) - at(spring, 2, 0), 0);
        assert_eq!(at(spring, 2, 30), at(spring, 3, 0));
        assert_eq!(at(date(2026, 3, 30), 0, 0) - at(spring, 0, 0), 23 * 60);
        let autumn = date(2026, 10, 25);
        assert_eq!(at(autumn, 3, 0) - at(autumn, 2, 0), 120);
        assert_eq!(at(date(2026, 10, 26), 0, 0) - at(autumn, 0, 0), 25 * 60);
    }

    #[test]
    fn far_away_minutes_stay_dates() {
        assert_eq!(civil(i64::MAX / 4).date(), Date::MAX);
        assert_eq!(civil(minute(datetime(1969, 12, 31, 23, 59, 0, 0))), datetime(1969, 12, 31, 23, 59, 0, 0));
    }

    proptest! {
        /// Law: the universal minute of a civil one is the first at which the clocks show it or later.
        #[test]
        fn universal_time_is_the_first_that_shows_it(day in 80i64..310, at in 0i64..1440) {
            let zone = berlin();
            let civil = midnight(date(2026, 1, 1)) + day * DAY + at;
            let found = zone.universal(civil);
            prop_assert!(zone.civil(found) >= civil);
            prop_assert!(zone.civil(found - 1) < civil);
        }
    }
}
