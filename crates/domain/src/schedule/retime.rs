//! One task is another: both passes again, but only over what the change reaches. Equal to both passes over everything.
//! Where the project's finish moves, everything is as late as that allows, so that the way back is gone in full.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::axis::Axis;
use super::clock::{Clock, Span};
use super::items::{Items, Job, Part};
use super::lists::Lists;
use super::model::Model;
use super::passes::{Begun, Passes, backward, closing_above, forward, passes};
use super::timetable::Timetable;
use crate::id::TaskId;
use crate::network::Network;
use crate::network::graph::NONE;

/// Who hangs on whom, by item: the other direction of pulls and of what is above.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// The item a link enters, and the number of its pull among those of that item.
    heads: Lists<(u32, u32)>,
    /// Of an opening what opens below it, of a closing what closes below it.
    below: Lists<u32>,
    /// Scratch. Invariant: all false between calls.
    queued: Vec<bool>,
}

impl Reach {
    fn of(items: &Items) -> Self {
        let (heads, below) = Lists::around(items);
        Self { heads, below, queued: vec![false; items.all.len()] }
    }
}

impl Timetable {
    /// The same timetable after one task was changed and `model` with it; `network` is that of the same project, whose
    /// tree and links are as they were. `None` while it has cycles.
    #[must_use]
    pub fn changed(mut self, model: &Model, network: &Network, id: TaskId) -> Option<Self> {
        let slot = self.slots.get(&id).copied().filter(|_| self.is_of(network) && !model.gives_way());
        let Some(slot) = slot.filter(|_| self.axis.is_like(&model.axis)) else {
            return model.timetable(network);
        };
        self.axis = model.axis.clone();
        self.set(slot, &model.job(slot));
        Some(self)
    }

    /// Gives the task of a slot another job.
    pub(super) fn set(&mut self, slot: u32, job: &Job) {
        let (opening, closing) = self.places(slot);
        self.items.set(opening, job);
        if closing != opening {
            self.items.set(closing, job);
        }
        let mut reach = std::mem::take(&mut self.reach);
        if reach.queued.is_empty() {
            reach = Reach::of(&self.items);
        }
        let (items, found) = (&self.items, &mut self.passes);
        match &self.axis {
            Axis::Plain(time) => again(items, time, found, &mut reach, [opening, closing]),
            Axis::Woven(woven) => again(items, &woven.lines, found, &mut reach, [opening, closing]),
        }
        self.reach = reach;
    }
}

fn again<C: Clock>(items: &Items, clock: &C, found: &mut Passes, reach: &mut Reach, places: [usize; 2]) {
    if found.placed.is_some() || items.extras.iter().any(|extra| extra.late) {
        *found = passes(items, clock);
        return;
    }
    let moved = forth(items, clock, &mut found.early, reach, places);
    let finish =
        |(at, span): (usize, &Span)| if items.all[at].part == Part::Opening { 0 } else { span.finish };
    let makespan = found.early.iter().enumerate().map(finish).max().unwrap_or(0);
    if makespan != found.makespan {
        let early = std::mem::take(&mut found.early);
        *found = backward(items, clock, early, makespan.max(0));
        return;
    }
    back(items, clock, found, reach, places, &moved);
}

/// The way forward from the places that changed; the items whose earliest times moved.
fn forth<C: Clock>(
    items: &Items,
    clock: &C,
    early: &mut [Span],
    reach: &mut Reach,
    places: [usize; 2],
) -> Vec<u32> {
    let mut queue: BinaryHeap<Reverse<u32>> = BinaryHeap::new();
    let mut moved = Vec::new();
    let Reach { heads, below, queued } = reach;
    let push = |queue: &mut BinaryHeap<Reverse<u32>>, at: u32, queued: &mut Vec<bool>| {
        if !std::mem::replace(&mut queued[at as usize], true) {
            queue.push(Reverse(at));
        }
    };
    places.iter().for_each(|&at| push(&mut queue, at as u32, queued));
    while let Some(Reverse(at)) = queue.pop() {
        queued[at as usize] = false;
        let (item, before) = (&items.all[at as usize], early[at as usize]);
        if item.part == Part::Closing {
            let last = below.list(at).iter().map(|&child| early[child as usize].finish).max();
            early[at as usize].finish = last.unwrap_or(0).max(0);
        }
        let closing = forward(items, clock, early, at as usize);
        if early[at as usize] == before {
            continue;
        }
        moved.push(at);
        heads.list(at).iter().for_each(|&(head, _)| push(&mut queue, head, queued));
        if item.part == Part::Opening {
            below.list(at).iter().for_each(|&child| push(&mut queue, child, queued));
            push(&mut queue, item.other, queued);
        } else if closing != NONE {
            push(&mut queue, closing, queued);
        }
    }
    moved
}

/// The way back from the places that changed and from what moved on the way forward.
fn back<C: Clock>(
    items: &Items,
    clock: &C,
    found: &mut Passes,
    reach: &mut Reach,
    places: [usize; 2],
    moved: &[u32],
) {
    let mut queue: BinaryHeap<u32> = BinaryHeap::new();
    let Reach { heads, below, queued } = reach;
    let push = |queue: &mut BinaryHeap<u32>, at: u32, queued: &mut Vec<bool>| {
        if at != NONE && !std::mem::replace(&mut queued[at as usize], true) {
            queue.push(at);
        }
    };
    // A lag into what changed may be counted in another calendar now.
    for &at in moved.iter().chain(&places.map(|at| at as u32)) {
        push(&mut queue, at, queued);
        items.pulls(at as usize).iter().for_each(|pull| push(&mut queue, pull.from, queued));
    }
    while let Some(at) = queue.pop() {
        queued[at as usize] = false;
        let item = &items.all[at as usize];
        let (late, unmoved, begun) =
            settled(items, clock, found, heads.list(at), below.list(at), at as usize);
        let at_once = &mut found.late[at as usize];
        let same =
            *at_once == late && found.unmoved[at as usize] == unmoved && found.begun[at as usize] == begun;
        *at_once = late;
        found.unmoved[at as usize] = unmoved;
        found.begun[at as usize] = begun;
        if same {
            continue;
        }
        items.pulls(at as usize).iter().for_each(|pull| push(&mut queue, pull.from, queued));
        match item.part {
            Part::Closing => {
                below.list(at).iter().for_each(|&child| push(&mut queue, child, queued));
                push(&mut queue, item.other, queued);
            }
            _ => push(&mut queue, item.above, queued),
        }
    }
}

/// What the way back says of one item, from those behind it.
fn settled<C: Clock>(
    items: &Items,
    clock: &C,
    found: &Passes,
    heads: &[(u32, u32)],
    below: &[u32],
    at: usize,
) -> (Span, Span, Begun) {
    let item = &items.all[at];
    let end = Span { start: found.makespan, finish: found.makespan };
    let (mut late, mut unmoved) = (end, end);
    for &(head, nth) in heads {
        let (behind, pull) = (&items.all[head as usize], &items.pulls(head as usize)[nth as usize]);
        for (bounds, of) in [(&mut late, &found.late), (&mut unmoved, &found.early)] {
            let before = clock.before(items, pull, behind, of[head as usize].at(pull.enters_finish));
            let bound = bounds.at_mut(pull.leaves_finish);
            *bound = before.min(*bound);
        }
    }
    let closing = closing_above(items, item);
    if closing != NONE {
        late.finish = late.finish.min(found.late[closing as usize].finish);
        unmoved.finish = unmoved.finish.min(found.unmoved[closing as usize].finish);
    }
    let mut begun = Begun::NOTHING;
    if item.part == Part::Opening {
        for &child in below {
            late.start = late.start.min(found.late[child as usize].start);
            begun = begun.with(found.begun[child as usize]);
        }
        late.finish = late.finish.min(found.late[item.other as usize].finish);
    }
    if let Some(extra) = items.extra(item) {
        late.lower(extra.upper);
    }
    if item.part == Part::Closing {
        return (late, unmoved, begun);
    }
    if begun == Begun::NOTHING {
        begun = Begun::of(item, found.early[at].start);
    }
    (clock.latest(item, late), unmoved, begun)
}
