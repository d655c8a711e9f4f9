//! Working hours, leaves and resources of a TaskJuggler project. Must never take the day on which a leave is over for one
//! of it.

use std::collections::HashMap;

use jiff::civil::{Date, Weekday};
use planwright_domain::{
    Absence, Assignment, AssignmentId, Calendar, CalendarId, Exception, Hours, Resource, ResourceId,
    ResourceKind, Shift, TaskId, Week,
};

use super::statement::{Clock, Walk};
use super::token::Token;
use crate::counts::Counts;
use crate::hours;
use crate::means::Means;

/// A resource as it was found.
#[derive(Debug, Default)]
pub(super) struct Worker<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    /// Others stand within it.
    pub(super) group: bool,
    pub(super) week: Option<Days>,
    pub(super) leaves: Vec<Exception>,
    efficiency: Option<f64>,
    per_day: Option<u32>,
    per_week: Option<u32>,
    email: Option<String>,
}

/// The hours of some days of the week.
pub(super) type Days = HashMap<i8, Hours>;

impl<'a> Worker<'a> {
    /// A resource of which no more is known yet.
    pub(super) fn of(id: &'a str, name: String) -> Self {
        Self { id, name, ..Self::default() }
    }

    /// Reads what begins with `word`; says whether it was something that is known.
    pub(super) fn take(&mut self, word: &str, walk: &mut Walk<'_>, clock: Clock) -> bool {
        match word {
            "workinghours" => return working_hours(walk, &mut self.week),
            "vacation" | "leaves" => leaves(walk, word == "leaves", &mut self.leaves),
            "efficiency" => self.efficiency = walk.number().or(self.efficiency),
            "email" => self.email = walk.text().or(self.email.take()),
            "limits" => self.limits(walk, clock),
            _ => return false,
        }
        true
    }

    /// `limits { dailymax 4h weeklymax 20h }`.
    fn limits(&mut self, walk: &mut Walk<'_>, clock: Clock) {
        if !walk.take('{') {
            return;
        }
        while let Some(token) = walk.next().filter(|t| !t.is('}')) {
            match token.word() {
                Some("dailymax") => self.per_day = walk.amount().map(|a| a.work(clock)).or(self.per_day),
                Some("weeklymax") => self.per_week = walk.amount().map(|a| a.work(clock)).or(self.per_week),
                _ if token.is('{') => while walk.next().is_some_and(|t| !t.is('}')) {},
                _ => {}
            }
        }
    }
}

/// `mon - wed, fri 9:00 - 12:00, 13:00 - 18:00`, or `sat, sun off`; says whether it is hours rather than a shift.
pub(super) fn working_hours(walk: &mut Walk<'_>, week: &mut Option<Days>) -> bool {
    let mut days: Vec<i8> = Vec::new();
    walk.list(|walk| {
        let Some(first) = walk.peek().and_then(Token::word).and_then(weekday) else { return false };
        walk.next();
        days.push(first);
        if walk.take('-')
            && let Some(last) = walk.word().and_then(weekday)
        {
            days.extend((1..7).map(|n| (first + n) % 7).take((last - first).rem_euclid(7) as usize));
        }
        true
    });
    if days.is_empty() {
        return false;
    }
    let mut shifts = Vec::new();
    if walk.peek().and_then(Token::word) == Some("off") {
        walk.next();
    } else {
        walk.list(|walk| {
            let Some(from) = time(walk) else { return false };
            let to = if walk.take('-') { time(walk) } else { None };
            shifts.extend(to.map(|to| Shift { from, to }));
            true
        });
    }
    let hours = Hours::of(shifts);
    let week = week.get_or_insert_default();
    week.extend(days.into_iter().map(|day| (day, hours.clone())));
    true
}

fn weekday(word: &str) -> Option<i8> {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|day| *day == word).map(|at| at as i8)
}

/// `9:00`.
fn time(walk: &mut Walk<'_>) -> Option<u16> {
    let hour = walk.number()?;
    let minute = if walk.take(':') { walk.number()? } else { 0.0 };
    hours::minute(&format!("{hour}:{minute}"))
}

/// `"Holidays" 2026-08-03 - 2026-08-15, 2026-12-24`, behind `leaves` each with its kind.
pub(super) fn leaves(walk: &mut Walk<'_>, kinds: bool, found: &mut Vec<Exception>) {
    walk.list(|walk| {
        let kind = if kinds { walk.word() } else { None };
        let name = walk.text().or_else(|| kind.map(str::to_owned)).filter(|name| !name.is_empty());
        let Some(first) = walk.day() else { return false };
        let mut last = first;
        if walk.peek().is_some_and(|t| t.is('+')) {
            last = walk.interval_end(first).unwrap_or(first);
        } else if walk.take('-') {
            let at = walk.peek().map(|t| t.at);
            let end = walk.day();
            let timed =
                at.is_some_and(|at| walk.since(at).contains(':') && !walk.since(at).ends_with("00:00"));
            // A leave ends as its last day begins, unless a time is stated.
            last = end
                .and_then(|end: Date| if timed { Some(end) } else { end.yesterday().ok() })
                .unwrap_or(first);
        }
        found.push(Exception { name, ..Exception::off(first, last.max(first)) });
        true
    });
}

/// The week of those days; days that are not named are those of TaskJuggler itself.
fn week(days: &Days, base: Option<&Days>) -> Week {
    let usual = Hours::of([Shift { from: 9 * 60, to: 12 * 60 }, Shift { from: 13 * 60, to: 18 * 60 }]);
    Week::of(|day| {
        let at = day.to_monday_zero_offset();
        let said = days.get(&at).or_else(|| base.and_then(|base| base.get(&at)));
        let free = matches!(day, Weekday::Saturday | Weekday::Sunday);
        said.cloned().unwrap_or_else(|| if free { Hours::OFF } else { usual.clone() })
    })
}

/// Calendars and people of what was found; `choices` are tasks with whom they name and who else would do.
pub(super) fn means(
    project: (Option<Days>, Vec<Exception>),
    workers: Vec<Worker<'_>>,
    choices: Vec<(u32, String, Vec<String>)>,
    counts: &mut Counts,
    mint: &mut dyn FnMut() -> u128,
) -> Means {
    let mut means = Means::default();
    let (days, leaves) = project;
    if days.is_some() || !leaves.is_empty() {
        let mut calendar = Calendar::new(CalendarId::from_bits(mint()), "Working time");
        calendar.week = days.as_ref().map(|days| week(days, None));
        calendar.exceptions = leaves;
        means.calendar = Some(calendar.id);
        means.calendars.push(calendar);
    }
    let mut ids: HashMap<String, ResourceId> = HashMap::new();
    for worker in workers.into_iter().filter(|worker| !worker.group) {
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
        let absence = |e: Exception| Absence { first: e.first, last: e.last, reason: e.name };
        resource.absences = worker.leaves.into_iter().map(absence).collect();
        if let Some(own) = worker.week {
            let mut calendar =
                Calendar::new(CalendarId::from_bits(mint()), format!("{}: working hours", worker.name));
            (calendar.base, calendar.week) = (means.calendar, Some(week(&own, days.as_ref())));
            resource.calendar = Some(calendar.id);
            means.calendars.push(calendar);
        }
        means.resources.push(resource);
    }
    for (task, first, others) in choices {
        let alternatives: Vec<ResourceId> = others.iter().filter_map(|id| ids.get(id).copied()).collect();
        let Some(first) = ids.get(&first).filter(|_| alternatives.len() == others.len()) else {
            counts.add("alternative resource", 0);
            continue;
        };
        let id = AssignmentId::from_bits(mint());
        let mut assignment = Assignment::new(id, TaskId::from_bits(0), Some(*first));
        assignment.alternatives = alternatives;
        means.assignments.push((task, assignment));
    }
    means
}
