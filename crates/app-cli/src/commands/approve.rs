//! `planwright approve`.

use std::collections::BTreeSet;

use planwright::domain::{OpRef, Project, Proposal, TaskId, WbsCode};
use planwright::usecases::{Committed, Ports, Refused, approve, projects, resolve};

use crate::context::Context;
use crate::failure::Failure;
use crate::words;

/// Approve a proposal, whole or in part
///
/// Approving a part takes what it needs along (summary tasks above it, the ends of its links) and leaves the rest open
/// as a proposal of its own.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The proposal, by its id; without one, the only open one
    proposal: Option<String>,
    /// Approve only these tasks of it, by id or title, with everything below them; may be given several times
    #[arg(long, value_name = "TASK")]
    only: Vec<String>,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports().await?;
        let wished = context.wished_project(&ports).await?;
        let proposal = resolve::proposal(&ports, wished, self.proposal.as_deref()).await?;
        let chosen =
            if self.only.is_empty() { None } else { Some(chosen(&ports, &proposal, &self.only).await?) };
        let working = context.terminal.working("storing the plan");
        let approved = approve::approve(&ports, &proposal, chosen.as_ref()).await?;
        drop(working);
        context.remember(&ports, proposal.patch.project).await?;
        let heads = projects::list(&ports).await?;
        let title = heads
            .iter()
            .find(|head| head.id == proposal.patch.project)
            .map_or("", |head| head.title.as_str());
        let title = words::quoted(title);
        match approved.committed {
            Committed::Appended(applied) => {
                context.terminal.say(&format!(
                    "approved as version {} of {title}; take it back with: planwright undo",
                    applied.version()
                ));
            }
            Committed::AlreadyTrue(version) => {
                context.terminal.say(&format!("all of it is already so in {title}, as of version {version}"));
            }
        }
        if !approved.added.is_empty() {
            let n = approved.added.len();
            context.terminal.say(&format!(
                "{n} more change{} came along because the chosen ones need them",
                words::plural(n)
            ));
        }
        if let Some(left) = approved.left {
            context.terminal.say(&format!("the rest is open as proposal {}", super::review::short(&left)));
        }
        Ok(())
    }
}

/// The operations of a proposal that concern the named tasks, and all below them.
async fn chosen(
    ports: &Ports<'_>,
    proposal: &Proposal,
    names: &[String],
) -> Result<BTreeSet<OpRef>, Failure> {
    let (_, after) = approve::preview(ports, proposal).await?;
    let mut chosen = BTreeSet::new();
    for name in names {
        let task = find(&after, name)?;
        for below in after.subtree(task) {
            chosen.insert(OpRef::Task(below.id));
            let (into, out_of) = after.network().incident(below.id);
            for link in into.chain(out_of) {
                chosen.insert(OpRef::Link(link));
            }
            chosen.extend(after.assignments_of(below.id).map(|a| OpRef::Assignment(a.id)));
        }
    }
    let inside = |op: &OpRef| match op {
        OpRef::Link(id) => after
            .link(*id)
            .is_some_and(|l| chosen.contains(&OpRef::Task(l.from)) && chosen.contains(&OpRef::Task(l.to))),
        _ => true,
    };
    Ok(chosen.iter().copied().filter(inside).collect())
}

/// A task of a plan that is not stored yet, by wbs code, beginning of its id, or title.
fn find(plan: &Project, name: &str) -> Result<TaskId, Failure> {
    if let Some(task) = WbsCode::parse(name).and_then(|code| plan.at_wbs(&code)) {
        return Ok(task.id);
    }
    let letters = name.to_lowercase();
    let found: Vec<_> = plan
        .walk()
        .filter(|w| w.task.title.to_lowercase() == letters || w.task.id.letters().starts_with(&letters))
        .collect();
    match found.as_slice() {
        [only] => Ok(only.task.id),
        [] => Err(Refused::NotFound { what: "task", name: name.to_owned() }.into()),
        several => Err(Refused::Ambiguous {
            what: "task",
            name: name.to_owned(),
            candidates: several.iter().map(|w| (w.code.to_string(), w.task.title.clone())).collect(),
        }
        .into()),
    }
}
