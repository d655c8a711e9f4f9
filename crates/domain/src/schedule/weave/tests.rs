//! What weaving gives: everybody there when all that holds for them agrees, and equal lines kept once.

use jiff::civil::{Date, Weekday, date};

use super::super::zone::Zones;
use super::*;
use crate::calendar::{Calendar, Exception, Hours, Shift, Week};
use crate::id::ResourceId;
use crate::meta::Meta;
use crate::resource::{Absence, Availability};

/// A Monday.
const START: Date = date(2026, 11, 16);
const DAY: i64 = 24 * 60;

/// From one weekday to another, Monday being 1.
fn calendar(id: u128, first: i8, last: i8, from: u16, to: u16) -> Calendar {
    let shifts = Hours::of([Shift { from, to }]);
    let days = first..=last;
    let worked = |day: Weekday| days.contains(&day.to_monday_one_offset());
    let week = Week::of(|day| if worked(day) { shifts.clone() } else { Hours::OFF });
    Calendar { week: Some(week), ..Calendar::new(CalendarId::from_bits(id), format!("{id}")) }
}

fn person() -> Resource {
    Resource::new(ResourceId::from_bits(1), "Ann")
}

/// Work done by the end of each day of two weeks.
fn done(meta: &Meta, calendars: &[Calendar], resources: &[Resource], wanted: &Wanted) -> Vec<i64> {
    let zones = Zones::new([("Far/Away".to_owned(), Zone::fixed(600))]);
    let almanac = Almanac::new(meta, calendars.iter(), &zones, START, meta.calendar);
    let mut loom = Loom::new(almanac, resources.iter().collect(), START, meta.minutes_per_week);
    let number = loom.line(wanted);
    let line = &loom.lines[number as usize];
    (0..14).map(|day| line.work((day + 1) * DAY) - line.work(day * DAY)).collect()
}

fn of(people: &[u32]) -> Wanted {
    Wanted { people: people.to_vec(), ..Wanted::default() }
}

#[test]
fn nothing_stated_is_the_projects_week() {
    let meta = Meta::new("");
    let week = [480, 480, 480, 480, 480, 0, 0];
    assert_eq!(done(&meta, &[], &[], &of(&[])), [week, week].concat());
    assert_eq!(done(&meta, &[], &[person()], &of(&[0])), [week, week].concat());
    let short = Meta { minutes_per_week: Some(602), ..Meta::new("") };
    assert_eq!(done(&short, &[], &[], &of(&[]))[..6], [121, 121, 121, 121, 118, 0]);
}

#[test]
fn project_person_and_task_have_to_agree() {
    let project = Calendar {
        exceptions: vec![Exception::off(date(2026, 11, 18), date(2026, 11, 18))],
        ..calendar(1, 1, 5, 540, 1080)
    };
    let own = calendar(2, 2, 6, 600, 1140);
    let task = calendar(3, 1, 7, 0, 720);
    let meta = Meta { calendar: Some(project.id), ..Meta::new("") };
    let ann = Resource { calendar: Some(own.id), ..person() };
    let all = [project, own, task];
    assert_eq!(done(&meta, &all, std::slice::from_ref(&ann), &of(&[0]))[..7], [0, 480, 0, 480, 480, 0, 0]);
    let wanted = Wanted { task: Some(all[2].id), ..of(&[0]) };
    assert_eq!(done(&meta, &all, &[ann], &wanted)[..7], [0, 120, 0, 120, 120, 0, 0]);
    let wanted = Wanted { task: Some(all[2].id), ..of(&[]) };
    assert_eq!(done(&meta, &all, &[], &wanted)[..3], [180, 180, 0]);
}

#[test]
fn unstated_hours_name_the_days_only() {
    let task = calendar(3, 1, 7, 1200, 1320);
    let wanted = Wanted { task: Some(task.id), ..of(&[0]) };
    assert_eq!(done(&Meta::new(""), &[task], &[person()], &wanted)[3..7], [120, 120, 0, 0]);
}

#[test]
fn somebody_far_away_keeps_their_own_hours_on_the_projects_days() {
    let project = Calendar {
        exceptions: vec![Exception::off(date(2026, 11, 18), date(2026, 11, 18))],
        ..calendar(1, 1, 5, 540, 1020)
    };
    let far = Calendar { time_zone: Some("Far/Away".to_owned()), ..calendar(2, 1, 5, 540, 1020) };
    let meta = Meta { calendar: Some(project.id), ..Meta::new("") };
    let ann = Resource { calendar: Some(far.id), ..person() };
    // 9:00 there is 23:00 of the day before here.
    let worked = done(&meta, &[project, far], &[ann], &of(&[0]));
    assert_eq!(worked[..7], [480, 420, 60, 480, 420, 0, 60]);
}

#[test]
fn a_calendar_of_the_project_that_states_no_week_takes_nothing_but_its_days_off() {
    let holiday = Exception::off(date(2026, 11, 18), date(2026, 11, 18));
    let worked = Exception {
        hours: Hours::of([Shift { from: 600, to: 660 }]),
        ..Exception::off(date(2026, 11, 21), date(2026, 11, 21))
    };
    let bare = Calendar::new(CalendarId::from_bits(1), "Project");
    let own = Meta::new("");
    let theirs = Meta { calendar: Some(bare.id), ..Meta::new("") };
    let far = Some("Far/Away".to_owned());
    let nights = calendar(2, 1, 7, 0, 360);
    let weekends = Calendar { time_zone: far.clone(), ..calendar(2, 6, 7, 540, 1020) };
    let unsaid = Calendar { time_zone: far, ..Calendar::new(CalendarId::from_bits(2), "2") };
    for calendar in [nights, weekends, unsaid] {
        let ann = Resource { calendar: Some(calendar.id), ..person() };
        let people = [ann, Resource::new(ResourceId::from_bits(2), "Ben")];
        let task = Some(calendar.id);
        for wanted in [of(&[0]), Wanted { task, ..of(&[]) }, Wanted { task, ..of(&[1]) }] {
            let before = done(&own, std::slice::from_ref(&calendar), &people, &wanted);
            let without = done(&theirs, &[bare.clone(), calendar.clone()], &people, &wanted);
            assert_eq!(without, before, "{calendar:?} {wanted:?}");
            let days = Calendar { exceptions: vec![worked.clone()], ..bare.clone() };
            let more = done(&theirs, &[days, calendar.clone()], &[people[0].clone()], &of(&[0]));
            assert_eq!(more, done(&own, std::slice::from_ref(&calendar), &people, &of(&[0])));
            let days = Calendar { exceptions: vec![holiday.clone()], ..bare.clone() };
            let off = done(&theirs, &[days, calendar.clone()], &people, &wanted);
            assert!(off.iter().sum::<i64>() <= before.iter().sum());
            assert_eq!(off[9..], before[9..], "days far from the one off stay as they were");
        }
    }
}

#[test]
fn absences_limits_and_part_time_count_by_day() {
    let ann = Resource {
        absences: vec![Absence { first: date(2026, 11, 17), last: date(2026, 11, 18), reason: None }],
        minutes_per_day: Some(300),
        minutes_per_week: Some(500),
        ..person()
    };
    assert_eq!(done(&Meta::new(""), &[], &[ann], &of(&[0]))[..8], [300, 0, 0, 200, 0, 0, 0, 300]);
    let half = Availability { first: Some(date(2026, 11, 19)), last: Some(date(2026, 11, 23)), percent: 50 };
    let ann = Resource { availability: vec![half], ..person() };
    let wanted = Wanted { units: 80, ..of(&[0]) };
    assert_eq!(
        done(&Meta::new(""), &[], &[ann], &wanted)[2..9],
        [38_400, 24_000, 24_000, 0, 0, 24_000, 38_400]
    );
}

#[test]
fn equal_lines_are_kept_once_and_several_people_meet_when_all_are_there() {
    let (meta, zones) = (Meta::new(""), Zones::default());
    let calendars = [calendar(1, 1, 3, 540, 900), calendar(2, 1, 3, 540, 900), calendar(3, 3, 5, 600, 1000)];
    let of_calendar = |n: usize| Resource { calendar: Some(calendars[n].id), ..person() };
    let people = [of_calendar(0), of_calendar(1), of_calendar(2)];
    let almanac = Almanac::new(&meta, calendars.iter(), &zones, START, None);
    let mut loom = Loom::new(almanac, people.iter().collect(), START, None);
    assert_eq!(loom.line(&of(&[0])), loom.line(&of(&[1])));
    let together = loom.line(&of(&[0, 2]));
    assert_eq!(loom.lines[together as usize].work(7 * DAY), 300);
    assert_eq!(loom.lines.len(), 3);
}
