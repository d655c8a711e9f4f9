//! What settings say once they are read, and how each kind of value is read from text and shown as text. Showing and
//! reading agree: what is shown reads back as the same value.

use std::path::Path;

use jiff::civil::Weekday;
use planwright_domain::{DateOrder, WorkingDays};
use planwright_planner::options::{Added, Depth, Options, Reaction, Style};

use crate::address::Address;
use crate::zone;

/// Which engine drafts plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A language model where one is configured, else offline.
    Auto,
    /// Rules and templates on this machine: no network, no key.
    Offline,
    /// A language model.
    Model,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The values of all settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) store: Option<Address>,
    pub(crate) engine: Engine,
    pub(crate) author: String,
    pub(crate) project: Option<String>,
    pub(crate) depth_limit: u32,
    pub(crate) minutes_per_day: u32,
    pub(crate) working_days: WorkingDays,
    pub(crate) time_zone: String,
    pub(crate) date_order: DateOrder,
    pub(crate) default_duration_minutes: u32,
    pub(crate) auto_split_minutes: u32,
    pub(crate) drafting: Options,
    pub(crate) color: Color,
    pub(crate) editor: Option<String>,
}

/// From where a relative path in a value begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct From<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) home: Option<&'a Path>,
}

/// A value that has words for all it can be.
pub(crate) trait Word: Sized + Copy + 'static {
    /// Every value with its word.
    const WORDS: &'static [(&'static str, Self)];

    /// Reads a word, in any case.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(text)).map(|(_, value)| *value)
    }
}

impl Word for Engine {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("offline", Self::Offline), ("model", Self::Model)];
}

impl Word for Color {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("always", Self::Always), ("never", Self::Never)];
}

impl Word for DateOrder {
    const WORDS: &'static [(&'static str, Self)] = &[("mdy", Self::MonthDay), ("dmy", Self::DayMonth)];
}

impl Word for Style {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}

impl Word for Added {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}

impl Word for Reaction {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}

impl Word for Depth {
    const WORDS: &'static [(&'static str, Self)] = Self::WORDS;
}

/// A depth: a word or a number of levels.
pub(crate) fn depth(text: &str) -> Option<Depth> {
    let levels = || number(text, 1, planwright_domain::DEEPEST_LIMIT).map(Depth::Levels);
    <Depth as Word>::read(text).or_else(levels)
}

/// A depth as it is written.
pub(crate) fn depth_text(depth: Depth) -> String {
    match depth {
        Depth::Levels(n) => n.to_string(),
        named => word(named).to_owned(),
    }
}

/// The word of a value.
pub(crate) fn word<W: Word + PartialEq>(value: W) -> &'static str {
    W::WORDS.iter().find(|(_, other)| *other == value).map_or("", |(word, _)| *word)
}

/// A whole number in a range, both ends included.
pub(crate) fn number(text: &str, low: u32, high: u32) -> Option<u32> {
    text.trim().parse().ok().filter(|n| (low..=high).contains(n))
}

/// Some text on one line.
pub(crate) fn line(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty() && !text.chars().any(char::is_control)).then(|| text.to_owned())
}

/// The name of a time zone, written as the zone itself writes it.
pub(crate) fn time_zone(text: &str) -> Option<String> {
    let zone = zone::named(text.trim())?;
    zone.iana_name().map(str::to_owned)
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const FULL: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Days and ranges of days: `mon-fri`, `mon,tue,thu`, `Sunday-Thursday`.
pub(crate) fn working_days(text: &str) -> Option<WorkingDays> {
    let mut days = Vec::new();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        match part.split_once(['-', '–']) {
            None => days.push(day(part)?),
            Some((first, last)) => {
                let (mut at, last) = (day(first)?, day(last)?);
                days.push(at);
                while at != last {
                    at = at.next();
                    days.push(at);
                }
            }
        }
    }
    (!days.is_empty()).then(|| WorkingDays::of(days))
}

fn day(text: &str) -> Option<Weekday> {
    let text = text.to_ascii_lowercase();
    // Every beginning of three letters or more: tue, tues, tuesday.
    let at = FULL.iter().position(|full| text.len() >= 3 && full.starts_with(&text))?;
    Weekday::from_monday_zero_offset(at as i8).ok()
}

/// Days as they are written: a range where they are one run of three or more, else one by one.
pub(crate) fn days_text(days: WorkingDays) -> String {
    let offsets: Vec<usize> = days.days().map(|day| day.to_monday_zero_offset() as usize).collect();
    match (offsets.first(), offsets.last()) {
        (Some(first), Some(last)) if last - first + 1 == offsets.len() && offsets.len() > 2 => {
            format!("{}-{}", DAYS[*first], DAYS[*last])
        }
        _ => offsets.iter().map(|at| DAYS[*at]).collect::<Vec<_>>().join(","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_ranges_of_days_are_read() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        for (text, days) in [
            ("mon-fri", vec![Monday, Tuesday, Wednesday, Thursday, Friday]),
            ("Mon–Thurs", vec![Monday, Tuesday, Wednesday, Thursday]),
            ("sunday-thursday", vec![Sunday, Monday, Tuesday, Wednesday, Thursday]),
            ("mon, wed ,FRI", vec![Monday, Wednesday, Friday]),
            ("sat", vec![Saturday]),
            ("sat-sun,mon", vec![Saturday, Sunday, Monday]),
        ] {
            assert_eq!(working_days(text), Some(WorkingDays::of(days)), "{text}");
        }
        for text in ["", ",", "mo", "fri-", "everyday", "mon-fri-sun", "montag"] {
            assert_eq!(working_days(text), None, "{text}");
        }
    }

    #[test]
    fn every_set_of_days_reads_back() {
        for bits in 1..128u8 {
            let offsets = (0..7).filter(|i| bits & 1 << i != 0);
            let days = WorkingDays::of(offsets.map(|i| Weekday::from_monday_zero_offset(i).unwrap()));
            assert_eq!(working_days(&days_text(days)), Some(days), "{}", days_text(days));
        }
        assert_eq!(days_text(WorkingDays::MONDAY_TO_FRIDAY), "mon-fri");
    }

    #[test]
    fn every_word_reads_back() {
        fn check<W: Word + PartialEq + std::fmt::Debug>() {
            for (text, value) in W::WORDS {
                assert_eq!(W::read(&text.to_uppercase()), Some(*value));
                assert_eq!(word(*value), *text);
            }
            assert_eq!(W::read("perhaps"), None);
        }
        check::<Engine>();
        check::<Color>();
        check::<DateOrder>();
        check::<Style>();
        check::<Added>();
        check::<Reaction>();
        check::<Depth>();
        // The domain has words of its own for these; they must not drift apart.
        assert!(DateOrder::WORDS.iter().all(|(text, value)| value.word() == *text));
    }

    #[test]
    fn numbers_keep_to_their_range() {
        assert_eq!(number(" 5 ", 1, 64), Some(5));
        for text in ["0", "65", "-1", "5.0", "five", "", "99999999999"] {
            assert_eq!(number(text, 1, 64), None, "{text}");
        }
    }

    #[test]
    fn a_time_zone_is_one_that_exists() {
        assert_eq!(time_zone("Europe/Berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(time_zone("Mars/Olympus"), None);
        assert_eq!(line(" a\u{1b}[31m "), None);
    }
}
