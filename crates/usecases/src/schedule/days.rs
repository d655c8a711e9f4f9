//! Which days of a project, a person or a task are worked, and for how long: for drawings and sums of whole days. The
//! schedule itself is worked out by the minute elsewhere; zones of calendars do not matter here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use planwright_domain::{Calendar, CalendarId, Hours, Meta, Project, Resource, Shift, WorkingDays};

/// Nothing is counted over more days.
const MOST_DAYS: usize = 36_600;

/// No calendar is based on more others.
const DEEPEST: usize = 64;

/// The calendars of a project and its pool.
#[derive(Debug)]
pub struct Days<'a> {
    meta: &'a Meta,
    calendars: BTreeMap<CalendarId, &'a Calendar>,
    usual: Hours,
}

impl<'a> Days<'a> {
    /// Of a project and the pool it shares; of two calendars with one id that of the project counts.
    pub fn of(project: &'a Project, pool: Option<&'a Project>) -> Self {
        let meta = project.meta();
        let shared = pool.into_iter().flat_map(Project::calendars);
        let length = meta.minutes_per_day.clamp(1, 24 * 60) as u16;
        let from = (9 * 60).min(24 * 60 - length);
        Self {
            meta,
            calendars: shared.chain(project.calendars()).map(|c| (c.id, c)).collect(),
            usual: Hours::of([Shift { from, to: from + length }]),
        }
    }

    /// The hours of a day by a calendar, or by the project's where that is `None` or not there.
    pub fn hours(&self, calendar: Option<CalendarId>, day: Date) -> Hours {
        let chain = self.chain(calendar);
        let exceptions = chain.iter().map(|c| c.exceptions.iter().rev().find(|e| e.contains(day)));
        if let Some(exception) = exceptions.flatten().next() {
            return exception.hours.clone();
        }
        match chain.iter().find_map(|c| c.week.as_ref()) {
            Some(week) => week.on(day.weekday()).clone(),
            None if self.is_worked(day) => self.usual.clone(),
            None => Hours::OFF,
        }
    }

    /// The days after one up to another on which the project works.
    pub(super) fn after(&self, from: Date, to: Date) -> impl Iterator<Item = Date> {
        let each = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok());
        each.take_while(move |day| *day <= to).take(MOST_DAYS).filter(|day| !self.hours(None, *day).is_off())
    }

    /// How many of them there are.
    pub fn worked_after(&self, from: Date, to: Date) -> i64 {
        self.after(from, to).count() as i64
    }

    /// The minutes they have.
    pub fn minutes_after(&self, from: Date, to: Date) -> i64 {
        self.after(from, to).map(|day| i64::from(self.hours(None, day).minutes())).sum()
    }

    /// What a day off of the project is called, where it is called anything.
    pub fn holiday(&self, day: Date) -> Option<&'a str> {
        let chain = self.chain(None);
        let named = chain.iter().flat_map(|c| c.exceptions.iter().rev()).find(|e| e.contains(day))?;
        named.name.as_deref().filter(|_| named.hours.is_off())
    }

    /// Minutes of effort a day has of somebody, at their full capacity together and their own pace: a team of three does
    /// three times as much.
    pub fn minutes_of(&self, person: Option<&Resource>, day: Date) -> u32 {
        let Some(person) = person else { return self.hours(None, day).minutes() };
        if person.absences.iter().any(|a| a.first <= day && day <= a.last) {
            return 0;
        }
        let minutes = self.hours_of(person, day).minutes();
        let spans = person.availability.iter().rev();
        let within = |first: Option<Date>, last: Option<Date>| {
            first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
        };
        let stated = spans.clone().find(|a| within(a.first, a.last)).map(|a| a.percent);
        let percent = u64::from(stated.unwrap_or(person.capacity));
        let most = person.minutes_per_day.map_or(u64::MAX, |most| members(person, most));
        let there = (u64::from(minutes) * percent / 100).min(most);
        paced(person, there) as u32
    }

    /// The same of a week, a limit for which holds too.
    pub fn most_of_week(&self, person: &Resource) -> u64 {
        let most = person.minutes_per_week.into_iter().chain(self.meta.minutes_per_week).min();
        most.map_or(u64::MAX, |most| paced(person, members(person, most)))
    }

    /// The hours of a day at which somebody works, as whole days go: their own, as far as the calendar the project names has
    /// them too; where the zones differ, on the days it has.
    pub(super) fn hours_of(&self, person: &Resource, day: Date) -> Hours {
        let own = self.hours(person.calendar, day);
        let framed =
            |id: CalendarId| person.calendar.is_some_and(|own| own != id) && self.calendars.contains_key(&id);
        if !self.meta.calendar.is_some_and(framed) {
            return own;
        }
        let frame = self.hours(None, day);
        let stated = self.chain(None).iter().any(|calendar| calendar.week.is_some());
        match (frame.is_off(), stated && self.zone(None) == self.zone(person.calendar)) {
            (true, _) => Hours::OFF,
            (_, true) => own.and(&frame),
            _ => own,
        }
    }

    /// The zone a calendar is in.
    pub(super) fn zone(&self, calendar: Option<CalendarId>) -> &'a str {
        let stated = self.chain(calendar).iter().find_map(|calendar| calendar.time_zone.as_deref());
        stated.unwrap_or(&self.meta.time_zone)
    }

    fn is_worked(&self, day: Date) -> bool {
        let days = if self.meta.working_days.count() == 0 {
            WorkingDays::MONDAY_TO_FRIDAY
        } else {
            self.meta.working_days
        };
        days.contains(day.weekday())
    }

    /// A calendar and what it is based on.
    fn chain(&self, calendar: Option<CalendarId>) -> Vec<&'a Calendar> {
        let known = |id: CalendarId| self.calendars.get(&id).copied();
        let own = calendar.and_then(known).or_else(|| self.meta.calendar.and_then(known));
        std::iter::successors(own, |c| c.base.and_then(known)).take(DEEPEST).collect()
    }
}

/// What a limit comes to for all members of a team.
fn members(person: &Resource, most: u32) -> u64 {
    u64::from(most) * u64::from(person.capacity.max(100)) / 100
}

/// What somebody gets done in so many minutes.
fn paced(person: &Resource, minutes: u64) -> u64 {
    minutes * u64::from(person.efficiency) / 100
}
