//! iCalendar (RFC 5545, 7986, 9253), read and written: to-dos are tasks. Must never split a line where it is folded, nor take
//! an event for a task without saying so.

mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use read::read;
pub use write::write;

use crate::carries::{Carries, Feature as F};

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::all_but(&[
    F::ProjectStart,
    F::Deadline,
    F::ProjectRest,
    F::Keys,
    F::Criteria,
    F::Milestones,
    F::Blocked,
    F::Archived,
    F::Ranges,
    F::Actuals,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
    F::ElapsedLags,
])
.without_schedules();

/// What the ids of tasks end with in a calendar.
const HOME: &str = "@planwright";

/// Whether a text is a calendar.
pub(crate) fn looks_like(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    start.get(..15).is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
        || start.get(..11).is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VTODO"))
}
