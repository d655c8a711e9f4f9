//! `planwright split`.

use planwright::domain::operation::{Part, Total, in_a_row};
use planwright::phrases::duration::DayLength;
use planwright::planner::division::{By, Division, part};
use planwright::usecases::operate::{Into, split_task};
use planwright::usecases::{projects, resolve};

use super::fields::minutes;
use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Make a task several
///
/// The task becomes a summary task, and its parts have what it had: effort, links, people. Name the parts with --into, or
/// let its words and its effort say them: what it enumerates, the stages in which such work is done, or chunks of time.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The task, by wbs code, id or title
    task: String,
    /// The parts, each with its effort if you like: --into "Draft 2h" "Review 1h"; what has none shares what is left
    #[arg(long, value_name = "PART", num_args = 2.., conflicts_with_all = ["by", "max"])]
    into: Vec<String>,
    /// The parts need not be done in their order
    #[arg(long, requires = "into")]
    any_order: bool,
    /// The efforts of the parts are a new estimate, and need not add up to the old one
    #[arg(long, requires = "into")]
    new_total: bool,
    #[command(flatten)]
    division: Way,
    /// Show the change and store nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

/// How a task is split that nobody named the parts of.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Way {
    /// phases, components or chunks; without it the words of the task decide
    #[arg(long, value_name = "WAY")]
    by: Option<String>,
    /// The most effort of one part, such as 4h; without it the setting auto_split_minutes
    #[arg(long, value_name = "DURATION")]
    max: Option<String>,
}

impl Way {
    /// What was asked for.
    pub(super) fn division(&self, context: &Context, day: DayLength) -> Result<Division, Failure> {
        let by = self.by.as_deref().map(way).transpose()?;
        let most = self.max.as_deref().map(|text| minutes(text, day)).transpose()?;
        if most == Some(0) {
            return Err(Failure::usage("no part can have no effort", "give a duration such as 4h"));
        }
        Ok(Division { by, most: most.unwrap_or_else(|| context.settings.auto_split_minutes()) })
    }
}

fn way(word: &str) -> Result<By, Failure> {
    let found = By::ALL.into_iter().find(|by| by.word().eq_ignore_ascii_case(word.trim()));
    found.ok_or_else(|| {
        let all = By::ALL.map(By::word).join(", ");
        Failure::usage(format!("{word:?} is no way to split a task"), format!("choose one of {all}"))
    })
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let task = resolve::task(&ports, head.id, &self.task).await?;
        let day = projects::day_length(&ports, head.id).await?;
        let into = if self.into.is_empty() {
            Into::Found(self.division.division(context, day)?)
        } else {
            let parts: Vec<Part> = self.into.iter().map(|words| part(words, day)).collect();
            let parts = if self.any_order { parts } else { in_a_row(parts) };
            Into::Parts(parts, if self.new_total { Total::OfParts } else { Total::Kept })
        };
        let drafted = split_task(&ports, head.id, task.id, &into).await?;
        conclude(context, &ports, drafted, self.dry_run, |plan| {
            let parts = plan.children(Some(task.id)).count();
            format!("split {} into {parts} tasks", words::quoted(&task.title))
        })
        .await
    }
}
