//! The schedule of a project, computed when it is looked at. What people see of it is asked of [`Schedule`]; nothing is
//! stored but by [`keep_dates`], and planned dates that were kept are never read as constraints.

mod buffers;
mod days;
mod leveled;
mod levers;
mod load;
mod missed;
mod shared;
#[cfg(test)]
mod tests;
mod worked;

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use planwright_domain::schedule::level::Budget;
use planwright_domain::schedule::{
    Clash, Dated, Given, Model, Reason, Taken, Timetable, Unmet, Verdict, unmet,
};
use planwright_domain::{
    Assignment, Kind, Patch, Project, ProjectId, Resource, ResourceId, Status, Task, TaskChange, TaskId,
    alike,
};

use crate::operate::draft;
use crate::plan::Drafted;
use crate::zones::zones;
use crate::{Ports, Refused, read};

pub use buffers::{Buffered, Consumption, buffers};
pub use days::Days;
pub use leveled::Leveled;
pub use levers::{Change, Lever};
pub use load::{Load, Period, PersonLoad, Portion};
pub use missed::Missed;
pub use shared::{Now, Portrait, Shared, shared, sharing};

/// Tasks that are placed in all schedules together where no time is given.
const MOST_PLACED: u64 = 100_000;

/// A project with its schedule.
#[derive(Debug)]
pub struct Schedule {
    /// The project.
    pub project: Project,
    /// The pool of people it shares, and what takes them elsewhere.
    pub pool: Option<Arc<Shared>>,
    /// What takes people of the pool before this project does, on its own clocks.
    pub taken: Vec<Taken>,
    /// The project compiled.
    pub model: Model,
    /// Both passes over it, as if nobody were short.
    pub table: Timetable,
    /// The same so that nobody does more at a time than there is of them.
    pub leveled: Option<Leveled>,
}

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
    /// Working minutes of the project from its start to its finish.
    pub minutes: i64,
    /// By how many working minutes it can slip before the project does.
    pub total_slack: i64,
    /// By how many before something that waits for it does.
    pub free_slack: i64,
    /// Whether a delay of it delays the project.
    pub critical: bool,
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
            overdue: 0,
        }
    }
}

impl Schedule {
    /// What is left of a project when work goes on on `today`, or on its own start where that is later, as if nobody were
    /// ever short.
    ///
    /// # Errors
    /// [`Refused::Senseless`] when its links go round in a circle.
    pub fn of(project: Project, pool: Option<Arc<Shared>>, today: Date) -> Result<Self, Refused> {
        let project = project.settled();
        let model = read::model(&project, pool.as_ref().map(|pool| &pool.people), today);
        match model.timetable(project.network()) {
            Some(table) => {
                let taken = pool.as_ref().map(|pool| pool.taken_by(&project.meta().time_zone));
                Ok(Self { project, pool, taken: taken.unwrap_or_default(), model, table, leveled: None })
            }
            None => Err(Refused::senseless(
                "cannot make a schedule: some tasks wait for one another in a circle",
                "take one of their links away with: planwright unlink FROM TO",
            )),
        }
    }

    /// The schedule every view shows: leveled where anybody is put to anything that is open.
    ///
    /// # Errors
    /// As [`Schedule::of`].
    pub fn planned(project: Project, pool: Option<Arc<Shared>>, today: Date) -> Result<Self, Refused> {
        Ok(Self::of(project, pool, today)?.minded(today))
    }

    /// The same so that people's time is minded where anybody is put to anything: with the effort every view takes, so that
    /// all of them say the same.
    pub fn minded(self, today: Date) -> Self {
        if !self.has_people() {
            return self;
        }
        let budget = self.usual_budget(1);
        self.level(today, budget, &mut || false)
    }

    /// How much every view looks for a shorter schedule: the same on every machine.
    pub fn usual_budget(&self, seed: u64) -> Budget {
        let tasks = self.project.tasks().len().max(1) as u64;
        Budget { schedules: (MOST_PLACED / tasks).clamp(1, 300), seed }
    }

    /// What says when each task takes place.
    pub fn dated(&self) -> &dyn Dated {
        match &self.leveled {
            Some(leveled) => &leveled.roster,
            None => &self.table,
        }
    }

    /// Whether anybody is put to anything that is open.
    pub fn has_people(&self) -> bool {
        self.open()
            .any(|task| !task.assignees.is_empty() || self.project.assignments_of(task.id).next().is_some())
    }

    /// The same levelled: nobody does more at a time than there is of them. `should_stop` is asked before every schedule
    /// that is tried but the first.
    pub fn level(mut self, today: Date, budget: Budget, should_stop: &mut dyn FnMut() -> bool) -> Self {
        let start = self.project.meta().start.map_or(today, |start| start.max(today));
        let pool = self.pool.as_ref().map(|pool| &pool.people);
        let zones = zones([Some(&self.project), pool].into_iter().flatten(), start);
        let given = Given { start, zones: &zones, pool };
        let model = Model::for_leveling(&self.project, given);
        if let Some(roster) = model.level(self.project.network(), &self.taken, budget, should_stop) {
            self.leveled = Some(Leveled::of(&self.project, pool, &model, roster, start));
            self.model = model;
        }
        self
    }

    /// When a task takes place; `None` for what is done or cancelled: that is past.
    pub fn slot(&self, task: &Task) -> Option<Slot> {
        if task.status.is_closed() {
            return None;
        }
        if let Some(leveled) = &self.leveled {
            return self.leveled_slot(task, leveled);
        }
        let (times, dates) = (self.table.get(task.id)?, self.table.dates(task.id)?);
        let (first, last) = self.table.days(task.id)?;
        Some(Slot {
            start: dates.start,
            finish: dates.finish,
            late_finish: dates.late_finish.max(dates.finish),
            first,
            last,
            minutes: times.early_finish - times.early_start,
            total_slack: times.total_slack,
            free_slack: times.free_slack,
            critical: times.critical,
            overdue: times.overdue,
        })
    }

    fn leveled_slot(&self, task: &Task, leveled: &Leveled) -> Option<Slot> {
        let (start, finish) = leveled.roster.dates(task.id)?;
        let before = |at: DateTime| at.saturating_sub(jiff::Span::new().minutes(1)).date();
        let (unleveled, _) = self.table.days(task.id)?;
        let first = if start < finish { start.date() } else { before(finish).max(unleveled) };
        let last = before(finish).max(first);
        let (begun, over) = (leveled.worked(start), leveled.worked(finish));
        let slack = leveled.slack(task.id);
        let summary = self.project.is_summary(task.id);
        Some(Slot {
            start,
            finish,
            late_finish: leveled.moment(over + slack).max(finish),
            first,
            last,
            minutes: over - begun,
            total_slack: slack,
            free_slack: slack,
            critical: !summary && slack <= 0,
            overdue: leveled.overdue(task.due, finish),
        })
    }

    /// Whether the project finishes by the end of a day.
    pub fn verdict(&self, deadline: Date) -> Verdict {
        let Some(leveled) = &self.leveled else { return self.table.verdict(deadline) };
        let days = self.days();
        let finish = leveled.roster.finish();
        let between = |from: Date, to: Date| -> i64 {
            let each = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok());
            each.take_while(|day| *day <= to).map(|day| i64::from(days.hours(None, day).minutes())).sum()
        };
        match finish > deadline {
            true => Verdict::Misses { by: between(deadline, finish).max(1) },
            false => Verdict::Holds { spare: between(finish, deadline) },
        }
    }

    /// The open work packages and milestones, in the order of the tree.
    pub fn open(&self) -> impl Iterator<Item = &Task> {
        let open = |task: &&Task| !task.status.is_closed() && !self.project.is_summary(task.id);
        self.project.walk().map(|met| met.task).filter(open)
    }

    /// The first and last day of what is left, and its working days; `None` when nothing is.
    pub fn span(&self) -> Option<(Date, Date, i64)> {
        if let Some(leveled) = &self.leveled {
            let first = self.open().filter_map(|task| self.slot(task)).map(|slot| slot.first).min()?;
            let days = self.days();
            let each = std::iter::successors(Some(first), |day| day.tomorrow().ok());
            let each = each.take_while(|day| *day <= leveled.roster.finish());
            let worked = each.filter(|day| !days.hours(None, *day).is_off()).count();
            return Some((first, leveled.roster.finish(), worked as i64));
        }
        let starts = self.open().filter_map(|task| self.table.get(task.id)).map(|times| times.early_start);
        Some(self.table.span(starts.min()?))
    }

    /// Who is to do a task, by name: those assigned, then the other assignees. Where several would do, or a skill is asked
    /// for, those whom leveling took.
    pub fn people(&self, task: &Task) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for assignment in self.project.assignments_of(task.id) {
            let mut chosen = self.chosen(task.id, assignment);
            if chosen.is_empty() {
                let named = assignment.resources().find_map(|id| self.resource(id)).map(|r| r.name.clone());
                let skilled = || assignment.skill.as_ref().map(|skill| format!("who can {skill}"));
                chosen.extend(named.or_else(skilled));
            }
            names.extend(chosen);
        }
        let known =
            |name: &String| self.resource_named(name).map_or_else(|| name.clone(), |r| r.name.clone());
        names.extend(task.assignees.iter().map(known));
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(alike(name)));
        names
    }

    /// The pool the project shares.
    pub fn people_of_pool(&self) -> Option<&Project> {
        self.pool.as_ref().map(|pool| &pool.people)
    }

    /// Whom leveling took of several who would do.
    fn chosen(&self, task: TaskId, assignment: &Assignment) -> Vec<String> {
        let Some(leveled) = &self.leveled else { return Vec::new() };
        let named: Vec<ResourceId> = assignment.resources().collect();
        let able = |id: ResourceId| match &assignment.skill {
            Some(skill) if named.is_empty() => self.resource(id).is_some_and(|r| r.can(skill)),
            _ => named.len() > 1 && named.contains(&id),
        };
        let took = leveled.roster.stints(task).into_iter().filter_map(|stint| stint.person);
        let people = took.filter_map(|person| self.model.people().get(person as usize));
        people.filter(|person| person.resource.is_some_and(able)).map(|person| person.name.clone()).collect()
    }

    /// The resource of an id, of the project or of its pool.
    pub fn resource(&self, id: ResourceId) -> Option<&Resource> {
        self.project.resource(id).or_else(|| self.people_of_pool()?.resource(id))
    }

    /// The resource of a name among assignees, of the project or of its pool.
    pub fn resource_named(&self, name: &str) -> Option<&Resource> {
        let named = |project: &'_ Project| project.resources().find(|r| r.is_called(name)).map(|r| r.id);
        let id = named(&self.project).or_else(|| named(self.people_of_pool()?))?;
        self.resource(id)
    }

    /// Why a task is where it is, one step at a time back to the project's start: in the leveled schedule where there is
    /// one.
    pub fn why(&self, task: TaskId) -> Vec<Reason> {
        match &self.leveled {
            Some(leveled) => leveled.roster.why(&self.model, self.project.network(), task),
            None => self.table.why(self.project.network(), task),
        }
    }

    /// The hard constraints that cannot be kept.
    pub fn clashes(&self) -> Vec<Clash> {
        self.table.clashes(self.project.network())
    }

    /// Whether anybody is held back by limits for a day or a week, or by other projects.
    pub fn is_limited(&self) -> bool {
        let limited = |r: &Resource| r.minutes_per_day.is_some() || r.minutes_per_week.is_some();
        let pool = self.people_of_pool();
        let mut everybody = self.project.resources().chain(pool.into_iter().flat_map(Project::resources));
        !self.taken.is_empty() || everybody.any(limited)
    }

    /// The people that are asked for in vain.
    pub fn unmet(&self) -> Vec<Unmet> {
        unmet(&self.project, self.people_of_pool())
    }

    /// The days of the project and its calendars.
    pub fn days(&self) -> Days<'_> {
        Days::of(&self.project, self.people_of_pool())
    }

    /// How much everybody has to do, and when.
    pub fn load(&self) -> Load {
        Load::of(self)
    }
}

/// The schedule of a project as it stands, as if nobody were ever short.
///
/// # Errors
/// [`Refused::Senseless`] when the links go round in a circle; store failures.
pub async fn schedule(ports: &Ports<'_>, project: ProjectId, today: Date) -> Result<Schedule, Refused> {
    let project = read::whole(ports, project).await?;
    let pool = shared(ports, &project, today).await?;
    Schedule::of(project, pool, today)
}

/// The schedule of a project as every view shows it: leveled where anybody is put to anything that is open.
///
/// # Errors
/// As [`schedule`].
pub async fn planned(ports: &Ports<'_>, project: ProjectId, today: Date) -> Result<Schedule, Refused> {
    Ok(schedule(ports, project, today).await?.minded(today))
}

/// Drafts that the dates of a schedule are kept with its open tasks, as their planned dates.
///
/// # Errors
/// [`Refused::Rejected`], store failures.
pub async fn keep_dates(ports: &Ports<'_>, schedule: &Schedule) -> Result<Drafted, Refused> {
    let reason = |_: &Project| "keep the planned dates".to_owned();
    draft(ports, schedule.project.id(), reason, |plan, _, patch| {
        for task in plan.tasks() {
            if let Some(slot) = schedule.slot(task) {
                keep(task, slot, patch);
            }
        }
        Ok(())
    })
    .await
}

fn keep(task: &Task, slot: Slot, patch: &mut Patch) {
    let (start, finish) = (Some(slot.start), Some(slot.finish));
    if (task.planned_start, task.planned_finish) != (start, finish) {
        let change =
            TaskChange { planned_start: Some(start), planned_finish: Some(finish), ..TaskChange::default() };
        patch.update(task.id, change);
    }
}

/// Effort that is left of a task, in person-minutes; none of a milestone or of what is closed.
pub(crate) fn effort_left(task: &Task) -> u32 {
    if task.kind == Kind::Milestone || task.status.is_closed() {
        return 0;
    }
    let spent = if task.status == Status::Todo { 0 } else { task.actual.unwrap_or(0) };
    task.remaining.unwrap_or_else(|| task.effort.unwrap_or(0).saturating_sub(spent))
}
