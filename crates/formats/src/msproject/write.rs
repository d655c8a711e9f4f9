//! A project written for Microsoft Project: the schema's elements in the schema's order. Must never write a character that
//! XML has no room for.

mod calendars;
mod people;

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use jiff::civil::Date;
use planwright_domain::{
    CalendarId, ConstraintKind, Dependency, Kind, LagKind, Project, ResourceId, Status, Task, TaskId, alike,
};

use super::own;
use crate::carries::records;
use crate::incoming::Incoming;
use crate::{hours, priority, terms};

/// The days on which a task is planned, where there is a timetable.
type Planned<'a> = &'a dyn Fn(TaskId) -> Option<(Date, Date)>;

struct Writer<'a> {
    project: &'a Project,
    planned: Planned<'a>,
    out: String,
    depth: usize,
    uids: HashMap<TaskId, u64>,
    calendars: HashMap<CalendarId, usize>,
    /// The numbers of calendars that one resource has alone.
    own: HashMap<ResourceId, usize>,
    into: Incoming<'a>,
    /// When a day begins and when it is over, as moments have it.
    morning: String,
    evening: String,
}

/// Writes `project`, with the days of a timetable where there is one.
pub fn write(project: &Project, planned: Planned<'_>) -> String {
    let into = Incoming::ties(project);
    let out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let (calendars, own) = Default::default();
    let (morning, evening) = Default::default();
    let uids = uids(project);
    let mut writer = Writer { project, planned, out, depth: 0, uids, calendars, own, into, morning, evening };
    writer.number_calendars();
    let (from, to) = writer.ends();
    // Midnight ends no day that a moment can name.
    writer.morning = format!("{}:00", hours::clock(from));
    writer.evening = format!("{}:00", hours::clock(to.min(24 * 60 - 1)));
    writer.open("Project xmlns=\"http://schemas.microsoft.com/project\"");
    writer.about();
    writer.fields();
    writer.write_calendars();
    writer.tasks();
    writer.write_people();
    writer.close("Project");
    writer.out
}

/// Numbers for the tasks: a key that is one stays the task's.
fn uids(project: &Project) -> HashMap<TaskId, u64> {
    let mut used = HashSet::new();
    let mut uids = HashMap::new();
    for task in project.walk().map(|w| w.task) {
        let key = task.source_key.as_deref().filter(|k| k.len() < 9 && !k.starts_with('0'));
        if let Some(uid) = key.and_then(|k| k.parse().ok()).filter(|uid| used.insert(*uid)) {
            uids.insert(task.id, uid);
        }
    }
    let mut next = 1;
    for task in project.walk().map(|w| w.task) {
        uids.entry(task.id).or_insert_with(|| {
            while !used.insert(next) {
                next += 1;
            }
            next
        });
    }
    uids
}

impl<'a> Writer<'a> {
    fn about(&mut self) {
        let meta = self.project.meta();
        let minutes = meta.minutes_per_day;
        self.put("SaveVersion", "14");
        self.put("Name", &format!("{}.xml", meta.title.chars().take(200).collect::<String>()));
        self.put("Title", &meta.title);
        self.put("Author", own::AUTHOR);
        self.put("ScheduleFromStart", "1");
        if let Some(start) = meta.start {
            self.put("StartDate", &self.at_morning(start));
        }
        self.put("CalendarUID", &self.calendar_uid(None).to_string());
        let (morning, evening) = (self.morning.clone(), self.evening.clone());
        self.put("DefaultStartTime", &morning);
        self.put("DefaultFinishTime", &evening);
        self.put("MinutesPerDay", &minutes.to_string());
        self.put("MinutesPerWeek", &(minutes * meta.working_days.count()).to_string());
        self.put("DaysPerMonth", "20");
    }

    fn fields(&mut self) {
        let used = |f: &own::Field| self.project.tasks().any(|t| self.own(t, *f).is_some());
        let mut used: Vec<_> = own::ALL.into_iter().filter(used).collect();
        used.extend(self.unstated().map(|_| own::UNSTATED));
        used.extend((self.project.resources().len() > 0).then_some(own::PERSON));
        used.extend((self.project.assignments().len() > 0).then_some(own::ASSIGNED));
        if used.is_empty() {
            return;
        }
        self.open("ExtendedAttributes");
        for (number, name, alias) in used {
            self.open("ExtendedAttribute");
            self.put("FieldID", number);
            self.put("FieldName", name);
            self.put("Alias", alias);
            self.close("ExtendedAttribute");
        }
        self.close("ExtendedAttributes");
    }

    fn tasks(&mut self) {
        let meta = self.project.meta();
        self.open("Tasks");
        self.open("Task");
        self.put("UID", "0");
        self.put("ID", "0");
        self.put("Name", &meta.title);
        self.put("IsNull", "0");
        self.put("OutlineNumber", "0");
        self.put("OutlineLevel", "0");
        self.put("Summary", "1");
        if let Some(deadline) = meta.deadline {
            self.put("Deadline", &self.at_evening(deadline));
        }
        if let Some(summary) = &meta.summary {
            self.put("Notes", summary);
        }
        if let Some(unstated) = self.unstated() {
            self.own_value(own::UNSTATED, &unstated);
        }
        self.close("Task");
        for (i, met) in self.project.walk().enumerate() {
            self.open("Task");
            self.task(met.task, i + 1, &met.code.to_string(), met.code.depth());
            self.close("Task");
        }
        self.close("Tasks");
    }

    fn task(&mut self, task: &'a Task, id: usize, code: &str, depth: usize) {
        let summary = self.project.is_summary(task.id);
        let milestone = task.kind == Kind::Milestone;
        let effort = task.effort.filter(|_| !summary);
        let flag = |is: bool| if is { "1" } else { "0" };
        self.put("UID", &self.uids[&task.id].to_string());
        self.put("ID", &id.to_string());
        self.put("Name", &task.title);
        self.put("Active", flag(task.status != Status::Cancelled));
        self.put("Manual", "0");
        let lasts = task.duration.filter(|_| !summary);
        let people = self.people_of(task);
        // Fixed work: more people make it shorter.
        self.put("Type", if effort.is_some() && people > 0 && lasts.is_none() { "2" } else { "1" });
        self.put("IsNull", "0");
        self.put("WBS", code);
        self.put("OutlineNumber", code);
        self.put("OutlineLevel", &depth.to_string());
        self.put("Priority", &task.priority.map_or(500, priority::write).to_string());
        let (start, finish) = self.dates(task);
        start.into_iter().for_each(|start| self.put("Start", &start));
        finish.into_iter().for_each(|finish| self.put("Finish", &finish));
        let work = effort.map(|minutes| minutes.div_ceil(people.max(1)));
        if let Some(minutes) = lasts.or(work).or(milestone.then_some(0)) {
            self.put("Duration", &duration(minutes));
            self.put("DurationFormat", "7");
        }
        // Where work is written, the duration is one of its own, or follows from those who do it.
        if lasts.is_some() || people > 0 && effort.is_some() {
            self.put("Work", &duration(effort.unwrap_or(0)));
        }
        if effort.or(lasts).is_none() && !summary && !milestone {
            self.put("Estimated", "1");
        }
        self.put("Milestone", flag(milestone));
        self.put("Summary", flag(summary));
        self.put("PercentComplete", &percent(task).to_string());
        if let Some(actual) = task.actual.filter(|_| !summary) {
            self.put("ActualWork", &duration(actual));
        }
        if let Some(remaining) = task.remaining {
            self.put("RemainingWork", &duration(remaining));
        }
        self.constraint(task);
        if let Some(due) = task.due {
            self.put("Deadline", &self.at_evening(due));
        }
        if let Some(description) = &task.description {
            self.put("Notes", description);
        }
        self.links(task);
        for field in own::ALL {
            if let Some(value) = self.own(task, field) {
                self.own_value(field, &value);
            }
        }
        self.baselines(task);
    }

    /// How many people, or others, work on a task.
    fn people_of(&self, task: &Task) -> u32 {
        let known = || self.project.assignments_of(task.id);
        let names: HashSet<String> =
            known().filter_map(|a| Some(alike(&self.project.resource(a.resource?)?.name))).collect();
        let alone = task.assignees.iter().filter(|name| !names.contains(&alike(name))).count();
        (alone + known().count()) as u32
    }

    /// The start and the finish that a schedule gives a task: one that was kept, else a timetable's.
    fn dates(&self, task: &Task) -> (Option<String>, Option<String>) {
        if task.planned_start.is_some() || task.planned_finish.is_some() {
            return (
                task.planned_start.map(|at| at.to_string()),
                task.planned_finish.map(|at| at.to_string()),
            );
        }
        let days = (self.planned)(task.id);
        (days.map(|d| self.at_morning(d.0)), days.map(|d| self.at_evening(d.1)))
    }

    fn at_morning(&self, day: Date) -> String {
        format!("{day}T{}", self.morning)
    }

    fn at_evening(&self, day: Date) -> String {
        format!("{day}T{}", self.evening)
    }

    /// The one constraint that a task can have, and its calendar.
    fn constraint(&mut self, task: &Task) {
        let not_before = task.start.map(|start| ("4", start));
        let said = task.constraint.map(|c| {
            let kind = match c.kind {
                ConstraintKind::AsLateAsPossible => "1",
                ConstraintKind::MustStartOn => "2",
                ConstraintKind::MustFinishOn => "3",
                ConstraintKind::StartNoEarlierThan => "4",
                ConstraintKind::StartNoLaterThan => "5",
                ConstraintKind::FinishNoEarlierThan => "6",
                ConstraintKind::FinishNoLaterThan => "7",
            };
            let end = if c.kind.is_of_finish() { &self.evening } else { &self.morning };
            (kind, c.date, c.time.map_or_else(|| end.clone(), |time| time.to_string()))
        });
        let (kind, date) = match (said, not_before) {
            (Some((kind, date, time)), _) => (kind, date.map(|date| format!("{date}T{time}"))),
            (None, Some((kind, start))) => (kind, Some(self.at_morning(start))),
            (None, None) => ("0", None),
        };
        self.put("ConstraintType", kind);
        if task.calendar.is_some() {
            self.put("CalendarUID", &self.calendar_uid(task.calendar).to_string());
        }
        date.into_iter().for_each(|date| self.put("ConstraintDate", &date));
    }

    /// What a resource, a task or an assignment has in a field of our own.
    fn own_value(&mut self, field: own::Field, value: &str) {
        self.open("ExtendedAttribute");
        self.put("FieldID", field.0);
        self.put("Value", value);
        self.close("ExtendedAttribute");
    }

    fn baselines(&mut self, task: &Task) {
        let project = self.project;
        for (number, baseline) in project.baselines().take(records::MOST_BASELINES).enumerate() {
            let Some(planned) = baseline.tasks.get(&task.id) else { continue };
            self.open("Baseline");
            self.put("Number", &number.to_string());
            self.put("Start", &planned.start.to_string());
            self.put("Finish", &planned.finish.to_string());
            if let Some(effort) = planned.effort {
                self.put("Work", &duration(effort));
            }
            self.close("Baseline");
        }
    }

    fn links(&mut self, task: &Task) {
        let links = self.into.at(task.id).to_vec();
        for link in links {
            let kind = match link.dependency {
                Dependency::FinishToFinish => "0",
                Dependency::FinishToStart => "1",
                Dependency::StartToFinish => "2",
                Dependency::StartToStart => "3",
            };
            let elapsed = link.lag_kind == LagKind::Elapsed;
            let day = if elapsed { 1440 } else { self.project.meta().minutes_per_day.max(1) };
            let minutes = link.lag.unsigned_abs();
            let size = if minutes.is_multiple_of(day) {
                7
            } else if minutes.is_multiple_of(60) {
                5
            } else {
                3
            };
            self.open("PredecessorLink");
            self.put("PredecessorUID", &self.uids[&link.from].to_string());
            self.put("Type", kind);
            self.put("CrossProject", "0");
            self.put("LinkLag", &(i64::from(link.lag) * 10).to_string());
            self.put("LagFormat", &(size + i32::from(elapsed)).to_string());
            self.close("PredecessorLink");
        }
    }

    /// What of our own has to be said of a task.
    fn own(&self, task: &Task, field: own::Field) -> Option<String> {
        let summary = self.project.is_summary(task.id);
        let lines = |parts: Vec<&str>| (!parts.is_empty()).then(|| parts.join("\n"));
        match field {
            own::KEY => task.source_key.clone(),
            own::STATUS => (task.status == Status::Blocked).then(|| task.status.word().to_owned()),
            own::EFFORT => task.effort.filter(|_| summary).map(|e| e.to_string()),
            own::SPENT => task.actual.filter(|_| summary).map(|a| a.to_string()),
            own::LABELS => lines(task.labels.iter().map(String::as_str).collect()),
            own::START => task.start.filter(|_| task.constraint.is_some()).map(|start| start.to_string()),
            own::CONSTRAINT => task.constraint.as_ref().map(terms::constraint),
            own::PLANNED => terms::planned(task),
            own::DURATION => task.duration.filter(|_| summary).map(|d| d.to_string()),
            own::SPLIT => task.interruptible.then(|| "yes".to_owned()),
            own::CRITERIA => lines(task.acceptance_criteria.iter().map(String::as_str).collect()),
            _ => None,
        }
    }

    fn open(&mut self, name: &str) {
        let _ = writeln!(self.out, "{}<{name}>", "\t".repeat(self.depth));
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth -= 1;
        let _ = writeln!(self.out, "{}</{name}>", "\t".repeat(self.depth));
    }

    fn put(&mut self, name: &str, text: &str) {
        let pad = "\t".repeat(self.depth);
        let _ = writeln!(self.out, "{pad}<{name}>{}</{name}>", escaped(text));
    }
}

fn duration(minutes: u32) -> String {
    format!("PT{}H{}M0S", minutes / 60, minutes % 60)
}

/// How far a task is, in percent: what was spent of its effort, and no less than begun while it is in progress.
fn percent(task: &Task) -> u32 {
    match task.status {
        Status::Done => 100,
        Status::InProgress => match (task.actual, task.effort) {
            (Some(actual), Some(effort)) if effort > 0 => {
                (u64::from(actual) * 100 / u64::from(effort)).clamp(1, 99) as u32
            }
            _ => 1,
        },
        _ => 0,
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
