//! How deep tasks are, found by climbing once over each stretch of the tree, whatever its shape.

use crate::id::{IdMap, TaskId};
use crate::project::Project;
use crate::task::Task;

/// Where a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// So many levels down; 1 at the top (or below a parent that is missing).
    At(usize),
    /// On a circle of parents whose lowest id this is.
    Circle {
        /// The lowest id on the circle, which speaks for it.
        lowest: TaskId,
    },
    /// Below such a circle.
    Below,
}

/// The levels found so far.
#[derive(Debug, Default)]
pub(super) struct Levels(IdMap<TaskId, Level>);

impl Levels {
    /// The level of a task. All calls together climb each task once.
    pub(super) fn of(&mut self, project: &Project, task: &Task) -> Level {
        let mut path: Vec<TaskId> = Vec::new();
        let mut on_path: IdMap<TaskId, usize> = IdMap::default();
        let mut next = Some(task);
        let mut above = Level::At(0);
        while let Some(at) = next {
            if let Some(known) = self.0.get(&at.id) {
                above = *known;
                break;
            }
            if let Some(start) = on_path.get(&at.id) {
                let circle = path.split_off(*start);
                let lowest = circle.iter().copied().min().unwrap_or(at.id);
                self.0.extend(circle.into_iter().map(|id| (id, Level::Circle { lowest })));
                above = Level::Below;
                break;
            }
            on_path.insert(at.id, path.len());
            path.push(at.id);
            next = at.parent.and_then(|p| project.task(p));
        }
        for id in path.into_iter().rev() {
            above = match above {
                Level::At(depth) => Level::At(depth + 1),
                Level::Circle { .. } | Level::Below => Level::Below,
            };
            self.0.insert(id, above);
        }
        self.0.get(&task.id).copied().unwrap_or(above)
    }
}
