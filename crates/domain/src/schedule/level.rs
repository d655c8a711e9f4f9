//! Leveling: placing activities so that no link and no capacity is violated and all are finished as early as the budget
//! lets it find, with a proven bound on how much better it could be. Pure and repeatable: chance comes from the seed, and
//! the only clock is the caller's `should_stop`.
//!
//! [`level`] works on a [`Problem`] of whole periods and constant capacities. Whoever places activities in another way
//! (by calendars, say) gives the same [`search`] a [`Decoder`] of their own.

mod arrange;
mod bound;
mod decoder;
mod dice;
mod packed;
mod packing;
mod problem;
mod room;
mod rules;
mod search;
#[cfg(test)]
mod tests;
mod tuning;
mod verify;

pub use decoder::{Decoder, Way};
pub use problem::{LONGEST, Problem, Unfit};
pub use search::{Budget, Found, search};
pub use verify::{Fault, verify};

use packed::Packed;
use packing::{Level, MOST_WORDS, Packing};

/// A schedule that keeps to links and capacities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leveled {
    /// When each activity starts.
    pub starts: Vec<u32>,
    /// When the last is finished.
    pub makespan: u32,
    /// No schedule is shorter than this.
    pub lower_bound: u32,
    /// How many schedules were made to find it.
    pub schedules: u64,
}

impl Leveled {
    /// How much longer than the best possible it is at most, in per cent of the bound.
    pub fn at_most_above(&self) -> f64 {
        (f64::from(self.makespan) / f64::from(self.lower_bound.max(1)) - 1.0).max(0.0) * 100.0
    }
}

/// Levels a problem within the budget. `should_stop` is asked before every schedule but the first.
pub fn level(problem: &Problem, budget: Budget, should_stop: &mut dyn FnMut() -> bool) -> Leveled {
    let packing = Packing::new(problem.capacities());
    match packing.len() {
        _ if packing.bits() <= u32::BITS => packed::<u32>(problem, &packing, budget, should_stop),
        0..=1 => packed::<[u64; 1]>(problem, &packing, budget, should_stop),
        2 => packed::<[u64; 2]>(problem, &packing, budget, should_stop),
        3..=4 => packed::<[u64; 4]>(problem, &packing, budget, should_stop),
        5..=8 => packed::<[u64; 8]>(problem, &packing, budget, should_stop),
        9..=16 => packed::<[u64; 16]>(problem, &packing, budget, should_stop),
        _ => packed::<[u64; MOST_WORDS]>(problem, &packing, budget, should_stop),
    }
}

fn packed<L: Level>(
    problem: &Problem,
    packing: &Packing,
    budget: Budget,
    should_stop: &mut dyn FnMut() -> bool,
) -> Leveled {
    let lower_bound = bound::lower_bound(problem, effort(problem, budget));
    let mut packed = Packed::<L>::new(problem, packing);
    let found = search(&mut packed, budget, lower_bound, should_stop);
    Leveled {
        starts: packed.starts(&found.finish),
        makespan: found.length,
        lower_bound,
        schedules: found.schedules,
    }
}

/// How many steps the bound may take: a small part of what the search may.
fn effort(problem: &Problem, budget: Budget) -> u64 {
    budget.schedules.saturating_mul(problem.len() as u64) / 8
}
