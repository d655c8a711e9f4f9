//! Entries: the place of a change in a project's log. The log is the truth; an entry is never rewritten.

use std::fmt;

use jiff::Timestamp;

use crate::id::{PatchId, ProjectId};
use crate::patch::Patch;

/// The number of an entry in its project's log. Version 0 is the project before its creation, 1 its creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Version(pub u64);

impl Version {
    /// The creation of a project.
    pub const CREATION: Self = Self(1);

    /// The version after this one. There is none after the largest number, which stays as it is: a patch may come from
    /// anywhere and claim any base.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who made a change: a person, a program or a model, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author(String);

impl Author {
    /// The author of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The author's name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

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
