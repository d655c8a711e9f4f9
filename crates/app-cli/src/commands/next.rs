//! `planwright next`.

use planwright::usecases::read;

use crate::context::Context;
use crate::failure::Failure;
use crate::listing::{self, Listed};
use crate::show;

/// Show what to do next
///
/// What can be begun now, the most pressing first: by priority, then due date, then the order of the plan.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// At most so many
    #[arg(long, short = 'n', default_value_t = 5)]
    number: usize,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let project = read::whole(&ports, head.id).await?;
        let mut next = read::next(&project, context.today());
        next.truncate(self.number);
        if context.json {
            let rows: Vec<_> = next.iter().map(|task| Listed::of(&project, task)).collect();
            return context.terminal.data_json(&listing::to_json(&rows));
        }
        if next.is_empty() {
            context.terminal.say("nothing can be begun now");
            return Ok(());
        }
        Ok(context.terminal.data(&show::next(&project, &next, context.today(), &context.terminal.style))?)
    }
}
