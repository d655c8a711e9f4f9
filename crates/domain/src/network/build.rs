//! Builds a whole network in linear time. It must end in the state that adding everything one by one would lead to,
//! except for which of the possible orders it is.

use std::sync::Arc;

use super::graph::{self, Cursor, Graph, Tie, finish, is_finish, slot_of, start};
use super::order::{NONE, Order};
use super::{Absent, Loose, Network};
use crate::id::{IdMap, TaskId};
use crate::link::Link;

impl Network {
    /// The network of these tasks, each with its parent, and these links. Parents and link ends that are missing leave
    /// their edges out. Among possible orders, tasks that come first rather go first.
    pub fn build<'a>(
        tasks: impl Iterator<Item = (TaskId, Option<TaskId>)> + Clone,
        links: impl Iterator<Item = &'a Link>,
    ) -> Self {
        let mut slots: IdMap<TaskId, u32> = IdMap::default();
        slots.reserve(tasks.size_hint().0);
        let mut graph = Graph::default();
        for (id, _) in tasks.clone() {
            slots.entry(id).or_insert_with(|| graph.add(id));
        }
        let mut absent = Absent::default();
        let mut next = 0;
        for (id, parent) in tasks {
            // Slots were given in this order, unless an id came twice: then the first one counts.
            let slot = next;
            if graph.ids.get(slot as usize) != Some(&id) {
                continue;
            }
            next += 1;
            match parent.map(|parent| (parent, slots.get(&parent))) {
                Some((_, Some(&above))) => graph.hang(slot, above),
                Some((parent, None)) => absent.wait(id, parent),
                None => {}
            }
        }
        let mut attached = Vec::with_capacity(links.size_hint().0);
        for link in links {
            let tie = Tie::of(link);
            match (slots.get(&link.from), slots.get(&link.to)) {
                (Some(&from), Some(&to)) => attached.push((from, to, tie, link.id)),
                (from, _) => {
                    let missing = if from.is_none() { link.from } else { link.to };
                    let loose = Loose { id: link.id, from: link.from, to: link.to, tie };
                    absent.links.entry(missing).or_default().push(loose);
                }
            }
        }
        graph.tie_all(&attached);
        drop(attached);
        let (order, unplaced) = match uninterrupted(&graph) {
            Some(line) => (Order::of(line.into_iter(), graph.ids.len() * 2), Vec::new()),
            None => {
                let order = Order::of(depth_first(&graph).into_iter().rev(), graph.ids.len() * 2);
                let unplaced = against(&graph, &order);
                (order, unplaced)
            }
        };
        let marks = vec![0; graph.ids.len() * 2];
        Self { slots: Arc::new(slots), graph, order, unplaced, marks, absent }
    }
}

/// A topological order in which nothing comes between the start and the finish of a leaf; `None` where there is none,
/// even if there is another. It is cheaper to find than others and the schedule likes it best.
fn uninterrupted(graph: &Graph) -> Option<Vec<u32>> {
    const UNSEEN: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    struct Visit {
        node: u32,
        arc: u32,
        child: u32,
        last: u32,
    }
    // A leaf is one node here: its start.
    let visit = |node: u32| {
        let member = graph.member(slot_of(node));
        let leaf = member.first_child == NONE;
        let outer = if member.parent == NONE { NONE } else { finish(member.parent) };
        let (child, last) = match (leaf, is_finish(node)) {
            (true, _) | (_, true) => (NONE, outer),
            _ => (member.first_child, node + 1),
        };
        Visit { node, arc: member.first_out, child, last }
    };
    let mut marks = vec![UNSEEN; graph.ids.len() * 2];
    // Filled from the back: a node is done after everything behind it.
    let mut line = vec![NONE; graph.ids.len() * 2];
    let mut rest = line.len();
    let mut open: Vec<Visit> = Vec::new();
    for root in (0..graph.ids.len() as u32).rev().map(start) {
        if marks[root as usize] == UNSEEN {
            marks[root as usize] = OPEN;
            open.push(visit(root));
        }
        while let Some(top) = open.last_mut() {
            let far = if top.arc != NONE {
                let arc = &graph.arcs[top.arc as usize];
                top.arc = arc.next_out;
                match arc.edge() {
                    Some((tail, head)) if tail == top.node || graph.is_leaf(arc.from) => {
                        if graph.is_leaf(arc.to) { start(arc.to) } else { head }
                    }
                    _ => continue,
                }
            } else if top.child != NONE {
                let child = top.child;
                top.child = graph.member(child).next_sibling;
                start(child)
            } else if top.last != NONE {
                std::mem::replace(&mut top.last, NONE)
            } else {
                let node = top.node;
                open.pop();
                marks[node as usize] = DONE;
                if graph.is_leaf(slot_of(node)) {
                    rest -= 1;
                    line[rest] = node + 1;
                }
                rest -= 1;
                line[rest] = node;
                continue;
            };
            match marks[far as usize] {
                UNSEEN => {
                    marks[far as usize] = OPEN;
                    open.push(visit(far));
                }
                OPEN => return None,
                _ => {}
            }
        }
    }
    Some(line)
}

/// Every node behind all that comes after it: a reversed topological order where there is one.
fn depth_first(graph: &Graph) -> Vec<u32> {
    let mut seen = vec![false; graph.ids.len() * 2];
    let mut done = Vec::with_capacity(seen.len());
    let mut open: Vec<Cursor> = Vec::new();
    for root in (0..graph.ids.len() as u32).rev().map(start) {
        if !std::mem::replace(&mut seen[root as usize], true) {
            open.push(Cursor::new(graph, root, true));
        }
        while let Some(cursor) = open.last_mut() {
            match cursor.step(graph) {
                Some(node) if std::mem::replace(&mut seen[node as usize], true) => {}
                Some(node) => open.push(Cursor::new(graph, node, true)),
                None => done.extend(open.pop().map(|cursor| cursor.node())),
            }
        }
    }
    done
}

/// The edges that run against the order.
fn against(graph: &Graph, order: &Order) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut look = |tail, head| {
        if tail == head || order.before(head, tail) {
            found.push((tail, head));
        }
    };
    for slot in 0..graph.ids.len() as u32 {
        look(start(slot), finish(slot));
        let parent = graph.member(slot).parent;
        if parent != NONE {
            look(start(parent), start(slot));
            look(finish(slot), finish(parent));
        }
    }
    graph.arcs.iter().filter_map(graph::Arc::edge).for_each(|(tail, head)| look(tail, head));
    found
}
