//! When each task takes place as views show it, and what that comes to for the whole: computed from the schedule, and asked
//! of it one task at a time.

use jiff::civil::{Date, DateTime};
use planwright_domain::Task;
use planwright_domain::schedule::Verdict;

use super::{Leveled, Schedule};

/// What can slip by no more than this part of the time a project takes is nearly critical.
const NEAR: i64 = 10;

/// When a task takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// When it starts, on the project's clocks.
    pub start: DateTime,
    /// When it finishes.
    pub finish: DateTime,
    /// The latest it must finish for the project not to be late.
    pub late_finish: DateTime,
    /// The day on which it starts.
    pub first: Date,
    /// The day on which it finishes.
    pub last: Date,
    /// Working minutes of those who do it from its start to its finish.
    pub minutes: i64,
    /// By how many working minutes of theirs it can slip before the project does.
    pub total_slack: i64,
    /// By how many before something that waits for it does.
    pub free_slack: i64,
    /// Whether a delay of it delays the project.
    pub critical: bool,
    /// Whether it can slip, but by no more than a tenth of the time the project takes.
    pub near_critical: bool,
    /// By how many working minutes it misses its due date; 0 when it does not.
    pub overdue: i64,
}

impl Slot {
    /// Of something that is no task and cannot slip, such as a buffer.
    pub fn still(start: DateTime, finish: DateTime) -> Self {
        let last = finish.saturating_sub(jiff::Span::new().minutes(1)).date();
        Self {
            start,
            finish,
            late_finish: finish,
            first: start.date(),
            last: last.max(start.date()),
            minutes: 0,
            total_slack: 0,
            free_slack: 0,
            critical: false,
            near_critical: false,
            overdue: 0,
        }
    }
}

impl Schedule {
    /// When a task takes place; `None` for what is done or cancelled: that is past.
    pub fn slot(&self, task: &Task) -> Option<Slot> {
        if task.status.is_closed() {
            return None;
        }
        let mut slot = match &self.leveled {
            Some(leveled) => self.leveled_slot(task, leveled)?,
            None => self.plain_slot(task)?,
        };
        let leaf = !self.project.is_summary(task.id);
        slot.critical = leaf && slot.total_slack <= 0;
        slot.near_critical = leaf && slot.total_slack > 0 && slot.total_slack <= self.makespan() / NEAR;
        Some(slot)
    }

    fn plain_slot(&self, task: &Task) -> Option<Slot> {
        let (times, dates) = (self.table.get(task.id)?, self.table.dates(task.id)?);
        let (first, last) = self.days_of(task)?;
        Some(Slot {
            late_finish: dates.late_finish.max(dates.finish),
            first,
            last,
            minutes: self.lasts(task)?,
            total_slack: times.total_slack,
            free_slack: times.free_slack,
            overdue: times.overdue,
            ..Slot::still(dates.start, dates.finish)
        })
    }

    /// What is done outside the project's own hours lasts as long as the longest below it.
    fn lasts(&self, task: &Task) -> Option<i64> {
        let own = self.table.lasts(task.id)?;
        if own > 0 || !self.project.is_summary(task.id) {
            return Some(own);
        }
        let below = self.project.subtree(task.id).into_iter().filter(|one| !one.status.is_closed());
        below.filter_map(|one| self.table.lasts(one.id)).max()
    }

    fn leveled_slot(&self, task: &Task, leveled: &Leveled) -> Option<Slot> {
        let (start, finish) = leveled.roster.dates(task.id)?;
        let slip = leveled.slip(self, task.id)?;
        let (first, last) = self.days_of(task)?;
        Some(Slot {
            late_finish: slip.late_finish.max(finish),
            first,
            last,
            minutes: slip.lasts,
            total_slack: slip.total,
            free_slack: slip.free,
            overdue: slip.overdue,
            ..Slot::still(start, finish)
        })
    }

    /// The days on which an open task starts and finishes.
    fn days_of(&self, task: &Task) -> Option<(Date, Date)> {
        let unleveled = self.table.days(task.id)?;
        let Some(leveled) = &self.leveled else { return Some(unleveled) };
        let (start, finish) = leveled.roster.dates(task.id)?;
        let before = finish.saturating_sub(jiff::Span::new().minutes(1)).date();
        let first = if start < finish { start.date() } else { before.max(unleveled.0) };
        Some((first, before.max(first)))
    }

    /// The project's working minutes from its start to its finish.
    pub fn makespan(&self) -> i64 {
        self.leveled.as_ref().map_or_else(|| self.table.makespan(), |leveled| leveled.roster.makespan())
    }

    /// Whether the project finishes by the end of a day.
    pub fn verdict(&self, deadline: Date) -> Verdict {
        let Some(leveled) = &self.leveled else { return self.table.verdict(deadline) };
        let (days, finish) = (self.days(), leveled.roster.finish());
        match finish > deadline {
            true => Verdict::Misses { by: days.minutes_after(deadline, finish).max(1) },
            false => Verdict::Holds { spare: days.minutes_after(finish, deadline) },
        }
    }

    /// How many working days of the project lie after the earlier of its finish and a day, up to the later, and the minutes
    /// they have.
    pub fn days_from_finish(&self, day: Date) -> (i64, i64) {
        let finish = self.span().map_or(day, |(_, last, _)| last);
        let (from, to, days) = (finish.min(day), finish.max(day), self.days());
        (days.worked_after(from, to), days.minutes_after(from, to))
    }

    /// The first and last day of what is left, and its working days; `None` when nothing is.
    pub fn span(&self) -> Option<(Date, Date, i64)> {
        let first = self.open().filter_map(|task| self.days_of(task)).map(|(first, _)| first).min()?;
        let last =
            self.leveled.as_ref().map_or_else(|| self.table.finish(), |leveled| leveled.roster.finish());
        let worked = match self.makespan() {
            0 => 0,
            _ => self.days().worked_after(first.yesterday().unwrap_or(first), last),
        };
        Some((first, last, worked))
    }
}
