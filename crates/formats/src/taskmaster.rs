//! Task Master's tasks.json written; it is read as all JSON is. Must never write an id that could mean two tasks: a number
//! below 100 in a subtask means the one beside it.

use std::collections::HashMap;

use planwright_domain::{Link, Priority, Project, Status, Task, TaskId};
use serde_json::{Map, Value, json};

use crate::carries::{Carries, Feature as F};
use crate::incoming::Incoming;

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::of(&[
    F::Title,
    F::Summary,
    F::Hierarchy,
    F::Descriptions,
    F::Criteria,
    F::Done,
    F::InProgress,
    F::Blocked,
    F::Cancelled,
    F::Priorities,
    F::Links,
]);

/// Says in the metadata of a list who wrote it: what is written here has the places of tasks as their ids.
pub(crate) const GENERATOR: &str = "generator";
/// Who that is.
pub(crate) const GENERATED: &str = "planwright";

/// Whether a JSON text is Task Master's: lists of tasks with dependencies, in tags or not.
pub(crate) fn looks_like(text: &str) -> bool {
    let has = |key: &str| text.contains(key);
    !has("\"schema\"")
        && has("\"tasks\"")
        && (has("\"testStrategy\"") || has("\"subtasks\"") && has("\"dependencies\""))
}

/// Writes `project` below the tag `master`.
pub fn write(project: &Project) -> String {
    let ids = ids(project);
    let into = Incoming::plain(project);
    let meta = project.meta();
    let mut metadata = Map::new();
    metadata.insert("projectName".to_owned(), json!(meta.title));
    metadata.insert(GENERATOR.to_owned(), json!(GENERATED));
    if let Some(summary) = &meta.summary {
        metadata.insert("description".to_owned(), json!(summary));
    }
    // Tasks below others are written before those they belong to, from the last to the first.
    let mut below: HashMap<Option<TaskId>, Vec<Value>> = HashMap::new();
    let walk: Vec<&Task> = project.walk().map(|met| met.task).collect();
    for task in walk.into_iter().rev() {
        let mut subtasks = below.remove(&Some(task.id)).unwrap_or_default();
        subtasks.reverse();
        below.entry(task.parent).or_default().push(written(project, task, &subtasks, &ids, &into));
    }
    let mut tasks = below.remove(&None).unwrap_or_default();
    tasks.reverse();
    let document = json!({ "master": { "tasks": tasks, "metadata": metadata } });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// The number of each task among its siblings, and its path.
struct Ids {
    number: HashMap<TaskId, usize>,
    path: HashMap<TaskId, String>,
}

fn ids(project: &Project) -> Ids {
    let mut ids = Ids { number: HashMap::new(), path: HashMap::new() };
    // Above a hundred a number means a task at the top wherever it stands.
    let crosses = |l: &Link| {
        let top = |id: TaskId| project.task(id).is_some_and(|t| t.parent.is_none());
        top(l.from) && !top(l.to)
    };
    let most = project.walk().map(|w| w.code.to_string().rsplit('.').next().map_or(0, str::len)).max();
    let first =
        if project.links().any(crosses) { 10usize.pow(most.unwrap_or(0).clamp(2, 8) as u32) } else { 0 };
    let mut next: HashMap<Option<TaskId>, usize> = HashMap::new();
    for met in project.walk() {
        let task = met.task;
        let number = next.entry(task.parent).or_insert(if task.parent.is_none() { first } else { 0 });
        *number += 1;
        let path = match task.parent.and_then(|p| ids.path.get(&p)) {
            Some(above) => format!("{above}.{number}"),
            None => number.to_string(),
        };
        ids.number.insert(task.id, *number);
        ids.path.insert(task.id, path);
    }
    ids
}

fn written(project: &Project, task: &Task, subtasks: &[Value], ids: &Ids, into: &Incoming<'_>) -> Value {
    let status = match task.status {
        Status::Todo => "pending",
        Status::InProgress => "in-progress",
        Status::Blocked => "blocked",
        Status::Done => "done",
        Status::Cancelled => "cancelled",
    };
    let criteria: Vec<String> =
        task.acceptance_criteria.iter().map(|c| format!("- {}", c.replace('\n', " "))).collect();
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(ids.number.get(&task.id)));
    object.insert("title".to_owned(), json!(task.title));
    object.insert("description".to_owned(), json!(task.description.as_deref().unwrap_or_default()));
    object.insert("details".to_owned(), json!(""));
    object.insert("testStrategy".to_owned(), json!(criteria.join("\n")));
    object.insert("status".to_owned(), json!(status));
    object.insert("dependencies".to_owned(), json!(dependencies(project, task, ids, into)));
    if let Some(priority) = task.priority {
        let word = if priority == Priority::Urgent { "critical" } else { priority.word() };
        object.insert("priority".to_owned(), json!(word));
    }
    if !subtasks.is_empty() || task.parent.is_none() {
        object.insert("subtasks".to_owned(), json!(subtasks));
    }
    Value::Object(object)
}

/// What a task follows: a number beside it or at the top, a path elsewhere.
fn dependencies(project: &Project, task: &Task, ids: &Ids, into: &Incoming<'_>) -> Vec<Value> {
    let name = |id: TaskId| {
        let near = project.task(id).is_some_and(|t| t.parent == task.parent || t.parent.is_none());
        if near { json!(ids.number.get(&id)) } else { json!(ids.path.get(&id)) }
    };
    into.at(task.id).iter().map(|link| name(link.from)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Notation;
    use crate::fixture::{project, project_of, reading};

    #[test]
    fn ids_are_numbers_and_subtasks_are_told_beside_or_by_path() {
        let project = project_of("1 A\n  1.1 B\n  1.2 [x] C  after 1.1  !urgent\n2 D  after 1.2, 1\n");
        let value: Value = serde_json::from_str(&write(&project)).unwrap();
        let tasks = &value["master"]["tasks"];
        assert_eq!((&tasks[0]["id"], &tasks[1]["id"]), (&json!(1), &json!(2)));
        assert_eq!(tasks[0]["subtasks"][1]["dependencies"], json!([1]));
        assert_eq!(tasks[0]["subtasks"][1]["priority"], json!("critical"));
        assert_eq!(tasks[1]["dependencies"], json!([1, "1.2"]));
        let crossing = project_of("1 A\n  1.1 B  after 2\n2 D\n");
        let value: Value = serde_json::from_str(&write(&crossing)).unwrap();
        assert_eq!(value["master"]["tasks"][0]["subtasks"][0]["dependencies"], json!([102]));
    }

    #[test]
    fn ids_of_a_team_are_keys_and_those_written_here_are_not() {
        let keys = |text: &str| -> Vec<Option<String>> {
            let reading = reading(text, Notation::Taskmaster).unwrap();
            project(&reading).walk().map(|met| met.task.source_key.clone()).collect()
        };
        assert_eq!(keys(&write(&project_of("1 A\n  1.1 B\n2 C  after 1.1\n"))), [None, None, None]);
        let team = r#"{"master":{"tasks":[{"id":1,"title":"A","status":"done","dependencies":[],"subtasks":[{"id":1,"title":"B","dependencies":[]}]},{"id":7,"title":"C","dependencies":["1.1"],"subtasks":[]}],"metadata":{"description":"x"}}}"#;
        assert_eq!(keys(team), ["1", "1.1", "7"].map(|key| Some(key.to_owned())));
    }
}
