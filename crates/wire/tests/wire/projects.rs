//! Project documents: what is computed, what is left out, what is passed over.

use jiff::civil::date;
use planwright_domain::*;
use planwright_wire::{Planned, ProjectDoc, project_from_json};

const ID: &str = "00000000-0000-0000-0000-00000000000";

fn walls() -> Project {
    let task = |n: u128, parent: Option<u128>, position, title| Task {
        parent: parent.map(TaskId::from_bits),
        position,
        ..Task::new(TaskId::from_bits(n), title)
    };
    let tasks = [
        task(1, None, 10, "Walls"),
        task(2, Some(1), 20, "Plaster"),
        task(3, Some(1), 10, "Frame"),
        task(4, Some(9), 10, "Lost"),
    ];
    let links = [Link::blocks(LinkId::from_bits(1), TaskId::from_bits(3), TaskId::from_bits(2))];
    Project::assemble(ProjectId::from_bits(7), Version(2), Meta::new("Walls"), tasks, links, Extent::Whole)
}

#[test]
fn tasks_stand_in_tree_order_and_those_that_hang_nowhere_last() {
    let json: serde_json::Value = serde_json::from_str(&ProjectDoc::new(&walls()).to_json()).unwrap();
    let tasks: Vec<_> =
        json["tasks"].as_array().unwrap().iter().map(|t| (t["wbs"].as_str(), t["title"].as_str())).collect();
    assert_eq!(
        tasks,
        [
            (Some("1"), Some("Walls")),
            (Some("1.1"), Some("Frame")),
            (Some("1.2"), Some("Plaster")),
            (None, Some("Lost"))
        ]
    );
}

#[test]
fn what_is_empty_is_left_out() {
    let json: serde_json::Value = serde_json::from_str(&ProjectDoc::new(&walls()).to_json()).unwrap();
    let expected = format!(
        r#"{{"task_id":"{ID}1","wbs":"1","position":10,"title":"Walls","kind":"task","status":"todo"}}"#
    );
    assert_eq!(json["tasks"][0], serde_json::from_str::<serde_json::Value>(&expected).unwrap());
    assert_eq!(json["links"][0].as_object().unwrap().len(), 5);
}

#[test]
fn planned_dates_are_written_and_never_read() {
    let project = walls();
    let planned = |id: TaskId| {
        (id == TaskId::from_bits(2)).then_some(Planned {
            start: date(2026, 1, 5),
            finish: date(2026, 1, 6),
            critical: true,
            total_slack: -30,
        })
    };
    let json = ProjectDoc { planned: Some(&planned), ..ProjectDoc::new(&project) }.to_json();
    assert!(json.contains(
        r#""planned_start":"2026-01-05","planned_finish":"2026-01-06","critical":true,"total_slack_minutes":-30"#
    ));
    assert_eq!(project_from_json(&json).unwrap().into_project(), project);
}

#[test]
fn writing_to_a_writer_and_to_text_is_the_same() {
    let project = walls();
    let mut bytes = Vec::new();
    ProjectDoc::new(&project).write(&mut bytes).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), ProjectDoc::new(&project).to_json());
}

#[test]
fn fields_of_a_later_version_are_passed_over() {
    let text = format!(
        r#"{{"schema":"planwright/project/v1","news":[1],"project":{{"project_id":"{ID}7","title":"Walls","mood":"good"}},
        "tasks":[{{"task_id":"{ID}1","title":"Frame","duration_minutes":5,"origin":{{"kind":"added","page":3}}}},
                 {{"task_id":"{ID}2","title":"Paint"}}]}}"#
    );
    let file = project_from_json(&text).unwrap();
    assert_eq!(file.tasks[0].origin, Some(Origin::new(OriginKind::Added)));
    assert!(file.tasks[0].position < file.tasks[1].position, "tasks without position keep their order");
}

#[test]
fn two_tasks_with_one_id_are_refused() {
    let text = format!(
        r#"{{"schema":"planwright/project/v1","project":{{"project_id":"{ID}7"}},"tasks":[{{"task_id":"{ID}1"}},{{"task_id":"{ID}1"}}]}}"#
    );
    let error = project_from_json(&text).unwrap_err();
    assert_eq!((error.path.as_str(), error.message.as_str()), ("tasks[1]", "two tasks have this id"));
}
