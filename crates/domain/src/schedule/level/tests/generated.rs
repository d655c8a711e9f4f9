//! Project instances made like those of the literature (Kolisch, Sprecher and Drexl, Characterization and generation of a
//! general class of resource-constrained project scheduling problems, 1995): by seed, network complexity, resource factor
//! and resource strength. None is a published one.

use super::super::Problem;
use super::super::dice::Dice;

/// What an instance is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) activities: u32,
    /// Links for each activity, in tenths.
    pub(super) complexity: u32,
    /// How many of the four resources an activity needs on average, per cent.
    pub(super) factor: u32,
    /// How plentiful resources are: 0 gives what the greediest activity needs, 100 what all need that go on together if
    /// each is done as early as it can, by and large.
    pub(super) strength: u32,
    pub(super) seed: u64,
}

const RESOURCES: u32 = 4;

impl Shape {
    pub(super) fn problem(self) -> Problem {
        let mut dice = Dice::new(self.seed);
        let durations: Vec<u32> = (0..self.activities).map(|_| dice.between(1, 10)).collect();
        let mut links: Vec<(u32, u32)> = Vec::new();
        for _ in 0..self.activities * self.complexity / 10 {
            let to = dice.between(1, self.activities - 1);
            // Those a little before it: a plan is longer than it is wide.
            let from = to - dice.between(1, to.min(self.activities / 4 + 1));
            if !links.contains(&(from, to)) {
                links.push((from, to));
            }
        }
        let mut demand = || if dice.per_mille(self.factor * 10) { dice.between(1, 10) } else { 0 };
        let demands: Vec<u32> = (0..self.activities * RESOURCES).map(|_| demand()).collect();
        let column = |resource: u32| demands.iter().skip(resource as usize).step_by(RESOURCES as usize);
        let capacities = (0..RESOURCES).map(|resource| {
            let most = column(resource).max().copied().unwrap_or(0).max(1);
            let plenty = column(resource).sum::<u32>() / 4;
            most + plenty.saturating_sub(most) * self.strength / 100
        });
        let capacities = capacities.collect();
        Problem::new(durations, &links, capacities, demands).expect("links lead upwards, demands fit")
    }
}
