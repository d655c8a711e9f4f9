//! The parts of tasks as they slide along the time of those who do them, and how late each can be. Bounds only ever come
//! down, so that rounds over everything end.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::axis::Woven;
use super::super::busy::Busy;
use super::super::clock::{Clock, Span};
use super::super::items::{Items, Part};
use super::super::line::Line;
use super::super::lists::Lists;
use super::super::model::Model;
use super::super::passes::closing_above;
use super::super::place::Placed;
use super::super::roster::Roster;
use super::turns::{Stay, turns};
use crate::network::graph::NONE;

/// Leads may make what is later hold what is earlier; after so many rounds nothing else changes any more.
const MOST_ROUNDS: usize = 32;

/// Somebody's part of a task.
struct Slide<'a> {
    placed: &'a Placed,
    line: &'a Line,
    /// What its line has worked by its start, and works from there to its finish.
    begun: i64,
    need: i64,
    /// What a minute weighs on the line.
    weight: i64,
    /// What takes them up elsewhere.
    busy: Option<&'a Busy>,
}

impl Slide<'_> {
    /// When it starts at the latest to be over by a moment.
    fn start(&self, by: i64) -> i64 {
        let begin = |by: i64| self.line.begin(by, self.need);
        let span = |by: i64| (begin(by), self.line.finish(begin(by), self.need).min(by));
        self.busy
            .map_or_else(|| begin(by), |busy| busy.last(self.placed.units.min(busy.capacity), by, span).0)
    }

    fn slack(&self, start: i64) -> i64 {
        (self.line.work(start) - self.begun) / self.weight
    }
}

/// How late items, and parts of tasks, may be.
pub(super) struct Bounds {
    items: Vec<Span>,
    parts: Vec<i64>,
}

/// Everything that is placed.
pub(super) struct Slides<'a> {
    items: &'a Items,
    woven: &'a Woven,
    /// By item, when it takes place.
    spans: &'a [Span],
    parts: Vec<Slide<'a>>,
    /// By item, where its parts end; they begin where those of the item before it end.
    ends: Vec<usize>,
    /// By item, whether its parts are all done at the same time.
    together: Vec<bool>,
    /// By part, what its person turns to it from.
    before: Lists<u32>,
    /// The items, the latest first.
    order: Vec<u32>,
}

impl<'a> Slides<'a> {
    pub(super) fn of(roster: &'a Roster, model: &Model, woven: &'a Woven, busy: &[Option<&'a Busy>]) -> Self {
        let (items, spans) = (&roster.table.items, roster.table.passes.early.as_slice());
        let (mut parts, mut ends) = (Vec::new(), Vec::with_capacity(items.all.len()));
        let mut stays: BTreeMap<u32, Vec<Stay>> = BTreeMap::new();
        for item in &items.all {
            let placed = roster.stints[item.slot as usize].iter().filter(|_| item.part != Part::Closing);
            for placed in placed {
                let (line, Span { start, finish }) = (woven.lines.line(placed.line), placed.span);
                let mut shares = model.duties(item.slot).all.iter().flat_map(|duty| &duty.who);
                let share = shares.find(|(who, share)| *who == placed.person && share.line == placed.line);
                let weight = share.map_or(1, |(_, share)| i64::from(share.weight.max(1)));
                let begun = line.work(start);
                let busy = busy.get(placed.person as usize).copied().flatten();
                let stay = Stay { part: parts.len() as u32, units: placed.units, start, finish };
                stays.entry(placed.person).or_default().push(stay);
                parts.push(Slide { placed, line, begun, need: line.work(finish) - begun, weight, busy });
            }
            ends.push(parts.len());
        }
        let known =
            stays.into_iter().filter_map(|(who, stays)| Some((model.people().get(who as usize)?, stays)));
        let turned = known.flat_map(|(person, stays)| turns(person.capacity, stays));
        let turned: Vec<(u32, u32)> = turned.map(|(before, part)| (part, before)).collect();
        let key = |at: u32| match items.all[at as usize].part {
            Part::Closing => spans[at as usize].finish,
            _ => spans[at as usize].start,
        };
        let mut order: Vec<u32> = (0..items.all.len() as u32).collect();
        order.sort_unstable_by_key(|&at| Reverse((key(at), at)));
        let together = |slot: u32| model.duties(slot).all.iter().any(|duty| duty.together);
        Self {
            together: items.all.iter().map(|item| together(item.slot)).collect(),
            before: Lists::of(parts.len(), turned.iter().copied()),
            items,
            woven,
            spans,
            parts,
            ends,
            order,
        }
    }

    /// How late everything may be for the project to finish at a moment and every hard bound to hold.
    pub(super) fn pressed(&self, finish: i64) -> Bounds {
        let mut bounds = self.open(finish);
        for _ in 0..MOST_ROUNDS {
            let changes = self.order.iter().filter(|&&at| self.press(at as usize, &mut bounds)).count();
            if changes == 0 {
                break;
            }
        }
        bounds
    }

    /// How late everything may be for nothing else to move but the summary tasks above.
    pub(super) fn unmoved(&self, finish: i64) -> Bounds {
        let mut bounds = self.open(finish);
        for at in (0..self.items.all.len()).rev() {
            self.under(at, &mut bounds);
            let _ = self.pull(at, self.spans[at], &mut bounds);
            for part in self.range(at) {
                let _ = self.hand(part, self.parts[part].placed.span.start, &mut bounds);
            }
        }
        bounds
    }

    /// How far the task that opens with an item can slip within these bounds.
    pub(super) fn slack(&self, opening: usize, bounds: &Bounds) -> i64 {
        let (item, closing) = (&self.items.all[opening], self.closing(opening));
        let slack = self.starts(opening, bounds).into_iter().zip(self.range(opening));
        if let Some(least) = slack.map(|(start, part)| self.parts[part].slack(start)).min() {
            return least;
        }
        let (from, to) = match item.part {
            Part::Whole => (self.spans[opening].start, self.latest(opening, &[], bounds).start),
            _ => (self.spans[closing].finish, bounds.items[closing].finish),
        };
        self.woven.lines.between(item, from, to)
    }

    /// When it is finished if it slips so far.
    pub(super) fn late_finish(&self, opening: usize, bounds: &Bounds) -> i64 {
        let starts = self.starts(opening, bounds).into_iter().zip(self.range(opening));
        let done = starts.map(|(start, part)| self.parts[part].line.finish(start, self.parts[part].need));
        done.max().unwrap_or_else(|| match self.items.all[opening].part {
            Part::Whole => self.latest(opening, &[], bounds).finish,
            _ => bounds.items[self.closing(opening)].finish,
        })
    }

    /// Working minutes of those who do it in all of its time; of what nobody works on, those of the project.
    pub(super) fn lasts(&self, opening: usize, span: Span) -> i64 {
        let worked =
            |line: &Line, weight: i64, span: Span| (line.work(span.finish) - line.work(span.start)) / weight;
        let parts = &self.parts[self.range(opening)];
        let starts = parts.iter().map(|part| part.placed.span.start).min();
        let ends = parts.iter().map(|part| part.placed.span.finish).max();
        match starts.zip(ends) {
            Some((start, finish)) => {
                let all = parts.iter().map(|part| worked(part.line, part.weight, Span { start, finish }));
                all.max().unwrap_or(0)
            }
            None => worked(self.woven.lines.line(0), 1, span),
        }
    }

    /// By how much it is finished past its due day.
    pub(super) fn overdue(&self, opening: usize) -> i64 {
        let (item, finish) = (&self.items.all[opening], self.spans[self.closing(opening)].finish);
        let Some(due) = self.items.extra(item).map(|extra| extra.due).filter(|&due| due < finish) else {
            return 0;
        };
        let parts = self.parts[self.range(opening)].iter();
        let late = parts.map(|part| (part.line.work(finish) - part.line.work(due)) / part.weight).max();
        late.unwrap_or_else(|| self.woven.lines.between(item, due, finish)).max(1)
    }

    fn open(&self, finish: i64) -> Bounds {
        let end = Span { start: finish, finish };
        let upper = |item| self.items.extra(item).map_or(Span::HIGHEST, |extra| extra.upper);
        let mut items = vec![end; self.items.all.len()];
        items.iter_mut().zip(&self.items.all).for_each(|(bounds, item)| bounds.lower(upper(item)));
        Bounds { items, parts: vec![i64::MAX; self.parts.len()] }
    }

    fn range(&self, at: usize) -> std::ops::Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]
    }

    /// Where the task of an item closes.
    fn closing(&self, at: usize) -> usize {
        if self.items.all[at].part == Part::Opening { self.items.all[at].other as usize } else { at }
    }

    /// Tells all that an item waits for how late it may be; whether that was news to any of them.
    fn press(&self, at: usize, bounds: &mut Bounds) -> bool {
        self.under(at, bounds);
        let starts = self.starts(at, bounds);
        let latest = self.latest(at, &starts, bounds);
        let mut news = self.pull(at, latest, bounds);
        let item = &self.items.all[at];
        if item.part != Part::Closing && item.above != NONE {
            news |= lower(&mut bounds.items[item.above as usize].start, latest.start);
        }
        for (part, start) in self.range(at).zip(starts) {
            news |= self.hand(part, start, bounds);
        }
        news
    }

    /// What is below a summary task finishes no later than that may.
    fn under(&self, at: usize, bounds: &mut Bounds) {
        let closing = closing_above(self.items, &self.items.all[at]);
        if closing != NONE {
            let by = bounds.items[closing as usize].finish;
            lower(&mut bounds.items[at].finish, by);
        }
    }

    /// What an item's links come from, when the item is there at the latest.
    fn pull(&self, at: usize, latest: Span, bounds: &mut Bounds) -> bool {
        let mut news = false;
        for pull in self.items.pulls(at) {
            let by = latest.at(pull.enters_finish);
            let by = self.woven.lines.before(self.items, pull, &self.items.all[at], by);
            news |= lower(bounds.items[pull.from as usize].at_mut(pull.leaves_finish), by);
        }
        news
    }

    /// What somebody turns from to a part, when that starts there at the latest.
    fn hand(&self, part: usize, start: i64, bounds: &mut Bounds) -> bool {
        let before = self.before.list(part as u32).iter();
        before.filter(|&&before| lower(&mut bounds.parts[before as usize], start)).count() > 0
    }

    /// By part of an item, when it starts at the latest.
    fn starts(&self, at: usize, bounds: &Bounds) -> Vec<i64> {
        let own = bounds.items[at];
        let by = if self.items.all[at].part == Part::Opening {
            bounds.items[self.closing(at)].finish
        } else {
            own.finish
        };
        let mut starts: Vec<i64> = Vec::with_capacity(self.range(at).len());
        for part in self.range(at) {
            let slide = &self.parts[part];
            let start = slide.start(by.min(bounds.parts[part]));
            let first = slide.placed.span.start <= self.spans[at].start;
            starts.push(if first { start.min(slide.line.open_by(own.start)) } else { start });
        }
        if self.together[at] {
            let least = starts.iter().copied().min();
            starts.iter_mut().zip(least.into_iter().cycle()).for_each(|(start, least)| *start = least);
        }
        starts
    }

    /// When an item starts and finishes at the latest, with parts that start at the latest then.
    fn latest(&self, at: usize, starts: &[i64], bounds: &Bounds) -> Span {
        let (item, own) = (&self.items.all[at], bounds.items[at]);
        if let Some(&start) = starts.iter().min() {
            let last = self.range(at).map(|part| (self.parts[part].placed.span.finish, bounds.parts[part]));
            let by = last.max_by_key(|&(finish, by)| (finish, Reverse(by))).map_or(i64::MAX, |(_, by)| by);
            return Span { start, finish: own.finish.min(by) };
        }
        match item.part {
            Part::Closing => own,
            Part::Opening => Span { start: own.start.min(bounds.items[self.closing(at)].finish), ..own },
            Part::Whole => {
                let by = own.start.min(own.finish);
                Span { start: by, finish: by }
            }
        }
    }
}

/// Brings a bound down; whether it was higher.
fn lower(bound: &mut i64, to: i64) -> bool {
    let news = to < *bound;
    *bound = to.min(*bound);
    news
}
