//! Days and amounts of time in org files. Must never take a bracket for a day that holds none.

use jiff::civil::Date;
use planwright_phrases::duration::{self, DayLength, Effort};

/// A title without the days that stand in it, `<2030-03-05 Tue>`: the first and the last of them.
pub(super) fn undated(mut title: String) -> (String, Option<(Option<Date>, Date)>) {
    let mut days: Vec<Date> = Vec::new();
    let mut from = 0;
    while let Some(at) = title[from..].find('<').map(|at| from + at).filter(|_| days.len() < 4) {
        let end = title[at..].bytes().take(60).position(|b| b == b'>').map(|end| at + end + 1);
        let Some((end, (day, _))) = end.and_then(|end| Some((end, *stamps(&title[at..end]).first()?))) else {
            from = at + 1;
            continue;
        };
        days.push(day);
        // A range goes on behind two dashes.
        let end = if title[end..].starts_with("--<") { end + 2 } else { end };
        let (before, behind) = (title[..at].trim_end(), title[end..].trim_start());
        from = before.len();
        let gap = if before.is_empty() || behind.is_empty() { "" } else { " " };
        title = format!("{before}{gap}{behind}");
    }
    let Some(last) = days.last() else { return (title, None) };
    (title.trim().to_owned(), Some((days.first().copied().filter(|_| days.len() > 1), *last)))
}

/// Dates in `<2030-03-05 Tue 10:00 +1w>` or `[…]`, and whether each repeats.
pub(super) fn stamps(text: &str) -> Vec<(Date, bool)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '[']).filter(|_| found.len() < 4) {
        rest = &rest[at + 1..];
        let end = rest.bytes().take(60).position(|b| matches!(b, b'>' | b']'));
        let inner = end.map_or("", |end| &rest[..end]);
        if let Some(date) = inner.get(..10).and_then(crate::day::iso) {
            let repeats = inner[10..].split(' ').any(|w| w.starts_with('+') || w.starts_with(".+"));
            found.push((date, repeats));
        }
    }
    found
}

/// "1:30" as minutes.
pub(super) fn clocked(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
    hours.checked_mul(60)?.checked_add(minutes)
}

/// "1:30", "2d 4h", and a bare number of minutes.
pub(super) fn effort(text: &str, day: DayLength) -> Option<Effort> {
    let minutes = clocked(text).or_else(|| text.parse::<u32>().ok());
    minutes.map(Effort::exactly).or_else(|| duration::parse(text, day))
}
