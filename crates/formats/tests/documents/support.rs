//! Reading a document and showing what came of it.

use std::fmt::Write;

use planwright_domain::{Author, DateOrder, Project, ProjectId, Status, Version, apply};
use planwright_formats::{Notation, ReadError, Reading, Source, detect, read};

pub(crate) fn source() -> Source<'static> {
    Source {
        name: Some("some_plan.md"),
        today: jiff::civil::date(2026, 3, 2),
        day: Default::default(),
        date_order: DateOrder::MonthDay,
        author: Author::new("test"),
        project: ProjectId::from_bits(7),
        base: Version(0),
        depth_limit: 5,
    }
}

pub(crate) fn reading(text: &[u8]) -> Result<Reading, ReadError> {
    let notation = detect(text, None);
    reading_as(text, notation)
}

pub(crate) fn reading_as(text: &[u8], notation: Notation) -> Result<Reading, ReadError> {
    let mut next = 0;
    let mut mint = || {
        next += 1;
        next
    };
    read(text, notation, &source(), &mut mint)
}

/// The plan of a reading; panics where it breaks a rule.
pub(crate) fn project(reading: &Reading) -> Project {
    let mut project = Project::void(ProjectId::from_bits(7));
    if let Err(rejection) = apply(&mut project, &reading.patch) {
        panic!("{:?}", rejection.violations);
    }
    project
}

/// The plan as lines: code, title, key, effort, state, links; then the warnings.
pub(crate) fn outline(text: &str) -> String {
    let reading = reading(text.as_bytes()).expect("the fixture is a plan");
    let project = project(&reading);
    let mut out = String::new();
    for met in project.walk() {
        let task = met.task;
        let _ = write!(out, "{} {}", met.code, task.title);
        if let Some(key) = &task.source_key {
            let _ = write!(out, " [{key}]");
        }
        if let Some(effort) = task.effort {
            let _ = write!(out, " {effort}m");
        }
        if task.status != Status::Todo {
            let _ = write!(out, " {}", task.status);
        }
        if let Some(due) = task.due {
            let _ = write!(out, " due {due}");
        }
        for name in &task.assignees {
            let _ = write!(out, " @{name}");
        }
        for label in &task.labels {
            let _ = write!(out, " #{label}");
        }
        if let Some(priority) = task.priority {
            let _ = write!(out, " !{priority}");
        }
        let mut before: Vec<_> =
            project.network().predecessors(task.id).filter_map(|id| project.wbs(id)).collect();
        before.sort();
        if !before.is_empty() {
            let codes: Vec<String> = before.iter().map(ToString::to_string).collect();
            let _ = write!(out, " <- {}", codes.join(", "));
        }
        for criterion in &task.acceptance_criteria {
            let _ = write!(out, " ={criterion}");
        }
        out.push('\n');
    }
    let told = reading.warnings.iter().filter(|w| w.code != "lines-left-out");
    for warning in told {
        let _ = writeln!(out, "{} {}", warning.code, warning.line.unwrap_or(0));
    }
    out
}

pub(crate) fn check(text: &str, expect: &str) {
    let expect: String =
        expect.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| format!("{l}\n")).collect();
    let got = outline(text);
    assert_eq!(got, expect, "\n{got}");
}
