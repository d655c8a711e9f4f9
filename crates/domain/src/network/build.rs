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
        slots.reserve(with_room(tasks.size_hint().0));
        let mut graph = Graph::with_capacity(with_room(tasks.size_hint().0), with_room(links.size_hint().0));
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
        for link in links {
            let tie = Tie::of(link);
            match (slots.get(&link.from), slots.get(&link.to)) {
                (Some(&from), Some(&to)) => graph.lay(link.id, from, to, tie),
                (from, _) => {
                    let missing = if from.is_none() { link.from } else { link.to };
                    let loose = Loose { id: link.id, from: link.from, to: link.to, tie };
                    absent.links.entry(missing).or_default().push(loose);
                }
            }
        }
        graph.thread();
        let (order, unplaced) = match uninterrupted(&graph) {
            Some(line) => (Order::of(line.into_iter(), graph.ids.len() * 2), Vec::new()),
            None => {
                let order = Order::of(depth_first(&graph).into_iter().rev(), graph.ids.len() * 2);
                let unplaced = against(&graph, &order);
                (order, unplaced)
            }
        };
        let mut marks = Vec::with_capacity(with_room(graph.ids.len() * 2));
        marks.resize(graph.ids.len() * 2, 0);
        Self { slots: Arc::new(slots), graph, order, unplaced, marks, absent }
    }
}

/// So much, and room for some more, lest the first task or link that is added has to move everything.
pub(super) fn with_room(count: usize) -> usize {
    count + count / 16 + 16
}

/// A topological order in which nothing comes between the start and the finish of a leaf; `None` where there is none,
/// even if there is another. It is cheaper to find than others and the schedule likes it best.
fn uninterrupted(graph: &Graph) -> Option<Vec<u32>> {
    let edges = Edges::of(graph);
    let mut marks = vec![Mark::Unseen; graph.ids.len() * 2];
    // Filled from the back: a node is done after everything behind it.
    let mut line = vec![NONE; graph.ids.len() * 2];
    let mut rest = line.len();
    let mut open: Vec<Visit> = Vec::new();
    for root in (0..graph.ids.len() as u32).rev().map(start) {
        let mut enter = (marks[root as usize] == Mark::Unseen).then_some(root);
        loop {
            if let Some(node) = enter.take() {
                marks[node as usize] = Mark::Open;
                open.push(edges.visit(graph, node));
            }
            let Some(top) = open.last_mut() else { break };
            match edges.step(graph, top) {
                Some(far) => match marks[far as usize] {
                    Mark::Unseen => enter = Some(far),
                    Mark::Open => return None,
                    Mark::Done => {}
                },
                None => {
                    let node = top.node;
                    open.pop();
                    marks[node as usize] = Mark::Done;
                    if edges.leaf[slot_of(node) as usize] {
                        rest -= 1;
                        line[rest] = finish(slot_of(node));
                    }
                    rest -= 1;
                    line[rest] = node;
                }
            }
        }
    }
    Some(line)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Unseen,
    Open,
    Done,
}

/// What leaves each slot, side by side, with each leaf as one node: its start.
struct Edges {
    leaf: Vec<bool>,
    /// By slot, where its heads begin; one more at the end.
    begin: Vec<u32>,
    /// The head, and whether the edge leaves the finish.
    heads: Vec<(u32, bool)>,
}

/// How far the search is with a node.
struct Visit {
    node: u32,
    next: u32,
    child: u32,
    last: u32,
}

impl Edges {
    fn of(graph: &Graph) -> Self {
        let slots = graph.ids.len();
        let leaf: Vec<bool> = (0..slots as u32).map(|slot| graph.is_leaf(slot)).collect();
        let edges = || graph.arcs.iter().filter_map(|arc| arc.edge().map(|(tail, head)| (arc, tail, head)));
        let mut begin = vec![0u32; slots + 2];
        edges().for_each(|(arc, ..)| begin[arc.from as usize + 2] += 1);
        for slot in 0..slots {
            begin[slot + 2] += begin[slot + 1];
        }
        // Counted two places on, so that filling one place on leaves each slot's beginning where it belongs.
        let mut heads = vec![(NONE, false); begin[slots + 1] as usize];
        for (arc, tail, head) in edges() {
            let place = &mut begin[arc.from as usize + 1];
            let head = if leaf[arc.to as usize] { start(arc.to) } else { head };
            heads[*place as usize] = (head, is_finish(tail));
            *place += 1;
        }
        Self { leaf, begin, heads }
    }

    fn visit(&self, graph: &Graph, node: u32) -> Visit {
        let slot = slot_of(node);
        let member = graph.member(slot);
        let (child, last) = if self.leaf[slot as usize] || is_finish(node) {
            (NONE, if member.parent == NONE { NONE } else { finish(member.parent) })
        } else {
            (member.first_child, finish(slot))
        };
        Visit { node, next: self.begin[slot as usize], child, last }
    }

    fn step(&self, graph: &Graph, visit: &mut Visit) -> Option<u32> {
        let slot = slot_of(visit.node) as usize;
        while visit.next < self.begin[slot + 1] {
            let (head, leaves_finish) = self.heads[visit.next as usize];
            visit.next += 1;
            if self.leaf[slot] || leaves_finish == is_finish(visit.node) {
                return Some(head);
            }
        }
        if visit.child != NONE {
            let child = visit.child;
            visit.child = graph.member(child).next_sibling;
            return Some(start(child));
        }
        let last = std::mem::replace(&mut visit.last, NONE);
        (last != NONE).then_some(last)
    }
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
