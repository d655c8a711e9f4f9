//! What of a task a notation leaves out. Must never change a field that has no feature of its own.

use planwright_domain::{Kind, Project, Status, Task};

use super::Feature;

use Feature as F;

/// Whether a task has the feature.
pub(super) fn on_task(feature: Feature, task: &Task, project: &Project) -> bool {
    match feature {
        F::Hierarchy => task.parent.is_some(),
        F::Keys => task.source_key.is_some(),
        F::Descriptions => task.description.is_some(),
        F::Criteria => !task.acceptance_criteria.is_empty(),
        F::Milestones => task.kind == Kind::Milestone,
        F::Done => task.status == Status::Done,
        F::InProgress => task.status == Status::InProgress,
        F::Blocked => task.status == Status::Blocked,
        F::Cancelled => task.status == Status::Cancelled,
        F::Archived => task.archived,
        F::Priorities => task.priority.is_some(),
        F::Efforts => task.effort.is_some() && !project.is_summary(task.id),
        F::SummaryEfforts => task.effort.is_some() && project.is_summary(task.id),
        F::Ranges => task.estimate.is_some(),
        F::Actuals => task.actual.is_some(),
        F::Durations => task.duration.is_some(),
        F::Remaining => task.remaining.is_some(),
        F::Starts => task.start.is_some(),
        F::DueDates => task.due.is_some(),
        F::Constraints => task.constraint.is_some(),
        F::Splitting => task.interruptible,
        F::PlannedDates => task.planned_start.is_some() || task.planned_finish.is_some(),
        F::Calendars => task.calendar.is_some(),
        F::Assignments => project.assignments_of(task.id).next().is_some(),
        F::Assignees => !task.assignees.is_empty(),
        F::Labels => !task.labels.is_empty(),
        F::ExternalIds => !task.external_ids.is_empty(),
        F::Metadata => !task.metadata.is_empty(),
        F::Origins => task.origin.is_some(),
        _ => false,
    }
}

/// A task without the feature.
pub(super) fn task_without(feature: Feature, task: Task) -> Task {
    match feature {
        F::Keys => Task { source_key: None, ..task },
        F::Descriptions => Task { description: None, ..task },
        F::Criteria => Task { acceptance_criteria: Vec::new(), ..task },
        F::Milestones => Task { kind: Kind::Task, ..task },
        F::Done | F::InProgress | F::Blocked | F::Cancelled => Task { status: Status::Todo, ..task },
        F::Archived => Task { archived: false, ..task },
        F::Priorities => Task { priority: None, ..task },
        F::Efforts | F::SummaryEfforts => Task { effort: None, estimate: None, ..task },
        F::Ranges => Task { estimate: None, ..task },
        F::Actuals => Task { actual: None, ..task },
        F::Durations => Task { duration: None, ..task },
        F::Remaining => Task { remaining: None, ..task },
        F::Starts => Task { start: None, ..task },
        F::DueDates => Task { due: None, ..task },
        F::Constraints => Task { constraint: None, ..task },
        F::Splitting => Task { interruptible: false, ..task },
        F::PlannedDates => Task { planned_start: None, planned_finish: None, ..task },
        F::Calendars => Task { calendar: None, ..task },
        F::Assignees => Task { assignees: Default::default(), ..task },
        F::Labels => Task { labels: Default::default(), ..task },
        F::ExternalIds => Task { external_ids: Default::default(), ..task },
        F::Metadata => Task { metadata: Default::default(), ..task },
        F::Origins => Task { origin: None, ..task },
        _ => task,
    }
}
