//! The schedule of a project, computed when it is looked at. What people see of it is asked of [`Schedule`]; nothing is
//! stored but by [`keep_dates`], and planned dates that were kept are never read as constraints.

mod buffers;
mod days;
mod leveled;
mod levers;
mod load;
mod missed;
mod past;
mod shared;
mod slots;
#[cfg(test)]
mod tests;
mod who;
mod worked;

use std::sync::Arc;

use jiff::civil::Date;
use planwright_domain::schedule::level::Budget;
use planwright_domain::schedule::{
    Cause, Clash, Dated, Given, Model, Past, Reason, Taken, Timetable, Unmet, unmet,
};
use planwright_domain::{IdMap, Kind, Patch, Project, ProjectId, Resource, Status, Task, TaskChange, TaskId};

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
pub use slots::Slot;

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
    /// What is finished; empty until it is [asked for](Self::with_past).
    pub past: Past,
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
                Ok(Self {
                    project,
                    pool,
                    taken: taken.unwrap_or_default(),
                    model,
                    table,
                    leveled: None,
                    past: Past::default(),
                })
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
            self.leveled = Some(Leveled::of(roster));
            self.model = model;
        }
        self
    }

    /// The open work packages and milestones, in the order of the tree.
    pub fn open(&self) -> impl Iterator<Item = &Task> {
        let open = |task: &&Task| !task.status.is_closed() && !self.project.is_summary(task.id);
        self.project.walk().map(|met| met.task).filter(open)
    }

    /// Why a task is where it is, one step at a time back to the project's start: in the leveled schedule where there is
    /// one.
    pub fn why(&self, task: TaskId) -> Vec<Reason> {
        match &self.leveled {
            Some(leveled) => leveled.roster.why(&self.model, self.project.network(), task),
            None => self.table.why(self.project.network(), task),
        }
    }

    /// By work package and milestone what decides when it starts: its driving predecessor or what else holds it longest;
    /// nothing of what starts with the project.
    pub fn driving(&self) -> IdMap<TaskId, Cause> {
        match &self.leveled {
            Some(leveled) => leveled.roster.driving(&self.model, self.project.network()),
            None => self.table.driving(self.project.network()),
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
