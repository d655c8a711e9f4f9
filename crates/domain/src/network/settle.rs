//! Keeps the topological order when an edge arrives, at the cost of what lies between its ends.
//!
//! After Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs" (2006): an edge
//! `tail -> head` against the order disturbs only the nodes from `head` to `tail`. Two searches start there, forward from
//! `head` and backward from `tail`, and take an edge each in turn (Bender, Fineman, Gilbert and Tarjan, 2009). The first
//! to run dry is the smaller side; it alone moves to the far end of the edge. If they meet, the edge closes a cycle.
//!
//! ```text
//! before:   head a   b   tail        a hangs on head, tail hangs on b
//! after:    b   tail   head a        when {head, a} was exhausted first
//! ```
//!
//! Invariant: every edge that is not in `unplaced` runs along the order. So the network is acyclic exactly when
//! `unplaced` is empty: an edge gets in only by closing a cycle, and is tried again whenever an edge goes away.

use super::Network;
use super::graph::Cursor;

const UNSEEN: u8 = 0;
const AHEAD: u8 = 1;
const BEHIND: u8 = 2;

impl Network {
    /// Makes an edge that has just arrived run along the order, or keeps it as one that cannot.
    pub(super) fn settle(&mut self, tail: u32, head: u32) {
        if !self.place(tail, head) {
            self.unplaced.push((tail, head));
        }
    }

    /// Forgets an edge that has just gone, and lets others take their place.
    pub(super) fn unsettle(&mut self, tail: u32, head: u32) {
        if self.unplaced.is_empty() {
            return;
        }
        if let Some(at) = self.unplaced.iter().position(|&edge| edge == (tail, head)) {
            self.unplaced.swap_remove(at);
        }
        while let Some(&(tail, head)) = self.unplaced.last() {
            if !self.place(tail, head) {
                break;
            }
            self.unplaced.pop();
        }
    }

    /// Whether `tail` now comes before `head`; if not, there is a path from `head` to `tail`.
    fn place(&mut self, tail: u32, head: u32) -> bool {
        if tail == head {
            return false;
        }
        if self.order.before(tail, head) {
            return true;
        }
        let mut ahead = Side::new(self, head, tail, true);
        let mut behind = Side::new(self, tail, head, false);
        self.marks[head as usize] = AHEAD;
        self.marks[tail as usize] = BEHIND;
        let outcome = loop {
            match ahead.step(self, AHEAD) {
                Step::On => {}
                outcome => break outcome,
            }
            match behind.step(self, BEHIND) {
                Step::On => {}
                outcome => break outcome,
            }
        };
        for &node in ahead.found.iter().chain(&behind.found) {
            self.marks[node as usize] = UNSEEN;
        }
        let order = &mut self.order;
        match outcome {
            Step::On | Step::Met => return false,
            Step::Dry(true) => {
                ahead.found.sort_unstable_by_key(|&node| order.label(node));
                order.move_after(tail, &ahead.found);
            }
            Step::Dry(false) => {
                behind.found.sort_unstable_by_key(|&node| order.label(node));
                order.move_before(head, &behind.found);
            }
        }
        true
    }
}

enum Step {
    On,
    /// The two sides have met.
    Met,
    /// This side has seen all there is, and whether it is the forward one.
    Dry(bool),
}

/// One of the two searches: breadth first, an edge at a time, never past where the other began.
struct Side {
    found: Vec<u32>,
    next: usize,
    forward: bool,
    limit: u64,
    cursor: Cursor,
}

impl Side {
    fn new(network: &Network, from: u32, limit: u32, forward: bool) -> Self {
        Self {
            found: vec![from],
            next: 1,
            forward,
            limit: network.order.label(limit),
            cursor: Cursor::new(&network.graph, from, forward),
        }
    }

    fn step(&mut self, network: &mut Network, mark: u8) -> Step {
        let Some(far) = self.cursor.step(&network.graph) else {
            let Some(&node) = self.found.get(self.next) else { return Step::Dry(self.forward) };
            self.next += 1;
            self.cursor = Cursor::new(&network.graph, node, self.forward);
            return Step::On;
        };
        // Edges against the order are those yet unplaced: no part of what the order has to respect.
        let (here, there) = (network.order.label(self.cursor.node()), network.order.label(far));
        let within = if self.forward {
            here < there && there <= self.limit
        } else {
            self.limit <= there && there < here
        };
        let seen = &mut network.marks[far as usize];
        if within && *seen == UNSEEN {
            *seen = mark;
            self.found.push(far);
        } else if within && *seen != mark {
            return Step::Met;
        }
        Step::On
    }
}
