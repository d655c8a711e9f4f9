//! What the commands `start`, `done`, `cancel`, `block` and `reopen` have in common.

use planwright::domain::Status;
use planwright::usecases::history::TakenBack;
use planwright::usecases::{Committed, resolve, tasks};

use crate::context::Context;
use crate::failure::Failure;
use crate::{show, words};

/// Sets the status of the named tasks and says so with `word`.
pub(super) async fn set(context: &Context, names: &[String], status: Status, word: &str) -> Result<(), Failure> {
    let ports = context.ports().await?;
    let head = context.project(&ports).await?;
    let mut found = Vec::new();
    for name in names {
        found.push(resolve::task(&ports, head.id, name).await?);
    }
    let titles: Vec<String> = found.iter().map(|t| words::quoted(&t.title)).collect();
    let reason = format!("{word}: {}", found.iter().map(|t| t.title.as_str()).collect::<Vec<_>>().join(", "));
    let alone = match found.as_slice() {
        [only] => {
            tasks::set_leaf_status(&ports, head.id, head.version, only, status, reason.clone()).await?
        }
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
            let more = if others > 0 { format!(" (and {others} more above or below)") } else { String::new() };
            context.terminal.say(&format!("{word} {}{more}", titles.join(", ")));
        }
        Committed::AlreadyTrue(_) => context.terminal.say(&format!("{} already {status}", titles.join(", "))),
    }
    Ok(())
}

/// Says what was taken back.
pub(super) fn taken_back(context: &Context, word: &str, taken: &TakenBack) {
    let (version, reason) = (taken.target.version, &taken.target.patch.reason);
    context.terminal.say(&match taken.committed {
        Committed::Appended(_) => format!("{word} version {version}: {}", show::harmless(reason)),
        Committed::AlreadyTrue(_) => format!("version {version} has no effect any more"),
    });
}
