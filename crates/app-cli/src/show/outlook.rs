//! When what is left of a plan would be done, counted from today: the dates on every surface of the command line. It is
//! computed from the timetable and kept nowhere.

use jiff::civil::Date;
use planwright::domain::schedule::{Timetable, Verdict};
use planwright::domain::{Project, Task, TaskId};
use planwright::usecases::read;

use super::words::{effort, working_days};

/// The dates of one state of a project, seen from one day.
#[derive(Debug)]
pub(super) struct Outlook<'a> {
    project: &'a Project,
    /// `None` while the dependencies have a cycle.
    table: Option<Timetable>,
}

impl<'a> Outlook<'a> {
    /// Work goes on today, or on the day the project says it may begin.
    pub(super) fn of(project: &'a Project, today: Date) -> Self {
        let table = read::timetable(project, today);
        Self { project, table }
    }

    /// Whether dates can be told at all.
    pub(super) fn is_known(&self) -> bool {
        self.table.is_some()
    }

    /// The days on which what is left of a task would start and finish.
    pub(super) fn days(&self, id: TaskId) -> Option<(Date, Date)> {
        self.table.as_ref()?.days(id)
    }

    /// Whether a delay of this task delays the project.
    pub(super) fn is_critical(&self, task: &Task) -> bool {
        !task.status.is_closed()
            && self.table.as_ref().and_then(|t| t.get(task.id)).is_some_and(|times| times.critical)
    }

    /// By how many working minutes it would miss its due date; 0 when it would not.
    pub(super) fn overdue(&self, task: &Task) -> i64 {
        if task.status.is_closed() {
            return 0;
        }
        self.table.as_ref().and_then(|t| t.get(task.id)).map_or(0, |times| times.overdue)
    }

    /// How many working minutes it can slip before the project does.
    pub(super) fn slack(&self, id: TaskId) -> Option<i64> {
        Some(self.table.as_ref()?.get(id)?.total_slack)
    }

    /// The first and last day of the work that is left, and how many working days it takes from one to the other.
    pub(super) fn span(&self) -> Option<(Date, Date, i64)> {
        let table = self.table.as_ref()?;
        let open = self.project.tasks().filter(|t| !t.status.is_closed() && !self.project.is_summary(t.id));
        let first = open.filter_map(|t| table.get(t.id)).map(|times| times.early_start).min()?;
        Some(table.span(first))
    }

    /// How many open work packages are under way at the same time, at most: the dates hold only if somebody is there
    /// for each of them.
    pub(super) fn at_once(&self) -> usize {
        let Some(table) = &self.table else { return 0 };
        let open = self.project.tasks().filter(|t| !t.status.is_closed() && !self.project.is_summary(t.id));
        let mut turns: Vec<(i64, i32)> = open
            .filter_map(|t| table.get(t.id))
            .filter(|times| times.early_start < times.early_finish)
            .flat_map(|times| [(times.early_start, 1), (times.early_finish, -1)])
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
        let table = self.table.as_ref()?;
        let per_day = table.minutes_per_day();
        Some(match table.verdict(deadline) {
            Verdict::Holds { spare: 0 } => (true, "holds, with nothing to spare".to_owned()),
            Verdict::Holds { spare } => {
                (true, format!("holds with {} to spare", working_days(spare, per_day, false)))
            }
            Verdict::Misses { by } => (false, format!("missed by {}", working_days(by, per_day, true))),
        })
    }

    /// A task's due date and whether it would be missed, in words.
    pub(super) fn missed(&self, task: &Task) -> Option<String> {
        let by = self.overdue(task);
        let per_day = self.project.meta().minutes_per_day;
        (by > 0).then(|| format!("missed by {}", effort(by.unsigned_abs(), per_day)))
    }
}
