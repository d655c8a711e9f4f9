//! Time and identifiers.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use planwright_ports::{Clock, Ids};

/// A moment never lies before the one told earlier.
pub fn time_does_not_go_back(clock: &impl Clock) {
    let mut last = clock.now();
    for _ in 0..1000 {
        let now = clock.now();
        assert!(now >= last, "{now} was told after {last}");
        last = now;
    }
}

/// Wherever the person is, their day has begun or ended less than a day from this moment in UTC.
pub fn today_is_the_day_of_this_moment_somewhere(clock: &impl Clock) {
    let day_of = |hours| (clock.now() + SignedDuration::from_hours(hours)).to_zoned(TimeZone::UTC).date();
    let today = clock.today();
    assert!(day_of(-14) <= today && today <= day_of(14), "{today}");
}

/// No identifier comes twice, none is zero, and their first letters differ as chance would have it.
pub fn identifiers_do_not_come_twice(ids: &impl Ids) {
    let made: BTreeSet<u128> = (0..10_000).map(|_| ids.fresh()).collect();
    assert_eq!(made.len(), 10_000);
    assert!(!made.contains(&0));
    let beginnings: BTreeSet<u128> = made.iter().map(|bits| bits >> 120).collect();
    assert_eq!(beginnings.len(), 256);
}
