//! `planwright priority`.

use planwright::domain::TaskChange;
use planwright::usecases::{resolve, tasks};

use super::fields;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Say how much tasks matter
#[derive(Debug, clap::Args)]
pub struct Args {
    /// low, medium, high or urgent; none to clear it
    priority: String,
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let priority = match self.priority.as_str() {
            "none" => None,
            word => Some(fields::priority(word)?),
        };
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let word = priority.map_or("no priority".to_owned(), |p| format!("{p} priority"));
        let found = resolve::tasks(&ports, head.id, &self.tasks).await?;
        let change = TaskChange { priority: Some(priority), ..TaskChange::default() };
        let changes = found.iter().map(|task| (task.id, change.clone()));
        let reason = format!("{word}: {}", words::titles(&found));
        tasks::change_all(&ports, head.id, head.version, changes, reason).await?;
        context.terminal.say(&format!("{}: {word}", words::all_quoted(&found)));
        Ok(())
    }
}
