//! The rows of a project: tasks, links, resources and assignments as the document has them, gathered element by element.
//! Must never judge what they mean; see `read` for that.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};

use super::document::{Path, Sink};
use super::staff::{AssignmentRow, CalendarRow, ResourceRow, moment};
use crate::day;

/// A project as it stands in the document.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) seen: bool,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) author: String,
    pub(super) start: Option<Date>,
    pub(super) minutes_per_day: Option<u32>,
    pub(super) tasks: Vec<Row>,
    pub(super) resources: Vec<ResourceRow>,
    pub(super) assignments: Vec<AssignmentRow>,
    pub(super) calendars: Vec<CalendarRow>,
    /// The calendar of the project.
    pub(super) calendar: Option<i64>,
    /// When a day begins and ends where nothing else is said.
    pub(super) day: (Option<u16>, Option<u16>),
    /// The names of added fields, by their numbers.
    pub(super) fields: HashMap<String, String>,
    field: (String, String, String),
    link: Link,
    value: (String, String),
    row: Row,
}

/// A task as it stands in the document.
#[derive(Debug, Default, Clone)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) uid: Option<i64>,
    pub(super) id: Option<i64>,
    pub(super) name: String,
    pub(super) null: bool,
    pub(super) inactive: bool,
    pub(super) level: Option<u32>,
    pub(super) number: String,
    pub(super) priority: Option<u32>,
    pub(super) work: Option<u32>,
    pub(super) duration: Option<u32>,
    pub(super) actual: Option<u32>,
    pub(super) milestone: Option<bool>,
    pub(super) summary: bool,
    pub(super) recurring: bool,
    pub(super) subproject: bool,
    pub(super) external: bool,
    pub(super) baselines: Vec<BaselineRow>,
    pub(super) kind: Option<u32>,
    pub(super) calendar: Option<i64>,
    pub(super) remaining: Option<u32>,
    pub(super) start_at: Option<DateTime>,
    pub(super) finish_at: Option<DateTime>,
    pub(super) constraint_at: Option<DateTime>,
    pub(super) cost: bool,
    pub(super) percent: Option<f64>,
    pub(super) percent_work: Option<f64>,
    pub(super) finish: Option<Date>,
    pub(super) begun: bool,
    pub(super) finished: bool,
    pub(super) constraint: Option<u32>,
    pub(super) constraint_date: Option<Date>,
    pub(super) deadline: Option<Date>,
    pub(super) notes: String,
    pub(super) address: String,
    pub(super) contact: String,
    pub(super) links: Vec<Link>,
    pub(super) values: Vec<(String, String)>,
}

/// A link from a task's predecessor.
#[derive(Debug, Default, Clone)]
pub(super) struct Link {
    pub(super) line: u32,
    pub(super) from: Option<i64>,
    pub(super) kind: Option<u32>,
    pub(super) cross: bool,
    pub(super) lag: i64,
    pub(super) format: u32,
}

/// A schedule of a task that was kept.
#[derive(Debug, Default, Clone)]
pub(super) struct BaselineRow {
    pub(super) number: usize,
    pub(super) start: Option<DateTime>,
    pub(super) finish: Option<DateTime>,
    pub(super) work: Option<u32>,
}

impl Sink for Rows {
    fn open(&mut self, path: &Path<'_>, line: u32) {
        match path {
            ["Project"] => self.seen = true,
            ["Project", "Tasks", "Task"] => self.row = Row { line, ..Row::default() },
            ["Project", "Tasks", "Task", "PredecessorLink"] => self.link = Link { line, ..Link::default() },
            ["Project", "Tasks", "Task", "ExtendedAttribute"] => self.value = Default::default(),
            ["Project", "Tasks", "Task", "Baseline"] => self.row.baselines.push(BaselineRow::default()),
            ["Project", "ExtendedAttributes", "ExtendedAttribute"] => self.field = Default::default(),
            ["Project", "Calendars", "Calendar"] => self.calendars.push(CalendarRow::default()),
            ["Project", "Resources", "Resource"] => {
                self.resources.push(ResourceRow { uid: -1, ..ResourceRow::default() });
            }
            ["Project", "Assignments", "Assignment"] => {
                self.assignments.push(AssignmentRow { task: -1, resource: -1, ..AssignmentRow::default() });
            }
            ["Project", "Calendars", "Calendar", rest @ ..] => {
                self.calendars.last_mut().into_iter().for_each(|c| c.open(rest));
            }
            ["Project", "Resources", "Resource", rest @ ..] => {
                self.resources.last_mut().into_iter().for_each(|r| r.open(rest));
            }
            ["Project", "Assignments", "Assignment", rest @ ..] => {
                self.assignments.last_mut().into_iter().for_each(|a| a.open(rest));
            }
            _ => {}
        }
    }

    fn close(&mut self, path: &Path<'_>, text: &str) {
        match path {
            ["Project", field] => self.about(field, text),
            ["Project", "Tasks", "Task"] => self.tasks.push(std::mem::take(&mut self.row)),
            ["Project", "Tasks", "Task", "PredecessorLink"] => {
                self.row.links.push(std::mem::take(&mut self.link));
            }
            ["Project", "Tasks", "Task", "PredecessorLink", field] => self.link.take(field, text),
            ["Project", "Tasks", "Task", "ExtendedAttribute"] => {
                self.row.values.push(std::mem::take(&mut self.value));
            }
            ["Project", "Tasks", "Task", "ExtendedAttribute", "FieldID"] => {
                self.value.0 = text.trim().to_owned();
            }
            ["Project", "Tasks", "Task", "ExtendedAttribute", "Value"] => self.value.1 = text.to_owned(),
            ["Project", "Tasks", "Task", "Baseline"] => {}
            ["Project", "Tasks", "Task", "Baseline", field] => {
                self.row.baselines.last_mut().into_iter().for_each(|b| b.take(field, text.trim()));
            }
            ["Project", "Tasks", "Task", field] => self.row.take(field, text),
            ["Project", "ExtendedAttributes", "ExtendedAttribute"] => {
                let (number, name, alias) = std::mem::take(&mut self.field);
                self.fields.insert(number, if alias.trim().is_empty() { name } else { alias });
            }
            ["Project", "ExtendedAttributes", "ExtendedAttribute", field] => match *field {
                "FieldID" => self.field.0 = text.trim().to_owned(),
                "FieldName" => self.field.1 = text.trim().to_owned(),
                "Alias" => self.field.2 = text.trim().to_owned(),
                _ => {}
            },
            ["Project", "Calendars", "Calendar", rest @ ..] => {
                self.calendars.last_mut().into_iter().for_each(|c| c.close(rest, text));
            }
            ["Project", "Resources", "Resource", rest @ ..] => {
                self.resources.last_mut().into_iter().for_each(|r| r.close(rest, text));
            }
            ["Project", "Assignments", "Assignment", rest @ ..] => {
                self.assignments.last_mut().into_iter().for_each(|a| a.close(rest, text));
            }
            _ => {}
        }
    }
}

impl Rows {
    fn about(&mut self, field: &str, text: &str) {
        match field {
            "Name" => self.name = text.trim().to_owned(),
            "Title" => self.title = text.to_owned(),
            "Subject" => self.subject = text.trim().to_owned(),
            "Author" => self.author = text.trim().to_owned(),
            "StartDate" => self.start = day::iso(text),
            "CalendarUID" => self.calendar = text.trim().parse().ok(),
            "DefaultStartTime" => self.day.0 = crate::hours::minute(text),
            "DefaultFinishTime" => self.day.1 = crate::hours::minute(text),
            "MinutesPerDay" => self.minutes_per_day = text.trim().parse().ok(),
            _ => {}
        }
    }
}

impl Row {
    fn take(&mut self, field: &str, text: &str) {
        let short = text.trim();
        match field {
            "UID" => self.uid = short.parse().ok(),
            "ID" => self.id = short.parse().ok(),
            "Name" => self.name = text.to_owned(),
            "IsNull" => self.null = is_true(short),
            "Active" => self.inactive = !short.is_empty() && !is_true(short),
            "OutlineLevel" => self.level = short.parse().ok(),
            "OutlineNumber" => self.number = short.to_owned(),
            "Priority" => self.priority = short.parse().ok(),
            "Work" => self.work = minutes(short),
            "Duration" => self.duration = minutes(short),
            "ActualWork" => self.actual = minutes(short),
            "Milestone" => self.milestone = Some(is_true(short)),
            "Summary" => self.summary = is_true(short),
            "Recurring" => self.recurring = is_true(short),
            "IsSubproject" => self.subproject |= is_true(short),
            "SubprojectName" => self.subproject |= !short.is_empty(),
            "ExternalTask" => self.external = is_true(short),
            "Cost" | "FixedCost" => self.cost |= is_amount(short),
            "PercentComplete" => self.percent = short.trim_end_matches('%').parse().ok(),
            "PercentWorkComplete" => self.percent_work = short.trim_end_matches('%').parse().ok(),
            "ActualStart" => self.begun = day::iso(short).is_some(),
            "ActualFinish" => self.finished = day::iso(short).is_some(),
            "Start" => self.start_at = moment(short),
            "Finish" => {
                self.finish = day::iso(short);
                self.finish_at = moment(short);
            }
            "Type" => self.kind = short.parse().ok(),
            "CalendarUID" => self.calendar = short.parse().ok().filter(|uid| *uid > 0),
            "RemainingWork" => self.remaining = minutes(short),
            "ConstraintType" => self.constraint = short.parse().ok(),
            "ConstraintDate" => {
                self.constraint_date = day::iso(short);
                self.constraint_at = moment(short);
            }
            "Deadline" => self.deadline = day::iso(short),
            "Notes" => self.notes = text.to_owned(),
            "HyperlinkAddress" => self.address = short.to_owned(),
            "Contact" => self.contact = short.to_owned(),
            _ => {}
        }
    }
}

impl BaselineRow {
    fn take(&mut self, field: &str, text: &str) {
        match field {
            "Number" => self.number = text.parse().unwrap_or(0),
            "Start" => self.start = moment(text),
            "Finish" => self.finish = moment(text),
            "Work" => self.work = minutes(text),
            _ => {}
        }
    }
}

impl Link {
    fn take(&mut self, field: &str, text: &str) {
        let text = text.trim();
        match field {
            "PredecessorUID" => self.from = text.parse().ok(),
            "Type" => self.kind = text.parse().ok(),
            "CrossProject" => self.cross = is_true(text),
            // Tenths of a minute; some tools write fractions of them.
            "LinkLag" => self.lag = text.parse::<f64>().map_or(0, |lag| lag.round() as i64),
            "LagFormat" => self.format = text.parse().unwrap_or(7),
            _ => {}
        }
    }
}

pub(super) fn is_true(text: &str) -> bool {
    matches!(text, "1" | "true" | "True" | "-1")
}

pub(super) fn is_amount(text: &str) -> bool {
    text.trim().parse::<f64>().is_ok_and(|n| n != 0.0)
}

/// The minutes of `PT126H30M0S`, also with days (of 24 hours) in front; rounded to whole ones.
pub(super) fn minutes(text: &str) -> Option<u32> {
    let (days, time) = text.strip_prefix('P')?.split_once('T').unwrap_or((&text[1..], ""));
    let mut seconds = 0.0;
    for (part, units) in
        [(days, &[('D', 86_400.0)][..]), (time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)][..])]
    {
        let mut rest = part;
        while let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) {
            let unit = rest[end..].chars().next()?;
            let number: f64 = rest[..end].parse().ok()?;
            // Years and months say nothing certain; they stand only where they are 0.
            match units.iter().find(|(u, _)| *u == unit) {
                Some((_, size)) => seconds += number * size,
                None if number == 0.0 => {}
                None => return None,
            }
            rest = &rest[end + 1..];
        }
    }
    (seconds >= 0.0).then_some((seconds / 60.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_minutes() {
        for (text, expect) in [
            ("PT126H0M0S", Some(7560)),
            ("PT0H0M0S", Some(0)),
            ("PT8H", Some(480)),
            ("PT1H30M29S", Some(90)),
            ("PT2.5H", Some(150)),
            ("P1DT2H", Some(1560)),
            ("P0Y0M1DT0H0M0S", Some(1440)),
            ("P2M", None),
            ("", None),
            ("8h", None),
            ("PTxH", None),
            ("PT99999999999999H", Some(u32::MAX)),
        ] {
            assert_eq!(minutes(text), expect, "{text}");
        }
    }
}
