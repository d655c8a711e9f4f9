//! The work of tasks laid over the days of those who do it, each on their own clocks: of a levelled schedule exactly what it
//! placed. Of another the effort of a task is spread evenly over the time in which those who do it are there.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use planwright_domain::{Hours, Project, Resource, ResourceKind, Task, alike};

use super::super::{Days, Leveled, Schedule, effort_left};
use super::{Portion, each_day};

/// By name and day what there is to do; of nobody in particular what nobody is put to.
pub(super) type Spread = BTreeMap<Option<String>, BTreeMap<Date, Portion>>;

/// Everything open, laid over days.
pub(super) fn spread(schedule: &Schedule) -> Spread {
    let zone = TimeZone::get(&schedule.project.meta().time_zone).unwrap_or(TimeZone::UTC);
    let mut spreader = Spreader { schedule, days: schedule.days(), zone, people: BTreeMap::new() };
    for task in schedule.open() {
        match &schedule.leveled {
            Some(leveled) => spreader.pieces(task, leveled),
            None => spreader.evenly(task),
        }
    }
    spreader.people
}

struct Spreader<'a> {
    schedule: &'a Schedule,
    days: Days<'a>,
    zone: TimeZone,
    people: Spread,
}

impl<'a> Spreader<'a> {
    /// The parts of a levelled task, just as they were placed.
    fn pieces(&mut self, task: &Task, leveled: &Leveled) {
        for piece in leveled.roster.pieces(task.id) {
            let name = piece.person.and_then(|n| self.schedule.model.people().get(n as usize));
            let name = name.map(|person| person.name.clone());
            let person = name.as_deref().and_then(|name| self.schedule.resource_named(name));
            let (start, finish) = (self.on_clocks(person, piece.start), self.on_clocks(person, piece.finish));
            let all = finish.duration_since(start).as_mins().max(1);
            let effort = match is_thing(person) {
                true => all * i64::from(piece.units) / 100,
                false => i64::from(piece.effort),
            };
            let mut given = 0;
            for day in each_day(start.date(), finish.date()) {
                let past = end_of(day).min(finish).duration_since(start).as_mins();
                let by_now = effort * past / all;
                if by_now > given {
                    self.put(task, (&name, person), day, (by_now - given) as u32);
                }
                given = by_now;
            }
        }
    }

    /// The effort of a task, spread over the time of those who do it, and its whole time over that of what it needs.
    fn evenly(&mut self, task: &Task) {
        let Some(slot) = self.schedule.slot(task) else { return };
        let span = (slot.start, slot.finish);
        for (name, effort) in shares(self.schedule, task, effort_left(task)) {
            self.spread(task, &name, effort, span);
        }
        for thing in things(self.schedule, task) {
            self.spread(task, &Some(thing), slot.minutes.clamp(0, u32::MAX.into()) as u32, span);
        }
    }

    /// Spreads effort over the minutes a person has from the start to the finish of a task; where they have none, over its
    /// first day.
    fn spread(&mut self, task: &Task, name: &Option<String>, effort: u32, span: (DateTime, DateTime)) {
        if effort == 0 {
            return;
        }
        let person = name.as_deref().and_then(|name| self.schedule.resource_named(name));
        let (start, finish) = (self.on_clocks(person, span.0), self.on_clocks(person, span.1));
        let mut there: Vec<(Date, u64)> = Vec::new();
        for day in each_day(start.date(), finish.date()) {
            let hours = person.map_or_else(|| self.days.hours(None, day), |one| self.days.hours_of(one, day));
            let (all, within) = (u64::from(hours.minutes()), overlap(&hours, day, start, finish));
            let whole = u64::from(self.days.minutes_of(person, day));
            let minutes = (whole * within).checked_div(all).unwrap_or(0);
            if minutes > 0 {
                there.push((day, minutes));
            }
        }
        if there.is_empty() {
            there.push((start.date(), 1));
        }
        let total: u64 = there.iter().map(|(_, minutes)| minutes).sum();
        let (mut given, mut past) = (0u64, 0u64);
        for (day, minutes) in there {
            past += minutes;
            let by_now = u64::from(effort) * past / total.max(1);
            self.put(task, (name, person), day, (by_now - given) as u32);
            given = by_now;
        }
    }

    /// Gives somebody so much to do on a day.
    fn put(
        &mut self,
        task: &Task,
        (name, person): (&Option<String>, Option<&Resource>),
        day: Date,
        work: u32,
    ) {
        let there = if name.is_some() { self.days.minutes_of(person, day) } else { 0 };
        let days = self.people.entry(name.clone()).or_default();
        let portion = days.entry(day).or_insert_with(|| Portion { available: there, ..Portion::default() });
        portion.work = portion.work.saturating_add(work);
        if name.is_some() && self.schedule.leveled.is_none() {
            portion.overloaded = portion.work > portion.available;
        } else if name.is_some() && task.calendar.is_some() {
            // Whoever does what has hours of its own is there then.
            portion.available = portion.available.max(portion.work);
        }
        portion.tasks.insert(task.id);
    }

    /// What the clocks of a person show when those of the project show this.
    fn on_clocks(&self, person: Option<&Resource>, at: DateTime) -> DateTime {
        let theirs = person.map(|person| self.days.zone(person.calendar));
        let Some(theirs) = theirs.filter(|zone| *zone != self.days.zone(None)) else { return at };
        let zone = TimeZone::get(theirs).unwrap_or(TimeZone::UTC);
        self.zone.to_timestamp(at).map_or(at, |at| zone.to_datetime(at))
    }
}

fn is_thing(resource: Option<&Resource>) -> bool {
    resource.is_some_and(|resource| resource.kind == ResourceKind::Equipment)
}

/// When a day is over.
fn end_of(day: Date) -> DateTime {
    day.tomorrow().map_or(DateTime::MAX, |next| next.to_datetime(Time::midnight()))
}

/// Minutes of a day's hours between two moments.
fn overlap(hours: &Hours, day: Date, start: DateTime, finish: DateTime) -> u64 {
    let midnight = day.to_datetime(Time::midnight());
    let minute = |at: DateTime| at.duration_since(midnight).as_mins().clamp(0, 24 * 60);
    let (from, to) = (minute(start), minute(finish));
    let shifts = hours.shifts().iter();
    shifts.map(|s| (i64::from(s.to).min(to) - i64::from(s.from).max(from)).max(0) as u64).sum()
}

/// The things and places a task needs, by name.
fn things(schedule: &Schedule, task: &Task) -> Vec<String> {
    let assigned = schedule.project.assignments_of(task.id);
    let assigned = assigned.filter_map(|one| schedule.resource(one.resources().next()?));
    let named = task.assignees.iter().filter_map(|name| schedule.resource_named(name));
    let mut names: Vec<String> =
        assigned.chain(named).filter(|r| is_thing(Some(r))).map(|r| r.name.clone()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Who has which part of what is left of a task: what assignments state, the rest by units. Things do no work.
fn shares(schedule: &Schedule, task: &Task, left: u32) -> Vec<(Option<String>, u32)> {
    let mut stated: Vec<(Option<String>, u32, Option<u32>)> = Vec::new();
    let works = |resource: Option<&Resource>| !is_thing(resource);
    for assignment in schedule.project.assignments_of(task.id) {
        let mut named = assignment.resources().filter_map(|id| schedule.resource(id));
        let resource = named.next().or_else(|| skilled(schedule, assignment.skill.as_deref()?));
        if works(resource) {
            stated.push((resource.map(|r| r.name.clone()), assignment.units, assignment.effort));
        }
    }
    for name in &task.assignees {
        let there =
            stated.iter().any(|(known, ..)| known.as_ref().is_some_and(|known| alike(known) == alike(name)));
        let resource = schedule.resource_named(name);
        if !there && works(resource) {
            stated.push((Some(resource.map_or(name, |r| &r.name).clone()), 100, None));
        }
    }
    if stated.is_empty() {
        return vec![(None, left)];
    }
    let fixed: u64 = stated.iter().filter_map(|(.., effort)| *effort).map(u64::from).sum();
    let rest = u64::from(left).saturating_sub(fixed);
    let open = |effort: &Option<u32>| effort.is_none() || fixed == 0;
    let units: u64 = stated.iter().filter(|s| open(&s.2)).map(|s| u64::from(s.1)).sum();
    let part = |(name, percent, effort): (Option<String>, u32, Option<u32>)| {
        let shared = (rest * u64::from(percent)).checked_div(units).unwrap_or(0);
        let own = effort.map(|own| (u64::from(own)).min(u64::from(left)));
        (name, own.unwrap_or(shared) as u32)
    };
    stated.into_iter().map(part).collect()
}

/// The first by id with a skill.
fn skilled<'a>(schedule: &'a Schedule, skill: &str) -> Option<&'a Resource> {
    let everybody = schedule
        .project
        .resources()
        .chain(schedule.people_of_pool().into_iter().flat_map(Project::resources));
    everybody.into_iter().find(|r| r.can(skill))
}
