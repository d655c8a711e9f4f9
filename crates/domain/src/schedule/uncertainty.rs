//! Uncertainty: when a project would be finished if efforts fell out as their ranges allow, found by trying many times
//! (Van Slyke, Monte Carlo methods and the PERT problem, 1963). Each run draws every effort and makes both
//! passes, or, where the project is leveled, places everything anew.
//!
//! A task's range ([`Estimate`](crate::Estimate)) is of its whole effort; what is left of a task in progress spreads in
//! proportion, and so does a fixed duration. What has no range, or none that its effort is in,
//! spreads as [`Spread`] says. Efforts fall independently of
//! each other. Chance comes from the seed alone: the same seed gives the same runs however they are shared out.

mod chance;
mod forecast;
mod policy;
mod spread;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::chance::{Luck, key};
use self::policy::Policy;
use self::spread::{Beta, Factor};
use super::axis::Axis;
use super::clock::{CREW, Clock, Lines};
use super::items::{Items, Part};
use super::model::Model;
use super::passes::{Passes, passes};
use super::timetable::Timetable;
use crate::id::TaskId;
use crate::project::Project;

pub use forecast::{Forecast, Influence};
pub use spread::{Shape, Spread};

/// A project whose efforts can be drawn. It can be shared between threads.
#[derive(Debug)]
pub struct Uncertainty {
    axis: Axis,
    items: Items,
    leaves: Vec<Leaf>,
    table: Option<&'static Beta>,
    /// The finish when everything takes as long as planned.
    planned: i64,
    /// How tasks are placed where the project is leveled.
    policy: Option<Policy>,
}

/// A work package or milestone that is not done.
#[derive(Debug, Clone, Copy)]
struct Leaf {
    id: TaskId,
    opening: u32,
    closing: u32,
    key: u64,
    /// `None` takes the time it takes.
    factor: Option<Factor>,
}

/// What came of some of the runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runs {
    seed: u64,
    /// The finish of each run, under its number.
    finishes: Vec<(u32, i64)>,
    /// By leaf, in how many runs it was critical.
    critical: Vec<u32>,
}

impl Runs {
    /// These and others of the same project and seed.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.finishes.extend(others.finishes);
        self.finishes.sort_unstable();
        self.critical.iter_mut().zip(others.critical).for_each(|(mine, more)| *mine += more);
        self
    }
}

impl Uncertainty {
    /// What can be drawn of a project that `model` was made from; `None` while its links have cycles.
    pub fn of(project: &Project, model: &Model, spread: Spread) -> Option<Self> {
        Some(Self::over(project, model.timetable(project.network())?, spread))
    }

    fn over(project: &Project, table: Timetable, spread: Spread) -> Self {
        let mut leaves = Vec::new();
        for task in project.walk().map(|met| met.task).filter(|task| !task.status.is_closed()) {
            let Some(&slot) = table.slots.get(&task.id).filter(|_| !project.is_summary(task.id)) else {
                continue;
            };
            let (opening, closing) = table.places(slot);
            let works = table.items.all[opening].need > 0;
            leaves.push(Leaf {
                id: task.id,
                opening: opening as u32,
                closing: closing as u32,
                key: key(task.id),
                factor: works.then(|| Factor::of(task, spread)),
            });
        }
        let shape = (spread.shape == Shape::Pert).then(Beta::table);
        Self {
            planned: table.passes.makespan,
            axis: table.axis,
            items: table.items,
            leaves,
            table: shape,
            policy: None,
        }
    }

    /// Makes these runs.
    pub fn runs(&self, seed: u64, numbers: Range<u32>) -> Runs {
        let mut runs = Runs { seed, finishes: Vec::new(), critical: vec![0; self.leaves.len()] };
        if let Some((policy, woven)) = self.policy.as_ref().and_then(|policy| Some((policy, policy.woven()?)))
        {
            self.leveled_runs(policy, &woven, &mut runs, numbers);
            return runs;
        }
        let mut items = self.items.clone();
        match &self.axis {
            Axis::Plain(time) => {
                for number in numbers {
                    self.draw(Luck::of(seed, number), &mut items, None);
                    self.note(number, &items, time, &mut runs);
                }
            }
            Axis::Woven(woven) => {
                let mut lines = woven.lines.clone();
                for number in numbers {
                    self.draw(Luck::of(seed, number), &mut items, Some((&woven.lines, &mut lines)));
                    self.note(number, &items, &lines, &mut runs);
                }
            }
        }
        runs
    }

    /// Gives every item, and every member of a crew, the work that falls to it.
    fn draw(&self, luck: Luck, items: &mut Items, mut crews: Option<(&Lines, &mut Lines)>) {
        for leaf in &self.leaves {
            let Some(factor) = leaf.factor else { continue };
            let factor = factor.at(luck.of_task(leaf.key), self.table);
            let drawn = |need: i64| ((need as f64 * factor).round() as i64).max(1);
            let planned = self.items.all[leaf.opening as usize];
            match &mut crews {
                Some((before, after)) if planned.line & CREW != 0 => {
                    let shares = after.crew_mut(planned.line).iter_mut();
                    shares.zip(before.crew(planned.line)).for_each(|(a, b)| a.need = drawn(b.need));
                }
                _ => {
                    let need = drawn(planned.need);
                    items.all[leaf.opening as usize].need = need;
                    items.all[leaf.closing as usize].need = need;
                }
            }
        }
    }

    fn note<C: Clock>(&self, number: u32, items: &Items, clock: &C, runs: &mut Runs) {
        let found = passes(items, clock);
        runs.finishes.push((number, found.makespan));
        for (leaf, critical) in self.leaves.iter().zip(&mut runs.critical) {
            *critical += u32::from(is_critical(leaf, items, clock, &found));
        }
    }
}

fn is_critical<C: Clock>(leaf: &Leaf, items: &Items, clock: &C, found: &Passes) -> bool {
    let item = &items.all[leaf.opening as usize];
    let none = |from: i64, to: i64| to <= from || clock.between(item, from, to) <= 0;
    let (opening, closing) = (leaf.opening as usize, leaf.closing as usize);
    let placed = found.placed();
    none(placed[opening].start, found.late[opening].start)
        || (item.part != Part::Whole && none(placed[closing].finish, found.late[closing].finish))
}
