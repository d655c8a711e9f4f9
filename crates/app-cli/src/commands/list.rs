//! `planwright list`.

use planwright::ports::TaskQuery;
use planwright::usecases::{projects, read};

use super::filter::Filter;
use crate::context::Context;
use crate::failure::Failure;
use crate::listing::{self, Listed};
use crate::show;

/// List tasks
///
/// Lists what is open in the project; flags narrow it down. Every given condition must hold.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Only in projects of this repository; without a value, of the one you are in
    #[arg(long, value_name = "PATH", num_args = 0..=1, default_missing_value = ".")]
    repository: Option<String>,
    /// Tasks of all projects
    #[arg(long, conflicts_with = "ready")]
    all_projects: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let closed_too = self.filter.closed_too() || context.json;
        let repository = self.repository.as_deref().map(|path| context.repository_at(path)).transpose()?;
        let everywhere = self.all_projects || repository.is_some();
        let query = TaskQuery { repository, ..self.filter.query(context)? };
        let rows = if everywhere {
            let heads = projects::list(&ports).await?;
            Listed::across(read::list(&ports, &query).await?, &heads)
        } else {
            let head = context.project(&ports).await?;
            let project = read::whole(&ports, head.id).await?;
            listing::inside(&project, &query, |task| self.filter.is_ready(&project, task))
        };
        let rows: Vec<Listed> =
            rows.into_iter().filter(|row| closed_too || !row.task.status.is_closed()).collect();
        if context.json {
            return context.terminal.data_json(&listing::to_json(&rows));
        }
        if rows.is_empty() {
            context.terminal.say("nothing fits");
            return Ok(());
        }
        let rows: Vec<_> = rows.iter().map(Listed::row).collect();
        Ok(context.terminal.data(&show::tasks(&rows, context.today(), &context.terminal.style))?)
    }
}
