//! `planwright list`.

use std::collections::BTreeSet;

use planwright::domain::{Readiness, TaskId};
use planwright::ports::{TaskOrder, TaskQuery};
use planwright::usecases::{projects, read};

use super::fields;
use crate::context::Context;
use crate::failure::Failure;
use crate::listing::{self, Listed};
use crate::show;

/// List tasks
///
/// Lists what is open in the project; flags narrow it down. Every given condition must hold.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only with this status; may be given several times
    #[arg(long, short = 's', value_name = "STATUS", value_delimiter = ',')]
    status: Vec<String>,
    /// Only with this priority; may be given several times
    #[arg(long, value_name = "PRIORITY", value_delimiter = ',')]
    priority: Vec<String>,
    /// Only with this label
    #[arg(long, short = 'l', value_name = "LABEL")]
    label: Option<String>,
    /// Only with this assignee
    #[arg(long, short = 'a', value_name = "NAME")]
    assignee: Option<String>,
    /// Only in projects of this repository; without a value, of the one you are in
    #[arg(long, value_name = "PATH", num_args = 0..=1, default_missing_value = ".")]
    repository: Option<String>,
    /// Only with this text in title or description
    #[arg(long, short = 't', value_name = "TEXT")]
    text: Option<String>,
    /// Only due on this day or before
    #[arg(long, short = 'd', value_name = "DATE")]
    due: Option<String>,
    /// Only what can be begun now
    #[arg(long, short = 'r')]
    ready: bool,
    /// Closed tasks too
    #[arg(long)]
    all: bool,
    /// Tasks of all projects
    #[arg(long, conflicts_with = "ready")]
    all_projects: bool,
    /// Archived tasks too
    #[arg(long)]
    archived: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let mut status = Vec::new();
        for word in &self.status {
            status.push(fields::status(word)?);
        }
        let mut priority = Vec::new();
        for word in &self.priority {
            priority.push(fields::priority(word)?);
        }
        let closed_too = self.all || !status.is_empty() || context.json;
        let repository = self.repository.as_deref().map(|path| context.repository_at(path)).transpose()?;
        let everywhere = self.all_projects || repository.is_some();
        let due_by = self.due.as_deref().map(|text| context.date(text)).transpose()?;
        let query = TaskQuery {
            projects: Vec::new(),
            repository,
            ids: None,
            parent: None,
            status,
            priority,
            label: self.label,
            assignee: self.assignee,
            text: self.text,
            order: if due_by.is_some() { TaskOrder::Due } else { TaskOrder::Position },
            due_by,
            archived: self.archived,
            offset: 0,
            limit: None,
        };
        let rows = if everywhere {
            let heads = projects::list(&ports).await?;
            Listed::across(read::list(&ports, &query).await?, &heads)
        } else {
            let head = context.project(&ports).await?;
            let project = read::whole(&ports, head.id).await?;
            let ready: Option<BTreeSet<TaskId>> =
                self.ready.then(|| Readiness::of(&project).ready().map(|task| task.id).collect());
            listing::inside(&project, &query, |task| {
                ready.as_ref().is_none_or(|ready| ready.contains(&task.id))
            })
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
