//! A project written for Microsoft Project: the schema's elements in the schema's order. Must never write a character that
//! XML has no room for.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use jiff::civil::{Date, Weekday};
use planwright_domain::{Dependency, Kind, LagKind, Project, Status, Task, TaskId};

use super::own;
use crate::incoming::Incoming;
use crate::priority;

/// The days on which a task is planned, where there is a timetable.
type Planned<'a> = &'a dyn Fn(TaskId) -> Option<(Date, Date)>;

struct Writer<'a> {
    project: &'a Project,
    planned: Planned<'a>,
    out: String,
    depth: usize,
    uids: HashMap<TaskId, u64>,
    into: Incoming<'a>,
}

/// Writes `project`, with the days of a timetable where there is one.
pub fn write(project: &Project, planned: Planned<'_>) -> String {
    let into = Incoming::ties(project);
    let out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let mut writer = Writer { project, planned, out, depth: 0, uids: uids(project), into };
    writer.open("Project xmlns=\"http://schemas.microsoft.com/project\"");
    writer.about();
    writer.fields();
    writer.calendar();
    writer.tasks();
    writer.people();
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
            self.put("StartDate", &format!("{start}T08:00:00"));
        }
        self.put("CalendarUID", "1");
        self.put("DefaultStartTime", "08:00:00");
        self.put("DefaultFinishTime", hours(minutes).last().map_or("17:00:00", |(_, to)| to.as_str()));
        self.put("MinutesPerDay", &minutes.to_string());
        self.put("MinutesPerWeek", &(minutes * meta.working_days.count()).to_string());
        self.put("DaysPerMonth", "20");
    }

    fn fields(&mut self) {
        let used = |f: &own::Field| self.project.tasks().any(|t| self.own(t, *f).is_some());
        let used: Vec<_> = own::ALL.into_iter().filter(used).collect();
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

    fn calendar(&mut self) {
        self.open("Calendars");
        self.open("Calendar");
        self.put("UID", "1");
        self.put("Name", "Standard");
        self.put("IsBaseCalendar", "1");
        self.put("BaseCalendarUID", "-1");
        self.open("WeekDays");
        let days = [
            Weekday::Sunday,
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
        ];
        for (i, day) in days.into_iter().enumerate() {
            let works = self.project.meta().working_days.contains(day);
            self.open("WeekDay");
            self.put("DayType", &(i + 1).to_string());
            self.put("DayWorking", if works { "1" } else { "0" });
            if works {
                self.open("WorkingTimes");
                for (from, to) in hours(self.project.meta().minutes_per_day) {
                    self.open("WorkingTime");
                    self.put("FromTime", &from);
                    self.put("ToTime", &to);
                    self.close("WorkingTime");
                }
                self.close("WorkingTimes");
            }
            self.close("WeekDay");
        }
        self.close("WeekDays");
        self.close("Calendar");
        self.close("Calendars");
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
            self.put("Deadline", &format!("{deadline}T17:00:00"));
        }
        if let Some(summary) = &meta.summary {
            self.put("Notes", summary);
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
        // Fixed work: more people make it shorter.
        self.put("Type", if effort.is_some() && !task.assignees.is_empty() { "2" } else { "1" });
        self.put("IsNull", "0");
        self.put("WBS", code);
        self.put("OutlineNumber", code);
        self.put("OutlineLevel", &depth.to_string());
        self.put("Priority", &task.priority.map_or(500, priority::write).to_string());
        if let Some((first, last)) = (self.planned)(task.id) {
            self.put("Start", &format!("{first}T08:00:00"));
            self.put("Finish", &format!("{last}T17:00:00"));
        }
        if let Some(minutes) = effort.or(milestone.then_some(0)) {
            let people = task.assignees.len().max(1) as u32;
            self.put("Duration", &duration(minutes.div_ceil(people)));
            self.put("DurationFormat", "7");
            if !task.assignees.is_empty() {
                self.put("Work", &duration(minutes));
            }
        }
        if effort.is_none() && !summary && !milestone {
            self.put("Estimated", "1");
        }
        self.put("Milestone", flag(milestone));
        self.put("Summary", flag(summary));
        self.put("PercentComplete", &percent(task).to_string());
        if let Some(actual) = task.actual.filter(|_| !summary) {
            self.put("ActualWork", &duration(actual));
        }
        self.put("ConstraintType", if task.start.is_some() { "4" } else { "0" });
        if let Some(start) = task.start {
            self.put("ConstraintDate", &format!("{start}T08:00:00"));
        }
        if let Some(due) = task.due {
            self.put("Deadline", &format!("{due}T17:00:00"));
        }
        if let Some(description) = &task.description {
            self.put("Notes", description);
        }
        self.links(task);
        for field in own::ALL {
            if let Some(value) = self.own(task, field) {
                self.open("ExtendedAttribute");
                self.put("FieldID", field.0);
                self.put("Value", &value);
                self.close("ExtendedAttribute");
            }
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
            own::CRITERIA => lines(task.acceptance_criteria.iter().map(String::as_str).collect()),
            _ => None,
        }
    }

    fn people(&mut self) {
        let names: BTreeSet<&str> =
            self.project.tasks().flat_map(|t| &t.assignees).map(String::as_str).collect();
        let uids: HashMap<&str, usize> = names.iter().enumerate().map(|(i, n)| (*n, i + 1)).collect();
        self.open("Resources");
        for (i, name) in names.iter().enumerate() {
            self.open("Resource");
            self.put("UID", &(i + 1).to_string());
            self.put("ID", &(i + 1).to_string());
            self.put("Name", name);
            self.put("Type", "1");
            self.put("IsNull", "0");
            self.close("Resource");
        }
        self.close("Resources");
        self.open("Assignments");
        let mut uid = 0;
        for task in self.project.walk().map(|w| w.task) {
            let people = task.assignees.len() as u32;
            let effort = task.effort.filter(|_| !self.project.is_summary(task.id));
            for (i, name) in task.assignees.iter().enumerate() {
                uid += 1;
                self.open("Assignment");
                self.put("UID", &uid.to_string());
                self.put("TaskUID", &self.uids[&task.id].to_string());
                self.put("ResourceUID", &uids.get(name.as_str()).copied().unwrap_or(0).to_string());
                self.put("Units", "1");
                if let Some(effort) = effort {
                    // Shares that add up to the whole.
                    let share = effort / people + u32::from((i as u32) < effort % people);
                    self.put("Work", &duration(share));
                }
                self.close("Assignment");
            }
        }
        self.close("Assignments");
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

/// Working hours of a day of so many minutes, with an hour's rest after four hours where there is room for it.
fn hours(minutes: u32) -> Vec<(String, String)> {
    let time = |m: u32| format!("{:02}:{:02}:00", m / 60 % 24, m % 60);
    match minutes {
        0..=240 => vec![(time(480), time(480 + minutes))],
        241..=900 => vec![(time(480), time(720)), (time(780), time(780 + minutes - 240))],
        _ => vec![(time(0), time(minutes.min(1440)))],
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
