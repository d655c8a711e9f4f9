//! The system's clock, and the civil day it is where the person is.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use planwright_ports::Clock;

use crate::zone;

/// Tells the time by the system's clock, and the day in a time zone, unless it is told which day today is.
#[derive(Debug)]
pub struct SystemClock {
    zone: String,
    today: Option<Date>,
    /// Read when a day is first asked for: many commands never do.
    rules: OnceLock<TimeZone>,
}

impl SystemClock {
    /// The clock of a zone, by its IANA name; one that is not known is taken for UTC.
    pub fn new(zone: impl Into<String>) -> Self {
        Self { zone: zone.into(), today: None, rules: OnceLock::new() }
    }

    /// A clock for which it is always this day. Moments still pass: entries of the log bear the true time.
    pub fn standing_on(today: Date) -> Self {
        Self { today: Some(today), ..Self::new("UTC") }
    }

    fn day_of(&self, moment: Timestamp) -> Date {
        let rules = self.rules.get_or_init(|| zone::named(&self.zone).unwrap_or(TimeZone::UTC));
        rules.to_datetime(moment).date()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| self.day_of(self.now()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_is_the_one_of_the_zone() {
        let late: Timestamp = "2026-11-20T23:30:00Z".parse().unwrap();
        assert_eq!(SystemClock::new("UTC").day_of(late), date(2026, 11, 20));
        assert_eq!(SystemClock::new("Asia/Tokyo").day_of(late), date(2026, 11, 21));
        assert_eq!(SystemClock::new("Atlantis/Centre").day_of(late), date(2026, 11, 20));
    }

    #[test]
    fn a_clock_may_stand_on_a_day_while_moments_pass() {
        let clock = SystemClock::standing_on(date(1999, 12, 31));
        assert_eq!(clock.today(), date(1999, 12, 31));
        assert!(clock.now() > "2026-01-01T00:00:00Z".parse().unwrap());
    }

    #[test]
    fn today_is_the_day_of_now() {
        let clock = SystemClock::new("Pacific/Auckland");
        let (before, today, after) = (clock.day_of(clock.now()), clock.today(), clock.day_of(clock.now()));
        assert!(before <= today && today <= after);
    }
}
