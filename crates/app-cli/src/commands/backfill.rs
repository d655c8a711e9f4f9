//! `planwright backfill`.

use planwright::usecases::plan::Drafted;
use planwright::usecases::{backfill, read};

use super::review::review;
use crate::context::Context;
use crate::failure::Failure;

/// Move durations out of titles into efforts
///
/// "Fix login (90 min)" becomes "Fix login" with 90 minutes, for tasks that have no effort. You are shown the change
/// first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let before = read::whole(&ports, head.id).await?;
        let patch = backfill::efforts_from_titles(&ports, &before);
        review(context, &ports, Drafted::amending(before, patch)?, self.dry_run).await
    }
}
