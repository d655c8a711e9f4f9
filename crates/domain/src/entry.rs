//! Entries: the place of a change in a project's log. The log is the truth; an entry is never rewritten.

use jiff::Timestamp;

use crate::id::{PatchId, ProjectId};
use crate::patch::Patch;
use crate::version::{Author, Version};

/// A change that was appended: the patch, its inverse, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The version this entry made.
    pub version: Version,
    /// When it was appended.
    pub at: Timestamp,
    /// What changed.
    pub patch: Patch,
    /// What takes it back.
    pub inverse: Patch,
}

impl Entry {
    /// The project whose log this is part of.
    pub fn project(&self) -> ProjectId {
        self.patch.project
    }

    /// The id of the patch that was appended.
    pub fn patch_id(&self) -> PatchId {
        self.patch.id
    }

    /// The entry this one reverts, if it is a revert.
    pub fn reverts(&self) -> Option<Version> {
        self.patch.reverts
    }

    /// Who made the change.
    pub fn author(&self) -> &Author {
        &self.patch.author
    }
}
