//! `planwright undo`.

use planwright::usecases::history;

use super::status::taken_back;
use crate::context::Context;
use crate::failure::Failure;

/// Take back your newest change
///
/// Repeated, it walks back through what you did; what others did stays. The log keeps both.
#[derive(Debug, clap::Args)]
pub struct Args {}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        taken_back(context, "undid", &history::undo(&ports, head.id).await?);
        Ok(())
    }
}
