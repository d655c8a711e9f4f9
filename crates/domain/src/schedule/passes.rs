//! The two passes of the critical path method over starts and finishes (Kelley and Walker, 1959; links of four kinds with
//! lags after Fondahl, 1961). All times are working minutes from the project's start.
//!
//! A leaf works without interruption: its finish is its start plus its minutes, and what bounds its finish moves its
//! start. Only where that is impossible (see [`sequence`]) does it wait in the middle. A summary task may start as soon as
//! nothing holds it back and finishes with the last of what is below it.

use super::calendar::WorkTime;
use super::sequence::sequence;
use crate::network::Network;
use crate::network::graph::{Arc, Graph, NONE, is_finish, slot_of};

/// What the passes have to know of a task.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Job {
    pub(super) minutes: i64,
    pub(super) not_before: i64,
}

/// What the passes found, by slot.
#[derive(Debug)]
pub(super) struct Passes {
    pub(super) early: Vec<Span>,
    pub(super) late: Vec<Span>,
    /// How far a leaf's finish can slip before another leaf moves.
    pub(super) free: Vec<i64>,
    /// The earliest start of a leaf or of what is below a summary task.
    pub(super) begun: Vec<i64>,
    pub(super) makespan: i64,
}

/// A start and a finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: i64,
    pub(super) finish: i64,
}

impl Span {
    fn at(&self, finish: bool) -> i64 {
        if finish { self.finish } else { self.start }
    }
}

/// Both passes over a network that is ordered; `jobs` by slot.
pub(super) fn passes(network: &Network, time: &WorkTime, jobs: &[Job]) -> Passes {
    let graph = network.graph();
    let (line, interrupted) = sequence(network);
    let plan = Plan { graph, time, jobs, line: &line, interrupted: &interrupted };
    let (early, makespan) = plan.forward();
    plan.backward(early, makespan)
}

struct Plan<'a> {
    graph: &'a Graph,
    time: &'a WorkTime,
    jobs: &'a [Job],
    line: &'a [u32],
    interrupted: &'a [bool],
}

impl Plan<'_> {
    fn forward(&self) -> (Vec<Span>, i64) {
        let mut early = vec![Span { start: 0, finish: 0 }; self.jobs.len()];
        let mut makespan = 0;
        for &node in self.line {
            let slot = slot_of(node);
            let (parent, job) = (self.graph.member(slot).parent, self.jobs[slot as usize]);
            let leaf = self.graph.is_leaf(slot);
            let whole = leaf && !self.interrupted[slot as usize];
            if is_finish(node) {
                if whole {
                    continue; // settled with its start
                }
                let own = early[slot as usize];
                let mut at = own.finish.max(own.start + if leaf { job.minutes } else { 0 });
                for arc in self.entering(slot).filter(|arc| arc.tie.enters_finish() == Some(true)) {
                    at = at.max(self.after(arc, &early));
                }
                early[slot as usize].finish = at;
            } else {
                let mut at = job.not_before.max(0);
                if parent != NONE {
                    at = at.max(early[parent as usize].start);
                }
                for arc in self.entering(slot) {
                    match arc.tie.enters_finish() {
                        Some(false) => at = at.max(self.after(arc, &early)),
                        Some(true) if whole => at = at.max(self.after(arc, &early) - job.minutes),
                        _ => {}
                    }
                }
                early[slot as usize].start = at;
                if !whole {
                    continue;
                }
                early[slot as usize].finish = at + job.minutes;
            }
            let at = early[slot as usize].finish;
            makespan = makespan.max(at);
            if parent != NONE {
                let above = &mut early[parent as usize].finish;
                *above = at.max(*above);
            }
        }
        (early, makespan)
    }

    fn backward(&self, early: Vec<Span>, makespan: i64) -> Passes {
        let mut late = vec![Span { start: makespan, finish: makespan }; self.jobs.len()];
        // Until a task's start is reached, the latest finish that moves no other leaf; then the slack up to it.
        let mut free = vec![makespan; self.jobs.len()];
        let mut begun = vec![i64::MAX; self.jobs.len()];
        for &node in self.line.iter().rev() {
            let slot = slot_of(node);
            let (parent, job) = (self.graph.member(slot).parent, self.jobs[slot as usize]);
            let leaf = self.graph.is_leaf(slot);
            let whole = leaf && !self.interrupted[slot as usize];
            let own = early[slot as usize];
            if is_finish(node) != whole {
                // Its finish; for a whole leaf together with its start.
                let (mut at, mut unmoved) = match parent {
                    NONE => (makespan, makespan),
                    above => (late[above as usize].finish, free[above as usize]),
                };
                for arc in self.leaving(slot).filter(|arc| arc.tie.leaves_finish() == Some(true)) {
                    at = at.min(self.before(arc, &late));
                    unmoved = unmoved.min(self.before(arc, &early));
                }
                late[slot as usize].finish = at;
                free[slot as usize] = unmoved;
            }
            if is_finish(node) {
                continue;
            }
            let bound = late[slot as usize].finish - if leaf { job.minutes } else { 0 };
            let mut at = if leaf { bound } else { bound.min(late[slot as usize].start) };
            let mut slack = free[slot as usize] - own.finish;
            for arc in self.leaving(slot).filter(|arc| arc.tie.leaves_finish() == Some(false)) {
                at = at.min(self.before(arc, &late));
                slack = slack.min(self.before(arc, &early) - own.start);
            }
            late[slot as usize].start = at;
            if whole {
                late[slot as usize].finish = at + job.minutes;
            }
            if leaf {
                free[slot as usize] = slack;
                begun[slot as usize] = own.start;
            }
            if parent != NONE {
                let above = &mut late[parent as usize].start;
                *above = at.min(*above);
                begun[parent as usize] = begun[parent as usize].min(begun[slot as usize]);
            }
        }
        for (slot, free) in free.iter_mut().enumerate() {
            if !self.graph.is_leaf(slot as u32) {
                *free -= early[slot].finish;
            }
        }
        Passes { early, late, free, begun, makespan }
    }

    fn entering(&self, slot: u32) -> impl Iterator<Item = &Arc> {
        self.graph.entering(slot).map(|arc| &self.graph.arcs[arc as usize])
    }

    fn leaving(&self, slot: u32) -> impl Iterator<Item = &Arc> {
        self.graph.leaving(slot).map(|arc| &self.graph.arcs[arc as usize])
    }

    /// The earliest moment for the head of a `blocks` link.
    fn after(&self, arc: &Arc, early: &[Span]) -> i64 {
        let at_finish = arc.tie.leaves_finish() == Some(true);
        let tail = early[arc.from as usize].at(at_finish);
        let lag = i64::from(arc.tie.lag);
        if arc.tie.elapsed { self.time.after_elapsed(tail, !at_finish, lag) } else { tail + lag }
    }

    /// The latest moment for the tail of a `blocks` link.
    fn before(&self, arc: &Arc, times: &[Span]) -> i64 {
        let at_finish = arc.tie.leaves_finish() == Some(true);
        let head = times[arc.to as usize].at(arc.tie.enters_finish() == Some(true));
        let lag = i64::from(arc.tie.lag);
        if arc.tie.elapsed { self.time.before_elapsed(head, !at_finish, lag) } else { head - lag }
    }
}
