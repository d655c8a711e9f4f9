//! Operations on tasks: splitting, merging, copying, moving, tidying. Each writes into a patch what it takes and changes
//! nothing itself; `apply` judges the result. Nothing here knows a language: titles are handed in.
//!
//! Laws: a split, a merge and a copy keep the effort of what they are made of, to the minute; what waited for what goes
//! on waiting for it; an operation that cannot keep this is barred, with the reason.

mod batch;
mod copy;
mod flatten;
mod merge;
mod place;
mod reduce;
mod share;
mod shift;
mod split;
mod staff;
mod tidy;

pub use batch::{Batch, Left, in_turn};
pub use copy::{Copying, copy};
pub use flatten::flatten;
pub use merge::{Merging, Sum, merge};
pub use place::{Place, indent, outdent, place_in};
pub use reduce::reduce;
pub use share::share;
pub use shift::{Shift, shift};
pub use split::{Part, Total, can_split, in_a_row, split};
pub use tidy::{group_wide, lift_only_children, renumber};

use crate::id::{LinkId, TaskId};
use crate::link::{Dependency, Link, LinkType};
use crate::project::Project;
use crate::task::Task;

/// Gives fresh random bits for each id that an operation needs.
pub type Mint<'a> = &'a mut dyn FnMut() -> u128;

/// Why an operation cannot be done on these tasks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Barred {
    /// Which operation.
    pub what: Operation,
    /// What was wanted and what stands in the way; lower case, no final period.
    pub message: String,
    /// The next step.
    pub hint: String,
}

/// What was to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// One task made several.
    Split,
    /// Several tasks made one.
    Merge,
    /// A task put elsewhere in the tree.
    Place,
    /// Dates moved.
    Shift,
}

impl Barred {
    fn new(what: Operation, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what, message: message.into(), hint: hint.into() }
    }

    /// A stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        match self.what {
            Operation::Split => "cannot-split",
            Operation::Merge => "cannot-merge",
            Operation::Place => "cannot-place",
            Operation::Shift => "cannot-shift",
        }
    }
}

/// The task of this id, or why there is nothing to do with it.
fn known(project: &Project, id: TaskId, what: Operation) -> Result<&Task, Barred> {
    project.task(id).ok_or_else(|| {
        Barred::new(what, "the task is not there any more", "look at the plan again: planwright tree")
    })
}

/// The links at a task, entering and leaving, in the order of their ids so that the same project gives the same patch.
fn links_at(project: &Project, id: TaskId) -> Vec<&Link> {
    let (into, out_of) = project.network().incident(id);
    let mut ids: Vec<LinkId> = into.chain(out_of).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| project.link(id)).collect()
}

/// What a link says: two that say the same are not allowed (the rule `link-twice`).
type Saying = (LinkType, TaskId, TaskId, Option<Dependency>);

fn saying(link: &Link) -> Saying {
    match link.link_type {
        LinkType::Blocks => (link.link_type, link.from, link.to, Some(link.dependency)),
        LinkType::Related | LinkType::Duplicate => {
            (link.link_type, link.from.min(link.to), link.from.max(link.to), None)
        }
    }
}
