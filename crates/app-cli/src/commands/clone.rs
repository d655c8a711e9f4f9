//! `planwright clone`.

use planwright::domain::operation::Copying;
use planwright::usecases::{operate, resolve};

use super::operation::{Destination, conclude};
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Copy a task, with everything below it
///
/// The copy is work to be done anew: to do, without minutes spent, and without the original's keys. Links among the copied
/// tasks are copied; links to other tasks with --links. Without a place it comes right after the original.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The task, by wbs code, id or title
    task: String,
    /// The title of the copy
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    destination: Destination,
    /// Links to other tasks, too
    #[arg(long)]
    links: bool,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let task = resolve::task(&ports, head.id, &self.task).await?;
        let place = self.destination.place(&ports, head.id).await?;
        let how = Copying { title: self.title.as_deref(), place, links_outside: self.links };
        let (drafted, made) = operate::copy_task(&ports, head.id, task.id, how).await?;
        conclude(context, &ports, drafted, self.dry_run, |plan| {
            format!("copied {} as {}", words::quoted(&task.title), plan.name(made))
        })
        .await
    }
}
