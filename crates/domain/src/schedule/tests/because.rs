//! Reasons of leveled schedules: each is there, comes before what it holds, and tells what would be without it.

use jiff::civil::datetime;
use proptest::prelude::*;

use super::super::level::Budget;
use super::super::zone::Zones;
use super::super::*;
use super::roster::{START, id, project, task};
use crate::constraint::{Constraint, ConstraintKind};
use crate::id::{LinkId, ProjectId, ResourceId};
use crate::link::Link;
use crate::project::Project;
use crate::resource::Resource;
use crate::status::Priority;
use crate::task::Task;

fn leveled(project: &Project, taken: &[Taken]) -> (Model, Roster) {
    let zones = Zones::default();
    let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules: 5, seed: 7 };
    let roster = model.level(project.network(), taken, budget, &mut || false).expect("no cycles");
    (model, roster)
}

fn why(project: &Project, taken: &[Taken], n: u128) -> Vec<Reason> {
    let (model, roster) = leveled(project, taken);
    roster.why(&model, project.network(), id(n))
}

fn causes(chain: &[Reason]) -> Vec<Cause> {
    chain.iter().map(|reason| reason.cause).collect()
}

#[test]
fn who_is_at_something_else_is_told_and_what_would_be_without_it() {
    let urgent = Task { priority: Some(Priority::Urgent), ..task(1, 2, &["Ann"]) };
    let chain = why(&project(vec![urgent, task(2, 1, &["Ann"])], Vec::new()), &[], 2);
    assert_eq!(causes(&chain), [Cause::Busy { person: 0, with: id(1) }, Cause::Work, Cause::ProjectStart]);
    assert_eq!(
        (chain[0].at, chain[0].otherwise),
        (datetime(2026, 11, 18, 9, 0, 0, 0), datetime(2026, 11, 16, 9, 0, 0, 0))
    );
}

#[test]
fn a_link_to_what_the_same_person_does_is_one_reason() {
    let plan = project(
        vec![task(1, 2, &["Ann"]), task(2, 1, &["Ann"])],
        vec![Link::blocks(LinkId::from_bits(1), id(1), id(2))],
    );
    let chain = why(&plan, &[], 2);
    assert_eq!(chain[0].cause, Cause::Link { link: LinkId::from_bits(1), from: id(1) });
    assert!(chain[0].also.is_empty());
    assert_eq!(chain[0].otherwise, chain[0].at, "Ann is at it all the same");
}

#[test]
fn another_project_and_a_limit_are_reasons_too() {
    let ann = Resource::new(ResourceId::from_bits(1), "Ann");
    let elsewhere = Taken {
        project: ProjectId::from_bits(9),
        task: id(99),
        resource: ann.id,
        units: 100,
        start: datetime(2026, 11, 16, 9, 0, 0, 0),
        finish: datetime(2026, 11, 17, 12, 0, 0, 0),
    };
    let plan = project(vec![task(1, 1, &["Ann"])], Vec::new()).with_resources([ann.clone()]);
    let chain = why(&plan, &[elsewhere], 1);
    assert_eq!(causes(&chain), [Cause::Elsewhere { person: 0, nth: 0 }]);
    assert_eq!(chain[0].otherwise, datetime(2026, 11, 16, 9, 0, 0, 0));

    let short = Resource { minutes_per_day: Some(240), ..ann };
    let urgent = Task { priority: Some(Priority::Urgent), effort: Some(240), ..task(1, 1, &["Ann"]) };
    let plan = project(vec![urgent, task(2, 1, &["Ann"])], Vec::new()).with_resources([short]);
    let chain = why(&plan, &[], 2);
    assert_eq!(chain[0].cause, Cause::Limit { person: 0 });
    assert_eq!(chain[0].at, datetime(2026, 11, 17, 9, 0, 0, 0));
}

/// Up to eight tasks of two people, each of which may wait for one before it; one of them works half days.
fn plans() -> impl Strategy<Value = Project> {
    let one = (1u32..5, 0usize..2, prop::option::of(any::<prop::sample::Index>()), any::<bool>());
    (prop::collection::vec(one, 1..8), any::<bool>()).prop_map(|(given, short)| {
        let links = given.iter().enumerate().filter_map(|(n, (_, _, after, _))| {
            let from = after.filter(|_| n > 0)?.index(n);
            Some(Link::blocks(LinkId::from_bits(n as u128), id(from as u128 + 1), id(n as u128 + 1)))
        });
        let links = links.collect();
        let tasks = given.iter().enumerate().map(|(n, (half, p, _, dated))| Task {
            effort: Some(half * 240),
            start: dated.then(|| START.saturating_add(jiff::Span::new().days(i64::from(*half)))),
            ..task(n as u128 + 1, 1, &[["Ann", "Bob"][*p]])
        });
        let ann = Resource::new(ResourceId::from_bits(1), "Ann");
        let ann = Resource { minutes_per_day: short.then_some(240), ..ann };
        project(tasks.collect(), links).with_resources([ann])
    })
}

proptest! {
    /// Law: every chain begins with when the task starts, goes back in time, and ends with what nothing of the project is
    /// behind; what would be otherwise is never later, and earlier where somebody is busy.
    #[test]
    fn reasons_lead_back_to_a_beginning(project in plans()) {
        let (model, roster) = leveled(&project, &[]);
        for one in project.tasks() {
            let chain = roster.why(&model, project.network(), one.id);
            let (starts, _) = roster.dates(one.id).unwrap();
            prop_assert_eq!(chain[0].at, starts);
            prop_assert!(chain.windows(2).all(|two| two[1].at <= two[0].at), "{:?}", chain);
            let end = chain.last().unwrap();
            prop_assert!(matches!(end.cause, Cause::ProjectStart | Cause::NotBefore), "{:?}", chain);
            for reason in &chain {
                prop_assert!(reason.otherwise <= reason.at);
                if let Cause::Busy { with, .. } = reason.cause {
                    prop_assert!(reason.otherwise < reason.at, "{:?}", chain);
                    prop_assert!(roster.dates(with).unwrap().0 < reason.at);
                }
            }
        }
    }

    /// Law: what decides when a task starts is the first reason for its date; with people's time minded and without.
    #[test]
    fn what_decides_is_the_first_reason(project in plans()) {
        let (model, roster) = leveled(&project, &[]);
        let zones = Zones::default();
        let plain = Model::of(&project, Given { start: START, zones: &zones, pool: None });
        let table = plain.timetable(project.network()).unwrap();
        let (led, free) = (roster.driving(&model, project.network()), table.driving(project.network()));
        for one in project.tasks() {
            let chains = [roster.why(&model, project.network(), one.id), table.why(project.network(), one.id)];
            for (chain, found) in chains.iter().zip([&led, &free]) {
                let begins = chain[0].cause == Cause::ProjectStart || chain[0].also.contains(&Cause::ProjectStart);
                prop_assert_eq!(found.get(&one.id).copied(), Some(chain[0].cause).filter(|_| !begins));
            }
        }
    }
}

#[test]
fn what_is_to_be_late_is_late_for_that() {
    let late = Constraint { hard: true, ..Constraint::hard(ConstraintKind::AsLateAsPossible, None) };
    for who in [&["Ann"][..], &["Bob"], &[]] {
        let wish = Task { constraint: Some(late), ..task(2, 1, who) };
        let plan = project(vec![task(1, 3, &["Ann"]), wish], Vec::new());
        let (model, roster) = leveled(&plan, &[]);
        let chain = roster.why(&model, plan.network(), id(2));
        let busy = who == ["Ann"];
        assert_eq!(chain[0].cause == Cause::AsLateAsPossible, !busy, "{who:?} {chain:?}");
        assert!(busy || chain[0].otherwise < chain[0].at, "{chain:?}");
    }
}

#[test]
fn what_is_put_off_holds_nothing_up() {
    let late = Constraint { hard: true, ..Constraint::hard(ConstraintKind::AsLateAsPossible, None) };
    let tasks =
        vec![task(2, 5, &["Ann"]), Task { constraint: Some(late), ..task(1, 1, &[]) }, task(3, 1, &[])];
    let blocks = |n: u128, from, to| Link::blocks(LinkId::from_bits(n), id(from), id(to));
    let chain = why(&project(tasks, vec![blocks(1, 1, 3), blocks(2, 2, 3)]), &[], 3);
    assert_eq!(causes(&chain)[0], Cause::Link { link: LinkId::from_bits(2), from: id(2) });
    assert_eq!(chain[0].also, []);
}

#[test]
fn what_is_late_is_late_for_what_comes_next() {
    let late = Constraint { hard: true, ..Constraint::hard(ConstraintKind::AsLateAsPossible, None) };
    let blocks = |n: u128, from, to| Link::blocks(LinkId::from_bits(n), id(from), id(to));
    let below = |n, parent| Task { parent: Some(id(parent)), constraint: Some(late), ..task(n, 1, &[]) };
    for who in [&["Ann"][..], &[]] {
        let wish = Task { constraint: Some(late), ..task(2, 1, &[]) };
        let tasks = vec![task(1, 5, who), wish, task(3, 1, &[]), Task::new(id(4), "4"), below(5, 4)];
        for (links, expected) in [
            (vec![blocks(1, 1, 3), blocks(2, 2, 3)], [Some(2), None]),
            (
                vec![blocks(1, 1, 3), Link { lag: 480, ..blocks(2, 2, 3) }, blocks(4, 4, 3)],
                [Some(2), Some(4)],
            ),
            (vec![blocks(1, 1, 3)], [None, None]),
        ] {
            let plan = project(tasks.clone(), links);
            let zones = Zones::default();
            let plain = Model::of(&plan, Given { start: START, zones: &zones, pool: None });
            let table = plain.timetable(plan.network()).unwrap();
            let (model, roster) = leveled(&plan, &[]);
            for (n, expected) in [2, 5].into_iter().zip(expected) {
                let why = [table.why(plan.network(), id(n)), roster.why(&model, plan.network(), id(n))];
                for chain in why {
                    assert_eq!(chain[0].cause, Cause::AsLateAsPossible, "{n}");
                    assert_eq!(chain[0].late_for, expected.map(LinkId::from_bits), "{n} {who:?}");
                }
            }
        }
    }
}

#[test]
fn what_a_summary_task_waits_for_decides_for_what_is_below_it() {
    let below = |n, parent| Task { parent: Some(id(parent)), ..task(n, 1, &[]) };
    let tasks = vec![
        task(1, 1, &[]),
        Task::new(id(2), "2"),
        below(3, 2),
        Task::new(id(4), "4"),
        below(5, 4),
        below(6, 4),
    ];
    let tasks: Vec<Task> = tasks
        .into_iter()
        .map(|task| if task.id == id(4) { Task { parent: Some(id(2)), ..task } } else { task })
        .collect();
    let link = Link::blocks(LinkId::from_bits(1), id(1), id(2));
    let plan = project(tasks, vec![link, Link::blocks(LinkId::from_bits(2), id(5), id(6))]);
    let (model, roster) = leveled(&plan, &[]);
    let found = roster.driving(&model, plan.network());
    let linked = |link: u128, from: u128| Some(Cause::Link { link: LinkId::from_bits(link), from: id(from) });
    let told = [1, 2, 3, 4, 5, 6].map(|n| found.get(&id(n)).copied());
    assert_eq!(told, [None, None, linked(1, 1), None, linked(1, 1), linked(2, 5)]);
}
