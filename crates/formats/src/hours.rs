//! Working hours where a plan says only how long a day is: at what time such a day begins and has its rest. Must never
//! make a day longer or shorter than it is.

use jiff::civil::Weekday;
use planwright_domain::{Hours, Meta, Shift, Week, WorkingDays};

/// When a day begins, in minutes.
pub(crate) const MORNING: u16 = 8 * 60;

/// When a day of a project without a calendar begins in a schedule, in minutes.
const NINE: u16 = 9 * 60;

/// Working hours of a day of so many minutes, with an hour's rest after four hours where there is room for it.
pub(crate) fn usual(minutes: u32) -> Hours {
    let minutes = u16::try_from(minutes).unwrap_or(u16::MAX).min(24 * 60);
    let shift = |from, to| Shift { from, to };
    match minutes {
        0..=240 => Hours::of([shift(MORNING, MORNING + minutes)]),
        241..=900 => Hours::of([shift(MORNING, MORNING + 240), shift(MORNING + 300, MORNING + 60 + minutes)]),
        _ => Hours::of([shift(0, minutes)]),
    }
}

/// The week of a project that has no calendar.
pub(crate) fn usual_week(meta: &Meta) -> Week {
    let day = usual(meta.minutes_per_day);
    Week::of(|weekday| if meta.working_days.contains(weekday) { day.clone() } else { Hours::OFF })
}

/// The days worked and how long each is, where all are worked at the same hours.
pub(crate) fn uniform(week: &Week) -> Option<(WorkingDays, u32)> {
    let days = Weekday::Monday.cycle_forward().take(7);
    let worked: Vec<Weekday> = days.filter(|day| !week.on(*day).is_off()).collect();
    let first = week.on(*worked.first()?);
    let usual = worked.iter().all(|day| week.on(*day) == first);
    usual.then(|| (WorkingDays::of(worked.iter().copied()), first.minutes()))
}

/// Whether a week says no more than which days are worked and how long they are: all have the usual hours of a day of that
/// length, or those that a project without a calendar is scheduled by.
pub(crate) fn is_plain(week: &Week) -> bool {
    let Some((days, minutes)) = uniform(week) else { return false };
    let scheduled =
        || Some(Hours::of([Shift { from: NINE, to: u16::try_from(minutes).ok()?.checked_add(NINE)? }]));
    Weekday::Monday.cycle_forward().take(7).filter(|day| days.contains(*day)).all(|day| {
        let hours = week.on(day);
        *hours == usual(minutes) || scheduled().as_ref() == Some(hours)
    })
}

/// `08:30`, or `24:00` at the end of a day.
pub(crate) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The minutes of `8:30`, `08:30:00` or `24:00`.
pub(crate) fn minute(text: &str) -> Option<u16> {
    let mut parts = text.trim().split(':');
    let hour: u16 = parts.next()?.trim().parse().ok()?;
    let minute: u16 = parts.next().unwrap_or("0").trim().parse().ok()?;
    let whole = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && whole <= 24 * 60).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_usual_day_is_as_long_as_it_is_said_to_be() {
        for minutes in [0, 1, 240, 241, 480, 900, 901, 1440] {
            assert_eq!(usual(minutes).minutes(), minutes);
        }
        assert_eq!(usual(480).shifts().iter().map(|s| clock(s.to)).collect::<Vec<_>>(), ["12:00", "17:00"]);
    }

    #[test]
    fn times_are_minutes_of_the_day() {
        for (text, expect) in [
            ("8:30", Some(510)),
            ("08:30:00", Some(510)),
            ("24:00", Some(1440)),
            ("25:00", None),
            ("x", None),
            ("8", Some(480)),
        ] {
            assert_eq!(minute(text), expect, "{text}");
        }
    }
}
