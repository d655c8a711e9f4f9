//! Where the duties of a task fit into everybody's time. It takes up nothing.

use super::super::gather::{Crew, Hand, Piece, Times, placed};
use super::{Duties, Duty, Placed, Placer, Share, Span, Way};
use crate::schedule::line::NEVER;
use crate::schedule::staff::NOBODY;

impl Placer<'_> {
    /// Where the duties of a task fit, from a moment on or up to it.
    pub(super) fn find(&self, duties: &Duties, bound: i64, way: Way, stints: &mut Vec<Placed>) {
        let Duties { all, interruptible, .. } = duties;
        if all[0].together {
            return self.at_once(all, bound, way, stints);
        }
        let gates: Vec<(u32, u32)> =
            all.iter().filter(|duty| duty.gate).map(|duty| (duty.who[0].0, duty.units)).collect();
        let search = Search { bound, way, beside: &gates, interruptible: *interruptible };
        let pools = way == Way::Forward;
        for duty in all.iter().filter(|duty| !(duty.gate || pools && duty.pooled)) {
            self.one(duty, &search, stints);
        }
        if pools && all.iter().any(|duty| duty.pooled) {
            stints.extend(self.pooled(all, &search));
        }
        if !gates.is_empty() {
            let used = merged(stints.iter().map(|stint| stint.span).collect());
            for duty in all.iter().filter(|duty| duty.gate) {
                stints.extend(used.iter().map(|&span| whole(duty, duty.who[0], span)));
            }
        }
    }

    /// What everybody with a duty does at the same time.
    fn at_once(&self, duties: &[Duty], bound: i64, way: Way, stints: &mut Vec<Placed>) {
        let bodies: Vec<(u32, u32)> = duties.iter().map(|duty| (duty.who[0].0, duty.units)).collect();
        let share = duties[0].who[0].1;
        if way == Way::Backward || !bodies.iter().any(|&(person, _)| self.is_limited(person)) {
            let span = self.meet(&bodies, share, bound, way);
            stints.extend(duties.iter().map(|duty| whole(duty, duty.who[0], span)));
            return;
        }
        let hands: Vec<Hand> =
            bodies.iter().map(|&(person, units)| self.hand(person, units, share)).collect();
        let need = share.need * i64::from(share.load.max(1)) * i64::from(share.pace.max(1));
        let crew = Crew { hands: &hands[..1], beside: &bodies[1..], need, interruptible: false };
        let pieces = self.times().gather(&crew, bound);
        for (duty, hand) in duties.iter().zip(&hands) {
            stints.extend(all_of(duty, &[*hand], &pieces, duty.effort));
        }
    }

    /// A part of somebody's own, done by whoever of those who would do has it done first.
    fn one(&self, duty: &Duty, search: &Search<'_>, stints: &mut Vec<Placed>) {
        let &Search { bound, way, beside, interruptible } = search;
        let free = |person: u32| person == NOBODY || stints.iter().all(|stint| stint.person != person);
        let tried = duty.who.iter().filter(|who| free(who.0)).map(|&(person, share)| {
            let there = || std::iter::once((person, duty.units)).chain(beside.iter().copied());
            let limited = there().any(|(person, _)| self.is_limited(person));
            let waits = interruptible && there().any(|(person, _)| (person as usize) < self.busy.len());
            if way == Way::Backward || duty.effort == 0 || !(limited || waits) {
                let span = match beside {
                    [] => self.alone(person, duty.units, share, bound, way),
                    _ => self.meet(&there().collect::<Vec<_>>(), share, bound, way),
                };
                return (span, vec![whole(duty, (person, share), span)]);
            }
            let hands = [Hand { load: share.load.into(), ..self.hand(person, duty.units, share) }];
            let need = i64::from(duty.effort) * 10_000;
            let pieces = self.times().gather(&Crew { hands: &hands, beside, need, interruptible }, bound);
            let all = all_of(duty, &hands, &pieces, duty.effort);
            (super::around(&all), all)
        });
        let best = match way {
            Way::Forward => tried.min_by_key(|(span, _)| span.finish),
            Way::Backward => tried.max_by_key(|(span, _)| span.start),
        };
        stints.extend(best.into_iter().flat_map(|(_, pieces)| pieces));
    }

    /// The part that is done by whoever of several is there. Where somebody else would do, they are taken when all is done
    /// earlier with them.
    fn pooled(&self, duties: &[Duty], search: &Search<'_>) -> Vec<Placed> {
        let &Search { bound, beside, interruptible, .. } = search;
        let pooled: Vec<&Duty> = duties.iter().filter(|duty| duty.pooled).collect();
        let effort = pooled.iter().map(|duty| duty.effort).sum();
        let hand = |duty: &Duty, (person, share): (u32, Share)| Hand {
            load: share.load.into(),
            ..self.hand(person, duty.units, share)
        };
        let gather = |hands: &[Hand]| {
            let crew = Crew { hands, beside, need: i64::from(effort) * 10_000, interruptible };
            let pieces = self.times().gather(&crew, bound);
            let finish = pieces.iter().map(|piece| piece.to).max().unwrap_or(NEVER);
            (finish, all_of(pooled[0], hands, &pieces, effort))
        };
        let mut hands: Vec<Hand> = pooled.iter().map(|duty| hand(duty, duty.who[0])).collect();
        let mut best = gather(&hands);
        for (nth, duty) in pooled.iter().enumerate() {
            for &who in &duty.who[1..] {
                if hands.iter().any(|hand| hand.person == who.0) {
                    continue;
                }
                let before = std::mem::replace(&mut hands[nth], hand(duty, who));
                let twice = hands.iter().any(|hand| hand.person == before.person);
                let tried = gather(&hands);
                if twice || tried.0 < best.0 {
                    best = tried;
                } else {
                    hands[nth] = before;
                }
            }
        }
        best.1
    }

    fn times(&self) -> Times<'_> {
        Times { woven: self.woven, busy: &self.busy, used: &self.used, caps: &self.caps }
    }

    fn is_limited(&self, person: u32) -> bool {
        self.caps.get(person as usize).is_some_and(Option::is_some)
    }

    /// Somebody who is taken up by so much, however much of it is work.
    fn hand(&self, person: u32, units: u32, share: Share) -> Hand {
        Hand { person, units, share, load: self.part(person, units) }
    }

    /// So much of somebody, or all there is.
    pub(super) fn part(&self, person: u32, units: u32) -> i64 {
        self.busy.get(person as usize).map_or(units, |busy| units.min(busy.capacity)).into()
    }

    /// When somebody has time for a share.
    fn alone(&self, person: u32, units: u32, share: Share, bound: i64, way: Way) -> Span {
        let line = self.woven.lines.line(share.line);
        let from = |from: i64| (line.open(from), line.finish(from, share.need));
        let by = |by: i64| {
            let start = line.begin(by, share.need);
            (start, line.finish(start, share.need).min(by))
        };
        let (start, finish) = match (self.busy.get(person as usize), way) {
            (Some(busy), Way::Forward) => busy.first(units.min(busy.capacity), bound, from),
            (Some(busy), Way::Backward) => busy.last(units.min(busy.capacity), bound, by),
            (None, Way::Forward) => from(bound),
            (None, Way::Backward) => by(bound),
        };
        Span { start, finish }
    }

    /// When all can be there at once.
    fn meet(&self, bodies: &[(u32, u32)], share: Share, bound: i64, way: Way) -> Span {
        let mut bound = bound;
        loop {
            let mut met = None;
            for &(person, units) in bodies {
                let span = self.alone(person, units, share, bound, way);
                let first = *met.get_or_insert(span);
                if span != first {
                    bound = match way {
                        Way::Forward => span.start.max(first.start).max(bound + 1),
                        Way::Backward => span.finish.min(first.finish).min(bound - 1),
                    };
                    met = None;
                    break;
                }
            }
            if let Some(span) = met {
                return span;
            }
        }
    }
}

/// Where to look for a place.
struct Search<'a> {
    bound: i64,
    way: Way,
    /// What has to be there, and how much of it.
    beside: &'a [(u32, u32)],
    interruptible: bool,
}

/// A duty in one piece.
fn whole(duty: &Duty, (person, share): (u32, Share), span: Span) -> Placed {
    Placed { person, units: duty.units, span, line: share.line, effort: duty.effort }
}

/// The pieces of an effort, or all of it at a time that never comes.
fn all_of(duty: &Duty, hands: &[Hand], pieces: &[Piece], effort: u32) -> Vec<Placed> {
    if pieces.is_empty() {
        let never = Span { start: NEVER, finish: NEVER };
        return vec![Placed { effort, ..whole(duty, (hands[0].person, hands[0].share), never) }];
    }
    placed(hands, pieces, effort)
}

/// What these spans cover.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.finish => last.finish = last.finish.max(span.finish),
            _ => merged.push(span),
        }
    }
    merged
}
