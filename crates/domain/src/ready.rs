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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProjectId;
    use crate::link::Link;
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::version::Version;

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    fn task(n: u128, parent: Option<u128>, status: Status) -> Task {
        Task { parent: parent.map(id), status, position: n as i64, ..Task::new(id(n), format!("T{n}")) }
    }

    fn tie(n: u128, from: u128, to: u128, dependency: Dependency) -> Link {
        Link { dependency, ..Link::blocks(LinkId::from_bits(n), id(from), id(to)) }
    }

    fn ready(tasks: &[Task], links: &[Link]) -> Vec<u128> {
        let (tasks, links) = (tasks.iter().cloned(), links.iter().cloned());
        let project = Project::assemble(
            ProjectId::from_bits(1),
            Version(1),
            Meta::new("P"),
            tasks,
            links,
            Extent::Whole,
        );
        Readiness::of(&project).ready().map(|task| task.id.bits()).collect()
    }

    #[test]
    fn a_task_waits_until_each_predecessor_has_come_far_enough() {
        use Dependency::{FinishToFinish, FinishToStart, StartToFinish, StartToStart};
        use Status::{Blocked, Cancelled, Done, InProgress, Todo};
        for (before, free) in [
            (Todo, &[FinishToFinish, StartToFinish][..]),
            (Blocked, &[FinishToFinish, StartToFinish]),
            (InProgress, &[StartToStart, FinishToFinish, StartToFinish]),
            (Done, Dependency::ALL),
            (Cancelled, Dependency::ALL),
        ] {
            for dependency in [FinishToStart, StartToStart, FinishToFinish, StartToFinish] {
                let can = ready(&[task(1, None, before), task(2, None, Todo)], &[tie(1, 1, 2, dependency)]);
                assert_eq!(can.contains(&2), free.contains(&dependency), "{before} {dependency:?}");
            }
        }
    }

    #[test]
    fn what_a_summary_task_waits_for_keeps_everything_below_it_waiting() {
        let tasks = [
            task(1, None, Status::Todo),
            task(2, Some(1), Status::Todo),
            task(3, None, Status::Todo),
            task(4, Some(3), Status::Todo),
        ];
        let links = [tie(1, 1, 3, Dependency::FinishToStart)];
        assert_eq!(ready(&tasks, &links), [2]);
        let project = Project::assemble(
            ProjectId::from_bits(1),
            Version(1),
            Meta::new("P"),
            tasks.clone(),
            links.clone(),
            Extent::Whole,
        );
        let readiness = Readiness::of(&project);
        assert_eq!(readiness.waits_for(id(4)), [LinkId::from_bits(1)]);
        assert_eq!(readiness.rollup(id(3)).map(|r| r.leaves), Some(1));
        let done = tasks.map(|t| if t.id == id(2) { Task { status: Status::Done, ..t } } else { t });
        assert_eq!(ready(&done, &links), [4]);
    }

    #[test]
    fn only_open_work_packages_in_sight_can_start() {
        let archived = Task { archived: true, ..task(2, None, Status::Todo) };
        let shelved = Task { archived: true, ..task(3, None, Status::Todo) };
        let tasks = [
            task(1, None, Status::InProgress),
            archived,
            shelved,
            task(4, Some(3), Status::Todo),
            task(5, None, Status::Cancelled),
            task(6, Some(5), Status::Todo),
            task(7, None, Status::Todo),
        ];
        assert_eq!(ready(&tasks, &[]), [7]);
    }

    #[test]
    fn related_and_duplicate_tasks_wait_for_nothing() {
        let tasks = [task(1, None, Status::Todo), task(2, None, Status::Todo)];
        for link_type in [LinkType::Related, LinkType::Duplicate] {
            let link = Link { link_type, ..tie(1, 1, 2, Dependency::FinishToStart) };
            assert_eq!(ready(&tasks, &[link]), [1, 2]);
        }
    }
}
