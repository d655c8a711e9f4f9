//! Which state of a project is meant, and who made it so.

use std::fmt;

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
