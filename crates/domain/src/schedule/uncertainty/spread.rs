//! How far efforts spread: from three points to a distribution, and from an even chance to how long it takes. Only exact
//! operations (`+ - * /` and square roots) are used, so that the same seed gives the same dates on every machine.

use std::sync::LazyLock;

use crate::task::{Estimate, Task};

/// How the likely value pulls between the lowest and the highest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shape {
    /// The beta distribution of PERT (Malcolm et al., 1959): the mean is (low + 4 likely + high) / 6.
    #[default]
    Pert,
    /// Straight lines from the lowest up to the likely and down to the highest: the mean is their average.
    Triangular,
}

/// What is taken for granted of estimates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// How the three points become a distribution.
    pub shape: Shape,
    /// The least a task without a range takes, in per cent of its effort.
    pub low: u32,
    /// The most it takes, in per cent of its effort, which is its likely value.
    pub high: u32,
}

/// Work seldom takes much less than was thought, and often takes more.
impl Default for Spread {
    fn default() -> Self {
        Self { shape: Shape::Pert, low: 75, high: 200 }
    }
}

impl Spread {
    /// By how many minutes more than so many a task may take, as far as its range, or else this, goes.
    pub fn margin(self, task: &Task, minutes: i64) -> i64 {
        let Factor { low, width, .. } = Factor::of(task, self);
        ((low + width - 1.0).max(0.0) * minutes.max(0) as f64).round() as i64
    }
}

/// How many times longer a task takes than was planned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Factor {
    low: f64,
    width: f64,
    /// Where between low and high the likely value is, from 0 to 1.
    mode: f64,
}

impl Factor {
    /// That of a task; its range is taken relative to its effort. A range without width says no more than the effort does,
    /// and one that does not hold the effort is of an effort that was changed since.
    pub(super) fn of(task: &Task, spread: Spread) -> Self {
        let own = task.effort.filter(|&effort| effort > 0).zip(task.estimate);
        let own =
            own.filter(|(effort, range)| range.low < range.high && (range.low..=range.high).contains(effort));
        let [low, likely, high] = match own {
            Some((effort, Estimate { low, likely, high, .. })) => {
                [low, likely, high].map(|minutes| f64::from(minutes) / f64::from(effort))
            }
            None => [spread.low, 100, spread.high].map(|percent| f64::from(percent) / 100.0),
        };
        let (likely, high) = (likely.max(low), high.max(likely).max(low));
        let width = high - low;
        Self { low, width, mode: if width > 0.0 { (likely - low) / width } else { 0.0 } }
    }

    /// Whether it may take more or less.
    pub(super) fn is_open(self) -> bool {
        self.width > 0.0
    }

    /// The factor that `chance`, from 0 to 1, falls on.
    pub(super) fn at(self, chance: f64, table: Option<&Beta>) -> f64 {
        let along = match table {
            Some(table) => table.quantile(self.mode, chance),
            None => triangular(self.mode, chance),
        };
        self.low + self.width * along
    }
}

fn triangular(mode: f64, chance: f64) -> f64 {
    if chance < mode { (chance * mode).sqrt() } else { 1.0 - ((1.0 - chance) * (1.0 - mode)).sqrt() }
}

/// Likely values the table holds, evenly from 0 to 1. Powers in eighths are square roots of square roots.
const MODES: usize = 33;
/// Quantiles it holds of each, closer together where the density runs out.
const QUANTILES: usize = 257;
/// Steps in which a density is summed up.
const STEPS: usize = 2048;

/// Quantiles of the beta distributions of PERT. Between two modes they are mixed in proportion, which keeps the mean exact.
#[derive(Debug)]
pub(super) struct Beta(Vec<f64>);

static TABLE: LazyLock<Beta> = LazyLock::new(|| {
    let mut all = Vec::with_capacity(MODES * QUANTILES);
    (0..MODES).for_each(|mode| quantiles(mode, &mut all));
    Beta(all)
});

impl Beta {
    /// The table, which is the same for everybody and made once.
    pub(super) fn table() -> &'static Self {
        &TABLE
    }

    fn quantile(&self, mode: f64, chance: f64) -> f64 {
        let (row, aside) = split(mode, MODES);
        let (column, along) = split(spaced(chance), QUANTILES);
        let of = |row: usize| {
            let at = row * QUANTILES + column;
            self.0[at] + along * (self.0[at + 1] - self.0[at])
        };
        let one = of(row);
        if aside > 0.0 { one + aside * (of(row + 1) - one) } else { one }
    }
}

/// The place of a share among so many points, and how far it is on the way to the next.
fn split(share: f64, points: usize) -> (usize, f64) {
    let place = share.clamp(0.0, 1.0) * (points - 1) as f64;
    let at = (place as usize).min(points - 2);
    (at, place - at as f64)
}

/// Where a chance stands among the quantiles.
fn spaced(chance: f64) -> f64 {
    if chance < 0.5 { (chance / 2.0).sqrt() } else { 1.0 - ((1.0 - chance) / 2.0).sqrt() }
}

/// The chance at a place among the quantiles: the inverse of [`spaced`].
fn chance_at(place: f64) -> f64 {
    if place < 0.5 { 2.0 * place * place } else { 1.0 - 2.0 * (1.0 - place) * (1.0 - place) }
}

/// The quantiles of the distribution whose density is x^4m (1 - x)^4(1 - m), m being `mode` thirty-seconds.
fn quantiles(mode: usize, into: &mut Vec<f64>) {
    let eighth = |x: f64| x.sqrt().sqrt().sqrt();
    let power = |x: f64, n: usize| std::iter::repeat_n(eighth(x), n).product::<f64>();
    let density = |x: f64| power(x, mode) * power(1.0 - x, MODES - 1 - mode);
    let mut sums = Vec::with_capacity(STEPS + 1);
    let (mut sum, mut last) = (0.0, density(0.0));
    sums.push(0.0);
    for step in 1..=STEPS {
        let here = density(step as f64 / STEPS as f64);
        sum += (last + here) / 2.0;
        last = here;
        sums.push(sum);
    }
    let mut step = 0;
    for nth in 0..QUANTILES {
        let wanted = sum * chance_at(nth as f64 / (QUANTILES - 1) as f64);
        while step + 1 < STEPS && sums[step + 1] < wanted {
            step += 1;
        }
        let rise = sums[step + 1] - sums[step];
        let along = if rise > 0.0 { ((wanted - sums[step]) / rise).clamp(0.0, 1.0) } else { 0.0 };
        into.push((step as f64 + along) / STEPS as f64);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn moments(factor: Factor, table: Option<&Beta>) -> (f64, f64) {
        let drawn: Vec<f64> =
            (0..20_000).map(|n| factor.at((f64::from(n) + 0.5) / 20_000.0, table)).collect();
        let mean = drawn.iter().sum::<f64>() / 20_000.0;
        (mean, drawn.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0)
    }

    fn of(low: u32, likely: u32, high: u32) -> Factor {
        let estimate = Some(Estimate { low, likely, high, confidence: None });
        let task = Task { effort: Some(likely), estimate, ..Task::new(crate::id::TaskId::from_bits(1), "") };
        Factor::of(&task, Spread::default())
    }

    proptest! {
        /// Law: the mean is that of PERT, and the variance that of its beta distribution.
        #[test]
        fn three_points_have_the_mean_of_pert(low in 1u32..400, up in 0u32..400, more in 1u32..400) {
            let (likely, high) = (low + up, low + up + more);
            let (mean, variance) = moments(of(low, likely, high), Some(Beta::table()));
            let wanted = f64::from(low + 4 * likely + high) / 6.0 / f64::from(likely);
            let width = f64::from(high - low) / f64::from(likely);
            prop_assert!((mean - wanted).abs() <= 0.002 * width + 1e-9, "mean {} of {}", mean, wanted);
            let mode = f64::from(up) / f64::from(high - low);
            let beta = (1.0 + 4.0 * mode) * (5.0 - 4.0 * mode) / 252.0 * width * width;
            prop_assert!((variance - beta).abs() <= 0.02 * beta + 1e-9, "variance {} of {}", variance, beta);
        }

        /// Law: the mean of a triangle is the average of its corners.
        #[test]
        fn a_triangle_has_its_mean(low in 1u32..400, up in 0u32..400, more in 1u32..400) {
            let (mean, _) = moments(of(low, low + up, low + up + more), None);
            let wanted = f64::from(3 * low + 2 * up + more) / 3.0 / f64::from(low + up);
            prop_assert!((mean - wanted).abs() < 0.001 * wanted);
        }

        /// Law: better luck is never a longer task, and no luck leaves the range.
        #[test]
        fn luck_stays_in_the_range(mode in 0.0f64..=1.0, a in 0.0f64..1.0, b in 0.0f64..1.0) {
            let table = Beta::table();
            let factor = Factor { low: 2.0, width: 3.0, mode };
            for table in [None, Some(table)] {
                let (low, high) = (factor.at(a.min(b), table), factor.at(a.max(b), table));
                prop_assert!(2.0 <= low && low <= high && high <= 5.0);
            }
        }
    }
}
