//! What matters more goes first, where that costs nothing else: in the best schedule there is, what comes before something
//! that matters more in the time of the same people is put behind it, and that is kept when nothing asked for is later.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::super::level::Budget;
use super::{Placer, Span};

/// What share of the schedules is kept for this.
const SHARE: u64 = 4;

/// Places that are tried for one task.
const MOST_PLACES: usize = 12;

impl Placer<'_> {
    /// How much of a budget there is for finding a short schedule, when the rest is for what matters more than other
    /// tasks. Where nothing does that is all of it.
    pub(in super::super) fn before_priorities(&self, budget: Budget) -> Budget {
        let kept = if self.aims.graded().is_empty() { 0 } else { budget.schedules / SHARE };
        Budget { schedules: budget.schedules - kept, ..budget }
    }

    /// Brings what matters more forward in the best schedule there is, in so many schedules at most; how many it took.
    /// `early` is when everything would be if nobody were short.
    pub(in super::super) fn prefer(
        &mut self,
        early: &[Span],
        schedules: u64,
        should_stop: &mut dyn FnMut() -> bool,
    ) -> u64 {
        let mut made = 0;
        loop {
            let before = self.cost;
            let mut graded: Vec<_> = self.aims.graded().to_vec();
            graded.sort_by_key(|&(at, grade)| (grade, self.best.0[at as usize].start, at));
            // Looking for places takes time as well, however many are found.
            graded.truncate(schedules.saturating_sub(made).try_into().unwrap_or(usize::MAX));
            for (at, _) in graded {
                let moved = self.with_all_before(at);
                for place in self.places(at, &moved, early) {
                    if made >= schedules || should_stop() {
                        return made;
                    }
                    made += 1;
                    if self.brought_forward(&moved, place) {
                        break;
                    }
                }
            }
            if self.cost == before {
                return made;
            }
        }
    }

    /// Places everything anew, some of it from a moment on before all else; whether that is better.
    fn brought_forward(&mut self, moved: &BTreeSet<u32>, place: i64) -> bool {
        let (spans, before) = (&self.best.0, self.cost);
        let order = self.sequence(|at| {
            let start = spans[at as usize].start;
            let first = moved.contains(&at) && start >= place;
            (if first { place } else { start }, Reverse(first), start)
        });
        self.pass(&order) < before
    }

    /// An item with all that has to be placed before it.
    fn with_all_before(&self, at: u32) -> BTreeSet<u32> {
        let (mut found, mut open) = (BTreeSet::new(), vec![at]);
        while let Some(at) = open.pop() {
            if found.insert(at) {
                open.extend(self.before.list(at));
            }
        }
        found
    }

    /// From when on something else takes the time of those who do an item, or what is before it, and matters less; the
    /// earliest first.
    fn places(&self, at: u32, moved: &BTreeSet<u32>, early: &[Span]) -> Vec<i64> {
        let (spans, _, stints) = &self.best;
        let people = |at: u32| stints[at as usize].iter().map(|stint| stint.person);
        let wanted: BTreeSet<u32> = moved.iter().flat_map(|&at| people(at)).collect();
        let priority = |at: u32| self.model.duties(self.items.all[at as usize].slot).priority;
        let (own, start) = (priority(at), spans[at as usize].start);
        let begins = moved.iter().map(|&at| early[at as usize].start).min().unwrap_or(0);
        let before = (0..spans.len() as u32).filter(|&other| {
            let span = spans[other as usize];
            span.start < start
                && span.finish > begins
                && people(other).any(|person| wanted.contains(&person))
                && priority(other) < own
                && !moved.contains(&other)
                && !self.is_firm(other)
        });
        let places: BTreeSet<i64> = before.map(|other| spans[other as usize].start).collect();
        let every = places.len().div_ceil(MOST_PLACES).max(1);
        places.into_iter().step_by(every).collect()
    }
}
