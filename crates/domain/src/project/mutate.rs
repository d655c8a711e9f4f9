//! Changing a project without asking whether it may be changed: `apply` asks, before and after. Each change updates
//! only the indexes of what it touches.

use std::collections::BTreeMap;

use super::Project;
use super::beside::reassign;
use crate::id::{IdMap, PatchId, TaskId};
use crate::link::Link;
use crate::network::Network;
use crate::patch::{Op, Patch};
use crate::record::{Change, Record};
use crate::task::Task;
use crate::version::Version;

impl Project {
    /// Does what the patch says and returns what takes it back. Operations that make no sense here (an update of what
    /// is not there, say) are passed over; the caller refuses the patch for them. The version stays.
    ///
    /// Invariant: `mutate(mutate(p))` leaves the project as it was.
    pub(crate) fn mutate(&mut self, patch: &Patch) -> Patch {
        let mut inverse = Patch::new(
            PatchId::from_bits(!patch.id.bits()),
            patch.project,
            patch.base.next(),
            patch.author.clone(),
            patch.reason.clone(),
        );
        inverse.meta = patch.meta.inverse(&self.meta);
        patch.meta.apply_to(&mut self.meta);

        let anew = self.is_large(patch);
        if !anew {
            self.unlink(patch);
        }
        inverse.links = mutate_records(&mut self.links, &patch.links, |_, _| ());
        let (roots, children) = (&mut self.roots, &mut self.children);
        inverse.tasks = mutate_records(&mut self.tasks, &patch.tasks, |before: Option<&Task>, after| {
            let (old, new) = (before.map(|t| (t.parent, t.position)), after.map(|t| (t.parent, t.position)));
            if old == new {
                return;
            }
            if let Some(task) = before {
                let siblings = match task.parent {
                    None => Some(&mut *roots),
                    Some(parent) => children.get_mut(&parent),
                };
                if let Some(siblings) = siblings {
                    siblings.remove(&(task.position, task.id));
                    if let (Some(parent), true) = (task.parent, siblings.is_empty()) {
                        children.remove(&parent);
                    }
                }
            }
            if let Some(task) = after {
                match task.parent {
                    None => roots.insert((task.position, task.id)),
                    Some(parent) => children.entry(parent).or_default().insert((task.position, task.id)),
                };
            }
        });
        inverse.calendars = mutate_records(&mut self.calendars, &patch.calendars, |_, _| ());
        inverse.resources = mutate_records(&mut self.resources, &patch.resources, |_, _| ());
        inverse.baselines = mutate_records(&mut self.baselines, &patch.baselines, |_, _| ());
        let assigned = &mut self.assigned;
        inverse.assignments = mutate_records(&mut self.assignments, &patch.assignments, |before, after| {
            reassign(assigned, before, after);
        });
        if anew {
            self.index_network();
        } else {
            relink(&mut self.network, &self.tasks, &self.links, patch, &inverse);
        }
        inverse
    }

    /// Puts everything back after a refused patch.
    pub(crate) fn roll_back(&mut self, inverse: &Patch) {
        self.mutate(inverse);
        if !self.network.is_ordered() {
            self.index_network();
        }
    }

    pub(crate) fn set_version(&mut self, version: Version) {
        self.version = version;
    }

    /// Whether indexing anew costs less than following each operation.
    fn is_large(&self, patch: &Patch) -> bool {
        let operations = patch.tasks.len() + patch.links.len();
        operations > 256 && operations > self.tasks.len() / 8
    }

    /// Takes out of the network every link that the patch changes or deletes.
    fn unlink(&mut self, patch: &Patch) {
        for (id, op) in &patch.links {
            if let (Some(link), Op::Update(_) | Op::Delete) = (self.links.get(id), op) {
                self.network.remove_link(link);
            }
        }
    }
}

/// Brings the network up to date: first everything comes off, then tasks, then parents, then links.
fn relink(
    network: &mut Network,
    tasks: &IdMap<TaskId, Task>,
    links: &IdMap<crate::id::LinkId, Link>,
    patch: &Patch,
    inverse: &Patch,
) {
    let moved = |id: &TaskId| match inverse.tasks.get(id) {
        Some(Op::Update(change)) => {
            change.parent.is_some_and(|old| tasks.get(id).is_some_and(|t| t.parent != old))
        }
        _ => false,
    };
    for id in patch.tasks.keys().filter(|id| moved(id)) {
        network.set_parent(*id, None);
    }
    for (id, op) in &inverse.tasks {
        if matches!(op, Op::Create(_)) {
            network.remove_task(*id);
        }
    }
    let mut added: BTreeMap<TaskId, bool> =
        inverse.tasks.iter().filter(|(_, op)| matches!(op, Op::Delete)).map(|(id, _)| (*id, false)).collect();
    let order: Vec<TaskId> = added.keys().copied().collect();
    for id in order {
        add_with_parents(network, tasks, id, &mut added);
    }
    for id in patch.tasks.keys().filter(|id| moved(id)) {
        if let Some(task) = tasks.get(id) {
            network.set_parent(*id, task.parent);
        }
    }
    for (id, op) in &inverse.links {
        if let (Some(link), Op::Update(_) | Op::Delete) = (links.get(id), op) {
            network.add_link(link);
        }
    }
}

/// Adds a created task after the created tasks above it, so that each finds its parent's place in the order.
fn add_with_parents(
    network: &mut Network,
    tasks: &IdMap<TaskId, Task>,
    id: TaskId,
    added: &mut BTreeMap<TaskId, bool>,
) {
    let mut chain = Vec::new();
    let mut next = Some(id);
    while let Some(id) = next {
        match added.get_mut(&id) {
            Some(done @ false) => *done = true,
            _ => break,
        }
        chain.push(id);
        next = tasks.get(&id).and_then(|t| t.parent);
    }
    for id in chain.into_iter().rev() {
        network.add_task(id, tasks.get(&id).and_then(|t| t.parent));
    }
}

/// Where records of one kind are kept.
trait Shelf<R: Record> {
    fn has(&self, id: R::Id) -> bool;
    fn change(&mut self, id: R::Id) -> Option<&mut R>;
    fn put(&mut self, record: R);
    fn take(&mut self, id: R::Id) -> Option<R>;
}

macro_rules! shelves {
    ($($shelf:ident),*) => {$(
        impl<R: Record> Shelf<R> for $shelf<R::Id, R> {
            fn has(&self, id: R::Id) -> bool {
                self.contains_key(&id)
            }

            fn change(&mut self, id: R::Id) -> Option<&mut R> {
                self.get_mut(&id)
            }

            fn put(&mut self, record: R) {
                self.insert(record.id(), record);
            }

            fn take(&mut self, id: R::Id) -> Option<R> {
                self.remove(&id)
            }
        }
    )*};
}
shelves!(IdMap, BTreeMap);

fn mutate_records<R: Record>(
    records: &mut impl Shelf<R>,
    ops: &BTreeMap<R::Id, Op<R>>,
    mut changed: impl FnMut(Option<&R>, Option<&R>),
) -> BTreeMap<R::Id, Op<R>> {
    let mut inverse = BTreeMap::new();
    for (id, op) in ops {
        let undo = match op {
            Op::Create(record) if !records.has(*id) && record.id() == *id => {
                changed(None, Some(record));
                records.put((**record).clone());
                Op::Delete
            }
            Op::Update(change) => {
                let Some(record) = records.change(*id) else { continue };
                let before = record.clone();
                change.apply_to(record);
                changed(Some(&before), Some(record));
                Op::Update(Box::new(change.inverse(&before)))
            }
            Op::Delete => {
                let Some(record) = records.take(*id) else { continue };
                changed(Some(&record), None);
                Op::Create(Box::new(record))
            }
            Op::Create(_) => continue,
        };
        inverse.insert(*id, undo);
    }
    inverse
}
