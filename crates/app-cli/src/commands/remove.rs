//! `planwright remove`.

use planwright::usecases::{Committed, resolve, tasks};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Remove tasks and their links
///
/// The log keeps them: `planwright undo` brings them back.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, value_name = "TASK")]
    tasks: Vec<String>,
    /// With everything below them
    #[arg(long, short = 'r')]
    recursive: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let mut ids = Vec::new();
        let mut titles = Vec::new();
        for name in &self.tasks {
            let task = resolve::task(&ports, head.id, name).await?;
            ids.push(task.id);
            titles.push(words::quoted(&task.title));
        }
        if let Committed::Appended(applied) = tasks::remove(&ports, head.id, &ids, self.recursive).await? {
            let more = applied.touched().tasks.len().saturating_sub(ids.len());
            let below = if more > 0 { format!(" and {more} below") } else { String::new() };
            context.terminal.say(&format!("removed {}{below}; take it back with: planwright undo", titles.join(", ")));
        }
        Ok(())
    }
}
