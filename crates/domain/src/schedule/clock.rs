//! The two clocks the passes can go by. Where everybody works as the project does, time is its working minutes, and all
//! is addition; else time is all minutes, and each task asks the lines of those who do it. The passes cannot tell them
//! apart.
//!
//! A working lag is counted in the calendar of the task it leads to, or in the project's where that has none of its own.

use std::sync::Arc;

use super::calendar::WorkTime;
use super::items::{Item, Items, Pull};
use super::line::{Line, NEVER};
use crate::network::graph::NONE;

/// A start and a finish; of an opening only the start means something, of a closing only the finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: i64,
    pub(super) finish: i64,
}

impl Span {
    /// What bounds nothing from below.
    pub(super) const LOWEST: Self = Self { start: i64::MIN, finish: i64::MIN };
    /// What bounds nothing from above.
    pub(super) const HIGHEST: Self = Self { start: i64::MAX, finish: i64::MAX };

    pub(super) fn at(self, finish: bool) -> i64 {
        if finish { self.finish } else { self.start }
    }

    pub(super) fn at_mut(&mut self, finish: bool) -> &mut i64 {
        if finish { &mut self.finish } else { &mut self.start }
    }

    pub(super) fn lower(&mut self, to: Self) {
        (self.start, self.finish) = (self.start.min(to.start), self.finish.min(to.finish));
    }
}

/// How work takes time.
pub(super) trait Clock {
    /// When a leaf takes place at the earliest that neither starts nor finishes before its bounds.
    fn earliest(&self, item: &Item, bounds: Span) -> Span;

    /// When a leaf starts at the latest that neither starts nor finishes after its bounds, and the latest moment its
    /// finish can be said to be at then.
    fn latest(&self, item: &Item, bounds: Span) -> Span;

    /// When the work of an item that starts is done.
    fn done(&self, item: &Item, start: i64) -> i64;

    /// The earliest moment for what a link enters, when what it leaves is at `tail`.
    fn after(&self, items: &Items, pull: &Pull, head: &Item, tail: i64) -> i64;

    /// The latest moment for what a link leaves, when what it enters is at `head`: the inverse of [`Clock::after`].
    fn before(&self, items: &Items, pull: &Pull, head: &Item, at: i64) -> i64;

    /// How much those who do a leaf work from one of its starts to another.
    fn between(&self, item: &Item, from: i64, to: i64) -> i64;
}

impl Clock for WorkTime {
    fn earliest(&self, item: &Item, bounds: Span) -> Span {
        let start = bounds.start.max(bounds.finish.saturating_sub(item.need));
        Span { start, finish: start + item.need }
    }

    fn latest(&self, item: &Item, bounds: Span) -> Span {
        let start = bounds.start.min(bounds.finish - item.need);
        Span { start, finish: start + item.need }
    }

    fn done(&self, item: &Item, start: i64) -> i64 {
        start + item.need
    }

    fn after(&self, _: &Items, pull: &Pull, _: &Item, tail: i64) -> i64 {
        match pull.elapsed {
            true => self.after_elapsed(tail, !pull.leaves_finish, i64::from(pull.lag)),
            false => tail + i64::from(pull.lag),
        }
    }

    fn before(&self, _: &Items, pull: &Pull, _: &Item, at: i64) -> i64 {
        match pull.elapsed {
            true => self.before_elapsed(at, !pull.leaves_finish, i64::from(pull.lag)),
            false => at - i64::from(pull.lag),
        }
    }

    fn between(&self, _: &Item, from: i64, to: i64) -> i64 {
        to - from
    }
}

/// Marks the number of an item's line as that of a crew.
pub(super) const CREW: u32 = 1 << 31;

/// One person's part of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share {
    /// When they work.
    pub(super) line: u32,
    /// Work on that line.
    pub(super) need: i64,
    /// What a full minute weighs on it.
    pub(super) weight: u32,
    /// How much of the person a weighed minute takes, in per cent.
    pub(super) load: u32,
    /// How fast they work, in per cent; 0 of those who never do.
    pub(super) pace: u32,
}

/// Lines, and who works by several of them.
#[derive(Debug, Default, Clone)]
pub(super) struct Lines {
    /// The first is the project's own.
    pub(super) all: Arc<Vec<Line>>,
    pub(super) shares: Vec<Share>,
    /// By crew, where its shares end; they begin where those of the crew before it end.
    pub(super) crews: Vec<u32>,
}

impl Lines {
    pub(super) fn line(&self, number: u32) -> &Line {
        &self.all[number as usize]
    }

    pub(super) fn crew(&self, number: u32) -> &[Share] {
        &self.shares[self.of_crew(number)]
    }

    pub(super) fn crew_mut(&mut self, number: u32) -> &mut [Share] {
        let shares = self.of_crew(number);
        &mut self.shares[shares]
    }

    fn of_crew(&self, number: u32) -> std::ops::Range<usize> {
        let crew = (number & !CREW) as usize;
        let begin = crew.checked_sub(1).map_or(0, |before| self.crews[before]);
        begin as usize..self.crews[crew] as usize
    }

    /// The first moment from which work that is done by `finish`, or later, begins. Where nobody works at `finish` the
    /// work may be over before and the finish be put there.
    pub(super) fn pushed(&self, item: &Item, finish: i64) -> i64 {
        if item.need == 0 {
            return finish;
        }
        if item.line & CREW == 0 {
            return self.line(item.line).finish(finish, -item.need);
        }
        let shares = self.crew(item.line).iter();
        shares.map(|share| self.line(share.line).finish(finish, -share.need)).min().unwrap_or(finish)
    }

    fn of_lags(&self, items: &Items, head: &Item) -> &Line {
        self.line(if head.extra == NONE { 0 } else { items.extras[head.extra as usize].lag_line })
    }
}

impl Clock for Lines {
    fn earliest(&self, item: &Item, bounds: Span) -> Span {
        if item.need == 0 {
            let at = bounds.start.max(bounds.finish);
            return Span { start: at, finish: at };
        }
        let from = match bounds.finish {
            i64::MIN => bounds.start,
            by => bounds.start.max(self.pushed(item, by)),
        };
        if item.line & CREW == 0 {
            let line = self.line(item.line);
            let (done, start) = line.begin_at(from);
            return Span { start, finish: line.first(done + item.need).max(bounds.finish) };
        }
        let shares = self.crew(item.line).iter();
        let start = shares.map(|share| self.line(share.line).open(from)).min().unwrap_or(from);
        Span { start, finish: self.done(item, from).max(bounds.finish) }
    }

    fn latest(&self, item: &Item, bounds: Span) -> Span {
        if item.need == 0 {
            let at = bounds.start.min(bounds.finish);
            return Span { start: at, finish: at };
        }
        if item.line & CREW == 0 {
            let line = self.line(item.line);
            let begin = line.begin(bounds.finish, item.need);
            if begin <= bounds.start {
                return Span { start: begin, finish: bounds.finish };
            }
            let start = line.open_by(bounds.start);
            return Span { start, finish: line.begin(start, -item.need).min(bounds.finish) };
        }
        let (mut begin, mut open) = (i64::MAX, i64::MIN);
        for share in self.crew(item.line) {
            let line = self.line(share.line);
            begin = begin.min(line.begin(bounds.finish, share.need));
            open = open.max(line.open_by(bounds.start.min(NEVER)));
        }
        let start = begin.min(open);
        let held = self.crew(item.line).iter().map(|s| self.line(s.line).begin(start, -s.need));
        Span { start, finish: held.max().unwrap_or(start).min(bounds.finish) }
    }

    fn done(&self, item: &Item, start: i64) -> i64 {
        if item.need == 0 {
            return start;
        }
        if item.line & CREW == 0 {
            return self.line(item.line).finish(start, item.need);
        }
        let shares = self.crew(item.line).iter();
        shares.map(|share| self.line(share.line).finish(start, share.need)).max().unwrap_or(start)
    }

    fn after(&self, items: &Items, pull: &Pull, head: &Item, tail: i64) -> i64 {
        match (pull.lag, pull.elapsed) {
            (0, _) => tail,
            (lag, true) => tail + i64::from(lag),
            (lag, false) => self.of_lags(items, head).finish(tail, i64::from(lag)),
        }
    }

    fn before(&self, items: &Items, pull: &Pull, head: &Item, at: i64) -> i64 {
        match (pull.lag, pull.elapsed) {
            (0, _) => at,
            (lag, true) => at - i64::from(lag),
            (lag, false) => self.of_lags(items, head).begin(at, i64::from(lag)),
        }
    }

    fn between(&self, item: &Item, from: i64, to: i64) -> i64 {
        let worked = |line: &Line, weight: u32| (line.work(to) - line.work(from)) / i64::from(weight.max(1));
        if item.line & CREW == 0 {
            return worked(self.line(item.line), 1);
        }
        let shares = self.crew(item.line).iter();
        shares.map(|share| worked(self.line(share.line), share.weight)).max_by_key(|w| w.abs()).unwrap_or(0)
    }
}
