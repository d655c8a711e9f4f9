//! What the commands `start`, `done`, `cancel`, `block` and `reopen` have in common.

use planwright::domain::Status;
use planwright::usecases::history::TakenBack;
use planwright::usecases::{Committed, resolve, tasks};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Sets the status of the named tasks and says so with `word`.
pub(super) async fn set(
    context: &Context,
    names: &[String],
    status: Status,
    word: &str,
) -> Result<(), Failure> {
    let ports = context.ports().await?;
    let head = context.project(&ports).await?;
    let found = resolve::tasks(&ports, head.id, names).await?;
    let titles = words::all_quoted(&found);
    let reason = format!("{word}: {}", words::titles(&found));
    let alone = match found.as_slice() {
        [only] => tasks::set_leaf_status(&ports, head.id, head.version, only, status, reason.clone()).await?,
        _ => None,
    };
    let committed = match alone {
        Some(committed) => committed,
        None => {
            let ids: Vec<_> = found.iter().map(|t| t.id).collect();
            tasks::set_status(&ports, head.id, &ids, status, reason).await?
        }
    };
    match &committed {
        Committed::Appended(applied) => {
            let others = applied.touched().tasks.len().saturating_sub(found.len());
            let more =
                if others > 0 { format!(" (and {others} more above or below)") } else { String::new() };
            context.terminal.say(&format!("{word} {titles}{more}"));
        }
        Committed::AlreadyTrue(_) => context.terminal.say(&format!("{titles} already {status}")),
    }
    Ok(())
}

/// Says what was taken back.
pub(super) fn taken_back(context: &Context, word: &str, taken: &TakenBack) {
    // A redo takes an undo back: what it brings back is the change that the undo took.
    let target = &taken.target;
    let (version, reason) = match target.reverts() {
        Some(first) => (first, target.patch.reason.trim_start_matches(&format!("revert {first}: "))),
        None => (target.version, target.patch.reason.as_str()),
    };
    context.terminal.say(&match taken.committed {
        Committed::Appended(_) => format!("{word} version {version}: {reason}"),
        Committed::AlreadyTrue(_) => format!("version {version} has no effect any more"),
    });
}
