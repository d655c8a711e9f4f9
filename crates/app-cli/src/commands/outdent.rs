//! `planwright outdent`.

use planwright::usecases::{operate, resolve};

use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Take tasks out of their summary task
///
/// Each task comes right after the summary task it was part of, on that one's level.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let tasks = resolve::tasks(&ports, head.id, &self.tasks).await?;
        let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
        let drafted = operate::outdent_tasks(&ports, head.id, &ids).await?;
        conclude(context, &ports, drafted, self.dry_run, |_| {
            format!("outdented {}", words::all_quoted(&tasks))
        })
        .await
    }
}
