//! How many hours a week would be enough: the shortest longer day of the project that holds the deadline. Calendars and
//! people with hours of their own keep them.

use planwright_domain::{MetaChange, Patch};

use super::Hours;
use super::trial::Trial;
use crate::what_if::week;

/// Nobody works longer in a day.
const LONGEST_DAY: u32 = 12 * 60;

/// Days are lengthened by so many minutes at a time.
const STEP: u32 = 15;

/// The least that is enough; `None` where the longest days are not.
pub(super) fn longer(trial: &mut Trial<'_>) -> Option<Hours> {
    let meta = trial.plan.project.meta();
    let from = week(meta);
    let per_day = meta.minutes_per_day.max(1);
    let (mut low, mut high) = (0, LONGEST_DAY.checked_sub(per_day)? / STEP);
    let mut finish = trial.holds(&with(trial, per_day + high * STEP))?;
    while low + 1 < high {
        let middle = low.midpoint(high);
        match trial.holds(&with(trial, per_day + middle * STEP)) {
            Some(earlier) => (high, finish) = (middle, earlier),
            None => low = middle,
        }
    }
    let to = u64::from(from) * u64::from(per_day + high * STEP) / u64::from(per_day);
    Some(Hours { from, to: to as u32, finish })
}

/// The plan with days of this length, and a limit for the week that grows with them.
fn with(trial: &Trial<'_>, per_day: u32) -> Patch {
    let meta = trial.plan.project.meta();
    let grown =
        |limit: u32| (u64::from(limit) * u64::from(per_day) / u64::from(meta.minutes_per_day.max(1))) as u32;
    let mut patch = trial.patch();
    patch.meta = MetaChange {
        minutes_per_day: Some(per_day),
        minutes_per_week: meta.minutes_per_week.map(|limit| Some(grown(limit))),
        ..MetaChange::default()
    };
    patch
}
