//! The model: a project compiled to what the passes ask for. People, calendars, constraints and progress are all
//! resolved here, once; the model holds no reference to the project, and whoever has changed a task asks for it again.
//!
//! What is closed takes no time and keeps no date. What has begun lasts as long as what is left of it. A plain project,
//! where everybody works as the project does, is counted in its working minutes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::asked::{Asked, Manner};
use super::axis::{Axis, Woven};
use super::calendar::WorkTime;
use super::clock::{Lines, Share};
use super::hours::Almanac;
use super::items::{Extra, Job};
use super::staff::{Duty, Person, Staff};
use super::timetable::Timetable;
use super::weave::{Limits, Loom, Wanted};
use super::zone::{Zone, Zones};
use crate::id::{CalendarId, IdMap, IdSet, TaskId};
use crate::network::Network;
use crate::network::graph::NONE;
use crate::project::Project;
use crate::status::{Kind, Priority, Status};
use crate::task::Task;

/// No tree is deeper.
const MOST_LEVELS: usize = 64;

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
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) axis: Axis,
    /// By slot of the network.
    jobs: Vec<Slim>,
    extras: Vec<Extra>,
    people: Vec<Person>,
    lines: Lines,
    made: HashMap<Wanted, u32>,
    /// What the slots are those of.
    slots: Arc<IdMap<TaskId, u32>>,
    /// By slot, what leveling asks; empty for other models.
    duties: Vec<Duties>,
    /// By slot, what remains of its constraints when soft ones give way.
    firm: BTreeMap<u32, Extra>,
    /// By resource, the most it works and the clocks it goes by, for leveling.
    caps: Vec<(Limits, Zone)>,
}

impl Model {
    /// The model of a project.
    pub fn of(project: &Project, given: Given<'_>) -> Self {
        Self::compiled(project, given, false)
    }

    /// The model of a project whose people are to be leveled.
    pub fn for_leveling(project: &Project, given: Given<'_>) -> Self {
        Self::compiled(project, given, true)
    }

    fn compiled(project: &Project, given: Given<'_>, leveled: bool) -> Self {
        let mut draft = Draft::with(project, given, Lines::default(), HashMap::new());
        draft.floats = leveled;
        let late = late_by_summary(project);
        let slots = project.network().slots();
        let mut looked = vec![Looked::default(); project.network().graph().ids.len()];
        for (rank, task) in project.walk().map(|met| met.task).enumerate() {
            if let Some(&slot) = slots.get(&task.id) {
                let found = draft.look(project, task, late.contains(&task.id));
                looked[slot as usize] = Looked { rank: rank as u32, ..found };
            }
        }
        draft.finish(project, looked, leveled)
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
                gone.extend(
                    table.pushed_from(network).into_iter().filter(|slot| self.firm.contains_key(slot)),
                );
            }
            if gone.len() == before {
                return Some(table);
            }
        }
    }

    /// Compiles one task again after it, or who works on it, was changed; the rest of the project, its calendars and
    /// people are as they were.
    pub fn change(&mut self, project: &Project, given: Given<'_>, id: TaskId) {
        let slots = project.network().slots();
        let slot = slots.get(&id).copied().filter(|_| Arc::ptr_eq(slots, &self.slots));
        let leveled = !self.duties.is_empty();
        let (Some(slot), Some(task), false) = (slot, project.task(id), leveled) else {
            *self = Self::compiled(project, given, leveled);
            return;
        };
        let mut draft = Draft::with(project, given, self.lines.clone(), std::mem::take(&mut self.made));
        let above = std::iter::successors(Some(task), |task| project.task(task.parent?));
        let late = above.skip(1).take(MOST_LEVELS).any(|task| Asked::of(task, false).is_late());
        let looked = draft.look(project, task, late);
        let plain = matches!(self.axis, Axis::Plain(_));
        if plain && !(draft.is_plain(project) && looked.is_plain()) {
            *self = Self::of(project, given);
            return;
        }
        self.lines = Lines { all: draft.loom.lines, ..draft.lines };
        self.made = draft.loom.made;
        self.people = draft.staff.people;
        if let Axis::Woven(woven) = &mut self.axis {
            let (zone, lines) = (woven.zone.clone(), self.lines.clone());
            *woven =
                Arc::new(Woven { lines, zone, origin: woven.origin, minutes_per_day: woven.minutes_per_day });
        }
        self.jobs[slot as usize] = slim(&self.axis, &looked, slot, &mut self.extras, &mut self.firm);
    }

    /// Whether soft constraints may have to give way.
    pub(super) fn gives_way(&self) -> bool {
        !self.firm.is_empty()
    }

    /// How many slots there are that can be leveled.
    pub(super) fn leveled_slots(&self) -> usize {
        self.duties.len()
    }

    /// The most a person works and the clocks they go by, if that is limited.
    pub(super) fn cap(&self, person: usize) -> Option<&(Limits, Zone)> {
        self.caps.get(person).filter(|(limits, _)| limits.are_any())
    }

    /// What a slot's task asks of people.
    pub(super) fn duties(&self, slot: u32) -> &Duties {
        &self.duties[slot as usize]
    }

    /// The same, to be changed.
    pub(super) fn duties_mut(&mut self, slot: u32) -> &mut Duties {
        &mut self.duties[slot as usize]
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

/// What a task asks of people.
#[derive(Debug, Clone)]
pub(super) struct Duties {
    /// How much it matters.
    pub(super) priority: Priority,
    /// Its place in the tree.
    pub(super) rank: u32,
    /// It may be left for something else and gone on with.
    pub(super) interruptible: bool,
    /// It is worked on already.
    pub(super) begun: bool,
    /// Who does what of it.
    pub(super) all: Vec<Duty>,
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
    /// Whether it takes time, by itself or by what is below it.
    lasts: bool,
    unestimated: bool,
    priority: Option<Priority>,
    rank: u32,
    duties: Vec<Duty>,
    interruptible: bool,
}

impl Looked {
    /// Whether the working minutes of the project are enough to count it in.
    fn is_plain(&self) -> bool {
        self.line == 0 && self.lag_line == 0 && !self.asked.names_an_hour()
    }
}

struct Draft<'a> {
    given: Given<'a>,
    loom: Loom<'a>,
    staff: Staff<'a>,
    lines: Lines,
    /// Limits for a day and a week are counted by leveling.
    floats: bool,
}

impl<'a> Draft<'a> {
    /// With the lines that were made before; none to begin with.
    fn with(project: &'a Project, given: Given<'a>, lines: Lines, made: HashMap<Wanted, u32>) -> Self {
        let staff = Staff::of(project, given.pool);
        let meta = project.meta();
        let shared = given.pool.into_iter().flat_map(Project::calendars);
        let calendars = shared.chain(project.calendars());
        let almanac = Almanac::new(meta, calendars, given.zones, given.start, meta.calendar);
        let most = meta.minutes_per_week;
        let loom = match lines.all.is_empty() {
            true => Loom::new(almanac, staff.resources(), given.start, most),
            false => Loom::with(almanac, staff.resources(), given.start, most, Arc::clone(&lines.all), made),
        };
        Self { given, loom, staff, lines, floats: false }
    }

    /// Resolves what a task says.
    fn look(&mut self, project: &'a Project, task: &'a Task, late: bool) -> Looked {
        let calendar = task.calendar.filter(|&id| self.loom.almanac.has(id));
        let mut looked = Looked { asked: Asked::of(task, late), ..Looked::default() };
        if calendar.is_some() {
            looked.lag_line = self.loom.line(&Wanted { task: calendar, ..Wanted::default() });
        }
        let works = task.kind == Kind::Task && !task.status.is_closed();
        if works && !project.is_summary(task.id) {
            looked.unestimated = task.effort.is_none() && task.duration.is_none();
            looked.priority = task.priority;
            looked.duties = self.duties(project, task, calendar);
            looked.interruptible = task.interruptible;
            let together = looked.duties[0].together;
            let pool = Staff::pool(&mut self.loom, &looked.duties);
            let own =
                looked.duties.iter().filter(|duty| !(duty.pooled || duty.gate)).map(|duty| duty.who[0].1);
            let shares = own.take(if together { 1 } else { usize::MAX }).chain(pool);
            (looked.line, looked.need) = self.lines.enlist(shares);
        }
        looked.lasts = looked.need > 0 || project.is_summary(task.id);
        looked
    }

    /// Who does what of a task, at least one.
    fn duties(&mut self, project: &'a Project, task: &'a Task, calendar: Option<CalendarId>) -> Vec<Duty> {
        let left = left(task);
        let team = self.staff.team(project, task, left);
        let Some(duration) = task.duration else {
            return self.staff.duties(&mut self.loom, &team, calendar, self.floats);
        };
        let known = self.staff.resources().len() as u32;
        let working = team.members.iter().map(|m| m.person).filter(|&person| person < known);
        let mut people: Vec<u32> = working.chain(team.gates.iter().copied()).collect();
        people.sort_unstable();
        people.dedup();
        let unlimited = self.floats && people.iter().any(|&person| self.loom.limits(person).are_any());
        let line = self.loom.line(&Wanted { people, task: calendar, unlimited, ..Wanted::default() });
        let share =
            Share { line, need: duration_left(task, duration, left), weight: 1, load: 100, pace: 100 };
        let members = team.members.iter();
        let members = members.map(|m| Duty::at_once(m.person, m.units, share, m.effort.unwrap_or(0)));
        members.chain(team.gates.iter().map(|&gate| Duty::at_once(gate, 100, share, 0))).collect()
    }

    /// Whether everybody may work as the project's working days say.
    fn is_plain(&self, project: &Project) -> bool {
        let meta = project.meta();
        meta.calendar.is_none()
            && meta.minutes_per_week.is_none()
            && self.loom.lines.len() == 1
            && self.lines.crews.is_empty()
    }

    fn finish(self, project: &Project, looked: Vec<Looked>, leveled: bool) -> Model {
        let meta = project.meta();
        let lines = Lines { all: Arc::clone(&self.loom.lines), ..self.lines.clone() };
        let axis = if !leveled && self.is_plain(project) && looked.iter().all(Looked::is_plain) {
            Axis::Plain(WorkTime::new(self.given.start, meta.working_days, meta.minutes_per_day))
        } else {
            Axis::Woven(Arc::new(Woven {
                lines: lines.clone(),
                zone: self.loom.almanac.zone().clone(),
                origin: self.loom.almanac.origin,
                minutes_per_day: i64::from(meta.minutes_per_day.max(1)),
            }))
        };
        let (mut extras, mut firm) = (Vec::new(), BTreeMap::new());
        let jobs = looked.iter().enumerate();
        let jobs =
            jobs.map(|(slot, looked)| slim(&axis, looked, slot as u32, &mut extras, &mut firm)).collect();
        let duty = |looked: Looked| Duties {
            priority: looked.priority.unwrap_or(Priority::Medium),
            rank: looked.rank,
            interruptible: looked.interruptible,
            begun: looked.asked.is_begun(),
            all: looked.duties,
        };
        let slots = Arc::clone(project.network().slots());
        let caps = if leveled { self.loom.caps() } else { Vec::new() };
        let duties = if leveled { looked.into_iter().map(duty).collect() } else { Vec::new() };
        Model {
            axis,
            jobs,
            extras,
            people: self.staff.people,
            lines,
            made: self.loom.made,
            slots,
            duties,
            firm,
            caps,
        }
    }
}

/// A task's job on an axis; its extra is put among the others.
fn slim(
    axis: &Axis,
    looked: &Looked,
    slot: u32,
    extras: &mut Vec<Extra>,
    firm: &mut BTreeMap<u32, Extra>,
) -> Slim {
    let Looked { line, lag_line, lasts, .. } = *looked;
    let extra = |soft: bool| looked.asked.extra(axis, Manner { line, lag_line, lasts }, soft);
    if looked.asked.gives_way() {
        firm.insert(slot, extra(false).unwrap_or_default());
    } else {
        firm.remove(&slot);
    }
    let number = extra(true).map_or(NONE, |extra| {
        extras.push(extra);
        extras.len() as u32 - 1
    });
    Slim { need: looked.need, line: looked.line, extra: number, unestimated: looked.unestimated }
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
