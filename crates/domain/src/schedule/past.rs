//! What is finished, as far as it is known when it took place: it keeps its place beside a schedule of what is left. What is
//! past is never scheduled, and moves nothing.

use jiff::civil::DateTime;

use crate::id::{IdMap, TaskId};
use crate::project::Project;
use crate::status::Status;
use crate::task::Task;

/// When what is finished took place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past(IdMap<TaskId, (DateTime, DateTime)>);

impl Past {
    /// Of the tasks of a project that are done, by what `actual` knows of when one began and was finished, else by the dates
    /// that were planned and kept. What is not known to have begun earlier began when it was finished. A summary task takes in
    /// all that is below it.
    pub fn of(project: &Project, actual: impl Fn(&Task) -> (Option<DateTime>, Option<DateTime>)) -> Self {
        let mut found: IdMap<TaskId, (DateTime, DateTime)> = IdMap::default();
        let done = |task: &&Task| task.status == Status::Done && !project.is_summary(task.id);
        for task in project.tasks().filter(done) {
            let (begun, finished) = actual(task);
            let Some(finish) = finished.or(task.planned_finish) else { continue };
            let start = begun.or(task.planned_start).map_or(finish, |start| start.min(finish));
            for id in std::iter::once(task.id).chain(project.ancestors(task.id).map(|above| above.id)) {
                let span = found.entry(id).or_insert((start, finish));
                *span = (span.0.min(start), span.1.max(finish));
            }
        }
        Self(found)
    }

    /// From when to when a task took place, or what is done of a summary task.
    pub fn get(&self, id: TaskId) -> Option<(DateTime, DateTime)> {
        self.0.get(&id).copied()
    }

    /// When a task takes place, with what is done of it.
    pub fn with(&self, id: TaskId, (start, finish): (DateTime, DateTime)) -> (DateTime, DateTime) {
        self.get(id).map_or((start, finish), |past| (past.0.min(start), past.1.max(finish)))
    }
}
