//! `planwright reject`.

use planwright::usecases::{approve, resolve};

use crate::context::Context;
use crate::failure::Failure;

/// Reject a proposal
///
/// It is kept, as rejected. A project that was made for it and holds nothing else is archived.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The proposal, by its id; without one, the only open one
    proposal: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let wished = context.wished_project(&ports).await?;
        let proposal = resolve::proposal(&ports, wished, self.proposal.as_deref()).await?;
        approve::reject(&ports, &proposal, self.why).await?;
        context.terminal.say(&format!("rejected proposal {}", super::review::short(&proposal)));
        Ok(())
    }
}
