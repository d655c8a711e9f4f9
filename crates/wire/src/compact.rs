//! Single tasks and links as stores keep them: one JSON object each, without what is as in a new record. Fields that
//! are not known are refused, so that an older program never loses what a newer one stored.

use planwright_domain::{Link, LinkChange, Task, TaskChange};

use crate::fault::{WireError, document};
use crate::line::{Identified, Line, Whole};
use crate::shape::Unknown;

/// Writes a task as one object.
pub fn task_to_json(task: &Task) -> String {
    crate::write(&Whole::<TaskChange> { id: task.id, record: task, blank: &TaskChange::blank(task.id) })
}

/// Reads a task from one object.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn task_from_json(text: &str) -> Result<Task, WireError> {
    document(text, "", Unknown::Refused).map(Line::<TaskChange>::into_record)
}

/// Writes a link as one object.
pub fn link_to_json(link: &Link) -> String {
    crate::write(&Whole::<LinkChange> { id: link.id, record: link, blank: &LinkChange::blank(link.id) })
}

/// Reads a link from one object.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn link_from_json(text: &str) -> Result<Link, WireError> {
    document(text, "", Unknown::Refused).map(Line::<LinkChange>::into_record)
}
