//! What `plan`, `import`, `backfill` and `edit` do with a draft: show it, ask, and approve it or leave it open.

use planwright::domain::Proposal;
use planwright::usecases::plan::{Drafted, put_forward};
use planwright::usecases::schedule::Now;
use planwright::usecases::{Committed, Ports, approve};

use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show, words};

/// Shows a draft, then asks whether to make it so. With nobody to ask it stays an open proposal.
pub(super) async fn review(
    context: &Context,
    ports: &Ports<'_>,
    drafted: Drafted,
    dry_run: bool,
) -> Result<(), Failure> {
    let nothing = drafted.new.is_none() && drafted.patch.is_empty();
    let remarks = !drafted.questions.is_empty() || !drafted.warnings.is_empty();
    if context.json || remarks || !nothing {
        show_draft(context, ports, &drafted).await?;
    }
    if dry_run && !nothing {
        context.terminal.say("dry run: nothing was stored");
        return Ok(());
    }
    if nothing {
        context.terminal.say("nothing to change: the project says all of it already");
        return Ok(());
    }
    let (title, new) = (drafted.after.meta().title.clone(), drafted.new.is_some());
    let working = context.terminal.working("storing the proposal");
    let proposal = put_forward(ports, drafted).await?;
    drop(working);
    context.remember(ports, proposal.patch.project).await?;
    let name = short(&proposal);
    let question = if new { "approve this plan?" } else { "approve this change?" };
    match context.terminal.ask(question)? {
        Some(true) => {
            let working = context.terminal.working("storing the plan");
            let approved = approve::approve(ports, &proposal, None).await?;
            drop(working);
            let version = approved.committed.version();
            match approved.committed {
                Committed::Appended(_) => context.terminal.say(&format!(
                    "approved as version {version} of {}; take it back with: planwright undo",
                    words::quoted(&title)
                )),
                Committed::AlreadyTrue(_) => context.terminal.say("nothing to change: all of it is already so"),
            }
        }
        Some(false) => {
            approve::reject(ports, &proposal, None).await?;
            context.terminal.say(&format!("rejected; it is kept as proposal {name}"));
        }
        None => context.terminal.say(&format!(
            "left open as proposal {name}\napprove it with: planwright approve {name}\nreject it with: planwright reject {name}"
        )),
    }
    Ok(())
}

/// Shows a draft as data: the whole plan as JSON, or the review.
pub(super) async fn show_draft(
    context: &Context,
    ports: &Ports<'_>,
    drafted: &Drafted,
) -> Result<(), Failure> {
    let now = Now::of(ports, &drafted.after, context.today()).await?;
    if context.json {
        return context.terminal.data_json(&json::draft(drafted, &now));
    }
    let review = show::Review {
        before: &drafted.before,
        after: &drafted.after,
        patch: &drafted.patch,
        questions: &drafted.questions,
        warnings: &drafted.warnings,
        now: &now,
    };
    Ok(context.terminal.data(&show::review(&review, &context.terminal.style))?)
}

/// What a person calls a proposal.
pub(super) fn short(proposal: &Proposal) -> String {
    proposal.id.letters()[..8].to_owned()
}
