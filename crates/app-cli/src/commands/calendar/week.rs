//! Working hours as people write them: of a week, `mon-thu 9:00-12:00,13:00-17:00; fri 9:00-13:00`, and of a day,
//! `9:00-13:00`.

use jiff::civil::Weekday;
use planwright::domain::{Hours, Shift, Week, WorkingDays};

use crate::failure::Failure;

/// A working week.
pub(in crate::commands) fn week(text: &str) -> Result<Week, Failure> {
    let odd = || {
        let hint = "give days and hours, such as \"mon-thu 9:00-12:00,13:00-17:00; fri 9:00-13:00\"; a shift over \
                    midnight is two, the second on the day after: \"mon 22:00-24:00; tue 0:00-6:00\"";
        Failure::usage(format!("{text:?} is not a working week"), hint)
    };
    let mut hours: [Vec<Shift>; 7] = Default::default();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let (days, shifts) = part.trim().split_once(char::is_whitespace).ok_or_else(odd)?;
        let shifts = shifts.split(',').map(shift).collect::<Option<Vec<_>>>().ok_or_else(odd)?;
        for day in weekdays(days).ok_or_else(odd)? {
            hours[day].extend(shifts.iter().copied());
        }
    }
    if hours.iter().all(Vec::is_empty) {
        return Err(odd());
    }
    let of = |day: Weekday| Hours::of(hours[day.to_monday_zero_offset() as usize].iter().copied());
    Ok(Week::of(of))
}

/// Days of the week, such as `mon-thu` or `mon,wed,fri`.
pub(in crate::commands) fn working_days(text: &str) -> Result<WorkingDays, Failure> {
    let odd = || {
        Failure::usage(format!("{text:?} are no days of the week"), "give days, such as mon-thu or mon,wed")
    };
    let days = weekdays(text).ok_or_else(odd)?;
    Ok(WorkingDays::of(days.into_iter().filter_map(|day| Weekday::from_monday_zero_offset(day as i8).ok())))
}

/// The hours of a day.
pub(super) fn hours(text: &str) -> Result<Hours, Failure> {
    let shifts = text.split(',').map(shift).collect::<Option<Vec<_>>>();
    shifts.map(Hours::of).ok_or_else(|| {
        Failure::usage(
            format!("{text:?} are no hours of a day"),
            "give them such as 9:00-12:00,13:00-17:00, and each day its own part of a shift over midnight",
        )
    })
}

/// The days of ranges such as `mon-thu,sat`, counted from Monday.
fn weekdays(text: &str) -> Option<Vec<usize>> {
    let mut days = Vec::new();
    for range in text.split(',') {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let (mut day, last) = (weekday(first)?, weekday(last)?);
        days.push(day);
        while day != last {
            day = (day + 1) % 7;
            days.push(day);
        }
    }
    Some(days)
}

fn weekday(word: &str) -> Option<usize> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.trim().to_lowercase();
    DAYS.iter().position(|day| word.len() >= 2 && day.starts_with(&word))
}

fn shift(text: &str) -> Option<Shift> {
    let (from, to) = text.trim().split_once('-')?;
    let (from, to) = (clock(from)?, clock(to)?);
    (from < to).then_some(Shift { from, to })
}

/// `9`, `9:30` or `24:00` in minutes from midnight.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1440).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_read_as_people_write_it() {
        let week = week("mon-thu 9:00-12:00,13-17; fr 9-13").ok();
        let minutes = |day| week.as_ref().map(|week: &Week| week.on(day).minutes());
        assert_eq!(minutes(Weekday::Monday), Some(420));
        assert_eq!(minutes(Weekday::Friday), Some(240));
        assert_eq!(minutes(Weekday::Sunday), Some(0));
    }

    #[test]
    fn what_is_no_week_is_told() {
        for odd in ["", " ; ", "mon", "mon 9", "mon 17-9", "xyz 9-17", "mon 9-25", "m 9-17", "mon 22-6"] {
            assert!(week(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn days_of_the_week_are_named_singly_or_from_one_to_another() {
        let count = |text| working_days(text).ok().map(WorkingDays::count);
        assert_eq!([count("mon-thu"), count("sat-mon,wed"), count("fri")], [Some(4), Some(4), Some(1)]);
        assert_eq!([count(""), count("someday"), count("mon-")], [None; 3]);
    }
}
