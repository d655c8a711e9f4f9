//! What can be begun now: the work packages whose predecessors, and those of the summary tasks above them, have come
//! far enough. Lags are left to the schedule: nothing here knows when a predecessor finished.

use crate::id::{IdMap, LinkId, TaskId};
use crate::link::{Dependency, LinkType};
use crate::project::Project;
use crate::rollup::{Rollup, roll_up};
use crate::status::Status;
use crate::task::Task;

/// Answers what can start, for one state of a project.
#[derive(Debug)]
pub struct Readiness<'a> {
    project: &'a Project,
    rollups: IdMap<TaskId, Rollup>,
}

impl<'a> Readiness<'a> {
    /// Looks at the whole project once.
    pub fn of(project: &'a Project) -> Self {
        Self { project, rollups: roll_up(project) }
    }

    /// The links that keep a task from starting: those of its own and of the summary tasks above it whose predecessor
    /// has not finished (finish-to-start) or started (start-to-start).
    pub fn waits_for(&self, id: TaskId) -> Vec<LinkId> {
        self.holding(id).collect()
    }

    fn holding(&self, id: TaskId) -> impl Iterator<Item = LinkId> + '_ {
        let above = self.project.ancestors(id).map(|t| t.id);
        std::iter::once(id)
            .chain(above)
            .flat_map(|at| self.project.network().incident(at).0)
            .filter(|link| self.holds_back(*link))
    }

    /// Whether the task is open, a work package or milestone, in sight, and waits for nothing.
    pub fn can_start(&self, task: &Task) -> bool {
        task.status == Status::Todo
            && !self.project.is_summary(task.id)
            && !task.archived
            && !self.project.ancestors(task.id).any(|t| t.archived || t.status.is_closed())
            && self.holding(task.id).next().is_none()
    }

    /// Everything that can start, in the order of the tree.
    pub fn ready(&self) -> impl Iterator<Item = &'a Task> + '_ {
        self.project.walk().map(|w| w.task).filter(|task| self.can_start(task))
    }

    /// The roll-up of a task.
    pub fn rollup(&self, id: TaskId) -> Option<&Rollup> {
        self.rollups.get(&id)
    }

    fn holds_back(&self, link: LinkId) -> bool {
        let Some(link) = self.project.link(link).filter(|l| l.link_type == LinkType::Blocks) else {
            return false;
        };
        let Some(before) = self.rollups.get(&link.from) else { return false };
        match link.dependency {
            Dependency::FinishToStart => !before.status.is_closed(),
            Dependency::StartToStart => !before.status.is_closed() && before.status != Status::InProgress,
            Dependency::FinishToFinish | Dependency::StartToFinish => false,
        }
    }
}
