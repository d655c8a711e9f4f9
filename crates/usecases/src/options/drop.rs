//! Which tasks to leave out: those that matter least, and no more of them than it takes. The search for a set from which
//! nothing can be taken is that of QuickXplain (Junker, 2004): k tasks out of n take about k · log n schedules.

use std::cmp::Reverse;

use jiff::civil::Date;
use planwright_domain::{Kind, LinkType, Patch, Priority, Status, Task, TaskChange, TaskId};

use super::Dropped;
use super::trial::Trial;
use crate::schedule::effort_left;

/// One task alone is looked for among so many.
const MOST_ALONE: usize = 40;

/// What to leave out; `None` where leaving out everything that could be is not enough.
pub(super) fn least(trial: &mut Trial<'_>) -> Option<Dropped> {
    let candidates = candidates(trial);
    let enough = prefix(trial, &candidates)?;
    let tasks = match alone(trial, &candidates[..enough]) {
        Some(task) => vec![task],
        None => irreducible(trial, &mut Vec::new(), &candidates[..enough], false),
    };
    let finish = trial.holds(&without(trial, &tasks))?;
    let effort = |id: &TaskId| trial.plan.project.task(*id).map_or(0, |task| u64::from(effort_left(task)));
    Some(Dropped { effort: tasks.iter().map(effort).sum(), tasks, finish })
}

/// Everything that could be left out: what matters least first; then what nothing waits for, what has not begun, what is
/// critical, and what takes longest.
fn candidates(trial: &Trial<'_>) -> Vec<TaskId> {
    let plan = trial.plan;
    let blocks = plan.project.links().filter(|link| link.link_type == LinkType::Blocks);
    let waited: std::collections::BTreeSet<TaskId> = blocks.map(|link| link.from).collect();
    let key = |task: &Task| {
        let critical = plan.slot(task).is_some_and(|slot| slot.critical);
        let priority = task.priority.unwrap_or(Priority::Medium);
        (
            priority,
            waited.contains(&task.id),
            task.status != Status::Todo,
            !critical,
            Reverse(effort_left(task)),
        )
    };
    let mut all: Vec<&Task> =
        plan.open().filter(|task| task.kind == Kind::Task && takes_time(task)).collect();
    all.sort_by_cached_key(|task| key(task));
    all.into_iter().map(|task| task.id).collect()
}

fn takes_time(task: &Task) -> bool {
    effort_left(task) > 0 || task.duration.is_some_and(|minutes| minutes > 0)
}

/// How many of the candidates are enough, the first first: about as few as can be, found by doubling and halving.
fn prefix(trial: &mut Trial<'_>, candidates: &[TaskId]) -> Option<usize> {
    let mut enough = 1.min(candidates.len());
    while trial.holds(&without(trial, &candidates[..enough])).is_none() {
        if enough == candidates.len() || trial.stopped {
            return None;
        }
        enough = (enough * 2).min(candidates.len());
    }
    let (mut low, mut high) = (enough / 2, enough);
    while low + 1 < high {
        let middle = low.midpoint(high);
        match trial.holds(&without(trial, &candidates[..middle])) {
            Some(_) => high = middle,
            None => low = middle,
        }
    }
    Some(high)
}

/// The one task that is enough alone, of those that matter least the one with the least effort.
fn alone(trial: &mut Trial<'_>, candidates: &[TaskId]) -> Option<TaskId> {
    let plan = trial.plan;
    let mut all: Vec<(Priority, u32, TaskId)> = candidates
        .iter()
        .filter_map(|id| plan.project.task(*id))
        .map(|task| (task.priority.unwrap_or(Priority::Medium), effort_left(task), task.id))
        .collect();
    all.sort_unstable();
    all.into_iter().take(MOST_ALONE).map(|(.., id)| id).find(|id| {
        let finish: Option<Date> = trial.holds(&without(trial, &[*id]));
        finish.is_some()
    })
}

/// Those of `from` that have to go beside `gone`; `news` tells whether `gone` has grown since it was last found wanting.
fn irreducible(trial: &mut Trial<'_>, gone: &mut Vec<TaskId>, from: &[TaskId], news: bool) -> Vec<TaskId> {
    if news && trial.holds(&without(trial, gone)).is_some() {
        return Vec::new();
    }
    if from.len() <= 1 {
        return from.to_vec();
    }
    let (first, second) = from.split_at(from.len() / 2);
    let before = gone.len();
    gone.extend(first);
    let of_second = irreducible(trial, gone, second, true);
    gone.truncate(before);
    gone.extend(&of_second);
    let mut of_first = irreducible(trial, gone, first, !of_second.is_empty());
    gone.truncate(before);
    of_first.extend(of_second);
    of_first
}

/// The plan without some tasks.
fn without(trial: &Trial<'_>, tasks: &[TaskId]) -> Patch {
    let mut patch = trial.patch();
    for id in tasks {
        patch.update(*id, TaskChange { status: Some(Status::Cancelled), ..TaskChange::default() });
    }
    patch
}
