//! Work gathered piece by piece: limits of people are kept and used up, shared efforts are done by whoever is there, and
//! every minute of effort is placed once.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::level::Budget;
use super::super::*;
use crate::id::{AssignmentId, LinkId, ProjectId, ResourceId, TaskId};
use crate::link::Link;
use crate::meta::Meta;
use crate::project::{Extent, Project};
use crate::resource::{Absence, Assignment, Availability, Resource};
use crate::status::Priority;
use crate::task::Task;
use crate::version::Version;

/// A Monday.
const START: Date = date(2026, 11, 16);

fn task(n: u128, minutes: u32) -> Task {
    Task { effort: Some(minutes), ..Task::new(TaskId::from_bits(n), format!("{n}")) }
}

fn person(n: u128) -> Resource {
    Resource::new(ResourceId::from_bits(n), format!("{n}"))
}

fn assigned(n: u128, who: u128, units: u32) -> Assignment {
    let id = AssignmentId::from_bits(n * 100 + who);
    Assignment { units, ..Assignment::new(id, TaskId::from_bits(n), Some(ResourceId::from_bits(who))) }
}

fn project(tasks: Vec<Task>, links: Vec<Link>, people: Vec<Resource>, work: Vec<Assignment>) -> Project {
    Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new(""), tasks, links, Extent::Whole)
        .with_resources(people)
        .with_assignments(work)
}

fn leveled(project: &Project) -> Roster {
    let zones = Zones::default();
    let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules: 5, seed: 7 };
    model.level(project.network(), &[], budget, &mut || false).expect("no cycles")
}

fn told(roster: &Roster, n: u128) -> (i8, i8, i8, i8) {
    let (start, finish) = roster.dates(TaskId::from_bits(n)).expect("it is there");
    (start.day(), start.hour(), finish.day(), finish.hour())
}

#[test]
fn what_is_left_of_a_days_limit_is_used_by_the_next_task() {
    let ann = Resource { minutes_per_day: Some(240), ..person(1) };
    let tasks = vec![task(1, 180), task(2, 120)];
    let link = Link::blocks(LinkId::from_bits(1), TaskId::from_bits(1), TaskId::from_bits(2));
    let roster =
        leveled(&project(tasks, vec![link], vec![ann], vec![assigned(1, 1, 100), assigned(2, 1, 100)]));
    assert_eq!(told(&roster, 1), (16, 9, 16, 12));
    assert_eq!(told(&roster, 2), (16, 12, 17, 10), "an hour is left on Monday, the other is Tuesday's");
}

#[test]
fn a_limit_counts_what_is_done_and_not_the_hours_of_the_clock() {
    let half = Resource { capacity: 50, minutes_per_day: Some(240), ..person(1) };
    let roster = leveled(&project(vec![task(1, 480)], Vec::new(), vec![half], vec![assigned(1, 1, 100)]));
    assert_eq!(told(&roster, 1), (16, 9, 17, 17), "half of eight hours is four");
}

#[test]
fn a_shared_effort_goes_on_while_any_of_them_is_there() {
    let away = vec![Absence { first: START, last: date(2026, 11, 20), reason: None }];
    let people =
        vec![person(1), Resource { absences: away, ..person(2) }, Resource { capacity: 50, ..person(3) }];
    let both = [assigned(1, 1, 100), assigned(1, 2, 100), assigned(2, 1, 100), assigned(2, 3, 50)];
    let tasks = vec![Task { priority: Some(Priority::High), ..task(1, 2 * 480) }, task(2, 3 * 480)];
    let roster = leveled(&project(tasks, Vec::new(), people, both.into()));
    assert_eq!(told(&roster, 1), (16, 9, 17, 17), "nobody waits for who is away");
    let given: u32 = roster.stints(TaskId::from_bits(2)).iter().map(|stint| stint.effort).sum();
    assert_eq!(given, 3 * 480);
    assert_eq!(told(&roster, 2).2, 19, "half a day each of Monday and Tuesday, then one and a half a day");
}

#[test]
fn what_may_be_interrupted_goes_around_what_may_not() {
    let people = || vec![person(1)];
    let fixed = Task { start: Some(date(2026, 11, 17)), priority: Some(Priority::Urgent), ..task(1, 480) };
    let work = [assigned(1, 1, 100), assigned(2, 1, 100)];
    for (interruptible, expected) in [(true, (16, 9, 18, 17)), (false, (18, 9, 19, 17))] {
        let long = Task { interruptible, ..task(2, 2 * 480) };
        let roster = leveled(&project(vec![fixed.clone(), long], Vec::new(), people(), work.to_vec()));
        let (one, two) = (told(&roster, 1), told(&roster, 2));
        assert!(interruptible || one.0 == 17 || two.0 == 16, "{one:?} {two:?}");
        if interruptible || one.0 == 17 {
            assert_eq!((one, two), ((17, 9, 17, 17), expected));
        }
    }
}

/// Effort, whether it may be interrupted, and who does it with how much of them.
type Asked = (u32, bool, Vec<(u128, u32)>);

#[derive(Debug, Clone)]
struct Case {
    tasks: Vec<Asked>,
    limits: Vec<(Option<u32>, Option<u32>, u32, u32)>,
}

fn case() -> impl Strategy<Value = Case> {
    let who = prop::collection::btree_map(1u128..4, prop_oneof![Just(100u32), Just(50), Just(30)], 1..4);
    let task = (10u32..3000, any::<bool>(), who.prop_map(|who| who.into_iter().collect()));
    let limit = (
        prop::option::of(60u32..480),
        prop::option::of(300u32..2000),
        prop_oneof![Just(100u32), Just(50), Just(200)],
        prop_oneof![Just(100u32), Just(80), Just(200)],
    );
    (prop::collection::vec(task, 1..7), prop::collection::vec(limit, 3))
        .prop_map(|(tasks, limits)| Case { tasks, limits })
}

impl Case {
    fn project(&self) -> Project {
        let people = self.limits.iter().enumerate().map(|(n, &(day, week, capacity, efficiency))| {
            let part =
                Availability { first: Some(date(2026, 11, 18)), last: Some(date(2026, 11, 25)), percent: 60 };
            let availability = if n == 2 { vec![part] } else { Vec::new() };
            let (minutes_per_day, minutes_per_week) = (day, week);
            let person = person(n as u128 + 1);
            Resource { minutes_per_day, minutes_per_week, capacity, efficiency, availability, ..person }
        });
        let tasks = self.tasks.iter().enumerate();
        let work = tasks
            .clone()
            .flat_map(|(n, (.., who))| who.iter().map(move |&(who, units)| assigned(n as u128, who, units)));
        let tasks = tasks
            .clone()
            .map(|(n, &(minutes, interruptible, _))| Task { interruptible, ..task(n as u128, minutes) });
        project(tasks.collect(), Vec::new(), people.collect(), work.collect())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Law: nobody works beyond a limit, by day or by week, and the stints of a task are all of its effort.
    #[test]
    fn limits_hold_and_no_effort_is_lost(case in case()) {
        let project = case.project();
        let roster = leveled(&project);
        prop_assert!(roster.lower_bound() <= roster.makespan());
        let mut used: BTreeMap<(u32, Date), i64> = BTreeMap::new();
        let mut weeks: BTreeMap<(u32, i64), i64> = BTreeMap::new();
        for task in project.tasks() {
            for all in [roster.stints(task.id), roster.pieces(task.id)] {
                let given: u32 = all.iter().map(|stint| stint.effort).sum();
                prop_assert_eq!(Some(given), task.effort, "{:?}", task.id);
            }
            for piece in roster.pieces(task.id) {
                prop_assert_eq!(piece.start.date(), piece.finish.saturating_sub(jiff::Span::new().minutes(1)).date());
                let Some(person) = piece.person else { continue };
                let pace = i64::from(case.limits[person as usize].3);
                let done = i64::from(piece.effort) * 100 / pace;
                *used.entry((person, piece.start.date())).or_default() += done;
                let week = piece.start.date().duration_since(START).as_hours() / (24 * 7);
                *weeks.entry((person, week)).or_default() += done;
            }
        }
        // A piece's part of the effort is rounded to a minute.
        let slack = 2 * case.tasks.len() as i64;
        for (&(person, day), &done) in &used {
            let (most, _, capacity, _) = case.limits[person as usize];
            let most = most.map_or(i64::MAX, |most| i64::from(most) * i64::from(capacity.max(100)) / 100);
            prop_assert!(done <= most.saturating_add(slack), "{} on {}: {} of {}", person, day, done, most);
        }
        for (&(person, week), &done) in &weeks {
            let (_, most, capacity, _) = case.limits[person as usize];
            let most = most.map_or(i64::MAX, |most| i64::from(most) * i64::from(capacity.max(100)) / 100);
            prop_assert!(done <= most.saturating_add(5 * slack), "{} in {}: {} of {}", person, week, done, most);
        }
    }
}
