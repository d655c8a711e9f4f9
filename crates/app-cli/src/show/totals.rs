//! What a plan amounts to: how many tasks, how much effort.

use planwright::domain::{IdMap, Kind, Project, Rollup, Status, Task, TaskId};

use super::words::{count, effort, hours};

/// What a plan amounts to.
#[derive(Debug)]
pub(super) struct Totals {
    /// Work packages that are not cancelled.
    pub(super) tasks: usize,
    /// Milestones that are not cancelled.
    pub(super) milestones: usize,
    /// Effort of everything that is not cancelled, in person-minutes.
    pub(super) effort: u64,
    /// Part of it that is done.
    pub(super) effort_done: u64,
    /// Work packages and milestones that are done.
    pub(super) done: u32,
    /// Work packages and milestones that are not cancelled.
    pub(super) leaves: u32,
    /// Open work packages without an effort.
    pub(super) unestimated: usize,
}

impl Totals {
    /// Of a project with the roll-ups of its tasks.
    pub(super) fn of(project: &Project, rollups: &IdMap<TaskId, Rollup>) -> Self {
        let mut totals =
            Self { tasks: 0, milestones: 0, effort: 0, effort_done: 0, done: 0, leaves: 0, unestimated: 0 };
        let counts = |task: &&Task| !project.is_summary(task.id) && task.status != Status::Cancelled;
        for task in project.tasks().filter(counts) {
            match task.kind {
                Kind::Milestone => totals.milestones += 1,
                Kind::Task => {
                    totals.tasks += 1;
                    totals.unestimated += usize::from(task.effort.is_none() && !task.status.is_closed());
                }
            }
        }
        for rollup in project.children(None).filter_map(|t| rollups.get(&t.id)) {
            totals.effort += rollup.effort;
            totals.effort_done += rollup.effort_done;
            totals.done += rollup.leaves_done;
            totals.leaves += rollup.leaves;
        }
        totals
    }

    /// In words, beside the effort there was.
    pub(super) fn say(&self, was: Option<&Self>, per_day: u32) -> String {
        let mut text = count(self.tasks, "task");
        if self.milestones > 0 {
            text.push_str(&format!(", {}", count(self.milestones, "milestone")));
        }
        let days = effort(self.effort, per_day);
        text.push_str(&format!(", {days} of effort"));
        let in_hours = hours(self.effort);
        if in_hours != days {
            text.push_str(&format!(" ({in_hours})"));
        }
        if let Some(was) = was.filter(|was| was.effort != self.effort) {
            text.push_str(&format!(", was {}", effort(was.effort, per_day)));
        }
        text
    }

    /// Progress in thousandths: done effort over effort, or what is done over all where there is no effort.
    pub(super) fn progress(&self) -> u16 {
        let (part, whole) = match self.effort {
            0 => (u64::from(self.done), u64::from(self.leaves)),
            effort => (self.effort_done, effort),
        };
        (part * 1000).checked_div(whole).unwrap_or(0).min(1000) as u16
    }
}
