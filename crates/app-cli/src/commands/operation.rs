//! What `split`, `merge`, `clone`, `move`, `indent`, `outdent` and `batch` do with a drafted operation: show it, or make it
//! so. It asks nothing: each is one entry, taken back with `planwright undo`.

use planwright::domain::operation::Place;
use planwright::domain::{ProjectId, TaskId};
use planwright::usecases::plan::Drafted;
use planwright::usecases::{Committed, Ports, commit, resolve};

use super::review::review;
use crate::context::Context;
use crate::failure::Failure;
use crate::json;

/// Shows a dry run, or commits the operation and says what `said` makes of the plan after it.
pub(super) async fn conclude(
    context: &Context,
    ports: &Ports<'_>,
    drafted: Drafted,
    dry_run: bool,
    said: impl FnOnce(&planwright::domain::Project) -> String,
) -> Result<(), Failure> {
    if dry_run {
        return review(context, ports, drafted, true).await;
    }
    let Drafted { patch, warnings, after, .. } = drafted;
    let asked = if context.json { Some(json::patch(&patch)) } else { None };
    let committed = commit(ports, patch).await?;
    for warning in &warnings {
        context.terminal.say(&format!("warning: {}", warning.text));
    }
    match committed {
        Committed::Appended(_) if !context.json => {
            context.terminal.say(&format!("{}; take it back with: planwright undo", said(&after)));
        }
        Committed::Appended(_) => {}
        Committed::AlreadyTrue(_) => context.terminal.say("nothing to change: all of it is already so"),
    }
    asked.map_or(Ok(()), |json| context.terminal.data_json(&json))
}

/// Where a task goes.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Destination {
    /// To the end of the children of this task
    #[arg(long, value_name = "TASK", group = "place")]
    under: Option<String>,
    /// Just before this task
    #[arg(long, value_name = "TASK", group = "place")]
    before: Option<String>,
    /// Just after this task
    #[arg(long = "after", value_name = "TASK", group = "place")]
    behind: Option<String>,
    /// To the end of the top level
    #[arg(long, group = "place")]
    top: bool,
}

impl Destination {
    /// The place that was named, if one was.
    pub(super) async fn place(
        &self,
        ports: &Ports<'_>,
        project: ProjectId,
    ) -> Result<Option<Place>, Failure> {
        Ok(if self.top {
            Some(Place::Under(None))
        } else if let Some(under) = task(ports, project, self.under.as_deref()).await? {
            Some(Place::Under(Some(under)))
        } else if let Some(before) = task(ports, project, self.before.as_deref()).await? {
            Some(Place::Before(before))
        } else {
            task(ports, project, self.behind.as_deref()).await?.map(Place::After)
        })
    }
}

/// The task of this name, if one was named.
pub(super) async fn task(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
) -> Result<Option<TaskId>, Failure> {
    match name {
        Some(name) => Ok(Some(resolve::task(ports, project, name).await?.id)),
        None => Ok(None),
    }
}
