//! The two passes of the critical path method over starts and finishes (Kelley and Walker, 1959; links of four kinds with
//! lags after Fondahl, 1961). All times are working minutes from the project's start.
//!
//! A leaf works without interruption: its finish is its start plus its minutes, and what bounds its finish moves its
//! start. Only where that is impossible does it wait in the middle. A summary task may start as soon as nothing holds it
//! back and finishes with the last of what is below it.

use super::calendar::WorkTime;
use super::items::{Items, Part, Pull};
use crate::network::graph::NONE;

/// What the passes found, by item.
#[derive(Debug)]
pub(super) struct Passes {
    pub(super) early: Vec<Span>,
    pub(super) late: Vec<Span>,
    /// The latest finish (of an opening: start) at which nothing else moves but the closings above.
    pub(super) unmoved: Vec<i64>,
    /// The earliest start of a leaf, or of what is below a summary task.
    pub(super) begun: Vec<i64>,
    pub(super) makespan: i64,
}

/// A start and a finish; of an opening only the start means something, of a closing only the finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: i64,
    pub(super) finish: i64,
}

impl Span {
    fn at(self, finish: bool) -> i64 {
        if finish { self.finish } else { self.start }
    }

    fn at_mut(&mut self, finish: bool) -> &mut i64 {
        if finish { &mut self.finish } else { &mut self.start }
    }
}

/// Both passes.
pub(super) fn passes(items: &Items, time: &WorkTime) -> Passes {
    let (early, makespan) = forward(items, time);
    backward(items, time, early, makespan)
}

fn forward(items: &Items, time: &WorkTime) -> (Vec<Span>, i64) {
    let mut early = vec![Span { start: 0, finish: 0 }; items.all.len()];
    let mut makespan = 0;
    for (at, item) in items.all.iter().enumerate() {
        let pulls = items.pulls(at).iter().map(|pull| (pull, pull.after(early[pull.from as usize], time)));
        let closing = match item.part {
            Part::Closing => {
                let least = early[at].finish.max(early[item.other as usize].start + item.minutes);
                early[at].finish = pulls.fold(least, |least, (_, bound)| least.max(bound));
                item.above
            }
            part => {
                let above = if item.above == NONE { 0 } else { early[item.above as usize].start };
                let least = item.not_before.max(above).max(0);
                let start = pulls.fold(least, |least, (pull, bound)| {
                    least.max(if pull.enters_finish { bound - item.minutes } else { bound })
                });
                early[at] = Span { start, finish: start + item.minutes };
                if part == Part::Opening {
                    continue;
                }
                if item.above == NONE { NONE } else { items.all[item.above as usize].other }
            }
        };
        let finish = early[at].finish;
        makespan = makespan.max(finish);
        if closing != NONE {
            let closing = &mut early[closing as usize].finish;
            *closing = finish.max(*closing);
        }
    }
    (early, makespan)
}

fn backward(items: &Items, time: &WorkTime, early: Vec<Span>, makespan: i64) -> Passes {
    let mut late = vec![Span { start: makespan, finish: makespan }; items.all.len()];
    let mut unmoved = vec![makespan; items.all.len()];
    let mut begun = vec![i64::MAX; items.all.len()];
    for (at, item) in items.all.iter().enumerate().rev() {
        // Its finish goes by what waits for it, which is already in `late`, and by the closing above.
        let closing = match item.part {
            Part::Closing => item.above,
            Part::Whole if item.above != NONE => items.all[item.above as usize].other,
            _ => NONE,
        };
        if closing != NONE {
            late[at].finish = late[at].finish.min(late[closing as usize].finish);
            unmoved[at] = unmoved[at].min(unmoved[closing as usize]);
        }
        if item.part != Part::Closing {
            let finish =
                if item.part == Part::Whole { late[at].finish } else { late[item.other as usize].finish };
            let start = late[at].start.min(finish - item.minutes);
            late[at] = Span { start, finish: start + item.minutes };
            if begun[at] == i64::MAX {
                begun[at] = early[at].start; // nothing is below it
            }
            if item.above != NONE {
                let above = item.above as usize;
                late[above].start = late[above].start.min(start);
                begun[above] = begun[above].min(begun[at]);
            }
        }
        for pull in items.pulls(at) {
            let from = pull.from as usize;
            let latest = pull.before(late[at].at(pull.enters_finish), time);
            let bound = late[from].at_mut(pull.leaves_finish);
            *bound = latest.min(*bound);
            let mut free = pull.before(early[at].at(pull.enters_finish), time);
            if !pull.leaves_finish && items.all[from].part == Part::Whole {
                free += items.all[from].minutes;
            }
            unmoved[from] = unmoved[from].min(free);
        }
    }
    Passes { early, late, unmoved, begun, makespan }
}

impl Pull {
    /// The earliest moment for what the link enters.
    fn after(&self, tail: Span, time: &WorkTime) -> i64 {
        let tail = tail.at(self.leaves_finish);
        if self.elapsed {
            time.after_elapsed(tail, !self.leaves_finish, i64::from(self.lag))
        } else {
            tail + i64::from(self.lag)
        }
    }

    /// The latest moment for what the link leaves.
    fn before(&self, head: i64, time: &WorkTime) -> i64 {
        if self.elapsed {
            time.before_elapsed(head, !self.leaves_finish, i64::from(self.lag))
        } else {
            head - i64::from(self.lag)
        }
    }
}
