//! Org-mode written; see the parent module. Must never write a line that reads back as another.

use std::collections::HashMap;
use std::fmt::Write;

use jiff::civil::Date;
use planwright_domain::{Kind, Link, LinkType, Priority, Project, Status, Task, TaskId};
use planwright_phrases::duration::DayLength;

use super::SHIELD;
use super::heading::States;
use crate::incoming::Incoming;
use crate::{amount, lag};

/// Writes `project`.
pub fn write(project: &Project) -> String {
    let meta = project.meta();
    let mut out = format!("#+TITLE: {}\n", text(&meta.title));
    if let Some(summary) = &meta.summary {
        let _ = writeln!(out, "#+DESCRIPTION: {}", text(summary));
    }
    if let Some(start) = meta.start {
        let _ = writeln!(out, "#+PROPERTY: START {start}");
    }
    if let Some(deadline) = meta.deadline {
        let _ = writeln!(out, "#+PROPERTY: DEADLINE {deadline}");
    }
    out.push_str("#+TODO: TODO STARTED BLOCKED | DONE CANCELLED\n#+PRIORITIES: A D C\n");
    let ids: HashMap<TaskId, String> =
        project.walk().map(|w| (w.task.id, crate::mermaid::name(&w.code.to_string()))).collect();
    let day = amount::shared(meta);
    let into = Incoming::of(project);
    for met in project.walk() {
        out.push('\n');
        heading(&mut out, met.task, met.code.depth());
        properties(&mut out, met.task, into.at(met.task.id), &ids, day);
    }
    out
}

fn heading(out: &mut String, task: &Task, depth: usize) {
    let state = match task.status {
        Status::Todo => "TODO",
        Status::InProgress => "STARTED",
        Status::Blocked => "BLOCKED",
        Status::Done => "DONE",
        Status::Cancelled => "CANCELLED",
    };
    let _ = write!(out, "{} {state} ", "*".repeat(depth));
    if let Some(priority) = task.priority {
        let letter = match priority {
            Priority::Urgent => 'A',
            Priority::High => 'B',
            Priority::Medium => 'C',
            Priority::Low => 'D',
        };
        let _ = write!(out, "[#{letter}] ");
    }
    out.push_str(&title(&task.title));
    let mut tags: Vec<&str> = task.labels.iter().map(String::as_str).filter(|l| is_tag(l)).collect();
    if task.archived {
        tags.push("ARCHIVE");
    }
    if !tags.is_empty() {
        let _ = write!(out, " :{}:", tags.join(":"));
    }
    out.push('\n');
    let dates = [("SCHEDULED", task.start), ("DEADLINE", task.due)];
    let dates: Vec<String> =
        dates.iter().filter_map(|(w, d)| Some(format!("{w}: {}", stamp((*d)?)))).collect();
    if !dates.is_empty() {
        let _ = writeln!(out, "{}", dates.join(" "));
    }
}

fn properties(out: &mut String, task: &Task, links: &[&Link], ids: &HashMap<TaskId, String>, day: DayLength) {
    let mut lines: Vec<String> = Vec::new();
    let id = ids.get(&task.id).map(String::as_str).unwrap_or_default();
    lines.push(format!(":CUSTOM_ID: {id}"));
    if let Some(effort) = task.effort {
        lines.push(format!(":EFFORT: {}", clock(effort)));
    }
    if task.kind == Kind::Milestone {
        lines.push(":MILESTONE: t".to_owned());
    }
    let mut several = |name: &str, values: Vec<String>| {
        for (i, value) in values.iter().enumerate() {
            lines.push(format!(":{name}{}: {value}", if i == 0 { "" } else { "+" }));
        }
    };
    several("ASSIGNEE", task.assignees.iter().map(|a| listed(a)).collect());
    several("LABELS", task.labels.iter().filter(|l| !is_tag(l)).map(|l| listed(l)).collect());
    let named = |link_type: LinkType| {
        let of = links.iter().filter(|l| l.link_type == link_type);
        of.filter_map(|l| {
            let id = ids.get(&l.from)?;
            Some(lag::write(l, day).map_or_else(|| id.clone(), |how| format!("{id} {how}")))
        })
        .collect::<Vec<String>>()
    };
    let (plain, tied): (Vec<String>, Vec<String>) =
        named(LinkType::Blocks).into_iter().partition(|l| !l.contains(' '));
    if !plain.is_empty() {
        lines.push(format!(":BLOCKER: ids({})", plain.join(" ")));
    }
    let lists = [
        ("DEPENDS", tied),
        ("RELATED", named(LinkType::Related)),
        ("DUPLICATES", named(LinkType::Duplicate)),
    ];
    for (name, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
        lines.push(format!(":{name}: {}", list.join(", ")));
    }
    let _ = writeln!(out, ":PROPERTIES:\n{}\n:END:", lines.join("\n"));
    if let Some(actual) = task.actual {
        let _ = writeln!(out, ":LOGBOOK:\nCLOCK: => {}\n:END:", clock(actual));
    }
    if !task.acceptance_criteria.is_empty() {
        out.push_str(":CRITERIA:\n");
        for criterion in &task.acceptance_criteria {
            let _ = writeln!(out, "- {SHIELD}{}", text(criterion));
        }
        out.push_str(":END:\n");
    }
    for line in task.description.iter().flat_map(|d| d.lines()) {
        let plain = line.starts_with(char::is_alphanumeric)
            && !line.contains(':')
            && !line.starts_with(|c: char| c.is_ascii_digit());
        let shield = if plain || line.is_empty() { "" } else { "\u{200b}" };
        let _ = writeln!(out, "{shield}{line}");
    }
}

/// A title in which nothing is a mark.
fn title(title: &str) -> String {
    let first = title.split(' ').next().unwrap_or("");
    let taken = States::default().of(first).is_some() || first == "COMMENT";
    let mut out = if taken { SHIELD.to_string() } else { String::new() };
    let bracketed = planwright_phrases::duration::trailing_bracket(title, DayLength::default()).is_some();
    for c in title.chars() {
        out.push(if c.is_control() { ' ' } else { c });
        if matches!(c, '[' | ':' | '*' | '=' | '~' | '<')
            || (bracketed && matches!(c, '(' | '-' | '{' | '–' | '—'))
        {
            out.push(SHIELD);
        }
    }
    // At its end nothing may be taken for tags.
    if out.ends_with([':', SHIELD]) && !out.ends_with(SHIELD) {
        out.push(SHIELD);
    }
    out
}

fn text(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A value of a list: its own commas do not end it.
fn listed(value: &str) -> String {
    text(value).replace(',', &format!(",{SHIELD}")).replace(';', &format!(";{SHIELD}"))
}

fn is_tag(label: &str) -> bool {
    !matches!(label, "ARCHIVE" | "milestone")
        && !label.is_empty()
        && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '%'))
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn stamp(date: Date) -> String {
    format!("<{date} {}>", date.strftime("%a"))
}
