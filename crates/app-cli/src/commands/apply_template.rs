//! `planwright apply-template`.

use planwright::Shelf;
use planwright::usecases::templates::{Template, apply_template};

use super::operation::{conclude, task};
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Add the tasks of a template to the project
///
/// They come below a task, or at the end of the top level. The template is one of the product's or one of your own; `templates`
/// lists them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name of the template
    name: String,
    /// Below this task
    #[arg(long, value_name = "TASK")]
    under: Option<String>,
    /// What a template of the product is filled for; without it, the title of the task or of the project
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let under = task(&ports, head.id, self.under.as_deref()).await?;
        let own = Shelf::of(&context.settings).read(&self.name)?;
        let template = match &own {
            Some(text) => Template::Own { name: &self.name, text },
            None => Template::BuiltIn {
                name: &self.name,
                about: self.about.as_deref(),
                options: context.settings.drafting(),
            },
        };
        let drafted = apply_template(&ports, head.id, under, template, context.today()).await?;
        let tasks = drafted.patch.created_tasks().count();
        conclude(context, &ports, drafted, self.dry_run, |_| {
            format!("added {tasks} task{} of {}", words::plural(tasks), self.name)
        })
        .await
    }
}
