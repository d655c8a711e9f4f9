//! Work that is gathered piece by piece: of several who share an effort, of somebody whose minutes are limited, and of what
//! may be left for something else. Each works whenever they are there, free and within their limits, until all is done.
//!
//! What must not be interrupted is not: whoever is taken by something else in between, and be it where a limit makes them
//! pause, joins after that. Things, places and whoever has to be there all the time are free whenever anybody is at work.

use std::collections::HashMap;

use super::axis::Woven;
use super::busy::Busy;
use super::clock::{Share, Span};
use super::place::Placed;
use super::weave::Limits;
use super::zone::Zone;

/// Somebody cannot be looked for in more places.
const MOST_TRIES: usize = 20_000;

/// Hundredths of a person's minutes that are used, by day and by week.
#[derive(Debug, Clone, Default)]
pub(super) struct Used {
    days: HashMap<i64, i64>,
    weeks: HashMap<i64, i64>,
}

impl Used {
    pub(super) fn take(&mut self, day: i64, much: i64) {
        *self.days.entry(day).or_default() += much;
        *self.weeks.entry(week(day)).or_default() += much;
    }

    /// Counts what takes up so much of somebody without a pause, day by day.
    pub(super) fn spend(&mut self, woven: &Woven, zone: &Zone, units: u32, span: Span) {
        let mut at = span.start;
        while at < span.finish {
            let (day, end) = woven.day(zone, at);
            let to = end.min(span.finish);
            self.take(day, (to - at) * i64::from(units));
            at = to;
        }
    }

    pub(super) fn clear(&mut self) {
        self.days.clear();
        self.weeks.clear();
    }

    /// What is left of limits on a day, when so much more is used.
    pub(super) fn left(&self, limits: Limits, day: i64, own: &Self) -> i64 {
        let of = |most: Option<i64>, used: &HashMap<i64, i64>, own: &HashMap<i64, i64>, key: i64| {
            let taken = used.get(&key).copied().unwrap_or(0) + own.get(&key).copied().unwrap_or(0);
            most.map_or(i64::MAX, |most| most - taken)
        };
        of(limits.per_day, &self.days, &own.days, day).min(of(
            limits.per_week,
            &self.weeks,
            &own.weeks,
            week(day),
        ))
    }
}

/// Weeks begin on Monday; the first day of 1970 was a Thursday.
fn week(day: i64) -> i64 {
    (day + 3).div_euclid(7)
}

/// Somebody at work on a task.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand {
    pub(super) person: u32,
    pub(super) units: u32,
    pub(super) share: Share,
    /// How much of their limits a minute takes, times what it weighs.
    pub(super) load: i64,
}

/// Those at work on a task together, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crew<'a> {
    pub(super) hands: &'a [Hand],
    /// Who, or what, has to be there whenever anybody is at work, and how much of them.
    pub(super) beside: &'a [(u32, u32)],
    /// Ten thousandths of a person's minutes that there are to do.
    pub(super) need: i64,
    pub(super) interruptible: bool,
}

impl Crew<'_> {
    /// All that one of them needs for a minute of this weight: who, how much of them, of their limits, and a number.
    fn bodies(&self, n: usize, weight: i64) -> impl Iterator<Item = (u32, u32, i64, usize)> {
        let Hand { person, units, load, .. } = self.hands[n];
        let beside = self.beside.iter().zip(self.hands.len()..);
        let beside = beside.map(|(&(person, units), nth)| (person, units, i64::from(units).max(1), nth));
        std::iter::once((person, units, (weight * load).max(1), n)).chain(beside)
    }
}

/// What everybody's time looks like.
pub(super) struct Times<'a> {
    pub(super) woven: &'a Woven,
    pub(super) busy: &'a [Busy],
    pub(super) used: &'a [Used],
    pub(super) caps: &'a [Option<(Limits, Zone)>],
}

/// Time in which somebody is at work.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    hand: usize,
    pub(super) from: i64,
    pub(super) to: i64,
    /// Ten thousandths of a person's minutes done in each.
    rate: i64,
    /// When something else was over that took them since they last were at work on this.
    freed: Option<i64>,
}

/// What a sweep through time comes to.
enum Swept {
    Done(Vec<Piece>),
    /// Somebody was taken by something else in between, until then.
    Interrupted(usize, i64),
    Never,
}

impl Times<'_> {
    /// Where one of a crew can work first from a moment on, having been at work until `since`; what they do of the task
    /// itself is counted in `own`.
    fn piece(
        &self,
        crew: &Crew<'_>,
        n: usize,
        at: i64,
        since: Option<i64>,
        own: &mut [Used],
    ) -> Option<Piece> {
        let Hand { share, .. } = crew.hands[n];
        let line = self.woven.lines.line(share.line);
        let mut at = at;
        for _ in 0..MOST_TRIES {
            let (from, open, weight) = line.next_open(at)?;
            let to = match self.room(crew.bodies(n, weight), from, open, own) {
                Ok(to) => to,
                Err(later) => {
                    at = later?;
                    continue;
                }
            };
            for (person, _, load, nth) in crew.bodies(n, weight) {
                if let Some((_, zone)) = self.caps.get(person as usize).and_then(Option::as_ref) {
                    own[nth].take(self.woven.day(zone, from).0, (to - from) * load);
                }
            }
            let taken = |since| {
                let bodies = crew.bodies(n, weight);
                bodies
                    .filter_map(move |(person, units, ..)| self.blocked(person, units, since, from)?.1)
                    .max()
            };
            let rate = (weight * i64::from(share.load)).max(1) * i64::from(share.pace);
            return Some(Piece { hand: n, from, to, rate, freed: since.and_then(taken) });
        }
        None
    }

    /// Until when all of these can be there from a moment on; if not at all, when to look again.
    fn room(
        &self,
        bodies: impl Iterator<Item = (u32, u32, i64, usize)>,
        from: i64,
        open: i64,
        own: &[Used],
    ) -> Result<i64, Option<i64>> {
        let mut to = open;
        for (person, units, load, nth) in bodies {
            if let Some((limits, zone)) = self.caps.get(person as usize).and_then(Option::as_ref) {
                let (day, end) = self.woven.day(zone, from);
                let minutes = self.used[person as usize].left(*limits, day, &own[nth]) / load;
                if minutes <= 0 {
                    return Err(Some(end));
                }
                to = to.min(end).min(from.saturating_add(minutes));
            }
            match self.blocked(person, units, from, to) {
                Some((since, until)) if since <= from => return Err(until),
                Some((since, _)) => to = since,
                None => {}
            }
        }
        Ok(to)
    }

    fn blocked(&self, person: u32, units: u32, start: i64, finish: i64) -> Option<(i64, Option<i64>)> {
        let busy = self.busy.get(person as usize)?;
        busy.blocked(units.min(busy.capacity), start, finish)
    }

    /// The pieces in which these do all there is to do, from a moment on; none if it is never done.
    pub(super) fn gather(&self, crew: &Crew<'_>, bound: i64) -> Vec<Piece> {
        let mut joins = vec![bound; crew.hands.len()];
        loop {
            match self.sweep(crew, &joins) {
                Swept::Done(pieces) => return pieces,
                Swept::Interrupted(hand, at) => joins[hand] = at,
                Swept::Never => return Vec::new(),
            }
        }
    }

    /// Goes through time once, when everybody joins as `joins` say.
    fn sweep(&self, crew: &Crew<'_>, joins: &[i64]) -> Swept {
        let mut own = vec![Used::default(); crew.hands.len() + crew.beside.len()];
        let mut at: Vec<Option<Piece>> = Vec::with_capacity(crew.hands.len());
        for (n, &join) in joins.iter().enumerate() {
            at.push(self.piece(crew, n, join, None, &mut own));
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut now, mut done) = (i64::MIN, 0);
        loop {
            let there = |piece: &&Piece| piece.from <= now;
            let rate: i64 = at.iter().flatten().filter(there).map(|piece| piece.rate).sum();
            let turns = at.iter().flatten().map(|p| if p.from <= now { p.to } else { p.from });
            let Some(next) = turns.min() else { return Swept::Never };
            if rate > 0 && done + rate * (next - now) >= crew.need {
                now += (crew.need - done + rate - 1) / rate;
                break;
            }
            done += if rate > 0 { rate * (next - now) } else { 0 };
            now = next;
            for (n, slot) in at.iter_mut().enumerate() {
                if let Some(piece) = slot.filter(|piece| piece.to <= now) {
                    pieces.push(piece);
                    *slot = self.piece(crew, n, now, Some(now), &mut own);
                }
            }
            let begins = |piece: &&Piece| piece.from == now && !crew.interruptible;
            let interrupted = at.iter().flatten().filter(begins).find_map(|p| Some((p.hand, p.freed?)));
            if let Some((hand, until)) = interrupted {
                return Swept::Interrupted(hand, until);
            }
        }
        let last = at.into_iter().flatten().filter(|piece| piece.from < now);
        pieces.extend(last.map(|piece| Piece { to: now, ..piece }));
        Swept::Done(pieces)
    }
}

/// The pieces with the effort that is done in each; together it is all of it.
pub(super) fn placed(hands: &[Hand], pieces: &[Piece], effort: u32) -> Vec<Placed> {
    let work = |piece: &Piece| (piece.to - piece.from) * piece.rate;
    let all: i64 = pieces.iter().map(work).sum();
    let (mut past, mut given) = (0, 0);
    let made = pieces.iter().map(|piece| {
        past += work(piece);
        let by_now = (i128::from(effort) * i128::from(past) / i128::from(all.max(1))) as u32;
        let part = by_now - given;
        given = by_now;
        let Hand { person, units, share, .. } = hands[piece.hand];
        let span = Span { start: piece.from, finish: piece.to };
        Placed { person, units, span, line: share.line, effort: part }
    });
    made.collect()
}

/// Counts what a stint takes of somebody's limits, day by day; backwards to give it back. What the minutes of its line
/// weigh matters only to those who are at work.
pub(super) fn count(woven: &Woven, zone: &Zone, stint: &Placed, load: i64, weighs: bool, used: &mut Used) {
    let line = woven.lines.line(stint.line);
    let Span { start: mut at, finish } = stint.span;
    while at < finish {
        let Some((from, to, weight)) = line.next_open(at).filter(|open| open.0 < finish) else { return };
        let (day, end) = woven.day(zone, from);
        at = to.min(end).min(finish);
        used.take(day, (at - from) * load * if weighs { weight } else { 1 });
    }
}
