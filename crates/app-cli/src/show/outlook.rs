//! When what is left of a plan would be done, counted from today: the dates on every surface of the command line. It is computed from the schedule every
//! view shows and kept nowhere.

use jiff::civil::{Date, DateTime};
use planwright::domain::{Project, Task};
use planwright::usecases::schedule::{Now, Schedule, Slot};

use super::verdict::verdict;
use super::words::effort;

/// The dates of one state of a project, seen from one day.
#[derive(Debug)]
pub(super) struct Outlook {
    /// `None` while the dependencies have a cycle.
    schedule: Option<Schedule>,
    per_day: u32,
}

impl Outlook {
    /// Work goes on today, or on the day the project says it may begin.
    pub(super) fn of(project: &Project, now: &Now) -> Self {
        let schedule = now.schedule(project);
        Self { schedule, per_day: project.meta().minutes_per_day }
    }

    /// Whether dates can be told at all.
    pub(super) fn is_known(&self) -> bool {
        self.schedule.is_some()
    }

    fn slot(&self, task: &Task) -> Option<Slot> {
        self.schedule.as_ref()?.slot(task)
    }

    /// The days on which what is left of an open task would start and finish.
    pub(super) fn days(&self, task: &Task) -> Option<(Date, Date)> {
        self.slot(task).map(|slot| (slot.first, slot.last))
    }

    /// Whether a delay of this task delays the project.
    pub(super) fn is_critical(&self, task: &Task) -> bool {
        self.slot(task).is_some_and(|slot| slot.critical)
    }

    /// By how many working minutes it would miss its due date; 0 when it would not.
    pub(super) fn overdue(&self, task: &Task) -> i64 {
        self.slot(task).map_or(0, |slot| slot.overdue)
    }

    /// How many working minutes an open task can slip before the project does.
    pub(super) fn slack(&self, task: &Task) -> Option<i64> {
        self.slot(task).map(|slot| slot.total_slack)
    }

    /// The first and last day of the work that is left, and how many working days it takes from one to the other.
    pub(super) fn span(&self) -> Option<(Date, Date, i64)> {
        self.schedule.as_ref()?.span()
    }

    /// How many open work packages are under way at the same time, at most: the dates hold only if somebody is there
    /// for each of them.
    pub(super) fn at_once(&self) -> usize {
        let Some(schedule) = &self.schedule else { return 0 };
        let mut turns: Vec<(DateTime, i32)> = schedule
            .open()
            .filter_map(|task| schedule.slot(task))
            .filter(|slot| slot.start < slot.finish)
            .flat_map(|slot| [(slot.start, 1), (slot.finish, -1)])
            .collect();
        turns.sort_unstable();
        let running = turns.iter().scan(0, |running, (_, turn)| {
            *running += turn;
            Some(*running)
        });
        running.max().map_or(0, |most| most.max(0) as usize)
    }

    /// Whether the project's deadline holds, in words, and whether it does.
    pub(super) fn verdict(&self, deadline: Date) -> Option<(bool, String)> {
        Some(verdict(self.schedule.as_ref()?, deadline))
    }

    /// A task's due date and whether it would be missed, in words.
    pub(super) fn missed(&self, task: &Task) -> Option<String> {
        let by = self.overdue(task);
        (by > 0).then(|| format!("missed by {}", effort(by.unsigned_abs(), self.per_day)))
    }
}
