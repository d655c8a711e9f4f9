//! Durations in words: "90 min", "1h30m", "3-5 days", "about three weeks", "half a day", "PT126H", "3天".
//! Must never turn a rate (10 hours a week), an age (2 hours old) or a technical figure (300 ms) into effort.

mod grammar;
mod place;
mod size;

pub use place::{find, trailing_bracket};
pub use size::{field, tshirt, tshirt_in};

use grammar::Term;
pub(crate) use grammar::{Stretch, Unit, stretch, unit_at};

/// The effort at token `i` and the token after it, whatever stands around it.
pub(crate) fn term_at(
    tokens: &crate::token::Tokens<'_>,
    i: usize,
    day: DayLength,
) -> Option<(Effort, usize)> {
    let term = grammar::term(tokens, i, day)?;
    Some((term.effort()?, term.next))
}

/// How much work: person-minutes, from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// The lower end, in minutes.
    pub low: u32,
    /// The midpoint of a range; equal to both ends otherwise.
    pub likely: u32,
    /// The upper end, in minutes.
    pub high: u32,
}

impl Effort {
    /// A range in either order; its midpoint is the likely value.
    #[must_use]
    pub fn between(a: u32, b: u32) -> Self {
        let (low, high) = (a.min(b), a.max(b));
        Effort { low, likely: low + (high - low) / 2, high }
    }

    /// The same value three times.
    #[must_use]
    pub fn exactly(minutes: u32) -> Self {
        Effort { low: minutes, likely: minutes, high: minutes }
    }
}

/// How many minutes a "day" is and how many days a "week"; a month is four weeks, a year twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayLength {
    /// Working minutes in a day.
    pub minutes_per_day: u32,
    /// Working days in a week.
    pub days_per_week: u32,
}

impl Default for DayLength {
    /// Eight hours, five days.
    fn default() -> Self {
        DayLength { minutes_per_day: 480, days_per_week: 5 }
    }
}

/// What a text that should be a duration turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A duration.
    Duration(Effort),
    /// A duration nobody can mean; worth a warning.
    Refused {
        /// What is wrong with it.
        why: Refusal,
    },
    /// Something else.
    NotOne,
}

/// Why a duration was refused; displays as the end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Less than zero.
    Negative,
    /// More than a hundred years of work.
    TooLong,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refusal::Negative => "a duration cannot be negative",
            Refusal::TooLong => "a duration of more than a hundred years cannot be meant",
        })
    }
}

/// The duration that the whole text is, if it is one.
#[must_use]
pub fn parse(text: &str, day: DayLength) -> Option<Effort> {
    match read(text, day) {
        Reading::Duration(effort) => Some(effort),
        Reading::Refused { .. } | Reading::NotOne => None,
    }
}

/// As [`parse`], telling a refused duration from a text that is none.
#[must_use]
pub fn read(text: &str, day: DayLength) -> Reading {
    // A longer text is a sentence; it also keeps the cost of asking about every line small.
    if text.len() > 200 {
        return Reading::NotOne;
    }
    match grammar::whole(text, day) {
        Some(Term { negative: true, .. }) => Reading::Refused { why: Refusal::Negative },
        Some(term) => term.effort().map_or(Reading::Refused { why: Refusal::TooLong }, Reading::Duration),
        None => Reading::NotOne,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = match read(text, DayLength::default()) {
            Reading::Duration(e) if e.low == e.high => e.likely.to_string(),
            Reading::Duration(e) => format!("{}..{}..{}", e.low, e.likely, e.high),
            Reading::Refused { why } => format!("{why:?}"),
            Reading::NotOne => "-".to_owned(),
        };
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn a_duration_is_read_from_its_usual_spellings() {
        check("90 min", "90");
        check("90min", "90");
        check("1.5h", "90");
        check("1h30m", "90");
        check("1h30", "90");
        check("1:30h", "90");
        check("2d 4h", "1200");
        check("1 day, 4 hours", "720");
        check("1 hour and 30 minutes", "90");
        check("0.5 days", "240");
        check("1.8 week", "4320");
        check("2w", "4800");
        check("1 month", "9600");
        check("2 person-days", "960");
        check("3 working days", "1440");
        check("2-day", "960");
        check("90 sec", "2");
        check("1,000 hours", "60000");
        check("0h", "0");
        check("4h.", "240");
        check("1/2 day", "240");
        check(".5 day", "240");
        check("⏱ 2h", "120");
        check("1 day+", "480");
    }

    #[test]
    fn a_range_is_its_midpoint() {
        check("3-5 days", "1440..1920..2400");
        check("1–2 weeks", "2400..3600..4800");
        check("3 to 5 days", "1440..1920..2400");
        check("2 or 3 hours", "120..150..180");
        check("between 2 and 4 hours", "120..180..240");
        check("30min-2hr", "30..75..120");
        check("2 days to 1 week", "960..1680..2400");
        check("1-2d", "480..720..960");
        check("5-3 days", "1440..1920..2400");
        check("3~4 days", "1440..1680..1920");
        check("2h - 4h", "120..180..240");
    }

    #[test]
    fn words_stand_for_amounts_and_for_caution() {
        check("half a day", "240");
        check("about three weeks", "7200");
        check("~2h", "120");
        check("approx. 2 hrs", "120");
        check("up to 3 days", "1440");
        check("a day and a half", "720");
        check("two and a half hours", "150");
        check("a couple of days", "960");
        check("a few days", "960..1440..1920");
        check("an hour", "60");
        check("est. 4-5 hours", "240..270..300");
        check("6+ months", "57600");
        check("a quarter of an hour", "15");
        check("3 days total", "1440");
    }

    #[test]
    fn other_languages_have_durations() {
        check("0,5 Tage", "240");
        check("ein halber Tag", "240");
        check("anderthalb Stunden", "90");
        check("3 bis 5 Arbeitstage", "1440..1920..2400");
        check("2 semanas", "4800");
        check("media hora", "30");
        check("de 3 a 5 días hábiles", "1440..1920..2400");
        check("3 jours ouvrés", "1440");
        check("une semaine", "2400");
        check("duas semanas", "4800");
        check("10天", "4800");
        check("两个星期", "4800");
        check("半天", "240");
        check("三到五天", "1440..1920..2400");
        check("约2小时", "120");
    }

    #[test]
    fn iso_8601_is_read() {
        check("PT126H", "7560");
        check("PT126H0M0S", "7560");
        check("P3D", "1440");
        check("P1W", "2400");
        check("P1DT4H", "720");
        check("PT90M", "90");
        check("PT0.5H", "30");
        check("P", "-");
        check("PTH", "-");
    }

    #[test]
    fn absurd_and_negative_durations_are_refused_not_read() {
        check("-3 days", "Negative");
        check("minus 3 days", "Negative");
        check("−2h", "Negative");
        check("99999999999 weeks", "TooLong");
        check("PT99999999999999H", "TooLong");
        check("999999999999999999999999999999999999999999999999 d", "TooLong");
    }

    #[test]
    fn what_is_no_duration_is_none() {
        for text in [
            "",
            "3 pts",
            "M",
            "5",
            "days",
            "300 ms",
            "20 m2",
            "v1.2",
            "1.2.3 days",
            "2 hours old",
            "10 hours a week",
            "8h/day",
            "Week 3",
        ] {
            check(text, "-");
        }
        check("3 days after the review", "-");
        check("2026-03-05", "-");
        check("-", "-");
    }

    #[test]
    fn the_day_of_the_project_counts() {
        let day = DayLength { minutes_per_day: 360, days_per_week: 4 };
        assert_eq!(parse("1 day", day), Some(Effort::exactly(360)));
        assert_eq!(parse("1 week", day), Some(Effort::exactly(1440)));
        assert_eq!(parse("2 hours", day), Some(Effort::exactly(120)));
    }
}
