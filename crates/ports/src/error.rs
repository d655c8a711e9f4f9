//! What can go wrong in a store, told so that a caller can branch and a person knows the next step.

use std::error::Error;
use std::path::PathBuf;

use planwright_domain::{ProjectId, ProposalId, Version};

/// A boxed cause made by an adapter.
pub type Cause = Box<dyn Error + Send + Sync>;

/// Why a store could not do what was asked. Contention is not among them: it is an expected answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such project.
    #[error("there is no project {0}")]
    NoProject(ProjectId),
    /// The project was deleted; only its tombstone is left.
    #[error("project {0} was deleted")]
    Deleted(ProjectId),
    /// The project has no such version yet.
    #[error("project {project} has no version {version}; it is at {head}")]
    NoVersion {
        /// The project.
        project: ProjectId,
        /// The version asked for.
        version: Version,
        /// The newest version there is.
        head: Version,
    },
    /// There is no such proposal.
    #[error("there is no proposal {0}")]
    NoProposal(ProposalId),
    /// The address of the store is not one this product understands.
    #[error("{url:?} is not the address of a store")]
    Address {
        /// The address, without any password.
        url: String,
    },
    /// The store's place cannot be opened or written.
    #[error("cannot write to {path:?}")]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Cause,
    },
    /// There is no room left.
    #[error("there is no room left for {path:?}; nothing was stored")]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Cause,
    },
    /// What is stored does not make sense.
    #[error("{what} is damaged: {why}")]
    Damaged {
        /// The file, table or entry.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// The store was written by a newer planwright.
    #[error("the store has schema {found}; this planwright knows up to {known}")]
    NewerSchema {
        /// The schema found.
        found: i64,
        /// The newest schema known here.
        known: i64,
    },
    /// Others kept the store busy for too long.
    #[error("the store is busy; nothing was stored")]
    Busy(#[source] Cause),
    /// Anything else the backend said.
    #[error("the store failed")]
    Backend(#[source] Cause),
}

impl StoreError {
    /// The stable kebab-case word for this kind of failure.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoProject(_) => "no-project",
            Self::Deleted(_) => "project-deleted",
            Self::NoVersion { .. } => "no-version",
            Self::NoProposal(_) => "no-proposal",
            Self::Address { .. } => "store-address",
            Self::Unwritable { .. } => "store-unwritable",
            Self::Full { .. } => "store-full",
            Self::Damaged { .. } => "store-damaged",
            Self::NewerSchema { .. } => "store-newer-schema",
            Self::Busy(_) => "store-busy",
            Self::Backend(_) => "store-failed",
        }
    }

    /// The next step.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NoProject(_) | Self::Deleted(_) => "list what there is: planwright projects",
            Self::NoVersion { .. } => "list the versions: planwright log",
            Self::NoProposal(_) => "list what there is: planwright proposals",
            Self::Address { .. } => "give a path or a URL such as sqlite:plan.db",
            Self::Unwritable { .. } => "choose another place with --store, or make this one writable",
            Self::Full { .. } => "free some space and try again",
            Self::Damaged { .. } => "look closer with: planwright doctor",
            Self::NewerSchema { .. } => "use the newer planwright that wrote it; nothing was changed",
            Self::Busy(_) => "try again",
            Self::Backend(_) => "try again; if it stays, look closer with: planwright doctor",
        }
    }
}
