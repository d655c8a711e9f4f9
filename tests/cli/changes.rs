//! Plans made by hand: adding, changing, ordering and removing tasks, and taking all of it back.

use super::desk::Desk;

#[test]
fn a_plan_is_made_by_hand_and_every_step_can_be_taken_back() {
    let desk = Desk::new();
    for words in [
        &["add", "Frame", "--effort", "3d", "--assignee", "ann"][..],
        &["add", "Plaster", "-e", "2d", "--after", "1"],
        &[
            "add",
            "Paint",
            "walls",
            "--after",
            "Plaster",
            "--priority",
            "critical",
            "--label",
            "colour,inside",
        ],
        &["add", "Skirting", "--parent", "3", "--effort", "90m", "--due", "next friday"],
        &["tree"],
        &["start", "1"],
        &["done", "1", "2"],
        &["list"],
        &["list", "--status", "completed"],
        &["next"],
        &["undo"],
        &["undo"],
        &["redo"],
        &["log"],
        &["tree"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn fields_are_changed_cleared_and_shown() {
    let desk = Desk::with_house();
    for words in [
        &["show", "1.1"][..],
        &[
            "edit",
            "1.1",
            "--title",
            "Timber frame",
            "--effort",
            "4d",
            "--due",
            "2026-03-20",
            "--start",
            "2026-03-09",
        ],
        &[
            "edit",
            "1.1",
            "--label",
            "-wood,heavy",
            "--assignee",
            "bob",
            "--description",
            "",
            "--accept",
            "It stands",
        ],
        &["edit", "1.1", "--priority", "urgent", "--status", "pending", "--key", "W-1"],
        &["show", "1.1"],
        &["edit", "1.1", "--due", "none", "--start", "none", "--effort", "none", "--priority", "none"],
        &["show", "1.1"],
        &["edit", "1.1", "--effort", "none"],
        &["edit", "1.2", "--effort", "1w", "--dry-run"],
        &["diff", "2"],
        &["priority", "low", "2.1", "2.2"],
        &["archive", "2.1", "2.2"],
        &["list"],
        &["undo"],
        &["list", "--label", "heavy"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn tasks_are_moved_and_removed() {
    let desk = Desk::with_house();
    desk.tell(&["move", "2.2", "--before", "2.1"]).succeeds();
    desk.tell(&["move", "1.3", "--under", "2"]).succeeds();
    desk.tell(&["move", "2.3", "--top"]).succeeds();
    desk.tell(&["tree"]).succeeds();
    desk.tell(&["move", "1", "--under", "1.1"]).refused();
    desk.tell(&["remove", "1"]).refused();
    desk.tell(&["remove", "1", "--recursive"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.tell(&["undo"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn links_are_made_and_refused_where_they_go_in_a_circle() {
    let desk = Desk::with_house();
    desk.tell(&["link", "1.3", "1.2"]).refused();
    desk.tell(&["link", "1.3", "1.1"]).refused();
    desk.tell(&["link", "1.1", "1"]).refused();
    desk.tell(&["link", "1.1", "1.1"]).refused();
    desk.tell(&["link", "1.2", "2.2", "--type", "SS", "--lag", "-1d"]).succeeds();
    desk.tell(&["link", "1.1", "2.1", "--related"]).succeeds();
    desk.tell(&["link", "1.1", "2.1", "--related"]).refused();
    desk.tell(&["unlink", "1.2", "1.3"]).succeeds();
    desk.tell(&["link", "1.3", "1.2"]).succeeds();
    desk.tell(&["unlink", "2.1", "1.3"]).refused();
    desk.tell(&["show"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn any_entry_can_be_reverted_unless_later_ones_stand_in_the_way() {
    let desk = Desk::with_house();
    desk.run(&["edit", "1.1", "--title", "Timber frame"]).succeeds();
    desk.run(&["edit", "2.1", "--title", "Buy trees"]).succeeds();
    desk.run(&["edit", "1.1", "--title", "Steel frame"]).succeeds();
    desk.tell(&["revert", "4"]).succeeds();
    desk.tell(&["revert", "3"]).refused();
    desk.tell(&["revert", "1"]).refused();
    desk.tell(&["revert", "99"]).refused();
    desk.tell(&["log", "--number", "3"]).succeeds();
    desk.tell(&["diff", "2", "5"]).succeeds();
    desk.tell(&["diff", "99"]).refused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_name_that_is_nobodys_or_anybodys_is_refused_with_a_choice() {
    let desk = Desk::new();
    desk.run(&["add", "Call Bob"]).succeeds();
    desk.run(&["add", "Call Bob"]).succeeds();
    desk.tell(&["done", "Call Bob"]).refused();
    desk.tell(&["done", "4"]).refused();
    desk.tell(&["done", "kkkk"]).refused();
    desk.tell(&["done", "zz"]).refused();
    desk.tell(&["done", "call bob", "--json"]).refused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_project_is_given_dates_and_deeper_levels() {
    let desk = Desk::with_house();
    for level in 2..=4 {
        let parent = format!("1{}", ".1".repeat(level - 1));
        desk.run(&["add", "Deeper", "--parent", &parent]).succeeds();
    }
    let deepest = ["add", "Deepest", "--parent", "1.1.1.1.1"];
    let refused = desk.run(&deepest).refused();
    assert!(refused.err.contains("planwright projects change --depth-limit 6"), "{}", refused.err);
    desk.run(&["projects", "change", "--depth-limit", "6", "--deadline", "2026-05-08"]).succeeds();
    desk.run(&deepest).succeeds();
    let plan = |desk: &Desk| desk.run(&["export", "--format", "json"]).succeeds().json();
    assert_eq!(plan(&desk)["project"]["deadline"], "2026-05-08");
    desk.run(&["projects", "change", "--deadline", "none"]).succeeds();
    assert!(plan(&desk)["project"]["deadline"].is_null());
    desk.run(&["undo"]).succeeds();
    assert_eq!(plan(&desk)["project"]["deadline"], "2026-05-08");
    assert_eq!(
        desk.run(&["projects", "change", "--depth-limit", "5", "--json"]).refused().code(),
        "depth-limit"
    );
    assert_eq!(
        desk.run(&["projects", "change", "--depth-limit", "65", "--json"]).refused().code(),
        "depth-limit-range"
    );
    desk.run(&["projects", "change"]).misused();
}

#[test]
fn a_day_of_effort_is_a_day_of_the_project() {
    let desk = Desk::with_house();
    desk.run(&["projects", "change", "--minutes-per-day", "240"]).succeeds();
    desk.run(&["edit", "1.1", "--effort", "2d"]).succeeds();
    desk.run(&["add", "Door", "--effort", "1d"]).succeeds();
    desk.run(&["link", "2.1", "Door", "--lag", "1d"]).succeeds();
    desk.run(&["link", "2.2", "Door", "--lag", "1d", "--elapsed"]).succeeds();
    let plan = desk.run(&["export", "--format", "json"]).succeeds().json();
    let effort = |title: &str| {
        let tasks = plan["tasks"].as_array().expect("tasks");
        tasks.iter().find(|t| t["title"] == title).and_then(|t| t["estimated_minutes"].as_u64())
    };
    assert_eq!((effort("Frame"), effort("Door")), (Some(480), Some(240)));
    let lags: Vec<_> =
        plan["links"].as_array().expect("links").iter().filter_map(|l| l["lag_minutes"].as_i64()).collect();
    assert!(lags.contains(&240) && lags.contains(&1440), "{lags:?}");
}

#[test]
fn projects_are_listed_renamed_archived_and_deleted() {
    let desk = Desk::with_house();
    desk.run_on(&["import", "-", "--yes"], "# Conference\n\n- Book the hall\n- Invite speakers\n").succeeds();
    desk.tell(&["tree", "--project", "house"]).succeeds();
    desk.tell(&["projects", "rename", "Cottage"]).succeeds();
    desk.tell(&["projects", "archive", "--project", "cottage"]).succeeds();
    desk.tell(&["projects", "list", "--archived", "--json"]).succeeds();
    desk.tell(&["projects", "archive", "--undo", "--project", "Cottage"]).succeeds();
    desk.tell(&["projects", "delete", "cottage"]).refused();
    desk.tell(&["projects", "delete", "Cottage"]).succeeds();
    desk.tell(&["tree", "--project", "Cottage"]).refused();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn where_nothing_can_be_begun_it_is_said_why() {
    let desk = Desk::new();
    desk.run(&["add", "Frame"]).succeeds();
    desk.run(&["add", "Plaster", "--after", "1"]).succeeds();
    desk.run(&["start", "1"]).succeeds();
    desk.tell(&["next"]).succeeds();
    desk.run(&["block", "1"]).succeeds();
    desk.tell(&["next"]).succeeds();
    desk.run(&["done", "1", "2"]).succeeds();
    desk.tell(&["next"]).succeeds();
    insta::assert_snapshot!(desk.record());
}
