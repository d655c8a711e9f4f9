//! Baselines: keeping the schedule of today, and seeing what has become of one that was kept. Each change is drafted as a
//! patch that can be shown, and made so by [`commit`](crate::commit).

use jiff::civil::Date;
use planwright_domain::schedule::Comparison;
use planwright_domain::{Baseline, BaselineId, Project, ProjectId};

use crate::history;
use crate::operate::draft;
use crate::plan::Drafted;
use crate::schedule::{Schedule, planned};
use crate::{Ports, Refused};

/// The baseline of this name, small and capital letters being the same; without a name the newest.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Senseless`] where there is none yet.
pub fn find<'a>(plan: &'a Project, name: Option<&str>) -> Result<&'a Baseline, Refused> {
    let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
    match name {
        Some(name) => plan
            .baselines()
            .find(|baseline| same(&baseline.name, name))
            .ok_or_else(|| Refused::NotFound { what: "baseline", name: name.to_owned() }),
        None => plan.baselines().max_by_key(|b| (b.taken_on, b.version, b.id)).ok_or_else(|| {
            Refused::senseless("there is no baseline yet", "take one with: planwright baseline take")
        }),
    }
}

/// The plan as it was when a baseline was taken, which knows what is gone since; the plan of today where the baseline does
/// not say.
///
/// # Errors
/// Store failures.
pub async fn as_taken(ports: &Ports<'_>, plan: Project, baseline: &Baseline) -> Result<Project, Refused> {
    let gone = baseline.tasks.keys().any(|id| plan.task(*id).is_none());
    match baseline.version.filter(|version| gone && *version <= plan.version()) {
        Some(version) => history::at(ports, plan.id(), Some(version)).await,
        None => Ok(plan),
    }
}

/// Drafts a baseline of the schedule of `today`; without a name it is called after the day.
///
/// # Errors
/// [`Refused::Rejected`] where the name is taken, [`Refused::Senseless`] while nothing is open or the dependencies go round
/// in a circle, store failures.
pub async fn take(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    today: Date,
) -> Result<Drafted, Refused> {
    let now = planned(ports, project, today).await?.with_past(ports, today).await?;
    if now.open().next().is_none() {
        return Err(Refused::senseless(
            "wanted a baseline, but nothing is left to be done",
            "add a task, or reopen one",
        ));
    }
    let name = name.map_or_else(|| today.to_string(), |name| name.trim().to_owned());
    let mut patch = ports.patch(project, now.project.version(), format!("take the baseline {name}"));
    let id = BaselineId::from_bits(ports.ids.fresh());
    let baseline = now.dated().baseline(&now.project, &now.past, id, name, today);
    patch.create(baseline);
    Drafted::amending(now.project, patch)
}

/// Drafts the removal of a baseline.
///
/// # Errors
/// [`Refused::NotFound`], store failures.
pub async fn remove(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<Drafted, Refused> {
    draft(
        ports,
        project,
        |_| format!("remove the baseline {name}"),
        |plan, _, patch| {
            patch.delete::<Baseline>(find(plan, Some(name))?.id);
            Ok(())
        },
    )
    .await
}

/// What has become of a baseline, without a name of the newest.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Senseless`] as [`find`] and [`Schedule::of`], store failures.
pub async fn compare(
    ports: &Ports<'_>,
    project: ProjectId,
    name: Option<&str>,
    today: Date,
) -> Result<(Schedule, Baseline, Comparison), Refused> {
    let now = planned(ports, project, today).await?.with_past(ports, today).await?;
    let baseline = find(&now.project, name)?.clone();
    let found = now.dated().compare(&now.project, &now.past, &baseline);
    Ok((now, baseline, found))
}
