//! `planwright redo`.

use planwright::usecases::history;

use super::status::taken_back;
use crate::context::Context;
use crate::failure::Failure;

/// Bring back what the newest undo took back
///
/// Possible until you change something else.
#[derive(Debug, clap::Args)]
pub struct Args {}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        taken_back(context, "redid", &history::redo(&ports, head.id).await?);
        Ok(())
    }
}
