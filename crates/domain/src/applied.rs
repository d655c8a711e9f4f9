//! The proof that a patch was checked and applied. Only `apply` makes one, so what reaches a store was checked and its
//! inverse was computed, never supplied.

use std::collections::BTreeSet;

use crate::id::{AssignmentId, BaselineId, CalendarId, LinkId, ProjectId, ResourceId, TaskId};
use crate::kinds::kinds;
use crate::patch::Patch;
use crate::record::Change;
use crate::version::Version;

/// A patch that was applied, with its inverse and what it touched.
#[must_use = "an applied patch changes nothing lasting until a store appends it"]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    patch: Patch,
    inverse: Patch,
    touched: Touched,
}

/// What a patch touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Whether the project's own fields changed.
    pub meta: bool,
    /// The tasks created, changed or deleted.
    pub tasks: BTreeSet<TaskId>,
    /// The links created, changed or deleted.
    pub links: BTreeSet<LinkId>,
    /// The calendars created, changed or deleted.
    pub calendars: BTreeSet<CalendarId>,
    /// The resources created, changed or deleted.
    pub resources: BTreeSet<ResourceId>,
    /// The assignments created, changed or deleted.
    pub assignments: BTreeSet<AssignmentId>,
    /// The baselines created, changed or deleted.
    pub baselines: BTreeSet<BaselineId>,
}

impl Applied {
    /// Invariant: `inverse` takes the result of `patch` back to where it was applied.
    pub(crate) fn new(patch: Patch, inverse: Patch) -> Self {
        macro_rules! touched {
            ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
                Touched {
                    meta: !patch.meta.is_empty(),
                    $($slot: patch.$slot.keys().copied().collect(),)*
                }
            };
        }
        let touched = kinds!(touched);
        Self { patch, inverse, touched }
    }

    /// The patch that was applied.
    pub fn patch(&self) -> &Patch {
        &self.patch
    }

    /// The patch that takes it back.
    pub fn inverse(&self) -> &Patch {
        &self.inverse
    }

    /// What it touched.
    pub fn touched(&self) -> &Touched {
        &self.touched
    }

    /// The project it belongs to.
    pub fn project(&self) -> ProjectId {
        self.patch.project
    }

    /// The version the project has after it.
    pub fn version(&self) -> Version {
        self.patch.base.next()
    }
}
