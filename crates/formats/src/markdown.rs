//! Markdown written: a checklist that a person can read and the reader of documents understands. Reading is the room of
//! `outline`. Must never let a title's own characters act as markup.

mod read_back;

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use planwright_domain::{Dependency, Kind, LagKind, Link, Project, Status, Task, TaskId};
use planwright_phrases::duration::DayLength;

use crate::carries::{Carries, Feature as F};
use crate::incoming::Incoming;
use crate::{amount, literal};

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::all_but(&[
    F::ProjectRest,
    F::Ids,
    F::Keys,
    F::Archived,
    F::Ranges,
    F::Actuals,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
    F::Remarks,
])
.without_schedules();

/// Writes `project`. Words that its own reader would take for something else are escaped where they stand.
pub fn write(project: &Project) -> String {
    let mut literal = Literal::default();
    let mut text = rendered(project, &literal);
    let mut round = 0;
    while let Some(more) = read_back::misread(project, &text, &literal, round) {
        literal = more;
        round += 1;
        text = rendered(project, &literal);
    }
    text
}

/// What is written so that none of its characters means anything.
#[derive(Debug, Default, PartialEq, Eq)]
struct Literal {
    /// The project's title and summary.
    meta: bool,
    /// The words of these tasks, by their places in the walk.
    tasks: HashSet<usize>,
}

fn rendered(project: &Project, literal: &Literal) -> String {
    let meta = project.meta();
    let day = amount::shared(meta);
    let words = words(literal.meta);
    let mut out = format!("# {}\n", words(&meta.title));
    if let Some(summary) = &meta.summary {
        let _ = write!(out, "\n**Summary**: {}\n", words(summary));
    }
    let dates: Vec<String> = [("Start", meta.start), ("Deadline", meta.deadline)]
        .into_iter()
        .filter_map(|(name, date)| Some(format!("**{name}**: {}", date?)))
        .collect();
    if !dates.is_empty() {
        let _ = write!(out, "\n{}\n", dates.join("\n"));
    }
    out.push('\n');
    let codes: HashMap<TaskId, String> = project.walk().map(|w| (w.task.id, w.code.to_string())).collect();
    let into = Incoming::ties(project);
    for (i, met) in project.walk().enumerate() {
        let pad = "  ".repeat(met.code.depth().saturating_sub(1));
        let links = into.at(met.task.id);
        let after: Vec<String> =
            links.iter().filter_map(|l| Some(format!("{}{}", codes.get(&l.from)?, how(l, day)))).collect();
        line(&mut out, &pad, &met.code.to_string(), met.task, &after, day, literal.tasks.contains(&i));
    }
    if *literal != Literal::default() {
        let _ = write!(out, "\n{}\n", literal::MARK);
    }
    out
}

fn words(literal: bool) -> fn(&str) -> String {
    if literal { literal::escaped } else { escaped }
}

fn line(
    out: &mut String,
    pad: &str,
    code: &str,
    task: &Task,
    after: &[String],
    day: DayLength,
    literal: bool,
) {
    let words = words(literal);
    let mark = match task.status {
        Status::Done => 'x',
        Status::InProgress => '~',
        Status::Todo | Status::Blocked | Status::Cancelled => ' ',
    };
    // "1 Walls" and "1.5 litres" could be names; with a point behind it a number is a number.
    let named = !literal && code.contains('.') && task.title.starts_with(char::is_uppercase);
    let point = if named { "" } else { "." };
    let _ = write!(out, "{pad}- [{mark}] {code}{point} ");
    let cancelled = task.status == Status::Cancelled;
    let title = words(&task.title);
    let _ = if cancelled { write!(out, "~~{title}~~") } else { write!(out, "{title}") };
    let mut remarks = Vec::new();
    if task.kind == Kind::Milestone {
        remarks.push("milestone".to_owned());
    }
    remarks.extend(task.effort.map(|effort| amount::write(effort, day, false)));
    if matches!(task.status, Status::Blocked | Status::Cancelled) {
        remarks.push(format!("status: {}", task.status));
    }
    remarks.extend(task.priority.map(|p| format!("priority: {p}")));
    remarks.extend(task.start.map(|d| format!("start: {d}")));
    remarks.extend(task.due.map(|d| format!("due: {d}")));
    if !remarks.is_empty() {
        let _ = write!(out, " ({})", remarks.join(", "));
    }
    if !after.is_empty() {
        let _ = write!(out, " (depends on {})", after.join(", "));
    }
    let mut fields = Vec::new();
    for (sign, name, set) in [('@', "Assignees", &task.assignees), ('#', "Labels", &task.labels)] {
        // A name of several words is none behind a sign.
        let signed = set.is_empty()
            || !literal && set.iter().all(|n| n.chars().all(|c| c.is_alphanumeric() || c == '-'));
        if signed {
            set.iter().for_each(|n| out.extend([" ", &String::from(sign), n]));
        } else {
            let all: Vec<String> = set.iter().map(|n| words(n)).collect();
            fields.push(format!("{pad}  - {name}: {}\n", all.join(", ")));
        }
    }
    out.push('\n');
    out.extend(fields);
    if let Some(description) = &task.description {
        for line in description.split('\n') {
            let line = if literal { literal::escaped(line) } else { line.trim_end().to_owned() };
            let gap = if line.is_empty() { "" } else { " " };
            let _ = writeln!(out, "{pad}  >{gap}{line}");
        }
    }
    if !task.acceptance_criteria.is_empty() {
        let _ = writeln!(out, "{pad}  - Acceptance criteria:");
        for criterion in &task.acceptance_criteria {
            let _ = writeln!(out, "{pad}    - {}", words(criterion));
        }
    }
}

/// What a link says beyond finish-to-start without lag.
fn how(link: &Link, day: DayLength) -> String {
    let elapsed = link.lag_kind == LagKind::Elapsed;
    match (link.dependency, link.lag) {
        (Dependency::FinishToStart, 0) => String::new(),
        (dependency, 0) => format!(" {}", dependency.word()),
        (dependency, lag) => {
            let sign = if lag < 0 { '-' } else { '+' };
            format!(
                " {}{sign}{}{}",
                dependency.word(),
                amount::write(lag.unsigned_abs(), day, elapsed),
                if elapsed { "e" } else { "" }
            )
        }
    }
}

/// One line in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '~' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use planwright_domain::LinkId;

    use super::*;
    use crate::Notation;
    use crate::fixture::{self, project_of};

    #[test]
    fn what_is_written_is_a_checklist() {
        let project = project_of(
            "# House\n1 Walls\n  1.1 [x] Frame_work  3d  @ann  !high\n    | Timber\n  1.2 Paint  90m  after 1.1  due:2026-03-05\n",
        );
        assert_eq!(
            write(&project),
            "# House\n\n- [ ] 1. Walls\n  - [x] 1.1 Frame\\_work (3d, priority: high) @ann\n    > Timber\n  - [ ] 1.2 Paint (1.5h, due: 2026-03-05) (depends on 1.1)\n"
        );
    }

    #[test]
    fn the_reader_of_documents_understands_it() {
        let text = "# House\n1 Walls\n  1.1 [x] Frame *it*  3d  @ann\n  1.2 [>] Paint  90m  after 1.1  due:2026-03-05\n    * dry\n2 Roof [big]  1w  after 1\n";
        let project = project_of(text);
        let again = fixture::project(&fixture::reading(write(&project), Notation::Markdown).unwrap());
        let said = |p: &Project| {
            p.walk()
                .map(|w| {
                    (
                        w.code.to_string(),
                        w.task.title.clone(),
                        w.task.effort,
                        w.task.status,
                        w.task.due,
                        w.task.assignees.clone(),
                        w.task.acceptance_criteria.clone(),
                    )
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(said(&again), said(&project));
        let ends = |p: &Project| {
            let mut ends: Vec<_> = p.links().map(|l| (p.wbs(l.from), p.wbs(l.to))).collect();
            ends.sort();
            ends
        };
        assert_eq!(ends(&again), ends(&project));
        assert!(again.links().all(|l| l.id != LinkId::from_bits(0)));
    }
}
