//! Entries of a project's log. Each is whole in itself: the change and what takes it back.

use jiff::Timestamp;
use planwright_domain::{Entry, Patch, Version};

use crate::fault::{WireError, document};
use crate::object::object;
use crate::shape::{Unknown, Written};

/// The schema an entry names.
pub const ENTRY_SCHEMA: &str = "planwright/entry/v1";

object!(Entry, "entry", "planwright/entry/v1", {
    needed version: Version = "version", "The version this entry made.";
    needed at: Timestamp = "at", "When it was appended (UTC).";
    needed patch: Patch = "patch", "What changed.";
    needed inverse: Patch = "inverse", "What takes it back.";
});

/// Writes an entry.
pub fn entry_to_json(entry: &Entry) -> String {
    crate::write(&Written(entry))
}

/// Reads an entry.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn entry_from_json(text: &str) -> Result<Entry, WireError> {
    document(text, ENTRY_SCHEMA, Unknown::Refused)
}
