//! The timetable: what the two passes say of each task, and of the whole. It is computed and thrown away, never stored,
//! and holds no reference to the project it came from.

use jiff::civil::Date;

use super::Work;
use super::calendar::WorkTime;
use super::passes::{Job, Passes, passes};
use crate::id::{IdMap, TaskId};
use crate::network::Network;

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
#[derive(Debug, Clone)]
pub struct Timetable {
    time: WorkTime,
    slots: IdMap<TaskId, u32>,
    times: Vec<Times>,
    makespan: i64,
    unestimated: usize,
}

impl Timetable {
    /// The two passes over `network`, asking `work` once about each task; `None` while the network has cycles.
    pub fn of(network: &Network, time: WorkTime, work: impl Fn(TaskId) -> Work) -> Option<Self> {
        if !network.is_ordered() {
            return None;
        }
        let graph = network.graph();
        let mut jobs = vec![Job::default(); graph.ids.len()];
        let mut dues = vec![i64::MAX; graph.ids.len()];
        let mut unestimated = 0;
        for (&id, &slot) in network.slots() {
            let work = work(id);
            let leaf = graph.is_leaf(slot);
            unestimated += usize::from(leaf && work.minutes.is_none());
            jobs[slot as usize] = Job {
                minutes: if leaf { i64::from(work.minutes.unwrap_or(0)) } else { 0 },
                not_before: work.not_before.map_or(0, |date| time.opening(date)),
            };
            dues[slot as usize] = work.due.map_or(i64::MAX, |date| time.closing(date));
        }
        let found = passes(network, &time, &jobs);
        let times = (0..jobs.len())
            .map(|slot| times(&found, slot, jobs[slot], dues[slot], graph.is_leaf(slot as u32)));
        let (times, makespan) = (times.collect(), found.makespan);
        Some(Self { time, slots: network.slots().clone(), times, makespan, unestimated })
    }

    /// The times of a task.
    pub fn get(&self, id: TaskId) -> Option<&Times> {
        self.slots.get(&id).map(|&slot| &self.times[slot as usize])
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
        self.makespan
    }

    /// The working day on which the project can finish.
    pub fn finish(&self) -> Date {
        self.time.finish(self.makespan).0
    }

    /// How many work packages nobody has estimated: they count as taking no time, so that the project may take longer.
    pub fn unestimated(&self) -> usize {
        self.unestimated
    }

    /// The critical work packages and milestones, by early start, early finish and id.
    pub fn critical(&self) -> Vec<TaskId> {
        let mut found: Vec<(i64, i64, TaskId)> = self
            .slots
            .iter()
            .map(|(&id, &slot)| (&self.times[slot as usize], id))
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
            .map(|(&id, &slot)| (id, self.times[slot as usize].overdue))
            .filter(|&(_, by)| by > 0)
            .collect();
        found.sort_unstable_by_key(|&(id, by)| (-by, id));
        found
    }

    /// Whether the project finishes by the end of `deadline`'s working day.
    pub fn verdict(&self, deadline: Date) -> Verdict {
        let spare = self.time.closing(deadline) - self.makespan;
        if spare >= 0 { Verdict::Holds { spare } } else { Verdict::Misses { by: -spare } }
    }
}

fn times(found: &Passes, slot: usize, job: Job, due: i64, leaf: bool) -> Times {
    let (early, late) = (found.early[slot], found.late[slot]);
    let early_start = if leaf { early.start } else { found.begun[slot] };
    let total_slack = if leaf {
        (late.start - early.start).min(late.finish - early.finish)
    } else {
        late.finish - early.finish
    };
    Times {
        early_start,
        early_finish: early.finish,
        late_start: late.start,
        late_finish: late.finish,
        total_slack,
        free_slack: found.free[slot],
        critical: leaf && total_slack == 0,
        overdue: (early.finish - due).max(0),
        opens: job.not_before > 0 && job.not_before == early.start && early.start == early.finish,
    }
}
