//! Mermaid written: a Gantt chart of a plan's dates, or a flowchart of its network. Must never let a title's own characters
//! act as syntax.

use std::collections::HashMap;
use std::fmt::Write;

use jiff::civil::Date;
use planwright_domain::{Kind, LinkType, Project, Status, Task, TaskId};

use crate::carries::Feature as F;

/// What a Gantt chart carries: planned dates, and of the plan itself this.
pub(crate) const GANTT_CARRIES: &[F] = &[F::Title, F::Milestones, F::Done, F::InProgress];

/// What a flowchart carries.
pub(crate) const FLOWCHART_CARRIES: &[F] = &[F::Hierarchy, F::Links];

/// Writes a Gantt chart. `planned` gives the first and the last day of a task; a task without stands where its own dates,
/// its predecessors or `first` put it.
pub fn gantt(project: &Project, first: Date, planned: &dyn Fn(TaskId) -> Option<(Date, Date)>) -> String {
    let mut out = format!(
        "gantt\n    title {}\n    dateFormat YYYY-MM-DD\n    excludes weekends\n",
        plain(&project.meta().title)
    );
    let names: HashMap<TaskId, String> =
        project.walk().map(|w| (w.task.id, name(&w.code.to_string()))).collect();
    for met in project.walk() {
        let task = met.task;
        if met.code.depth() == 1 {
            let _ = writeln!(out, "    section {}", plain(&task.title));
        }
        if project.is_summary(task.id) {
            continue;
        }
        let state = match task.status {
            Status::Done => "done, ",
            Status::InProgress => "active, ",
            _ => "",
        };
        let milestone = if task.kind == Kind::Milestone { "milestone, " } else { "" };
        let id = names.get(&task.id).map(String::as_str).unwrap_or_default();
        let _ = write!(out, "    {} :{milestone}{state}{id}, ", plain(&task.title));
        let days = task.effort.map_or(1, |e| e.div_ceil(project.meta().minutes_per_day.max(1)).max(1));
        let _ = match (planned(task.id), span(task)) {
            (Some((from, to)), _) | (None, Some((from, to))) => {
                writeln!(out, "{from}, {}", to.tomorrow().unwrap_or(to))
            }
            (None, None) => {
                let before = predecessors(project, task, &names);
                let length = if task.kind == Kind::Milestone { "0d".to_owned() } else { format!("{days}d") };
                if before.is_empty() {
                    writeln!(out, "{}, {length}", task.start.unwrap_or(first))
                } else {
                    writeln!(out, "after {}, {length}", before.join(" "))
                }
            }
        };
    }
    out
}

/// Writes the network as a flowchart, summary tasks as frames around what is below them.
pub fn flowchart(project: &Project) -> String {
    let mut out = String::from("flowchart LR\n");
    let names: HashMap<TaskId, String> =
        project.walk().map(|w| (w.task.id, name(&w.code.to_string()))).collect();
    let mut open: Vec<usize> = Vec::new();
    for met in project.walk() {
        let depth = met.code.depth();
        while open.last().is_some_and(|d| *d >= depth) {
            open.pop();
            let _ = writeln!(out, "{}end", "    ".repeat(open.len() + 1));
        }
        let pad = "    ".repeat(open.len() + 1);
        let id = names.get(&met.task.id).map(String::as_str).unwrap_or_default();
        let words = format!("{} {}", met.code, boxed(&met.task.title));
        if project.is_summary(met.task.id) {
            let _ = writeln!(out, "{pad}subgraph {id}[\"{words}\"]");
            open.push(depth);
        } else {
            let _ = writeln!(out, "{pad}{id}[\"{words}\"]");
        }
    }
    while open.pop().is_some() {
        let _ = writeln!(out, "{}end", "    ".repeat(open.len() + 1));
    }
    let mut links: Vec<_> = project
        .links()
        .filter(|l| l.link_type == LinkType::Blocks)
        .map(|l| (project.wbs(l.from), project.wbs(l.to), l.from, l.to))
        .collect();
    links.sort();
    for (_, _, from, to) in links {
        if let (Some(from), Some(to)) = (names.get(&from), names.get(&to)) {
            let _ = writeln!(out, "    {from} --> {to}");
        }
    }
    out
}

fn predecessors(project: &Project, task: &Task, names: &HashMap<TaskId, String>) -> Vec<String> {
    let mut before: Vec<_> = project
        .network()
        .predecessors(task.id)
        .filter(|id| !project.is_summary(*id))
        .map(|id| (project.wbs(id), id))
        .collect();
    before.sort();
    before.into_iter().filter_map(|(_, id)| names.get(&id).cloned()).collect()
}

fn span(task: &Task) -> Option<(Date, Date)> {
    Some((task.start?, task.due?))
}

/// "t1_2" for the code 1.2: an id that no keyword of the language can be.
fn name(code: &str) -> String {
    format!("t{}", code.replace('.', "_"))
}

/// A title in which nothing ends it early: no colon, semicolon, hash or line break.
fn plain(title: &str) -> String {
    title
        .chars()
        .map(|c| if matches!(c, ':' | ';' | '#' | ',' | '%') || c.is_control() { ' ' } else { c })
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn boxed(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push('\''),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::text::tests::project_of;

    #[test]
    fn a_gantt_chart_has_a_bar_for_each_work_package() {
        let project = project_of(
            "# House: one\n1 Walls\n  1.1 [x] Frame  3d\n  1.2 Paint  90m  after 1.1\n2 Open  milestone  after 1.2\n",
        );
        let first = project.walk().nth(1).map(|w| w.task.id);
        let planned = |id| (Some(id) == first).then(|| (date(2026, 3, 2), date(2026, 3, 4)));
        assert_eq!(
            gantt(&project, date(2026, 3, 2), &planned),
            "gantt\n    title House one\n    dateFormat YYYY-MM-DD\n    excludes weekends\n    section Walls\n    Frame :done, t1_1, 2026-03-02, 2026-03-05\n    Paint :t1_2, after t1_1, 1d\n    section Open\n    Open :milestone, t2, after t1_2, 0d\n"
        );
    }

    #[test]
    fn a_flowchart_has_a_box_for_each_task_and_an_arrow_for_each_link() {
        let project = project_of("1 Walls\n  1.1 Frame \"big\"\n  1.2 Paint  after 1.1\n2 Roof  after 1\n");
        assert_eq!(
            flowchart(&project),
            "flowchart LR\n    subgraph t1[\"1 Walls\"]\n        t1_1[\"1.1 Frame #quot;big#quot;\"]\n        t1_2[\"1.2 Paint\"]\n    end\n    t2[\"2 Roof\"]\n    t1 --> t2\n    t1_1 --> t1_2\n"
        );
    }
}
