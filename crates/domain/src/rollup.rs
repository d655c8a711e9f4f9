//! What summary tasks make of their children (upwards) and children of their summary tasks (downwards). Computed,
//! never stored; a summary task's own stated effort and status are kept beside the roll-up, and a difference is a
//! warning, not an error.
//!
//! Upwards: effort is the sum over work packages that are not cancelled (a summary task below which nobody stated an
//! effort keeps its own, done to the part of its work packages that is done); progress is done effort over effort, or
//! done work packages over all where there is no effort, and never full while something is open; status follows
//! [`Rollup::status`]. What is archived counts as before: putting work out of sight does not change a plan's sums.
//! Downwards: the earliest due date, the latest start date and the highest
//! priority hold for everything below; what is archived hides everything below.

use jiff::civil::Date;

use crate::id::{IdMap, TaskId};
use crate::project::{Names, Project, Wbs};
use crate::remark::Warning;
use crate::status::{Kind, Priority, Status};
use crate::task::Task;

/// What a task amounts to with everything below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rollup {
    /// Effort in person-minutes.
    pub effort: u64,
    /// Effort of what is done, in person-minutes; of work in progress its actual minutes, at most its effort.
    pub effort_done: u64,
    /// Minutes spent.
    pub actual: u64,
    /// Work packages and milestones that are not cancelled.
    pub leaves: u32,
    /// Those of them that are done.
    pub leaves_done: u32,
    /// Those of them that are tasks without an effort.
    pub unestimated: u32,
    /// A leaf's own status. Of a summary task: cancelled when all below is; done when all is closed; in progress when
    /// something is, or something is closed and something is not; blocked when all that is open is; else to do.
    pub status: Status,
}

impl Rollup {
    /// Progress in thousandths: 1,000 only when everything below is closed, so that neither work without an effort nor
    /// more minutes spent than planned make open work look done.
    pub fn progress(&self) -> u16 {
        let most = if self.status.is_closed() || self.leaves_done == self.leaves { 1000 } else { 999 };
        let (part, whole) = if self.effort > 0 {
            (self.effort_done, self.effort)
        } else {
            (u64::from(self.leaves_done), u64::from(self.leaves))
        };
        match (part * 1000).checked_div(whole) {
            Some(progress) => progress.min(most) as u16,
            None if self.status == Status::Done => 1000,
            None => 0,
        }
    }

    fn of_leaf(task: &Task) -> Self {
        let counts = task.status != Status::Cancelled;
        let effort = if counts { u64::from(task.effort.unwrap_or(0)) } else { 0 };
        let actual = u64::from(task.actual.unwrap_or(0));
        let effort_done = match task.status {
            Status::Done => effort,
            _ => actual.min(effort),
        };
        Self {
            effort,
            effort_done,
            actual,
            leaves: u32::from(counts),
            leaves_done: u32::from(task.status == Status::Done),
            unestimated: u32::from(counts && task.effort.is_none() && task.kind == Kind::Task),
            status: task.status,
        }
    }

    fn of_children(task: &Task, children: &[Self]) -> Self {
        let sum = |part: fn(&Self) -> u64| children.iter().map(part).sum::<u64>();
        let count = |part: fn(&Self) -> u32| children.iter().map(part).sum::<u32>();
        let mut rollup = Self {
            effort: sum(|c| c.effort),
            effort_done: sum(|c| c.effort_done),
            actual: sum(|c| c.actual) + u64::from(task.actual.unwrap_or(0)),
            leaves: count(|c| c.leaves),
            leaves_done: count(|c| c.leaves_done),
            unestimated: count(|c| c.unestimated),
            status: together(&children.iter().map(|c| c.status).collect::<Vec<_>>()),
        };
        if rollup.effort == 0 && rollup.unestimated > 0 {
            rollup.effort = u64::from(task.effort.unwrap_or(0));
            let (done, all) = (u64::from(rollup.leaves_done), u64::from(rollup.leaves));
            rollup.effort_done = (rollup.effort * done).checked_div(all).unwrap_or(0);
        }
        rollup
    }
}

/// The status of work of these states taken together; see [`Rollup::status`].
pub(crate) fn together(states: &[Status]) -> Status {
    let all = |test: fn(Status) -> bool| states.iter().all(|s| test(*s));
    let any = |test: fn(Status) -> bool| states.iter().any(|s| test(*s));
    if all(|s| s == Status::Cancelled) {
        Status::Cancelled
    } else if all(Status::is_closed) {
        Status::Done
    } else if any(|s| s == Status::InProgress) || any(|s| s == Status::Done) {
        Status::InProgress
    } else if all(|s| s.is_closed() || s == Status::Blocked) {
        Status::Blocked
    } else {
        Status::Todo
    }
}

/// The roll-up of every task that hangs in the tree.
pub fn roll_up(project: &Project) -> IdMap<TaskId, Rollup> {
    let mut found: IdMap<TaskId, Rollup> = IdMap::default();
    let order: Vec<&Task> = project.walk().map(|w| w.task).collect();
    for task in order.into_iter().rev() {
        let children: Vec<Rollup> =
            project.children(Some(task.id)).filter_map(|c| found.get(&c.id).copied()).collect();
        let rollup =
            if children.is_empty() { Rollup::of_leaf(task) } else { Rollup::of_children(task, &children) };
        found.insert(task.id, rollup);
    }
    found
}

/// The roll-up of one task; costs what is below it.
pub fn roll_up_task(project: &Project, id: TaskId) -> Option<Rollup> {
    let mut found: IdMap<TaskId, Rollup> = IdMap::default();
    for task in project.subtree(id).into_iter().rev() {
        let children: Vec<Rollup> =
            project.children(Some(task.id)).filter_map(|c| found.get(&c.id).copied()).collect();
        let rollup =
            if children.is_empty() { Rollup::of_leaf(task) } else { Rollup::of_children(task, &children) };
        found.insert(task.id, rollup);
    }
    found.get(&id).copied()
}

/// What holds for a task because of the summary tasks above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inherited {
    /// The earliest due date of the task and those above it.
    pub due: Option<Date>,
    /// The latest start date of the task and those above it.
    pub start: Option<Date>,
    /// The highest priority of the task and those above it.
    pub priority: Option<Priority>,
    /// Whether it or one above it is archived.
    pub archived: bool,
    /// Whether one above it is done or cancelled.
    pub closed_above: bool,
}

/// What holds for a task, its own fields and those of the summary tasks above it together.
pub fn inherited(project: &Project, task: &Task) -> Inherited {
    let mut held = Inherited {
        due: task.due,
        start: task.start,
        priority: task.priority,
        archived: task.archived,
        closed_above: false,
    };
    for above in project.ancestors(task.id) {
        held.due = [held.due, above.due].into_iter().flatten().min();
        held.start = held.start.max(above.start);
        held.priority = held.priority.max(above.priority);
        held.archived |= above.archived;
        held.closed_above |= above.status.is_closed();
    }
    held
}

/// Summary tasks whose own stated effort or status says something else than what is below them.
pub fn differences(project: &Project) -> Vec<Warning> {
    let (rollups, names) = (roll_up(project), Names::of(project));
    let mut warnings = Vec::new();
    for Wbs { task, .. } in project.walk().filter(|w| project.is_summary(w.task.id)) {
        let Some(rollup) = rollups.get(&task.id) else { continue };
        if let Some(own) = task.effort
            && u64::from(own) != rollup.effort
            && rollup.effort > 0
        {
            let name = names.name(task.id);
            let told = |minutes| crate::amount(minutes, project.meta().minutes_per_day);
            let (own, below) = (told(u64::from(own)), told(rollup.effort));
            let text = format!("{name} states {own} of effort; the tasks below it add up to {below}");
            warnings.push(Warning::new("effort-differs", text));
        }
        if task.status.is_closed() && !rollup.status.is_closed() {
            let name = names.name(task.id);
            let text = format!("{name} is {}, but not everything below it is", task.status);
            warnings.push(Warning::new("status-differs", text));
        }
    }
    warnings
}

#[cfg(test)]
mod tests;
