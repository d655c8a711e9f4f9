//! Forecasts: by when a project is finished how surely, when efforts fall out as their ranges allow. Nothing is stored.

use std::ops::Range;
use std::thread;

use planwright_domain::schedule::{Forecast, Runs, Spread, Uncertainty};

use crate::Refused;
use crate::schedule::Schedule;

/// More runs than this tell nothing more.
pub const MOST_RUNS: u32 = 100_000;

/// As many runs at least are made before they are told.
const LEAST_BLOCK: u32 = 16;

/// No more threads than this.
const MOST_THREADS: usize = 8;

/// Draws the efforts of a project so many times; where its schedule is leveled people's time is minded in every run. The
/// same seed and runs give the same forecast on every machine. `told` hears now and then how many more runs were made.
///
/// # Errors
/// [`Refused::Senseless`] for no runs or too many, or while the dependencies go round in a circle.
pub fn forecast(
    of: &Schedule,
    runs: u32,
    seed: u64,
    spread: Spread,
    told: &(dyn Fn(u32) + Sync),
) -> Result<Forecast, Refused> {
    if runs == 0 || runs > MOST_RUNS {
        return Err(Refused::senseless(
            format!("wanted from 1 to {MOST_RUNS} runs, got {runs}"),
            "1000 are plenty",
        ));
    }
    let uncertain = match &of.leveled {
        Some(leveled) => Uncertainty::leveled(&of.project, &of.model, &leveled.roster, &of.taken, spread),
        None => Uncertainty::of(&of.project, &of.model, spread),
    };
    let Some(uncertain) = uncertain else {
        return Err(Refused::senseless(
            "wanted a forecast, but the dependencies go round in a circle",
            "remove one of them with: planwright unlink",
        ));
    };
    Ok(uncertain.forecast(&shared_out(&uncertain, runs, seed, told)))
}

/// The runs, shared out over the processors there are; how, makes no difference to them.
fn shared_out(uncertain: &Uncertainty, runs: u32, seed: u64, told: &(dyn Fn(u32) + Sync)) -> Runs {
    let threads = thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS)) as u32;
    let part = |nth: u32| {
        let at = |nth: u32| (u64::from(runs) * u64::from(nth) / u64::from(threads)) as u32;
        at(nth)..at(nth + 1)
    };
    let made = |nth: u32| in_blocks(uncertain, part(nth), seed, told);
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|nth| (nth, thread::Builder::new().spawn_scoped(scope, move || made(nth))))
            .collect();
        let mine = made(0);
        others.into_iter().fold(mine, |all, (nth, other)| {
            let other = other.ok().and_then(|other| other.join().ok());
            all.and(other.unwrap_or_else(|| made(nth)))
        })
    })
}

/// Runs one block after the other, each told when it is made.
fn in_blocks(uncertain: &Uncertainty, runs: Range<u32>, seed: u64, told: &(dyn Fn(u32) + Sync)) -> Runs {
    let block = (runs.len() as u32 / 100).max(LEAST_BLOCK);
    let none = uncertain.runs(seed, runs.start..runs.start);
    runs.clone().step_by(block as usize).fold(none, |all, from| {
        let to = from.saturating_add(block).min(runs.end);
        let made = uncertain.runs(seed, from..to);
        told(to - from);
        all.and(made)
    })
}
