//! `planwright add`.

use planwright::domain::{Task, Version};
use planwright::ports::ProjectHead;
use planwright::usecases::{Ports, approve, projects, resolve, tasks};

use super::fields::Fields;
use crate::context::Context;
use crate::failure::Failure;
use crate::listing::{self, Listed};
use crate::words;

/// Add a task
///
/// The task becomes the last child of its parent, or the last task of the top level. Without any project, one called
/// Inbox is made for it.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The title
    #[arg(required = true, num_args = 1..)]
    title: Vec<String>,
    /// The summary task it belongs to
    #[arg(long, value_name = "TASK")]
    parent: Option<String>,
    /// A task it waits for; may be given several times
    #[arg(long, value_name = "TASK")]
    after: Vec<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let mut task = Task::new(ports.task_id(), self.title.join(" "));
        let chosen = context.project(&ports).await;
        let day = match &chosen {
            Ok(head) => projects::day_length(&ports, head.id).await?,
            Err(_) => context.day_length(),
        };
        self.fields.change(context, day)?.apply(&mut task);
        let head = match chosen {
            Ok(head) => head,
            Err(failure) => self.inbox(&task, context, &ports, failure).await?,
        };
        if let Some(parent) = &self.parent {
            task.parent = Some(resolve::task(&ports, head.id, parent).await?.id);
        }
        let mut after = Vec::new();
        for before in &self.after {
            after.push(resolve::task(&ports, head.id, before).await?.id);
        }
        let (id, title) = (task.id, task.title.clone());
        tasks::add(&ports, head.id, head.version, task, &after).await?;
        let name = resolve::short_id(&ports, head.id, id).await?;
        if context.json {
            let task = resolve::task(&ports, head.id, &id.letters()).await?;
            return context.terminal.data_json(&listing::to_json(&[Listed::bare(head.id, task)]));
        }
        context.terminal.say(&format!(
            "added {} {} to {}",
            name,
            words::quoted(&title),
            words::quoted(&head.title)
        ));
        Ok(())
    }

    /// Inbox, made for a first task that can be added; nothing is made for one that would be refused.
    async fn inbox(
        &self,
        task: &Task,
        context: &Context,
        ports: &Ports<'_>,
        failure: Failure,
    ) -> Result<ProjectHead, Failure> {
        let names = self.parent.is_some() || !self.after.is_empty();
        if names || context.wish().is_some() {
            return Err(failure);
        }
        let mut patch = ports.patch(ports.project_id(), Version::CREATION, "add");
        patch.create_task(task.clone());
        approve::imagine(ports, &context.settings.meta(projects::INBOX), &patch)?;
        context.project_or_inbox(ports).await
    }
}
