//! `planwright edit`.

use planwright::usecases::{Committed, resolve, tasks};

use super::fields::Fields;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Change a task, or the whole plan in your editor
///
/// With a task and flags: changes its fields. Without: opens the plan in the text notation; what you change there
/// becomes a change of the plan, which you are shown first.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The task, by wbs code, id or title
    task: Option<String>,
    /// Its new title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let asked = self.fields.change(context)?;
        let Some(name) = &self.task else {
            return Err(Failure::usage("name a task to change", "find it with: planwright tree"));
        };
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let task = resolve::task(&ports, head.id, name).await?;
        let mut change = asked.against(&task);
        change.title = self.title.clone().filter(|title| *title != task.title);
        if asked.is_empty() && self.title.is_none() {
            return Err(Failure::usage("nothing to change was named", "see the flags with: planwright edit --help"));
        }
        let reason = format!("edit {}", task.title);
        let committed = tasks::change(&ports, head.id, head.version, &task, change, reason).await?;
        let title = words::quoted(self.title.as_ref().unwrap_or(&task.title));
        context.terminal.say(&match committed {
            Committed::Appended(_) => format!("changed {title}"),
            Committed::AlreadyTrue(_) => format!("{title} is so already"),
        });
        Ok(())
    }
}
