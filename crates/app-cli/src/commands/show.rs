//! `planwright show`.

use planwright::formats::text;
use planwright::usecases::schedule::Now;
use planwright::usecases::{Refused, approve, read, resolve};

use crate::context::Context;
use crate::failure::Failure;
use crate::listing::{self, Listed};
use crate::{json, show};

/// Show the project, a task or a proposal
///
/// Without a name: the project in the text notation, which can be edited and read back. A task is named by wbs code, id
/// or title, a proposal by its id.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A task or a proposal
    name: Option<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let Some(name) = &self.name else {
            let head = context.project(&ports).await?;
            let project = read::whole(&ports, head.id).await?;
            let now = Now::of(&ports, &project, context.today()).await?;
            if context.json {
                return context.terminal.data_json(&json::project(&project, &now));
            }
            return Ok(context.terminal.data(&text::write(&project, text::Ids::None))?);
        };
        let here = context.project(&ports).await;
        let task = match &here {
            Ok(head) => resolve::task(&ports, head.id, name).await,
            Err(_) => Err(Refused::NotFound { what: "task", name: name.clone() }),
        };
        match (task, here) {
            (Ok(task), Ok(head)) => {
                let project = read::whole(&ports, head.id).await?;
                if context.json {
                    return context.terminal.data_json(&listing::to_json(&[Listed::of(&project, &task)]));
                }
                let now = Now::of(&ports, &project, context.today()).await?;
                let shown = show::task(&project, task.id, now, &context.terminal.style);
                Ok(context.terminal.data(&shown)?)
            }
            (Err(no_task), _) => {
                let Ok(proposal) = resolve::proposal(&ports, None, Some(name)).await else {
                    return Err(no_task.into());
                };
                if context.json {
                    return context.terminal.data_json(&json::proposal(&proposal));
                }
                let (before, after) = approve::preview(&ports, &proposal).await?;
                let now = Now::of(&ports, &after, context.today()).await?;
                let review = show::Review {
                    before: &before,
                    after: &after,
                    patch: &proposal.patch,
                    questions: &proposal.questions,
                    warnings: &proposal.warnings,
                    now: &now,
                };
                context.terminal.data(&show::review(&review, &context.terminal.style))?;
                let name = super::review::short(&proposal);
                context.terminal.say(&match proposal.state.word() {
                    "open" => format!("approve it with: planwright approve {name}"),
                    state => format!("proposal {name} is {state}"),
                });
                Ok(())
            }
            (Ok(_), Err(failure)) => Err(failure),
        }
    }
}
