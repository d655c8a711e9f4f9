//! Looking after a store: what is wrong with it, and making its projection anew from the log.

use async_trait::async_trait;
use planwright_domain::ProjectId;

use crate::StoreError;

/// Looks after a store.
///
/// Laws: inspecting changes nothing and finds every projection that does not say what its log says; after a rebuild the
/// projection is what the log says, and the log is untouched.
#[async_trait]
pub trait Upkeep: Send + Sync {
    /// Everything that is wrong, most serious first; empty when all is well. What others append meanwhile is no fault.
    async fn inspect(&self) -> Result<Vec<Fault>, StoreError>;

    /// Throws a project's projection away and makes it anew from its log.
    async fn rebuild(&self, project: ProjectId) -> Result<(), StoreError>;
}

/// Something wrong in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// A stable kebab-case word, such as `projection-differs`.
    pub code: &'static str,
    /// The project it is about, if it is about one.
    pub project: Option<ProjectId>,
    /// What is wrong.
    pub message: String,
    /// Whether a rebuild would mend it.
    pub mendable: bool,
}
