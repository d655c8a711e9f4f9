//! Whether a deadline holds, in words. Days are those the project works on, however long each is.

use jiff::civil::Date;
use planwright::domain::schedule::Verdict;
use planwright::usecases::schedule::Schedule;

use super::words::{count, effort};

/// Whether a schedule finishes by the end of a day, and by how much: `holds with 2 working days to spare`.
pub(super) fn verdict(schedule: &Schedule, deadline: Date) -> (bool, String) {
    let (days, whole) = schedule.days_from_finish(deadline);
    let per_day = schedule.project.meta().minutes_per_day;
    let much = |minutes: i64| match days {
        0 | 1 if minutes < whole || days == 0 => {
            format!("{} of work", effort(minutes.unsigned_abs(), per_day))
        }
        days => count(days.max(1) as usize, "working day"),
    };
    match schedule.verdict(deadline) {
        Verdict::Holds { spare: 0 } => (true, "holds, with nothing to spare".to_owned()),
        Verdict::Holds { spare } => (true, format!("holds with {} to spare", much(spare))),
        Verdict::Misses { by } => (false, format!("missed by {}", much(by))),
    }
}
