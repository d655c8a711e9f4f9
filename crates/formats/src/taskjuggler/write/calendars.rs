//! Calendars written: that of the project as its working hours and leaves, and each as a shift for whoever works by it.
//! Must never let a day that comes back every year be taken for several days.

use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use planwright_domain::{Calendar, Exception, Hours, Week};

use super::super::own;
use super::Writer;
use super::words::{text, zone};
use crate::carries::records;
use crate::hours::{self, clock};

impl Writer<'_> {
    /// The week that holds where nobody says otherwise.
    pub(super) fn week_of_project(&self) -> Week {
        let own = self.project.meta().calendar.and_then(|id| self.project.calendar(id));
        let flat = own.and_then(|calendar| records::flat(calendar, self.project).week);
        flat.unwrap_or_else(|| hours::unstated_week(self.project.meta()))
    }

    /// The days off of the project's calendar; what comes back is written as often as the frame holds it.
    pub(super) fn leaves_of_project(&mut self, first: Date, months: u64) {
        let project = self.project;
        let Some(calendar) = project.meta().calendar.and_then(|id| project.calendar(id)) else { return };
        let exceptions = records::flat(calendar, project).exceptions;
        let years = i64::try_from(months / 12).unwrap_or(0) + 1;
        let before = self.out.len();
        for exception in exceptions.iter().filter(|e| e.hours.is_off()) {
            self.leave(&leave("holiday", exception), "");
            let turns = if exception.yearly { years } else { 0 };
            let from = i64::from((first.year() - exception.first.year()).max(0));
            for year in from.max(1)..=from + turns {
                let moved = |day: Date| day.checked_add(year.years()).ok().filter(|_| turns > 0);
                if let (Some(first), Some(last)) = (moved(exception.first), moved(exception.last)) {
                    let again = Exception { first, last, ..exception.clone() };
                    self.leave(&leave(own::REPEATED, &again), "");
                }
            }
        }
        if self.out.len() > before {
            self.out.push('\n');
        }
    }

    /// Each calendar as a shift.
    pub(super) fn shifts(&mut self) {
        let project = self.project;
        for calendar in project.calendars() {
            let Calendar { name, week, exceptions, time_zone, id, .. } = records::flat(calendar, project);
            let _ = writeln!(self.out, "shift {} {} {{", self.shifts[&id], text(&name));
            if let Some(zone) = time_zone.as_deref().and_then(zone) {
                let _ = writeln!(self.out, "  timezone {}", text(zone));
            }
            let week = week.unwrap_or_else(|| hours::unstated_week(project.meta()));
            self.working_hours(&week, "  ");
            for exception in exceptions.iter().filter(|e| e.hours.is_off()) {
                let kind = if exception.yearly { own::YEARLY } else { "holiday" };
                self.leave(&leave(kind, exception), "  ");
            }
            self.out.push_str("}\n\n");
        }
    }

    fn leave(&mut self, leave: &str, pad: &str) {
        let _ = writeln!(self.out, "{pad}leaves {leave}");
    }

    /// One line for all days with the same hours.
    pub(super) fn working_hours(&mut self, week: &Week, pad: &str) {
        let mut told: Vec<(&Hours, Vec<&str>)> = Vec::new();
        for day in Weekday::Monday.cycle_forward().take(7) {
            let (name, hours) = (DAYS[day.to_monday_zero_offset() as usize], week.on(day));
            match told.iter_mut().find(|(known, _)| *known == hours) {
                Some((_, days)) => days.push(name),
                None => told.push((hours, vec![name])),
            }
        }
        for (hours, days) in told {
            let shifts = hours.shifts().iter().map(|s| format!("{} - {}", clock(s.from), clock(s.to)));
            let shifts: Vec<String> = shifts.collect();
            let hours = if shifts.is_empty() { "off".to_owned() } else { shifts.join(", ") };
            let _ = writeln!(self.out, "{pad}workinghours {} {hours}", days.join(", "));
        }
    }
}

/// The days of a week as they are called there, from Monday.
pub(in super::super) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `holiday "Easter" 2026-04-03 - 2026-04-07`: it ends as the day begins on which work goes on.
pub(super) fn days_off(kind: &str, name: Option<&str>, first: Date, last: Date) -> String {
    let name = name.map_or_else(String::new, |name| format!(" {}", text(name)));
    let end = last.tomorrow().unwrap_or(last);
    format!("{kind}{name} {first} - {end}")
}

fn leave(kind: &str, exception: &Exception) -> String {
    days_off(kind, exception.name.as_deref(), exception.first, exception.last)
}
