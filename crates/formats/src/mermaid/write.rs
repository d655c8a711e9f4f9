//! Mermaid written: a Gantt chart of a plan's dates, or a flowchart of its network. Must never let a title's own characters
//! act as syntax.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use jiff::Span;
use jiff::civil::Date;
use planwright_domain::{Kind, Link, LinkType, Project, Status, Task, TaskId};

use super::{PLANNED, name, title};
use crate::carries::{Carries, Feature as F};
use crate::incoming::Incoming;
use crate::{amount, lag};

/// What a Gantt chart carries: planned dates, and of the plan itself this.
pub(crate) const GANTT_CARRIES: Carries =
    Carries::of(&[F::Title, F::Hierarchy, F::Milestones, F::Done, F::InProgress, F::Links]);

/// What a flowchart carries.
pub(crate) const FLOWCHART_CARRIES: Carries = Carries::of(&[
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

/// Words that a bar of a Gantt chart may not begin with.
const KEYWORDS: [&str; 17] = [
    "gantt",
    "title",
    "section",
    "dateformat",
    "axisformat",
    "tickinterval",
    "excludes",
    "includes",
    "todaymarker",
    "weekday",
    "weekend",
    "inclusiveenddates",
    "topaxis",
    "displaymode",
    "click",
    "acctitle",
    "accdescr",
];

/// Writes a Gantt chart. `planned` gives the first and the last day of a task; a task without stands where its own dates,
/// its predecessors or `first` put it. Sections carry the codes of their summary tasks, ids those of their tasks.
pub fn gantt(project: &Project, first: Date, planned: &dyn Fn(TaskId) -> Option<(Date, Date)>) -> String {
    let mut out = format!(
        "gantt\n    {PLANNED}\n    title {}\n    dateFormat YYYY-MM-DD\n    excludes weekends\n",
        title(&project.meta().title)
    );
    let names = names(project);
    let into = Incoming::plain(project);
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let mut now = None;
    for met in project.walk() {
        let task = met.task;
        let summary = project.is_summary(task.id);
        let section = if summary || task.parent.is_none() { Some(task.id) } else { task.parent };
        if now != section
            && let Some(of) = section.and_then(|id| project.task(id))
        {
            now = section;
            let code = codes.get(&of.id).map(String::as_str).unwrap_or_default();
            let _ = writeln!(out, "    section {code} {}", title(&of.title));
        }
        let id = names.get(&task.id).map(String::as_str).unwrap_or_default();
        let after = predecessors(project, into.at(task.id), &names);
        // A date says more than "after" where there is one; what the bars do not say stands in a comment.
        let mut unsaid = after.all.clone();
        if !summary {
            let dates = planned(task.id).or_else(|| span(task));
            let follows = dates.is_none_or(|(from, _)| after.ends_at(from, planned));
            let state = match task.status {
                Status::Done => "done, ",
                Status::InProgress => "active, ",
                _ => "",
            };
            let milestone = if task.kind == Kind::Milestone { "milestone, " } else { "" };
            let start = if after.bars.is_empty() || !follows {
                dates.map_or_else(|| task.start.unwrap_or(first), |(from, _)| from).to_string()
            } else {
                let bars: Vec<&str> = after.bars.iter().map(|(bar, _)| bar.as_str()).collect();
                let said: HashSet<&str> = bars.iter().copied().collect();
                unsaid.retain(|name| !said.contains(name.as_str()));
                format!("after {}", bars.join(" "))
            };
            let days = task.effort.map_or(1, |e| e.div_ceil(project.meta().minutes_per_day.max(1)).max(1));
            let end = match dates {
                Some((_, to)) if task.kind != Kind::Milestone => to.tomorrow().unwrap_or(to).to_string(),
                _ if task.kind == Kind::Milestone => "0d".to_owned(),
                _ => format!("{days}d"),
            };
            let _ = writeln!(out, "    {} :{milestone}{state}{id}, {start}, {end}", bar_title(&task.title));
        }
        if summary && matches!(task.status, Status::Done | Status::InProgress) {
            let _ = writeln!(out, "    %% {id} is {}", task.status.word());
        }
        if !unsaid.is_empty() {
            let _ = writeln!(out, "    %% {id} after {}", unsaid.join(" "));
        }
    }
    out
}

/// Writes the network as a flowchart, summary tasks as frames around what is below them. A link that is more than
/// finish-to-start has that on its arrow; links that order nothing are dotted lines.
pub fn flowchart(project: &Project) -> String {
    let name: String = project.meta().title.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name = name.replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = format!("---\ntitle: \"{name}\"\n---\nflowchart LR\n");
    let names = names(project);
    let mut open: Vec<usize> = Vec::new();
    let mut classes: Vec<(&str, Vec<&str>)> =
        [Status::InProgress, Status::Blocked, Status::Done, Status::Cancelled]
            .iter()
            .map(|status| (status.word(), Vec::new()))
            .chain([(Kind::Milestone.word(), Vec::new())])
            .collect();
    for met in project.walk() {
        let depth = met.code.depth();
        while open.last().is_some_and(|d| *d >= depth) {
            open.pop();
            let _ = writeln!(out, "{}end", "    ".repeat(open.len() + 1));
        }
        let pad = "    ".repeat(open.len() + 1);
        let id = names.get(&met.task.id).map(String::as_str).unwrap_or_default();
        let words = format!("{} {}", met.code, title(&met.task.title));
        if project.is_summary(met.task.id) {
            let _ = writeln!(out, "{pad}subgraph {id}[\"{words}\"]");
            open.push(depth);
        } else {
            let _ = writeln!(out, "{pad}{id}[\"{words}\"]");
        }
        for (class, of) in &mut classes {
            if *class == met.task.status.word() || *class == met.task.kind.word() {
                of.push(id);
            }
        }
    }
    while open.pop().is_some() {
        let _ = writeln!(out, "{}end", "    ".repeat(open.len() + 1));
    }
    let mut links: Vec<&Link> = project.links().collect();
    let places = crate::incoming::places(project);
    links.sort_by_key(|l| (places.get(&l.from), places.get(&l.to), l.dependency, l.id));
    let day = amount::shared(project.meta());
    for link in links {
        let (Some(from), Some(to)) = (names.get(&link.from), names.get(&link.to)) else { continue };
        let _ = match (link.link_type, lag::write(link, day)) {
            (LinkType::Blocks, None) => writeln!(out, "    {from} --> {to}"),
            (LinkType::Blocks, Some(how)) => writeln!(out, "    {from} -->|\"{how}\"| {to}"),
            (remark, _) => writeln!(out, "    {from} -.-|{}| {to}", remark.word()),
        };
    }
    for (class, of) in classes.iter().filter(|(_, of)| !of.is_empty()) {
        let looks = match *class {
            "in_progress" => "stroke:#1f6feb,stroke-width:3px",
            "blocked" => "stroke:#d1242f,stroke-width:3px",
            "done" => "stroke:#2da44e,stroke-width:3px",
            "cancelled" => "stroke-dasharray:4,opacity:0.6",
            _ => "font-weight:bold",
        };
        let _ = writeln!(out, "    classDef {class} {looks}\n    class {} {class}", of.join(","));
    }
    out
}

fn names(project: &Project) -> HashMap<TaskId, String> {
    project.walk().map(|w| (w.task.id, name(&w.code.to_string()))).collect()
}

/// What a task follows.
#[derive(Debug, Default)]
struct After {
    /// The names of all, in order.
    all: Vec<String>,
    /// Those that have a bar.
    bars: Vec<(String, TaskId)>,
}

impl After {
    /// Whether the last of the bars ends where the next day of work is this one, as "after" would have it.
    fn ends_at(&self, from: Date, planned: &dyn Fn(TaskId) -> Option<(Date, Date)>) -> bool {
        let ends: Option<Vec<Date>> =
            self.bars.iter().map(|(_, id)| planned(*id).map(|(_, to)| to)).collect();
        let last = ends.and_then(|ends| ends.into_iter().max());
        last.is_some_and(|last| last.checked_add(Span::new().days(1)).ok() == Some(from))
    }
}

fn predecessors(project: &Project, incoming: &[&Link], names: &HashMap<TaskId, String>) -> After {
    let mut before: Vec<TaskId> = incoming.iter().map(|link| link.from).collect();
    before.dedup();
    let mut after = After::default();
    for id in before {
        let Some(name) = names.get(&id) else { continue };
        after.all.push(name.clone());
        if !project.is_summary(id) {
            after.bars.push((name.clone(), id));
        }
    }
    after
}

fn span(task: &Task) -> Option<(Date, Date)> {
    Some((task.start?, task.due?))
}

/// The name of a bar: it may begin neither like a setting of the chart nor like a date.
fn bar_title(text: &str) -> String {
    let lower = text.to_lowercase();
    let taken =
        KEYWORDS.iter().any(|k| lower.starts_with(k)) || text.starts_with(|c: char| c.is_ascii_digit());
    match text.chars().next().filter(|_| taken) {
        Some(first) => format!("#{};{}", first as u32, title(&text[first.len_utf8()..])),
        None => title(text),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::fixture::project_of;

    #[test]
    fn a_gantt_chart_has_a_bar_for_each_work_package() {
        let project = project_of(
            "# House: one\n1 Walls\n  1.1 [x] Frame  3d\n  1.2 Title page  90m  after 1.1\n2 Open  milestone  after 1.2, 1\n",
        );
        let first = project.walk().nth(1).map(|w| w.task.id);
        let planned = |id| (Some(id) == first).then(|| (date(2026, 3, 2), date(2026, 3, 4)));
        assert_eq!(
            gantt(&project, date(2026, 3, 2), &planned),
            "gantt\n    %% planwright: bars stand where the work is planned\n    title House#58; one\n    dateFormat YYYY-MM-DD\n    excludes weekends\n    section 1 Walls\n    Frame :done, t1_1, 2026-03-02, 2026-03-05\n    #84;itle page :t1_2, after t1_1, 1d\n    section 2 Open\n    Open :milestone, t2, after t1_2, 0d\n    %% t2 after t1\n"
        );
    }

    #[test]
    fn after_is_written_where_it_is_true() {
        let project = project_of("1 A  1d\n2 B  1d  after 1\n3 C  1d  after 2\n");
        let ids: Vec<TaskId> = project.walk().map(|w| w.task.id).collect();
        let days = [(2, 2), (3, 3), (9, 9)].map(|(a, b)| (date(2026, 3, a), date(2026, 3, b)));
        let planned = |id| ids.iter().position(|i| *i == id).map(|i| days[i]);
        let chart = gantt(&project, date(2026, 3, 2), &planned);
        assert!(chart.contains("B :t2, after t1, 2026-03-04\n"), "{chart}");
        assert!(chart.contains("C :t3, 2026-03-09, 2026-03-10\n    %% t3 after t2\n"), "{chart}");
    }

    #[test]
    fn a_flowchart_has_a_box_for_each_task_and_an_arrow_for_each_link() {
        let project = project_of(
            "# P\n1 Walls\n  1.1 [x] Frame \"big\"\n  1.2 Paint  after 1.1 SS+1d\n2 Roof  after 1  related 1.2\n",
        );
        assert_eq!(
            flowchart(&project),
            "---\ntitle: \"P\"\n---\nflowchart LR\n    subgraph t1[\"1 Walls\"]\n        t1_1[\"1.1 Frame #34;big#34;\"]\n        t1_2[\"1.2 Paint\"]\n    end\n    t2[\"2 Roof\"]\n    t1 --> t2\n    t1_1 -->|\"SS+1d\"| t1_2\n    t1_2 -.-|related| t2\n    classDef done stroke:#2da44e,stroke-width:3px\n    class t1_1 done\n"
        );
    }
}
