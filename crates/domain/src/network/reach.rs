//! What a task waits for and what waits for it, directly or not, through links and the tree. It only reads.

use super::Network;
use super::graph::{finish, is_finish, slot_of, start};
use super::order::NONE;
use crate::id::TaskId;

impl Network {
    /// Every task that this one or a part of it waits for, directly or not: what is below a predecessor, what comes
    /// before a summary task above, and so on. Neither the tasks above it nor those below it. In topological order.
    pub fn all_predecessors(&self, id: TaskId) -> Vec<TaskId> {
        self.recursive(id, false)
    }

    /// Every task that waits for this one or for a part of it, directly or not. Neither the tasks above it nor those
    /// below it. In topological order.
    pub fn all_successors(&self, id: TaskId) -> Vec<TaskId> {
        self.recursive(id, true)
    }

    /// Whether `to` waits for `from` or for a part of it, directly or not.
    pub fn reaches(&self, from: TaskId, to: TaskId) -> bool {
        let (Some(&from), Some(&to)) = (self.slots.get(&from), self.slots.get(&to)) else { return false };
        let mut found = false;
        self.spread(from, true, |slot| {
            found |= slot == to;
            !found
        });
        found
    }

    fn recursive(&self, id: TaskId, forward: bool) -> Vec<TaskId> {
        let Some(&slot) = self.slots.get(&id) else { return Vec::new() };
        let mut found = Vec::new();
        self.spread(slot, forward, |slot| {
            found.push(slot);
            true
        });
        found.sort_unstable_by_key(|&slot| self.order.label(start(slot)));
        found.into_iter().map(|slot| self.graph.ids[slot as usize]).collect()
    }

    /// Calls `visit` once for each task that waits for `origin` (backward: that it waits for) until it says no more.
    ///
    /// Every node that can be reached belongs to such a task, except where only a finish is reached and only from below:
    /// then a part of the task waits, not the task. Backward it is the start, reached from below.
    fn spread(&self, origin: u32, forward: bool, mut visit: impl FnMut(u32) -> bool) {
        let graph = &self.graph;
        let mut kin_or_told = vec![false; graph.ids.len()];
        let (mut below, mut next) = (vec![origin], 0);
        while let Some(&slot) = below.get(next) {
            next += 1;
            if !std::mem::replace(&mut kin_or_told[slot as usize], true) {
                below.extend(graph.children(slot));
            }
        }
        let mut above = graph.member(origin).parent;
        while above != NONE && !std::mem::replace(&mut kin_or_told[above as usize], true) {
            above = graph.member(above).parent;
        }
        let mut seen = vec![false; graph.ids.len() * 2];
        let mut open = vec![if forward { start(origin) } else { finish(origin) }];
        while let Some(node) = open.pop() {
            let parent = graph.member(slot_of(node)).parent;
            for far in graph.edges(node, forward) {
                let upward =
                    slot_of(far) == parent && is_finish(far) == forward && is_finish(node) == forward;
                let told = &mut kin_or_told[slot_of(far) as usize];
                if !upward && !std::mem::replace(told, true) && !visit(slot_of(far)) {
                    return;
                }
                if !std::mem::replace(&mut seen[far as usize], true) {
                    open.push(far);
                }
            }
        }
    }
}
