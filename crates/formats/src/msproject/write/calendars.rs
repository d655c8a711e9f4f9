//! Calendars written: the project's, those that tasks and resources name, and for each resource that is absent at times one
//! of its own. Must never write a calendar that needs another to be understood, but for those of resources.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use planwright_domain::{Calendar, CalendarId, Exception, Hours, Resource, ResourceId, Week};

use super::Writer;
use crate::carries::records;
use crate::hours;

/// How often what comes back yearly is said to come back.
const YEARS: i16 = 25;

impl Writer<'_> {
    /// Numbers for the calendars; 1 is the week of a project that has no calendar.
    pub(super) fn number_calendars(&mut self) {
        for (i, calendar) in self.project.calendars().enumerate() {
            self.calendars.insert(calendar.id, i + 2);
        }
        let first = self.calendars.len() + 2;
        let own = self.project.resources().filter(|r| !r.absences.is_empty() || r.calendar.is_some());
        self.own = own.enumerate().map(|(i, r)| (r.id, first + i)).collect();
    }

    /// The number of a calendar, or of the project's.
    pub(super) fn calendar_uid(&self, id: Option<CalendarId>) -> usize {
        let id = id.or(self.project.meta().calendar);
        id.and_then(|id| self.calendars.get(&id).copied()).unwrap_or(1)
    }

    /// The number of the calendar that only this resource has.
    pub(super) fn own_uid(&self, id: ResourceId) -> Option<usize> {
        self.own.get(&id).copied()
    }

    /// The numbers of calendars whose hours nobody stated, one a line.
    pub(super) fn unstated(&self) -> Option<String> {
        let unstated = self.project.calendars().filter(|c| records::flat(c, self.project).week.is_none());
        let lines: Vec<String> = unstated.map(|c| self.calendar_uid(Some(c.id)).to_string()).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// When days of the project begin and end.
    pub(super) fn ends(&self) -> (u16, u16) {
        let own = self.project.meta().calendar.and_then(|id| self.project.calendar(id));
        let stated = own.and_then(|calendar| records::flat(calendar, self.project).week);
        hours::ends(&stated.unwrap_or_else(|| hours::unstated_week(self.project.meta())))
    }

    pub(super) fn write_calendars(&mut self) {
        self.open("Calendars");
        if self.calendar_uid(None) == 1 {
            self.week_calendar("Standard", 1, &hours::unstated_week(self.project.meta()), &[]);
        }
        let project = self.project;
        for calendar in project.calendars() {
            let Calendar { name, week, exceptions, .. } = records::flat(calendar, project);
            let uid = self.calendar_uid(Some(calendar.id));
            let week = week.unwrap_or_else(|| hours::unstated_week(project.meta()));
            self.week_calendar(&name, uid, &week, &exceptions);
        }
        for resource in project.resources() {
            if let Some(uid) = self.own_uid(resource.id) {
                self.own_calendar(resource, uid);
            }
        }
        self.close("Calendars");
    }

    fn week_calendar(&mut self, name: &str, uid: usize, week: &Week, exceptions: &[Exception]) {
        self.open("Calendar");
        self.put("UID", &uid.to_string());
        self.put("Name", name);
        self.put("IsBaseCalendar", "1");
        self.put("BaseCalendarUID", "-1");
        self.open("WeekDays");
        for (i, day) in Weekday::Sunday.cycle_forward().take(7).enumerate() {
            self.open("WeekDay");
            self.put("DayType", &(i + 1).to_string());
            self.hours(week.on(day));
            self.close("WeekDay");
        }
        self.close("WeekDays");
        self.exceptions(exceptions);
        self.close("Calendar");
    }

    /// The calendar of a resource that is absent at times, or does not work as the project does.
    fn own_calendar(&mut self, resource: &Resource, uid: usize) {
        let off = |a: &planwright_domain::Absence| Exception {
            name: a.reason.clone(),
            ..Exception::off(a.first, a.last)
        };
        let absences: Vec<Exception> = resource.absences.iter().map(off).collect();
        self.open("Calendar");
        self.put("UID", &uid.to_string());
        self.put("Name", &resource.name);
        self.put("IsBaseCalendar", "0");
        self.put("BaseCalendarUID", &self.calendar_uid(resource.calendar).to_string());
        self.exceptions(&absences);
        self.close("Calendar");
    }

    fn exceptions(&mut self, exceptions: &[Exception]) {
        if exceptions.is_empty() {
            return;
        }
        self.open("Exceptions");
        for exception in exceptions {
            if !exception.yearly {
                self.exception(exception, exception.first, exception.last);
                continue;
            }
            // What comes back is one day each.
            let mut day = exception.first;
            for _ in 0..=366 {
                if day > exception.last {
                    break;
                }
                let end = day.checked_add(YEARS.years()).unwrap_or(Date::MAX);
                self.exception(exception, day, end);
                let Ok(next) = day.tomorrow() else { break };
                day = next;
            }
        }
        self.close("Exceptions");
    }

    fn exception(&mut self, exception: &Exception, first: Date, last: Date) {
        let times = if exception.yearly { YEARS + 1 } else { 1 };
        self.open("Exception");
        self.put("EnteredByOccurrences", if exception.yearly { "1" } else { "0" });
        self.open("TimePeriod");
        self.put("FromDate", &format!("{first}T00:00:00"));
        self.put("ToDate", &format!("{last}T23:59:00"));
        self.close("TimePeriod");
        self.put("Occurrences", &times.to_string());
        if let Some(name) = &exception.name {
            self.put("Name", name);
        }
        self.put("Type", if exception.yearly { "2" } else { "1" });
        if exception.yearly {
            self.put("Month", &(first.month() - 1).to_string());
            self.put("MonthDay", &first.day().to_string());
        }
        self.hours(&exception.hours);
        self.close("Exception");
    }

    fn hours(&mut self, hours: &Hours) {
        self.put("DayWorking", if hours.is_off() { "0" } else { "1" });
        if hours.is_off() {
            return;
        }
        self.open("WorkingTimes");
        for shift in hours.shifts() {
            self.open("WorkingTime");
            self.put("FromTime", &format!("{}:00", hours::clock(shift.from)));
            // Midnight ends the day as it begins it.
            self.put("ToTime", &format!("{}:00", hours::clock(shift.to % 1440)));
            self.close("WorkingTime");
        }
        self.close("WorkingTimes");
    }
}
