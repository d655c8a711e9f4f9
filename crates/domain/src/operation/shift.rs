//! Dates moved: start and due dates, constraints and stored planned dates of open tasks, and the dates of the project
//! itself, by days of the calendar or of work.

use jiff::Span;
use jiff::civil::{Date, DateTime};

use super::{Barred, Operation};
use crate::constraint::Constraint;
use crate::id::TaskId;
use crate::meta::{MetaChange, WorkingDays};
use crate::patch::Patch;
use crate::project::Project;
use crate::task::TaskChange;

/// By how much dates move; negative is earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Days of the calendar.
    Days(i32),
    /// Working days of the project's week. A date on a day off counts from the nearest working day the other way.
    WorkingDays(i32),
}

/// Writes into `patch` what moves the dates of tasks that are open; with `and_project`, those of the project as well.
///
/// # Errors
/// [`Barred`] when a date would leave the calendar.
pub fn shift(
    project: &Project,
    tasks: &[TaskId],
    and_project: bool,
    by: Shift,
    patch: &mut Patch,
) -> Result<(), Barred> {
    let week = project.meta().working_days;
    let moved = |date: Option<Date>| -> Result<Option<Option<Date>>, Barred> {
        let Some(date) = date else { return Ok(None) };
        let to = by.from(date, week).ok_or_else(|| {
            let message = format!("cannot move {date} so far: there is no such day");
            Barred::new(Operation::Shift, message, "move it by fewer days")
        })?;
        Ok(Some(Some(to)).filter(|_| to != date))
    };
    for task in tasks.iter().filter_map(|id| project.task(*id)).filter(|task| !task.status.is_closed()) {
        let (start, due) = (moved(task.start)?, moved(task.due)?);
        let asked = moved(task.constraint.and_then(|asked| asked.date))?;
        let constraint = asked.map(|date| task.constraint.map(|asked| Constraint { date, ..asked }));
        let planned = |at: Option<DateTime>| -> Result<_, Barred> {
            let day = moved(at.map(DateTime::date))?.flatten();
            Ok(day.zip(at).map(|(day, at)| Some(day.to_datetime(at.time()))))
        };
        let (planned_start, planned_finish) = (planned(task.planned_start)?, planned(task.planned_finish)?);
        let change =
            TaskChange { start, due, constraint, planned_start, planned_finish, ..TaskChange::default() };
        if change != TaskChange::default() {
            patch.update_task(task.id, change);
        }
    }
    if and_project {
        let (start, deadline) = (moved(project.meta().start)?, moved(project.meta().deadline)?);
        patch.meta = MetaChange { start, deadline, ..MetaChange::default() };
    }
    Ok(())
}

impl Shift {
    /// The day `date` moves to; `None` beyond the calendar.
    fn from(self, date: Date, week: WorkingDays) -> Option<Date> {
        match self {
            Self::Days(days) => later(date, i64::from(days)),
            Self::WorkingDays(days) => {
                let (step, count) = (i64::from(days.signum()), days.unsigned_abs());
                let a_week = week.count();
                if a_week == 0 || days == 0 {
                    return Some(date);
                }
                let mut at = date;
                while !week.contains(at.weekday()) {
                    at = later(at, -step)?;
                }
                at = later(at, i64::from(count / a_week) * step * 7)?;
                let mut rest = count % a_week;
                while rest > 0 {
                    at = later(at, step)?;
                    rest -= u32::from(week.contains(at.weekday()));
                }
                Some(at)
            }
        }
    }
}

fn later(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::apply::apply;
    use crate::id::{PatchId, ProjectId};
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::status::Status;
    use crate::task::Task;
    use crate::version::{Author, Version};

    #[test]
    fn planned_dates_move_with_the_others_and_keep_their_time_of_day() {
        let (start, finish) = (date(2026, 3, 2).at(9, 30, 0, 0), date(2026, 3, 6).at(17, 0, 0, 0));
        let wall = Task {
            planned_start: Some(start),
            planned_finish: Some(finish),
            ..Task::new(TaskId::from_bits(1), "Wall")
        };
        let done = Task { id: TaskId::from_bits(2), status: Status::Done, ..wall.clone() };
        let plan = Project::assemble(
            ProjectId::from_bits(7),
            Version(1),
            Meta::new("House"),
            [wall, done],
            [],
            Extent::Whole,
        );
        let ids = [TaskId::from_bits(1), TaskId::from_bits(2)];
        let mut patch = Patch::new(PatchId::from_bits(9), plan.id(), Version(1), Author::new("ann"), "");
        shift(&plan, &ids, false, Shift::WorkingDays(1), &mut patch).expect("there are such days");
        let mut after = plan.clone();
        let _ = apply(&mut after, &patch).expect("the shift is accepted");
        let planned = |id| after.task(id).map(|t| (t.planned_start, t.planned_finish));
        let later = (Some(date(2026, 3, 3).at(9, 30, 0, 0)), Some(date(2026, 3, 9).at(17, 0, 0, 0)));
        assert_eq!((planned(ids[0]), planned(ids[1])), (Some(later), Some((Some(start), Some(finish)))));
    }

    #[test]
    fn working_days_leave_out_days_off() {
        let week = WorkingDays::MONDAY_TO_FRIDAY;
        let friday = date(2026, 3, 6);
        let to = |n| Shift::WorkingDays(n).from(friday, week);
        assert_eq!(
            (to(1), to(5), to(-5)),
            (Some(date(2026, 3, 9)), Some(date(2026, 3, 13)), Some(date(2026, 2, 27)))
        );
        assert_eq!(to(7), Some(date(2026, 3, 17)));
        let sunday = date(2026, 3, 8);
        assert_eq!(Shift::WorkingDays(1).from(sunday, week), Some(date(2026, 3, 9)));
        assert_eq!(Shift::WorkingDays(-1).from(sunday, week), Some(date(2026, 3, 6)));
        assert_eq!(Shift::Days(-8).from(sunday, week), Some(date(2026, 2, 28)));
        assert_eq!(Shift::Days(i32::MAX).from(sunday, week), None);
        assert_eq!(Shift::WorkingDays(i32::MIN).from(sunday, week), None);
    }
}
