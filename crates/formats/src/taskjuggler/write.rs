//! A project written for TaskJuggler 3. Must never write what `tj3` does not accept: whatever a title holds, it stays a
//! text.
//!
//! Gaps of elapsed time are whole multiples of five minutes there; others are written as the next one.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

use jiff::civil::Date;
use planwright_domain::{Dependency, Kind, LagKind, Link, LinkType, Project, Status, Task, TaskId};

use super::expand::name;
use super::own;
use super::token::JOINER;
use crate::incoming::Incoming;
use crate::priority;

/// The longest path that an id is part of.
const DEEPEST_PATH: usize = 64;

/// What stands about start and deadline where the frame of the project cannot say it: the frame has to hold every date.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    no_start: bool,
    start: Option<Date>,
    pub(super) deadline: Option<Date>,
}

impl Stated {
    /// The start, where `frame` is the first day of the project's frame.
    pub(super) fn start(&self, frame: Option<Date>) -> Option<Date> {
        if self.no_start { None } else { self.start.or(frame) }
    }
}

/// What the version of a written project says: "no start, deadline 2026-08-15".
pub(super) fn stated(version: &str) -> Option<Stated> {
    let mut found = Stated::default();
    for part in version.split(", ") {
        match part.split_once(' ')? {
            ("no", "start") => found.no_start = true,
            ("start", day) => found.start = Some(day.parse().ok()?),
            ("deadline", day) => found.deadline = Some(day.parse().ok()?),
            _ => return None,
        }
    }
    Some(found)
}

struct Writer<'a> {
    project: &'a Project,
    out: String,
    ids: HashMap<TaskId, String>,
    paths: HashMap<TaskId, String>,
    resources: BTreeMap<&'a str, String>,
    into: Incoming<'a>,
    /// The steps in which time is counted, in minutes.
    step: u32,
}

/// Writes `project`. A project without a start begins `today`.
pub fn write(project: &Project, today: Date) -> String {
    // "precedes" would say finish-to-finish, but turns the whole schedule of a task around.
    let said = |l: &Link| matches!(l.dependency, Dependency::FinishToStart | Dependency::StartToStart);
    let into = Incoming::those(project, |l| l.link_type == LinkType::Blocks && said(l));
    let mut writer = Writer {
        project,
        out: String::new(),
        ids: HashMap::new(),
        paths: HashMap::new(),
        resources: BTreeMap::new(),
        into,
        step: step(project),
    };
    writer.name_tasks();
    let people: BTreeSet<&str> = project.tasks().flat_map(|t| &t.assignees).map(String::as_str).collect();
    writer.resources = people.into_iter().enumerate().map(|(i, p)| (p, format!("r{}", i + 1))).collect();
    writer.header(today);
    writer.declarations();
    writer.tasks();
    writer.out
}

/// The coarsest step in which every effort and lag can be counted; never finer than TaskJuggler allows.
fn step(project: &Project) -> u32 {
    let efforts = project.tasks().filter_map(|t| t.effort);
    let lags = project.links().filter(|l| l.lag > 0).map(|l| l.lag.unsigned_abs());
    let finest = efforts.chain(lags).fold(60, gcd);
    [60, 30, 15, 10, 5].into_iter().find(|s| finest % s == 0).unwrap_or(5)
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl<'a> Writer<'a> {
    /// A key that is the path to its task gives the task its id; the others are counted.
    fn name_tasks(&mut self) {
        let mut used: HashSet<(Option<TaskId>, String)> = HashSet::new();
        let mut counts: HashMap<Option<TaskId>, u32> = HashMap::new();
        for met in self.project.walk() {
            let task = met.task;
            let count = counts.entry(task.parent).or_insert(0);
            *count += 1;
            let above = task.parent.and_then(|p| self.project.task(p)).and_then(|p| p.source_key.as_deref());
            let deep = met.code.depth() > DEEPEST_PATH;
            let own = task.source_key.as_deref().and_then(|key| match above.filter(|_| !deep) {
                Some(path) => key.strip_prefix(path)?.strip_prefix('.'),
                None => Some(key),
            });
            let own = own.filter(|id| is_id(id) && !id.starts_with('_'));
            let own = own.filter(|id| used.insert((task.parent, (*id).to_owned())));
            let id = own.map_or_else(|| format!("_{count}"), str::to_owned);
            let path = match task.parent.and_then(|p| self.paths.get(&p)) {
                Some(path) => format!("{path}.{id}"),
                None => id.clone(),
            };
            self.paths.insert(task.id, path);
            self.ids.insert(task.id, id);
        }
    }

    fn header(&mut self, today: Date) {
        let meta = self.project.meta();
        let dates = || self.project.tasks().flat_map(|t| [t.start, t.due]).flatten().chain(meta.deadline);
        let begins = meta.start.unwrap_or(today);
        let first = dates().chain([begins]).min().unwrap_or(begins);
        let last = dates().chain([begins]).max().unwrap_or(begins);
        let mut version = Vec::new();
        match meta.start {
            None => version.push("no start".to_owned()),
            Some(start) if start != first => version.push(format!("start {start}")),
            Some(_) => {}
        }
        version.extend(meta.deadline.map(|d| format!("deadline {d}")));
        let version = if version.is_empty() { String::new() } else { format!(" \"{}\"", version.join(", ")) };
        let work: u64 = self.project.tasks().filter_map(|t| t.effort).map(u64::from).sum();
        let days = (last - first).get_days().max(0) as u64;
        let months = (days / 28 + work / (20 * 480) + 6).min(600);
        let title = text(&meta.title);
        let _ = writeln!(self.out, "project {} {title}{version} {first} +{months}m {{", own::PROJECT);
        if self.step != 60 {
            let _ = writeln!(self.out, "  timingresolution {} min", self.step);
        }
        if meta.minutes_per_day != 480 {
            let _ = writeln!(self.out, "  dailyworkinghours {}", hours(meta.minutes_per_day));
        }
        let used: Vec<_> =
            own::ALL.iter().filter(|(id, _)| self.project.tasks().any(|t| self.has(t, id))).collect();
        if !used.is_empty() {
            self.out.push_str("  extend task {\n");
            for (id, words) in used {
                let _ = writeln!(self.out, "    text {id} \"{words}\"");
            }
            self.out.push_str("  }\n");
        }
        if let Some(summary) = &meta.summary {
            let (headline, summary) = (own::SUMMARY, rich(summary));
            let _ =
                writeln!(self.out, "  journalentry {first} \"{headline}\" {{\n    details {summary}\n  }}");
        }
        self.out.push_str("}\n\n");
    }

    fn declarations(&mut self) {
        let labels: BTreeSet<&str> =
            self.project.tasks().flat_map(|t| &t.labels).map(String::as_str).filter(|l| is_id(l)).collect();
        if !labels.is_empty() {
            let labels: Vec<&str> = labels.into_iter().collect();
            let _ = writeln!(self.out, "flags {}\n", labels.join(", "));
        }
        for (person, id) in &self.resources {
            let _ = writeln!(self.out, "resource {id} {}", text(person));
        }
        if !self.resources.is_empty() {
            self.out.push('\n');
        }
    }

    fn tasks(&mut self) {
        let mut open = 0;
        for met in self.project.walk() {
            let depth = met.code.depth();
            while open >= depth {
                open -= 1;
                let _ = writeln!(self.out, "{}}}", "  ".repeat(open));
            }
            let pad = "  ".repeat(depth - 1);
            let id = &self.ids[&met.task.id];
            let _ = writeln!(self.out, "{pad}task {id} {} {{", text(&met.task.title));
            let lines = self.attributes(met.task);
            for line in lines {
                let _ = writeln!(self.out, "{pad}  {line}");
            }
            open = depth;
        }
        while open > 0 {
            open -= 1;
            let _ = writeln!(self.out, "{}}}", "  ".repeat(open));
        }
    }

    /// What of our own has to be said of a task.
    fn own(&self, task: &Task, id: &str) -> Option<String> {
        let summary = self.project.is_summary(task.id);
        let lines = |parts: Vec<&str>| (!parts.is_empty()).then(|| parts.join("\n"));
        match id {
            own::KEY => {
                let path = self.paths.get(&task.id);
                task.source_key.clone().filter(|key| {
                    let above =
                        task.parent.and_then(|p| self.project.task(p)).and_then(|p| p.source_key.as_ref());
                    let own = &self.ids[&task.id];
                    let read = above.map_or_else(|| own.clone(), |a| format!("{a}.{own}"));
                    path.is_none() || own.starts_with('_') || *key != read
                })
            }
            own::STATUS => {
                let said = !matches!(task.status, Status::Todo | Status::Done);
                said.then(|| task.status.word().replace('_', " "))
            }
            own::ESTIMATE => match task.effort {
                Some(effort) if summary || effort < self.step => Some(format!("{effort}min")),
                None if !summary && task.kind == Kind::Task => Some(own::NO_ESTIMATE.to_owned()),
                _ => None,
            },
            own::SPENT => task.actual.map(|a| format!("{a}min")),
            own::CRITERIA => lines(task.acceptance_criteria.iter().map(String::as_str).collect()),
            own::LABELS => lines(task.labels.iter().map(String::as_str).filter(|l| !is_id(l)).collect()),
            _ => None,
        }
    }

    fn has(&self, task: &Task, id: &str) -> bool {
        self.own(task, id).is_some()
    }

    fn attributes(&self, task: &Task) -> Vec<String> {
        let mut lines = Vec::new();
        let summary = self.project.is_summary(task.id);
        lines.extend(task.description.as_ref().map(|d| format!("note {}", rich(d))));
        let flags: Vec<&str> = task.labels.iter().map(String::as_str).filter(|l| is_id(l)).collect();
        if !flags.is_empty() {
            lines.push(format!("flags {}", flags.join(", ")));
        }
        lines.extend(task.priority.map(|p| format!("priority {}", priority::write(p))));
        for (id, _) in own::ALL {
            lines.extend(self.own(task, id).map(|value| format!("{id} {}", text(&value))));
        }
        if task.status == Status::Done {
            lines.push("complete 100".to_owned());
        }
        let free = !summary && task.kind == Kind::Task && !self.is_tied(task);
        lines.extend(task.start.map(|s| format!("{} {s}", if free { "start" } else { "minstart" })));
        lines.extend(task.due.map(|d| format!("maxend {d}-23:00")));
        if task.kind == Kind::Milestone {
            lines.push("milestone".to_owned());
        }
        let people: Vec<&str> = task
            .assignees
            .iter()
            .filter_map(|a| self.resources.get(a.as_str()))
            .map(String::as_str)
            .collect();
        let effort = task.effort.filter(|_| !summary);
        if let Some(effort) = effort {
            let word = if people.is_empty() { "length" } else { "effort" };
            lines.push(format!("{word} {}", self.amount(effort.max(self.step), self.day())));
        }
        if !people.is_empty() {
            let word = if effort.is_some() { "allocate" } else { "responsible" };
            lines.push(format!("{word} {}", people.join(", ")));
        }
        lines.extend(self.ties(task));
        lines
    }

    /// Whether another task says when it starts.
    fn is_tied(&self, task: &Task) -> bool {
        let above = std::iter::successors(Some(task.id), |id| self.project.task(*id)?.parent);
        above.into_iter().any(|id| !self.into.at(id).is_empty())
    }

    fn ties(&self, task: &Task) -> Option<String> {
        let links = self.into.at(task.id);
        if links.is_empty() {
            return None;
        }
        let each = links.iter().filter_map(|link| {
            let mut out = self.paths.get(&link.from)?.clone();
            let mut options = Vec::new();
            if link.dependency == Dependency::StartToStart {
                options.push("onstart".to_owned());
            }
            let lag = u32::try_from(link.lag).unwrap_or(0);
            match link.lag_kind {
                _ if lag == 0 => {}
                LagKind::Working => {
                    options.push(format!("gaplength {}", self.amount(lag.max(self.step), self.day())));
                }
                LagKind::Elapsed => {
                    let lag = lag.next_multiple_of(self.step);
                    options.push(format!("gapduration {}", self.amount(lag, Some(1440))));
                }
            }
            if !options.is_empty() {
                let _ = write!(out, " {{ {} }}", options.join(" "));
            }
            Some(out)
        });
        Some(format!("depends {}", each.collect::<Vec<_>>().join(", ")))
    }

    /// The minutes of a day, where a number of days can be exact.
    fn day(&self) -> Option<u32> {
        let minutes = self.project.meta().minutes_per_day;
        (minutes > 0 && minutes.is_multiple_of(6)).then_some(minutes)
    }

    fn amount(&self, minutes: u32, day: Option<u32>) -> String {
        match day {
            Some(day) if minutes.is_multiple_of(day) => format!("{}d", minutes / day),
            _ if minutes.is_multiple_of(60) => format!("{}h", minutes / 60),
            _ => format!("{minutes}min"),
        }
    }
}

fn hours(minutes: u32) -> String {
    let hours = format!("{:.4}", f64::from(minutes) / 60.0);
    hours.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether a word can be an id, a flag or a part of a path.
fn is_id(word: &str) -> bool {
    !word.is_empty() && word.is_ascii() && name(word) == word
}

/// A text in quotes. A sign that nobody sees keeps apart what would call a macro or end the text too late.
fn text(value: &str) -> String {
    let mut out = String::from("\"");
    let mut last = ' ';
    for c in value.chars() {
        if last == '$' && matches!(c, '{' | '(') {
            out.push(JOINER);
        }
        if c == '"' {
            out.push('\\');
        }
        out.push(if c == '\r' { '\n' } else { c });
        last = c;
    }
    if last == '\\' {
        out.push(JOINER);
    }
    out.push('"');
    out
}

/// A rich text that shows what stands in it, letter by letter.
fn rich(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '(' | ')' | '?' | '!' | '%');
    if value.starts_with(char::is_alphanumeric) && value.chars().all(plain) && !value.contains("  ") {
        return text(value);
    }
    text(&format!("<nowiki>{}</nowiki>", value.replace("</nowiki>", &format!("<{JOINER}/nowiki>"))))
}
