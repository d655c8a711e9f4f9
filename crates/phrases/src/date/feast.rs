//! Feasts: the same day every year, a weekday of a month, or counted from Easter. Must never know words; the data files
//! name the rules.

use super::calendar;
use jiff::civil::{Date, Weekday};

/// How a feast's day is found in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Feast {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// So many days after the nth weekday of a month.
    Nth { month: i8, weekday: i8, nth: i8, plus: i64 },
    /// So many days after Easter Sunday (Gregorian), or before.
    Easter(i64),
    /// On these days, and on none of other years.
    Listed(&'static str),
}

/// Reads "12-25", "nth-11-4-4+1" (month, weekday from Monday as 1, nth or "last", days), "easter-2", and
/// "days 2026-02-17 2027-02-06" where no rule of this calendar says the day.
pub(super) fn feast(key: &'static str) -> Option<Feast> {
    if let Some(days) = key.strip_prefix("days ") {
        return Some(Feast::Listed(days));
    }
    if let Some(days) = key.strip_prefix("easter") {
        return Some(Feast::Easter(days.parse().ok()?));
    }
    if let Some(rule) = key.strip_prefix("nth-") {
        let (rule, plus) = rule.split_once('+')?;
        let mut parts = rule.split('-').map(str::parse);
        let mut next = || parts.next()?.ok();
        let (month, weekday) = (next()?, next()?);
        return Some(Feast::Nth { month, weekday, nth: next().unwrap_or(-1), plus: plus.parse().ok()? });
    }
    let (month, day) = key.split_once('-')?;
    Some(Feast::Fixed(month.parse().ok()?, day.parse().ok()?))
}

impl Feast {
    /// The next such day, `from` itself included.
    pub(super) fn next(self, from: Date) -> Option<Date> {
        if let Self::Fixed(month, day) = self {
            return calendar::next_day(from, month, day);
        }
        if let Self::Listed(days) = self {
            return days.split(' ').filter_map(|d| d.parse().ok()).find(|day: &Date| *day >= from);
        }
        (-1..2).filter_map(|ahead| self.of(from.year().checked_add(ahead)?)).find(|day| *day >= from)
    }

    fn of(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth { month, weekday, nth, plus } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                let day = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                calendar::plus_days(day, plus)
            }
            Self::Listed(_) => None,
            Self::Easter(days) => calendar::plus_days(easter(year)?, days),
        }
    }
}

/// Easter Sunday by the anonymous Gregorian computus (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn movable_feasts_fall_on_their_days() {
        let today = date(2026, 3, 2);
        for (key, expect) in [
            ("easter+0", date(2026, 4, 5)),
            ("easter-2", date(2026, 4, 3)),
            ("easter+49", date(2026, 5, 24)),
            ("nth-11-4-4+0", date(2026, 11, 26)),
            ("nth-11-4-4+1", date(2026, 11, 27)),
            ("12-25", date(2026, 12, 25)),
        ] {
            assert_eq!(feast(key).and_then(|f| f.next(today)), Some(expect), "{key}");
        }
        for (year, month, day) in [(2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2027, 3, 28)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn a_feast_that_is_over_is_next_years() {
        assert_eq!(feast("easter+0").and_then(|f| f.next(date(2026, 4, 6))), Some(date(2027, 3, 28)));
    }
}
