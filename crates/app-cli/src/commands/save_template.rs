//! `planwright save-template`.

use planwright::Shelf;
use planwright::usecases::templates::as_template;
use planwright::usecases::{Refused, read};

use super::operation::task;
use crate::context::Context;
use crate::failure::Failure;

/// Keep the project as a template of your own
///
/// What is to be done, how long it takes and in what order is kept, in the text notation, in the folder of your settings.
/// Dates, people, progress and keys are left out, and so is what is cancelled or archived.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the template is called by
    name: String,
    /// Only what is below this task
    #[arg(long, value_name = "TASK")]
    from: Option<String>,
    /// Replace a template of this name
    #[arg(long)]
    replace: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let from = task(&ports, head.id, self.from.as_deref()).await?;
        let project = read::whole(&ports, head.id).await?;
        let text = as_template(&project, from).ok_or_else(|| {
            Refused::senseless(
                "there are no tasks to keep as a template",
                "name a task that has tasks below it",
            )
        })?;
        let path = Shelf::of(&context.settings).keep(&self.name, &text, self.replace)?;
        context.terminal.say(&format!("kept as the template {} in {}", self.name, path.display()));
        Ok(())
    }
}
