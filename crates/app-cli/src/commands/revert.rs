//! `planwright revert`.

use planwright::domain::Version;
use planwright::usecases::history;

use super::status::taken_back;
use crate::context::Context;
use crate::failure::Failure;

/// Take back any one entry of the log
///
/// Refused where later changes stand in the way; what stands in the way is named.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The version the entry made; see `planwright log`
    version: u64,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        taken_back(
            context,
            "reverted",
            &history::revert_entry(&ports, head.id, Version(self.version)).await?,
        );
        Ok(())
    }
}
