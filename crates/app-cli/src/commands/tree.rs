//! `planwright tree`.

use planwright::usecases::read;
use planwright::usecases::schedule::Now;

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Show the plan as a tree
///
/// With wbs codes, effort and progress rolled up, and the dates that follow from efforts and links when work begins
/// today.
#[derive(Debug, clap::Args)]
pub struct Args {}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let project = read::whole(&ports, head.id).await?;
        let now = Now::of(&ports, &project, context.today()).await?;
        if context.json {
            return context.terminal.data_json(&json::project(&project, &now));
        }
        Ok(context.terminal.data(&show::tree(&project, now, &context.terminal.style))?)
    }
}
