//! Where a task stands in the tree: moved, indented, outdented. A task goes with everything below it, and only its own
//! parent and position change, unless its new siblings have no room between them.

use super::{Barred, Operation, known};
use crate::id::TaskId;
use crate::patch::Patch;
use crate::project::Project;
use crate::status::Kind;
use crate::task::{POSITION_STEP, Task, TaskChange};

/// Where a task is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// To the end of the children of a task (`None`: of the top level).
    Under(Option<TaskId>),
    /// Just before another task.
    Before(TaskId),
    /// Just after another task.
    After(TaskId),
}

impl Place {
    /// The task it is a place under.
    pub(super) fn parent(self, project: &Project) -> Result<Option<TaskId>, Barred> {
        match self {
            Self::Under(parent) => Ok(parent),
            Self::Before(other) | Self::After(other) => Ok(known(project, other, Operation::Place)?.parent),
        }
    }
}

/// Writes into `patch` what puts a task in its place: the middle between its new neighbours, or, where there is no
/// middle left, new positions for all of its new siblings. Beside itself, a task is in its place already.
///
/// # Errors
/// [`Barred`] when what it is to stand beside is not there.
pub fn place_in(project: &Project, task: TaskId, place: Place, patch: &mut Patch) -> Result<(), Barred> {
    if matches!(place, Place::Before(other) | Place::After(other) if other == task) {
        return Ok(());
    }
    place_new(project, task, place, patch)
}

/// As [`place_in`], also for a task that `patch` creates.
pub(super) fn place_new(
    project: &Project,
    task: TaskId,
    place: Place,
    patch: &mut Patch,
) -> Result<(), Barred> {
    let parent = place.parent(project)?;
    let siblings: Vec<&Task> = project.children(parent).filter(|t| t.id != task).collect();
    let at = |id| siblings.iter().position(|t| t.id == id);
    let index = match place {
        Place::Under(_) => siblings.len(),
        Place::Before(other) => at(other).unwrap_or(siblings.len()),
        Place::After(other) => at(other).map_or(siblings.len(), |i| i + 1),
    };
    let before = index.checked_sub(1).and_then(|i| siblings.get(i)).map(|t| t.position);
    let after = siblings.get(index).map(|t| t.position);
    let middle = match (before, after) {
        (None, None) => Some(POSITION_STEP),
        (Some(b), None) => b.checked_add(POSITION_STEP),
        (None, Some(a)) => a.checked_sub(POSITION_STEP),
        (Some(b), Some(a)) => Some(b.midpoint(a)).filter(|m| b < *m && *m < a),
    };
    let to =
        |position| TaskChange { parent: Some(parent), position: Some(position), ..TaskChange::default() };
    if let Some(position) = middle {
        patch.update_task(task, to(position));
        return Ok(());
    }
    let mut order: Vec<TaskId> = siblings.iter().map(|sibling| sibling.id).collect();
    order.insert(index, task);
    for (i, id) in order.into_iter().enumerate() {
        let position = (i as i64 + 1) * POSITION_STEP;
        if id == task {
            patch.update_task(task, to(position));
        } else if project.task(id).is_some_and(|t| t.position != position) {
            patch.update_task(id, TaskChange { position: Some(position), ..TaskChange::default() });
        }
    }
    Ok(())
}

/// Writes into `patch` what makes a task the last child of the task before it.
///
/// # Errors
/// [`Barred`] when no task stands before it among its siblings, or a milestone does.
pub fn indent(project: &Project, id: TaskId, patch: &mut Patch) -> Result<(), Barred> {
    let task = known(project, id, Operation::Place)?;
    let bar = |why: &str, hint: &str| {
        Err(Barred::new(Operation::Place, format!("cannot indent {}: {why}", project.name(id)), hint))
    };
    let siblings = project.children(task.parent).filter(|t| !t.archived || t.id == id);
    let above = siblings.take_while(|t| t.id != id).last();
    match above {
        None => bar("no task stands before it on its level", "say where it goes: planwright move --under"),
        Some(above) if above.kind == Kind::Milestone => {
            bar("the task before it is a milestone", "say where it goes: planwright move --under")
        }
        Some(above) => place_in(project, id, Place::Under(Some(above.id)), patch),
    }
}

/// Writes into `patch` what takes a task out of its summary task and puts it right after that.
///
/// # Errors
/// [`Barred`] when it is on the top level.
pub fn outdent(project: &Project, id: TaskId, patch: &mut Patch) -> Result<(), Barred> {
    match known(project, id, Operation::Place)?.parent {
        Some(parent) => place_in(project, id, Place::After(parent), patch),
        None => {
            let message = format!("cannot outdent {}: it is on the top level", project.name(id));
            Err(Barred::new(Operation::Place, message, "it cannot go further out"))
        }
    }
}
