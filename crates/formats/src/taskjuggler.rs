//! TaskJuggler projects (.tjp, .tji), read and written: nested scopes, dependencies, efforts, macros; all of TaskJuggler 3
//! and what TaskJuggler 2 wrote otherwise. Resources become names, flags labels. Must never follow a path: a text that is
//! included comes from whoever reads the folder, or is told to be missing.
//!
//! What the notation has no word for stands in attributes of our own, which a written project declares (`extend task`):
//! see `own`. A task without a key gets an id such as `_2`, which no person writes and which is read as none.

mod declared;
mod depends;
mod expand;
mod left_out;
mod means;
mod read;
mod refer;
mod staff;
mod statement;
mod task;
#[cfg(test)]
mod tests;
mod token;
mod write;

use crate::carries::{Carries, Feature as F};

pub(crate) use read::read;
pub use write::write;

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::all_but(&[
    F::ProjectRest,
    F::Ids,
    F::Archived,
    F::Ranges,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
    F::FinishToFinish,
    F::StartToFinish,
    F::Leads,
    F::Remarks,
    F::CalendarBases,
    F::SpecialHours,
    F::CalendarKeys,
    F::Baselines,
    F::BaselineNames,
]);

/// The attributes that a written project adds to tasks.
pub(crate) mod own {
    /// The key of the document a task came from, where it cannot be its id.
    pub(crate) const KEY: &str = "Key";
    /// A state other than todo and done.
    pub(crate) const STATUS: &str = "Status";
    /// The effort, where the notation cannot state it: of a summary task, or none.
    pub(crate) const ESTIMATE: &str = "Estimate";
    /// The effort spent.
    pub(crate) const SPENT: &str = "Spent";
    /// Acceptance criteria, one a line.
    pub(crate) const CRITERIA: &str = "Criteria";
    /// Labels that no flag can be, one a line.
    pub(crate) const LABELS: &str = "Labels";

    /// The duration that is fixed beside the effort, in minutes.
    pub(crate) const DURATION: &str = "Duration";
    /// The effort that is left, in minutes.
    pub(crate) const REMAINING: &str = "Remaining";
    /// All of a constraint; attributes of the notation say what of it they can.
    pub(crate) const CONSTRAINT: &str = "Constraint";
    /// When a kept schedule has the task take place.
    pub(crate) const PLANNED: &str = "Planned";
    /// That work may stop and be taken up again.
    pub(crate) const SPLIT: &str = "Interruptible";
    /// Who is put to the task, how much of each, and who else would do.
    pub(crate) const ASSIGNED: &str = "Assigned";

    /// All of them, with the words that reports show.
    pub(crate) const ALL: [(&str, &str); 12] = [
        (KEY, "Key"),
        (STATUS, "Status"),
        (ESTIMATE, "Estimate"),
        (SPENT, "Effort spent"),
        (CRITERIA, "Acceptance criteria"),
        (LABELS, "Labels"),
        (DURATION, "Fixed duration"),
        (REMAINING, "Effort left"),
        (CONSTRAINT, "Constraint"),
        (PLANNED, "Planned"),
        (SPLIT, "May be interrupted"),
        (ASSIGNED, "Assignments"),
    ];
    /// The attribute that a written project adds to resources: what the notation cannot say of them.
    pub(crate) const PERSON: &str = "Person";
    /// The kind of a leave that comes back every year, as it stands in the calendar, and of what only repeats it.
    pub(crate) const YEARLY: &str = "special";
    /// The kind of a leave that is no part of a calendar: what comes back, and days before the start.
    pub(crate) const REPEATED: &str = "project";
    /// The id of a written project.
    pub(crate) const PROJECT: &str = "planwright";
    /// What stands as estimate where there is none.
    pub(crate) const NO_ESTIMATE: &str = "none";
    /// The headline of the entry that holds the project's summary.
    pub(crate) const SUMMARY: &str = "Summary";
}

/// Whether a text is plainly a TaskJuggler project, or a part of one.
pub(crate) fn looks_like(text: &str) -> bool {
    let mut opened = false;
    for line in text.lines() {
        let line = line.trim();
        opened |= opens(line);
        if opened && (line.contains('}') || line.starts_with("depends") || line.starts_with("effort")) {
            return true;
        }
    }
    false
}

/// `project id "Title" …` or `task id "Title"`, with a brace behind it.
fn opens(line: &str) -> bool {
    let rest = ["project ", "task ", "supplement task "].iter().find_map(|word| line.strip_prefix(word));
    let Some(rest) = rest.map(str::trim_start) else { return false };
    let named = rest[expand::name(rest).len()..].trim_start();
    let braced = line.ends_with('{') || (line.contains('{') && line.ends_with('}'));
    let dated = line.starts_with("project ") && line.bytes().filter(u8::is_ascii_digit).count() >= 6;
    let titled = named.len() > 2 && named.starts_with(['"', '\'']);
    titled && (braced || dated) || (line.starts_with("supplement ") && braced)
}
