//! Microsoft Project's XML (2003 to 2021), as other Gantt tools write it too: read and written. Hours win over the length of
//! a day. Must never expand an entity that a document declares, nor take what was computed for what was stated.
//!
//! What the schema has no element for stands in text fields with names of our own: see `own`.

mod calendars;
mod document;
mod notes;
mod people;
mod read;
mod row;
#[cfg(test)]
mod schedule_tests;
mod staff;
#[cfg(test)]
mod tests;
mod timing;
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
    F::CalendarBases,
    F::CalendarZones,
    F::CalendarKeys,
    F::BaselineNames,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
    F::Remarks,
]);

/// The text fields of a written project: their numbers in the schema, their names, and what they are called.
pub(crate) mod own {
    /// A field of a written project.
    pub(crate) type Field = (&'static str, &'static str, &'static str);

    /// The key of the document a task came from.
    pub(crate) const KEY: Field = ("188743731", "Text1", "Key");
    /// A state that the schema has no way to say.
    pub(crate) const STATUS: Field = ("188743734", "Text2", "Status");
    /// The effort that a summary task states itself, in minutes.
    pub(crate) const EFFORT: Field = ("188743737", "Text3", "Own effort");
    /// The effort spent, where the schema would compute it, in minutes.
    pub(crate) const SPENT: Field = ("188743740", "Text4", "Own effort spent");
    /// Labels, one a line.
    pub(crate) const LABELS: Field = ("188743743", "Text5", "Labels");
    /// Acceptance criteria, one a line.
    pub(crate) const CRITERIA: Field = ("188743746", "Text6", "Acceptance criteria");

    /// The day before which work may not begin, where a constraint says something else.
    pub(crate) const START: Field = ("188743747", "Text7", "Not before");
    /// A constraint, where the schema has no way to say all of it.
    pub(crate) const CONSTRAINT: Field = ("188743748", "Text8", "Constraint");
    /// When a kept schedule has a task take place.
    pub(crate) const PLANNED: Field = ("188743749", "Text9", "Planned");
    /// The duration that a summary task states itself, in minutes.
    pub(crate) const DURATION: Field = ("188743750", "Text10", "Own duration");
    /// That work may stop and be taken up again.
    pub(crate) const SPLIT: Field = ("188743997", "Text11", "Interruptible");

    /// All of them.
    pub(crate) const ALL: [Field; 11] =
        [KEY, STATUS, EFFORT, SPENT, LABELS, CRITERIA, START, CONSTRAINT, PLANNED, DURATION, SPLIT];

    /// The numbers of the calendars whose hours nobody stated, one a line; stands with the project as a whole.
    pub(crate) const UNSTATED: Field = ("188743998", "Text12", "Calendars without hours of their own");

    /// What the schema has no way to say of a resource.
    pub(crate) const PERSON: Field = ("205520904", "Text1", "Resource");
    /// What it has no way to say of an assignment.
    pub(crate) const ASSIGNED: Field = ("255852547", "Text1", "Assignment");

    /// The author of what is written here: its finishes are planned, and none of its dates is guessed from them.
    pub(crate) const AUTHOR: &str = "planwright";
}

/// Whether a text is a project in this schema: its root, and something only a project has.
pub(crate) fn looks_like(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if !start.starts_with('<') {
        return false;
    }
    let Some(root) = start.match_indices('<').map(|(at, _)| &start[at + 1..]).take(40).find(|t| {
        let name = t.split([' ', '>', '\n', '\r', '\t', '/']).next().unwrap_or_default();
        name.rsplit(':').next() == Some("Project")
    }) else {
        return false;
    };
    let tag = root.split('>').next().unwrap_or_default();
    // Programs build with files that begin alike.
    !tag.contains("Sdk=")
        && !tag.contains("developer/msbuild")
        && (tag.contains("schemas.microsoft.com/project") || root.contains("Tasks>"))
}
