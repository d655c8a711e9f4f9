//! Words in, a reviewed plan out: proposals, approvals whole and in part, rejections.

use super::desk::{Desk, names};

const MVP: &str = "Ship MVP of iOS app by Aug 15";

#[test]
fn a_sentence_becomes_a_plan_that_waits_for_approval() {
    let desk = Desk::new().wide(100);
    desk.tell(&["plan", MVP]).succeeds();
    desk.tell(&["proposals"]).succeeds();
    desk.tell(&["approve"]).succeeds();
    desk.tell(&["tree"]).succeeds();
    desk.tell(&["next"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn without_a_terminal_a_proposal_says_how_to_approve_it() {
    let desk = Desk::new();
    let said = desk.run(&["plan", MVP]).succeeds().err;
    let name = said.split("planwright approve ").nth(1).unwrap_or_default().split_whitespace().next();
    let name = name.expect("the answer names the proposal");
    let waiting = desk.run(&["proposals", "--json"]).succeeds().json();
    assert_eq!(waiting["proposals"].as_array().map(Vec::len), Some(1));
    desk.run(&["show", name]).succeeds();
    desk.run(&["approve", name]).succeeds();
    desk.run(&["approve", name]).refused();
    assert!(desk.run(&["undo"]).succeeds().err.contains("planwright") || desk.run(&["list"]).out.is_empty());
    desk.is_well();
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let desk = Desk::new();
    let plan = desk.run_on(&["plan", "-", "--dry-run", "--json"], MVP).succeeds().json();
    assert_eq!(plan["schema"], "planwright/project/v1");
    assert_eq!(plan["project"]["deadline"], "2026-08-15");
    assert!(plan["tasks"].as_array().is_some_and(|tasks| tasks.len() > 3));
    for part in ["links", "questions", "warnings"] {
        assert!(plan[part].is_array(), "{part}");
    }
    desk.write("house.plan", super::desk::HOUSE);
    desk.run(&["import", "house.plan", "--dry-run"]).succeeds();
    desk.run(&["backfill", "--dry-run"]).refused();
    desk.run(&["edit", "1", "--title", "x", "--dry-run"]).refused();
    assert_eq!(names(&desk.home()), Vec::<String>::new());
}

#[test]
fn a_rejected_proposal_is_kept_and_its_empty_project_is_out_of_sight() {
    let desk = Desk::new();
    desk.write("house.plan", super::desk::HOUSE);
    desk.run(&["import", "house.plan"]).succeeds();
    desk.tell(&["reject", "--why", "too early"]).succeeds();
    desk.tell(&["proposals"]).succeeds();
    desk.tell(&["proposals", "--open"]).succeeds();
    desk.tell(&["projects"]).succeeds();
    desk.tell(&["approve"]).refused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_part_is_approved_with_what_it_needs_and_the_rest_waits() {
    let desk = Desk::new();
    desk.write("house.plan", super::desk::HOUSE);
    desk.run(&["import", "house.plan"]).succeeds();
    desk.tell(&["approve", "--only", "Plaster"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.tell(&["approve"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn more_words_are_planned_into_a_project_that_is_there() {
    let desk = Desk::with_house();
    desk.run(&["plan", "--into", "House", "--yes", "Lay the floor (2 days), then sand it (1 day)"])
        .succeeds();
    let list = desk.run(&["list"]).succeeds().out;
    assert!(list.contains("floor") && list.contains("Frame"), "{list}");
    assert_eq!(desk.run(&["projects", "--json"]).json()["projects"].as_array().map(Vec::len), Some(1));
    desk.run(&["undo"]).succeeds();
    assert!(!desk.run(&["list"]).succeeds().out.contains("floor"));
    desk.is_well();
}

#[test]
fn a_file_that_is_not_there_is_not_planned() {
    let desk = Desk::new();
    desk.tell(&["plan", "notes.md"]).refused();
    desk.tell(&["import", "notes.md"]).refused();
    desk.tell(&["import", "."]).refused();
    desk.tell(&["plan", "--into", "Nowhere", "Buy milk"]).refused();
    desk.tell(&["plan", "--template", "nonsense", "Buy milk"]).refused();
    desk.tell(&["plan", "--engine", "model", "Buy milk"]).refused();
    assert_eq!(desk.run(&["projects"]).succeeds().out, "");
    insta::assert_snapshot!(desk.record());
}

#[test]
fn guesses_at_efforts_come_in_the_order_of_the_titles() {
    let desk = Desk::new();
    let guesses =
        desk.run_on(&["estimate", "--json"], "Fix login (90 min)\nWrite the report\n").succeeds().json();
    let rows = guesses.as_array().expect("an array");
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (&rows[0]["title"], &rows[0]["estimated_minutes"]),
        (&"Fix login (90 min)".into(), &90.into())
    );
    for row in rows {
        let figure = |name: &str| row[name].as_u64().unwrap_or_default();
        assert!(
            figure("low") <= figure("estimated_minutes") && figure("estimated_minutes") <= figure("high"),
            "{row}"
        );
        assert!(figure("low") > 0, "{row}");
    }
    assert_eq!(desk.run_on(&["estimate", "--json"], "").succeeds().json(), serde_json::json!([]));
}
