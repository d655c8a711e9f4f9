//! A tree made less deep: the lowest summary tasks dissolved, whose tasks take their place and their name. No work, no
//! effort and no dependency changes; a summary task that says more than its children could say stays.

use super::{Barred, Mint, Operation, known, links_at};
use crate::check::LONGEST_TITLE;
use crate::id::{LinkId, TaskId};
use crate::link::{Link, LinkChange, LinkType};
use crate::patch::Patch;
use crate::project::Project;
use crate::task::{Task, TaskChange};

/// Writes into `patch` what dissolves a summary task whose children are below level `deepest`: each child stands where it
/// stood, called "Kitchen: tiles", with its links, people, labels and dates. Nothing for any other task.
///
/// # Errors
/// [`Barred`] when the task is not there, or says something that none of its children could say for it.
pub fn flatten(
    project: &Project,
    id: TaskId,
    deepest: usize,
    mint: Mint<'_>,
    patch: &mut Patch,
) -> Result<(), Barred> {
    let summary = known(project, id, Operation::Place)?;
    if !project.is_summary(id) || project.depth(id) < deepest.max(1) {
        return Ok(());
    }
    if let Some(what) = said_of_the_whole(project, summary) {
        let message = format!("cannot dissolve {}: {what} for the whole of it", project.name(id));
        return Err(Barred::new(Operation::Place, message, "give that to one of its tasks first"));
    }
    let children: Vec<&Task> = project.children(Some(id)).collect();
    let mut order: Vec<TaskId> = Vec::new();
    for sibling in project.children(summary.parent) {
        if sibling.id == id {
            order.extend(children.iter().map(|child| child.id));
        } else {
            order.push(sibling.id);
        }
    }
    for child in &children {
        patch.update_task(child.id, instead(summary, child));
    }
    for (n, task) in (1..).zip(order) {
        let position = crate::task::POSITION_STEP.saturating_mul(n);
        patch.update_task(task, TaskChange { position: Some(position), ..TaskChange::default() });
    }
    hand_out(project, id, &children, mint, patch);
    patch.delete_task(id);
    Ok(())
}

/// What a summary task says that holds for all of its tasks together and for none of them alone.
fn said_of_the_whole(project: &Project, summary: &Task) -> Option<&'static str> {
    let stated = summary.effort.is_some() || summary.estimate.is_some() || summary.duration.is_some();
    let kept = !summary.external_ids.is_empty() || summary.source_key.is_some();
    let linked = links_at(project, summary.id).iter().any(|link| link.link_type != LinkType::Blocks);
    [
        (stated, "an effort is stated"),
        (summary.actual.is_some() || summary.remaining.is_some(), "minutes spent are noted"),
        (summary.constraint.is_some() || summary.calendar.is_some(), "a constraint or calendar holds"),
        (project.assignments_of(summary.id).next().is_some(), "somebody is assigned"),
        (summary.description.is_some() || !summary.acceptance_criteria.is_empty(), "something is described"),
        (kept, "a key stands"),
        (linked, "it is related to other tasks"),
        (summary.archived, "it is archived"),
    ]
    .into_iter()
    .find_map(|(holds, what)| holds.then_some(what))
}

/// What a child takes over from the summary task it stands in for, together with its siblings.
fn instead(summary: &Task, child: &Task) -> TaskChange {
    let title: String = format!("{}: {}", summary.title, child.title).chars().take(LONGEST_TITLE).collect();
    let all = |own: &std::collections::BTreeSet<String>, above: &std::collections::BTreeSet<String>| {
        Some(own.union(above).cloned().collect()).filter(|all| all != own)
    };
    TaskChange {
        parent: Some(summary.parent),
        title: Some(title),
        due: summary.due.filter(|due| child.due.is_none_or(|own| own > *due)).map(Some),
        start: summary.start.filter(|start| child.start.is_none_or(|own| own < *start)).map(Some),
        priority: summary.priority.filter(|above| child.priority.is_none_or(|own| own < *above)).map(Some),
        assignees: all(&child.assignees, &summary.assignees),
        labels: all(&child.labels, &summary.labels),
        ..TaskChange::default()
    }
}

/// Gives the links of a summary task to every one of its tasks: that is what they mean.
fn hand_out(project: &Project, id: TaskId, children: &[&Task], mint: Mint<'_>, patch: &mut Patch) {
    for link in links_at(project, id) {
        for (i, child) in children.iter().enumerate() {
            let end = |at: TaskId| if at == id { child.id } else { at };
            let moved = Link { from: end(link.from), to: end(link.to), ..link.clone() };
            if i == 0 {
                let change = LinkChange {
                    from: Some(moved.from).filter(|from| *from != link.from),
                    to: Some(moved.to).filter(|to| *to != link.to),
                    ..LinkChange::default()
                };
                patch.update_link(link.id, change);
            } else {
                patch.create_link(Link { id: LinkId::from_bits(mint()), ..moved });
            }
        }
    }
}
