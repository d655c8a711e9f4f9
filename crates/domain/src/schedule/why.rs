//! Why something is not earlier: one step at a time from a task back to the project's start. Exact: a reason that stands
//! alone is all that holds its task there, and each tells where the task would be without it. Words for it live with
//! whoever shows them.

use jiff::civil::DateTime;

use super::clock::Span;
use super::items::{Item, Part, Pull};
use super::timetable::Timetable;
use crate::constraint::ConstraintKind;
use crate::id::{LinkId, TaskId};
use crate::network::Network;
use crate::network::graph::{NONE, finish, is_finish, slot_of, start};

/// Why a task does not start, or finish, earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The task.
    pub task: TaskId,
    /// Whether it is about its finish rather than its start.
    pub of_finish: bool,
    /// When that is.
    pub at: DateTime,
    /// What holds it there.
    pub cause: Cause,
    /// What holds it there just as well.
    pub also: Vec<Cause>,
    /// When it could be if nothing but this cause were gone.
    pub otherwise: DateTime,
    /// From when on it is held only because nobody who does it is at work.
    pub idle_since: Option<DateTime>,
    /// Of what is as late as possible, the link to what it is as late for; `None` where the project's finish or a date of
    /// its own ends it.
    pub late_for: Option<LinkId>,
    pub(super) node: u32,
}

/// What holds a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Work on the project begins then.
    ProjectStart,
    /// It is not to start before a day.
    NotBefore,
    /// What is asked of its dates.
    Constraint(ConstraintKind),
    /// A link from another task.
    Link {
        /// Which.
        link: LinkId,
        /// The task it comes from.
        from: TaskId,
    },
    /// It waits with the summary task it is in.
    Above(TaskId),
    /// It finishes with this task below it.
    Below(TaskId),
    /// Its own work takes that long.
    Work,
    /// It is to be as late as possible.
    AsLateAsPossible,
    /// Those who do it are at something else: the person, by number among the model's people, and the task.
    Busy {
        /// The person.
        person: u32,
        /// What they are at.
        with: TaskId,
    },
    /// They are at something of another project.
    Elsewhere {
        /// The person.
        person: u32,
        /// Its number among what takes people up elsewhere.
        nth: u32,
    },
    /// They have worked as much of the day or the week as they do.
    Limit {
        /// The person.
        person: u32,
    },
}

/// Something that holds a node back: what it is, the node it comes from, and the bounds it sets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hold {
    pub(super) cause: Cause,
    pub(super) from: Option<u32>,
    pub(super) bounds: Span,
}

/// What holds a node where it is, and all else that holds it back.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) hold: Hold,
    pub(super) also: Vec<Cause>,
    pub(super) rest: Vec<Hold>,
    /// Whether it is reason enough.
    pub(super) enough: bool,
}

impl Held {
    /// What holds it, unless it would be there all the same because work begins then.
    pub(super) fn decisive(&self) -> Option<Cause> {
        let begins = self.hold.cause == Cause::ProjectStart || self.also.contains(&Cause::ProjectStart);
        (!begins).then_some(self.hold.cause)
    }
}

impl Timetable {
    /// The chain of reasons for the start of a task, or for its finish where its work does not decide that, back to the
    /// project's start or to a date. `network` is the one the timetable was made from.
    pub fn why(&self, network: &Network, id: TaskId) -> Vec<Reason> {
        let Some(&slot) = self.slots.get(&id).filter(|_| self.is_of(network)) else { return Vec::new() };
        let node = if network.graph().is_leaf(slot) { start(slot) } else { finish(slot) };
        self.chain(network, node)
    }

    /// Whether it was made from this network, so that the numbers of both mean the same.
    pub(super) fn is_of(&self, network: &Network) -> bool {
        std::sync::Arc::ptr_eq(&self.slots, network.slots())
    }

    /// The chain of reasons from a node. It ends, because each goes on with an item before.
    pub(super) fn chain(&self, network: &Network, node: u32) -> Vec<Reason> {
        let mut chain = Vec::new();
        let mut next = Some(node);
        while let Some(node) = next {
            let (reason, from) = self.reason(network, node);
            chain.push(reason);
            next = from;
        }
        chain
    }

    fn reason(&self, network: &Network, node: u32) -> (Reason, Option<u32>) {
        let at = self.place(node);
        let moment = self.early(node);
        let Held { hold, also, rest, .. } =
            self.tightest(self.holds(network, node), |holds| self.held(node, holds) == moment);
        let bound = hold.bounds.start.max(hold.bounds.finish);
        let finishes = is_finish(node);
        let show = |moment| self.shown(node, moment);
        let idle = !finishes && hold.bounds.finish == i64::MIN && self.axis.waits(&self.items.all[at], bound);
        let late =
            self.passes.placed.as_ref().filter(|placed| placed[at].start > self.passes.early[at].start);
        let mut reason = Reason {
            task: network.graph().ids[slot_of(node) as usize],
            of_finish: finishes,
            at: show(moment),
            cause: hold.cause,
            also,
            otherwise: show(self.held(node, &rest)),
            idle_since: idle.then(|| self.axis.closing(bound)),
            late_for: None,
            node,
        };
        match late {
            Some(placed) if !finishes => {
                (reason.at, reason.cause) = (show(placed[at].start), Cause::AsLateAsPossible);
                reason.late_for = self.late_for(network, node);
                (reason, None)
            }
            _ => (reason, hold.from),
        }
    }

    /// What holds a start longest; nothing where work begins then.
    pub(super) fn holding(&self, network: &Network, node: u32) -> Option<Cause> {
        let (at, moment) = (self.place(node), self.early(node));
        if self.passes.placed.as_ref().is_some_and(|placed| placed[at].start > moment) {
            return Some(Cause::AsLateAsPossible);
        }
        let holds = self.holds(network, node);
        self.tightest(holds, |holds| self.held(node, holds) == moment).decisive()
    }

    /// Which of all that holds a node back is reason enough alone, the first of them before the others.
    pub(super) fn tightest(&self, mut holds: Vec<Hold>, enough: impl Fn(&[Hold]) -> bool) -> Held {
        let tight: Vec<usize> = (0..holds.len()).filter(|&n| enough(&holds[n..=n])).collect();
        let also = tight.iter().skip(1).map(|&n| &holds[n]).filter(|hold| !self.is_put_off(hold));
        let also = also.map(|hold| hold.cause).collect();
        let hold = holds.remove(tight.first().copied().unwrap_or(0));
        Held { hold, also, rest: holds, enough: !tight.is_empty() }
    }

    /// Whether what holds something is as late as that lets it, so that it decides nothing.
    fn is_put_off(&self, hold: &Hold) -> bool {
        let from = hold.from.filter(|_| matches!(hold.cause, Cause::Link { .. }));
        let extra = from.and_then(|from| self.items.extra(&self.items.all[self.place(from)]));
        extra.is_some_and(|extra| extra.late)
    }

    /// What the project's clocks show when a node is at a moment.
    pub(super) fn shown(&self, node: u32, moment: i64) -> DateTime {
        if is_finish(node) { self.axis.closing(moment) } else { self.axis.opening(moment) }
    }

    /// Everything that holds a node back, links first, but what is put off last; never nothing.
    pub(super) fn holds(&self, network: &Network, node: u32) -> Vec<Hold> {
        let (slot, at) = (slot_of(node), self.place(node));
        let item = &self.items.all[at];
        let graph = network.graph();
        let whole = item.part == Part::Whole;
        let mut holds = Vec::new();
        for number in graph.entering(slot) {
            let arc = &graph.arcs[number as usize];
            let Some((pull, tail, head)) = self.items.pull_of(arc) else { continue };
            if head != node && !(whole && head == node + 1) {
                continue;
            }
            let cause =
                Cause::Link { link: graph.arc_ids[number as usize], from: graph.ids[arc.from as usize] };
            let bounds = self.pulled(&pull, item, self.early(tail));
            holds.push(Hold { cause, from: Some(tail), bounds });
        }
        holds.extend(self.own_holds(node, item));
        let held = |cause, from, bounds| Hold { cause, from, bounds };
        let at_start = |start| Span { start, finish: i64::MIN };
        let parent = graph.member(slot).parent;
        if !is_finish(node) && parent != NONE {
            let (above, cause) = (start(parent), Cause::Above(graph.ids[parent as usize]));
            holds.push(held(cause, Some(above), at_start(self.early(above))));
        }
        if is_finish(node) && item.leaf {
            holds.insert(0, held(Cause::Work, Some(node - 1), at_start(self.early(node - 1))));
        }
        if is_finish(node) {
            for child in graph.children(slot) {
                let below = finish(child);
                let bounds = Span { start: i64::MIN, finish: self.early(below) };
                holds.push(held(Cause::Below(graph.ids[child as usize]), Some(below), bounds));
            }
        }
        if !is_finish(node) || holds.is_empty() {
            holds.push(held(Cause::ProjectStart, None, at_start(0)));
        }
        holds.sort_by_key(|hold| self.is_put_off(hold));
        holds
    }

    /// What the task itself asks.
    fn own_holds(&self, node: u32, item: &Item) -> impl Iterator<Item = Hold> {
        let extra = self.items.extra(item).copied().unwrap_or_default();
        let starts = !is_finish(node);
        let by_start = (starts && extra.lower.start > i64::MIN).then(|| Hold {
            cause: extra.held_start.map_or(Cause::NotBefore, Cause::Constraint),
            from: None,
            bounds: Span { start: extra.lower.start, finish: i64::MIN },
        });
        let finishes = !starts || item.part == Part::Whole;
        let by_finish = (finishes && extra.lower.finish > i64::MIN).then(|| Hold {
            cause: extra.kind.map_or(Cause::NotBefore, Cause::Constraint),
            from: None,
            bounds: Span { start: i64::MIN, finish: extra.lower.finish },
        });
        by_start.into_iter().chain(by_finish)
    }

    /// The same hold when the node it comes from is at another moment.
    pub(super) fn moved(&self, network: &Network, node: u32, hold: Hold, from: i64) -> Hold {
        let graph = network.graph();
        let bounds = match hold.cause {
            Cause::Link { link, .. } => {
                let same = |number: &u32| graph.arc_ids[*number as usize] == link;
                let arc = graph.entering(slot_of(node)).find(same).map(|number| &graph.arcs[number as usize]);
                arc.and_then(|arc| self.items.pull_of(arc)).map_or(hold.bounds, |(pull, ..)| {
                    self.pulled(&pull, &self.items.all[self.place(node)], from)
                })
            }
            Cause::Below(_) => Span { start: i64::MIN, finish: from },
            Cause::Above(_) | Cause::Work => Span { start: from, finish: i64::MIN },
            _ => hold.bounds,
        };
        Hold { bounds, ..hold }
    }

    /// The bounds a link sets when what it leaves is at a moment.
    fn pulled(&self, pull: &Pull, head: &Item, tail: i64) -> Span {
        let bound = self.axis.after(&self.items, pull, head, tail);
        let mut bounds = Span::LOWEST;
        *bounds.at_mut(pull.enters_finish) = bound;
        bounds
    }

    /// Where a node is when only these hold it.
    pub(super) fn held(&self, node: u32, holds: &[Hold]) -> i64 {
        let item = &self.items.all[self.place(node)];
        let mut bounds = Span::LOWEST;
        bounds.start = 0;
        for hold in holds {
            bounds.start = bounds.start.max(hold.bounds.start);
            bounds.finish = bounds.finish.max(hold.bounds.finish);
        }
        match (item.leaf, item.part) {
            (true, Part::Closing) => self.axis.done(item, bounds.start).max(bounds.finish),
            (true, _) => self.axis.earliest(item, bounds).at(is_finish(node)),
            (false, _) => bounds.start.max(bounds.finish),
        }
    }

    pub(super) fn place(&self, node: u32) -> usize {
        self.items.of_node[node as usize] as usize
    }

    /// When a node is, at the earliest.
    pub(super) fn early(&self, node: u32) -> i64 {
        self.passes.early[self.place(node)].at(is_finish(node))
    }
}
