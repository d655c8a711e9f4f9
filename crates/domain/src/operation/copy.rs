//! A task copied with everything below it: the same work to be done once more. The links inside are copied, those to
//! other tasks on request; what belongs to the original alone (its key, its ids elsewhere, the document it came from, minutes spent) is not.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{Place, place_new};
use super::staff::copy_to;
use super::{Barred, Mint, Operation, known, links_at};
use crate::id::{LinkId, TaskId};
use crate::link::Link;
use crate::patch::Patch;
use crate::project::Project;
use crate::status::Status;
use crate::task::{Task, TaskChange};

/// How a task is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copying<'a> {
    /// The title of the copy; without one, the original's with a number that no sibling has.
    pub title: Option<&'a str>,
    /// Where it goes; without a place, right after the original.
    pub place: Option<Place>,
    /// With the links between the original and other tasks.
    pub links_outside: bool,
}

/// Writes into `patch` what copies a task, and returns the id of the copy.
///
/// # Errors
/// [`Barred`] when the task, or the place, is not there.
pub fn copy(
    project: &Project,
    id: TaskId,
    how: Copying<'_>,
    mint: Mint<'_>,
    patch: &mut Patch,
) -> Result<TaskId, Barred> {
    let original = known(project, id, Operation::Place)?;
    let place = how.place.unwrap_or(Place::After(id));
    let parent = place.parent(project)?;
    let below = project.subtree(id);
    let twins: BTreeMap<TaskId, TaskId> =
        below.iter().map(|task| (task.id, TaskId::from_bits(mint()))).collect();
    for task in &below {
        let copied = |id: TaskId| twins.get(&id).copied();
        patch.create_task(Task {
            parent: task.parent.and_then(copied),
            status: if task.status == Status::Cancelled { task.status } else { Status::Todo },
            actual: None,
            remaining: None,
            planned_start: None,
            planned_finish: None,
            source_key: None,
            external_ids: BTreeMap::new(),
            origin: None,
            ..Task { id: twins[&task.id], ..(*task).clone() }
        });
    }
    let copy = twins[&id];
    let title = how.title.map_or_else(|| free_title(project, parent, &original.title), str::to_owned);
    patch.update_task(copy, TaskChange { title: Some(title), ..TaskChange::default() });
    place_new(project, copy, place, patch)?;
    copy_links(project, &twins, how.links_outside, mint, patch);
    for task in &below {
        copy_to(project, task.id, twins[&task.id], mint, patch);
    }
    Ok(copy)
}

fn copy_links(
    project: &Project,
    twins: &BTreeMap<TaskId, TaskId>,
    outside: bool,
    mint: Mint<'_>,
    patch: &mut Patch,
) {
    let links: BTreeMap<LinkId, &Link> =
        twins.keys().flat_map(|id| links_at(project, *id)).map(|link| (link.id, link)).collect();
    for link in links.into_values() {
        let (from, to) = (twins.get(&link.from), twins.get(&link.to));
        if outside || from.is_some() && to.is_some() {
            let (from, to) = (*from.unwrap_or(&link.from), *to.unwrap_or(&link.to));
            patch.create_link(Link { id: LinkId::from_bits(mint()), from, to, origin: None, ..link.clone() });
        }
    }
}

/// A title that none of the children of `parent` has: with the first number from 2 that is free.
fn free_title(project: &Project, parent: Option<TaskId>, title: &str) -> String {
    let taken: BTreeSet<&str> = project.children(parent).map(|task| task.title.as_str()).collect();
    if !taken.contains(title) {
        return title.to_owned();
    }
    let numbered = |text: &str| {
        let (head, number) = text.strip_suffix(')')?.rsplit_once(" (")?;
        number.bytes().all(|b| b.is_ascii_digit()).then(|| head.to_owned())
    };
    let head = numbered(title).unwrap_or_else(|| title.to_owned());
    let free = (2..).map(|n: u64| format!("{head} ({n})")).find(|text| !taken.contains(text.as_str()));
    free.unwrap_or(head)
}
