//! Graphviz DOT, read and written: the tree as clusters, the network as arrows. Must never let a title's own characters act
//! as syntax.

mod attributes;
mod read;
#[cfg(test)]
mod tests;
mod token;

use std::collections::HashMap;
use std::fmt::Write;

use planwright_domain::{Kind, Link, LinkType, Project, Status, Task, TaskId};

use crate::carries::{Carries, Feature as F};
use crate::{amount, label, lag};

pub(crate) use read::{graph, read};

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::of(&[
    F::Title,
    F::Hierarchy,
    F::Milestones,
    F::Done,
    F::InProgress,
    F::Blocked,
    F::Cancelled,
    F::Links,
    F::StartToStart,
    F::FinishToFinish,
    F::StartToFinish,
    F::Lags,
    F::ElapsedLags,
    F::Leads,
    F::Remarks,
]);

/// Whether a text is a graph: `strict digraph "name" {`.
pub(crate) fn looks_like(text: &str) -> bool {
    let mut words = token::Tokens::of(text).map(|t| t.form).take(4);
    let keyword = |form: &Option<token::Form>, word: &str| matches!(form, Some(token::Form::Word { text, quoted: false }) if text.eq_ignore_ascii_case(word));
    let mut first = words.next();
    if keyword(&first, "strict") {
        first = words.next();
    }
    if !keyword(&first, "graph") && !keyword(&first, "digraph") {
        return false;
    }
    match words.next() {
        Some(token::Form::Mark('{')) => true,
        Some(token::Form::Word { .. } | token::Form::Html(_)) => words.next() == Some(token::Form::Mark('{')),
        _ => false,
    }
}

/// Writes `project`. States and milestones are classes; done tasks are dashed; related and duplicate links are dotted and
/// order nothing.
pub fn write(project: &Project) -> String {
    let mut out = String::from("digraph plan {\n  rankdir=LR;\n  compound=true;\n  node [shape=box];\n");
    let _ = writeln!(out, "  label=\"{}\";", escaped(&project.meta().title));
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let mut open: Vec<usize> = Vec::new();
    for met in project.walk() {
        let depth = met.code.depth();
        while open.last().is_some_and(|d| *d >= depth) {
            open.pop();
            let _ = writeln!(out, "{}}}", "  ".repeat(open.len() + 1));
        }
        let pad = "  ".repeat(open.len() + 1);
        let label = format!("{} {}", met.code, escaped(&met.task.title));
        let class = class(met.task);
        if project.is_summary(met.task.id) {
            let _ = writeln!(out, "{pad}subgraph \"cluster_{}\" {{", met.code);
            let _ = writeln!(out, "{pad}  label=\"{label}\";");
            if let Some(class) = class {
                let _ = writeln!(out, "{pad}  class=\"{class}\";");
            }
            let _ = writeln!(out, "{pad}  \"{}\" [shape=point style=invis];", met.code);
            open.push(depth);
        } else {
            let style = if met.task.status == Status::Done { " style=dashed" } else { "" };
            let class = class.map(|c| format!(" class=\"{c}\"")).unwrap_or_default();
            let _ = writeln!(out, "{pad}\"{}\" [label=\"{label}\"{class}{style}];", met.code);
        }
    }
    while open.pop().is_some() {
        let _ = writeln!(out, "{}}}", "  ".repeat(open.len() + 1));
    }
    let mut links: Vec<&Link> = project.links().collect();
    let places = crate::incoming::places(project);
    links.sort_by_key(|l| (places.get(&l.from), places.get(&l.to), l.id));
    for link in links {
        let (Some(from), Some(to)) = (codes.get(&link.from), codes.get(&link.to)) else { continue };
        let marks = marks(project, link, from, to);
        let _ = writeln!(out, "  \"{from}\" -> \"{to}\"{marks};");
    }
    out.push_str("}\n");
    out
}

/// The attributes of an arrow.
fn marks(project: &Project, link: &Link, from: &str, to: &str) -> String {
    let day = amount::shared(project.meta());
    let mut marks = Vec::new();
    if project.is_summary(link.from) {
        marks.push(format!("ltail=\"cluster_{from}\""));
    }
    if project.is_summary(link.to) {
        marks.push(format!("lhead=\"cluster_{to}\""));
    }
    if link.link_type != LinkType::Blocks {
        marks.push(format!("style=dotted constraint=false label=\"{}\"", link.link_type.word()));
    } else if let Some(how) = lag::write(link, day) {
        marks.push(format!("label=\"{how}\""));
    }
    if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(" ")) }
}

/// The state and the kind, where there is more to say than "to do".
fn class(task: &Task) -> Option<String> {
    let state = Some(task.status.word()).filter(|_| task.status != Status::Todo);
    let kind = Some(task.kind.word()).filter(|_| task.kind == Kind::Milestone);
    let words: Vec<&str> = state.into_iter().chain(kind).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn escaped(text: &str) -> String {
    label::write(text, "&#")
}
