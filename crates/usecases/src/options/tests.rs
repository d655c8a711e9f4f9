//! Options for small plans, against what they must be; each is made true and scheduled again.

use jiff::civil::date;
use planwright_domain::schedule::level::Budget;
use planwright_domain::{Extent, Link, LinkId, Meta, Priority, Project, ProjectId, Status, Task, Version};
use proptest::prelude::*;

use super::*;
use crate::fixture::with_ports;
use crate::what_if::{Wish, what_if};

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn task(n: u128, days: u32, who: &str, priority: Priority) -> Task {
    let assignees = Some(who.to_owned()).filter(|who| !who.is_empty()).into_iter().collect();
    let priority = Some(priority);
    Task {
        effort: Some(days * 480),
        assignees,
        priority,
        position: n as i64,
        ..Task::new(id(n), format!("{n}"))
    }
}

fn project(tasks: Vec<Task>, links: &[(u128, u128)], deadline: Date) -> Project {
    let meta = Meta { deadline: Some(deadline), ..Meta::new("House") };
    let links = links.iter().enumerate();
    let links = links.map(|(n, (a, b))| Link::blocks(LinkId::from_bits(n as u128 + 1), id(*a), id(*b)));
    let links: Vec<Link> = links.collect();
    Project::assemble(ProjectId::from_bits(7), Version(1), meta, tasks, links, Extent::Whole)
}

fn scheduled(project: Project) -> Schedule {
    let made = Schedule::of(project, None, TODAY).expect("no circle");
    made.level(TODAY, Budget { schedules: 20, seed: 1 }, &mut || false)
}

fn found(plan: &Schedule) -> Option<Options> {
    with_ports(|ports| options(ports, plan, TODAY, &mut || false)).expect("there is a deadline")
}

/// Ann has eight days of work until Friday, two days of which can wait; Bob has one.
fn plan() -> Project {
    let tasks = vec![
        task(1, 3, "Ann", Priority::High),
        task(2, 2, "Ann", Priority::Medium),
        task(3, 1, "Ann", Priority::Low),
        task(4, 2, "Ann", Priority::Low),
        task(5, 1, "Bob", Priority::Low),
    ];
    project(tasks, &[], date(2026, 11, 23))
}

#[test]
fn what_matters_least_is_left_out_and_no_more_than_it_takes() {
    let found = found(&scheduled(plan())).expect("it is too much");
    assert_eq!(found.finish, date(2026, 11, 25));
    let drop = found.drop.expect("enough can go");
    assert_eq!((drop.tasks, drop.effort, drop.finish), (vec![id(4)], 960, date(2026, 11, 23)));
}

#[test]
fn another_of_those_who_have_too_much_to_do_makes_it_shorter() {
    let found = found(&scheduled(plan())).expect("it is too much");
    let told: Vec<_> = found.people.iter().map(|m| (m.who.clone(), m.count)).collect();
    assert!(told.contains(&(Who::Like("Ann".to_owned()), 1)) && told.contains(&(Who::Helper, 1)), "{told:?}");
    assert!(found.people.iter().take(2).all(|more| more.finish <= found.deadline));
}

#[test]
fn whoever_is_written_in_other_letters_is_helped_just_as_much() {
    let written = |name: &'static str| {
        let plan = plan();
        let tasks = plan.tasks().map(|task| match task.assignees.contains("Ann") {
            true if task.id != id(1) => Task { assignees: [name.to_owned()].into(), ..task.clone() },
            _ => task.clone(),
        });
        found(&scheduled(project(tasks.collect(), &[], date(2026, 11, 23)))).expect("it is too much").people
    };
    for name in ["ann", "ANN", " Ann "] {
        assert_eq!(written(name), written("Ann"), "{name}");
    }
}

#[test]
fn longer_weeks_are_as_long_as_it_takes() {
    let hours = found(&scheduled(plan())).and_then(|found| found.hours).expect("twelve hours are enough");
    // Sixty-four hours of work in six days take ten hours and forty minutes each.
    assert_eq!((hours.from, hours.to), (2400, 5 * 645));
    assert_eq!(hours.finish, date(2026, 11, 23));
}

#[test]
fn the_longer_week_that_is_told_does_what_was_told() {
    let limited = |minutes_per_week| Meta { minutes_per_week, ..plan().meta().clone() };
    for meta in [limited(None), limited(Some(2100)), limited(Some(3000))] {
        let tasks: Vec<Task> = plan().tasks().cloned().collect();
        let plan = Project::assemble(plan().id(), Version(1), meta, tasks, [], Extent::Whole);
        let plan = scheduled(plan);
        let hours = found(&plan).and_then(|found| found.hours).expect("twelve hours are enough");
        assert!(hours.to > hours.from);
        let wish = Wish::PerWeek(hours.to);
        let tried = with_ports(|ports| what_if(ports, scheduled(plan.project.clone()), &[wish], TODAY));
        let after = tried.expect("it can be tried").after;
        assert_eq!(after.span().map(|(_, last, _)| last), Some(hours.finish), "{hours:?}");
    }
}

#[test]
fn a_plan_that_holds_needs_no_options() {
    let meta = |project: &mut Project, deadline| {
        *project = self::project(project.tasks().cloned().collect(), &[], deadline);
    };
    let mut easy = plan();
    meta(&mut easy, date(2026, 12, 24));
    assert_eq!(found(&scheduled(easy)), None);
}

#[test]
fn who_has_no_time_is_told_so() {
    let none = with_ports(|ports| options(ports, &scheduled(plan()), TODAY, &mut || true))
        .expect("there is a deadline");
    let none = none.expect("it is too much");
    assert!(none.stopped && none.drop.is_none() && none.people.is_empty() && none.hours.is_none());
}

fn plans() -> impl Strategy<Value = Project> {
    let priority = prop::sample::select(vec![Priority::Low, Priority::Medium, Priority::High]);
    let one = (1u32..4, 0usize..3, priority, prop::option::of(any::<prop::sample::Index>()));
    (prop::collection::vec(one, 2..8), 0i8..8).prop_map(|(given, days)| {
        let links: Vec<(u128, u128)> = given
            .iter()
            .enumerate()
            .filter(|(n, _)| *n > 0)
            .filter_map(|(n, (.., after))| Some((after.as_ref()?.index(n) as u128 + 1, n as u128 + 1)))
            .collect();
        let who = ["Ann", "Bob", ""];
        let tasks = given.iter().enumerate();
        let tasks = tasks.map(|(n, (days, p, priority, _))| task(n as u128 + 1, *days, who[*p], *priority));
        project(tasks.collect(), &links, TODAY.saturating_add(jiff::Span::new().days(days)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Law: what is told to leave out is enough, and none of it can stay.
    #[test]
    fn what_is_left_out_is_enough_and_none_of_it_too_much(project in plans()) {
        let plan = scheduled(project.clone());
        let Some(found) = found(&plan) else { return Ok(()) };
        let Some(drop) = found.drop else { return Ok(()) };
        let without = |kept: Option<TaskId>| {
            let gone = |task: &Task| drop.tasks.contains(&task.id) && Some(task.id) != kept;
            let status = |task: &Task| if gone(task) { Status::Cancelled } else { task.status };
            let tasks = project.tasks().map(|task| Task { status: status(task), ..task.clone() });
            let links: Vec<Link> = project.links().cloned().collect();
            let left = Project::assemble(ProjectId::from_bits(7), Version(1), project.meta().clone(), tasks, links, Extent::Whole);
            scheduled(left).span().map(|(_, last, _)| last)
        };
        prop_assert!(without(None).is_none_or(|last| last <= found.deadline));
        for id in &drop.tasks {
            prop_assert!(without(Some(*id)).is_some_and(|last| last > found.deadline), "{:?}", id);
        }
    }
}
