//! Reasons and advice of whole schedules, and who was taken.

use std::cmp::Reverse;

use jiff::civil::{Date, date};
use planwright_domain::{
    Assignment, AssignmentId, Author, Constraint, ConstraintKind, Extent, Link, LinkId, Meta, Patch, PatchId,
    Project, ProjectId, Resource, ResourceId, Task, TaskId, Version, apply,
};
use proptest::prelude::*;

use super::{Change, Schedule};

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn task(n: u128, minutes: u32, who: &[&str]) -> Task {
    let assignees = who.iter().map(|name| (*name).to_owned()).collect();
    Task { effort: Some(minutes), assignees, ..Task::new(id(n), format!("{n}")) }
}

fn project(tasks: Vec<Task>, links: Vec<Link>) -> Project {
    Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new(""), tasks, links, Extent::Whole)
}

fn planned(project: Project) -> Schedule {
    Schedule::planned(project, None, TODAY).expect("no cycles")
}

#[test]
fn whoever_was_taken_of_several_who_would_do_is_named() {
    let able = |n, name: &str| Resource {
        skills: ["paint".to_owned()].into(),
        ..Resource::new(ResourceId::from_bits(n), name)
    };
    let asked = |n: u128| Assignment {
        skill: Some("paint".to_owned()),
        ..Assignment::new(AssignmentId::from_bits(n), id(n), None)
    };
    let plan = project(vec![task(1, 480, &[]), task(2, 480, &[]), task(3, 960, &["Eve"])], Vec::new())
        .with_resources([able(1, "Dan"), able(2, "Eve")])
        .with_assignments([asked(1), asked(2)]);
    let schedule = planned(plan);
    let people = |n| schedule.people(schedule.project.task(id(n)).unwrap());
    assert_eq!(
        (people(1), people(2), people(3)),
        (vec!["Dan".into()], vec!["Dan".into()], vec!["Eve".into()])
    );
}

#[test]
fn a_skill_nobody_has_is_still_asked_for() {
    let asked = Assignment {
        skill: Some("dive".to_owned()),
        ..Assignment::new(AssignmentId::from_bits(1), id(1), None)
    };
    let schedule = planned(project(vec![task(1, 480, &[])], Vec::new()).with_assignments([asked]));
    assert_eq!(schedule.people(schedule.project.task(id(1)).unwrap()), ["who can dive"]);
}

/// Up to seven tasks, each of which may wait for one before it, be done by somebody and not start before a day.
fn plans() -> impl Strategy<Value = Project> {
    let one = (1u32..5, 0usize..3, prop::option::of((any::<prop::sample::Index>(), 0i32..2)), any::<bool>());
    prop::collection::vec(one, 1..8).prop_map(|given| {
        let links = given.iter().enumerate().filter_map(|(n, (_, _, after, _))| {
            let (from, lag) = after.filter(|_| n > 0)?;
            let link =
                Link::blocks(LinkId::from_bits(n as u128), id(from.index(n) as u128 + 1), id(n as u128 + 1));
            Some(Link { lag: lag * 480, ..link })
        });
        let links = links.collect();
        let tasks = given.iter().enumerate().map(|(n, (half, who, _, dated))| Task {
            start: dated.then(|| TODAY.saturating_add(jiff::Span::new().days(i64::from(*half)))),
            ..task(n as u128 + 1, half * 240, [&["Ann"][..], &["Bob"], &[]][*who])
        });
        project(tasks.collect(), links)
    })
}

/// The plan with a change made by hand.
fn changed(of: &Project, change: Change) -> Project {
    let (mut tasks, mut links): (Vec<Task>, Vec<Link>) =
        (of.tasks().cloned().collect(), of.links().cloned().collect());
    let mut touch = |id: TaskId, change: &dyn Fn(&mut Task)| {
        tasks.iter_mut().filter(|task| task.id == id).for_each(change);
    };
    match change {
        Change::Quicken(id) => touch(id, &|task| task.remaining = task.effort.map(|effort| effort / 2)),
        Change::Undate(id) => touch(id, &|task| task.start = None),
        Change::Replace(id) => touch(id, &|task| task.assignees = ["Zoe".to_owned()].into()),
        Change::Prefer(id) => touch(id, &|task| task.priority = Some(planwright_domain::Priority::Urgent)),
        Change::Hasten(id) => links.iter_mut().filter(|link| link.id == id).for_each(|link| link.lag = 0),
        Change::Unlink(id) => links.retain(|link| link.id != id),
        Change::Begin | Change::Release(_) => {}
    }
    project(tasks, links)
}

#[test]
fn what_cannot_be_kept_of_what_was_asked_is_told() {
    let asked = |n: u128, day: Date, hard: bool| Task {
        constraint: Some(Constraint {
            hard,
            ..Constraint::hard(ConstraintKind::FinishNoLaterThan, Some(day))
        }),
        ..task(n, 480, &["Ann"])
    };
    let missed = |tasks| planned(project(tasks, Vec::new())).missed();
    assert_eq!(missed(vec![asked(1, TODAY, true), asked(2, TODAY.tomorrow().unwrap(), false)]), []);
    let both = missed(vec![asked(1, TODAY, true), asked(2, TODAY, true)]);
    assert_eq!(both.iter().map(|one| one.at.date()).collect::<Vec<_>>(), [TODAY.tomorrow().unwrap()]);
    let soft = missed(vec![asked(1, TODAY, true), asked(2, TODAY, false)]);
    assert_eq!(soft.iter().map(|one| (one.task, one.constraint.hard)).collect::<Vec<_>>(), [(id(2), false)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Law: whoever follows advice has the task start earlier, just when it was told.
    #[test]
    fn advice_is_true(plan in plans()) {
        let schedule = planned(plan);
        for task in schedule.project.tasks() {
            let now = schedule.slot(task).unwrap().start;
            for lever in schedule.levers(task.id, TODAY) {
                let after = planned(changed(&schedule.project, lever.change));
                let then = after.slot(after.project.task(task.id).unwrap()).unwrap().start;
                prop_assert!(then < now, "{:?}", lever);
                prop_assert_eq!(then, lever.then, "{:?}", lever);
            }
        }
    }

    /// Law: the dates do not depend on how the project came to be.
    #[test]
    fn dates_go_by_what_the_project_says_alone(plan in plans()) {
        let dates = |schedule: Schedule| -> Vec<_> {
            let mut dates: Vec<_> = schedule.project.tasks().map(|task| (task.id, schedule.slot(task))).collect();
            dates.sort_unstable_by_key(|(id, _)| *id);
            dates
        };
        let mut roundabout = project(Vec::new(), Vec::new());
        let mut step = |change: &dyn Fn(&mut Patch)| {
            let (of, version) = (roundabout.id(), roundabout.version());
            let mut patch = Patch::new(PatchId::from_bits(version.0.into()), of, version, Author::new("Ann"), "");
            change(&mut patch);
            apply(&mut roundabout, &patch).map(|_| ())
        };
        let mut tasks: Vec<&Task> = plan.tasks().collect();
        tasks.sort_unstable_by_key(|task| Reverse(task.id));
        for task in tasks {
            prop_assert!(step(&|patch| patch.create_task(task.clone())).is_ok());
        }
        for link in plan.links() {
            prop_assert!(step(&|patch| patch.create_link(link.clone())).is_ok());
        }
        prop_assert_eq!(dates(planned(plan)), dates(planned(roundabout)));
    }

    /// Law: what comes first alone can be done faster for the sake of what waits for it.
    #[test]
    fn what_is_waited_for_can_be_done_faster(first in 1u32..5, lag in 0i32..3) {
        let link = Link { lag: lag * 480, ..Link::blocks(LinkId::from_bits(1), id(1), id(2)) };
        let plan = project(vec![task(1, first * 240, &[]), task(2, 480, &[])], vec![link]);
        let levers = planned(plan).levers(id(2), TODAY);
        prop_assert!(levers.iter().any(|lever| lever.change == Change::Quicken(id(1))));
    }

    /// Law: what waits longer than what it waits for takes may wait less, and then starts when that is done.
    #[test]
    fn a_lag_can_be_left_out(first in 1u32..5, lag in -2i32..3) {
        let link = Link { lag: lag * 480, ..Link::blocks(LinkId::from_bits(1), id(1), id(2)) };
        let plan = project(vec![task(1, first * 480, &[]), task(2, 480, &[])], vec![link]);
        let hasten = planned(plan).levers(id(2), TODAY);
        let hasten = hasten.iter().find(|lever| matches!(lever.change, Change::Hasten(_)));
        let day = ["2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"][first as usize - 1];
        prop_assert_eq!(hasten.map(|lever| lever.then.date().to_string()), (lag > 0).then(|| day.to_owned()));
    }

    /// Law: somebody who waits for nothing but another's time is helped by somebody else.
    #[test]
    fn who_is_busy_can_be_replaced(first in 1u32..5, second in 1u32..5) {
        let schedule = planned(project(vec![task(1, first * 240, &["Ann"]), task(2, second * 240, &["Ann"])], Vec::new()));
        let later = [1, 2].into_iter().max_by_key(|n| schedule.slot(schedule.project.task(id(*n)).unwrap()).unwrap().start);
        let levers = schedule.levers(id(later.unwrap()), TODAY);
        prop_assert!(levers.iter().any(|lever| lever.change == Change::Replace(id(later.unwrap()))));
    }
}
