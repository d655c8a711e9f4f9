//! The shape of the tree put in order: summary tasks that hold one task only, groups too wide to look through, positions
//! without gaps. No work, no effort and no dependency changes.

use super::staff::unite;
use super::{Barred, Mint, Operation, known, links_at, saying};
use crate::check::LONGEST_TITLE;
use crate::id::TaskId;
use crate::link::{Link, LinkChange};
use crate::patch::Patch;
use crate::project::Project;
use crate::record::Change;
use crate::status::{Kind, Status};
use crate::task::{POSITION_STEP, Task, TaskChange};

/// Writes into `patch` what dissolves a summary task that holds one task only: that one takes its place, with its links,
/// dates, people, labels and criteria. Nothing for any other task.
///
/// # Errors
/// [`Barred`] when the task is not there.
pub fn lift_only_children(project: &Project, id: TaskId, patch: &mut Patch) -> Result<(), Barred> {
    let summary = known(project, id, Operation::Place)?;
    let mut children = project.children(Some(id));
    let (Some(only), None) = (children.next(), children.next()) else { return Ok(()) };
    patch.update_task(only.id, instead(summary, only, project.is_summary(only.id)));
    let at_child = links_at(project, only.id);
    for link in links_at(project, id) {
        let end = |at: TaskId| if at == id { only.id } else { at };
        let moved = Link { from: end(link.from), to: end(link.to), ..link.clone() };
        if at_child.iter().any(|other| saying(other) == saying(&moved) && other.lag >= moved.lag) {
            patch.delete_link(link.id);
            continue;
        }
        for twin in at_child.iter().filter(|other| saying(other) == saying(&moved)) {
            patch.delete_link(twin.id);
        }
        let change = LinkChange {
            from: Some(moved.from).filter(|from| *from != link.from),
            to: Some(moved.to).filter(|to| *to != link.to),
            ..LinkChange::default()
        };
        patch.update_link(link.id, change);
    }
    unite(project, &[id], only.id, patch);
    patch.delete_task(id);
    Ok(())
}

/// What the only child takes over from the summary task it stands in for.
fn instead(summary: &Task, only: &Task, has_parts: bool) -> TaskChange {
    let mut after = only.clone();
    (after.parent, after.position) = (summary.parent, summary.position);
    after.due = [only.due, summary.due].into_iter().flatten().min();
    after.start = only.start.max(summary.start);
    after.priority = only.priority.max(summary.priority);
    after.archived |= summary.archived;
    after.actual = match (only.actual, summary.actual) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (a, b) => a.or(b),
    };
    // Where nobody stated an effort below it, the summary task's own counted.
    let works = has_parts || only.kind == Kind::Task && only.status != Status::Cancelled;
    if only.effort.is_none() && works {
        (after.effort, after.estimate) = (summary.effort, only.estimate.or(summary.estimate));
    }
    after.constraint = only.constraint.or(summary.constraint);
    after.calendar = only.calendar.or(summary.calendar);
    after.source_key = only.source_key.clone().or_else(|| summary.source_key.clone());
    for (system, id) in &summary.external_ids {
        after.external_ids.entry(system.clone()).or_insert_with(|| id.clone());
    }
    for (name, value) in &summary.metadata {
        after.metadata.entry(name.clone()).or_insert_with(|| value.clone());
    }
    after.assignees.extend(summary.assignees.iter().cloned());
    after.labels.extend(summary.labels.iter().cloned());
    let new = summary.acceptance_criteria.iter().filter(|c| !only.acceptance_criteria.contains(c));
    after.acceptance_criteria.extend(new.cloned());
    after.description = match (&only.description, &summary.description) {
        (Some(own), Some(above)) => Some(format!("{}: {above}\n\n{own}", summary.title)),
        (own, above) => own.clone().or_else(|| above.clone()),
    };
    Change::between(only, &after)
}

/// Writes into `patch` what puts the children of a task (`None`: of the top level) that are in sight into summary tasks
/// of at most `most` each, in their order, when there are more of them. Each is called by its first and last.
///
/// # Errors
/// None so far.
pub fn group_wide(
    project: &Project,
    parent: Option<TaskId>,
    most: usize,
    mint: Mint<'_>,
    patch: &mut Patch,
) -> Result<(), Barred> {
    let children: Vec<&Task> = project.children(parent).filter(|task| !task.archived).collect();
    let most = most.max(2);
    if children.len() <= most {
        return Ok(());
    }
    let groups = children.len().div_ceil(most);
    let size = children.len().div_ceil(groups);
    for (n, group) in children.chunks(size).enumerate() {
        let ([first, .., last] | [first @ last]) = group else { continue };
        if std::ptr::eq(*first, *last) {
            continue;
        }
        let id = TaskId::from_bits(mint());
        let title: String = format!("{} … {}", short(&first.title), short(&last.title));
        let position = (n as i64 + 1).saturating_mul(POSITION_STEP);
        patch.create_task(Task { parent, position, ..Task::new(id, title) });
        for task in group {
            patch.update_task(task.id, TaskChange { parent: Some(Some(id)), ..TaskChange::default() });
        }
    }
    Ok(())
}

fn short(title: &str) -> String {
    title.chars().take(LONGEST_TITLE / 5).collect()
}

/// Writes into `patch` what gives the children of every task positions with even gaps, in the order they have.
pub fn renumber(project: &Project, patch: &mut Patch) {
    let parents = std::iter::once(None).chain(project.tasks().map(|task| Some(task.id)));
    for parent in parents {
        for (i, task) in project.children(parent).enumerate() {
            let position = (i as i64 + 1).saturating_mul(POSITION_STEP);
            if task.position != position {
                patch.update_task(task.id, TaskChange { position: Some(position), ..TaskChange::default() });
            }
        }
    }
}
