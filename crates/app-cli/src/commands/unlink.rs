//! `planwright unlink`.

use planwright::usecases::{links, resolve};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Remove the links between two tasks
#[derive(Debug, clap::Args)]
pub struct Args {
    /// One task, by wbs code, id or title
    from: String,
    /// The other
    to: String,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let head = context.project(&ports).await?;
        let from = resolve::task(&ports, head.id, &self.from).await?;
        let to = resolve::task(&ports, head.id, &self.to).await?;
        let _done = links::unlink(&ports, head.id, from.id, to.id).await?;
        let (from, to) = (words::quoted(&from.title), words::quoted(&to.title));
        context.terminal.say(&format!("{from} and {to} no longer wait for each other"));
        Ok(())
    }
}
