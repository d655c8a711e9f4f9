//! What would have to change for a task to start earlier. Each change is tried on a copy of the plan and told only where
//! the task does start earlier by it; nothing is stored, and nothing is promised that was not seen.

use jiff::civil::{Date, DateTime};
use planwright_domain::schedule::{Cause, Reason};
use planwright_domain::{
    Assignment, Author, LinkChange, LinkId, MetaChange, Patch, PatchId, Priority, Project, Task, TaskChange,
    TaskId, alike, apply,
};

use super::{Schedule, effort_left};

/// No more changes are tried.
const MOST_TRIED: usize = 16;

/// Who stands in for those who are busy.
const STAND_IN: &str = "somebody else";

/// A change that lets a task start earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lever {
    /// What would have to change.
    pub change: Change,
    /// When the task would start, or finish where it is one with others below it.
    pub then: DateTime,
}

/// What could change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The project begins earlier.
    Begin,
    /// A task takes half the work.
    Quicken(TaskId),
    /// A task waits for another, but not for longer than that takes.
    Hasten(LinkId),
    /// A task does not wait for another.
    Unlink(LinkId),
    /// A task may start before its day.
    Undate(TaskId),
    /// A constraint of a task is given up.
    Release(TaskId),
    /// Somebody else does a task.
    Replace(TaskId),
    /// A task comes before what takes up the time of those who do it.
    Prefer(TaskId),
}

impl Schedule {
    /// The changes that would let a task start earlier, or finish where it has others below it, in the order of the reasons
    /// for its date.
    pub fn levers(&self, task: TaskId, today: Date) -> Vec<Lever> {
        let Some(now) = self.moment_of(task) else { return Vec::new() };
        let mut tried: Vec<Change> = Vec::new();
        for reason in self.why(task) {
            for change in self.changes(&reason, today) {
                if !tried.contains(&change) && tried.len() < MOST_TRIED {
                    tried.push(change);
                }
            }
        }
        let seen = |change: Change| {
            let then = self.changed(change, today)?.moment_of(task)?;
            (then < now).then_some(Lever { change, then })
        };
        tried.into_iter().filter_map(seen).collect()
    }

    /// The plan with a change made, scheduled as this one is; `None` where it would break a rule.
    pub fn changed(&self, change: Change, today: Date) -> Option<Self> {
        let mut project = self.project.clone();
        let _imagined = apply(&mut project, &patch(&self.project, change, today)?).ok()?;
        let plain = Self::of(project, self.pool.clone(), today).ok()?;
        Some(if self.leveled.is_some() { plain.minded(today) } else { plain })
    }

    /// When a task starts, or finishes where it has others below it.
    fn moment_of(&self, task: TaskId) -> Option<DateTime> {
        let open = self.project.task(task).is_some_and(|task| !task.status.is_closed());
        let (start, finish) = self.dated().takes_place(task).filter(|_| open)?;
        Some(if self.project.is_summary(task) { finish } else { start })
    }

    /// What could be tried against a reason.
    fn changes(&self, reason: &Reason, today: Date) -> Vec<Change> {
        let of = |cause: &Cause| match *cause {
            Cause::ProjectStart => {
                let later = self.project.meta().start.is_some_and(|start| start > today);
                later.then_some(Change::Begin).into_iter().collect()
            }
            Cause::Work => vec![Change::Quicken(reason.task)],
            Cause::Link { link, .. } => vec![Change::Hasten(link), Change::Unlink(link)],
            Cause::NotBefore => vec![Change::Undate(reason.task)],
            Cause::Constraint(_) | Cause::AsLateAsPossible => vec![Change::Release(reason.task)],
            Cause::Busy { .. } => vec![Change::Replace(reason.task), Change::Prefer(reason.task)],
            Cause::Elsewhere { .. } | Cause::Limit { .. } => vec![Change::Replace(reason.task)],
            Cause::Above(_) | Cause::Below(_) => Vec::new(),
        };
        std::iter::once(&reason.cause).chain(&reason.also).flat_map(of).collect()
    }
}

/// The change as a patch; `None` where there is nothing of it to change.
fn patch(project: &Project, change: Change, today: Date) -> Option<Patch> {
    let author = Author::new("planwright");
    let mut patch = Patch::new(PatchId::from_bits(1), project.id(), project.version(), author, "what if");
    let kept = TaskChange::default();
    let mut update = |task: TaskId, change: TaskChange| {
        patch.update(task, change);
        Some(())
    };
    match change {
        Change::Begin => patch.meta = MetaChange { start: Some(Some(today)), ..MetaChange::default() },
        Change::Quicken(task) => {
            let known = project.task(task)?;
            let left = match known.effort {
                Some(_) => effort_left(known),
                None => known.duration?,
            };
            update(task, TaskChange { remaining: Some(Some((left / 2).max(1))), ..kept })?;
        }
        Change::Hasten(link) => {
            let lags = project.link(link)?.lag > 0;
            lags.then(|| patch.update_link(link, LinkChange { lag: Some(0), ..LinkChange::default() }))?;
        }
        Change::Unlink(link) => patch.delete_link(link),
        Change::Undate(task) => update(task, TaskChange { start: Some(None), ..kept })?,
        Change::Release(task) => update(task, TaskChange { constraint: Some(None), ..kept })?,
        Change::Prefer(task) => {
            let urgent = Some(Some(Priority::Urgent));
            let is = project.task(task)?.priority == Some(Priority::Urgent);
            (!is).then(|| update(task, TaskChange { priority: urgent, ..kept }))??;
        }
        Change::Replace(task) => {
            let name = stand_in(project.task(task)?);
            update(task, TaskChange { assignees: Some([name].into()), ..kept })?;
            for own in project.assignments_of(task) {
                patch.delete::<Assignment>(own.id);
            }
        }
    }
    Some(patch)
}

/// A name nobody who does the task has.
fn stand_in(task: &Task) -> String {
    let mut name = STAND_IN.to_owned();
    while task.assignees.iter().any(|one| alike(one) == alike(&name)) {
        name.push('\'');
    }
    name
}
