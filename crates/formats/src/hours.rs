//! Working hours where a plan says only how long a day is: at what time such a day begins and has its rest. Must never
//! make a day longer or shorter than it is.

use jiff::civil::Weekday;
use planwright_domain::{Hours, Meta, Shift, Week, WorkingDays, schedule};

/// When a day begins in other programs, in minutes.
const MORNING: u16 = 8 * 60;

/// When it is over.
const EVENING: u16 = 17 * 60;

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

/// The week of a project that states none, with the hours that it is scheduled by.
pub(crate) fn unstated_week(meta: &Meta) -> Week {
    schedule::unstated_week(meta.working_days, meta.minutes_per_day)
}

/// When a day begins and when it is over, in minutes, where it is at its longest.
pub(crate) fn ends(week: &Week) -> (u16, u16) {
    let shifts = || Weekday::Monday.cycle_forward().take(7).flat_map(|day| week.on(day).shifts());
    let (first, last) = (shifts().map(|s| s.from).min(), shifts().map(|s| s.to).max());
    (first.unwrap_or(MORNING), last.unwrap_or(EVENING))
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
    let scheduled = schedule::unstated_hours(minutes);
    Weekday::Monday.cycle_forward().take(7).filter(|day| days.contains(*day)).all(|day| {
        let hours = week.on(day);
        *hours == usual(minutes) || *hours == scheduled
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
    use std::collections::BTreeMap;

    use jiff::civil::date;
    use planwright_domain::{Calendar, CalendarId, Exception, Extent, Project};

    use super::*;
    use crate::occasion::Occasion;
    use crate::{Notation, fixture};

    #[test]
    fn a_usual_day_is_as_long_as_it_is_said_to_be() {
        for minutes in [0, 1, 240, 241, 480, 900, 901, 1440] {
            assert_eq!(usual(minutes).minutes(), minutes);
        }
        assert_eq!(usual(480).shifts().iter().map(|s| clock(s.to)).collect::<Vec<_>>(), ["12:00", "17:00"]);
    }

    /// A plan whose own calendar says nothing but a holiday, and another one the hours of a night.
    fn with_a_holiday(minutes: u32) -> Project {
        let bare = fixture::project_of("1 A  1d\n2 B  12h  after 1\n");
        let holiday = Exception::off(date(2026, 11, 25), date(2026, 11, 25));
        let id = CalendarId::from_bits(1);
        let night = Hours::of([Shift { from: 0, to: 360 }]);
        let calendars = [
            Calendar { exceptions: vec![holiday], ..Calendar::new(id, "Project") },
            Calendar {
                week: Some(Week::of(|_| night.clone())),
                ..Calendar::new(CalendarId::from_bits(2), "Night")
            },
            // Stated, though the same.
            Calendar {
                week: Some(schedule::unstated_week(WorkingDays::MONDAY_TO_FRIDAY, minutes)),
                ..Calendar::new(CalendarId::from_bits(3), "Office")
            },
        ];
        let start = Some(date(2026, 11, 23));
        let meta = Meta { start, calendar: Some(id), minutes_per_day: minutes, ..bare.meta().clone() };
        let (tasks, links): (Vec<_>, Vec<_>) =
            (bare.tasks().cloned().collect(), bare.links().cloned().collect());
        Project::assemble(bare.id(), bare.version(), meta, tasks, links, Extent::Whole)
            .with_calendars(calendars)
    }

    #[test]
    fn hours_that_nobody_stated_are_written_as_they_are_scheduled_and_read_as_unstated() {
        let occasion = Occasion { today: date(2026, 11, 23), planned: &|_| None, critical: &|_| false };
        for (minutes, clocks) in [
            (480, ["09:00", "17:00"]),
            (360, ["09:00", "15:00"]),
            (600, ["09:00", "19:00"]),
            (960, ["08:00", "24:00"]),
        ] {
            let project = with_a_holiday(minutes);
            for notation in [Notation::MsProject, Notation::TaskJuggler] {
                let written = crate::write(&project, notation, &occasion).unwrap();
                let text = &written.text;
                let [from, to] = clocks.map(|c| {
                    if notation == Notation::MsProject { c.replace("24", "00") } else { c.to_owned() }
                });
                assert!(text.contains(&from) && text.contains(&to), "{text}");
                assert!(!written.lost.iter().any(|lost| lost.contains("bases")), "{:?}", written.lost);
                let found = fixture::project(&fixture::reading(text, notation).unwrap());
                let weeks = |p: &Project| {
                    p.calendars().map(|c| (c.name.clone(), c.week.clone())).collect::<BTreeMap<_, _>>()
                };
                assert_eq!(weeks(&found), weeks(&project), "{notation:?}");
                assert_eq!(found.meta().minutes_per_day, minutes);
            }
        }
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
