//! Hard constraints that cannot hold together, as a set of which none can be left out: the constraint that breaks, and
//! the links and dates that push its task past it. Leave any of them out, and the rest can hold.

use jiff::civil::DateTime;
use thiserror::Error;

use super::clock::Span;
use super::line::NEVER;
use super::timetable::Timetable;
use super::why::{Cause, Reason};
use crate::constraint::ConstraintKind;
use crate::id::{LinkId, TaskId};
use crate::network::Network;
use crate::network::graph::{finish, is_finish, slot_of, start};

/// What cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Clash {
    /// A hard constraint that cannot be kept.
    #[error("a hard constraint cannot be kept together with what its task waits for")]
    Constraint {
        /// The task whose constraint breaks.
        task: TaskId,
        /// What it asks.
        kind: ConstraintKind,
        /// The latest it allows.
        allowed: DateTime,
        /// The earliest there is.
        earliest: DateTime,
        /// What pushes the task past it, from the task backwards; without any of these it would hold. None when the
        /// project's start and the task's own work are enough.
        because: Vec<Push>,
    },
    /// Nobody who is to do a task is ever there.
    #[error("those who are to do a task are never there")]
    NeverWorked {
        /// The task.
        task: TaskId,
    },
}

/// Something that pushes a task back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Push {
    /// A link.
    Link(LinkId),
    /// The day before which a task is not to start.
    NotBefore(TaskId),
    /// The constraint of a task.
    Constraint(TaskId),
}

/// More clashes than this help nobody.
const MOST: usize = 20;

impl Timetable {
    /// What cannot be, the tasks in no order that means anything; empty when every hard constraint holds. `network` is the
    /// one the timetable was made from.
    pub fn clashes(&self, network: &Network) -> Vec<Clash> {
        let mut clashes = Vec::new();
        if !self.is_of(network) {
            return clashes;
        }
        let never = self.passes.makespan >= NEVER;
        for (at, item) in self.items.all.iter().enumerate() {
            let id = network.graph().ids[item.slot as usize];
            let alone = Span { start: 0, finish: i64::MIN };
            if never && item.need > 0 && self.axis.earliest(item, alone).finish >= NEVER {
                clashes.push(Clash::NeverWorked { task: id });
            }
            clashes.extend(self.broken(item.slot, at).and_then(|node| self.clash(network, id, node)));
            if clashes.len() >= MOST {
                break;
            }
        }
        clashes
    }

    /// The node of an item that is past what is allowed at the latest.
    pub(super) fn broken(&self, slot: u32, at: usize) -> Option<u32> {
        let item = &self.items.all[at];
        let upper = self.items.extra(item)?.upper;
        let early = self.passes.early[at];
        let begun = self.passes.begun[at].at().max(early.start);
        let (starts, finishes) = (!self.is_closing(at), !self.is_opening(at));
        if starts && begun < NEVER && begun > upper.start {
            return Some(start(slot));
        }
        (finishes && early.finish < NEVER && early.finish > upper.finish).then(|| finish(slot))
    }

    /// The slots whose own dates push something past a hard constraint.
    pub(super) fn pushed_from(&self, network: &Network) -> Vec<u32> {
        let broken = self.items.all.iter().enumerate().filter_map(|(at, item)| self.broken(item.slot, at));
        let sources = broken.take(MOST).filter_map(|node| self.chain(network, node).pop());
        let dated = sources.filter(|source| matches!(source.cause, Cause::NotBefore | Cause::Constraint(_)));
        dated.map(|source| slot_of(source.node)).collect()
    }

    fn clash(&self, network: &Network, task: TaskId, node: u32) -> Option<Clash> {
        let extra = self.items.extra(&self.items.all[self.place(node)])?;
        let allowed = extra.upper.at(is_finish(node));
        let chain = self.chain(network, node);
        // The shortest piece that is enough by itself, counted from the project's start: leaving out anything of it makes
        // it shorter. The whole chain with the date at its end comes last.
        let (mut short, mut long) = (1, chain.len() + 1);
        while short < long {
            let middle = (short + long) / 2;
            if self.alone(network, &chain, middle) > allowed { long = middle } else { short = middle + 1 }
        }
        let because = chain[..short - 1].iter().filter_map(push).collect();
        Some(Clash::Constraint {
            task,
            kind: extra.kind?,
            allowed: self.axis.closing(allowed),
            earliest: self.shown(node, self.early(node)),
            because,
        })
    }

    /// Where the first of a chain of reasons is when only so many nodes of it are left and the last of them is held by
    /// nothing but the project's start; one more than there are for all of it.
    fn alone(&self, network: &Network, chain: &[Reason], nodes: usize) -> i64 {
        let mut moment = None;
        for (n, reason) in chain.iter().enumerate().take(nodes).rev() {
            let cut = n + 1 == nodes;
            let tight =
                self.holds(network, reason.node).into_iter().find(|hold| hold.cause == reason.cause && !cut);
            let hold = tight.map(|hold| match moment {
                Some(from) => self.moved(network, reason.node, hold, from),
                None => hold,
            });
            moment = Some(self.held(reason.node, hold.as_slice()));
        }
        moment.unwrap_or(i64::MIN)
    }

    fn is_closing(&self, at: usize) -> bool {
        self.items.all[at].part == super::items::Part::Closing
    }

    fn is_opening(&self, at: usize) -> bool {
        self.items.all[at].part == super::items::Part::Opening
    }
}

fn push(reason: &Reason) -> Option<Push> {
    match reason.cause {
        Cause::Link { link, .. } => Some(Push::Link(link)),
        Cause::NotBefore => Some(Push::NotBefore(reason.task)),
        Cause::Constraint(_) => Some(Push::Constraint(reason.task)),
        _ => None,
    }
}
