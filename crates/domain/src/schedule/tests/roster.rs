//! Levelled projects: nobody does more than there is of them, nothing starts before what it waits for, and what is
//! proven to be the least stays below what was found.

use std::collections::BTreeMap;

use jiff::civil::{Date, date, datetime};
use proptest::prelude::*;

use super::super::level::Budget;
use super::super::zone::Zones;
use super::super::*;
use crate::calendar::{Calendar, Hours, Shift, Week};
use crate::id::{AssignmentId, CalendarId, LinkId, ProjectId, ResourceId, TaskId};
use crate::link::Link;
use crate::meta::Meta;
use crate::project::{Extent, Project};
use crate::resource::{Absence, Assignment, Resource, ResourceKind};
use crate::status::Priority;
use crate::task::Task;
use crate::version::Version;

/// A Monday.
pub(super) const START: Date = date(2026, 11, 16);

pub(super) fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

pub(super) fn task(n: u128, days: u32, who: &[&str]) -> Task {
    let assignees = who.iter().map(|name| (*name).to_owned()).collect();
    Task { effort: Some(days * 480), assignees, ..Task::new(id(n), format!("{n}")) }
}

pub(super) fn project(tasks: Vec<Task>, links: Vec<Link>) -> Project {
    Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new(""), tasks, links, Extent::Whole)
}

fn person(n: u128, name: &str) -> Resource {
    Resource::new(ResourceId::from_bits(n), name)
}

fn leveled(project: &Project, taken: &[Taken], schedules: u64) -> Roster {
    let zones = Zones::default();
    let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules, seed: 7 };
    model.level(project.network(), taken, budget, &mut || false).expect("no cycles")
}

pub(super) fn days(roster: &Roster, n: u128) -> (i8, i8) {
    let (start, finish) = roster.dates(id(n)).expect("it is there");
    (start.date().day(), finish.date().day())
}

#[test]
fn one_does_one_thing_at_a_time_what_matters_most_first() {
    let urgent = Task { priority: Some(Priority::Urgent), ..task(3, 1, &["Ann"]) };
    let roster =
        leveled(&project(vec![task(1, 2, &["Ann"]), task(2, 1, &["Bob"]), urgent], Vec::new()), &[], 1);
    assert_eq!((days(&roster, 3), days(&roster, 1), days(&roster, 2)), ((16, 16), (17, 18), (16, 16)));
    assert_eq!((roster.makespan(), roster.lower_bound()), (3 * 480, 3 * 480));
}

#[test]
fn whoever_else_would_do_is_taken_when_they_are_done_earlier() {
    let skilled = |n, name| Resource { skills: ["paint".to_owned()].into(), ..person(n, name) };
    let asked = |n: u128, of: u128| Assignment {
        skill: Some("paint".to_owned()),
        ..Assignment::new(AssignmentId::from_bits(n), id(of), None)
    };
    let tasks = vec![task(1, 2, &[]), task(2, 2, &[]), task(3, 1, &["Eve"])];
    let project = project(tasks, Vec::new())
        .with_resources([skilled(1, "Dan"), skilled(2, "Eve")])
        .with_assignments([asked(1, 1), asked(2, 2)]);
    let roster = leveled(&project, &[], 50);
    assert_eq!(roster.makespan(), 3 * 480);
    let who = |n| roster.stints(id(n))[0].person;
    assert_ne!(who(1), who(2));
}

#[test]
fn somebody_counts_once_on_a_task_however_often_they_are_asked_for() {
    let eve = Resource { skills: ["test".to_owned()].into(), ..person(1, "Eve") };
    let dan = Resource { skills: ["test".to_owned()].into(), ..person(2, "Dan") };
    let by = |n: u128, who: Option<u128>, skill: Option<&str>| Assignment {
        skill: skill.map(str::to_owned),
        ..Assignment::new(AssignmentId::from_bits(n), id(1), who.map(ResourceId::from_bits))
    };
    let takes = |people: Vec<Resource>, asked: Vec<Assignment>, names: &[&str]| {
        let project = project(vec![task(1, 2, names)], Vec::new()).with_resources(people);
        let project = project.with_assignments(asked);
        (leveled(&project, &[], 5).makespan() / 480, unmet(&project, None))
    };
    let nobody_else = |skill: &str| Unmet { task: id(1), why: WhyUnmet::NobodyElseHas(skill.to_owned()) };
    let both = vec![by(1, Some(1), None), by(2, None, Some("test"))];
    assert_eq!(takes(vec![eve.clone()], both.clone(), &[]), (2, vec![nobody_else("test")]));
    assert_eq!(takes(vec![eve.clone(), dan.clone()], both, &[]), (1, vec![]));
    let asked = vec![by(1, None, Some("test"))];
    assert_eq!(takes(vec![eve.clone()], asked.clone(), &["eve"]), (2, vec![nobody_else("test")]));
    let twice = vec![by(1, None, Some("test")), by(2, None, Some("test"))];
    assert_eq!(takes(vec![eve.clone()], twice.clone(), &[]), (2, vec![nobody_else("test")]));
    assert_eq!(takes(vec![eve, dan], twice, &[]), (1, vec![]));
    let nobody = Unmet { task: id(1), why: WhyUnmet::NobodyHas("test".to_owned()) };
    assert_eq!(takes(vec![person(1, "Eve")], asked, &[]).1, [nobody]);
}

#[test]
fn a_name_in_other_letters_is_the_same_person() {
    for name in ["ann", "ANN", " Ann "] {
        let other = Task { assignees: [name.to_owned()].into(), ..task(2, 1, &[]) };
        let project = project(vec![task(1, 1, &["Ann"]), other], Vec::new());
        assert_eq!(leveled(&project, &[], 5).makespan(), 2 * 480);
    }
    let both = project(vec![task(1, 2, &["ann", "Ann"])], Vec::new());
    assert_eq!(leveled(&both, &[], 5).makespan(), 2 * 480);
}

#[test]
fn what_takes_people_elsewhere_is_gone_around() {
    let away = Taken {
        project: ProjectId::from_bits(9),
        task: id(1),
        resource: ResourceId::from_bits(1),
        units: 100,
        start: datetime(2026, 11, 16, 0, 0, 0, 0),
        finish: datetime(2026, 11, 18, 0, 0, 0, 0),
    };
    let project = project(vec![task(1, 1, &["Ann"])], Vec::new()).with_resources([person(1, "Ann")]);
    assert_eq!(days(&leveled(&project, &[away], 1), 1), (18, 18));
}

#[test]
fn what_takes_people_elsewhere_uses_up_their_limits() {
    let elsewhere = Taken {
        project: ProjectId::from_bits(9),
        task: id(1),
        resource: ResourceId::from_bits(1),
        units: 100,
        start: datetime(2026, 11, 16, 9, 0, 0, 0),
        finish: datetime(2026, 11, 16, 12, 0, 0, 0),
    };
    // Four hours a day, of which three are gone on Monday: five more are done on Tuesday.
    let ann = Resource { minutes_per_day: Some(240), ..person(1, "Ann") };
    let five = Task { effort: Some(300), ..task(1, 1, &["Ann"]) };
    let project = project(vec![five], Vec::new()).with_resources([ann]);
    assert_eq!(days(&leveled(&project, &[elsewhere], 1), 1), (16, 17));
    assert_eq!(leveled(&project, &[elsewhere], 1).stints(id(1))[0].effort, 60);
}

#[test]
fn a_meeting_waits_until_all_are_free_and_so_does_a_room() {
    let room = Resource { kind: ResourceKind::Equipment, ..person(1, "Room") };
    let meeting = Task { duration: Some(480), ..task(3, 1, &["Ann", "Bob"]) };
    let tasks = vec![
        Task { priority: Some(Priority::High), ..task(1, 1, &["Ann"]) },
        Task { priority: Some(Priority::High), ..task(2, 2, &["Bob"]) },
        meeting,
        task(4, 1, &["Cat", "Room"]),
        task(5, 1, &["Dan", "Room"]),
    ];
    let roster = leveled(&project(tasks, Vec::new()).with_resources([room]), &[], 1);
    assert_eq!(days(&roster, 3), (18, 18));
    assert_eq!((days(&roster, 4), days(&roster, 5)), ((16, 16), (17, 17)));
}

#[derive(Debug, Clone)]
struct Case {
    tasks: Vec<(u32, Vec<usize>, u32)>,
    links: Vec<(usize, usize, bool, i32)>,
}

const PEOPLE: usize = 3;

fn case() -> impl Strategy<Value = Case> {
    let task = (10u32..2000, prop::collection::vec(0..PEOPLE, 0..3), prop_oneof![Just(100u32), Just(50)]);
    let link = (0usize..9, 0usize..9, any::<bool>(), -300i32..900);
    (prop::collection::vec(task, 9), prop::collection::vec(link, 0..8))
        .prop_map(|(tasks, links)| Case { tasks, links })
}

fn people() -> (Vec<Resource>, Vec<Calendar>) {
    let shift = Hours::of([Shift { from: 600, to: 840 }]);
    let week = Week::of(|_| shift.clone());
    let short = Calendar { week: Some(week), ..Calendar::new(CalendarId::from_bits(1), "short") };
    let away = vec![Absence { first: date(2026, 11, 17), last: date(2026, 11, 19), reason: None }];
    let team = Resource { capacity: 200, ..person(3, "2") };
    let people = vec![
        Resource { calendar: Some(short.id), ..person(1, "0") },
        Resource { absences: away, ..person(2, "1") },
        team,
    ];
    (people, vec![short])
}

impl Case {
    fn project(&self) -> Project {
        let (people, calendars) = people();
        let mut tasks = Vec::new();
        let mut assignments = BTreeMap::new();
        for (n, (effort, who, units)) in self.tasks.iter().enumerate() {
            tasks.push(Task { effort: Some(*effort), ..Task::new(id(n as u128), format!("{n}")) });
            for &at in who {
                let number = AssignmentId::from_bits((n * 10 + at) as u128);
                let made = Assignment::new(number, id(n as u128), Some(people[at].id));
                assignments.insert(number, Assignment { units: *units, ..made });
            }
        }
        let links =
            self.links.iter().enumerate().filter(|(_, (a, b, ..))| a < b).map(|(n, &(a, b, starts, lag))| {
                Link {
                    lag,
                    dependency: if starts {
                        crate::link::Dependency::StartToStart
                    } else {
                        crate::link::Dependency::FinishToStart
                    },
                    ..Link::blocks(LinkId::from_bits(n as u128), id(a as u128), id(b as u128))
                }
            });
        project(tasks, links.collect())
            .with_resources(people)
            .with_calendars(calendars)
            .with_assignments(assignments.into_values())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Law: no capacity, dependency or calendar is ever violated; nothing is shorter than the bound; the same seed gives
    /// the same.
    #[test]
    fn a_roster_keeps_every_rule(case in case(), schedules in 1u64..30) {
        let project = case.project();
        let roster = leveled(&project, &[], schedules);
        prop_assert!(roster.lower_bound() <= roster.makespan());
        prop_assert!(roster.makespan() <= leveled(&project, &[], 1).makespan());
        let again = leveled(&project, &[], schedules);
        let table = Model::of(&project, Given { start: START, zones: &Zones::default(), pool: None })
            .timetable(project.network()).unwrap();
        let mut used: BTreeMap<(u32, jiff::civil::DateTime), i64> = BTreeMap::new();
        for task in project.tasks() {
            prop_assert_eq!(roster.dates(task.id), again.dates(task.id));
            let (start, finish) = roster.dates(task.id).unwrap();
            let early = table.dates(task.id).unwrap();
            prop_assert!(start >= early.start && finish >= early.finish, "{:?}", task.id);
            for stint in roster.stints(task.id) {
                prop_assert!(start <= stint.start && stint.finish <= finish);
                if let Some(person) = stint.person {
                    *used.entry((person, stint.start)).or_default() += i64::from(stint.units);
                    *used.entry((person, stint.finish)).or_default() -= i64::from(stint.units);
                }
            }
        }
        let (people, _) = people();
        let mut busy = BTreeMap::new();
        for ((person, _), change) in used {
            let now: &mut i64 = busy.entry(person).or_default();
            *now += change;
            prop_assert!(*now <= i64::from(people[person as usize].capacity), "{}", person);
        }
        for link in project.links().filter(|link| link.lag == 0) {
            let (from, to) = (roster.dates(link.from).unwrap(), roster.dates(link.to).unwrap());
            let starts = link.dependency == crate::link::Dependency::StartToStart;
            let bound = if starts { from.0 } else { from.1 };
            prop_assert!(to.0 >= bound);
        }
    }

    /// Law: more people never makes the bound worse.
    #[test]
    fn more_people_never_raise_the_bound(case in case()) {
        let project = case.project();
        let (mut people, calendars) = people();
        people.iter_mut().for_each(|resource| resource.capacity += 100);
        let more = project.clone().with_resources(people).with_calendars(calendars);
        prop_assert!(leveled(&more, &[], 1).lower_bound() <= leveled(&project, &[], 1).lower_bound());
    }
}
