//! `planwright move`.

use planwright::usecases::tasks::{self, Place};
use planwright::usecases::{Committed, read, resolve};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Move a task, with everything below it
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("place").required(true).args(["under", "before", "behind", "top"]))]
pub struct Args {
    /// The task, by wbs code, id or title
    task: String,
    /// To the end of the children of this task
    #[arg(long, value_name = "TASK")]
    under: Option<String>,
    /// Just before this task
    #[arg(long, value_name = "TASK")]
    before: Option<String>,
    /// Just after this task
    #[arg(long = "after", value_name = "TASK")]
    behind: Option<String>,
    /// To the end of the top level
    #[arg(long)]
    top: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let task = resolve::task(&ports, head.id, &self.task).await?;
        let place = if let Some(name) = &self.under {
            Place::Under(Some(resolve::task(&ports, head.id, name).await?.id))
        } else if let Some(name) = &self.before {
            Place::Before(resolve::task(&ports, head.id, name).await?.id)
        } else if let Some(name) = &self.behind {
            Place::After(resolve::task(&ports, head.id, name).await?.id)
        } else {
            Place::Under(None)
        };
        let committed = tasks::move_to(&ports, head.id, task.id, place).await?;
        match committed {
            Committed::Appended(_) => {
                let project = read::whole(&ports, head.id).await?;
                let code =
                    project.wbs(task.id).map_or(String::new(), |code| format!(", which is {code} now"));
                context.terminal.say(&format!("moved {}{code}", words::quoted(&task.title)));
            }
            Committed::AlreadyTrue(_) => context.terminal.say("it is there already"),
        }
        Ok(())
    }
}
