//! A change field by field, old and new side by side, in the person's words. A field that keeps its value is not shown.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::DateTime;
use planwright::domain::{
    CalendarId, Change, Meta, MetaChange, MetaField, Project, Status, Task, TaskChange, TaskField, TaskId,
    Value,
};

use super::names::Codes;
use super::people;
use super::text::{fit, harmless};
use super::words::{Dates, effort};

/// No value is shown longer than this many columns.
const LONGEST_VALUE: usize = 400;

/// What it takes to write values: wbs codes before and after, dates, the length of a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    /// Codes of the project before the change.
    pub(super) before: &'a Codes,
    /// Codes of the project after it.
    pub(super) after: &'a Codes,
    /// How to write dates.
    pub(super) dates: Dates,
    /// Working minutes of a day.
    pub(super) per_day: u32,
    /// The projects before and after, for the names of calendars.
    pub(super) projects: [&'a Project; 2],
}

impl Terms<'_> {
    /// The fields of a task that get a new value, one line each.
    pub(super) fn task(self, before: &Task, change: &TaskChange) -> Vec<String> {
        let change = change.clone().without_no_ops(before);
        let mut after = before.clone();
        change.apply_to(&mut after);
        let mut lines = Vec::new();
        if before.parent != after.parent {
            let mut homes = [self.home(before.parent, self.before), self.home(after.parent, self.after)];
            if homes[0] == homes[1] {
                homes = self.homes_by_title([before.parent, after.parent]);
            }
            lines.push(line("moved", &homes[0], &homes[1]));
        } else if change.position.is_some() {
            let (old, new) = (self.before.get(before.id), self.after.get(before.id));
            if old != new {
                lines.push(line("moved", old, new));
            }
        }
        lines.extend(change.fields().into_iter().filter_map(|field| self.task_field(field, before, &after)));
        lines
    }

    /// The fields of a project that get a new value, one line each.
    pub(super) fn meta(self, before: &Meta, change: &MetaChange) -> Vec<String> {
        let change = change.clone().without_no_ops(before);
        let mut after = before.clone();
        change.apply_to(&mut after);
        change.fields().into_iter().filter_map(|field| self.meta_field(field, before, &after)).collect()
    }

    fn calendar(self, id: Option<CalendarId>) -> Option<String> {
        let id = id?;
        let found = self.projects.iter().rev().find_map(|project| project.calendar(id));
        Some(found.map_or_else(|| id.letters()[..8].to_owned(), |calendar| quoted(&calendar.name)))
    }

    fn moment(self, at: Option<DateTime>) -> Option<String> {
        at.map(|at| people::moment(at, self.dates))
    }

    fn home(self, parent: Option<TaskId>, codes: &Codes) -> String {
        parent.map_or_else(|| "at the top".to_owned(), |id| format!("under {}", codes.name(id)))
    }

    /// The titles of two summary tasks that have the same code, one before the change and one after it.
    fn homes_by_title(self, parents: [Option<TaskId>; 2]) -> [String; 2] {
        [0, 1].map(|side| {
            let task = parents[side].and_then(|id| self.projects[side].task(id));
            task.map_or_else(|| "at the top".to_owned(), |task| format!("under {}", quoted(&task.title)))
        })
    }

    fn task_field(self, field: TaskField, a: &Task, b: &Task) -> Option<String> {
        use TaskField as F;
        let minutes = |m: Option<u32>| m.map(|m| effort(u64::from(m), self.per_day));
        let date = |d: Option<jiff::civil::Date>| d.map(|d| self.dates.day(d));
        let pair = |label: &str, old: Option<String>, new: Option<String>| {
            Some(line(label, &or_none(old), &or_none(new)))
        };
        let words = |label: &str, old: Option<&String>, new: Option<&String>| {
            pair(label, old.map(|t| quoted(t)), new.map(|t| quoted(t)))
        };
        match field {
            F::Parent | F::Position => None,
            F::Title => words("title", Some(&a.title), Some(&b.title)),
            F::Description => words("text", a.description.as_ref(), b.description.as_ref()),
            F::Kind => Some(line("kind", a.kind.word(), b.kind.word())),
            F::Status => Some(line("status", status(a.status), status(b.status))),
            F::Archived => Some(line("archived", yes_no(a.archived), yes_no(b.archived))),
            F::Priority => {
                pair("priority", a.priority.map(|p| p.word().into()), b.priority.map(|p| p.word().into()))
            }
            F::Effort => pair("effort", minutes(a.effort), minutes(b.effort)),
            F::Actual => pair("spent", minutes(a.actual), minutes(b.actual)),
            F::Estimate => {
                let say = |t: &Task| t.estimate.map(|e| estimate(&e, self.per_day));
                pair("estimate", say(a), say(b))
            }
            F::Duration => pair("duration", minutes(a.duration), minutes(b.duration)),
            F::Remaining => pair("remaining", minutes(a.remaining), minutes(b.remaining)),
            F::Constraint => {
                let say = |t: &Task| t.constraint.map(|c| people::constraint(&c, self.dates));
                pair("constraint", say(a), say(b))
            }
            F::Calendar => pair("calendar", self.calendar(a.calendar), self.calendar(b.calendar)),
            F::Interruptible => Some(line("interruptible", yes_no(a.interruptible), yes_no(b.interruptible))),
            F::PlannedStart => {
                pair("planned start", self.moment(a.planned_start), self.moment(b.planned_start))
            }
            F::PlannedFinish => {
                pair("planned finish", self.moment(a.planned_finish), self.moment(b.planned_finish))
            }
            F::Start => pair("start", date(a.start), date(b.start)),
            F::Due => pair("due", date(a.due), date(b.due)),
            F::Assignees => Some(elements("assignees", &a.assignees, &b.assignees)),
            F::Labels => Some(elements("labels", &a.labels, &b.labels)),
            F::AcceptanceCriteria => {
                let set = |list: &[String]| list.iter().map(|t| quoted(t)).collect::<BTreeSet<_>>();
                Some(elements("criteria", &set(&a.acceptance_criteria), &set(&b.acceptance_criteria)))
            }
            F::SourceKey => words("key", a.source_key.as_ref(), b.source_key.as_ref()),
            F::ExternalIds => {
                Some(elements("elsewhere", &systems(&a.external_ids), &systems(&b.external_ids)))
            }
            F::Metadata => Some(elements("metadata", &values(&a.metadata), &values(&b.metadata))),
            F::Origin => {
                let say = |t: &Task| t.origin.as_ref().map(|o| o.kind.word().to_owned());
                (say(a) != say(b)).then(|| line("origin", &or_none(say(a)), &or_none(say(b))))
            }
        }
    }

    fn meta_field(self, field: MetaField, a: &Meta, b: &Meta) -> Option<String> {
        use MetaField as F;
        let date = |d: Option<jiff::civil::Date>| d.map(|d| self.dates.day(d));
        let pair = |label: &str, old: Option<String>, new: Option<String>| {
            Some(line(label, &or_none(old), &or_none(new)))
        };
        let words = |label: &str, old: Option<&String>, new: Option<&String>| {
            pair(label, old.map(|t| quoted(t)), new.map(|t| quoted(t)))
        };
        let days = |m: &Meta| {
            m.working_days.days().map(|d| format!("{d:?}")[..3].to_owned()).collect::<Vec<_>>().join(" ")
        };
        match field {
            F::Title => words("title", Some(&a.title), Some(&b.title)),
            F::Summary => words("summary", a.summary.as_ref(), b.summary.as_ref()),
            F::Status => Some(line("status", status(a.status), status(b.status))),
            F::Archived => Some(line("archived", yes_no(a.archived), yes_no(b.archived))),
            F::Priority => {
                pair("priority", a.priority.map(|p| p.word().into()), b.priority.map(|p| p.word().into()))
            }
            F::Start => pair("start", date(a.start), date(b.start)),
            F::Deadline => pair("deadline", date(a.deadline), date(b.deadline)),
            F::Labels => Some(elements("labels", &a.labels, &b.labels)),
            F::ExternalIds => {
                Some(elements("elsewhere", &systems(&a.external_ids), &systems(&b.external_ids)))
            }
            F::Repository => words("repository", a.repository.as_ref(), b.repository.as_ref()),
            F::ImportedFrom => words("document", a.imported_from.as_ref(), b.imported_from.as_ref()),
            F::DepthLimit => {
                Some(line("depth limit", &a.depth_limit.to_string(), &b.depth_limit.to_string()))
            }
            F::MinutesPerDay => {
                let say = |m: &Meta| effort(u64::from(m.minutes_per_day), u32::MAX);
                Some(line("day of work", &say(a), &say(b)))
            }
            F::WorkingDays => Some(line("work week", &days(a), &days(b))),
            F::MinutesPerWeek => {
                let say = |m: &Meta| m.minutes_per_week.map(|m| effort(u64::from(m), u32::MAX));
                pair("most in a week", say(a), say(b))
            }
            F::Calendar => pair("calendar", self.calendar(a.calendar), self.calendar(b.calendar)),
            F::Kind => Some(line("kind", a.kind.word(), b.kind.word())),
            F::Pool => {
                let say = |m: &Meta| m.pool.map(|pool| pool.letters()[..8].to_owned());
                pair("pool", say(a), say(b))
            }
            F::TimeZone => words("time zone", Some(&a.time_zone), Some(&b.time_zone)),
            F::DateOrder => Some(line("date order", a.date_order.word(), b.date_order.word())),
            F::Metadata => Some(elements("metadata", &values(&a.metadata), &values(&b.metadata))),
        }
    }
}

/// A status in words.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Todo => "to do",
        Status::InProgress => "in progress",
        other => other.word(),
    }
}

/// A range of effort with its confidence: `1d to 4d, 80% sure`.
pub(super) fn estimate(estimate: &planwright::domain::Estimate, per_day: u32) -> String {
    let write = |m: u32| effort(u64::from(m), per_day);
    let mut text = format!("{} to {}", write(estimate.low), write(estimate.high));
    if let Some(confidence) = estimate.confidence {
        text.push_str(&format!(", {} sure", super::words::percent(confidence.as_per_mille())));
    }
    text
}

/// Ids in other systems: `linear ABC-1`.
pub(super) fn systems(ids: &BTreeMap<String, String>) -> BTreeSet<String> {
    ids.iter().map(|(system, id)| format!("{system} {id}")).collect()
}

/// Free values: `points = 3`.
pub(super) fn values(values: &BTreeMap<String, Value>) -> BTreeSet<String> {
    values.iter().map(|(name, value)| format!("{name} = {}", written(value))).collect()
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    write_value(value, 0, &mut out);
    out
}

fn write_value(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Null => out.push_str("nothing"),
        Value::Bool(b) => out.push_str(yes_no(*b)),
        Value::Integer(n) => out.push_str(&n.to_string()),
        Value::Decimal(n) => out.push_str(&n.to_string()),
        Value::Text(text) => out.push_str(text),
        Value::List(_) | Value::Map(_) if depth > 4 || out.len() > LONGEST_VALUE => out.push('…'),
        Value::List(list) => {
            out.push('[');
            for (n, value) in list.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                write_value(value, depth + 1, out);
            }
            out.push(']');
        }
        Value::Map(map) => {
            out.push('{');
            for (n, (name, value)) in map.iter().enumerate() {
                out.push_str(if n > 0 { ", " } else { "" });
                out.push_str(name);
                out.push_str(": ");
                write_value(value, depth + 1, out);
            }
            out.push('}');
        }
    }
}

fn line(label: &str, old: &str, new: &str) -> String {
    format!("{label:<9} {old} → {new}")
}

fn elements(label: &str, old: &BTreeSet<String>, new: &BTreeSet<String>) -> String {
    let added = new.difference(old).map(|e| format!("+{}", shown(e)));
    let removed = old.difference(new).map(|e| format!("-{}", shown(e)));
    let mut parts: Vec<String> = added.chain(removed).collect();
    if parts.is_empty() {
        parts.push("in another order".to_owned());
    }
    format!("{label:<9} {}", parts.join(", "))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", shown(text))
}

fn shown(text: &str) -> String {
    fit(&harmless(text), LONGEST_VALUE).into_owned()
}

fn or_none(value: Option<String>) -> String {
    value.unwrap_or_else(|| "none".to_owned())
}

const fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
