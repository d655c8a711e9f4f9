//! The two passes of the critical path method over starts and finishes (Kelley and Walker, 1959; links of four kinds with
//! lags after Fondahl, 1961). They go by whatever [`Clock`] they are given.
//!
//! A leaf works without interruption: its finish follows from its start, and what bounds its finish moves its start.
//! Only where that is impossible does it wait in the middle. A summary task may start as soon as nothing holds it
//! back and finishes with the last of what is below it. What is to be done as late as possible is placed on the way
//! back, as late as nothing else moves.

use super::clock::{Clock, Span};
use super::items::{Item, Items, Part};
use crate::network::graph::NONE;

/// What the passes found, by item.
#[derive(Debug)]
pub(super) struct Passes {
    pub(super) early: Vec<Span>,
    pub(super) late: Vec<Span>,
    /// The latest at which nothing else moves but the closings above.
    pub(super) unmoved: Vec<Span>,
    /// When it takes place, where that is not at the earliest everywhere.
    pub(super) placed: Option<Vec<Span>>,
    /// When a leaf starts, or the first of what is below a summary task.
    pub(super) begun: Vec<Begun>,
    pub(super) makespan: i64,
}

impl Passes {
    /// When each item takes place.
    pub(super) fn placed(&self) -> &[Span] {
        self.placed.as_deref().unwrap_or(&self.early)
    }
}

/// When the first of some leaves begins: work if there is any among them, or else what takes no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Begun {
    work: i64,
    point: i64,
}

impl Begun {
    pub(super) const NOTHING: Self = Self { work: i64::MAX, point: i64::MAX };

    /// Of one that starts then.
    pub(super) fn of(item: &Item, start: i64) -> Self {
        match item.need {
            0 => Self { point: start, ..Self::NOTHING },
            _ => Self { work: start, ..Self::NOTHING },
        }
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self { work: self.work.min(other.work), point: self.point.min(other.point) }
    }

    pub(super) fn at(self) -> i64 {
        if self.work < i64::MAX { self.work } else { self.point }
    }
}

/// Both passes.
pub(super) fn passes<C: Clock>(items: &Items, clock: &C) -> Passes {
    let mut early = vec![Span { start: 0, finish: 0 }; items.all.len()];
    let mut makespan = 0;
    for at in 0..items.all.len() {
        let above = forward(items, clock, &mut early, at);
        if items.all[at].part != Part::Opening {
            let finish = early[at].finish;
            makespan = makespan.max(finish);
            if above != NONE {
                let above = &mut early[above as usize].finish;
                *above = finish.max(*above);
            }
        }
    }
    backward(items, clock, early, makespan)
}

/// The earliest times of one item, from those of the items before it; the closing its own finish raises.
pub(super) fn forward<C: Clock>(items: &Items, clock: &C, early: &mut [Span], at: usize) -> u32 {
    let item = &items.all[at];
    let lower = lower_bounds(items, clock, early, at);
    match item.part {
        Part::Opening => {
            early[at].start = if item.leaf { clock.earliest(item, lower).start } else { lower.start };
            NONE
        }
        Part::Closing => {
            let done = clock.done(item, early[item.other as usize].start);
            early[at].finish = early[at].finish.max(done).max(lower.finish);
            item.above
        }
        Part::Whole => {
            early[at] = clock.earliest(item, lower);
            closing_above(items, item)
        }
    }
}

/// What bounds an item from below, when what comes before it is at these times.
pub(super) fn lower_bounds<C: Clock>(items: &Items, clock: &C, early: &[Span], at: usize) -> Span {
    let item = &items.all[at];
    let mut lower = items.extra(item).map_or(Span::LOWEST, |extra| extra.lower);
    lower.start = lower.start.max(if item.above == NONE { 0 } else { early[item.above as usize].start });
    for pull in items.pulls(at) {
        let tail = early[pull.from as usize].at(pull.leaves_finish);
        let bound = lower.at_mut(pull.enters_finish);
        *bound = clock.after(items, pull, item, tail).max(*bound);
    }
    lower
}

/// The latest times of all items, from their earliest.
pub(super) fn backward<C: Clock>(items: &Items, clock: &C, early: Vec<Span>, makespan: i64) -> Passes {
    let end = Span { start: makespan, finish: makespan };
    let (mut late, mut unmoved) = (vec![end; items.all.len()], vec![end; items.all.len()]);
    let mut begun = vec![Begun::NOTHING; items.all.len()];
    let mut placed = items.extras.iter().any(|extra| extra.late).then(|| early.clone());
    for (at, item) in items.all.iter().enumerate().rev() {
        // Its bounds are in `late` and `unmoved`, set by what waits for it and by the closing above.
        let closing = closing_above(items, item);
        if closing != NONE {
            late[at].finish = late[at].finish.min(late[closing as usize].finish);
            unmoved[at].finish = unmoved[at].finish.min(unmoved[closing as usize].finish);
        }
        let extra = items.extra(item);
        if let Some(extra) = extra {
            late[at].lower(extra.upper);
        }
        if item.part != Part::Closing {
            if item.part == Part::Opening {
                late[at].finish = late[at].finish.min(late[item.other as usize].finish);
            }
            late[at] = clock.latest(item, late[at]);
            if let (Some(placed), Some(extra)) = (&mut placed, extra)
                && extra.late
                && item.part == Part::Whole
            {
                let mut bounds = unmoved[at];
                bounds.lower(extra.upper);
                let start = clock.latest(item, bounds).start.max(early[at].start);
                let finish = clock.done(item, start).max(extra.lower.finish);
                placed[at] = Span { start, finish };
            }
            if begun[at] == Begun::NOTHING {
                begun[at] = Begun::of(item, placed.as_ref().unwrap_or(&early)[at].start); // nothing is below it
            }
            if item.above != NONE {
                let above = item.above as usize;
                late[above].start = late[above].start.min(late[at].start);
                begun[above] = begun[above].with(begun[at]);
            }
        }
        let own = placed.as_ref().unwrap_or(&early)[at];
        for pull in items.pulls(at) {
            let from = pull.from as usize;
            let latest = clock.before(items, pull, item, late[at].at(pull.enters_finish));
            let bound = late[from].at_mut(pull.leaves_finish);
            *bound = latest.min(*bound);
            let free = clock.before(items, pull, item, own.at(pull.enters_finish));
            let bound = unmoved[from].at_mut(pull.leaves_finish);
            *bound = free.min(*bound);
        }
    }
    if let Some(placed) = &mut placed {
        close(items, placed);
    }
    Passes { early, late, unmoved, placed, begun, makespan }
}

/// Summary tasks finish with the last of what is below them.
fn close(items: &Items, placed: &mut [Span]) {
    for (at, item) in items.all.iter().enumerate() {
        let closing = closing_above(items, item);
        if closing != NONE {
            let finish = placed[at].finish;
            let above = &mut placed[closing as usize].finish;
            *above = finish.max(*above);
        }
    }
}

/// The closing that an item's finish bounds.
pub(super) fn closing_above(items: &Items, item: &Item) -> u32 {
    match item.part {
        Part::Closing => item.above,
        Part::Whole if item.above != NONE => items.all[item.above as usize].other,
        _ => NONE,
    }
}
