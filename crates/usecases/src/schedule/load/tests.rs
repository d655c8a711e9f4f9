//! Loads of small plans, and the law that leveling overloads nobody.

use jiff::civil::{Date, date};
use planwright_domain::{
    Absence, Availability, Calendar, CalendarId, Extent, Hours, Meta, Project, ProjectId, Resource,
    ResourceId, ResourceKind, Shift, Task, TaskId, Version, Week,
};
use proptest::prelude::*;

use super::*;

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

fn task(n: u128, minutes: u32, who: &[&str]) -> Task {
    let assignees = who.iter().map(|name| (*name).to_owned()).collect();
    Task { effort: Some(minutes), assignees, ..Task::new(TaskId::from_bits(n), format!("{n}")) }
}

fn scheduled(tasks: Vec<Task>, people: Vec<Resource>, calendars: Vec<Calendar>, leveled: bool) -> Schedule {
    let meta = Meta { time_zone: "Europe/Berlin".to_owned(), ..Meta::new("") };
    let project = Project::assemble(ProjectId::from_bits(1), Version(1), meta, tasks, [], Extent::Whole);
    let project = project.with_calendars(calendars).with_resources(people);
    let plan =
        if leveled { Schedule::planned(project, None, TODAY) } else { Schedule::of(project, None, TODAY) };
    plan.expect("no cycles")
}

fn person(n: u128, name: &str) -> Resource {
    Resource::new(ResourceId::from_bits(n), name)
}

fn hours(n: u128, zone: Option<&str>, days: u8, shifts: &[(u16, u16)]) -> Calendar {
    let worked = Hours::of(shifts.iter().map(|&(from, to)| Shift { from, to }));
    let on = |day: Weekday| day.to_monday_zero_offset() < days as i8;
    let week = Week::of(|day| if on(day) { worked.clone() } else { Hours::OFF });
    let time_zone = zone.map(str::to_owned);
    Calendar { week: Some(week), time_zone, ..Calendar::new(CalendarId::from_bits(n), format!("{n}")) }
}

/// By day, what somebody does of what there is of them.
fn days(schedule: &Schedule, name: &str) -> Vec<(i8, u32, u32)> {
    let load = schedule.load();
    let days = load.of_person(name).map(|person| person.days.clone()).unwrap_or_default();
    days.into_iter().map(|(day, portion)| (day.day(), portion.work, portion.available)).collect()
}

#[test]
fn things_are_used_for_as_long_as_somebody_works_with_them() {
    let crane = Resource { kind: ResourceKind::Equipment, ..person(1, "Crane") };
    for leveled in [true, false] {
        let schedule = scheduled(vec![task(1, 720, &["Ann", "Crane"])], vec![crane.clone()], vec![], leveled);
        assert_eq!(days(&schedule, "Crane"), [(16, 480, 480), (17, 240, 480)], "{leveled}");
        assert_eq!(days(&schedule, "Ann"), [(16, 480, 480), (17, 240, 480)], "{leveled}");
    }
}

#[test]
fn somebody_far_away_works_on_their_own_days() {
    for (zone, shift) in
        [("America/Los_Angeles", (540, 1020)), ("Pacific/Auckland", (540, 1020)), ("Asia/Tokyo", (0, 480))]
    {
        let far = hours(1, Some(zone), 5, &[shift]);
        let eve = Resource { calendar: Some(far.id), ..person(1, "Eve") };
        for leveled in [true, false] {
            let schedule =
                scheduled(vec![task(1, 2400, &["Eve"])], vec![eve.clone()], vec![far.clone()], leveled);
            let found = days(&schedule, "Eve");
            assert_eq!(found.iter().map(|day| day.1).sum::<u32>(), 2400);
            assert!(found.iter().all(|&(_, work, there)| work <= there), "{zone} {leveled} {found:?}");
        }
    }
}

#[test]
fn whoever_works_on_saturdays_is_there_on_saturdays() {
    let six = hours(1, None, 6, &[(480, 960)]);
    let eve = Resource { calendar: Some(six.id), ..person(1, "Eve") };
    let schedule = scheduled(vec![task(1, 6 * 480, &["Eve"])], vec![eve], vec![six], true);
    let load = schedule.load();
    let week = load.of_person("Eve").map(|person| person.by(Period::Week, &schedule));
    assert_eq!(week.and_then(|week| week[&TODAY].percent()), Some(100));
}

#[test]
fn what_somebody_gets_done_in_a_limited_week_is_all_of_it() {
    for (efficiency, capacity) in [(100, 100), (150, 100), (80, 100), (100, 200)] {
        let ann = Resource { minutes_per_week: Some(1200), efficiency, capacity, ..person(1, "Ann") };
        let tasks = (1..=4).map(|n| task(n, 1200, &["Ann"])).collect();
        let schedule = scheduled(tasks, vec![ann], vec![], true);
        let load = schedule.load();
        let weeks =
            load.of_person("Ann").map(|person| person.by(Period::Week, &schedule)).unwrap_or_default();
        let first = weeks.values().next().and_then(Portion::percent);
        assert!(
            first.is_some_and(|percent| (99..=100).contains(&percent)),
            "{efficiency} {capacity} {first:?}"
        );
    }
}

fn people() -> impl Strategy<Value = (Vec<Resource>, Vec<Calendar>)> {
    let zone = prop::sample::select(vec![
        None,
        Some("Europe/Berlin"),
        Some("America/New_York"),
        Some("Pacific/Auckland"),
    ]);
    let shifts = prop::sample::select(vec![
        vec![(540u16, 1020u16)],
        vec![(0, 360), (1320, 1440)],
        vec![(480, 720), (780, 1080)],
    ]);
    let limits = (prop::option::of(120u32..600), prop::option::of(600u32..2400));
    let more =
        (prop::option::of((zone, 4u8..=7, shifts)), limits, prop::sample::select(vec![100u32, 50, 200]));
    let one = (more, prop::sample::select(vec![100u32, 80, 150]), any::<bool>(), any::<bool>());
    prop::collection::vec(one, 2).prop_map(|given| {
        let mut calendars = Vec::new();
        let people = given.into_iter().zip(1u128..).map(|((more, efficiency, away, part), n)| {
            let (own, (minutes_per_day, minutes_per_week), capacity) = more;
            let calendar = own.map(|(zone, days, shifts)| {
                calendars.push(hours(n, zone, days, &shifts));
                CalendarId::from_bits(n)
            });
            let gone = Absence { first: date(2026, 11, 18), last: date(2026, 11, 19), reason: None };
            let half = Availability { first: Some(date(2026, 11, 24)), last: None, percent: 50 };
            Resource {
                calendar,
                minutes_per_day,
                minutes_per_week,
                capacity,
                efficiency,
                absences: if away { vec![gone] } else { Vec::new() },
                availability: if part { vec![half] } else { Vec::new() },
                ..person(n, ["Ann", "Bob"][n as usize - 1])
            }
        });
        (people.collect(), calendars)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Law: in a leveled plan nobody does more, on any day and in any week, than there is of them.
    #[test]
    fn leveling_overloads_nobody(
        (people, calendars) in people(),
        given in prop::collection::vec((10u32..3000, 0usize..3, any::<bool>()), 1..7),
    ) {
        let tasks = given.iter().zip(1u128..).map(|(&(effort, who, interruptible), n)| {
            Task { interruptible, ..task(n, effort, [&["Ann"][..], &["Bob"], &["Ann", "Bob"]][who]) }
        });
        let schedule = scheduled(tasks.collect(), people, calendars, true);
        let load = schedule.load();
        for person in load.people.iter().filter(|person| person.name.is_some()) {
            // Minutes are told whole, so that one may be lost or won with each task.
            let most = |portion: &Portion| portion.available + portion.tasks.len() as u32 * 2;
            for (day, portion) in &person.days {
                prop_assert!(portion.work <= most(portion), "{:?} {} {:?}", person.name, day, portion);
            }
            for (week, portion) in person.by(Period::Week, &schedule) {
                prop_assert!(portion.work <= most(&portion) + 14, "{:?} {} {:?}", person.name, week, portion);
            }
        }
    }
}
