//! Where the reader was last: conveniences that are not part of any plan and may be lost without harm.

use async_trait::async_trait;
use planwright_domain::ProjectId;

use crate::StoreError;

/// Remembers a project under a name, such as the one last used.
#[async_trait]
pub trait Bookmarks: Send + Sync {
    /// The project remembered under this name.
    async fn recall(&self, name: &str) -> Result<Option<ProjectId>, StoreError>;

    /// Remembers a project under this name, in place of the earlier one.
    async fn remember(&self, name: &str, project: ProjectId) -> Result<(), StoreError>;
}
