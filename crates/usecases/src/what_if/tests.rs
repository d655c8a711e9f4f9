//! Changes that are tried, against what their schedules must be.

use jiff::civil::date;
use planwright_domain::{
    Constraint, ConstraintKind, Extent, Link, LinkId, Project, ProjectId, Task, Version,
};

use super::*;
use crate::fixture::with_ports;

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

fn task(n: u128, days: u32) -> Task {
    Task { effort: Some(days * 480), position: n as i64, ..Task::new(TaskId::from_bits(n), format!("{n}")) }
}

/// Two days, then four; the second is wanted by Wednesday, at 3 for each day it is missed.
fn plan() -> Project {
    let wanted = Constraint {
        hard: false,
        cost: Some(3),
        ..Constraint::hard(ConstraintKind::FinishNoLaterThan, Some(date(2026, 11, 18)))
    };
    let tasks = [task(1, 2), Task { constraint: Some(wanted), ..task(2, 4) }, task(3, 1)];
    let link = Link::blocks(LinkId::from_bits(1), TaskId::from_bits(1), TaskId::from_bits(2));
    Project::assemble(ProjectId::from_bits(7), Version(1), Meta::new("House"), tasks, [link], Extent::Whole)
}

fn tried(wishes: &[Wish]) -> Result<Compared, Refused> {
    let schedule = Schedule::planned(plan(), None, TODAY)?;
    with_ports(|ports| what_if(ports, schedule, wishes, TODAY))
}

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

#[test]
fn each_change_moves_the_finish_as_far_as_its_schedule_says() {
    for (wish, later) in [
        (Wish::Effort(id(1), 960 + 480), 480),
        (Wish::Drop(id(1)), -960),
        (Wish::Drop(id(3)), 0),
        (Wish::Join("Ann".to_owned(), 100), -(480 + 960)),
        (Wish::Deadline(date(2026, 12, 1)), 0),
    ] {
        let found = tried(std::slice::from_ref(&wish)).expect("it can be tried");
        assert_eq!(found.shifts.later, later, "{wish:?}");
        assert!(found.before.project.says_the_same(&plan()));
    }
}

#[test]
fn a_longer_week_is_worked_and_a_shorter_one_is_not_passed() {
    let week = |minutes: u32| {
        let found = tried(&[Wish::PerWeek(minutes)]).expect("it can be tried");
        let meta = found.after.project.meta();
        (meta.minutes_per_day, meta.minutes_per_week, found.after.span().map(|(_, last, _)| last))
    };
    assert_eq!(week(3000), (600, None, Some(date(2026, 11, 20))));
    assert_eq!(week(2400), (480, None, Some(date(2026, 11, 23))));
    assert_eq!(week(1200), (480, Some(1200), Some(date(2026, 12, 1))));
    assert!(tried(&[Wish::PerWeek(9000)]).is_err());
}

#[test]
fn somebody_who_is_assigned_alone_takes_as_long_as_they_are_there() {
    let found = tried(&[Wish::Assign(id(2), "Ann".to_owned(), 50)]).expect("it can be tried");
    assert_eq!(found.shifts.later, 4 * 480);
}

#[test]
fn missed_dates_cost_what_their_constraints_say() {
    let found = tried(&[Wish::Drop(id(1))]).expect("it can be tried");
    // To Monday, five days after Wednesday; then to Thursday, one day.
    assert_eq!(found.costs(), (15, 3));
}

#[test]
fn changes_are_tried_one_after_the_other_and_broken_rules_refused() {
    let found = tried(&[Wish::Drop(id(2)), Wish::Effort(id(3), 5 * 480)]).expect("it can be tried");
    assert_eq!((found.shifts.later, found.after.table.makespan()), (-480, 5 * 480));
    assert!(matches!(tried(&[Wish::Effort(id(9), 1)]), Err(Refused::Rejected(_))));
    assert!(matches!(tried(&[Wish::PerDay(0)]), Err(Refused::Rejected(_))));
}
