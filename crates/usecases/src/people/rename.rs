//! Somebody under another name. Tasks name their assignees by name, so these follow.

use planwright_domain::{ProjectId, ResourceChange, TaskChange};

use super::{resource, same};
use crate::operate::draft;
use crate::plan::Drafted;
use crate::{Ports, Refused};

/// Drafts another name for a person, in every task that names them.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Rejected`] where somebody else bears the name, store failures.
pub async fn rename(
    ports: &Ports<'_>,
    project: ProjectId,
    name: &str,
    new: &str,
) -> Result<Drafted, Refused> {
    let reason = |_: &_| format!("rename {} to {}", name.trim(), new.trim());
    draft(ports, project, reason, |plan, _, patch| {
        let id = resource(plan, name)?.id;
        let new = new.trim().to_owned();
        for task in plan.tasks().filter(|task| task.assignees.iter().any(|a| same(a, name))) {
            let others = task.assignees.iter().filter(|a| !same(a, name)).cloned();
            let assignees = others.chain([new.clone()]).collect();
            patch.update_task(task.id, TaskChange { assignees: Some(assignees), ..TaskChange::default() });
        }
        patch.update(id, ResourceChange { name: Some(new), ..ResourceChange::default() });
        Ok(())
    })
    .await
}
