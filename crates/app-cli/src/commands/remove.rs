//! `planwright remove`.

use planwright::domain::Code;
use planwright::usecases::{Committed, Refused, resolve, tasks};

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
        let found = resolve::tasks(&ports, head.id, &self.tasks).await?;
        let ids: Vec<_> = found.iter().map(|task| task.id).collect();
        let removed = tasks::remove(&ports, head.id, &ids, self.recursive).await;
        if let Committed::Appended(applied) = removed.map_err(|refused| self.explained(refused))? {
            let more = applied.touched().tasks.len().saturating_sub(ids.len());
            let below = if more > 0 { format!(" and {more} below") } else { String::new() };
            context.terminal.say(&format!(
                "removed {}{below}; take it back with: planwright undo",
                words::all_quoted(&found)
            ));
        }
        Ok(())
    }

    /// A refusal because of what is below a task, with the flag that removes that, too.
    fn explained(&self, refused: Refused) -> Failure {
        let mut failure = Failure::from(refused);
        if failure.violations.iter().any(|violation| violation.code == Code::HasChildren) {
            failure.hints =
                vec![format!("remove them, too: planwright remove --recursive {}", self.tasks.join(" "))];
        }
        failure
    }
}
