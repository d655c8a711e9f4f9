//! The lists that reading commands print, and the document of an error.

use planwright_domain::*;
use planwright_wire::{
    ErrorDoc, Estimated, ListedProject, ListedTask, entries_to_json, estimates_to_json, projects_to_json,
    proposals_to_json, tasks_to_json,
};

#[test]
fn listed_tasks_name_their_project_and_place() {
    let task = Task::new(TaskId::from_bits(1), "Frame");
    let listed = ListedTask {
        project: ProjectId::from_bits(2),
        wbs: Some(WbsCode::from(vec![1, 2])),
        task: &task,
        planned: None,
    };
    assert_eq!(
        tasks_to_json(&[listed]),
        r#"{"tasks":[{"task_id":"00000000-0000-0000-0000-000000000001","project_id":"00000000-0000-0000-0000-000000000002","wbs":"1.2","position":0,"title":"Frame","kind":"task","status":"todo"}]}"#
    );
}

#[test]
fn listed_projects_say_how_far_they_are() {
    let listed = ListedProject {
        id: ProjectId::from_bits(2),
        version: Version(3),
        title: "Walls",
        kind: ProjectKind::Plan,
        pool: Some(ProjectId::from_bits(5)),
        archived: false,
        repository: None,
        imported_from: Some("plan.md"),
        tasks: 4,
        closed: 1,
        changed: "2026-01-31T12:00:00Z".parse().unwrap(),
    };
    assert_eq!(
        projects_to_json(&[listed]),
        r#"{"projects":[{"project_id":"00000000-0000-0000-0000-000000000002","version":3,"title":"Walls","kind":"plan","pool_id":"00000000-0000-0000-0000-000000000005","archived":false,"imported_from":"plan.md","task_count":4,"closed_count":1,"changed_at":"2026-01-31T12:00:00Z"}]}"#
    );
}

#[test]
fn empty_lists_are_lists() {
    assert_eq!(tasks_to_json(&[]), r#"{"tasks":[]}"#);
    assert_eq!(entries_to_json(&[]), r#"{"entries":[]}"#);
    assert_eq!(proposals_to_json(&[]), r#"{"proposals":[]}"#);
    assert_eq!(estimates_to_json(&[]), "[]");
}

#[test]
fn estimates_keep_their_order() {
    let estimate = |title| Estimated { title, likely: 90, low: 60, high: 180 };
    assert_eq!(
        estimates_to_json(&[estimate("b"), estimate("a")]),
        r#"[{"title":"b","estimated_minutes":90,"low":60,"high":180},{"title":"a","estimated_minutes":90,"low":60,"high":180}]"#
    );
}

#[test]
fn an_error_tells_every_broken_rule() {
    let violation = Violation {
        code: Code::DependencyCycle,
        task: Some(TaskId::from_bits(1)),
        link: None,
        message: "a circle".into(),
        hint: "remove a link".into(),
    };
    let error = ErrorDoc { code: "refused", message: "no", hint: Some("try"), violations: &[violation] };
    assert_eq!(
        error.to_json(),
        r#"{"error":{"code":"refused","message":"no","hint":"try","violations":[{"code":"dependency-cycle","task_id":"00000000-0000-0000-0000-000000000001","message":"a circle","hint":"remove a link"}]}}"#
    );
}
