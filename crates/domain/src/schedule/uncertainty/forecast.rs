//! What many runs say together: by when, how surely, and which tasks decide it. It holds no reference to the project.

use jiff::civil::Date;

use super::{Leaf, Runs, Uncertainty};
use crate::id::TaskId;
use crate::schedule::axis::Axis;
use crate::schedule::timetable::last_day;
use crate::schedule::uncertainty::chance::Luck;

/// Finishes by how sure they are, and what moves them.
#[derive(Debug)]
pub struct Forecast {
    axis: Axis,
    /// Ascending.
    pub(super) finishes: Vec<i64>,
    pub(super) planned: i64,
    /// The most telling first.
    pub influences: Vec<Influence>,
}

/// How much a task decides about the project's finish.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Influence {
    /// The task.
    pub id: TaskId,
    /// In what share of the runs it was critical (the criticality index of Martin, 1965).
    pub criticality: f64,
    /// How its effort and the finish go together, from -1 to 1: their rank correlation (the cruciality of Williams, 1992).
    /// 0 for what has no range.
    pub cruciality: f64,
}

impl Forecast {
    /// The day by whose end the project is finished in so many per cent of the runs.
    pub fn finish(&self, percent: u32) -> Date {
        last_day(self.axis.closing(self.quantile(percent)))
    }

    /// The project's working minutes to that finish.
    pub fn makespan(&self, percent: u32) -> i64 {
        self.axis.worked(self.quantile(percent))
    }

    /// In what share of the runs the project is finished by the end of a day.
    pub fn probability(&self, deadline: Date) -> f64 {
        self.share_by(self.axis.end_of(deadline))
    }

    /// In what share of the runs it is finished when the plan, with every effort as planned, says.
    pub fn probability_of_plan(&self) -> f64 {
        self.share_by(self.planned)
    }

    /// The day the plan says.
    pub fn planned_finish(&self) -> Date {
        last_day(self.axis.closing(self.planned))
    }

    /// The project's working minutes to its finish, on the average.
    pub fn mean(&self) -> f64 {
        let sum: f64 = self.finishes.iter().map(|&finish| self.axis.worked(finish) as f64).sum();
        sum / self.finishes.len().max(1) as f64
    }

    /// How many runs were made.
    pub fn runs(&self) -> usize {
        self.finishes.len()
    }

    pub(super) fn share_by(&self, end: i64) -> f64 {
        let by = self.finishes.partition_point(|&finish| finish <= end);
        by as f64 / self.finishes.len().max(1) as f64
    }

    /// The finish that so many per cent of the runs keep: of `n` runs the one at place ⌈n · percent⌉.
    pub(super) fn quantile(&self, percent: u32) -> i64 {
        let place = (self.finishes.len() as u64 * u64::from(percent.min(100))).div_ceil(100);
        self.finishes.get((place as usize).saturating_sub(1)).copied().unwrap_or(self.planned)
    }
}

impl Uncertainty {
    /// What all the runs say together.
    pub fn forecast(&self, runs: &Runs) -> Forecast {
        let mut finishes: Vec<i64> = runs.finishes.iter().map(|&(_, finish)| finish).collect();
        finishes.sort_unstable();
        let ranks = Ranks::of(runs, &finishes);
        let count = finishes.len().max(1) as f64;
        let mut influences: Vec<Influence> = self
            .leaves
            .iter()
            .zip(&runs.critical)
            .filter(|(_, critical)| **critical > 0)
            .map(|(leaf, &critical)| Influence {
                id: leaf.id,
                criticality: f64::from(critical) / count,
                cruciality: ranks.with(leaf),
            })
            .collect();
        influences.sort_by(|a, b| {
            let key = |i: &Influence| (i.cruciality, i.criticality);
            key(b).partial_cmp(&key(a)).unwrap_or(std::cmp::Ordering::Equal).then(a.id.cmp(&b.id))
        });
        Forecast { axis: self.axis.clone(), finishes, planned: self.planned, influences }
    }
}

/// The runs by rank of their finish.
struct Ranks {
    /// The luck of each run, and its rank less the mean rank.
    runs: Vec<(Luck, f64)>,
    /// The sum of their squares.
    squares: f64,
}

impl Ranks {
    /// Equal finishes share the mean of their ranks.
    fn of(runs: &Runs, sorted: &[i64]) -> Self {
        let middle = (sorted.len() as f64 - 1.0) / 2.0;
        let rank = |finish: i64| {
            let below = sorted.partition_point(|&other| other < finish);
            let up_to = sorted.partition_point(|&other| other <= finish);
            (below + up_to - 1) as f64 / 2.0 - middle
        };
        let ranked = runs.finishes.iter().map(|&(run, finish)| (Luck::of(runs.seed, run), rank(finish)));
        let runs: Vec<(Luck, f64)> = ranked.collect();
        let squares = runs.iter().map(|(_, rank)| rank * rank).sum();
        Self { runs, squares }
    }

    /// The correlation with how a task fell. Effort rises with luck that is even from 0 to 1, so that luck stands for the
    /// rank of the effort.
    fn with(&self, leaf: &Leaf) -> f64 {
        if self.squares == 0.0 || leaf.factor.is_none_or(|factor| !factor.is_open()) {
            return 0.0;
        }
        let fell = || self.runs.iter().map(|(luck, rank)| (luck.of_task(leaf.key), rank));
        let mean = fell().map(|(luck, _)| luck).sum::<f64>() / self.runs.len() as f64;
        let (mut both, mut own) = (0.0, 0.0);
        for (luck, rank) in fell() {
            both += (luck - mean) * rank;
            own += (luck - mean) * (luck - mean);
        }
        if own == 0.0 { 0.0 } else { both / (own * self.squares).sqrt() }
    }
}
