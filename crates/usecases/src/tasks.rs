//! Single tasks: adding, editing, how far they are, moving and removing them. Each loads only what it needs.

use planwright_domain::{
    Assignment, Link, LinkId, Op, POSITION_STEP, Patch, Project, ProjectId, Status, Task, TaskChange, TaskId,
    Version,
};
use planwright_ports::{Scope, TaskOrder, TaskQuery};

pub use planwright_domain::operation::Place;

use crate::operate::move_task;
use crate::{Committed, Ports, Refused, commit};

/// Adds a task as the last child of its parent, after the tasks it waits for. The position of `task` is chosen here.
///
/// # Errors
/// As [`commit`].
pub async fn add(
    ports: &Ports<'_>,
    project: ProjectId,
    base: Version,
    mut task: Task,
    after: &[TaskId],
) -> Result<Committed, Refused> {
    let last = TaskQuery {
        projects: vec![project],
        parent: Some(task.parent),
        archived: true,
        order: TaskOrder::PositionDescending,
        limit: Some(1),
        ..TaskQuery::default()
    };
    let last = ports.projects.query(&last).await?.pop();
    task.position = last.map_or(POSITION_STEP, |found| found.task.position.saturating_add(POSITION_STEP));
    let mut patch = ports.patch(project, base, format!("add {}", task.title));
    for before in after {
        patch.create_link(Link::blocks(ports.link_id(), *before, task.id));
    }
    patch.create_task(task);
    commit(ports, patch).await
}

/// Changes fields of a task.
///
/// # Errors
/// As [`commit`].
pub async fn change(
    ports: &Ports<'_>,
    project: ProjectId,
    base: Version,
    task: &Task,
    change: TaskChange,
    reason: impl Into<String>,
) -> Result<Committed, Refused> {
    let mut patch = ports.patch(project, base, reason);
    patch.update_task(task.id, change);
    commit(ports, patch).await
}

/// Changes several tasks at once: one change, taken back as one.
///
/// # Errors
/// As [`commit`].
pub async fn change_all(
    ports: &Ports<'_>,
    project: ProjectId,
    base: Version,
    changes: impl IntoIterator<Item = (TaskId, TaskChange)>,
    reason: impl Into<String>,
) -> Result<Committed, Refused> {
    let mut patch = ports.patch(project, base, reason);
    for (id, change) in changes {
        patch.update_task(id, change);
    }
    commit(ports, patch).await
}

/// Sets how far tasks are. Closing a summary task closes what is open below it, too; reopening one whose summary tasks
/// above are closed reopens those.
///
/// # Errors
/// As [`commit`].
pub async fn set_status(
    ports: &Ports<'_>,
    project: ProjectId,
    tasks: &[TaskId],
    status: Status,
    reason: impl Into<String>,
) -> Result<Committed, Refused> {
    let whole = ports.projects.load(project, None, Scope::Whole).await?;
    let mut patch = ports.patch(project, whole.version(), reason);
    for id in tasks {
        around(&whole, *id, status, &mut patch);
    }
    // Last, so that what was asked for wins over what follows from it for a task above.
    for id in tasks {
        patch.update_task(*id, TaskChange { status: Some(status), ..TaskChange::default() });
    }
    commit(ports, patch).await
}

/// What follows for the tasks above and below.
fn around(project: &Project, id: TaskId, status: Status, patch: &mut Patch) {
    let to = |status| TaskChange { status: Some(status), ..TaskChange::default() };
    if status.is_closed() {
        for below in project.subtree(id).into_iter().skip(1).filter(|t| !t.status.is_closed()) {
            patch.update_task(below.id, to(status));
        }
    } else {
        for above in project.ancestors(id).filter(|t| t.status.is_closed()) {
            patch.update_task(above.id, to(Status::Todo));
        }
    }
}

/// Sets how far one work package is, without looking at the rest of the project. `None` when it needs a look, because
/// the task has children or hangs below another.
///
/// # Errors
/// As [`commit`].
pub async fn set_leaf_status(
    ports: &Ports<'_>,
    project: ProjectId,
    base: Version,
    task: &Task,
    status: Status,
    reason: impl Into<String>,
) -> Result<Option<Committed>, Refused> {
    let child = TaskQuery {
        projects: vec![project],
        parent: Some(Some(task.id)),
        archived: true,
        limit: Some(1),
        ..TaskQuery::default()
    };
    let alone = task.parent.is_none() || status.is_closed();
    if !alone || !ports.projects.query(&child).await?.is_empty() {
        return Ok(None);
    }
    let to = TaskChange { status: Some(status), ..TaskChange::default() };
    change(ports, project, base, task, to, reason).await.map(Some)
}

/// Removes a task with its links; with everything below it when `recursive`.
///
/// # Errors
/// As [`commit`]: `has-children` when something is below it and `recursive` is false.
pub async fn remove(
    ports: &Ports<'_>,
    project: ProjectId,
    tasks: &[TaskId],
    recursive: bool,
) -> Result<Committed, Refused> {
    let whole = ports.projects.load(project, None, Scope::Whole).await?;
    let names: Vec<String> = tasks.iter().map(|id| whole.name(*id)).collect();
    let mut patch = ports.patch(project, whole.version(), format!("remove {}", names.join(", ")));
    for id in tasks {
        let below = if recursive { whole.subtree(*id) } else { whole.task(*id).into_iter().collect() };
        for task in below {
            patch.delete_task(task.id);
            for link in incident(&whole, task.id) {
                patch.delete_link(link);
            }
            for assignment in whole.assignments_of(task.id) {
                patch.delete::<Assignment>(assignment.id);
            }
        }
    }
    commit(ports, patch).await
}

fn incident(project: &Project, id: TaskId) -> Vec<LinkId> {
    let (into, out_of) = project.network().incident(id);
    into.chain(out_of).collect()
}

/// Moves a task with everything below it.
///
/// # Errors
/// As [`commit`]; [`Refused::Barred`] when what it is to stand beside is not there.
pub async fn move_to(
    ports: &Ports<'_>,
    project: ProjectId,
    task: TaskId,
    place: Place,
) -> Result<Committed, Refused> {
    commit(ports, move_task(ports, project, task, place).await?.patch).await
}

/// Whether a patch deletes anything: worth asking about first.
pub fn deletes(patch: &Patch) -> bool {
    patch.tasks.values().any(|op| matches!(op, Op::Delete))
}
