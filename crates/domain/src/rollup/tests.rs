//! The rules of rolling up, each on the smallest plan that shows it.

use jiff::civil::date;

use super::*;
use crate::id::ProjectId;
use crate::meta::Meta;
use crate::project::Extent;
use crate::version::Version;

fn id(n: u128) -> TaskId {
    TaskId::from_bits(n)
}

fn task(n: u128, parent: Option<u128>, status: Status, effort: Option<u32>) -> Task {
    Task { parent: parent.map(id), status, effort, position: n as i64, ..Task::new(id(n), format!("T{n}")) }
}

fn plan(tasks: impl IntoIterator<Item = Task>) -> Project {
    let id = ProjectId::from_bits(1);
    Project::assemble(id, Version(1), Meta::new("Plan"), tasks, [], Extent::Whole)
}

/// The roll-up of task 1, which both ways of asking agree on.
fn top(tasks: impl IntoIterator<Item = Task>) -> Rollup {
    let project = plan(tasks);
    let all = roll_up(&project);
    for task in project.tasks() {
        assert_eq!(roll_up_task(&project, task.id), all.get(&task.id).copied());
    }
    all[&id(1)]
}

fn statuses(children: &[Status]) -> Status {
    let children = children.iter().enumerate().map(|(n, status)| task(n as u128 + 2, Some(1), *status, None));
    top([task(1, None, Status::Todo, None)].into_iter().chain(children)).status
}

#[test]
fn effort_is_the_sum_of_the_work_packages_that_are_not_cancelled() {
    let sum = top([
        task(1, None, Status::Todo, Some(999)),
        task(2, Some(1), Status::Done, Some(60)),
        task(3, Some(1), Status::Cancelled, Some(500)),
        task(4, Some(1), Status::Todo, None),
        task(5, Some(4), Status::Todo, Some(30)),
        task(6, Some(4), Status::Todo, Some(30)),
    ]);
    assert_eq!((sum.effort, sum.effort_done, sum.leaves, sum.leaves_done), (120, 60, 3, 1));
    assert_eq!((sum.progress(), sum.unestimated), (500, 0));
}

#[test]
fn a_summary_task_keeps_its_own_effort_where_nobody_below_states_one() {
    let half = [
        task(1, None, Status::Todo, Some(480)),
        task(2, Some(1), Status::Done, None),
        task(3, Some(1), Status::Todo, None),
    ];
    let sum = top(half.clone());
    assert_eq!((sum.effort, sum.effort_done, sum.progress()), (480, 240, 500));
    let [summary, done, open] = half;
    let all = top([summary, done, Task { status: Status::Done, ..open }]);
    assert_eq!((all.effort_done, all.progress(), all.status), (480, 1000, Status::Done));
}

#[test]
fn progress_is_never_full_while_something_is_open() {
    let unestimated = [
        task(1, None, Status::Todo, None),
        task(2, Some(1), Status::Done, Some(60)),
        task(3, Some(1), Status::Todo, None),
    ];
    assert_eq!(top(unestimated).progress(), 999);
    let overspent = Task { actual: Some(600), ..task(1, None, Status::InProgress, Some(60)) };
    assert_eq!(top([overspent.clone()]).progress(), 999);
    assert_eq!(top([Task { status: Status::Done, ..overspent }]).progress(), 1000);
}

#[test]
fn progress_without_any_effort_counts_work_packages() {
    let count = |done: u128| {
        let children = (2..=5).map(|n| {
            let status = if n < 2 + done { Status::Done } else { Status::Todo };
            task(n, Some(1), status, None)
        });
        top([task(1, None, Status::Todo, None)].into_iter().chain(children)).progress()
    };
    assert_eq!([count(0), count(1), count(3), count(4)], [0, 250, 750, 1000]);
    assert_eq!(top([task(1, None, Status::Cancelled, Some(60))]).progress(), 0);
    assert_eq!(top([task(1, None, Status::Done, None)]).progress(), 1000);
}

#[test]
fn minutes_spent_add_up_with_those_of_the_summary_task_itself() {
    let spent =
        |n, parent, actual| Task { actual: Some(actual), ..task(n, parent, Status::InProgress, Some(60)) };
    let sum = top([spent(1, None, 5), spent(2, Some(1), 10), spent(3, Some(1), 20)]);
    assert_eq!((sum.actual, sum.effort_done, sum.progress()), (35, 30, 250));
}

#[test]
fn status_follows_from_what_is_below() {
    use Status::{Blocked, Cancelled, Done, InProgress, Todo};
    for (children, status) in [
        (&[Cancelled, Cancelled][..], Cancelled),
        (&[Done, Cancelled], Done),
        (&[Done, Todo], InProgress),
        (&[InProgress, Blocked], InProgress),
        (&[Cancelled, Todo], Todo),
        (&[Blocked, Cancelled], Blocked),
        (&[Blocked, Todo], Todo),
    ] {
        assert_eq!(statuses(children), status, "{children:?}");
    }
}

#[test]
fn milestones_need_no_effort() {
    let gate = Task { kind: Kind::Milestone, ..task(2, Some(1), Status::Todo, None) };
    assert_eq!(top([task(1, None, Status::Todo, None), gate]).unestimated, 0);
}

#[test]
fn what_holds_above_holds_below() {
    let day = |d| Some(date(2026, 3, d));
    let project = plan([
        Task {
            due: day(9),
            start: day(2),
            priority: Some(Priority::High),
            archived: true,
            ..task(1, None, Status::Done, None)
        },
        Task { due: day(12), priority: Some(Priority::Low), ..task(2, Some(1), Status::Todo, None) },
        Task { due: day(5), start: day(4), ..task(3, Some(2), Status::Todo, None) },
    ]);
    let held = |n| inherited(&project, project.task(id(n)).expect("it is in the plan"));
    let below = Inherited {
        due: day(5),
        start: day(4),
        priority: Some(Priority::High),
        archived: true,
        closed_above: true,
    };
    assert_eq!(held(3), below);
    assert_eq!(held(2), Inherited { due: day(9), start: day(2), ..below });
    assert!(!held(1).closed_above, "a task's own status is not above it");
}

#[test]
fn a_summary_task_that_says_something_else_is_a_warning() {
    let project = plan([
        task(1, None, Status::Done, Some(500)),
        task(2, Some(1), Status::Todo, Some(60)),
        task(3, None, Status::Todo, Some(60)),
        task(4, Some(3), Status::Todo, Some(60)),
        task(5, None, Status::Todo, Some(90)),
        task(6, Some(5), Status::Todo, None),
    ]);
    let told: Vec<(String, String)> = differences(&project).into_iter().map(|w| (w.code, w.text)).collect();
    let effort = "\"T1\" (1) states 1d 20m of effort; the tasks below it add up to 1h";
    let status = "\"T1\" (1) is done, but not everything below it is";
    let expected = [("effort-differs", effort), ("status-differs", status)];
    assert_eq!(told, expected.map(|(code, text)| (code.to_owned(), text.to_owned())));
}
