//! A calendar of to-dos written; see the parent module. Must never write a line longer than 75 bytes without folding it.

use crate::incoming::Incoming;
use std::fmt::Write;

use jiff::civil::{Date, DateTime};
use planwright_domain::{Dependency, LagKind, Link, LinkType, Priority, Project, Status, Task};

use super::{HOME, own};
use crate::terms;

/// Writes `project`; the entries are stamped with `today`, so that the same plan on the same day is the same text.
pub fn write(project: &Project, today: Date) -> String {
    let mut out = Calendar::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//planwright//planwright//EN");
    out.line(&format!("NAME:{}", escaped(&project.meta().title)));
    out.line(&format!("X-WR-CALNAME:{}", escaped(&project.meta().title)));
    if let Some(summary) = &project.meta().summary {
        out.line(&format!("DESCRIPTION:{}", escaped(summary)));
    }
    let into = Incoming::of(project);
    for met in project.walk() {
        todo(&mut out, met.task, into.at(met.task.id), today);
    }
    days_off(&mut out, project, today);
    out.line("END:VCALENDAR");
    out.0
}

/// Holidays and absences, each an event of whole days.
fn days_off(out: &mut Calendar, project: &Project, today: Date) {
    for calendar in project.calendars() {
        let of_project = project.meta().calendar == Some(calendar.id);
        let off = calendar.exceptions.iter().filter(|exception| exception.hours.is_off());
        for (i, exception) in off.enumerate() {
            let days = (exception.first, exception.last, exception.name.as_deref());
            event(
                out,
                &format!("{}-{i}", calendar.id.uuid()),
                exception.name.as_deref().unwrap_or("Day off"),
                days,
                today,
            );
            if exception.yearly {
                out.line("RRULE:FREQ=YEARLY");
            }
            out.line("CATEGORIES:Holiday");
            out.own(own::CALENDAR, &escaped(&calendar.name));
            if of_project {
                out.own(own::OF_PROJECT, "TRUE");
            }
            out.line("END:VEVENT");
        }
    }
    for resource in project.resources() {
        for (i, absence) in resource.absences.iter().enumerate() {
            let title = format!("{}: {}", resource.name, absence.reason.as_deref().unwrap_or("away"));
            let days = (absence.first, absence.last, absence.reason.as_deref());
            event(out, &format!("{}-{i}", resource.id.uuid()), &title, days, today);
            out.line("CATEGORIES:Absence");
            out.attendee(&resource.name);
            out.own(own::PERSON, &escaped(&resource.name));
            out.line("END:VEVENT");
        }
    }
}

/// The beginning of an event of whole days; it ends as the day after the last begins.
fn event(
    out: &mut Calendar,
    id: &str,
    title: &str,
    (first, last, reason): (Date, Date, Option<&str>),
    today: Date,
) {
    out.line("BEGIN:VEVENT");
    out.line(&format!("UID:{id}{HOME}"));
    out.line(&format!("DTSTAMP:{}T000000Z", day(today)));
    out.line(&format!("SUMMARY:{}", escaped(title)));
    out.line(&format!("DTSTART;VALUE=DATE:{}", day(first)));
    out.line(&format!("DTEND;VALUE=DATE:{}", day(last.tomorrow().unwrap_or(last))));
    out.line("TRANSP:OPAQUE");
    if let Some(reason) = reason {
        out.own(own::REASON, &escaped(reason));
    }
}

#[derive(Default)]
struct Calendar(String);

impl Calendar {
    /// Writes a line, folded after 75 bytes, never within a character.
    fn line(&mut self, text: &str) {
        let mut length = 0;
        for c in text.chars() {
            if length + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Writes something in words of our own.
    fn own(&mut self, name: &str, value: &str) {
        self.line(&format!("{}{name}:{value}", own::PREFIX));
    }

    fn attendee(&mut self, name: &str) {
        self.line(&format!("ATTENDEE;CN=\"{}\":urn:planwright:person", parameter(name)));
    }
}

fn todo(out: &mut Calendar, task: &Task, links: &[&Link], today: Date) {
    out.line("BEGIN:VTODO");
    out.line(&format!("UID:{}{HOME}", task.id.uuid()));
    out.line(&format!("DTSTAMP:{}T000000Z", day(today)));
    out.line(&format!("SUMMARY:{}", escaped(&task.title)));
    if let Some(description) = &task.description {
        out.line(&format!("DESCRIPTION:{}", escaped(description)));
    }
    dates(out, task);
    if let Some(effort) = task.effort {
        out.line(&format!("ESTIMATED-DURATION:PT{effort}M"));
    }
    if let (Some(effort), Some(left), Status::InProgress) = (task.effort, task.remaining, task.status) {
        let done = effort.saturating_sub(left);
        let percent = (u64::from(done) * 100 / u64::from(effort.max(1))).clamp(1, 99);
        out.line(&format!("PERCENT-COMPLETE:{percent}"));
    }
    let status = match task.status {
        Status::Todo | Status::Blocked => "NEEDS-ACTION",
        Status::InProgress => "IN-PROCESS",
        Status::Done => "COMPLETED",
        Status::Cancelled => "CANCELLED",
    };
    out.line(&format!("STATUS:{status}"));
    if let Some(priority) = task.priority {
        let number = match priority {
            Priority::Urgent => 1,
            Priority::High => 3,
            Priority::Medium => 5,
            Priority::Low => 7,
        };
        out.line(&format!("PRIORITY:{number}"));
    }
    if !task.labels.is_empty() {
        let labels: Vec<String> = task.labels.iter().map(|l| escaped(l)).collect();
        out.line(&format!("CATEGORIES:{}", labels.join(",")));
    }
    task.assignees.iter().for_each(|name| out.attendee(name));
    if let Some(parent) = task.parent {
        out.line(&format!("RELATED-TO;RELTYPE=PARENT:{}{HOME}", parent.uuid()));
    }
    for link in links {
        out.line(&relation(link));
    }
    out.line("END:VTODO");
}

/// When a task takes place: the days that are stated, or else those that a constraint or a kept schedule gives it, for
/// programs that want days; then all of it in words of our own.
fn dates(out: &mut Calendar, task: &Task) {
    let given = |of_finish: bool| {
        let asked = task.constraint.filter(|c| c.kind.is_of_finish() == of_finish).and_then(|c| c.date);
        let planned = if of_finish { task.planned_finish } else { task.planned_start };
        asked.or(planned.map(DateTime::date))
    };
    for (name, stated, of_finish) in [("DTSTART", task.start, false), ("DUE", task.due, true)] {
        if let Some(date) = stated {
            out.line(&format!("{name};VALUE=DATE:{}", day(date)));
        } else if let Some(date) = given(of_finish) {
            out.line(&format!("{name};VALUE=DATE;{}=TRUE:{}", own::OF_PLAN, day(date)));
        }
    }
    let minutes = [(own::DURATION, task.duration), (own::REMAINING, task.remaining)];
    for (name, minutes) in minutes.into_iter().filter_map(|(name, minutes)| Some((name, minutes?))) {
        out.own(name, &format!("PT{minutes}M"));
    }
    let words = [
        (own::CONSTRAINT, task.constraint.as_ref().map(terms::constraint)),
        (own::PLANNED, terms::planned(task)),
    ];
    for (name, words) in words.into_iter().filter_map(|(name, words)| Some((name, words?))) {
        out.own(name, &escaped(&words));
    }
    if task.interruptible {
        out.own(own::INTERRUPTIBLE, "TRUE");
    }
}

fn relation(link: &Link) -> String {
    let kind = match (link.link_type, link.dependency) {
        (LinkType::Related, _) => "X-RELATED",
        (LinkType::Duplicate, _) => "X-DUPLICATE",
        (LinkType::Blocks, Dependency::FinishToStart) => "FINISHTOSTART",
        (LinkType::Blocks, Dependency::StartToStart) => "STARTTOSTART",
        (LinkType::Blocks, Dependency::FinishToFinish) => "FINISHTOFINISH",
        (LinkType::Blocks, Dependency::StartToFinish) => "STARTTOFINISH",
    };
    let mut gap = String::new();
    if link.lag != 0 && link.lag_kind == LagKind::Working {
        let sign = if link.lag < 0 { "-" } else { "" };
        let _ = write!(gap, ";GAP={sign}PT{}M", link.lag.unsigned_abs());
    }
    format!("RELATED-TO;RELTYPE={kind}{gap}:{}{HOME}", link.from.uuid())
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A parameter's value in the escapes of RFC 6868.
fn parameter(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.replace('^', "^^").replace('"', "^'")
}
