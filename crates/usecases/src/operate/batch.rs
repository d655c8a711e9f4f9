//! Operations on many tasks, each batch one patch: what cannot be done for one of them is left and told, the rest is
//! done. A caller can stop a batch, and then nothing has happened.

use planwright_domain::operation::{
    Batch, Merging, Shift, Sum, flatten, group_wide, in_turn, lift_only_children, merge, reduce, renumber,
    shift,
};
use planwright_domain::{Kind, Patch, Project, ProjectId, Status, TaskChange, TaskId, Warning};
use planwright_planner::division::{Divider, Division, calls_for_split};
use planwright_ports::Scope;

use super::{draft, split_by};
use crate::plan::Drafted;
use crate::{Ports, Refused};

/// Asked before each step, with how many are done and how many there are; the batch goes on when it says yes.
pub type GoesOn<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

/// What a batch came to.
#[derive(Debug)]
pub struct Drawn {
    /// The change, with what was left as a warning each.
    pub drafted: Drafted,
    /// How many tasks were worked on.
    pub done: usize,
    /// How many were left as they were.
    pub left: usize,
}

/// Drafts the split of every open task that is too large, below `under` or everywhere; with `vague_too`, also of those
/// whose title says too little.
///
/// # Errors
/// [`Refused::Stopped`] when the caller says so; store failures.
pub async fn split_large(
    ports: &Ports<'_>,
    project: ProjectId,
    under: Option<TaskId>,
    how: Division,
    vague_too: bool,
    goes_on: GoesOn<'_>,
) -> Result<Drawn, Refused> {
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let large: Vec<TaskId> = below(&before, under)
        .into_iter()
        .filter(|id| before.task(*id).is_some_and(|task| calls_for_split(task, how.most, vague_too)))
        .filter(|id| !before.is_summary(*id))
        .collect();
    let (divider, mut mint) = (Divider::of(&before), || ports.ids.fresh());
    draw(ports, before, "split large tasks", &large, goes_on, &mut |plan, id, patch| {
        split_by(plan, id, (divider, how), &mut mint, patch)
    })
}

/// Drafts the merging of the finished work packages of each summary task, or of `under` alone.
///
/// # Errors
/// As [`split_large`].
pub async fn merge_done(
    ports: &Ports<'_>,
    project: ProjectId,
    under: Option<TaskId>,
    goes_on: GoesOn<'_>,
) -> Result<Drawn, Refused> {
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let parents = match under {
        Some(id) => vec![Some(id)],
        None => std::iter::once(None).chain(below(&before, None).into_iter().map(Some)).collect(),
    };
    let mut mint = || ports.ids.fresh();
    draw(ports, before, "merge what is done", &parents, goes_on, &mut |plan, parent, patch| {
        let done: Vec<TaskId> = plan
            .children(parent)
            .filter(|task| task.status == Status::Done && task.kind == Kind::Task && !task.archived)
            .map(|task| task.id)
            .filter(|id| !plan.is_summary(*id))
            .collect();
        if done.len() < 2 {
            return Ok(());
        }
        merge(plan, &done, Merging { title: None, effort: Sum::All }, &mut mint, patch)?;
        Ok(())
    })
}

/// Drafts a tree that is easier to look through: summary tasks that hold one task only are dissolved, and with `deepest`
/// those whose tasks are below that level; groups of more than `widest` tasks come in summary tasks, where that makes none
/// too deep.
///
/// # Errors
/// As [`split_large`].
pub async fn rebalance(
    ports: &Ports<'_>,
    project: ProjectId,
    widest: usize,
    deepest: Option<usize>,
    goes_on: GoesOn<'_>,
) -> Result<Drawn, Refused> {
    let before = ports.projects.load(project, None, Scope::Whole).await?;
    let all = || below(&before, None);
    let upwards = || all().into_iter().rev().map(Some);
    let lifts = upwards().map(|id| (Tidying::Lift, id));
    let flats = upwards().filter(|_| deepest.is_some()).map(|id| (Tidying::Flatten, id));
    let groups = std::iter::once(None).chain(all().into_iter().map(Some)).map(|id| (Tidying::Group, id));
    let steps: Vec<(Tidying, Option<TaskId>)> = lifts.chain(flats).chain(groups).collect();
    let deepest = deepest.unwrap_or(usize::MAX);
    let mut mint = || ports.ids.fresh();
    draw(
        ports,
        before,
        "rebalance the tree",
        &steps,
        goes_on,
        &mut |plan, (what, id), patch| match (what, id) {
            (_, Some(id)) if plan.task(id).is_none() => Ok(()),
            (Tidying::Group, id) if deepest < usize::MAX && lowest(plan, id) >= deepest => Ok(()),
            (Tidying::Group, id) => Ok(group_wide(plan, id, widest, &mut mint, patch)?),
            (Tidying::Lift, Some(id)) => Ok(lift_only_children(plan, id, patch)?),
            (Tidying::Flatten, Some(id)) => Ok(flatten(plan, id, deepest, &mut mint, patch)?),
            (Tidying::Lift | Tidying::Flatten, None) => Ok(()),
        },
    )
}

/// The lowest level below a task, or of all: a group puts it one further down.
fn lowest(plan: &Project, under: Option<TaskId>) -> usize {
    below(plan, under).into_iter().map(|id| plan.depth(id)).max().unwrap_or(0)
}

/// What is done to one place of a tree, in this order.
#[derive(Debug, Clone, Copy)]
enum Tidying {
    Lift,
    Flatten,
    Group,
}

/// Drafts positions with even gaps for all tasks.
///
/// # Errors
/// Store failures.
pub async fn renumber_all(ports: &Ports<'_>, project: ProjectId) -> Result<Drafted, Refused> {
    let reason = |_: &Project| "renumber the positions".to_owned();
    draft(ports, project, reason, |plan, _, patch| {
        renumber(plan, patch);
        Ok(())
    })
    .await
}

/// Drafts the dates of open tasks moved, below `under` or everywhere; everywhere those of the project as well.
///
/// # Errors
/// [`Refused::Barred`] when a date would leave the calendar; store failures.
pub async fn shift_dates(
    ports: &Ports<'_>,
    project: ProjectId,
    under: Option<TaskId>,
    by: Shift,
) -> Result<Drafted, Refused> {
    let reason = |_: &Project| match by {
        Shift::Days(days) => format!("shift dates by {days} days"),
        Shift::WorkingDays(days) => format!("shift dates by {days} working days"),
    };
    draft(ports, project, reason, |plan, _, patch| {
        Ok(shift(plan, &below(plan, under), under.is_none(), by, patch)?)
    })
    .await
}

/// Drafts a plan without the links that say nothing new.
///
/// # Errors
/// Store failures.
pub async fn reduce_links(ports: &Ports<'_>, project: ProjectId) -> Result<Drafted, Refused> {
    let reason = |_: &Project| "remove redundant links".to_owned();
    draft(ports, project, reason, |plan, _, patch| {
        reduce(plan, patch);
        Ok(())
    })
    .await
}

/// Drafts changes of the fields of several tasks.
///
/// # Errors
/// [`Refused::Rejected`], store failures.
pub async fn edit_all(
    ports: &Ports<'_>,
    project: ProjectId,
    reason: &str,
    changes: impl IntoIterator<Item = (TaskId, TaskChange)>,
) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| reason.to_owned(),
        |_, _, patch| {
            changes.into_iter().for_each(|(id, change)| patch.update_task(id, change));
            Ok(())
        },
    )
    .await
}

/// The tasks below one, or all, in the order of the plan.
fn below(plan: &Project, under: Option<TaskId>) -> Vec<TaskId> {
    match under {
        Some(id) => plan.subtree(id).into_iter().map(|task| task.id).collect(),
        None => plan.walk().map(|met| met.task.id).collect(),
    }
}

fn draw<T: Copy>(
    ports: &Ports<'_>,
    before: Project,
    reason: &str,
    places: &[T],
    goes_on: GoesOn<'_>,
    operation: &mut dyn FnMut(&Project, T, &mut Patch) -> Result<(), Refused>,
) -> Result<Drawn, Refused> {
    let header = ports.patch(before.id(), before.version(), reason);
    let batch = in_turn(&before, header, places, operation, &mut |done| goes_on(done, places.len()))
        .ok_or(Refused::Stopped)?;
    let Batch { patch, done, left, after } = batch;
    let warning = |why: &String| Warning::new("left-as-it-is", why.clone());
    let warnings = left.iter().map(|left| warning(&left.why)).collect();
    let (done, left) = (done.len(), left.len());
    let drafted = Drafted { new: None, patch, questions: Vec::new(), warnings, before, after };
    Ok(Drawn { drafted, done, left })
}
