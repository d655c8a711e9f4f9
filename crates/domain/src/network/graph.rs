//! Who hangs on whom: tasks in the tree and the arcs between them, as lists threaded through flat arrays, so that every
//! change costs a constant. It knows nothing of order and never judges whether the edges make sense.
//!
//! Each task is two nodes, its start (`2 * slot`) and its finish (`2 * slot + 1`). The edges among them:
//!
//! ```text
//! start(t) -> finish(t)                         a task starts before it finishes
//! start(parent) -> start(child)                 a summary task holds its children
//! finish(child) -> finish(parent)
//! finish(a) -> start(b), start -> start …       a blocks link, by its dependency
//! ```

pub(crate) use super::order::NONE;
use crate::id::{LinkId, TaskId};
use crate::link::{Dependency, LagKind, Link, LinkType};

/// The node where the task of this slot starts.
pub(crate) const fn start(slot: u32) -> u32 {
    slot * 2
}

/// The node where the task of this slot finishes.
pub(crate) const fn finish(slot: u32) -> u32 {
    slot * 2 + 1
}

/// The slot of a node's task.
pub(crate) const fn slot_of(node: u32) -> u32 {
    node / 2
}

/// Whether a node is a finish.
pub(crate) const fn is_finish(node: u32) -> bool {
    node % 2 == 1
}

/// What of a link the network keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tie {
    /// Which ends it ties together; `None` for a link that orders nothing.
    pub(crate) dependency: Option<Dependency>,
    pub(crate) elapsed: bool,
    pub(crate) lag: i32,
}

impl Tie {
    pub(crate) fn of(link: &Link) -> Self {
        Self {
            dependency: (link.link_type == LinkType::Blocks).then_some(link.dependency),
            elapsed: link.lag_kind == LagKind::Elapsed,
            lag: link.lag,
        }
    }

    /// The edge it stands for between two slots, tail and head, if it orders anything.
    pub(crate) fn edge(self, from: u32, to: u32) -> Option<(u32, u32)> {
        let (leaves_finish, enters_finish) = (self.leaves_finish()?, self.enters_finish()?);
        Some((start(from) + u32::from(leaves_finish), start(to) + u32::from(enters_finish)))
    }

    pub(crate) fn leaves_finish(self) -> Option<bool> {
        self.dependency.map(|d| matches!(d, Dependency::FinishToStart | Dependency::FinishToFinish))
    }

    pub(crate) fn enters_finish(self) -> Option<bool> {
        self.dependency.map(|d| matches!(d, Dependency::FinishToFinish | Dependency::StartToFinish))
    }
}

/// A link between two slots, member of two lists: what leaves `from` and what enters `to`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arc {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) next_out: u32,
    prev_out: u32,
    pub(crate) next_in: u32,
    prev_in: u32,
    pub(crate) tie: Tie,
}

impl Arc {
    /// The edge it stands for, if it orders anything.
    pub(crate) fn edge(&self) -> Option<(u32, u32)> {
        self.tie.edge(self.from, self.to)
    }
}

/// A place among the arcs that no link takes.
const FREE: Arc = Arc {
    from: NONE,
    to: NONE,
    next_out: NONE,
    prev_out: NONE,
    next_in: NONE,
    prev_in: NONE,
    tie: Tie { dependency: None, elapsed: false, lag: 0 },
};

/// A task's place in the tree and the heads of its lists.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    pub(crate) parent: u32,
    pub(crate) first_child: u32,
    pub(crate) next_sibling: u32,
    prev_sibling: u32,
    pub(crate) first_out: u32,
    pub(crate) first_in: u32,
}

const ALONE: Member = Member {
    parent: NONE,
    first_child: NONE,
    next_sibling: NONE,
    prev_sibling: NONE,
    first_out: NONE,
    first_in: NONE,
};

/// Tasks by slot and links by arc number; freed places are used again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    pub(crate) ids: Vec<TaskId>,
    pub(crate) members: Vec<Member>,
    pub(crate) arcs: Vec<Arc>,
    pub(crate) arc_ids: Vec<LinkId>,
    free_slots: Vec<u32>,
    free_arcs: Vec<u32>,
}

impl Graph {
    pub(crate) fn with_capacity(tasks: usize, links: usize) -> Self {
        Self {
            ids: Vec::with_capacity(tasks),
            members: Vec::with_capacity(tasks),
            arcs: Vec::with_capacity(links),
            arc_ids: Vec::with_capacity(links),
            ..Self::default()
        }
    }

    /// A slot for a task that hangs on nothing yet.
    pub(crate) fn add(&mut self, id: TaskId) -> u32 {
        if let Some(slot) = self.free_slots.pop() {
            self.ids[slot as usize] = id;
            return slot;
        }
        self.ids.push(id);
        self.members.push(ALONE);
        (self.ids.len() - 1) as u32
    }

    /// Frees the slot of a task that hangs on nothing any more.
    pub(crate) fn free(&mut self, slot: u32) {
        self.members[slot as usize] = ALONE;
        self.free_slots.push(slot);
    }

    pub(crate) fn member(&self, slot: u32) -> &Member {
        &self.members[slot as usize]
    }

    /// Whether nothing hangs below a slot.
    pub(crate) fn is_leaf(&self, slot: u32) -> bool {
        self.member(slot).first_child == NONE
    }

    /// Hangs the top-level task `child` on `parent`.
    pub(crate) fn hang(&mut self, child: u32, parent: u32) {
        let next = self.members[parent as usize].first_child;
        self.members[parent as usize].first_child = child;
        let member = &mut self.members[child as usize];
        (member.parent, member.next_sibling, member.prev_sibling) = (parent, next, NONE);
        if next != NONE {
            self.members[next as usize].prev_sibling = child;
        }
    }

    /// Takes `child` off its parent, if it has one; the parent it had.
    pub(crate) fn unhang(&mut self, child: u32) -> Option<u32> {
        let Member { parent, next_sibling, prev_sibling, .. } = *self.member(child);
        if parent == NONE {
            return None;
        }
        match prev_sibling {
            NONE => self.members[parent as usize].first_child = next_sibling,
            prev => self.members[prev as usize].next_sibling = next_sibling,
        }
        if next_sibling != NONE {
            self.members[next_sibling as usize].prev_sibling = prev_sibling;
        }
        let member = &mut self.members[child as usize];
        (member.parent, member.next_sibling, member.prev_sibling) = (NONE, NONE, NONE);
        Some(parent)
    }

    /// A new arc; its number.
    pub(crate) fn tie(&mut self, id: LinkId, from: u32, to: u32, tie: Tie) -> u32 {
        let number = self.free_arcs.pop().unwrap_or_else(|| {
            self.arcs.push(FREE);
            self.arc_ids.push(id);
            (self.arcs.len() - 1) as u32
        });
        self.arc_ids[number as usize] = id;
        let next_out = self.members[from as usize].first_out;
        let next_in = self.members[to as usize].first_in;
        self.arcs[number as usize] = Arc { from, to, next_out, prev_out: NONE, next_in, prev_in: NONE, tie };
        self.members[from as usize].first_out = number;
        self.members[to as usize].first_in = number;
        if next_out != NONE {
            self.arcs[next_out as usize].prev_out = number;
        }
        if next_in != NONE {
            self.arcs[next_in as usize].prev_in = number;
        }
        number
    }

    /// A new arc that is in no list until all are [threaded](Self::thread).
    pub(crate) fn lay(&mut self, id: LinkId, from: u32, to: u32, tie: Tie) {
        self.arcs.push(Arc { from, to, tie, ..FREE });
        self.arc_ids.push(id);
    }

    /// Puts the arcs, none of which is in a list yet, in their lists. Front to back and back again, because following
    /// lists through memory is what takes time in a big network.
    pub(crate) fn thread(&mut self) {
        let mut nearest = vec![(NONE, NONE); self.members.len()];
        for (number, arc) in self.arcs.iter_mut().enumerate() {
            arc.prev_out = std::mem::replace(&mut nearest[arc.from as usize].0, number as u32);
            arc.prev_in = std::mem::replace(&mut nearest[arc.to as usize].1, number as u32);
        }
        nearest.fill((NONE, NONE));
        for (number, arc) in self.arcs.iter_mut().enumerate().rev() {
            arc.next_out = std::mem::replace(&mut nearest[arc.from as usize].0, number as u32);
            arc.next_in = std::mem::replace(&mut nearest[arc.to as usize].1, number as u32);
        }
        for (member, (first_out, first_in)) in self.members.iter_mut().zip(nearest) {
            (member.first_out, member.first_in) = (first_out, first_in);
        }
    }

    /// Takes an arc away.
    pub(crate) fn untie(&mut self, number: u32) -> Arc {
        let arc = std::mem::replace(&mut self.arcs[number as usize], FREE);
        match arc.prev_out {
            NONE => self.members[arc.from as usize].first_out = arc.next_out,
            prev => self.arcs[prev as usize].next_out = arc.next_out,
        }
        if arc.next_out != NONE {
            self.arcs[arc.next_out as usize].prev_out = arc.prev_out;
        }
        match arc.prev_in {
            NONE => self.members[arc.to as usize].first_in = arc.next_in,
            prev => self.arcs[prev as usize].next_in = arc.next_in,
        }
        if arc.next_in != NONE {
            self.arcs[arc.next_in as usize].prev_in = arc.prev_in;
        }
        self.free_arcs.push(number);
        arc
    }

    /// The arcs that leave a slot.
    pub(crate) fn leaving(&self, slot: u32) -> impl Iterator<Item = u32> {
        threaded(self.member(slot).first_out, |arc| self.arcs[arc as usize].next_out)
    }

    /// The arcs that enter a slot.
    pub(crate) fn entering(&self, slot: u32) -> impl Iterator<Item = u32> {
        threaded(self.member(slot).first_in, |arc| self.arcs[arc as usize].next_in)
    }

    /// The children of a slot, newest first.
    pub(crate) fn children(&self, slot: u32) -> impl Iterator<Item = u32> {
        threaded(self.member(slot).first_child, |child| self.members[child as usize].next_sibling)
    }

    /// The arcs from one slot to another; costs the shorter of the two lists.
    pub(crate) fn between(&self, from: u32, to: u32) -> Vec<u32> {
        let (mut out, mut into) = (self.leaving(from), self.entering(to));
        let (mut by_out, mut by_in) = (Vec::new(), Vec::new());
        loop {
            let Some(arc) = out.next() else { return by_out };
            if self.arcs[arc as usize].to == to {
                by_out.push(arc);
            }
            let Some(arc) = into.next() else { return by_in };
            if self.arcs[arc as usize].from == from {
                by_in.push(arc);
            }
        }
    }

    /// The far ends of the edges that leave a node, or that enter it.
    pub(crate) fn edges(&self, node: u32, forward: bool) -> impl Iterator<Item = u32> {
        let mut cursor = Cursor::new(self, node, forward);
        std::iter::from_fn(move || cursor.step(self))
    }
}

fn threaded(first: u32, next: impl Fn(u32) -> u32) -> impl Iterator<Item = u32> {
    let some = |number| (number != NONE).then_some(number);
    std::iter::successors(some(first), move |&number| some(next(number)))
}

/// A walk over the edges of one node that can be interrupted at every edge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor {
    node: u32,
    forward: bool,
    arc: u32,
    child: u32,
    last: u32,
}

impl Cursor {
    /// Over the edges that leave `node`, or that enter it.
    pub(crate) fn new(graph: &Graph, node: u32, forward: bool) -> Self {
        let slot = slot_of(node);
        let member = graph.member(slot);
        let at_finish = is_finish(node);
        // Seen from the side it opens to, a start has children before it and its own finish behind them; a finish the same.
        let opens = at_finish != forward;
        let parent_node =
            if member.parent == NONE { NONE } else { start(member.parent) + u32::from(at_finish) };
        Self {
            node,
            forward,
            arc: if forward { member.first_out } else { member.first_in },
            child: if opens { member.first_child } else { NONE },
            last: if opens { node ^ 1 } else { parent_node },
        }
    }

    /// The node whose edges these are.
    pub(crate) fn node(&self) -> u32 {
        self.node
    }

    /// The far end of the next edge.
    pub(crate) fn step(&mut self, graph: &Graph) -> Option<u32> {
        let at_finish = is_finish(self.node);
        while self.arc != NONE {
            let arc = &graph.arcs[self.arc as usize];
            let (near, far, slot) = if self.forward {
                self.arc = arc.next_out;
                (arc.tie.leaves_finish(), arc.tie.enters_finish(), arc.to)
            } else {
                self.arc = arc.next_in;
                (arc.tie.enters_finish(), arc.tie.leaves_finish(), arc.from)
            };
            if near == Some(at_finish) {
                return far.map(|far| start(slot) + u32::from(far));
            }
        }
        if self.child != NONE {
            let child = self.child;
            self.child = graph.member(child).next_sibling;
            return Some(start(child) + u32::from(at_finish));
        }
        let last = std::mem::replace(&mut self.last, NONE);
        (last != NONE).then_some(last)
    }
}
