//! Operations on tasks: each is drafted as a patch that can be shown, and made so by [`commit`](crate::commit). Nothing here
//! stores: the plan is read, the patch is worked out on a copy and judged as a whole, so that stopping in between leaves
//! nothing half done.

pub mod batch;

use planwright_domain::operation::{
    Barred, Copying, Merging, Mint, Part, Place, Total, copy, indent, merge, outdent, place_in, split,
};
use planwright_domain::{Patch, Project, ProjectId, TaskId, apply, diff, differences};
use planwright_planner::division::{Divider, Division};
use planwright_ports::Scope;

use crate::plan::Drafted;
use crate::{Ports, Refused};

/// What a task is split into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Into {
    /// These parts.
    Parts(Vec<Part>, Total),
    /// What its words and its effort give.
    Found(Division),
}

/// Drafts the split of a task.
///
/// # Errors
/// [`Refused::Barred`], [`Refused::Undivided`], [`Refused::Rejected`], store failures.
pub async fn split_task(
    ports: &Ports<'_>,
    project: ProjectId,
    task: TaskId,
    into: &Into,
) -> Result<Drafted, Refused> {
    let reason = |plan: &Project| format!("split {}", plan.name(task));
    draft(ports, project, reason, |plan, mint, patch| match into {
        Into::Parts(parts, total) => Ok(split(plan, task, parts, *total, mint, patch)?),
        Into::Found(how) => split_by(plan, task, (Divider::of(plan), *how), mint, patch),
    })
    .await
}

/// Splits a task into what its words and its effort give. That it can be split at all is asked first: the reason is told
/// better.
pub(crate) fn split_by(
    plan: &Project,
    task: TaskId,
    (divider, how): (Divider, Division),
    mint: Mint<'_>,
    patch: &mut Patch,
) -> Result<(), Refused> {
    planwright_domain::operation::can_split(plan, task)?;
    let parts = divider.divide(plan, task, how)?;
    Ok(split(plan, task, &parts, Total::Kept, mint, patch)?)
}

/// Drafts the merging of siblings; with the id of the task they become.
///
/// # Errors
/// [`Refused::Barred`], [`Refused::Rejected`] (a circle is named by its tasks), store failures.
pub async fn merge_tasks(
    ports: &Ports<'_>,
    project: ProjectId,
    tasks: &[TaskId],
    how: Merging<'_>,
) -> Result<(Drafted, TaskId), Refused> {
    let reason = |plan: &Project| format!("merge {}", names(plan, tasks));
    let mut made = None;
    let drafted = draft(ports, project, reason, |plan, mint, patch| {
        made = Some(merge(plan, tasks, how, mint, patch)?);
        Ok(())
    })
    .await?;
    Ok((drafted, made.unwrap_or(TaskId::from_bits(0))))
}

/// Drafts a copy of a task with everything below it; with the id of the copy.
///
/// # Errors
/// As [`merge_tasks`].
pub async fn copy_task(
    ports: &Ports<'_>,
    project: ProjectId,
    task: TaskId,
    how: Copying<'_>,
) -> Result<(Drafted, TaskId), Refused> {
    let reason = |plan: &Project| format!("clone {}", plan.name(task));
    let mut made = None;
    let drafted = draft(ports, project, reason, |plan, mint, patch| {
        made = Some(copy(plan, task, how, mint, patch)?);
        Ok(())
    })
    .await?;
    Ok((drafted, made.unwrap_or(task)))
}

/// Drafts the move of a task with everything below it.
///
/// # Errors
/// As [`merge_tasks`].
pub async fn move_task(
    ports: &Ports<'_>,
    project: ProjectId,
    task: TaskId,
    place: Place,
) -> Result<Drafted, Refused> {
    let reason = |plan: &Project| format!("move {}", plan.name(task));
    draft(ports, project, reason, |plan, _, patch| Ok(place_in(plan, task, place, patch)?)).await
}

/// Drafts what makes each of some tasks the last child of the task before it.
///
/// # Errors
/// As [`merge_tasks`].
pub async fn indent_tasks(
    ports: &Ports<'_>,
    project: ProjectId,
    tasks: &[TaskId],
) -> Result<Drafted, Refused> {
    one_after_another(ports, project, "indent", tasks, tasks.iter(), indent).await
}

/// Drafts what takes each of some tasks out of its summary task, and puts it right after that.
///
/// # Errors
/// As [`merge_tasks`].
pub async fn outdent_tasks(
    ports: &Ports<'_>,
    project: ProjectId,
    tasks: &[TaskId],
) -> Result<Drafted, Refused> {
    // Each goes right after its parent: the last one first, so that they keep their order.
    one_after_another(ports, project, "outdent", tasks, tasks.iter().rev(), outdent).await
}

async fn one_after_another<'a>(
    ports: &Ports<'_>,
    project: ProjectId,
    word: &str,
    tasks: &[TaskId],
    order: impl Iterator<Item = &'a TaskId>,
    operation: fn(&Project, TaskId, &mut Patch) -> Result<(), Barred>,
) -> Result<Drafted, Refused> {
    let reason = |plan: &Project| format!("{word} {}", names(plan, tasks));
    draft(ports, project, reason, |plan, _, patch| {
        let mut after = plan.clone();
        for task in order {
            let mut step = Patch { base: after.version(), ..patch.clone() };
            operation(&after, *task, &mut step)?;
            let _checked = apply(&mut after, &step)?;
        }
        *patch = diff(plan, &after, patch.id, patch.author.clone(), patch.reason.clone());
        Ok(())
    })
    .await
}

/// Reads a project and lets an operation write a patch for it. What a summary task states and what is below it then say
/// differently is told.
pub(crate) async fn draft(
    ports: &Ports<'_>,
    project: ProjectId,
    reason: impl FnOnce(&Project) -> String,
    operation: impl FnOnce(&Project, Mint<'_>, &mut Patch) -> Result<(), Refused>,
) -> Result<Drafted, Refused> {
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let mut patch = ports.patch(project, before.version(), reason(&before));
    operation(&before, &mut || ports.ids.fresh(), &mut patch)?;
    let drafted = Drafted::amending(before, patch)?;
    Ok(told_what_differs(drafted))
}

/// A draft with a warning for each summary task that says something else than what is below it, and did not before.
pub(crate) fn told_what_differs(mut drafted: Drafted) -> Drafted {
    let mut new = differences(&drafted.after);
    if !new.is_empty() {
        let known = differences(&drafted.before);
        new.retain(|warning| !known.contains(warning));
    }
    drafted.warnings.extend(new);
    drafted
}

fn names(plan: &Project, tasks: &[TaskId]) -> String {
    tasks.iter().map(|id| plan.name(*id)).collect::<Vec<_>>().join(", ")
}
