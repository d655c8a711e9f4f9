//! A project written as todo.txt; see the parent module. Must never write a line that reads back as another.

use std::collections::{HashMap, HashSet};

use planwright_domain::{Kind, LinkType, Priority, Project, Status, TaskId};

use super::is_special;
use crate::incoming::Incoming;
use crate::{amount, predecessor};

/// Writes `project`. What is part of another refers to it by `p:`, what waits for it by `dep:`.
pub fn write(project: &Project) -> String {
    let day = amount::shared(project.meta());
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let into = Incoming::of(project);
    let mut named: HashSet<TaskId> = project.tasks().filter_map(|t| t.parent).collect();
    named.extend(project.links().map(|link| link.from));
    let mut out = String::new();
    for met in project.walk() {
        let task = met.task;
        let closed = matches!(task.status, Status::Done | Status::Cancelled);
        let letter = task.priority.map(|p| match p {
            Priority::Urgent => 'A',
            Priority::High => 'B',
            Priority::Medium => 'C',
            Priority::Low => 'D',
        });
        let mut words: Vec<String> = Vec::new();
        if closed {
            words.push("x".to_owned());
        } else if let Some(letter) = letter {
            words.push(format!("({letter})"));
        }
        words.extend(task.title.split(' ').enumerate().map(|(i, word)| {
            // The first words of a line may be a mark, a priority or a date.
            let first = i < 2
                && (word == "x" || word.starts_with('(') || word.starts_with(|c: char| c.is_ascii_digit()));
            if first || is_special(word) { format!("\\{word}") } else { word.to_owned() }
        }));
        if let Some(letter) = letter.filter(|_| closed) {
            words.push(format!("pri:{letter}"));
        }
        if !matches!(task.status, Status::Todo | Status::Done) {
            words.push(format!("status:{}", task.status.word()));
        }
        if task.kind == Kind::Milestone {
            words.push("kind:milestone".to_owned());
        }
        words.extend(task.labels.iter().map(|l| format!("@{}", packed(l))));
        words.extend(task.assignees.iter().map(|a| format!("assignee:{}", packed(a))));
        words.extend(task.effort.map(|e| format!("est:{}", amount::write(e, day, false))));
        words.extend(task.actual.map(|e| format!("spent:{}", amount::write(e, day, false))));
        words.extend(task.start.map(|d| format!("t:{d}")));
        words.extend(task.due.map(|d| format!("due:{d}")));
        if task.archived {
            words.push("h:1".to_owned());
        }
        words.extend(named.contains(&task.id).then(|| format!("id:{}", met.code)));
        words.extend(task.parent.and_then(|p| codes.get(&p)).map(|code| format!("p:{code}")));
        for link in into.at(task.id) {
            let name = match link.link_type {
                LinkType::Blocks => "dep",
                LinkType::Related => "rel",
                LinkType::Duplicate => "dup",
            };
            let Some(code) = codes.get(&link.from) else { continue };
            words.push(format!("{name}:{}", predecessor::write(code, link)));
        }
        out.push_str(&words.join(" "));
        out.push('\n');
    }
    out
}

/// A value without blanks: they, and the sign for them, are written as numbers.
fn packed(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut bytes = [0; 4];
    for c in value.chars() {
        if c.is_whitespace() || c.is_control() || c == '%' || (c == '/' && out.is_empty()) {
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|b| format!("%{b:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}
