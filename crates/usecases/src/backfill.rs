//! Filling in what titles say: "Fix login (90 min)" becomes "Fix login" with 90 minutes of effort, as a proposal. A
//! range stays a range beside its midpoint.

use planwright_domain::{Estimate, Kind, Patch, Project, TaskChange};
use planwright_planner::estimate::trailing_bracket;

use crate::Ports;
use crate::plan::day_length;

/// The patch that moves durations out of titles into efforts, for tasks that have none. Empty when there is nothing to
/// move.
pub fn efforts_from_titles(ports: &Ports<'_>, project: &Project) -> Patch {
    let day = day_length(project.meta());
    let mut patch = ports.patch(project.id(), project.version(), "efforts from titles");
    for task in project.tasks().filter(|t| t.effort.is_none() && t.kind == Kind::Task) {
        if let Some((title, effort)) = trailing_bracket(&task.title, day)
            && effort.likely > 0
            && !title.trim().is_empty()
        {
            let (low, likely, high) = (effort.low, effort.likely, effort.high);
            let range = (low > 0 && low < high).then_some(Estimate { low, likely, high, confidence: None });
            let change = TaskChange {
                title: Some(title.trim().to_owned()),
                effort: Some(Some(likely)),
                estimate: range.map(Some),
                ..TaskChange::default()
            };
            patch.update_task(task.id, change);
        }
    }
    patch
}
