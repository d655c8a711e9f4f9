//! The timetable: what the two passes say of each task, and of the whole. It is computed and thrown away, never stored,
//! and holds no reference to the project it came from.

use std::sync::Arc;

use jiff::civil::Date;

use super::Work;
use super::calendar::WorkTime;
use super::items::{Items, Part};
use super::passes::{Passes, passes};
use crate::id::{IdMap, TaskId};
use crate::network::Network;
use crate::network::graph::{finish, start};

/// When a task can and must take place, in working minutes from the project's start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The earliest it can start. Of a summary task: the earliest that something below it can.
    pub early_start: i64,
    /// The earliest it can finish.
    pub early_finish: i64,
    /// The latest it must start for the project to finish at its earliest.
    pub late_start: i64,
    /// The latest it must finish for the project to finish at its earliest.
    pub late_finish: i64,
    /// How long it can slip before the project does.
    pub total_slack: i64,
    /// How long it can slip before any task that waits for it does.
    pub free_slack: i64,
    /// No total slack. Work packages and milestones only, never summary tasks.
    pub critical: bool,
    /// By how much its early finish is past the end of its due day; 0 when it is not, or is not due.
    pub overdue: i64,
    /// It takes no time and opens the day it is not to be before, rather than closing the one before.
    opens: bool,
}

/// Whether a deadline holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does, with so many working minutes to spare.
    Holds {
        /// Working minutes from the project's finish to the end of the deadline's day.
        spare: i64,
    },
    /// It does not.
    Misses {
        /// Working minutes from the end of the deadline's day to the project's finish.
        by: i64,
    },
}

/// Early and late times of every task of a project.
#[derive(Debug)]
pub struct Timetable {
    time: WorkTime,
    slots: Arc<IdMap<TaskId, u32>>,
    items: Items,
    passes: Passes,
}

impl Timetable {
    /// The two passes over `network`, asking `work` about each task; `None` while the network has cycles.
    pub fn of(network: &Network, time: WorkTime, work: impl Fn(TaskId) -> Work) -> Option<Self> {
        if !network.is_ordered() {
            return None;
        }
        let items = Items::of(network, &time, work);
        let passes = passes(&items, &time);
        Some(Self { time, slots: Arc::clone(network.slots()), items, passes })
    }

    /// The times of a task.
    pub fn get(&self, id: TaskId) -> Option<Times> {
        self.slots.get(&id).map(|&slot| self.times(slot))
    }

    /// The working days on which a task starts and finishes if it begins as early as it can.
    pub fn days(&self, id: TaskId) -> Option<(Date, Date)> {
        let times = self.get(id)?;
        let start = self.time.start(times.early_start).0;
        let finish = self.time.finish(times.early_finish).0;
        Some(match times.early_finish - times.early_start {
            0 if times.opens => (start, start),
            0 => (finish, finish),
            _ => (start, finish),
        })
    }

    /// The working time it is counted in.
    pub fn time(&self) -> &WorkTime {
        &self.time
    }

    /// Working minutes from the project's start to its earliest finish.
    pub fn makespan(&self) -> i64 {
        self.passes.makespan
    }

    /// The working day on which the project can finish.
    pub fn finish(&self) -> Date {
        self.time.finish(self.passes.makespan).0
    }

    /// How many work packages nobody has estimated: they count as taking no time, so that the project may take longer.
    pub fn unestimated(&self) -> usize {
        self.items.unestimated
    }

    /// The critical work packages and milestones, by early start, early finish and id.
    pub fn critical(&self) -> Vec<TaskId> {
        let mut found: Vec<(i64, i64, TaskId)> = self
            .slots
            .iter()
            .map(|(&id, &slot)| (self.times(slot), id))
            .filter(|(times, _)| times.critical)
            .map(|(times, id)| (times.early_start, times.early_finish, id))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The tasks that miss their due date, the worst first, then by id, and by how many working minutes.
    pub fn overdue(&self) -> Vec<(TaskId, i64)> {
        let mut found: Vec<(TaskId, i64)> = self
            .slots
            .iter()
            .map(|(&id, &slot)| (id, self.times(slot).overdue))
            .filter(|&(_, by)| by > 0)
            .collect();
        found.sort_unstable_by_key(|&(id, by)| (-by, id));
        found
    }

    /// Whether the project finishes by the end of `deadline`'s working day.
    pub fn verdict(&self, deadline: Date) -> Verdict {
        let spare = self.time.closing(deadline) - self.passes.makespan;
        if spare >= 0 { Verdict::Holds { spare } } else { Verdict::Misses { by: -spare } }
    }

    fn times(&self, slot: u32) -> Times {
        let opening = self.items.of_node[start(slot) as usize] as usize;
        let closing = self.items.of_node[finish(slot) as usize] as usize;
        let (item, found) = (self.items.all[opening], &self.passes);
        let (early_start, early_finish) = (found.begun[opening], found.early[closing].finish);
        let (late_start, late_finish) = (found.late[opening].start, found.late[closing].finish);
        let (mut total_slack, mut free_slack) =
            (late_finish - early_finish, found.unmoved[closing] - early_finish);
        if item.leaf && item.part == Part::Opening {
            total_slack = total_slack.min(late_start - early_start);
            free_slack = free_slack.min(found.unmoved[opening] - early_start);
        }
        Times {
            early_start,
            early_finish,
            late_start,
            late_finish,
            total_slack,
            free_slack,
            critical: item.leaf && total_slack == 0,
            overdue: early_finish.saturating_sub(item.due).max(0),
            opens: item.not_before > 0 && item.not_before == early_start && early_start == early_finish,
        }
    }
}
