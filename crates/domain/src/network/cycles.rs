//! Cycles, as the tasks they go through. A cycle is told by its tasks in the order of the edges, without repeating the
//! first one at the end, and begins with its smallest id, so that it reads the same however the network came to be.

use super::Network;
use super::graph::{Cursor, Tie, slot_of};
use crate::id::TaskId;
use crate::link::Link;

/// Up to this many nodes, the shortest cycle of a knot is looked for from every one of them.
const SMALL_KNOT: usize = 256;

impl Network {
    /// One cycle for each knot of tasks that wait for one another, a short one: in a small knot the shortest. Empty when
    /// the network is ordered.
    pub fn cycles(&self) -> Vec<Vec<TaskId>> {
        if self.is_ordered() {
            return Vec::new();
        }
        let mut cycles: Vec<Vec<TaskId>> =
            self.knots().iter().map(|knot| smallest_first(self.shortest_in(knot))).collect();
        cycles.sort_unstable();
        cycles.dedup();
        cycles
    }

    /// The cycle that adding `link` would close, from its predecessor; `None` when it would not or an end is missing.
    /// Links that are there already would close nothing new, but are answered all the same.
    pub fn cycle_through(&self, link: &Link) -> Option<Vec<TaskId>> {
        let (&from, &to) = (self.slots.get(&link.from)?, self.slots.get(&link.to)?);
        let (tail, head) = Tie::of(link).edge(from, to)?;
        if tail == head {
            return Some(vec![link.from]);
        }
        let last = if self.is_ordered() { self.order.label(tail) } else { u64::MAX };
        let path = self.path(head, tail, |far| self.order.label(far) <= last, &mut self.blank())?;
        let nodes = std::iter::once(tail).chain(path).collect::<Vec<_>>();
        Some(self.tasks(&nodes))
    }

    /// The strongly connected components in which one can go round (Tarjan, 1972), each sorted by node.
    ///
    /// Every way round takes an edge against the order, and all of those are known: so it is looked for from their
    /// heads only, and never past the last of their tails.
    fn knots(&self) -> Vec<Vec<u32>> {
        let last = self.unplaced.iter().map(|&(tail, _)| self.order.label(tail)).max().unwrap_or(0);
        // When each node was met, counted from 1; 0 where it was not.
        let (mut seen_at, mut low) = (self.blank(), self.blank());
        let mut in_stack = vec![false; seen_at.len()];
        let (mut stack, mut open): (Vec<u32>, Vec<Cursor>) = (Vec::new(), Vec::new());
        let (mut clock, mut knots) = (1, Vec::new());
        for &(_, root) in &self.unplaced {
            let mut enter = (seen_at[root as usize] == 0).then_some(root);
            loop {
                if let Some(node) = enter.take() {
                    (seen_at[node as usize], low[node as usize]) = (clock, clock);
                    clock += 1;
                    in_stack[node as usize] = true;
                    stack.push(node);
                    open.push(Cursor::new(&self.graph, node, true));
                }
                let Some(cursor) = open.last_mut() else { break };
                let node = cursor.node() as usize;
                match cursor.step(&self.graph) {
                    Some(far) if self.order.label(far) > last => {}
                    Some(far) if seen_at[far as usize] == 0 => enter = Some(far),
                    Some(far) if in_stack[far as usize] => low[node] = low[node].min(seen_at[far as usize]),
                    Some(_) => {}
                    None => {
                        open.pop();
                        if let Some(below) = open.last() {
                            let below = below.node() as usize;
                            low[below] = low[below].min(low[node]);
                        }
                        if low[node] == seen_at[node] {
                            let at = stack.iter().rposition(|&n| n as usize == node).unwrap_or(0);
                            let mut knot = stack.split_off(at);
                            knot.iter().for_each(|&n| in_stack[n as usize] = false);
                            let alone = knot.len() == 1;
                            if !alone || self.graph.edges(knot[0], true).any(|far| far == knot[0]) {
                                knot.sort_unstable_by_key(|&n| self.key(n));
                                knots.push(knot);
                            }
                        }
                    }
                }
            }
        }
        knots
    }

    fn shortest_in(&self, knot: &[u32]) -> Vec<TaskId> {
        let mut inside = vec![false; self.graph.ids.len() * 2];
        knot.iter().for_each(|&node| inside[node as usize] = true);
        let from = if knot.len() <= SMALL_KNOT { knot } else { &knot[..1] };
        let mut came_from = self.blank();
        let round = |&node: &u32| self.path(node, node, |far| inside[far as usize], &mut came_from);
        let shortest = from.iter().filter_map(round).min_by_key(Vec::len).unwrap_or_default();
        self.tasks(&shortest)
    }

    /// The shortest way of at least one edge from one node to another over nodes that may be used, both ends included.
    /// `came_from` is blank before and after.
    fn path(&self, from: u32, to: u32, may: impl Fn(u32) -> bool, came_from: &mut [u32]) -> Option<Vec<u32>> {
        let (mut met, mut next) = (vec![from], 0);
        let mut found = None;
        while let (Some(&node), None) = (met.get(next), &found) {
            next += 1;
            let mut fars: Vec<u32> = self.graph.edges(node, true).filter(|&far| may(far)).collect();
            fars.sort_unstable_by_key(|&far| self.key(far));
            for far in fars {
                if came_from[far as usize] != 0 {
                    continue;
                }
                came_from[far as usize] = node + 1;
                met.push(far);
                if far == to {
                    let mut path = vec![to];
                    let mut at = node;
                    while at != from {
                        path.push(at);
                        at = came_from[at as usize] - 1;
                    }
                    path.push(from);
                    path.reverse();
                    found = Some(path);
                    break;
                }
            }
        }
        met.iter().for_each(|&node| came_from[node as usize] = 0);
        found
    }

    /// A zero for each node. Only what is written to costs anything.
    fn blank(&self) -> Vec<u32> {
        vec![0; self.graph.ids.len() * 2]
    }

    /// What orders nodes the same however the network came to be.
    fn key(&self, node: u32) -> (TaskId, u32) {
        (self.graph.ids[slot_of(node) as usize], node % 2)
    }

    /// The tasks along a way round, none twice in a row.
    fn tasks(&self, nodes: &[u32]) -> Vec<TaskId> {
        let mut tasks: Vec<TaskId> = nodes.iter().map(|&n| self.graph.ids[slot_of(n) as usize]).collect();
        tasks.dedup();
        if tasks.len() > 1 && tasks.first() == tasks.last() {
            tasks.pop();
        }
        tasks
    }
}

fn smallest_first(mut cycle: Vec<TaskId>) -> Vec<TaskId> {
    let smallest = cycle.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(at, _)| at);
    cycle.rotate_left(smallest);
    cycle
}
