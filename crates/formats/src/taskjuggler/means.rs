//! Calendars, people and assignments made of what a TaskJuggler project says. Must never guess: what of a shift or an
//! allocation has no place in a plan is counted.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Weekday;
use planwright_domain::{
    Absence, Assignment, AssignmentId, Availability, Calendar, CalendarId, Exception, Hours, Resource,
    ResourceId, ResourceKind, Shift as Span, TaskId, Week, WorkingDays,
};

use super::own;
use super::staff::{Days, Leave, Share, Shift, Worker};
use super::task::Facts;
use crate::counts::Counts;
use crate::details::Details;
use crate::hours;
use crate::means::Means;

/// Working time and people as they stand.
#[derive(Debug, Default)]
pub(super) struct Staff<'a> {
    /// Working hours and leaves of the whole project.
    pub(super) hours: Option<Days>,
    pub(super) leaves: Vec<Leave>,
    pub(super) shifts: Vec<Shift<'a>>,
    pub(super) workers: Vec<Worker<'a>>,
    /// The shift that is the calendar of the project, where that is stated.
    pub(super) calendar: Option<String>,
    /// The shifts whose hours nobody stated.
    pub(super) unstated: Vec<String>,
}

/// The records, and the calendars by the ids of the shifts they were.
pub(super) struct Found {
    pub(super) means: Means,
    pub(super) calendars: HashMap<String, CalendarId>,
}

impl Staff<'_> {
    /// The days that are worked, where working hours say no more than that.
    pub(super) fn uniform(&self) -> Option<WorkingDays> {
        if self.calendar.as_ref().is_some_and(|id| !self.unstated.contains(id)) {
            return None;
        }
        Some(hours::uniform(&week(self.hours.as_ref()?, None))?.0)
    }

    /// Makes records of a project that was written for TaskJuggler.
    pub(super) fn theirs(
        self,
        facts: &mut [Facts],
        counts: &mut Counts,
        mint: &mut dyn FnMut() -> u128,
    ) -> Found {
        let mut found = Found { means: Means::default(), calendars: HashMap::new() };
        if self.hours.is_some() || !self.leaves.is_empty() {
            let mut calendar = Calendar::new(CalendarId::from_bits(mint()), "Working time");
            calendar.week = self.hours.as_ref().map(|days| week(days, None));
            calendar.exceptions = self.leaves.into_iter().map(Leave::named).collect();
            found.means.calendar = Some(calendar.id);
            found.means.calendars.push(calendar);
        }
        let used: BTreeSet<&str> = self
            .workers
            .iter()
            .filter_map(|w| w.shift.as_deref())
            .chain(facts.iter().filter_map(|f| f.shift.as_deref()))
            .collect();
        let weeks: Vec<Option<Days>> = self.shifts.iter().map(|s| s.week.clone()).collect();
        for shift in &self.shifts {
            if !used.contains(shift.id) {
                counts.add("shift that nobody works in", 0);
                continue;
            }
            let outer = shift.within.and_then(|at| weeks[at].clone());
            let days = shift.week.clone().or(outer);
            let mut calendar = Calendar::new(CalendarId::from_bits(mint()), shift.name.clone());
            calendar.base = found.means.calendar;
            calendar.week = days.map(|days| week(&days, self.hours.as_ref()));
            calendar.exceptions = shift.leaves.iter().cloned().map(Leave::named).collect();
            calendar.time_zone = shift.zone.clone().filter(|zone| is_zone(zone));
            calendar.source_key = Some(shift.id.to_owned());
            found.calendars.insert(shift.id.to_owned(), calendar.id);
            found.means.calendars.push(calendar);
        }
        let mut ids: HashMap<String, ResourceId> = HashMap::new();
        // Those who work the same hours, as all of a group may, have one calendar.
        let mut same: HashMap<Week, CalendarId> = HashMap::new();
        for worker in self.workers.into_iter().filter(|worker| !worker.group) {
            let mut resource = Resource::new(ResourceId::from_bits(mint()), worker.name.clone());
            ids.insert(worker.id.to_owned(), resource.id);
            resource.source_key = Some(worker.id.to_owned());
            match worker.efficiency {
                // What does no work itself is a thing that work needs.
                Some(0.0) => resource.kind = ResourceKind::Equipment,
                Some(efficiency) => resource.efficiency = (efficiency * 100.0).round() as u32,
                None => {}
            }
            (resource.minutes_per_day, resource.minutes_per_week) = (worker.per_day, worker.per_week);
            resource.email = worker.email;
            resource.absences = worker.leaves.into_iter().map(|leave| absence(leave.named())).collect();
            resource.calendar = worker.shift.as_ref().and_then(|id| found.calendars.get(id)).copied();
            if let Some(own) = worker.week {
                let own = week(&own, self.hours.as_ref());
                let id = *same.entry(own.clone()).or_insert_with(|| {
                    let name = format!("{}: working hours", worker.name);
                    let id = CalendarId::from_bits(mint());
                    let base = found.means.calendar;
                    found.means.calendars.push(Calendar { base, week: Some(own), ..Calendar::new(id, name) });
                    id
                });
                resource.calendar = Some(id);
            }
            found.means.resources.push(resource);
        }
        for (task, facts) in facts.iter_mut().enumerate() {
            for Share { first, others, units, .. } in facts.choices.drain(..) {
                let alternatives: Vec<ResourceId> =
                    others.iter().filter_map(|id| ids.get(id).copied()).collect();
                let Some(first) = ids.get(&first).filter(|_| alternatives.len() == others.len()) else {
                    counts.add("alternative resource", 0);
                    continue;
                };
                let id = AssignmentId::from_bits(mint());
                let mut assignment = Assignment::new(id, TaskId::from_bits(0), Some(*first));
                assignment.alternatives = alternatives;
                assignment.units = units.unwrap_or(100);
                found.means.assignments.push((task as u32, assignment));
            }
        }
        found
    }

    /// Makes records of a project that was written here: its shifts are its calendars, and what it says of people in
    /// words of our own is all there is of them.
    pub(super) fn ours(self, facts: &[Facts], mint: &mut dyn FnMut() -> u128) -> Found {
        let mut found = Found { means: Means::default(), calendars: HashMap::new() };
        for shift in self.shifts {
            let mut calendar = Calendar::new(CalendarId::from_bits(mint()), shift.name);
            let stated = !self.unstated.iter().any(|id| id == shift.id);
            calendar.week = shift.week.as_ref().filter(|_| stated).map(|days| week(days, None));
            calendar.exceptions = shift.leaves.into_iter().filter_map(exception).collect();
            calendar.time_zone = shift.zone;
            found.calendars.insert(shift.id.to_owned(), calendar.id);
            found.means.calendars.push(calendar);
        }
        found.means.calendar = self.calendar.and_then(|id| found.calendars.get(&id).copied());
        let mut ids: HashMap<String, ResourceId> = HashMap::new();
        for worker in self.workers {
            let Some(details) = &worker.details else { continue };
            let details = Details::of(Some(details));
            let mut resource = Resource::new(ResourceId::from_bits(mint()), worker.name);
            ids.insert(worker.id.to_owned(), resource.id);
            details.tell(&mut resource);
            resource.capacity = details.number("capacity").unwrap_or(100);
            resource.email = details.all("email").next().map(str::to_owned);
            resource.availability = details.all("available").filter_map(availability).collect();
            resource.absences = worker.leaves.into_iter().map(|leave| absence(leave.exception)).collect();
            resource.calendar = worker.shift.and_then(|id| found.calendars.get(&id).copied());
            found.means.resources.push(resource);
        }
        for (task, facts) in facts.iter().enumerate() {
            for part in facts.assigned.split("of: ").filter(|part| !part.is_empty()) {
                let id = part.lines().next().unwrap_or_default();
                let details = Details::of(Some(part));
                let mut assignment =
                    Assignment::new(AssignmentId::from_bits(mint()), TaskId::from_bits(0), None);
                assignment.resource = ids.get(id).copied();
                assignment.units = details.number("units").unwrap_or(100);
                assignment.effort = details.number("effort");
                assignment.skill = details.all("skill").next().map(str::to_owned);
                let others = details.all("alternative").filter_map(|id| ids.get(id).copied());
                assignment.alternatives = others.collect();
                found.means.assignments.push((task as u32, assignment));
            }
        }
        found
    }
}

/// The ids of those whom a written project puts to a task without naming them its assignees.
pub(super) fn no_assignees(assigned: &str) -> impl Iterator<Item = &str> {
    let parts = assigned.split("of: ").filter(|part| part.lines().any(|line| line == "as: resource"));
    parts.filter_map(|part| part.lines().next())
}

/// Days off as they are written here.
fn exception(leave: Leave) -> Option<Exception> {
    let kind = leave.kind.unwrap_or_default();
    (kind != own::REPEATED).then(|| Exception { yearly: kind == own::YEARLY, ..leave.exception })
}

fn absence(days: Exception) -> Absence {
    Absence { first: days.first, last: days.last, reason: days.name }
}

/// `2026-03-02 any 50`.
fn availability(text: &str) -> Option<Availability> {
    let mut words = text.split(' ');
    let mut day = || words.next().map(|word| word.parse().ok());
    let (first, last) = (day()?, day()?);
    Some(Availability { first, last, percent: words.next()?.parse().ok()? })
}

/// The week of those days; days that are not named are those of TaskJuggler itself.
pub(super) fn week(days: &Days, base: Option<&Days>) -> Week {
    let usual = Hours::of([Span { from: 9 * 60, to: 17 * 60 }]);
    Week::of(|day| {
        let at = day.to_monday_zero_offset();
        let said = days.get(&at).or_else(|| base.and_then(|base| base.get(&at)));
        let free = matches!(day, Weekday::Saturday | Weekday::Sunday);
        said.cloned().unwrap_or_else(|| if free { Hours::OFF } else { usual.clone() })
    })
}

/// Whether a text may be the name of a time zone.
pub(super) fn is_zone(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '+' | '-');
    text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(plain)
}
