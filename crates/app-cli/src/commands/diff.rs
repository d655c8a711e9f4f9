//! `planwright diff`.

use planwright::domain::Version;
use planwright::usecases::{Refused, history};

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Show what changed between two versions
///
/// Without versions: what the newest entry changed. With one: what changed since.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The older version
    from: Option<u64>,
    /// The newer version
    to: Option<u64>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let from = Version(self.from.unwrap_or(head.version.0.saturating_sub(1)).max(1));
        let to = self.to.map(Version);
        if let Some(missing) = [Some(from), to].into_iter().flatten().find(|version| *version > head.version)
        {
            return Err(Refused::NotFound { what: "version", name: missing.to_string() }.into());
        }
        let (before, patch, after) = history::between(&ports, head.id, from, to).await?;
        if context.json {
            return context.terminal.data_json(&json::patch(&patch));
        }
        if patch.is_empty() {
            context.terminal.say("nothing changed");
            return Ok(());
        }
        Ok(context.terminal.data(&show::patch_diff(&before, &after, &patch, &context.terminal.style))?)
    }
}
