//! The passes against published slacks, and against the plainest solver there is: raising and lowering every time until
//! all constraints hold.

mod aims;
mod because;
mod bounds;
mod capacity;
mod drawn;
mod gathered;
mod plain;
mod project;
mod roster;
mod slipped;
mod woven;

use std::collections::BTreeMap;

use jiff::civil::date;
use petgraph::algo::is_cyclic_directed;
use petgraph::graphmap::DiGraphMap;
use proptest::prelude::*;

use super::items::{Items, Job, Part};
use super::*;
use crate::id::{LinkId, TaskId};
use crate::link::{Dependency, LagKind, Link};
use crate::meta::WorkingDays;
use crate::network::Network;
use plain::{Case, Node, Plain, TASKS, above, case, ends};

fn task(n: usize) -> TaskId {
    TaskId::from_bits(n as u128)
}

fn link(from: usize, to: usize, dependency: Dependency, lag: i32) -> Link {
    let id = LinkId::from_bits(((from * 1000 + to) * 4) as u128 + dependency as u128);
    Link { dependency, lag, ..Link::blocks(id, task(from), task(to)) }
}

/// Friday, 20 November 2026.
fn office() -> WorkTime {
    WorkTime::new(date(2026, 11, 20), WorkingDays::MONDAY_TO_FRIDAY, 480)
}

fn minutes(minutes: u32) -> Work {
    Work { minutes: Some(minutes), ..Work::default() }
}

/// The timetable of tasks `(parent, work)` numbered from 0.
fn timetable(tasks: &[(Option<usize>, Work)], links: &[Link]) -> Timetable {
    let network = Network::build(
        tasks.iter().enumerate().map(|(n, (parent, _))| (task(n), parent.map(task))),
        links.iter(),
    );
    Timetable::of(&network, office(), |id| tasks[id.bits() as usize].1).expect("no cycles")
}

#[test]
fn without_work_a_project_finishes_the_day_it_begins() {
    let table = timetable(&[(None, Work::default())], &[]);
    assert_eq!(
        (table.finish(), table.span(0)),
        (date(2026, 11, 20), (date(2026, 11, 20), date(2026, 11, 20), 0))
    );
}

#[test]
fn slacks_are_those_published_for_the_reliable_construction_project() {
    // Hillier and Lieberman, Introduction to Operations Research: durations in weeks, 44 in all.
    let activities = [
        ("A", 2, "", 0),
        ("B", 4, "A", 0),
        ("C", 10, "B", 0),
        ("D", 6, "C", 4),
        ("E", 4, "C", 0),
        ("F", 5, "E", 0),
        ("G", 7, "D", 4),
        ("H", 9, "EG", 4),
        ("I", 7, "C", 2),
        ("J", 8, "FI", 0),
        ("K", 4, "J", 1),
        ("L", 5, "J", 0),
        ("M", 2, "H", 4),
        ("N", 6, "KL", 0),
    ];
    let number = |name: char| (name as u8 - b'A') as usize;
    let tasks: Vec<_> = activities.iter().map(|&(_, weeks, _, _)| (None, minutes(weeks * 2400))).collect();
    let links: Vec<Link> = activities
        .iter()
        .enumerate()
        .flat_map(|(to, (_, _, before, _))| before.chars().map(move |from| (from, to)))
        .map(|(from, to)| link(number(from), to, Dependency::FinishToStart, 0))
        .collect();
    let table = timetable(&tasks, &links);
    assert_eq!(table.makespan(), 44 * 2400);
    for (n, (name, _, _, slack)) in activities.iter().enumerate() {
        assert_eq!(table.get(task(n)).map(|t| t.total_slack), Some(slack * 2400), "{name}");
    }
    let critical: Vec<TaskId> = "ABCEFJLN".chars().map(|name| task(number(name))).collect();
    assert_eq!(table.critical(), critical);
    let free: Vec<i64> =
        (0..tasks.len()).filter_map(|n| table.get(task(n))).map(|t| t.free_slack / 2400).collect();
    assert_eq!(free, [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 4, 0]);
}

#[test]
fn a_summary_task_spans_what_is_below_it_and_passes_links_on() {
    let tasks = [
        (None, minutes(9999)), // a summary task's own minutes mean nothing
        (Some(0), minutes(480)),
        (Some(0), minutes(960)),
        (None, minutes(60)),
    ];
    let table = timetable(
        &tasks,
        &[link(1, 2, Dependency::FinishToStart, 0), link(0, 3, Dependency::FinishToStart, 480)],
    );
    let span = |n: usize| table.get(task(n)).map(|t| (t.early_start, t.early_finish, t.critical));
    assert_eq!(span(0), Some((0, 1440, false)));
    assert_eq!(span(3), Some((1920, 1980, true)));
    assert_eq!(table.days(task(0)), Some((date(2026, 11, 20), date(2026, 11, 24))));
    assert_eq!(table.finish(), date(2026, 11, 26));
    assert_eq!(table.unestimated(), 0);
}

#[test]
fn what_bounds_a_finish_moves_the_start() {
    let tasks = [(None, minutes(4800)), (None, minutes(960))];
    let table = timetable(&tasks, &[link(0, 1, Dependency::FinishToFinish, 0)]);
    assert_eq!(table.get(task(1)).map(|t| (t.early_start, t.early_finish)), Some((3840, 4800)));
    // A start-to-start and a finish-to-finish link at once: a ladder.
    let ladder = [link(0, 1, Dependency::StartToStart, 60), link(0, 1, Dependency::FinishToFinish, 60)];
    let table = timetable(&tasks, &ladder);
    assert_eq!(table.get(task(1)).map(|t| (t.early_start, t.early_finish)), Some((3900, 4860)));
    assert_eq!(table.critical(), [task(0), task(1)]);
}

#[test]
fn work_is_interrupted_only_where_its_finish_waits_for_its_own_start() {
    // 0 starts, then all of 1, then 0 may finish.
    let tasks = [(None, minutes(100)), (None, minutes(300))];
    let table = timetable(
        &tasks,
        &[link(0, 1, Dependency::StartToStart, 50), link(1, 0, Dependency::FinishToFinish, 0)],
    );
    assert_eq!(table.get(task(0)).map(|t| (t.early_start, t.early_finish)), Some((0, 350)));
    assert_eq!(table.makespan(), 350);
}

#[test]
fn dates_deadlines_and_missing_estimates_are_told() {
    let tasks = [
        (
            None,
            Work { minutes: Some(480), not_before: Some(date(2026, 11, 24)), due: Some(date(2026, 11, 23)) },
        ),
        (None, Work { minutes: None, not_before: None, due: Some(date(2026, 11, 21)) }),
        (None, Work { minutes: Some(0), not_before: Some(date(2026, 11, 24)), due: None }),
    ];
    let table = timetable(&tasks, &[]);
    assert_eq!(table.unestimated(), 1);
    assert_eq!(table.overdue(), [(task(0), 480)]);
    assert_eq!(table.verdict(date(2026, 11, 24)), Verdict::Holds { spare: 0 });
    assert_eq!(table.verdict(date(2026, 11, 22)), Verdict::Misses { by: 960 });
    assert_eq!(table.days(task(2)), Some((date(2026, 11, 24), date(2026, 11, 24))));
    let after =
        timetable(&[(None, minutes(480)), (None, minutes(0))], &[link(0, 1, Dependency::FinishToStart, 0)]);
    assert_eq!(
        after.days(task(1)),
        Some((date(2026, 11, 20), date(2026, 11, 20))),
        "a milestone closes a day"
    );
}

#[test]
fn an_empty_project_takes_no_time_and_a_cycle_has_no_timetable() {
    assert_eq!(timetable(&[], &[]).makespan(), 0);
    let links = [link(0, 1, Dependency::FinishToStart, 0), link(1, 0, Dependency::FinishToStart, 0)];
    let network = Network::build((0..2).map(|n| (task(n), None)), links.iter());
    assert!(Timetable::of(&network, office(), |_| Work::default()).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Law: early times are the least, late times the greatest that keep every constraint.
    #[test]
    fn the_passes_equal_the_plainest_solver(case in case()) {
        let plain = Plain::of(&case);
        let table = Timetable::of(&plain.network, plain.time, |id| plain.works[id.bits() as usize]).unwrap();
        let early = plain.early(None);
        let makespan = early.values().copied().max().unwrap_or(0);
        let late = plain.late(makespan);
        prop_assert_eq!(table.makespan(), makespan);
        prop_assert_eq!(plain.interrupted.contains(&true), plain.has_to_interrupt());
        for n in 0..TASKS {
            let times = table.get(task(n)).unwrap();
            prop_assert_eq!(times.early_finish, early[&(n, true)], "early finish of {}", n);
            prop_assert_eq!(times.late_start, late[&(n, false)], "late start of {}", n);
            prop_assert_eq!(times.late_finish, late[&(n, true)], "late finish of {}", n);
            prop_assert!(times.total_slack >= times.free_slack && times.free_slack >= 0, "{:?}", times);
            if plain.leaf[n] {
                prop_assert_eq!(times.early_start, early[&(n, false)], "early start of {}", n);
                prop_assert_eq!(times.critical, times.total_slack == 0);
            } else {
                prop_assert!(times.early_start >= early[&(n, false)]);
            }
        }
    }

    /// Law: a leaf may slip by its free slack before any other time moves except those of the tasks above it, by its
    /// total slack before the project does, and not a minute more.
    #[test]
    fn slack_is_what_can_be_wasted(case in case()) {
        let plain = Plain::of(&case);
        if plain.interrupted.contains(&true) {
            return Ok(()); // a start that does not follow from its finish can slip alone
        }
        let table = Timetable::of(&plain.network, plain.time, |id| plain.works[id.bits() as usize]).unwrap();
        let before = plain.early(None);
        for n in (0..TASKS).filter(|&n| plain.leaf[n]) {
            let times = table.get(task(n)).unwrap();
            let above = above(&plain.parents, n);
            let slipped = |by: i64| plain.early(Some((n, times.early_start + by)));
            let longer = |now: &BTreeMap<Node, i64>| now.values().any(|&t| t > table.makespan());
            let own = |node: &Node| node.0 == n || (node.1 && above.contains(&node.0));
            let moved = |now: &BTreeMap<Node, i64>| {
                longer(now) || now.iter().any(|(node, at)| before[node] != *at && !own(node))
            };
            prop_assert!(!longer(&slipped(times.total_slack)), "{} by {}", n, times.total_slack);
            prop_assert!(longer(&slipped(times.total_slack + 1)), "{} by {} + 1", n, times.total_slack);
            prop_assert!(!moved(&slipped(times.free_slack)), "{} by {}", n, times.free_slack);
            prop_assert!(moved(&slipped(times.free_slack + 1)), "{} by {} + 1", n, times.free_slack);
        }
    }
}
