//! The network: `blocks` links over the tree, as a graph of starts and finishes in a topological order that is kept up
//! as tasks and links come and go. It is an index, derived from a project's tasks and links and equal to one built from
//! them at any time; it holds ids only, never judges, and never refuses what it is told.
//!
//! A link on a summary task holds for everything below it. Links and parents that name a task that is not there
//! are kept aside, without effect, until it arrives.

mod build;
mod cycles;
pub(crate) mod graph;
mod order;
mod reach;
mod settle;
#[cfg(test)]
mod tests;

use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::id::{IdMap, LinkId, TaskId};
use crate::link::Link;
use graph::{Graph, Tie, finish, is_finish, slot_of, start};
use order::Order;

/// The dependency graph of a project.
#[derive(Debug, Clone)]
pub struct Network {
    /// Shared with the timetables made from it.
    slots: Arc<IdMap<TaskId, u32>>,
    graph: Graph,
    order: Order,
    /// The edges that close a cycle, tail and head; see `settle`.
    unplaced: Vec<(u32, u32)>,
    /// Scratch of the searches. Invariant: all zero between calls.
    marks: Vec<u8>,
    absent: Absent,
}

/// What names a task that is not there.
#[derive(Debug, Clone, Default)]
struct Absent {
    /// By the missing end.
    links: IdMap<TaskId, Vec<Loose>>,
    /// By the child: the parent that is missing.
    parents: IdMap<TaskId, TaskId>,
    /// By the missing parent: those that once waited for it; only those still in `parents` do.
    children: IdMap<TaskId, Vec<TaskId>>,
}

/// A link with an end missing.
#[derive(Debug, Clone, Copy)]
struct Loose {
    id: LinkId,
    from: TaskId,
    to: TaskId,
    tie: Tie,
}

impl Network {
    /// How many tasks it has.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether it has no tasks.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Whether it is free of cycles, so that [`order`](Self::order) is a topological order.
    pub fn is_ordered(&self) -> bool {
        self.unplaced.is_empty()
    }

    /// All tasks by their starts, predecessors first, summary tasks before what is below them. Which of the possible
    /// orders it is depends on how the network came to be. Without meaning while there are cycles.
    pub fn order(&self) -> impl Iterator<Item = TaskId> {
        self.order.iter().filter(|&node| !is_finish(node)).map(|node| self.graph.ids[slot_of(node) as usize])
    }

    /// The links of every type that enter a task, in no order.
    pub fn incoming(&self, id: TaskId) -> impl Iterator<Item = LinkId> {
        let slot = self.slots.get(&id).copied();
        slot.into_iter().flat_map(|s| self.graph.entering(s)).map(|arc| self.graph.arc_ids[arc as usize])
    }

    /// The links of every type that leave a task, in no order.
    pub fn outgoing(&self, id: TaskId) -> impl Iterator<Item = LinkId> {
        let slot = self.slots.get(&id).copied();
        slot.into_iter().flat_map(|s| self.graph.leaving(s)).map(|arc| self.graph.arc_ids[arc as usize])
    }

    /// The links of every type that enter a task, and those that leave it.
    pub fn incident(&self, id: TaskId) -> (impl Iterator<Item = LinkId>, impl Iterator<Item = LinkId>) {
        (self.incoming(id), self.outgoing(id))
    }

    /// The links of every type from one task to another, in this direction only, in no order.
    pub fn links_between(&self, from: TaskId, to: TaskId) -> Vec<LinkId> {
        let (Some(&from), Some(&to)) = (self.slots.get(&from), self.slots.get(&to)) else {
            return Vec::new();
        };
        self.graph.between(from, to).into_iter().map(|arc| self.graph.arc_ids[arc as usize]).collect()
    }

    /// The tasks at the other end of the `blocks` links that enter a task itself, once for each link, in no order.
    pub fn predecessors(&self, id: TaskId) -> impl Iterator<Item = TaskId> {
        let slot = self.slots.get(&id).copied();
        slot.into_iter()
            .flat_map(|s| self.graph.entering(s))
            .map(|arc| &self.graph.arcs[arc as usize])
            .filter(|arc| arc.edge().is_some())
            .map(|arc| self.graph.ids[arc.from as usize])
    }

    /// The tasks at the other end of the `blocks` links that leave a task itself, once for each link, in no order.
    pub fn successors(&self, id: TaskId) -> impl Iterator<Item = TaskId> {
        let slot = self.slots.get(&id).copied();
        slot.into_iter()
            .flat_map(|s| self.graph.leaving(s))
            .map(|arc| &self.graph.arcs[arc as usize])
            .filter(|arc| arc.edge().is_some())
            .map(|arc| self.graph.ids[arc.to as usize])
    }

    /// All starts and finishes, in order.
    pub(crate) fn line(&self) -> impl Iterator<Item = u32> {
        self.order.iter()
    }

    /// Who hangs on whom, by slot.
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The slot of each task.
    pub(crate) fn slots(&self) -> &Arc<IdMap<TaskId, u32>> {
        &self.slots
    }

    /// Adds a task, right inside its parent; whether the network is ordered then. A task that is there gets the parent.
    pub fn add_task(&mut self, id: TaskId, parent: Option<TaskId>) -> bool {
        if self.slots.contains_key(&id) {
            return self.set_parent(id, parent);
        }
        let slot = self.graph.add(id);
        Arc::make_mut(&mut self.slots).insert(id, slot);
        let nodes = self.graph.ids.len() * 2;
        if nodes > self.marks.len() {
            self.marks.resize(nodes, 0);
            self.order.grow(nodes);
        }
        match parent.and_then(|parent| self.slots.get(&parent).copied()) {
            Some(p) if p != slot && self.order.before(start(p), finish(p)) => {
                self.order.insert_after(start(p), start(slot));
                self.order.insert_before(finish(p), finish(slot));
            }
            _ => {
                self.order.push(start(slot));
                self.order.push(finish(slot));
            }
        }
        self.hang(slot, parent);
        self.welcome(id);
        self.is_ordered()
    }

    /// Takes a task out; whether the network is ordered then. What still names it is kept aside.
    pub fn remove_task(&mut self, id: TaskId) -> bool {
        let Some(&slot) = self.slots.get(&id) else { return self.is_ordered() };
        let mut arcs: Vec<u32> = self.graph.leaving(slot).chain(self.graph.entering(slot)).collect();
        arcs.sort_unstable();
        arcs.dedup(); // a link from the task to itself both leaves and enters it
        for arc in arcs {
            let link_id = self.graph.arc_ids[arc as usize];
            let gone = self.untie(arc);
            let ends = (self.graph.ids[gone.from as usize], self.graph.ids[gone.to as usize]);
            let loose = Loose { id: link_id, from: ends.0, to: ends.1, tie: gone.tie };
            self.absent.links.entry(id).or_default().push(loose);
        }
        let children: Vec<u32> = self.graph.children(slot).collect();
        for child in children {
            self.unhang(child);
            self.absent.wait(self.graph.ids[child as usize], id);
        }
        self.unhang(slot);
        self.unsettle(start(slot), finish(slot));
        self.unplaced.retain(|&(tail, head)| slot_of(tail) != slot && slot_of(head) != slot);
        self.order.remove(start(slot));
        self.order.remove(finish(slot));
        self.graph.free(slot);
        Arc::make_mut(&mut self.slots).remove(&id);
        self.absent.parents.remove(&id);
        self.is_ordered()
    }

    /// Hangs a task on another parent, or on none; whether the network is ordered then.
    pub fn set_parent(&mut self, id: TaskId, parent: Option<TaskId>) -> bool {
        if let Some(&slot) = self.slots.get(&id) {
            self.absent.parents.remove(&id);
            self.unhang(slot);
            self.hang(slot, parent);
        }
        self.is_ordered()
    }

    /// Adds a link; whether the network is ordered then.
    pub fn add_link(&mut self, link: &Link) -> bool {
        self.tie(Loose { id: link.id, from: link.from, to: link.to, tie: Tie::of(link) });
        self.is_ordered()
    }

    /// Takes a link out; whether the network is ordered then. Its ends have to be those it was added with.
    pub fn remove_link(&mut self, link: &Link) -> bool {
        if let (Some(&from), Some(&to)) = (self.slots.get(&link.from), self.slots.get(&link.to)) {
            let arcs = self.graph.between(from, to);
            if let Some(&arc) = arcs.iter().find(|&&arc| self.graph.arc_ids[arc as usize] == link.id) {
                self.untie(arc);
            }
        }
        for end in [link.from, link.to] {
            if let Entry::Occupied(mut loose) = self.absent.links.entry(end) {
                loose.get_mut().retain(|loose| loose.id != link.id);
                if loose.get().is_empty() {
                    loose.remove();
                }
            }
        }
        self.is_ordered()
    }

    fn hang(&mut self, slot: u32, parent: Option<TaskId>) {
        let Some(parent) = parent else { return };
        match self.slots.get(&parent) {
            Some(&p) => {
                self.graph.hang(slot, p);
                self.settle(start(p), start(slot));
                self.settle(finish(slot), finish(p));
            }
            None => self.absent.wait(self.graph.ids[slot as usize], parent),
        }
    }

    fn unhang(&mut self, slot: u32) {
        if let Some(p) = self.graph.unhang(slot) {
            self.unsettle(start(p), start(slot));
            self.unsettle(finish(slot), finish(p));
        }
    }

    fn tie(&mut self, loose: Loose) {
        match (self.slots.get(&loose.from), self.slots.get(&loose.to)) {
            (Some(&from), Some(&to)) => {
                let arc = self.graph.tie(loose.id, from, to, loose.tie);
                if let Some((tail, head)) = self.graph.arcs[arc as usize].edge() {
                    self.settle(tail, head);
                }
            }
            (from, _) => {
                let missing = if from.is_none() { loose.from } else { loose.to };
                self.absent.links.entry(missing).or_default().push(loose);
            }
        }
    }

    fn untie(&mut self, arc: u32) -> graph::Arc {
        let gone = self.graph.untie(arc);
        if let Some((tail, head)) = gone.edge() {
            self.unsettle(tail, head);
        }
        gone
    }

    /// Gives a new task what has been waiting for it.
    fn welcome(&mut self, id: TaskId) {
        for child in self.absent.children.remove(&id).unwrap_or_default() {
            if self.absent.parents.get(&child) == Some(&id) {
                self.set_parent(child, Some(id));
            }
        }
        for loose in self.absent.links.remove(&id).unwrap_or_default() {
            self.tie(loose);
        }
    }
}

impl Absent {
    fn wait(&mut self, child: TaskId, parent: TaskId) {
        self.parents.insert(child, parent);
        self.children.entry(parent).or_default().push(child);
    }
}
