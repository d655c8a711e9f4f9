//! `planwright merge`.

use clap::ValueEnum;
use planwright::domain::operation::{Merging, Sum};
use planwright::usecases::{operate, resolve};

use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Make several tasks one
///
/// Tasks with the same parent become one that has their efforts, links, people, labels and criteria. They themselves are
/// cancelled and archived, with a note of what became of them. A link among them goes; what would go round in a circle is
/// refused.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The tasks, by wbs code, id or title
    #[arg(required = true, num_args = 2.., value_name = "TASK")]
    tasks: Vec<String>,
    /// The title of the new task; without one, theirs together
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// sum, when they are different work; max, when they are the same work said several times
    #[arg(long, value_enum, default_value = "sum", hide_possible_values = true)]
    effort: Effort,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Effort {
    Sum,
    Max,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let tasks = resolve::tasks(&ports, head.id, &self.tasks).await?;
        let ids: Vec<_> = tasks.iter().map(|task| task.id).collect();
        let effort = match self.effort {
            Effort::Sum => Sum::All,
            Effort::Max => Sum::Largest,
        };
        let how = Merging { title: self.title.as_deref(), effort };
        let (drafted, made) = operate::merge_tasks(&ports, head.id, &ids, how).await?;
        conclude(context, &ports, drafted, self.dry_run, |plan| {
            format!("merged {} into {}", words::all_quoted(&tasks), plan.name(made))
        })
        .await
    }
}
