//! Levelled projects keep what was asked for where that can be: hard bounds, fixed times, days, what goes on already.

use jiff::civil::{Date, Time, date};
use proptest::prelude::*;

use super::super::level::Budget;
use super::super::zone::Zones;
use super::super::*;
use super::roster::{START, days, id, project, task};
use crate::constraint::{Constraint, ConstraintKind};
use crate::id::LinkId;
use crate::link::Link;
use crate::project::Project;
use crate::status::{Priority, Status};
use crate::task::Task;

fn leveled(project: &Project) -> Roster {
    let zones = Zones::default();
    let model = Model::for_leveling(project, Given { start: START, zones: &zones, pool: None });
    let budget = Budget { schedules: 100, seed: 7 };
    model.level(project.network(), &[], budget, &mut || false).expect("no cycles")
}

fn asked(task: Task, kind: ConstraintKind, day: Date) -> Task {
    Task { constraint: Some(Constraint::hard(kind, Some(day))), ..task }
}

/// So many days of work for Ann, a day each, beginning on Monday the 16th.
fn for_ann(count: u128) -> Vec<Task> {
    (1..=count).map(|n| task(n, 1, &["Ann"])).collect()
}

#[test]
fn a_hard_bound_is_kept_whatever_comes_first_in_the_plan() {
    for kind in [ConstraintKind::FinishNoLaterThan, ConstraintKind::StartNoLaterThan] {
        let mut tasks = for_ann(4);
        tasks[2] = asked(tasks[2].clone(), kind, START);
        assert_eq!(days(&leveled(&project(tasks, Vec::new())), 3), (16, 16), "{kind:?}");
    }
    let mut tasks = for_ann(4);
    tasks[2] = asked(tasks[2].clone(), ConstraintKind::MustFinishOn, date(2026, 11, 17));
    assert_eq!(days(&leveled(&project(tasks, Vec::new())), 3), (17, 17));
}

#[test]
fn a_hard_bound_is_kept_though_something_else_matters_more() {
    let mut tasks = for_ann(3);
    tasks[0].priority = Some(Priority::Urgent);
    tasks[2] = asked(tasks[2].clone(), ConstraintKind::FinishNoLaterThan, START);
    let roster = leveled(&project(tasks, Vec::new()));
    assert_eq!((days(&roster, 3), days(&roster, 1)), ((16, 16), (17, 17)));
}

#[test]
fn what_is_fixed_stays_and_the_rest_goes_around_it() {
    let mut tasks = vec![task(1, 2, &["Ann"]), task(2, 2, &["Ann"]), task(3, 1, &["Ann"])];
    tasks[2].effort = Some(240);
    let show = Constraint {
        time: Some(Time::constant(13, 0, 0, 0)),
        ..Constraint::hard(ConstraintKind::MustStartOn, Some(date(2026, 11, 17)))
    };
    tasks[2].constraint = Some(show);
    let roster = leveled(&project(tasks, Vec::new()));
    let (start, finish) = roster.dates(id(3)).expect("it is there");
    assert_eq!((start.date().day(), start.hour(), finish.date().day()), (17, 13, 17));
}

#[test]
fn days_that_are_due_and_soft_bounds_are_kept_where_it_costs_nothing_harder() {
    let mut tasks = for_ann(4);
    tasks[1].due = Some(date(2026, 11, 17));
    tasks[3].priority = Some(Priority::High);
    let roster = leveled(&project(tasks, Vec::new()));
    assert!(days(&roster, 2).1 <= 17);
    let mut tasks = for_ann(4);
    let soft = Constraint::hard(ConstraintKind::FinishNoLaterThan, Some(START));
    tasks[3].constraint = Some(Constraint { hard: false, cost: Some(50), ..soft });
    assert_eq!(days(&leveled(&project(tasks, Vec::new())), 4), (16, 16));
}

#[test]
fn what_goes_on_already_goes_on_before_what_has_not_begun() {
    let mut tasks = vec![task(1, 2, &["Bob"]), task(2, 2, &["Bob"]), task(3, 1, &["Bob"])];
    tasks[1].priority = Some(Priority::Urgent);
    tasks[2].status = Status::InProgress;
    let roster = leveled(&project(tasks, Vec::new()));
    assert_eq!((days(&roster, 3), days(&roster, 2)), ((16, 16), (17, 18)));
}

#[test]
fn what_goes_on_but_has_to_wait_takes_up_nobodys_time() {
    let begun = |n, who: &[&str]| Task { status: Status::InProgress, ..task(n, 2, who) };
    let blocks = |n: u128, from, to| Link::blocks(LinkId::from_bits(n), id(from), id(to));
    let waits = project(vec![task(1, 3, &["Max"]), begun(2, &["Max"])], vec![blocks(1, 1, 2)]);
    assert_eq!((days(&leveled(&waits), 1), days(&leveled(&waits), 2)), ((16, 18), (19, 20)));
    let by_another = vec![task(1, 1, &["Max"]), task(2, 1, &["Eve"]), begun(3, &["Max"])];
    let roster = leveled(&project(by_another, vec![blocks(1, 2, 3)]));
    assert_eq!((days(&roster, 1), days(&roster, 3)), ((16, 16), (17, 18)));
    let through_a_point = vec![task(1, 1, &["Max"]), task(2, 0, &[]), begun(3, &["Max"])];
    let roster = leveled(&project(through_a_point, vec![blocks(1, 1, 2), blocks(2, 2, 3)]));
    assert_eq!((days(&roster, 1), days(&roster, 3)), ((16, 16), (17, 18)));
    let fixed = asked(task(2, 2, &["Max"]), ConstraintKind::MustStartOn, START);
    let roster = leveled(&project(vec![task(1, 3, &["Max"]), fixed], vec![blocks(1, 1, 2)]));
    assert_eq!((days(&roster, 1), days(&roster, 2)), ((16, 18), (19, 20)));
}

#[test]
fn what_matters_more_is_finished_earlier_where_nothing_else_is_later() {
    let urgent = |task| Task { priority: Some(Priority::Urgent), ..task };
    let blocks = |n: u128, from, to| Link::blocks(LinkId::from_bits(n), id(from), id(to));
    let half = |n, who: &[&str]| Task { effort: Some(240), ..task(n, 1, who) };
    // What it waits for is in nobody's way.
    let mut tasks = for_ann(3);
    tasks.extend([half(4, &[]), urgent(task(5, 1, &["Ann"]))]);
    let roster = leveled(&project(tasks, vec![blocks(1, 4, 5)]));
    assert_eq!((roster.makespan(), days(&roster, 5)), (4 * 480, (17, 17)));
    // What it waits for has to come earlier too.
    let tasks =
        vec![task(1, 4, &["Bob"]), half(2, &["Bob"]), task(3, 2, &["Ann"]), urgent(half(4, &["Ann"]))];
    let roster = leveled(&project(tasks, vec![blocks(1, 2, 4)]));
    assert_eq!((roster.makespan(), days(&roster, 2).0, days(&roster, 4)), (4 * 480 + 240, 16, (16, 16)));
    // The finish comes first.
    let tasks = vec![urgent(task(1, 2, &["Ann"])), task(2, 1, &["Ann"]), task(3, 3, &[])];
    let roster = leveled(&project(tasks, vec![blocks(1, 2, 3)]));
    assert_eq!((roster.makespan(), days(&roster, 1)), (4 * 480, (17, 18)));
    // So does a day that is due; what matters more goes before all else.
    let mut tasks = for_ann(4);
    tasks[0].due = Some(START);
    tasks[3].priority = Some(Priority::High);
    tasks[1].priority = Some(Priority::Low);
    let roster = leveled(&project(tasks, Vec::new()));
    assert_eq!([1, 4, 3, 2].map(|n| days(&roster, n).0), [16, 17, 18, 19]);
}

#[test]
fn what_is_to_be_as_late_as_possible_is() {
    let mut tasks = vec![task(1, 1, &["Ann"]), task(2, 3, &["Bob"]), task(3, 1, &["Ann"])];
    let late = Constraint { date: None, ..Constraint::hard(ConstraintKind::AsLateAsPossible, None) };
    tasks[0].constraint = Some(late);
    let links = vec![
        Link::blocks(LinkId::from_bits(1), id(1), id(3)),
        Link::blocks(LinkId::from_bits(2), id(2), id(3)),
    ];
    let roster = leveled(&project(tasks, links));
    assert_eq!((days(&roster, 1), days(&roster, 2), days(&roster, 3)), ((18, 18), (16, 18), (19, 19)));
}

proptest! {
    /// Law: bounds that can all be kept one after the other are kept, in whatever order the plan has them.
    #[test]
    fn bounds_that_leave_everybody_a_day_are_kept(order in Just((0..5i8).collect::<Vec<_>>()).prop_shuffle()) {
        let tasks = order.iter().zip(1..).map(|(&day, n)| {
            asked(task(n, 1, &["Ann"]), ConstraintKind::FinishNoLaterThan, date(2026, 11, 16 + day))
        });
        let roster = leveled(&project(tasks.collect(), Vec::new()));
        for (&day, n) in order.iter().zip(1..) {
            prop_assert!(days(&roster, n).1 <= 16 + day);
        }
    }
}
