//! Whole stories, as people live them.

use serde_json::Value;

use super::desk::Desk;

#[test]
fn the_main_job_from_words_to_done_and_back() {
    let desk = Desk::new();
    let words = "Paint the kitchen by March 20: clear the room (2h), then tape the edges (1h), then paint the walls (1 day)";
    desk.run(&["plan", words]).succeeds();
    desk.run(&["approve"]).succeeds();
    let count = |words: &[&str]| desk.run(words).succeeds().json()["tasks"].as_array().map_or(0, Vec::len);
    let tasks = count(&["list", "--json"]);
    assert!(tasks >= 3);
    let next = desk.run(&["next", "--json"]).succeeds().json();
    let first = next["tasks"][0]["task_id"].as_str().expect("something can be begun").to_owned();
    desk.run(&["start", &first]).succeeds();
    desk.run(&["done", &first]).succeeds();
    let after = desk.run(&["next", "--json"]).succeeds().json();
    assert_ne!(after["tasks"][0]["task_id"].as_str(), Some(first.as_str()), "what is done is not next");
    assert_eq!(count(&["list", "--json", "--status", "done"]), 1);
    for _ in 0..2 {
        desk.run(&["undo"]).succeeds();
    }
    assert_eq!(count(&["list", "--json", "--status", "todo"]), tasks);
    desk.run(&["redo"]).succeeds();
    assert_eq!(count(&["list", "--json", "--status", "in_progress"]), 1);
    desk.run(&["undo"]).succeeds();
    desk.run(&["undo"]).succeeds();
    assert_eq!(count(&["list", "--json"]), 0, "undo empties a plan but keeps the project");
    desk.run(&["undo"]).refused();
    for _ in 0..4 {
        desk.run(&["redo"]).status.expect("redo ends by itself");
    }
    assert_eq!(count(&["list", "--json"]), tasks);
    let log = desk.run(&["log", "--json"]).succeeds().json();
    assert!(log["entries"].as_array().is_some_and(|entries| entries.len() >= 9), "nothing is rewritten");
    desk.is_well();
}

#[test]
fn two_programs_at_once_lose_nothing() {
    let desk = Desk::with_house();
    const EACH: usize = 8;
    let work = |who: usize| {
        let started = |n: usize| {
            let title = format!("Task {n} of {who}");
            let mut command = desk.command(&["add", &title]);
            command.env("PLANWRIGHT_SEED", format!("{}", 1000 + who * 100 + n));
            command
        };
        (0..EACH).map(started).collect::<Vec<_>>()
    };
    let (one, two) = (work(1), work(2));
    let mut children = Vec::new();
    for (mut a, mut b) in one.into_iter().zip(two) {
        children.push(desk.start(&mut a));
        children.push(desk.start(&mut b));
    }
    for child in children {
        super::desk::finish(child, b"").succeeds();
    }
    let added = desk.run(&["list", "--json", "--text", "Task "]).succeeds().json();
    assert_eq!(added["tasks"].as_array().map(Vec::len), Some(2 * EACH));
    let log = desk.run(&["log", "--json"]).succeeds().json();
    assert_eq!(log["entries"].as_array().map(Vec::len), Some(2 + 2 * EACH));
    desk.is_well();
}

#[test]
fn first_tasks_added_at_once_share_one_inbox() {
    let desk = Desk::new();
    let started = |n: usize| {
        let mut command = desk.command(&["add", &format!("Task {n}")]);
        command.env("PLANWRIGHT_SEED", format!("{}", 2000 + n));
        desk.start(&mut command)
    };
    for child in (0..8).map(started).collect::<Vec<_>>() {
        super::desk::finish(child, b"").succeeds();
    }
    let projects = desk.run(&["projects", "--json"]).succeeds().json();
    assert_eq!(projects["projects"].as_array().map(Vec::len), Some(1), "{projects}");
    let tasks = desk.run(&["list", "--json"]).succeeds().json();
    assert_eq!(tasks["tasks"].as_array().map(Vec::len), Some(8));
    desk.is_well();
}

#[test]
fn a_task_finds_an_inbox_where_the_last_one_was_put_away_or_deleted() {
    let desk = Desk::new();
    desk.run(&["add", "One"]).succeeds();
    desk.run(&["projects", "archive"]).succeeds();
    desk.run(&["add", "Two"]).succeeds();
    let titles = |answer: Value| -> Vec<String> {
        let tasks = answer["tasks"].as_array().cloned().unwrap_or_default();
        tasks.iter().filter_map(|t| t["title"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(titles(desk.run(&["list", "--json"]).succeeds().json()), ["Two"]);
}

#[test]
fn two_people_change_different_fields_of_one_task_at_once() {
    let desk = Desk::with_house();
    let mut title = desk.command(&["edit", "1.1", "--title", "Timber frame"]);
    let mut effort = desk.command(&["edit", "1.1", "--effort", "5d"]);
    let (title, effort) = (desk.start(&mut title), desk.start(&mut effort));
    super::desk::finish(title, b"").succeeds();
    super::desk::finish(effort, b"").succeeds();
    let task = desk.run(&["show", "1.1", "--json"]).succeeds().json();
    assert_eq!(task["tasks"][0]["title"], "Timber frame");
    assert_eq!(task["tasks"][0]["estimated_minutes"], 2400);
    desk.is_well();
}

#[test]
fn what_somebody_else_did_is_not_undone() {
    let desk = Desk::with_house();
    desk.run(&["edit", "1.1", "--title", "Timber frame"]).succeeds();
    let bob = [("PLANWRIGHT_AUTHOR", "bob")];
    desk.run_with(&["edit", "1.2", "--title", "Stucco"], &bob).succeeds();
    desk.run(&["undo"]).succeeds();
    let plan = desk.run(&["show"]).succeeds().out;
    assert!(plan.contains("1.1 Frame") && plan.contains("1.2 Stucco"), "{plan}");
    desk.run_with(&["undo"], &bob).succeeds();
    desk.run_with(&["undo"], &bob).refused();
}
