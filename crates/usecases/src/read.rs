//! Looking: what there is to do, what can be begun next, and when it would be done.

use jiff::civil::Date;
use planwright_domain::schedule::{Given, Model};
use planwright_domain::{Priority, Project, ProjectId, Readiness, Task, inherited};
use planwright_ports::{FoundTask, Scope, TaskQuery};

use crate::zones::zones;
use crate::{Ports, Refused};

/// The tasks that fit a query.
///
/// # Errors
/// Store failures.
pub async fn list(ports: &Ports<'_>, query: &TaskQuery) -> Result<Vec<FoundTask>, Refused> {
    Ok(ports.projects.query(query).await?)
}

/// A project, all of it.
///
/// # Errors
/// Store failures.
pub async fn whole(ports: &Ports<'_>, project: ProjectId) -> Result<Project, Refused> {
    Ok(ports.projects.load(project, None, Scope::Whole).await?)
}

/// What can be begun on `today`, the most pressing first: by priority, then due date, then the order of the plan; each
/// with what holds for it because of the summary tasks above it.
pub fn next(project: &Project, today: Date) -> Vec<&Task> {
    let mut ready: Vec<(&Task, Priority, Option<Date>)> = Readiness::of(project)
        .ready()
        .filter_map(|task| {
            let held = inherited(project, task);
            let begun = held.start.is_none_or(|start| start <= today);
            begun.then(|| {
                (task, held.priority.unwrap_or(Priority::Medium), held.due.or(project.meta().deadline))
            })
        })
        .collect();
    ready.sort_by_key(|(_, priority, due)| (std::cmp::Reverse(*priority), due.is_none(), *due));
    ready.into_iter().map(|(task, _, _)| task).collect()
}

/// The project compiled for scheduling what is left of it from `today`, or from its own start where that is later, with
/// the pool of people it shares.
pub fn model(project: &Project, pool: Option<&Project>, today: Date) -> Model {
    let start = project.meta().start.map_or(today, |start| start.max(today));
    let zones = zones([Some(project), pool].into_iter().flatten(), start);
    Model::of(project, Given { start, zones: &zones, pool })
}
