//! `planwright proposals`.

use planwright::ports::ProposalFilter;
use planwright::usecases::{approve, projects};

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// List proposals
///
/// Open ones wait for you; rejected, superseded and approved ones are kept.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only those that wait
    #[arg(long)]
    open: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let project = context.wished_project(&ports).await?;
        let filter = ProposalFilter { project, open_only: self.open, ids: None };
        let found = approve::list(&ports, &filter).await?;
        if context.json {
            return context.terminal.data_json(&json::proposals(&found));
        }
        let heads = projects::list(&ports).await?;
        let rows: Vec<_> = found
            .iter()
            .map(|p| (p, heads.iter().find(|h| h.id == p.patch.project).map_or("", |h| h.title.as_str())))
            .collect();
        if rows.is_empty() {
            context.terminal.say("there are no proposals");
        }
        Ok(context.terminal.data(&show::proposals(&rows, &context.terminal.style))?)
    }
}
