//! A project written in the text notation; see the parent module. Must never write a line that reads back as another.

use std::collections::HashMap;
use std::fmt::Write;

use planwright_domain::{Kind, Link, LinkType, Project, Status, Task, TaskId, unique_prefix_lengths};
use planwright_phrases::duration::DayLength;

use crate::amount;
use crate::incoming::Incoming;

/// Whether tasks carry their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// No ids: to be read by people.
    None,
    /// The shortest unique prefixes in letters: to be edited.
    Short,
    /// All 32 letters: to be read elsewhere.
    Full,
}

/// Writes `project` for those who have its days and weeks.
pub fn write(project: &Project, ids: Ids) -> String {
    let meta = project.meta();
    let day = DayLength { minutes_per_day: meta.minutes_per_day, days_per_week: meta.working_days.count() };
    written(project, ids, day)
}

/// Writes `project` for those who have heard nothing of it, its days and weeks included.
pub(crate) fn shared(project: &Project) -> String {
    written(project, Ids::None, amount::shared(project.meta()))
}

fn written(project: &Project, ids: Ids, day: DayLength) -> String {
    let meta = project.meta();
    let mut out = String::new();
    if !meta.title.is_empty() {
        let _ = writeln!(out, "# {}", text(&meta.title, quoted_line));
    }
    if let Some(summary) = &meta.summary {
        let _ = writeln!(out, "summary: {}", text(summary, quoted_line));
    }
    if let Some(start) = meta.start {
        let _ = writeln!(out, "start: {start}");
    }
    if let Some(deadline) = meta.deadline {
        let _ = writeln!(out, "deadline: {deadline}");
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let letters = prefixes(project, ids);
    let into = Incoming::of(project);
    for met in project.walk() {
        let task = met.task;
        let pad = "  ".repeat(met.code.depth().saturating_sub(1));
        let _ = write!(out, "{pad}{} ", met.code);
        line(&mut out, task, day);
        ties(&mut out, into.at(task.id), &codes, day);
        if let Some(id) = letters.get(&task.id) {
            let _ = write!(out, "  id:{id}");
        }
        out.push('\n');
        if let Some(description) = &task.description {
            for line in description.split('\n') {
                let gap = if line.is_empty() { "" } else { " " };
                let _ = writeln!(out, "{pad}  |{gap}{line}");
            }
        }
        for criterion in &task.acceptance_criteria {
            let _ = writeln!(out, "{pad}  * {}", text(criterion, quoted_line));
        }
    }
    out
}

fn prefixes(project: &Project, ids: Ids) -> HashMap<TaskId, String> {
    match ids {
        Ids::None => HashMap::new(),
        Ids::Full => project.tasks().map(|t| (t.id, t.id.letters())).collect(),
        Ids::Short => {
            let mut bits: Vec<u128> = project.tasks().map(|t| t.id.bits()).collect();
            bits.sort_unstable();
            let lengths = unique_prefix_lengths(&bits);
            bits.into_iter()
                .zip(lengths)
                .map(|(bits, length)| {
                    let id = TaskId::from_bits(bits);
                    (id, id.letters()[..length].to_owned())
                })
                .collect()
        }
    }
}

/// The mark of a state.
pub(super) fn mark(status: Status) -> &'static str {
    match status {
        Status::Todo => "[ ]",
        Status::InProgress => "[>]",
        Status::Blocked => "[!]",
        Status::Done => "[x]",
        Status::Cancelled => "[-]",
    }
}

fn line(out: &mut String, task: &Task, day: DayLength) {
    if task.status != Status::Todo {
        let _ = write!(out, "{} ", mark(task.status));
    }
    out.push_str(&text(&task.title, quoted_title));
    if task.kind == Kind::Milestone {
        out.push_str("  milestone");
    }
    if let Some(effort) = task.effort {
        let _ = write!(out, "  {}", amount::write(effort, day, false));
    }
    for name in &task.assignees {
        let _ = write!(out, "  @{}", text(name, quoted_word));
    }
    for label in &task.labels {
        let _ = write!(out, "  #{}", text(label, quoted_word));
    }
    if let Some(priority) = task.priority {
        let _ = write!(out, "  !{priority}");
    }
    if let Some(start) = task.start {
        let _ = write!(out, "  start:{start}");
    }
    if let Some(due) = task.due {
        let _ = write!(out, "  due:{due}");
    }
    if task.archived {
        out.push_str("  archived");
    }
}

fn ties(out: &mut String, links: &[&Link], codes: &HashMap<TaskId, String>, day: DayLength) {
    for (kind, word) in
        [(LinkType::Blocks, "after"), (LinkType::Related, "related"), (LinkType::Duplicate, "duplicate")]
    {
        let mut lead = format!("  {word} ");
        for link in links.iter().filter(|l| l.link_type == kind) {
            let Some(code) = codes.get(&link.from) else { continue };
            let _ = write!(out, "{lead}{code}");
            if let Some(how) = crate::lag::write(link, day) {
                let _ = write!(out, " {how}");
            }
            lead = ", ".to_owned();
        }
    }
}

/// A text as it is, or in quotes where it would be misread.
fn text(value: &str, misread: fn(&str) -> bool) -> String {
    if !misread(value) {
        return value.to_owned();
    }
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn quoted_line(value: &str) -> bool {
    value.is_empty()
        || value.starts_with('"')
        || value.starts_with(char::is_whitespace)
        || value.ends_with(char::is_whitespace)
        || value.chars().any(char::is_control)
}

fn quoted_title(value: &str) -> bool {
    quoted_line(value) || value.starts_with('[') || value.contains("  ")
}

fn quoted_word(value: &str) -> bool {
    quoted_line(value) || value.contains([' ', ',', '"'])
}
