//! `planwright doctor`.

use planwright::usecases::doctor;

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show, words};

/// Look after the store
///
/// Checks that the file is sound and that every project's tables say what its log says. The log is the truth; with
/// --rebuild the tables are made anew from it where they differ.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Mend what can be mended from the log
    #[arg(long)]
    rebuild: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = if self.rebuild { context.ports().await? } else { context.reading().await? };
        let working = context.terminal.working("looking at the store");
        let mut faults = doctor::inspect(&ports).await?;
        drop(working);
        if self.rebuild && !faults.is_empty() {
            let left = doctor::mend(&ports, &faults).await?;
            let mended = faults.len().saturating_sub(left.len());
            context.terminal.say(&format!("mended {mended} fault{}", words::plural(mended)));
            faults = left;
        }
        if context.json {
            context.terminal.data_json(&json::faults(&faults))?;
        }
        if faults.is_empty() {
            context.terminal.say("all is well: the tables say what the log says");
            return Ok(());
        }
        if !context.json {
            context.terminal.data(&show::faults(&faults, &context.terminal.style))?;
        }
        let n = faults.len();
        let mendable = faults.iter().any(|fault| fault.mendable);
        Err(Failure::refused(
            faults[0].code,
            format!("the store has {n} fault{}", words::plural(n)),
            if mendable {
                "mend it with: planwright doctor --rebuild"
            } else {
                "restore the file from a backup"
            },
        ))
    }
}
