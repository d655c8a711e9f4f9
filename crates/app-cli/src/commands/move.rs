//! `planwright move`.

use planwright::domain::operation::Place;
use planwright::usecases::{operate, resolve};

use super::operation::{Destination, conclude};
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Move a task, with everything below it
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("place").required(true))]
pub struct Args {
    /// The task, by wbs code, id or title
    task: String,
    #[command(flatten)]
    destination: Destination,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let task = resolve::task(&ports, head.id, &self.task).await?;
        let place = self.destination.place(&ports, head.id).await?.unwrap_or(Place::Under(None));
        let drafted = operate::move_task(&ports, head.id, task.id, place).await?;
        conclude(context, &ports, drafted, self.dry_run, |plan| {
            let code = plan.wbs(task.id).map_or(String::new(), |code| format!(", which is {code} now"));
            format!("moved {}{code}", words::quoted(&task.title))
        })
        .await
    }
}
