//! Whole projects: people, calendars, constraints and progress, as `Model` sees them.

use jiff::civil::{Date, Time, date, datetime};

use super::super::zone::{Zone, Zones};
use super::super::*;
use crate::calendar::{Calendar, Exception, Hours, Shift, Week};
use crate::constraint::{Constraint, ConstraintKind};
use crate::id::{AssignmentId, CalendarId, LinkId, ProjectId, ResourceId, TaskId};
use crate::link::{LagKind, Link};
use crate::meta::Meta;
use crate::project::{Extent, Project};
use crate::resource::{Absence, Assignment, Resource, ResourceKind};
use crate::status::{Kind, Status};
use crate::task::Task;
use crate::version::Version;

/// A Monday.
const START: Date = date(2026, 11, 16);

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn task(n: u128, days: u32) -> Task {
    Task { effort: Some(days * 480), ..Task::new(id(n), format!("{n}")) }
}

fn blocks(n: u128, from: u128, to: u128) -> Link {
    Link::blocks(LinkId::from_bits(n), id(from), id(to))
}

fn project(meta: Meta, tasks: Vec<Task>, links: Vec<Link>) -> Project {
    Project::assemble(ProjectId::from_bits(1), Version(1), meta, tasks, links, Extent::Whole)
}

fn timetable(project: &Project) -> Timetable {
    timetable_in(project, &Zones::default())
}

fn timetable_in(project: &Project, zones: &Zones) -> Timetable {
    let given = Given { start: START, zones, pool: None };
    Model::of(project, given).timetable(project.network()).expect("no cycles")
}

fn days(table: &Timetable, n: u128) -> (i8, i8) {
    let (start, finish) = table.days(id(n)).expect("it is there");
    (start.day(), finish.day())
}

fn constraint(kind: ConstraintKind, day: i8, hard: bool) -> Option<Constraint> {
    Some(Constraint { hard, ..Constraint::hard(kind, Some(date(2026, 11, day))) })
}

fn person(n: u128, name: &str) -> Resource {
    Resource::new(ResourceId::from_bits(n), name)
}

#[test]
fn a_summary_begins_with_its_first_work_and_not_with_a_milestone_before() {
    let below =
        |n: u128, day: i8| Task { parent: Some(id(1)), start: Some(date(2026, 11, day)), ..task(n, 1) };
    let point = Task { kind: Kind::Milestone, effort: None, ..below(2, 16) };
    let own = person(1, "Ann");
    let tasks = |points: Vec<Task>| [vec![task(1, 0)], points].concat();
    let begins = |tasks: Vec<Task>, people: Vec<Resource>| {
        let project = project(Meta::new(""), tasks, Vec::new()).with_resources(people);
        timetable(&project).dates(id(1)).map(|dates| (dates.start.day(), dates.start.hour()))
    };
    let work = Task { assignees: ["Ann".to_owned()].into(), ..below(3, 18) };
    let short = Resource { minutes_per_day: Some(240), ..own.clone() };
    for people in [vec![], vec![own], vec![short]] {
        assert_eq!(begins(tasks(vec![point.clone(), work.clone()]), people), Some((18, 9)));
    }
    assert_eq!(begins(tasks(vec![point]), vec![]).map(|at| at.0), Some(16), "with nothing else below it");
}

#[test]
fn work_is_shared_by_those_assigned_each_at_their_own_pace() {
    let named = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    let tasks = vec![
        Task { assignees: named(&["Ann", "Bob"]), ..task(1, 4) },
        Task { assignees: named(&["Cat"]), ..task(2, 2) },
        task(3, 3),
        Task { assignees: named(&["Dan"]), ..task(4, 2) },
    ];
    let mut half = person(1, "Cat");
    half.capacity = 50;
    let mut quick = person(2, "Dan");
    (quick.efficiency, quick.absences) =
        (200, vec![Absence { first: START, last: date(2026, 11, 17), reason: None }]);
    let assigned = |n: u128, who: u128, units| Assignment {
        units,
        ..Assignment::new(AssignmentId::from_bits(n), id(3), Some(ResourceId::from_bits(who)))
    };
    let project = project(Meta::new(""), tasks, Vec::new())
        .with_resources([half, quick, person(3, "Eve")])
        .with_assignments([assigned(1, 2, 100), assigned(2, 3, 50)]);
    let table = timetable(&project);
    assert_eq!(days(&table, 1), (16, 17), "two people, half of it each");
    assert_eq!(days(&table, 2), (16, 19), "half time takes twice as long");
    assert_eq!(
        days(&table, 3),
        (16, 18),
        "2 days for Dan, done in one when he is back; 1 for Eve, who has half a day each"
    );
    assert_eq!(days(&table, 4), (18, 18), "twice as fast, when he is back");
}

#[test]
fn a_fixed_duration_lasts_while_all_are_there_and_things_gate_work() {
    let away =
        |day: i8| vec![Absence { first: date(2026, 11, day), last: date(2026, 11, day), reason: None }];
    let (mut ann, mut room) = (person(1, "Ann"), person(2, "Room"));
    (ann.absences, room.absences, room.kind) = (away(16), away(17), ResourceKind::Equipment);
    let both = ["Ann".to_owned(), "Room".to_owned()];
    let tasks = vec![
        Task { duration: Some(480), assignees: both.clone().into(), ..task(1, 3) },
        Task { assignees: both.into(), ..task(2, 2) },
    ];
    let table = timetable(&project(Meta::new(""), tasks, Vec::new()).with_resources([ann, room]));
    assert_eq!(days(&table, 1), (18, 18));
    assert_eq!(days(&table, 2), (18, 19));
}

#[test]
fn what_has_begun_takes_what_is_left_and_what_is_done_takes_nothing() {
    let begun = |n, actual, remaining| Task { status: Status::InProgress, actual, remaining, ..task(n, 4) };
    let tasks = vec![
        begun(1, Some(2 * 480), None),
        begun(2, Some(2 * 480), Some(480)),
        Task { status: Status::Done, due: Some(date(2026, 1, 1)), ..task(3, 4) },
        Task { duration: Some(8 * 480), ..begun(4, Some(3 * 480), None) },
    ];
    let table = timetable(&project(Meta::new(""), tasks, Vec::new()));
    assert_eq!((days(&table, 1), days(&table, 2), days(&table, 4)), ((16, 17), (16, 16), (16, 17)));
    assert_eq!(table.get(id(3)).map(|t| (t.early_finish, t.overdue)), Some((0, 0)));
    assert_eq!(days(&table, 4), (16, 17));
}

#[test]
fn constraints_hold_back_and_hold_up() {
    use ConstraintKind::*;
    let held = |n, kind, day, hard| Task { constraint: constraint(kind, day, hard), ..task(n, 2) };
    let tasks = vec![
        held(1, StartNoEarlierThan, 18, true),
        held(2, FinishNoEarlierThan, 19, true),
        held(3, MustStartOn, 18, true),
        held(4, MustFinishOn, 20, true),
        held(5, FinishNoLaterThan, 18, true),
        held(6, StartNoLaterThan, 17, true),
        held(7, FinishNoLaterThan, 16, false),
        task(8, 10),
    ];
    let project = project(Meta::new(""), tasks, Vec::new());
    let table = timetable(&project);
    for (n, expected) in [
        (1, (18, 19)),
        (2, (18, 19)),
        (3, (18, 19)),
        (4, (19, 20)),
        (5, (16, 17)),
        (6, (16, 17)),
        (7, (16, 17)),
    ] {
        assert_eq!(days(&table, n), expected, "{n}");
    }
    let slack = |n| table.get(id(n)).map(|t| t.total_slack);
    assert_eq!([slack(3), slack(4), slack(5), slack(6)], [Some(0), Some(0), Some(480), Some(959)]);
    assert!(table.clashes(project.network()).is_empty());
}

#[test]
fn a_day_by_which_to_start_counts_to_its_end() {
    let bounded =
        |task, hard| Task { constraint: constraint(ConstraintKind::StartNoLaterThan, 17, hard), ..task };
    // Begun in the middle of the day, on its last minute, and on the next day; what takes no time closes its day.
    for (minutes, last, kept) in [
        (720, task(2, 1), true),
        (959, task(2, 1), true),
        (960, task(2, 1), false),
        (960, Task { kind: Kind::Milestone, ..task(2, 0) }, true),
        (961, Task { kind: Kind::Milestone, ..task(2, 0) }, false),
    ] {
        let named = |name: &str| Task { assignees: [name.to_owned()].into(), ..Task::new(id(1), "") };
        for first in [Task::new(id(1), ""), named("Ann")] {
            let tasks = vec![Task { effort: Some(minutes), ..first }, bounded(last.clone(), true)];
            let far = Calendar {
                week: Some(Week::of(|_| Hours::of([Shift { from: 540, to: 1020 }]))),
                ..Calendar::new(CalendarId::from_bits(1), "")
            };
            let plan = project(Meta::new(""), tasks, vec![blocks(1, 1, 2)]);
            let by_hour = Meta { calendar: Some(far.id), ..Meta::new("") };
            let tasks = plan.walk().map(|met| met.task.clone()).collect();
            let woven = project(by_hour, tasks, vec![blocks(1, 1, 2)]).with_calendars([far]);
            for plan in [plan, woven] {
                let clashes = timetable(&plan).clashes(plan.network());
                assert_eq!(clashes.is_empty(), kept, "after {minutes} minutes");
            }
        }
    }
}

#[test]
fn what_is_to_be_late_is_as_late_as_nothing_else_moves() {
    let late =
        |n| Task { constraint: Some(Constraint::hard(ConstraintKind::AsLateAsPossible, None)), ..task(n, 1) };
    let summary = Task { constraint: late(1).constraint, ..Task::new(id(5), "5") };
    let tasks =
        vec![late(1), late(2), task(3, 1), task(4, 8), summary, Task { parent: Some(id(5)), ..task(6, 1) }];
    let links = vec![blocks(1, 1, 2), blocks(2, 2, 3), blocks(3, 6, 4)];
    let table = timetable(&project(Meta::new(""), tasks, links));
    // 3 follows 2 as early as it can; so 1 and 2 stay before it. 6 may not hold 4 up.
    assert_eq!((days(&table, 1), days(&table, 2), days(&table, 3)), ((16, 16), (17, 17), (18, 18)));
    assert_eq!(days(&table, 6), (16, 16));
    let tasks = vec![late(1), late(2), task(4, 8)];
    let table = timetable(&project(Meta::new(""), tasks, vec![blocks(1, 1, 2)]));
    assert_eq!((days(&table, 1), days(&table, 2)), ((24, 24), (25, 25)));
}

#[test]
fn soft_constraints_give_way_to_hard_ones_only() {
    use ConstraintKind::*;
    let soft = Task { constraint: constraint(StartNoEarlierThan, 19, false), ..task(1, 1) };
    let free = project(Meta::new(""), vec![soft.clone(), task(2, 1)], vec![blocks(1, 1, 2)]);
    assert_eq!(days(&timetable(&free), 2), (20, 20));
    let hard = Task { constraint: constraint(FinishNoLaterThan, 18, true), ..task(2, 1) };
    let bound = project(Meta::new(""), vec![soft, hard], vec![blocks(1, 1, 2)]);
    let table = timetable(&bound);
    assert_eq!((days(&table, 1), days(&table, 2)), ((16, 16), (17, 17)));
    assert!(table.clashes(bound.network()).is_empty());
}

#[test]
fn a_clash_names_what_cannot_be_together_and_no_more() {
    use ConstraintKind::*;
    let first = Task { constraint: constraint(StartNoEarlierThan, 17, true), ..task(1, 2) };
    let last = Task { constraint: constraint(FinishNoLaterThan, 19, true), ..task(4, 1) };
    let tasks = vec![first, task(2, 1), task(3, 1), last];
    let links = vec![blocks(1, 1, 2), blocks(2, 2, 4), blocks(3, 3, 4)];
    let all = project(Meta::new(""), tasks.clone(), links.clone());
    let clashes = timetable(&all).clashes(all.network());
    let [Clash::Constraint { task: broken, kind, because, allowed, .. }] = &clashes[..] else {
        panic!("{clashes:?}")
    };
    let link = |n| Push::Link(LinkId::from_bits(n));
    assert_eq!((*broken, *kind, allowed.date()), (id(4), FinishNoLaterThan, date(2026, 11, 19)));
    assert_eq!(because, &[link(2), link(1), Push::Constraint(id(1))]);
    // Without any of them it can hold.
    for gone in [1, 2] {
        let links = links.iter().filter(|l| l.id != LinkId::from_bits(gone)).cloned().collect();
        let rest = project(Meta::new(""), tasks.clone(), links);
        assert!(timetable(&rest).clashes(rest.network()).is_empty());
    }
    // Where the work itself is too long the date at its beginning is not to blame.
    let mut long = tasks.clone();
    long[1].effort = Some(10 * 480);
    let long = project(Meta::new(""), long, links);
    let clashes = timetable(&long).clashes(long.network());
    assert!(
        matches!(&clashes[..], [Clash::Constraint { because, .. }] if because == &[link(2)]),
        "{clashes:?}"
    );
}

#[test]
fn those_who_are_never_there_are_named() {
    let mut ann = person(1, "Ann");
    ann.capacity = 0;
    let idle = Task { assignees: ["Ann".to_owned()].into(), ..task(1, 1) };
    let project = project(Meta::new(""), vec![idle, task(2, 1)], vec![blocks(1, 1, 2)]).with_resources([ann]);
    assert_eq!(timetable(&project).clashes(project.network()), [Clash::NeverWorked { task: id(1) }]);
}

#[test]
fn reasons_lead_back_to_the_start_and_tell_the_night_between() {
    let start = Task { start: Some(date(2026, 11, 17)), ..task(1, 1) };
    let away = vec![Absence { first: date(2026, 11, 18), last: date(2026, 11, 18), reason: None }];
    let ann = Resource { absences: away, ..person(1, "Ann") };
    let second = Task { assignees: ["Ann".to_owned()].into(), ..task(2, 1) };
    let project =
        project(Meta::new(""), vec![start, second, task(3, 1)], vec![blocks(1, 1, 2), blocks(2, 3, 2)])
            .with_resources([ann]);
    let table = timetable(&project);
    let why = table.why(project.network(), id(2));
    let causes: Vec<Cause> = why.iter().map(|r| r.cause).collect();
    let link = Cause::Link { link: LinkId::from_bits(1), from: id(1) };
    assert_eq!(causes, [link, Cause::Work, Cause::NotBefore]);
    assert_eq!(why[0].at, datetime(2026, 11, 19, 9, 0, 0, 0));
    assert_eq!(why[0].idle_since, Some(datetime(2026, 11, 17, 17, 0, 0, 0)));
    assert_eq!(why[0].otherwise, datetime(2026, 11, 17, 9, 0, 0, 0));
    assert!(why.iter().all(|r| r.also.is_empty()));
}

#[test]
fn lags_are_counted_in_the_calendar_of_the_task_they_lead_to() {
    let week = Week::of(|_| Hours::of([Shift { from: 0, to: 1440 }]));
    let always = Calendar { week: Some(week), ..Calendar::new(CalendarId::from_bits(1), "always") };
    let tasks = vec![task(1, 5), Task { calendar: Some(always.id), ..task(2, 1) }, task(3, 1)];
    let lag = |n, to, kind| Link { lag: 1440, lag_kind: kind, ..blocks(n, 1, to) };
    let links = vec![lag(1, 2, LagKind::Working), lag(2, 3, LagKind::Working)];
    let table = timetable(&project(Meta::new(""), tasks, links).with_calendars([always]));
    let starts = |n| table.dates(id(n)).map(|d| d.start);
    assert_eq!(starts(2), Some(datetime(2026, 11, 21, 17, 0, 0, 0)));
    assert_eq!(starts(3), Some(datetime(2026, 11, 26, 9, 0, 0, 0)));
}

#[test]
fn hours_of_constraints_holidays_and_milestones_are_kept() {
    let holiday = Calendar {
        exceptions: vec![Exception::off(date(2026, 11, 17), date(2026, 11, 17))],
        ..Calendar::new(CalendarId::from_bits(1), "office")
    };
    let meta = Meta { calendar: Some(holiday.id), ..Meta::new("") };
    let noon = Constraint {
        time: Some(Time::constant(12, 0, 0, 0)),
        ..Constraint::hard(ConstraintKind::StartNoEarlierThan, Some(date(2026, 11, 18)))
    };
    let tasks = vec![
        task(1, 2),
        Task { constraint: Some(noon), ..task(2, 1) },
        Task { kind: Kind::Milestone, ..Task::new(id(3), "3") },
        Task { kind: Kind::Milestone, start: Some(date(2026, 11, 21)), ..Task::new(id(4), "4") },
    ];
    let project = project(meta, tasks, vec![blocks(1, 1, 3)]).with_calendars([holiday]);
    let table = timetable(&project);
    assert_eq!((days(&table, 1), days(&table, 3), days(&table, 4)), ((16, 18), (18, 18), (23, 23)));
    let dates = table.dates(id(2)).map(|d| (d.start, d.finish));
    assert_eq!(dates, Some((datetime(2026, 11, 18, 12, 0, 0, 0), datetime(2026, 11, 19, 12, 0, 0, 0))));
}

#[test]
fn people_far_away_work_by_their_own_clocks() {
    let shift = Hours::of([Shift { from: 540, to: 1020 }]);
    let week = Week::of(|_| shift.clone());
    let far = Calendar {
        week: Some(week),
        time_zone: Some("Far/Away".to_owned()),
        ..Calendar::new(CalendarId::from_bits(1), "far")
    };
    let ann = Resource { calendar: Some(far.id), ..person(1, "Ann") };
    let theirs = Task { assignees: ["Ann".to_owned()].into(), ..task(1, 1) };
    let project = project(Meta::new(""), vec![theirs, task(2, 1)], vec![blocks(1, 1, 2)])
        .with_resources([ann])
        .with_calendars([far]);
    let zones = Zones::new([("Far/Away".to_owned(), Zone::fixed(-300))]);
    let table = timetable_in(&project, &zones);
    let dates = |n| table.dates(id(n)).map(|d| (d.start, d.finish));
    assert_eq!(dates(1), Some((datetime(2026, 11, 16, 14, 0, 0, 0), datetime(2026, 11, 16, 22, 0, 0, 0))));
    assert_eq!(dates(2), Some((datetime(2026, 11, 17, 9, 0, 0, 0), datetime(2026, 11, 17, 17, 0, 0, 0))));
}
