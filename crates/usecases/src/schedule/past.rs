//! When what is finished was begun and finished, as the log of the project tells: by when somebody said so. Nothing is
//! stored; the dates that were kept with the plan count where the log says nothing.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use planwright_domain::schedule::Past;
use planwright_domain::{Entry, IdMap, Op, Project, Status, TaskId, Version};

use super::Schedule;
use crate::{Ports, Refused};

/// When somebody said that a task is begun, and that it is done.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    begun: Option<Timestamp>,
    done: Option<Timestamp>,
}

impl Schedule {
    /// The same with what is finished, as far as its dates are known: it is past, and nothing of it later than `today`.
    ///
    /// # Errors
    /// Store failures.
    pub async fn with_past(mut self, ports: &Ports<'_>, today: Date) -> Result<Self, Refused> {
        if self.project.tasks().any(|task| task.status == Status::Done) {
            let entries = ports.projects.entries(self.project.id(), Version(0), None).await?;
            self.past = past(&self.project, &entries, today);
        }
        Ok(self)
    }
}

/// The past of a project by its log, on the project's own clocks.
fn past(project: &Project, entries: &[Entry], today: Date) -> Past {
    let mut said: IdMap<TaskId, Said> = IdMap::default();
    for entry in entries {
        for (id, op) in &entry.patch.tasks {
            let Op::Update(change) = op else { continue };
            match change.status {
                Some(Status::InProgress) => {
                    let said = said.entry(*id).or_default();
                    *said = Said { begun: said.begun.or(Some(entry.at)), done: None };
                }
                Some(Status::Done) => said.entry(*id).or_default().done = Some(entry.at),
                Some(Status::Todo | Status::Blocked) => said.entry(*id).or_default().done = None,
                Some(Status::Cancelled) | None => {}
            }
        }
    }
    let zone = TimeZone::get(&project.meta().time_zone).unwrap_or(TimeZone::UTC);
    let shown = |at: Timestamp| {
        let (at, over) = (zone.to_datetime(at), today.tomorrow().map_or(today, |day| day));
        at.date().at(at.hour(), at.minute(), 0, 0).min(over.to_datetime(Time::midnight()))
    };
    Past::of(project, |task| {
        let said = said.get(&task.id).copied().unwrap_or_default();
        (said.begun.map(shown), said.done.map(shown))
    })
}
