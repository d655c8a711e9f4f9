//! A calendar of to-dos written; see the parent module. Must never write a line longer than 75 bytes without folding it.

use crate::incoming::Incoming;
use std::fmt::Write;

use jiff::civil::Date;
use planwright_domain::{Dependency, LagKind, Link, LinkType, Priority, Project, Status, Task};

use super::HOME;

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
    out.line("END:VCALENDAR");
    out.0
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
}

fn todo(out: &mut Calendar, task: &Task, links: &[&Link], today: Date) {
    out.line("BEGIN:VTODO");
    out.line(&format!("UID:{}{HOME}", task.id.uuid()));
    out.line(&format!("DTSTAMP:{}T000000Z", day(today)));
    out.line(&format!("SUMMARY:{}", escaped(&task.title)));
    if let Some(description) = &task.description {
        out.line(&format!("DESCRIPTION:{}", escaped(description)));
    }
    if let Some(start) = task.start {
        out.line(&format!("DTSTART;VALUE=DATE:{}", day(start)));
    }
    if let Some(due) = task.due {
        out.line(&format!("DUE;VALUE=DATE:{}", day(due)));
    }
    if let Some(effort) = task.effort {
        out.line(&format!("ESTIMATED-DURATION:PT{effort}M"));
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
    for name in &task.assignees {
        out.line(&format!("ATTENDEE;CN=\"{}\":urn:planwright:person", parameter(name)));
    }
    if let Some(parent) = task.parent {
        out.line(&format!("RELATED-TO;RELTYPE=PARENT:{}{HOME}", parent.uuid()));
    }
    for link in links {
        out.line(&relation(link));
    }
    out.line("END:VTODO");
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
