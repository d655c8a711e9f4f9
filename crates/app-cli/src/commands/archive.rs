//! `planwright archive`.

use planwright::domain::TaskChange;
use planwright::usecases::{resolve, tasks};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Put tasks out of sight, or back
///
/// Archived tasks are kept and keep their wbs codes; `list --archived` shows them. What is below them is out of sight,
/// too.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
    /// Bring them back into sight
    #[arg(long)]
    undo: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let word = if self.undo { "brought back" } else { "archived" };
        let found = resolve::tasks(&ports, head.id, &self.tasks).await?;
        let change = TaskChange { archived: Some(!self.undo), ..TaskChange::default() };
        let changes = found.iter().map(|task| (task.id, change.clone()));
        let reason = format!("{word}: {}", words::titles(&found));
        tasks::change_all(&ports, head.id, head.version, changes, reason).await?;
        context.terminal.say(&format!("{word} {}", words::all_quoted(&found)));
        Ok(())
    }
}
