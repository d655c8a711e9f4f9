//! The model: a project compiled to what the passes ask for. People, calendars, constraints and progress are all
//! resolved here, once; the model holds no reference to the project, and whoever has changed a task asks for it again.
//!
//! What is closed takes no time and keeps no date. What has begun lasts as long as what is left of it. A plain project,
//! where everybody works as the project does, is counted in its working minutes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::Work;
use super::asked::Asked;
use super::axis::{Axis, Woven};
use super::calendar::WorkTime;
use super::clock::{Lines, Share};
use super::hours::Almanac;
use super::items::{Extra, Job};
use super::staff::{Booking, Person, Staff};
use super::timetable::Timetable;
use super::weave::{Loom, Wanted};
use super::zone::Zones;
use crate::id::{CalendarId, IdSet, TaskId};
use crate::network::Network;
use crate::network::graph::NONE;
use crate::project::Project;
use crate::status::{Kind, Status};
use crate::task::Task;

/// What a schedule is made from beside the project.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The first day on which work may go on.
    pub start: Date,
    /// The zones of the project and its calendars.
    pub zones: &'a Zones,
    /// The pool of people the project shares.
    pub pool: Option<&'a Project>,
}

/// A project compiled for scheduling.
#[derive(Debug)]
pub struct Model {
    pub(super) axis: Axis,
    /// By slot of the network.
    jobs: Vec<Slim>,
    extras: Vec<Extra>,
    pub(super) people: Vec<Person>,
    pub(super) bookings: Vec<Vec<Booking>>,
    /// By slot, what remains of its constraints when soft ones give way.
    pub(super) firm: BTreeMap<u32, Extra>,
}

impl Model {
    /// The model of a project.
    pub fn of(project: &Project, given: Given<'_>) -> Self {
        let mut draft = Draft::of(project, given);
        let late = late_by_summary(project);
        for task in project.walk().map(|met| met.task) {
            if let Some(&slot) = project.network().slots().get(&task.id) {
                draft.take(project, task, slot as usize, late.contains(&task.id));
            }
        }
        draft.finish(project)
    }

    /// When everything takes place if nobody is short; `None` while the network, that of the same project, has cycles.
    /// Soft constraints that hold something back past a hard one give way.
    pub fn timetable(&self, network: &Network) -> Option<Timetable> {
        let mut gone: BTreeSet<u32> = BTreeSet::new();
        loop {
            let table = Timetable::over(network, self.axis.clone(), |slot| {
                let mut job = self.job(slot);
                if gone.contains(&slot) {
                    job.extra = self.firm.get(&slot).copied();
                }
                job
            })?;
            let before = gone.len();
            if before < self.firm.len() {
                gone.extend(table.pushed_from(network).into_iter().filter(|slot| self.firm.contains_key(slot)));
            }
            if gone.len() == before {
                return Some(table);
            }
        }
    }

    /// What a slot's task asks of the passes.
    pub(super) fn job(&self, slot: u32) -> Job {
        let Some(slim) = self.jobs.get(slot as usize) else { return Job::default() };
        let extra = self.extras.get(slim.extra as usize).copied();
        Job { need: slim.need, line: slim.line, unestimated: slim.unestimated, extra }
    }

    /// Everybody who does work: resources first, then the names no resource bears.
    pub fn people(&self) -> &[Person] {
        &self.people
    }
}

/// A job in little memory, because all of them are gone through in no order.
#[derive(Debug, Clone, Copy)]
struct Slim {
    need: i64,
    line: u32,
    /// The number of its extra, or one there is not.
    extra: u32,
    unestimated: bool,
}

/// A leaf that has been looked at.
#[derive(Debug, Clone, Default)]
struct Looked {
    asked: Asked,
    need: i64,
    line: u32,
    lag_line: u32,
    unestimated: bool,
}

struct Draft<'a> {
    given: Given<'a>,
    loom: Loom<'a>,
    staff: Staff<'a>,
    lines: Lines,
    looked: Vec<Looked>,
    bookings: Vec<Vec<Booking>>,
}

impl<'a> Draft<'a> {
    fn of(project: &'a Project, given: Given<'a>) -> Self {
        let staff = Staff::of(project, given.pool);
        let meta = project.meta();
        let shared = given.pool.into_iter().flat_map(Project::calendars);
        let calendars = shared.chain(project.calendars());
        let almanac = Almanac::new(meta, calendars, given.zones, given.start, meta.calendar);
        let loom = Loom::new(almanac, staff.resources(), given.start, meta.minutes_per_week);
        let slots = project.network().graph().ids.len();
        Self {
            given,
            loom,
            staff,
            lines: Lines::default(),
            looked: vec![Looked::default(); slots],
            bookings: vec![Vec::new(); slots],
        }
    }

    fn take(&mut self, project: &'a Project, task: &'a Task, slot: usize, late: bool) {
        let calendar = task.calendar.filter(|&id| self.loom.almanac.has(id));
        let mut looked = Looked { asked: Asked::of(task, late), ..Looked::default() };
        if calendar.is_some() {
            looked.lag_line = self.loom.line(&Wanted { task: calendar, ..Wanted::default() });
        }
        let works = task.kind == Kind::Task && !task.status.is_closed();
        if works && !project.is_summary(task.id) {
            looked.unestimated = task.effort.is_none() && task.duration.is_none();
            let bookings = self.booked(project, task, calendar);
            (looked.line, looked.need) = self.lines.enlist(bookings.iter().map(|b| b.share));
            self.bookings[slot] = bookings;
        }
        self.looked[slot] = looked;
    }

    /// Who works on a task, and on which lines.
    fn booked(&mut self, project: &'a Project, task: &'a Task, calendar: Option<CalendarId>) -> Vec<Booking> {
        let left = left(task);
        let team = self.staff.team(project, task, left);
        let Some(duration) = task.duration else {
            return self.staff.bookings(&mut self.loom, &team, calendar);
        };
        let known = self.staff.resources().len() as u32;
        let mut people: Vec<u32> =
            team.members.iter().map(|m| m.person).filter(|&p| p < known).chain(team.gates).collect();
        people.sort_unstable();
        people.dedup();
        let line = self.loom.line(&Wanted { people, task: calendar, units: 0 });
        let need = duration_left(task, duration, left);
        let on = |person, units| Booking { person, units, share: Share { line, need, weight: 1 } };
        let mut bookings: Vec<Booking> = team.members.iter().map(|m| on(m.person, m.units)).collect();
        bookings.truncate(bookings.len().max(1));
        bookings
    }

    fn finish(self, project: &Project) -> Model {
        let meta = project.meta();
        let origin = self.loom.almanac.origin;
        let zone = self.loom.almanac.zone().clone();
        let is_plain = meta.calendar.is_none()
            && meta.minutes_per_week.is_none()
            && self.loom.lines.len() == 1
            && self.lines.crews.is_empty()
            && self.looked.iter().all(|looked| !looked.asked.names_an_hour());
        let axis = if is_plain {
            Axis::Plain(WorkTime::new(self.given.start, meta.working_days, meta.minutes_per_day))
        } else {
            let lines = Lines { all: self.loom.lines, ..self.lines };
            let minutes_per_day = i64::from(meta.minutes_per_day.max(1));
            Axis::Woven(Arc::new(Woven { lines, zone, origin, minutes_per_day }))
        };
        let mut firm = BTreeMap::new();
        let mut extras = Vec::new();
        let slim = |(slot, looked): (usize, &Looked)| {
            let extra = |soft: bool| looked.asked.extra(&axis, looked.line, looked.lag_line, soft);
            if looked.asked.gives_way() {
                firm.insert(slot as u32, extra(false).unwrap_or_default());
            }
            let number = extra(true).map_or(NONE, |extra| {
                extras.push(extra);
                extras.len() as u32 - 1
            });
            Slim { need: looked.need, line: looked.line, extra: number, unestimated: looked.unestimated }
        };
        let jobs = self.looked.iter().enumerate().map(slim).collect();
        Model { axis, jobs, extras, people: self.staff.people, bookings: self.bookings, firm }
    }
}

/// Effort that is left of what is open.
fn left(task: &Task) -> u32 {
    let spent = if task.status == Status::Todo { 0 } else { task.actual.unwrap_or(0) };
    task.remaining.unwrap_or_else(|| task.effort.unwrap_or(0).saturating_sub(spent))
}

/// Of a fixed duration there is as much left as of the effort, or what has not been worked yet.
fn duration_left(task: &Task, duration: u32, left: u32) -> i64 {
    if task.status == Status::Todo && task.remaining.is_none() {
        return duration.into();
    }
    match task.effort {
        Some(effort) if effort > 0 => {
            (i64::from(duration) * i64::from(left.min(effort)) + i64::from(effort) - 1) / i64::from(effort)
        }
        _ => task.remaining.unwrap_or_else(|| duration.saturating_sub(task.actual.unwrap_or(0))).into(),
    }
}

/// The tasks that are to be as late as possible because a summary task above them is.
fn late_by_summary(project: &Project) -> IdSet<TaskId> {
    let mut late = IdSet::default();
    for met in project.walk() {
        let own = Asked::of(met.task, false).is_late();
        if own || met.task.parent.is_some_and(|parent| late.contains(&parent)) {
            late.insert(met.task.id);
        }
    }
    late
}

/// What a task alone says of its work, in a project where nobody is named.
impl From<&Task> for Work {
    fn from(task: &Task) -> Self {
        Self::left(task)
    }
}
