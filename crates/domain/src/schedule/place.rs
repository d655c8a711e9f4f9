//! Serial schedule generation on lines: one item after the other, each as early as what comes before it, its dates and
//! everybody's time allow, or from the end as late as they do. It is what the search of `level` decodes with.

mod book;
mod bound;
mod defer;
mod find;
mod firm;
mod prefer;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::aims::{Aims, Cost};
use super::axis::Woven;
use super::busy::Busy;
use super::clock::{Clock, Share, Span};
use super::elsewhere::taken_up;
use super::gather::Used;
use super::items::{Items, Part};
use super::level::{Decoder, Way};
use super::line::NEVER;
use super::lists::Lists;
use super::model::{Duties, Model};
use super::passes::{closing_above, lower_bounds};
use super::roster::Taken;
use super::staff::{Duty, NOBODY};
use super::weave::Limits;
use super::zone::Zone;
use crate::network::graph::NONE;
use firm::Edge;

/// Later than the search can tell.
pub(super) const LATEST: i64 = 1 << 31;

/// A part of a task in somebody's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) person: u32,
    pub(super) units: u32,
    /// From when to when: they work whenever their line is open.
    pub(super) span: Span,
    pub(super) line: u32,
    /// How much of the task's effort it is, in a person's minutes.
    pub(super) effort: u32,
}

/// Places tasks in people's time, and remembers the best it did.
pub(super) struct Placer<'a> {
    model: &'a Model,
    woven: &'a Woven,
    items: &'a Items,
    busy: Vec<Busy>,
    used: Vec<Used>,
    caps: Vec<Option<(Limits, Zone)>>,
    /// Those who are taken up elsewhere, as they are before anything is placed.
    taken: Vec<(usize, Busy, Used)>,
    /// By item, what has to be placed before it, forward and backward.
    before: Lists<u32>,
    behind: Lists<u32>,
    /// The item a link enters, and the number of its pull among those of that item.
    heads: Lists<(u32, u32)>,
    below: Lists<u32>,
    spans: Vec<Span>,
    stints: Vec<Vec<Placed>>,
    aims: Aims,
    /// What keeps its place whatever comes first: what is fixed, and what goes on already; from when on, or until when.
    firm: Vec<(u32, Edge)>,
    kept: Vec<Option<Span>>,
    /// The best there was: spans, makespan, who works when.
    pub(super) best: (Vec<Span>, i64, Vec<Vec<Placed>>),
    /// What it is judged by.
    pub(super) cost: Cost,
    /// Where the way back begins.
    anchor: i64,
}

impl<'a> Placer<'a> {
    pub(super) fn new(model: &'a Model, woven: &'a Woven, items: &'a Items, taken: &[Taken]) -> Self {
        let count = items.all.len();
        let (heads, below) = Lists::around(items);
        let pairs = || {
            let pulls =
                (0..count).flat_map(|at| items.pulls(at).iter().map(move |pull| (pull.from, at as u32)));
            let tree = items.all.iter().enumerate().flat_map(|(at, item)| {
                let at = at as u32;
                let above = if item.part == Part::Closing { NONE } else { item.above };
                let other = if item.part == Part::Closing { item.other } else { NONE };
                let closing = closing_above(items, item);
                [(above, at), (other, at), (at, closing)]
            });
            pulls.chain(tree.filter(|&(a, b)| a != NONE && b != NONE))
        };
        Self {
            model,
            woven,
            items,
            taken: taken_up(model, woven, taken),
            used: vec![Used::default(); model.people().len()],
            caps: (0..model.people().len()).map(|n| model.cap(n).cloned()).collect(),
            busy: model.people().iter().map(|person| Busy::new(person.capacity)).collect(),
            before: Lists::of(count, pairs().map(|(a, b)| (b, a))),
            behind: Lists::of(count, pairs()),
            heads,
            below,
            spans: vec![Span { start: 0, finish: 0 }; count],
            stints: vec![Vec::new(); count],
            aims: Aims::of(items, |slot| model.duties(slot).priority),
            firm: Vec::new(),
            kept: vec![None; count],
            best: (Vec::new(), i64::MAX, Vec::new()),
            cost: Cost::WORST,
            anchor: 0,
        }
    }

    /// By priority, then by late start, everything behind what it waits for.
    pub(super) fn order(&self, late: &[Span]) -> Vec<u32> {
        self.sequence(|at| {
            let duties = self.model.duties(self.items.all[at as usize].slot);
            (Reverse(duties.priority), late[at as usize].start, duties.rank)
        })
    }

    /// By late start alone, which keeps days that priorities do not.
    pub(super) fn pressing(&self, late: &[Span]) -> Vec<u32> {
        self.sequence(|at| {
            (late[at as usize].start, self.model.duties(self.items.all[at as usize].slot).rank)
        })
    }

    /// Everything behind what it waits for, and among what could come next the one with the lowest key first.
    pub(super) fn sequence<K: Ord>(&self, key: impl Fn(u32) -> K) -> Vec<u32> {
        let count = self.items.all.len();
        let mut missing: Vec<usize> = (0..count).map(|at| self.before.list(at as u32).len()).collect();
        let free = (0..count as u32).filter(|&at| missing[at as usize] == 0);
        let mut heap: BinaryHeap<_> = free.map(|at| Reverse((key(at), at))).collect();
        let mut order = Vec::with_capacity(count);
        while let Some(Reverse((_, at))) = heap.pop() {
            order.push(at);
            for &next in self.behind.list(at) {
                missing[next as usize] -= 1;
                if missing[next as usize] == 0 {
                    heap.push(Reverse((key(next), next)));
                }
            }
        }
        order
    }

    /// Everybody is free, but for what takes them up elsewhere.
    pub(super) fn clear(&mut self) {
        self.busy.iter_mut().for_each(Busy::clear);
        self.used.iter_mut().for_each(Used::clear);
        for (person, busy, used) in &self.taken {
            self.busy[*person].clone_from(busy);
            self.used[*person].clone_from(used);
        }
    }

    /// Places everything forward in this order; how good that is.
    pub(super) fn pass(&mut self, order: &[u32]) -> Cost {
        self.clear();
        self.keep_firm();
        let mut makespan = 0;
        for &at in order {
            let at = at as usize;
            self.forward(at);
            if self.items.all[at].part != Part::Opening {
                makespan = makespan.max(self.spans[at].finish);
            }
        }
        let cost = self.aims.cost(&self.spans, makespan);
        if cost < self.cost {
            self.best = (self.spans.clone(), makespan, self.stints.clone());
            (self.anchor, self.cost) = (makespan, cost);
        }
        cost
    }

    fn forward(&mut self, at: usize) {
        let (items, lines) = (self.items, &self.woven.lines);
        let item = &items.all[at];
        let lower = lower_bounds(items, lines, &self.spans, at);
        if item.part == Part::Closing {
            let below = self.below.list(at as u32).iter().map(|&child| self.spans[child as usize].finish);
            let own = self.spans[item.other as usize].at(item.leaf);
            self.spans[at].finish = below.fold(own.max(lower.finish), i64::max);
            return;
        }
        if item.need == 0 {
            self.spans[at] = if item.leaf {
                lines.earliest(item, lower)
            } else {
                Span { start: lower.start, finish: lower.start }
            };
            return;
        }
        let pushed = if lower.finish == i64::MIN { i64::MIN } else { lines.pushed(item, lower.finish) };
        let from = lower.start.max(pushed);
        let span = self.firmly(at, from).unwrap_or_else(|| self.fit(at, from, Way::Forward));
        self.spans[at] = Span { start: span.start, finish: span.finish.max(lower.finish) };
    }

    /// Puts the duties of a task into everybody's time, from a moment on or up to it.
    pub(super) fn fit(&mut self, at: usize, bound: i64, way: Way) -> Span {
        let duties = self.model.duties(self.items.all[at].slot);
        let mut stints = std::mem::take(&mut self.stints[at]);
        stints.clear();
        self.find(duties, bound, way, &mut stints);
        self.book(duties, &stints);
        let span = around(&stints);
        self.stints[at] = stints;
        span
    }
}

/// From the first to the last.
fn around(stints: &[Placed]) -> Span {
    let start = stints.iter().map(|stint| stint.span.start).min();
    let finish = stints.iter().map(|stint| stint.span.finish).max();
    let (start, finish) = start.zip(finish).unwrap_or((NEVER, NEVER));
    Span { start, finish }
}

impl Placer<'_> {
    /// What bounds an item from above, when what waits for it and the closing above it are where they are.
    fn upper_bounds(&self, at: usize) -> Span {
        let mut upper = self.waited_for(at);
        let closing = closing_above(self.items, &self.items.all[at]);
        if closing != NONE {
            upper.finish = upper.finish.min(self.spans[closing as usize].finish);
        }
        upper
    }

    /// What bounds an item from above, when what waits for it is where it is.
    fn waited_for(&self, at: usize) -> Span {
        let (items, lines) = (self.items, &self.woven.lines);
        let mut upper = Span { start: self.anchor, finish: self.anchor };
        for &(head, nth) in self.heads.list(at as u32) {
            let (behind, pull) = (&items.all[head as usize], &items.pulls(head as usize)[nth as usize]);
            let before = lines.before(items, pull, behind, self.spans[head as usize].at(pull.enters_finish));
            let bound = upper.at_mut(pull.leaves_finish);
            *bound = before.min(*bound);
        }
        upper
    }

    fn backward(&mut self, at: usize) {
        let (items, lines) = (self.items, &self.woven.lines);
        let item = &items.all[at];
        let mut upper = self.upper_bounds(at);
        if item.part == Part::Opening {
            let below = self.below.list(at as u32).iter().map(|&child| self.spans[child as usize].start);
            upper.start = below.fold(upper.start, i64::min);
            upper.finish = upper.finish.min(self.spans[item.other as usize].finish);
        }
        if item.part == Part::Closing {
            self.spans[at] = Span { start: upper.finish, finish: upper.finish };
            return;
        }
        let span = lines.latest(item, upper);
        if item.need == 0 {
            self.spans[at] = span;
            return;
        }
        let by = lines.done(item, span.start).min(upper.finish);
        self.spans[at] = self.fit(at, by, Way::Backward);
    }
}

impl Decoder for Placer<'_> {
    fn len(&self) -> usize {
        self.items.all.len()
    }

    fn before(&self, way: Way, activity: u32) -> &[u32] {
        match way {
            Way::Forward => self.before.list(activity),
            Way::Backward => self.behind.list(activity),
        }
    }

    fn duration(&self, activity: u32) -> u32 {
        let item = &self.items.all[activity as usize];
        (self.woven.lines.done(item, 0)).clamp(0, LATEST) as u32
    }

    fn serial(&mut self, way: Way, order: &[u32], finish: &mut [u32], _: u32) -> u32 {
        let told = |moment: i64| moment.clamp(0, LATEST) as u32;
        if way == Way::Forward {
            let cost = self.pass(order);
            for (at, finish) in finish.iter_mut().enumerate() {
                let opening = self.items.all[at].part == Part::Opening;
                *finish = told(self.spans[at].at(!opening));
            }
            return cost.as_length();
        }
        self.clear();
        for &at in order {
            self.backward(at as usize);
        }
        for (at, finish) in finish.iter_mut().enumerate() {
            *finish = told(self.anchor - self.spans[at].at(self.items.all[at].part == Part::Closing));
        }
        finish.iter().copied().max().unwrap_or(0)
    }
}
