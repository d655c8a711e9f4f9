//! The head of a written project: the frame that holds every date, the rules, and what is declared before the tasks. Must
//! never let the frame, which has to be wider, be taken for the start or the deadline of the plan.

use std::collections::BTreeSet;
use std::fmt::Write;

use jiff::ToSpan;
use jiff::civil::Date;
use planwright_domain::{Meta, Task, WorkingDays};

use super::super::own;
use super::Writer;
use super::words::{hours, is_id, rich, text, zone};
use crate::carries::records;

/// What stands about start and deadline where the frame of the project cannot say it, and which calendar is its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Stated {
    no_start: bool,
    start: Option<Date>,
    pub(in super::super) deadline: Option<Date>,
    /// The shift that is the calendar of the project.
    pub(in super::super) calendar: Option<String>,
    /// The shifts whose hours nobody stated: they are those of the project's days.
    pub(in super::super) unstated: Vec<String>,
}

impl Stated {
    /// The start, where `frame` is the first day of the project's frame.
    pub(in super::super) fn start(&self, frame: Option<Date>) -> Option<Date> {
        if self.no_start { None } else { self.start.or(frame) }
    }
}

/// What the version of a written project says: "no start, deadline 2026-08-15, calendar c1, unstated c1".
pub(in super::super) fn stated(version: &str) -> Option<Stated> {
    let mut found = Stated::default();
    for part in version.split(", ") {
        match part.split_once(' ')? {
            ("no", "start") => found.no_start = true,
            ("start", day) => found.start = Some(day.parse().ok()?),
            ("deadline", day) => found.deadline = Some(day.parse().ok()?),
            ("calendar", shift) => found.calendar = Some(shift.to_owned()),
            ("unstated", shift) => found.unstated.push(shift.to_owned()),
            _ => return None,
        }
    }
    Some(found)
}

/// The first day of the frame, the first one that anything in it names, and for how many months it goes on.
struct Frame {
    first: Date,
    begins: Date,
    months: u64,
}

impl Writer<'_> {
    pub(super) fn header(&mut self, today: Date) {
        let meta = self.project.meta();
        let Frame { first, begins, months } = self.frame(today);
        let mut version = Vec::new();
        match meta.start {
            None => version.push("no start".to_owned()),
            Some(start) if start != first => version.push(format!("start {start}")),
            Some(_) => {}
        }
        version.extend(meta.deadline.map(|d| format!("deadline {d}")));
        version.extend(meta.calendar.and_then(|id| Some(format!("calendar {}", self.shifts.get(&id)?))));
        let unstated = self.project.calendars().filter(|c| records::flat(c, self.project).week.is_none());
        version.extend(unstated.map(|c| format!("unstated {}", self.shifts[&c.id])));
        let version = if version.is_empty() { String::new() } else { format!(" \"{}\"", version.join(", ")) };
        let title = text(&meta.title);
        let _ = writeln!(self.out, "project {} {title}{version} {first} +{months}m {{", own::PROJECT);
        self.rules(meta);
        self.extensions();
        if let Some(summary) = &meta.summary {
            let (headline, summary) = (own::SUMMARY, rich(summary));
            let _ =
                writeln!(self.out, "  journalentry {begins} \"{headline}\" {{\n    details {summary}\n  }}");
        }
        self.out.push_str("}\n\n");
        if first < begins {
            let name = text("Before the start");
            let _ = writeln!(self.out, "leaves {} {name} {first} - {begins}\n", own::REPEATED);
        }
        self.leaves_of_project(begins, months);
    }

    fn frame(&self, today: Date) -> Frame {
        let meta = self.project.meta();
        let named = |t: &Task| [t.start, t.due, t.constraint.and_then(|c| c.date)];
        let away = self.project.resources().flat_map(|r| r.absences.iter().map(|a| a.last));
        let begins = meta.start.unwrap_or(today);
        let dates: Vec<Date> =
            self.project.tasks().flat_map(named).flatten().chain(meta.deadline).chain([begins]).collect();
        let begins = dates.iter().copied().min().unwrap_or(begins);
        let last = dates.into_iter().chain(away).max().unwrap_or(begins);
        let work: u64 = self.project.tasks().filter_map(|t| t.effort).map(u64::from).sum();
        let days = (last - begins).get_days().max(0) as u64;
        let months = (days / 28 + work * self.names.slowest() / (20 * 480) + 6).min(600);
        // The first day is that of Greenwich, which may begin later than the one of the project's zone.
        let zoned = self.zone() != "UTC";
        let first = if zoned { begins.checked_sub(1.day()).unwrap_or(begins) } else { begins };
        Frame { first, begins, months }
    }

    fn zone(&self) -> &str {
        let calendar = self.project.meta().calendar.and_then(|id| self.project.calendar(id));
        let own = calendar.and_then(|calendar| calendar.time_zone.as_deref());
        zone(own.unwrap_or(&self.project.meta().time_zone)).unwrap_or("UTC")
    }

    /// How time is counted, and when work is done.
    fn rules(&mut self, meta: &Meta) {
        let zone = self.zone().to_owned();
        if zone != "UTC" {
            let _ = writeln!(self.out, "  timezone {}", text(&zone));
        }
        if self.step != 60 {
            let _ = writeln!(self.out, "  timingresolution {} min", self.step);
        }
        if meta.minutes_per_day != 480 {
            let _ = writeln!(self.out, "  dailyworkinghours {}", hours(meta.minutes_per_day));
        }
        let usual = meta.minutes_per_day == 480 && meta.working_days == WorkingDays::MONDAY_TO_FRIDAY;
        if meta.calendar.is_some() || !usual {
            let week = self.week_of_project();
            self.working_hours(&week, "  ");
        }
    }

    /// What is added to tasks and resources.
    fn extensions(&mut self) {
        if self.project.resources().len() > 0 {
            let _ = writeln!(self.out, "  extend resource {{\n    text {} \"Resource\"\n  }}", own::PERSON);
        }
        let used: Vec<_> = own::ALL
            .iter()
            .filter(|(id, _)| self.project.tasks().any(|t| self.own(t, id).is_some()))
            .collect();
        if !used.is_empty() {
            self.out.push_str("  extend task {\n");
            for (id, words) in used {
                let _ = writeln!(self.out, "    text {id} \"{words}\"");
            }
            self.out.push_str("  }\n");
        }
    }

    pub(super) fn declarations(&mut self) {
        let labels: BTreeSet<&str> =
            self.project.tasks().flat_map(|t| &t.labels).map(String::as_str).filter(|l| is_id(l)).collect();
        if !labels.is_empty() {
            let labels: Vec<&str> = labels.into_iter().collect();
            let _ = writeln!(self.out, "flags {}\n", labels.join(", "));
        }
        self.shifts();
        self.people();
    }
}
