//! Lower bounds: how short no schedule can be, whatever the search. A length is refuted when the times that it leaves to
//! the activities cannot hold (destructive improvement, after Klein and Scholl, Computing lower bounds by destructive
//! improvement, 1999); what is refuted once is impossible for every shorter length.

mod pairs;
mod windows;

use super::problem::Problem;
use pairs::Pairs;
use windows::Windows;

/// Periods that every schedule of the problem takes at least. `effort` says how many steps, about, may be spent on it.
pub(super) fn lower_bound(problem: &Problem, effort: u64) -> u32 {
    let plain = chain(problem).max(energy(problem));
    if problem.len() > MOST_ACTIVITIES || plain > MOST_PERIODS {
        return plain;
    }
    let pairs = Pairs::of(problem);
    let mut effort = effort;
    let mut refuted = |length: u32| Windows::new(problem, length).refuted(&pairs, &mut effort);
    // First by leaps, then by halves between what is refuted and what is not.
    let (mut possible, mut leap) = (plain, 1);
    let mut unknown = loop {
        if !refuted(possible) {
            break possible;
        }
        possible += leap;
        leap *= 2;
        if possible > MOST_PERIODS {
            return possible - leap / 2 + 1;
        }
    };
    let mut bound = plain.max(unknown.saturating_sub(leap / 2) + u32::from(unknown > plain));
    while bound < unknown {
        let middle = bound + (unknown - bound) / 2;
        if refuted(middle) {
            bound = middle + 1;
        } else {
            unknown = middle;
        }
    }
    bound
}

/// The largest project whose pairs of activities are looked at.
const MOST_ACTIVITIES: usize = 1_000;

/// The longest one that is looked at period by period.
const MOST_PERIODS: u32 = 100_000;

/// The longest chain of links.
fn chain(problem: &Problem) -> u32 {
    let mut finish = vec![0u32; problem.len()];
    for &activity in problem.order() {
        let ready = problem.predecessors(activity).iter().map(|&before| finish[before as usize]).max();
        finish[activity as usize] = ready.unwrap_or(0) + problem.duration(activity);
    }
    finish.into_iter().max().unwrap_or(0)
}

/// What each resource has to give in all, by what it can give in a period.
fn energy(problem: &Problem) -> u32 {
    let periods = problem.capacities().iter().enumerate().map(|(resource, &capacity)| {
        let each = problem.order().iter().map(|&activity| {
            u64::from(problem.duration(activity)) * u64::from(problem.demands(activity)[resource])
        });
        each.sum::<u64>().div_ceil(u64::from(capacity.max(1))) as u32
    });
    periods.max().unwrap_or(0)
}
