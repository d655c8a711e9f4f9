//! What a task asks of its dates, as bounds on the axis. A day's bound on a start is its opening, one on a finish or
//! on the latest start its end; what is closed asks nothing, and what has begun has started when it did.
//!
//! A soft constraint that holds something back is kept until a hard one stands against it; one that holds something up
//! bounds nothing and is wished for.

use jiff::civil::{Date, Time};

use super::axis::Axis;
use super::clock::CREW;
use super::items::Extra;
use super::zone::{DAY, midnight};
use crate::constraint::{Constraint, ConstraintKind};
use crate::status::Status;
use crate::task::Task;

/// What a task asks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Asked {
    not_before: Option<Date>,
    due: Option<Date>,
    constraint: Option<Constraint>,
    late: bool,
    begun: bool,
}

/// How a task is worked on, as far as its bounds depend on that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// The line it is worked on by, or a crew.
    pub(super) line: u32,
    /// What lags of links that enter it are counted in.
    pub(super) lag_line: u32,
    /// Whether it takes time, by itself or by what is below it.
    pub(super) lasts: bool,
}

/// Which bound a moment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    /// The last moment of the day: what begins in it begins on that day.
    StartBy,
    FinishFrom,
    FinishBy,
}

impl Asked {
    /// What `task` asks; `late` when a summary task above asks it to be as late as possible.
    pub(super) fn of(task: &Task, late: bool) -> Self {
        if task.status.is_closed() {
            return Self::default();
        }
        let begun = task.status == Status::InProgress;
        let constraint = task.constraint.filter(|c| !begun || c.kind.is_of_finish());
        let late = late || constraint.is_some_and(|c| c.kind == ConstraintKind::AsLateAsPossible);
        Self { not_before: task.start, due: task.due, constraint, late, begun }
    }

    /// Whether work on it goes on already.
    pub(super) fn is_begun(&self) -> bool {
        self.begun
    }

    pub(super) fn is_late(&self) -> bool {
        self.late
    }

    /// Whether it speaks of more than whole days.
    pub(super) fn names_an_hour(&self) -> bool {
        self.constraint.is_some_and(|c| c.time.is_some())
    }

    /// Whether part of it holds only until something harder stands against it.
    pub(super) fn gives_way(&self) -> bool {
        self.constraint.is_some_and(|c| !c.hard && holds_back(c.kind))
    }

    /// The bounds it amounts to for work on a line, if any, with soft ones or without.
    pub(super) fn extra(&self, axis: &Axis, work: Manner, soft: bool) -> Option<Extra> {
        let lag_line = work.lag_line;
        let empty = self.not_before.is_none() && self.due.is_none() && self.constraint.is_none();
        if empty && !self.late && lag_line == 0 {
            return None;
        }
        let mut extra = Extra { lag_line, late: self.late, ..Extra::default() };
        if let Some(date) = self.not_before {
            extra.lower.start = bound(axis, work, date, None, Edge::Start);
        }
        if let Some(date) = self.due {
            extra.due = axis.end_of(date);
        }
        if let Some(constraint) = self.constraint
            && let Some(date) = constraint.date
        {
            extra.kind = Some(constraint.kind);
            let at = |edge| bound(axis, work, date, constraint.time, edge);
            let finish = constraint.kind.is_of_finish();
            if holds_back(constraint.kind) && (soft || constraint.hard) {
                let lower = extra.lower.at_mut(finish);
                let from = at(if finish { Edge::FinishFrom } else { Edge::Start });
                if from > *lower {
                    *lower = from;
                    extra.held_start = Some(constraint.kind).filter(|_| !finish);
                }
            }
            if holds_up(constraint.kind) {
                let by = at(match constraint.kind {
                    ConstraintKind::StartNoLaterThan => Edge::StartBy,
                    _ if finish => Edge::FinishBy,
                    _ => Edge::Start,
                });
                let bounds = if constraint.hard { &mut extra.upper } else { &mut extra.wished };
                *bounds.at_mut(finish) = by;
                extra.cost = i64::from(constraint.cost.unwrap_or(1));
            }
        }
        Some(extra)
    }
}

/// Whether a kind of constraint keeps a task from being early.
fn holds_back(kind: ConstraintKind) -> bool {
    use ConstraintKind::{FinishNoEarlierThan, MustFinishOn, MustStartOn, StartNoEarlierThan};
    matches!(kind, StartNoEarlierThan | FinishNoEarlierThan | MustStartOn | MustFinishOn)
}

/// Whether it keeps it from being late.
fn holds_up(kind: ConstraintKind) -> bool {
    use ConstraintKind::{FinishNoLaterThan, MustFinishOn, MustStartOn, StartNoLaterThan};
    matches!(kind, StartNoLaterThan | FinishNoLaterThan | MustStartOn | MustFinishOn)
}

fn bound(axis: &Axis, work: Manner, date: Date, time: Option<Time>, edge: Edge) -> i64 {
    // What takes time begins before the end of the last day on which it may.
    let before = i64::from(edge == Edge::StartBy && work.lasts);
    let woven = match axis {
        Axis::Plain(time) if edge == Edge::Start => return time.opening(date),
        Axis::Plain(time) => return time.closing(date) - before,
        Axis::Woven(woven) => woven,
    };
    if let Some(time) = time {
        return woven.moment(midnight(date) + i64::from(time.hour()) * 60 + i64::from(time.minute()));
    }
    let Manner { line, .. } = work;
    let number = if line & CREW == 0 { line } else { woven.lines.crew(line)[0].line };
    let line = woven.lines.line(number);
    let end = woven.moment(midnight(date) + DAY);
    match edge {
        Edge::Start => line.open(woven.moment(midnight(date))),
        Edge::FinishFrom => line.first(line.work(end)),
        Edge::FinishBy | Edge::StartBy => end - before,
    }
}
