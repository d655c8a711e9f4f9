//! Somebody under another name. Tasks name their assignees by name, so these follow; so does a calendar of their own.

use planwright_domain::{ProjectId, ResourceChange};

use super::{clock, listed_or_named, name_others, names};
use crate::operate::draft;
use crate::plan::Drafted;
use crate::{Ports, Refused, pools};

/// Drafts another name for a person, in every task that names them; also of somebody whom tasks alone know.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Rejected`] where somebody else bears the name, store failures.
pub async fn rename(
    ports: &Ports<'_>,
    project: ProjectId,
    name: &str,
    new: &str,
) -> Result<Drafted, Refused> {
    let new = new.trim();
    let crew = pools::crew(ports, project).await?;
    let reason = |_: &_| format!("rename {} to {new}", name.trim());
    let drafted = draft(ports, project, reason, |plan, _, patch| {
        let known = listed_or_named(plan, crew.as_ref(), name)?;
        for task in plan.tasks().filter(|task| names(task, name)) {
            name_others(task, name, Some(new), patch);
        }
        if let Some(person) = known {
            clock::follow(plan, person, new, patch);
            patch.update(
                person.id,
                ResourceChange { name: Some(new.to_owned()), ..ResourceChange::default() },
            );
        }
        Ok(())
    })
    .await;
    let mut drafted = pools::elsewhere(ports, project, name, drafted).await?;
    if !super::same(name, new) {
        let who = super::resource(&drafted.before, name).map_or(name, |person| &person.name);
        drafted.warnings.extend(pools::named_elsewhere(ports, project, who, Some(new)).await?);
    }
    Ok(drafted)
}
