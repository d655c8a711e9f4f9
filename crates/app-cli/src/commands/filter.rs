//! Which tasks are meant, in the words of `list`: as flags there, as conditions in `batch edit`.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use planwright::domain::{Project, Readiness, Task, TaskId};
use planwright::ports::{TaskOrder, TaskQuery};

use super::fields;
use crate::context::Context;
use crate::failure::Failure;

/// Conditions, all of which must hold.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Filter {
    /// Only with this status; may be given several times
    #[arg(long, short = 's', value_name = "STATUS", value_delimiter = ',')]
    pub(super) status: Vec<String>,
    /// Only with this priority; may be given several times
    #[arg(long, value_name = "PRIORITY", value_delimiter = ',')]
    priority: Vec<String>,
    /// Only with this label
    #[arg(long, short = 'l', value_name = "LABEL")]
    label: Option<String>,
    /// Only with this assignee
    #[arg(long, short = 'a', value_name = "NAME")]
    assignee: Option<String>,
    /// Only with this text in title or description
    #[arg(long, short = 't', value_name = "TEXT")]
    text: Option<String>,
    /// Only due on this day or before
    #[arg(long, short = 'd', value_name = "DATE")]
    due: Option<String>,
    /// Only what can be begun now
    #[arg(long, short = 'r')]
    pub(super) ready: bool,
    /// Closed tasks too
    #[arg(long)]
    pub(super) all: bool,
    /// Archived tasks too
    #[arg(long)]
    archived: bool,
    #[arg(skip)]
    can_start: OnceCell<BTreeSet<TaskId>>,
}

impl Filter {
    /// Reads conditions such as `label=ui`; a word alone is a flag.
    pub(super) fn of_conditions(conditions: &[String]) -> Result<Self, Failure> {
        let mut filter = Self::default();
        for condition in conditions {
            let (key, value) = condition.split_once('=').unwrap_or((condition, ""));
            let value = value.trim().to_owned();
            let words = || value.split(',').map(str::to_owned);
            match key.trim().to_lowercase().as_str() {
                "status" => filter.status.extend(words()),
                "priority" => filter.priority.extend(words()),
                "label" => filter.label = Some(value),
                "assignee" => filter.assignee = Some(value),
                "text" => filter.text = Some(value),
                "due" => filter.due = Some(value),
                "ready" => filter.ready = true,
                "all" => filter.all = true,
                "archived" => filter.archived = true,
                _ => {
                    return Err(Failure::usage(
                        format!("{condition:?} is no condition"),
                        "begin it with status=, priority=, label=, assignee=, text= or due=, or say ready, all or archived",
                    ));
                }
            }
        }
        Ok(filter)
    }

    /// The conditions as a question to a store.
    pub(super) fn query(&self, context: &Context) -> Result<TaskQuery, Failure> {
        let due_by = self.due.as_deref().map(|text| context.date(text)).transpose()?;
        Ok(TaskQuery {
            status: self.status.iter().map(|word| fields::status(word)).collect::<Result<_, _>>()?,
            priority: self.priority.iter().map(|word| fields::priority(word)).collect::<Result<_, _>>()?,
            label: self.label.clone(),
            assignee: self.assignee.clone(),
            text: self.text.clone(),
            order: if due_by.is_some() { TaskOrder::Due } else { TaskOrder::Position },
            due_by,
            archived: self.archived,
            ..TaskQuery::default()
        })
    }

    /// Whether closed tasks are meant, too.
    pub(super) fn closed_too(&self) -> bool {
        self.all || !self.status.is_empty()
    }

    /// What no store can answer: whether a task is open, as far as that counts, and can be begun.
    pub(super) fn keeps(&self, project: &Project, task: &Task) -> bool {
        (self.closed_too() || !task.status.is_closed()) && self.is_ready(project, task)
    }

    /// Whether a task can be begun, where that was asked for.
    pub(super) fn is_ready(&self, project: &Project, task: &Task) -> bool {
        let ready = || Readiness::of(project).ready().map(|task| task.id).collect();
        !self.ready || self.can_start.get_or_init(ready).contains(&task.id)
    }
}
