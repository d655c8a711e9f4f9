//! `planwright log`.

use planwright::usecases::history;

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Show what was done, when, by whom and why
#[derive(Debug, clap::Args)]
pub struct Args {
    /// At most so many entries, the newest
    #[arg(long, short = 'n')]
    number: Option<usize>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let mut log = history::log(&ports, head.id).await?;
        let skipped = self.number.map_or(0, |n| log.len().saturating_sub(n));
        let log = log.split_off(skipped);
        if context.json {
            return context.terminal.data_json(&json::entries(&log));
        }
        Ok(context.terminal.data(&show::log(&log, &context.terminal.style))?)
    }
}
