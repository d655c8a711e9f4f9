//! What was asked of when tasks take place and does not come true in a schedule.

use jiff::civil::DateTime;
use planwright_domain::schedule::Clash;
use planwright_domain::{Constraint, ConstraintKind, Status, Task, TaskId};

use super::{Schedule, Slot};

/// A constraint that a schedule does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// The task.
    pub task: TaskId,
    /// What is asked of it.
    pub constraint: Constraint,
    /// When it starts, or finishes where that is what the constraint speaks of.
    pub at: DateTime,
}

impl Schedule {
    /// The constraints that are missed: soft ones, and of a leveled schedule hard ones that people's time leaves no room
    /// for. What nobody's time could help is a [clash](Self::clashes).
    pub fn missed(&self) -> Vec<Missed> {
        let clashes = self.clashes();
        let clash = |id: TaskId| {
            clashes.iter().any(|clash| matches!(clash, Clash::Constraint { task, .. } if *task == id))
        };
        let tasks = self.project.walk().map(|met| met.task);
        tasks
            .filter_map(|task| missed(task, &self.slot(task)?))
            .filter(|missed| !(missed.constraint.hard && clash(missed.task)))
            .collect()
    }
}

fn missed(task: &Task, slot: &Slot) -> Option<Missed> {
    use ConstraintKind::{FinishNoLaterThan, MustFinishOn, MustStartOn, StartNoLaterThan};
    let constraint = task.constraint?;
    let finish = constraint.kind.is_of_finish();
    let holds_up =
        matches!(constraint.kind, FinishNoLaterThan | MustFinishOn | MustStartOn | StartNoLaterThan);
    if !holds_up || (task.status == Status::InProgress && !finish) {
        return None;
    }
    let (at, day) = if finish { (slot.finish, slot.last) } else { (slot.start, slot.first) };
    let date = constraint.date?;
    let late = constraint.time.map_or(day > date, |time| at > date.to_datetime(time));
    late.then_some(Missed { task: task.id, constraint, at })
}
