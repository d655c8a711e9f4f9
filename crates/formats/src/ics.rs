//! iCalendar (RFC 5545, 7986, 9253), read and written: to-dos are tasks, holidays and absences events of whole days. Must never split a line where it is folded, nor take
//! an event for a task without saying so.

mod component;
mod line;
mod off;
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
    F::WorkingTime,
    F::Calendars,
    F::People,
    F::Assignments,
    F::Baselines,
    F::BaselineNames,
]);

/// What is written in words of our own, for which there are none: names of properties begin with this.
mod own {
    pub(super) const PREFIX: &str = "X-PLANWRIGHT-";
    /// How long a task lasts, and how much of its effort is left.
    pub(super) const DURATION: &str = "DURATION";
    pub(super) const REMAINING: &str = "REMAINING";
    pub(super) const CONSTRAINT: &str = "CONSTRAINT";
    pub(super) const PLANNED: &str = "PLANNED";
    pub(super) const INTERRUPTIBLE: &str = "INTERRUPTIBLE";
    /// The calendar that a day off is one of, and that it is the project's.
    pub(super) const CALENDAR: &str = "CALENDAR";
    pub(super) const OF_PROJECT: &str = "OF-PROJECT";
    /// Who is absent, and why somebody is, or what a day off is called.
    pub(super) const PERSON: &str = "PERSON";
    pub(super) const REASON: &str = "REASON";
    /// The parameter of a day that is not stated, but planned, or that of a constraint.
    pub(super) const OF_PLAN: &str = "X-OF-PLAN";
}

/// What the ids of tasks end with in a calendar.
const HOME: &str = "@planwright";

/// Whether a text is a calendar.
pub(crate) fn looks_like(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    start.get(..15).is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
        || start.get(..11).is_some_and(|s| s.eq_ignore_ascii_case("BEGIN:VTODO"))
}
