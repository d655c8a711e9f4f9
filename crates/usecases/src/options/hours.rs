//! How many hours a week would be enough: the shortest longer day of the project that holds the deadline. Calendars and
//! people with hours of their own keep them.

use super::Hours;
use super::trial::Trial;
use crate::what_if::{of_weeks, week};

/// Nobody works longer in a day.
const LONGEST_DAY: u32 = 12 * 60;

/// Days are lengthened by so many minutes at a time.
const STEP: u32 = 15;

/// The least that is enough; `None` where the longest days are not.
pub(super) fn longer(trial: &mut Trial<'_>) -> Option<Hours> {
    let meta = trial.plan.project.meta();
    let (from, days) = (week(meta), meta.working_days.count());
    let step = STEP * days;
    let (mut low, mut high) = (0, (LONGEST_DAY * days).checked_sub(from)?.checked_div(step)?);
    let mut holds = |steps: u32| {
        let mut patch = trial.patch();
        patch.meta = of_weeks(meta, from + steps * step);
        trial.holds(&patch)
    };
    let mut finish = holds(high)?;
    while low + 1 < high {
        let middle = low.midpoint(high);
        match holds(middle) {
            Some(earlier) => (high, finish) = (middle, earlier),
            None => low = middle,
        }
    }
    Some(Hours { from, to: from + high * step, finish })
}
