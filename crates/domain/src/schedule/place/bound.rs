//! How short no schedule can be, whoever does what first: told by the critical path, and by what only one person or thing
//! can do, beside the time there is for it. It places nothing.

use std::collections::BTreeMap;

use super::super::gather::Used;
use super::{NOBODY, Part, Placer, Span};

/// After so many days the bound is good enough.
const MOST_DAYS: usize = 2_000;

/// Whoever works on more lines is taken to be there all day.
const MOST_LINES: usize = 8;

/// What only one person or thing can do.
struct Load {
    /// The first of it can begin no earlier.
    from: i64,
    /// By line, from when on, and hundredths of a minute times what it weighs.
    lines: BTreeMap<u32, (i64, i64)>,
    /// Every minute weighs the same.
    even: bool,
}

impl Placer<'_> {
    /// No schedule is shorter: neither than the critical path, nor than everybody takes for what only they can do.
    pub(in super::super) fn bound(&mut self, early: &[Span], critical: i64) -> i64 {
        self.clear();
        let mut loads: BTreeMap<u32, Load> = BTreeMap::new();
        for (at, item) in self.items.all.iter().enumerate().filter(|(_, item)| item.part != Part::Closing) {
            for duty in &self.model.duties(item.slot).all {
                let [(person, share)] = duty.who[..] else { continue };
                if person == NOBODY || duty.pooled || share.need == 0 {
                    continue;
                }
                let from = early[at].start;
                let load = loads.entry(person).or_insert(Load { from, lines: BTreeMap::new(), even: true });
                let line = load.lines.entry(share.line).or_insert((from, 0));
                (load.from, line.0) = (load.from.min(from), line.0.min(from));
                line.1 += share.need * self.part(person, duty.units);
                load.even &= share.weight == 1;
            }
        }
        let each =
            loads.iter().map(|(&person, load)| self.by_line(person, load).max(self.by_day(person, load)));
        each.fold(critical, i64::max)
    }

    /// When somebody is done with what they do on each of their lines, if they are at nothing else.
    fn by_line(&self, person: u32, load: &Load) -> i64 {
        let capacity = i64::from(self.busy[person as usize].capacity.max(1));
        let done = |(&line, &(from, work)): (&u32, &(i64, i64))| {
            self.woven.lines.line(line).finish(from, work / capacity)
        };
        load.lines.iter().map(done).fold(0, i64::max)
    }

    /// When somebody is done with all of it, when each day gives what they are there for on any line, and no more than what
    /// limits leave of it.
    fn by_day(&self, person: u32, load: &Load) -> i64 {
        let cap = self.caps.get(person as usize).and_then(Option::as_ref);
        if !load.even || (cap.is_none() && load.lines.len() == 1) {
            return 0;
        }
        let capacity = i64::from(self.busy[person as usize].capacity.max(1));
        let lines = || load.lines.keys().map(|&line| self.woven.lines.line(line));
        let zone = cap.map_or(&self.woven.zone, |(_, zone)| zone);
        let mut own = Used::default();
        let (mut at, mut left) = (load.from, load.lines.values().map(|&(_, work)| work).sum::<i64>());
        for _ in 0..MOST_DAYS {
            let Some(opens) = lines().filter_map(|line| Some(line.next_open(at)?.0)).min() else { return 0 };
            let (day, end) = self.woven.day(zone, opens);
            let there = if load.lines.len() > MOST_LINES { end - opens } else { self.open(load, opens, end) };
            let mut gives = there * capacity;
            if let Some((limits, _)) = cap {
                gives = gives.min(self.used[person as usize].left(*limits, day, &own));
            }
            if gives >= left {
                return opens + (left + capacity - 1) / capacity;
            }
            left -= gives.max(0);
            own.take(day, gives.max(0));
            at = end;
        }
        at
    }
    /// How long any of the lines is open between two moments.
    fn open(&self, load: &Load, from: i64, end: i64) -> i64 {
        let (mut at, mut open) = (from, 0);
        while at < end {
            let next = load.lines.keys().filter_map(|&line| self.woven.lines.line(line).next_open(at));
            let Some((opens, closes, _)) = next.min().filter(|next| next.0 < end) else { break };
            at = closes.min(end);
            open += at - opens;
        }
        open
    }
}
