//! The timetable: what the two passes say of each task, and of the whole. It is computed and thrown away, never stored,
//! and holds no reference to the project it came from.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::Work;
use super::axis::Axis;
use super::calendar::WorkTime;
use super::clock::Span;
use super::items::{Extra, Items, Job, Part};
use super::passes::{Passes, passes};
use super::retime::Reach;
use crate::id::{IdMap, TaskId};
use crate::network::Network;
use crate::network::graph::{finish, start};

/// When a task can and must take place. Moments are the project's working minutes from its start; slack is counted in the
/// working time of those who do the task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The earliest it can start. Of a summary task: the earliest that something below it does.
    pub early_start: i64,
    /// The earliest it can finish.
    pub early_finish: i64,
    /// The latest it must start for the project to finish at its earliest and every hard constraint to hold.
    pub late_start: i64,
    /// The latest it must finish for that.
    pub late_finish: i64,
    /// How long it can slip before the project does or a hard constraint breaks; negative where one is broken already.
    pub total_slack: i64,
    /// How long it can slip before any task that waits for it does.
    pub free_slack: i64,
    /// No total slack. Work packages and milestones only, never summary tasks.
    pub critical: bool,
    /// By how much its early finish is past the end of its due day; 0 when it is not, or is not due.
    pub overdue: i64,
}

/// When a task takes place: on the project's clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dates {
    /// When it starts: as early as it can, or as late as possible where that is asked for.
    pub start: DateTime,
    /// When it finishes.
    pub finish: DateTime,
    /// The latest it must start.
    pub late_start: DateTime,
    /// The latest it must finish.
    pub late_finish: DateTime,
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
    pub(super) axis: Axis,
    pub(super) slots: Arc<IdMap<TaskId, u32>>,
    /// By slot.
    ids: Vec<TaskId>,
    pub(super) items: Items,
    pub(super) passes: Passes,
    /// Empty until a task changes.
    pub(super) reach: Reach,
}

impl Timetable {
    /// The two passes over `network` when everybody works as `time` says, asking `work` about each task; `None` while the
    /// network has cycles.
    pub fn of(network: &Network, time: WorkTime, work: impl Fn(TaskId) -> Work) -> Option<Self> {
        let graph = network.graph();
        Self::over(network, Axis::Plain(time), |slot| Job::plain(&work(graph.ids[slot as usize]), &time))
    }

    pub(super) fn over(network: &Network, axis: Axis, job: impl FnMut(u32) -> Job) -> Option<Self> {
        if !network.is_ordered() {
            return None;
        }
        let items = Items::of(network, job);
        let passes = match &axis {
            Axis::Plain(time) => passes(&items, time),
            Axis::Woven(woven) => passes(&items, &woven.lines),
        };
        Some(Self::placed(network, axis, items, passes))
    }

    /// What was found over the items of a network, in whatever way.
    pub(super) fn placed(network: &Network, axis: Axis, items: Items, passes: Passes) -> Self {
        let (slots, ids) = (Arc::clone(network.slots()), network.graph().ids.clone());
        Self { axis, slots, ids, items, passes, reach: Reach::default() }
    }

    /// The times of a task.
    pub fn get(&self, id: TaskId) -> Option<Times> {
        self.slots.get(&id).map(|&slot| self.times(slot))
    }

    /// When a task takes place, on the project's clocks.
    pub fn dates(&self, id: TaskId) -> Option<Dates> {
        let (opening, closing) = self.places(*self.slots.get(&id)?);
        let (found, axis) = (&self.passes, &self.axis);
        let (starts, finishes) = (found.begun[opening].at(), found.placed()[closing].finish);
        let (late_start, late_finish) = (found.late[opening].start, self.late_finish(opening, closing));
        let lasts = starts < finishes;
        let opens = !lasts && self.opens(opening);
        let at = |moment: i64, opens: bool| if opens { axis.opening(moment) } else { axis.closing(moment) };
        Some(Dates {
            start: at(starts, lasts || opens),
            finish: at(finishes, opens),
            late_start: at(late_start, lasts || opens),
            late_finish: at(late_finish, opens),
        })
    }

    /// The days on which a task starts and finishes.
    pub fn days(&self, id: TaskId) -> Option<(Date, Date)> {
        let dates = self.dates(id)?;
        let (opening, _) = self.places(*self.slots.get(&id)?);
        Some(match dates.start < dates.finish {
            true => (dates.start.date(), last_day(dates.finish)),
            false if self.opens(opening) => (dates.start.date(), dates.start.date()),
            false => {
                // What takes no time at the very start closes no day before it.
                let day = last_day(dates.finish).max(self.axis.opening(0).date());
                (day, day)
            }
        })
    }

    /// Working minutes of those who do a task from its start to its finish; of a summary task those of the project.
    pub fn lasts(&self, id: TaskId) -> Option<i64> {
        let (opening, closing) = self.places(*self.slots.get(&id)?);
        let (start, finish) = (self.passes.begun[opening].at(), self.passes.placed()[closing].finish);
        let item = &self.items.all[opening];
        Some(match item.leaf {
            true => self.axis.between(item, start, finish),
            false => self.axis.worked(finish) - self.axis.worked(start),
        })
    }

    /// Working minutes from the project's start to its earliest finish.
    pub fn makespan(&self) -> i64 {
        self.axis.worked(self.passes.makespan)
    }

    /// The working day on which the project can finish: without any work the day on which it could begin.
    pub fn finish(&self) -> Date {
        last_day(self.axis.closing(self.passes.makespan)).max(self.axis.opening(0).date())
    }

    /// Of the work from so many working minutes on: its first day, the last of the project, and how many working days it
    /// takes from one to the other.
    pub fn span(&self, from: i64) -> (Date, Date, i64) {
        let per_day = self.axis.minutes_per_day();
        let minutes = self.makespan();
        let days = minutes.div_euclid(per_day) + i64::from(minutes.rem_euclid(per_day) > 0) - from / per_day;
        (self.axis.opening(self.axis.at_work(from)).date(), self.finish(), days)
    }

    /// Working minutes of the project's day.
    pub fn minutes_per_day(&self) -> i64 {
        self.axis.minutes_per_day()
    }

    /// How many work packages nobody has estimated: they count as taking no time, so that the project may take longer.
    pub fn unestimated(&self) -> usize {
        self.items.unestimated
    }

    /// The critical work packages and milestones, by early start, early finish and id.
    pub fn critical(&self) -> Vec<TaskId> {
        self.nearly_critical(0)
    }

    /// The work packages and milestones with no more total slack than this, by early start, early finish and id.
    pub fn nearly_critical(&self, slack: i64) -> Vec<TaskId> {
        let mut found: Vec<(i64, i64, TaskId)> = Vec::new();
        for (opening, item) in self.items.all.iter().enumerate().filter(|(_, item)| item.leaf) {
            let closing = item.other as usize;
            if item.part != Part::Closing && self.total_slack(opening, closing) <= slack {
                let (start, finish) = (self.passes.begun[opening].at(), self.passes.early[closing].finish);
                found.push((start, finish, self.ids[item.slot as usize]));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The tasks that miss their due date, the worst first, then by id, and by how many working minutes.
    pub fn overdue(&self) -> Vec<(TaskId, i64)> {
        let mut found: Vec<(TaskId, i64)> = self
            .slots
            .iter()
            .map(|(&id, &slot)| (id, self.late_by(slot)))
            .filter(|&(_, by)| by > 0)
            .collect();
        found.sort_unstable_by_key(|&(id, by)| (-by, id));
        found
    }

    /// Whether the project finishes by the end of `deadline`'s working day.
    pub fn verdict(&self, deadline: Date) -> Verdict {
        let end = self.axis.end_of(deadline);
        let spare = self.axis.worked(end) - self.makespan();
        match self.passes.makespan > end {
            true => Verdict::Misses { by: (-spare).max(1) },
            false => Verdict::Holds { spare },
        }
    }

    /// The items with a task's start and its finish.
    pub(super) fn places(&self, slot: u32) -> (usize, usize) {
        let of_node = |node: u32| self.items.of_node[node as usize] as usize;
        (of_node(start(slot)), of_node(finish(slot)))
    }

    fn times(&self, slot: u32) -> Times {
        let (opening, closing) = self.places(slot);
        let found = &self.passes;
        let total_slack = self.total_slack(opening, closing);
        let worked = |moment: i64| self.axis.worked(moment);
        Times {
            early_start: worked(found.begun[opening].at()),
            early_finish: worked(found.placed()[closing].finish),
            late_start: worked(found.late[opening].start),
            late_finish: worked(self.late_finish(opening, closing)),
            total_slack,
            // What moves nothing else does not move the finish; those who work at other times may count it as more.
            free_slack: self.free_slack(opening, closing).min(total_slack.max(0)),
            critical: self.items.all[opening].leaf && total_slack <= 0,
            overdue: self.late_by(slot),
        }
    }

    fn total_slack(&self, opening: usize, closing: usize) -> i64 {
        self.slack(opening, closing, self.passes.late[opening].start, &self.passes.late)
    }

    fn free_slack(&self, opening: usize, closing: usize) -> i64 {
        let bounds = &self.passes.unmoved;
        let both = Span { start: bounds[opening].start, finish: bounds[closing].finish };
        self.slack(opening, closing, self.axis.latest(&self.items.all[opening], both).start, bounds)
    }

    /// How far a task is from what bounds it from above.
    fn slack(&self, opening: usize, closing: usize, start: i64, bounds: &[Span]) -> i64 {
        let item = &self.items.all[opening];
        let placed = self.passes.placed();
        let by_start = || self.axis.between(item, placed[opening].start, start);
        let by_finish = || self.axis.between(item, placed[closing].finish, bounds[closing].finish);
        match (item.part, item.leaf) {
            (Part::Whole, _) => by_start(),
            (_, true) => by_finish().min(by_start()),
            (_, false) => by_finish(),
        }
    }

    /// The latest finish of a task, told as when its work would be done.
    fn late_finish(&self, opening: usize, closing: usize) -> i64 {
        let item = &self.items.all[opening];
        match item.part {
            Part::Whole => self.axis.done(item, self.passes.late[opening].start),
            _ => self.passes.late[closing].finish,
        }
    }

    fn late_by(&self, slot: u32) -> i64 {
        let (opening, closing) = self.places(slot);
        let item = &self.items.all[opening];
        let Some(&Extra { due, .. }) = self.items.extra(item) else { return 0 };
        let finish = self.passes.placed()[closing].finish;
        if finish <= due { 0 } else { self.axis.between(item, due, finish).max(1) }
    }

    /// Whether something that takes no time opens the day it is not to be before, rather than closing the one before.
    fn opens(&self, at: usize) -> bool {
        let held = self.items.extra(&self.items.all[at]).map(|extra| extra.lower.start);
        held.is_some_and(|held| held > 0 && held == self.passes.begun[at].at())
    }
}

/// The day that ends or goes on at a moment.
pub(super) fn last_day(at: DateTime) -> Date {
    at.saturating_sub(jiff::Span::new().minutes(1)).date()
}
