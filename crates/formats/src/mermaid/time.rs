//! Times in Gantt charts: dates in the chart's own format, lengths, days that do not count. Must never read a date that
//! the chart does not fix.

use jiff::civil::{Date, Weekday};
use jiff::{Span, Timestamp};
use planwright_phrases::duration::{DayLength, Effort};

/// Days that are looked at one by one for all bars of a chart; beyond, every day counts.
const LOOKED_AT: u32 = 5_000_000;
/// The longest bar whose end is computed, in days.
const LONGEST: i32 = 3660;
const MINUTES_OF_DAY: u32 = 24 * 60;

/// How long a bar is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Length {
    count: f64,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Length {
    /// "3d", "1.5w", "24h": months are `M`, minutes `m`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let cut = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (count, unit) = text.split_at(cut);
        let count: f64 = count.parse().ok().filter(|n: &f64| n.is_finite() && *n < 1e9)?;
        let unit = match unit.trim() {
            "ms" | "s" => Unit::Second,
            "m" => Unit::Minute,
            "h" => Unit::Hour,
            "d" => Unit::Day,
            "w" => Unit::Week,
            "M" => Unit::Month,
            "y" => Unit::Year,
            _ => return None,
        };
        Some(Self { count, unit })
    }

    /// The work it stands for: a day of the chart is a day of work, whether it is drawn as `1d` or as `24h`. What is
    /// shorter is so many hours, and never more than are worked in a day.
    pub(super) fn effort(self, day: DayLength) -> Option<Effort> {
        let days = f64::from(day.minutes_per_day);
        let minutes = match self.unit {
            Unit::Second => return None,
            Unit::Minute | Unit::Hour => {
                let (clock, whole) = (self.clock()?, f64::from(MINUTES_OF_DAY));
                (clock / whole).floor() * days + (clock % whole).min(days)
            }
            Unit::Day => self.count * days,
            Unit::Week => self.count * days * f64::from(day.days_per_week),
            Unit::Month => self.count * days * 20.0,
            Unit::Year => self.count * days * 240.0,
        };
        (1.0..=f64::from(u32::MAX)).contains(&minutes).then(|| Effort::exactly(minutes.round() as u32))
    }

    /// Whether it counts hours of the clock, and more of them than are worked in a day.
    pub(super) fn is_clock(self, day: DayLength) -> bool {
        self.clock().is_some_and(|minutes| minutes > f64::from(day.minutes_per_day))
    }

    /// Minutes of the clock, where it is told in hours or minutes.
    fn clock(self) -> Option<f64> {
        match self.unit {
            Unit::Minute => Some(self.count),
            Unit::Hour => Some(self.count * 60.0),
            _ => None,
        }
    }

    /// Days of the calendar, at least one.
    fn days(self) -> Option<i32> {
        let days = match self.unit {
            Unit::Second => self.count / 86_400.0,
            Unit::Minute => self.count / 1440.0,
            Unit::Hour => self.count / 24.0,
            Unit::Day => self.count,
            Unit::Week => self.count * 7.0,
            Unit::Month => self.count * 30.0,
            Unit::Year => self.count * 365.0,
        };
        (days <= f64::from(LONGEST)).then(|| (days.ceil() as i32).max(1))
    }
}

/// What a chart says of its times.
#[derive(Debug)]
pub(super) struct Times {
    format: String,
    weekdays: Vec<Weekday>,
    weekends: bool,
    from_friday: bool,
    /// The last day that is drawn belongs to its bar.
    inclusive: bool,
    dates: std::collections::BTreeSet<Date>,
    looked_at: u32,
}

impl Default for Times {
    fn default() -> Self {
        Self {
            format: "YYYY-MM-DD".to_owned(),
            weekdays: Vec::new(),
            weekends: false,
            from_friday: false,
            inclusive: false,
            dates: Default::default(),
            looked_at: 0,
        }
    }
}

impl Times {
    /// Takes in `dateFormat YYYY-MM-DD`.
    pub(super) fn format(&mut self, text: &str) {
        text.trim().clone_into(&mut self.format);
    }

    /// Takes in `weekend friday`.
    pub(super) fn weekend(&mut self, text: &str) {
        self.from_friday = text.trim().eq_ignore_ascii_case("friday");
    }

    /// Takes in `inclusiveEndDates`.
    pub(super) fn inclusive(&mut self) {
        self.inclusive = true;
    }

    /// Takes in `excludes weekends, 2026-12-24, sunday`.
    pub(super) fn excludes(&mut self, text: &str) {
        for word in text.split([',', ' ', '\t']).filter(|w| !w.is_empty()) {
            match word.to_ascii_lowercase().as_str() {
                "weekends" => self.weekends = true,
                "monday" => self.weekdays.push(Weekday::Monday),
                "tuesday" => self.weekdays.push(Weekday::Tuesday),
                "wednesday" => self.weekdays.push(Weekday::Wednesday),
                "thursday" => self.weekdays.push(Weekday::Thursday),
                "friday" => self.weekdays.push(Weekday::Friday),
                "saturday" => self.weekdays.push(Weekday::Saturday),
                "sunday" => self.weekdays.push(Weekday::Sunday),
                _ => self.dates.extend(self.date(word)),
            }
        }
        self.weekdays.truncate(7);
    }

    /// Whether some days do not count.
    pub(super) fn has_free_days(&self) -> bool {
        self.weekends || !self.weekdays.is_empty() || !self.dates.is_empty()
    }

    /// The day of a date in the chart's format, or in the usual one.
    pub(super) fn date(&self, text: &str) -> Option<Date> {
        formatted(text.trim(), &self.format).or_else(|| crate::day::iso(text))
    }

    /// The last day of a bar that begins on a day.
    pub(super) fn last(&mut self, first: Date, length: Length) -> Option<Date> {
        let days = length.days()?;
        if !self.has_free_days() || self.looked_at > LOOKED_AT {
            return first.checked_add(Span::new().days(days - 1)).ok();
        }
        let (mut day, mut left) = (first, days);
        for _ in 0..LONGEST * 2 {
            self.looked_at += 1;
            left -= i32::from(!self.is_free(day));
            if left == 0 {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// Days of work of a bar that is drawn from one day to another, which is not part of it unless the chart says so:
    /// weekends are not worked, even where the chart counts them. At least one.
    pub(super) fn worked(&mut self, first: Date, end: Date) -> Option<u32> {
        let whole = (end - first).get_days() + i32::from(self.inclusive);
        if !(0..=LONGEST).contains(&whole) || self.looked_at > LOOKED_AT {
            return None;
        }
        let (mut day, mut count) = (first, 0);
        for _ in 0..whole {
            self.looked_at += 1;
            count += u32::from(!self.is_free(day) && !self.is_weekend(day));
            day = day.tomorrow().ok()?;
        }
        Some(count.max(1))
    }

    fn is_free(&self, day: Date) -> bool {
        let excluded = self.weekends && self.is_weekend(day);
        excluded || self.weekdays.contains(&day.weekday()) || self.dates.contains(&day)
    }

    fn is_weekend(&self, day: Date) -> bool {
        let other = if self.from_friday { Weekday::Friday } else { Weekday::Sunday };
        day.weekday() == Weekday::Saturday || day.weekday() == other
    }
}

/// A date in a format of letters: `YYYY-MM-DD`, `DD.MM.YY`, `D MMM YYYY`, `X`.
fn formatted(text: &str, format: &str) -> Option<Date> {
    let (mut year, mut month, mut day) = (None, None, None);
    let (mut text, mut format) = (text, format);
    while let Some(letter) = format.chars().next() {
        let run = format.len() - format.trim_start_matches(letter).len();
        let token = &format[..run];
        format = &format[run..];
        match token {
            "YYYY" => year = Some(number(&mut text, 4)? as i16),
            "YY" => year = Some(2000 + number(&mut text, 2)? as i16),
            "MM" | "M" => month = Some(number(&mut text, 2)? as i8),
            "MMM" | "MMMM" => month = Some(named(&mut text)?),
            "DD" | "D" => {
                day = Some(number(&mut text, 2)? as i8);
                if let Some(rest) = format.strip_prefix('o') {
                    format = rest;
                    text = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                }
            }
            "X" | "x" => {
                let count: i64 = text.trim().parse().ok()?;
                let at = if letter == 'X' {
                    Timestamp::from_second(count)
                } else {
                    Timestamp::from_millisecond(count)
                };
                return Some(at.ok()?.to_zoned(jiff::tz::TimeZone::UTC).date());
            }
            // What follows is the time of the day.
            _ if letter.is_ascii_alphabetic() && day.is_some() && month.is_some() && year.is_some() => break,
            _ if letter.is_ascii_alphabetic() && letter != 'T' => return None,
            // A date may leave out the time that the format has behind it.
            _ if text.is_empty() && day.is_some() => break,
            mark => text = text.strip_prefix(mark)?,
        }
    }
    Date::new(year?, month?, day?).ok()
}

fn number(text: &mut &str, most: usize) -> Option<u32> {
    let digits = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok()?;
    *text = &text[digits..];
    // A year of fewer digits is none.
    (most < 4 || digits == 4).then_some(number)
}

fn named(text: &mut &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = text.get(..3).filter(|_| letters >= 3)?.to_ascii_lowercase();
    *text = &text[letters..];
    Some(MONTHS.iter().position(|m| *m == word)? as i8 + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_in_the_format_of_the_chart() {
        for (format, text, expect) in [
            ("YYYY-MM-DD", "2026-03-5", Some(date(2026, 3, 5))),
            ("DD-MM-YYYY", "05-03-2026", Some(date(2026, 3, 5))),
            ("DD.MM.YY", "5.3.26", Some(date(2026, 3, 5))),
            ("D MMM YYYY", "5 March 2026", Some(date(2026, 3, 5))),
            ("MM/DD/YYYY", "3/5/2026", Some(date(2026, 3, 5))),
            ("YYYY-MM-DDTHH:mm", "2026-03-05T10:30", Some(date(2026, 3, 5))),
            ("YYYY-MM-DD HH:mm", "2026-03-05", Some(date(2026, 3, 5))),
            ("X", "1772668800", Some(date(2026, 3, 5))),
            ("HH:mm", "10:30", None),
            ("DD-MM-YYYY", "2026-03-05", Some(date(2026, 3, 5))),
            ("YYYY-MM-DD", "a1", None),
            ("YYYY-MM-DD", "2026-13-05", None),
            ("", "", None),
        ] {
            let mut times = Times::default();
            times.format(format);
            assert_eq!(times.date(text), expect, "{format} {text}");
        }
    }

    #[test]
    fn days_that_do_not_count_make_bars_longer() {
        let mut times = Times::default();
        let length = |text| Length::read(text).unwrap();
        assert_eq!(times.last(date(2026, 3, 5), length("3d")), Some(date(2026, 3, 7)));
        assert_eq!(times.last(date(2026, 3, 5), length("1w")), Some(date(2026, 3, 11)));
        assert_eq!(times.last(date(2026, 3, 5), length("2h")), Some(date(2026, 3, 5)));
        times.excludes("weekends, 2026-03-09");
        assert_eq!(times.last(date(2026, 3, 5), length("3d")), Some(date(2026, 3, 10)));
        times.excludes("monday tuesday wednesday thursday friday saturday sunday");
        assert_eq!(times.last(date(2026, 3, 5), length("3d")), None);
    }

    #[test]
    fn lengths_stand_for_work() {
        let day = DayLength::default();
        for (text, minutes) in [
            ("3d", 1440),
            ("1.5w", 3600),
            ("4h", 240),
            ("12h", 480),
            ("24h", 480),
            ("48h", 960),
            ("36h", 960),
            ("26h", 600),
            ("2880m", 960),
            ("30m", 30),
            ("1M", 9600),
            ("1y", 115_200),
        ] {
            assert_eq!(
                Length::read(text).and_then(|l| l.effort(day)).map(|e| e.likely),
                Some(minutes),
                "{text}"
            );
        }
        for text in ["", "d", "3", "3q", "1e9d", "999999999999d", "a1"] {
            assert_eq!(Length::read(text), None, "{text}");
        }
        assert_eq!(Length::read("0d").and_then(|l| l.effort(day)), None);
        let clock =
            ["8h", "9h", "48h", "600m", "3d"].map(|t| Length::read(t).is_some_and(|l| l.is_clock(day)));
        assert_eq!(clock, [false, true, true, true, false]);
    }

    #[test]
    fn a_bar_from_day_to_day_is_as_long_as_the_days_of_work_between() {
        let (tuesday, friday) = (date(2026, 12, 1), date(2026, 12, 4));
        let mut times = Times::default();
        assert_eq!(times.worked(tuesday, date(2026, 12, 9)), Some(6));
        assert_eq!(times.worked(friday, date(2026, 12, 7)), Some(1));
        assert_eq!(times.worked(tuesday, tuesday), Some(1));
        assert_eq!(times.worked(friday, tuesday), None);
        times.inclusive();
        assert_eq!(times.worked(tuesday, friday), Some(4));
        times.excludes("2026-12-02");
        assert_eq!(times.worked(tuesday, friday), Some(3));
        times.weekend("friday");
        assert_eq!(times.worked(tuesday, friday), Some(2));
    }
}
