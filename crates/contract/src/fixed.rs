//! Time and identifiers that can be repeated.

use std::sync::Mutex;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use planwright_ports::{Clock, Ids};

use crate::dice::Dice;

/// A clock that stands still until it is told to go on.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that stands at `now`.
    pub fn new(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Goes on by so much.
    pub fn advance(&self, by: SignedDuration) {
        *self.0.lock().expect("no test panics while it holds the clock") += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("no test panics while it holds the clock")
    }

    fn today(&self) -> Date {
        self.now().to_zoned(TimeZone::UTC).date()
    }
}

/// Identifiers made from a seed.
#[derive(Debug)]
pub struct SeededIds(Mutex<Dice>);

impl SeededIds {
    /// The identifiers of this seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(Dice::new(seed)))
    }
}

impl Ids for SeededIds {
    fn fresh(&self) -> u128 {
        self.0.lock().expect("no test panics while it holds the dice").wide()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_goes_on_only_when_told() {
        let clock = FixedClock::new(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), clock.now());
        clock.advance(SignedDuration::from_hours(36));
        assert_eq!(clock.today(), jiff::civil::date(1970, 1, 2));
    }

    #[test]
    fn the_same_seed_makes_the_same_ids_and_never_one_twice() {
        let (a, b) = (SeededIds::new(7), SeededIds::new(7));
        let ids: Vec<u128> = (0..100).map(|_| a.fresh()).collect();
        assert!(ids.iter().all(|id| *id == b.fresh()));
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len());
    }
}
