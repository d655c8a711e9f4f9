//! Builds a whole network in linear time. It must end in the state that adding everything one by one would lead to,
//! except for which of the possible orders it is.

use super::graph::{Cursor, Graph, Tie, finish, start};
use super::order::{NONE, Order};
use super::{Absent, Loose, Network};
use crate::id::{IdMap, TaskId};
use crate::link::Link;

impl Network {
    /// The network of these tasks, each with its parent, and these links. Parents and link ends that are missing leave
    /// their edges out. Among possible orders, tasks and links that come first go first.
    pub fn build<'a>(
        tasks: impl Iterator<Item = (TaskId, Option<TaskId>)> + Clone,
        links: impl Iterator<Item = &'a Link>,
    ) -> Self {
        let (count, link_count) = (tasks.size_hint().0, links.size_hint().0);
        let mut slots = IdMap::with_capacity_and_hasher(count, Default::default());
        let mut graph = Graph::with_capacity(count, link_count);
        for (id, _) in tasks.clone() {
            slots.entry(id).or_insert_with(|| graph.add(id));
        }
        let mut absent = Absent::default();
        for (id, parent) in tasks {
            let Some(parent) = parent else { continue };
            match (slots.get(&id), slots.get(&parent)) {
                (Some(&slot), Some(&p)) if graph.member(slot).parent == NONE => graph.hang(slot, p),
                (Some(_), None) => absent.wait(id, parent),
                _ => {}
            }
        }
        for link in links {
            let tie = Tie::of(link);
            match (slots.get(&link.from), slots.get(&link.to)) {
                (Some(&from), Some(&to)) => {
                    graph.tie(link.id, from, to, tie);
                }
                (from, _) => {
                    let missing = if from.is_none() { link.from } else { link.to };
                    let loose = Loose { id: link.id, from: link.from, to: link.to, tie };
                    absent.links.entry(missing).or_default().push(loose);
                }
            }
        }
        let nodes = graph.ids.len() * 2;
        let mut marks = vec![0; nodes];
        let line = depth_first(&graph, &mut marks);
        let order = Order::of(line.iter().rev().copied(), nodes);
        let unplaced = against(&graph, &order);
        marks.fill(0);
        Self { slots, graph, order, unplaced, marks, absent }
    }
}

/// Every node behind all that comes after it: a reversed topological order where there is one.
fn depth_first(graph: &Graph, marks: &mut [u8]) -> Vec<u32> {
    let mut done = Vec::with_capacity(marks.len());
    let mut open: Vec<Cursor> = Vec::new();
    for slot in (0..graph.ids.len() as u32).rev() {
        if marks[start(slot) as usize] == 0 {
            marks[start(slot) as usize] = 1;
            open.push(Cursor::new(graph, start(slot), true));
        }
        while let Some(cursor) = open.last_mut() {
            match cursor.step(graph) {
                Some(node) if marks[node as usize] != 0 => {}
                Some(node) => {
                    marks[node as usize] = 1;
                    open.push(Cursor::new(graph, node, true));
                }
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
    graph.arcs.iter().filter_map(super::graph::Arc::edge).for_each(|(tail, head)| look(tail, head));
    found
}
