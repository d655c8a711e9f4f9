//! Work that is gathered piece by piece: of several who share an effort, of somebody whose minutes are limited, and of what
//! may be left for something else. Each works whenever they are there, free and within their limits, until all is done.
//!
//! What must not be interrupted is not: whoever is taken by something else in between joins after that.

use std::collections::HashMap;

use super::axis::Woven;
use super::busy::Busy;
use super::clock::{Share, Span};
use super::line::NEVER;
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
    fn take(&mut self, day: i64, much: i64) {
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
    fn left(&self, limits: Limits, day: i64, own: &Self) -> i64 {
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
struct Piece {
    from: i64,
    to: i64,
    /// Ten thousandths of a person's minutes done in each.
    rate: i64,
    /// When something else that kept them from it was over.
    freed: Option<i64>,
}

impl Times<'_> {
    /// Where somebody can work first from a moment on; what they do of the task itself is counted in `own`.
    fn piece(&self, hand: &Hand, at: i64, own: &mut Used) -> Option<Piece> {
        let line = self.woven.lines.line(hand.share.line);
        let person = hand.person as usize;
        let (mut at, mut freed) = (at, None);
        for _ in 0..MOST_TRIES {
            let (from, mut to, weight) = line.next_open(at)?;
            let load = (weight * i64::from(hand.share.load)).max(1);
            let mut day = 0;
            if let Some((limits, zone)) = self.caps.get(person).and_then(Option::as_ref) {
                let end;
                (day, end) = self.woven.day(zone, from);
                to = to.min(end);
                let minutes = self.used[person].left(*limits, day, own) / load;
                if minutes <= 0 {
                    at = end;
                    continue;
                }
                to = to.min(from.saturating_add(minutes));
            }
            if let Some(busy) = self.busy.get(person) {
                match busy.blocked(hand.units.min(busy.capacity), from, to) {
                    Some((since, until)) if since <= from => {
                        at = until?;
                        freed = Some(at);
                        continue;
                    }
                    Some((since, _)) => to = since,
                    None => {}
                }
            }
            own.take(day, (to - from) * load);
            return Some(Piece { from, to, rate: load * i64::from(hand.share.pace), freed });
        }
        None
    }

    /// When these do so much of an effort together from a moment on, in minutes of a person, and each piece of it.
    pub(super) fn gather(
        &self,
        hands: &[Hand],
        effort: u32,
        bound: i64,
        interruptible: bool,
    ) -> (Span, Vec<Placed>) {
        let mut joins = vec![bound; hands.len()];
        loop {
            let (span, pieces, rejoin) = self.sweep(hands, i64::from(effort) * 10_000, &joins, interruptible);
            match rejoin {
                Some((hand, at)) => joins[hand] = at,
                None => return (span, placed(hands, &pieces, effort)),
            }
        }
    }

    /// From when everybody joins; and who was interrupted until when, if anybody was.
    #[allow(clippy::type_complexity)]
    fn sweep(
        &self,
        hands: &[Hand],
        need: i64,
        joins: &[i64],
        interruptible: bool,
    ) -> (Span, Vec<(usize, Piece)>, Option<(usize, i64)>) {
        let mut own = vec![Used::default(); hands.len()];
        let mut at: Vec<Option<Piece>> = Vec::with_capacity(hands.len());
        for (n, hand) in hands.iter().enumerate() {
            at.push(self.piece(hand, joins[n], &mut own[n]));
        }
        let mut begun = vec![false; hands.len()];
        let mut pieces: Vec<(usize, Piece)> = Vec::new();
        let (mut now, mut done) = (i64::MIN, 0);
        loop {
            let there = |piece: &&Piece| piece.from <= now;
            let rate: i64 = at.iter().flatten().filter(there).map(|piece| piece.rate).sum();
            let turns = at.iter().flatten().map(|p| if p.from <= now { p.to } else { p.from });
            let Some(next) = turns.min() else {
                let never = Span { start: NEVER, finish: NEVER };
                return (never, Vec::new(), None);
            };
            if rate > 0 && done + rate * (next - now) >= need {
                now += (need - done + rate - 1) / rate;
                break;
            }
            done += if rate > 0 { rate * (next - now) } else { 0 };
            now = next;
            for (n, slot) in at.iter_mut().enumerate() {
                let Some(piece) = *slot else { continue };
                if piece.to <= now {
                    pieces.push((n, piece));
                    *slot = self.piece(&hands[n], now, &mut own[n]);
                }
            }
            for (n, slot) in at.iter().enumerate() {
                if let Some(piece) = slot.filter(|piece| piece.from == now) {
                    if begun[n] && piece.freed.is_some() && !interruptible {
                        return (Span { start: now, finish: now }, Vec::new(), Some((n, now)));
                    }
                    begun[n] = true;
                }
            }
        }
        let last = at.iter().enumerate().filter_map(|(n, piece)| Some((n, (*piece)?)));
        pieces.extend(last.filter(|(_, p)| p.from < now).map(|(n, p)| (n, Piece { to: now, ..p })));
        let start = pieces.iter().map(|(_, piece)| piece.from).min().unwrap_or(now);
        (Span { start, finish: now }, pieces, None)
    }
}

/// The pieces with the effort that is done in each; together it is all of it.
fn placed(hands: &[Hand], pieces: &[(usize, Piece)], effort: u32) -> Vec<Placed> {
    let work = |piece: &Piece| (piece.to - piece.from) * piece.rate;
    let all: i64 = pieces.iter().map(|(_, piece)| work(piece)).sum();
    let (mut past, mut given) = (0, 0);
    let made = pieces.iter().map(|(n, piece)| {
        past += work(piece);
        let by_now = (i128::from(effort) * i128::from(past) / i128::from(all.max(1))) as u32;
        let part = by_now - given;
        given = by_now;
        let Hand { person, units, share } = hands[*n];
        Placed {
            person,
            units,
            span: Span { start: piece.from, finish: piece.to },
            line: share.line,
            effort: part,
        }
    });
    made.collect()
}

/// Counts what somebody does on a line from one moment to another.
pub(super) fn count(woven: &Woven, zone: &Zone, share: Share, span: Span, used: &mut Used) {
    let line = woven.lines.line(share.line);
    let mut at = span.start;
    while at < span.finish {
        let Some((from, to, weight)) = line.next_open(at).filter(|open| open.0 < span.finish) else { return };
        let (day, end) = woven.day(zone, from);
        at = to.min(end).min(span.finish);
        used.take(day, (at - from) * weight * i64::from(share.load));
    }
}
