//! What will be and what might be: forecasts, baselines and changes that are only tried.

use super::desk::Desk;

#[test]
fn a_forecast_tells_by_when_how_surely_and_what_moves_the_date() {
    let desk = Desk::with_house();
    for words in [
        &["forecast"][..],
        &["forecast", "--runs", "50", "--seed", "2", "--triangular"],
        &["forecast", "--json"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["forecast", "--runs", "0"]).refused();
    desk.tell(&["forecast", "--low", "120"]).misused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_baseline_is_kept_compared_and_removed() {
    let desk = Desk::with_house();
    desk.tell(&["baseline"]).succeeds();
    desk.tell(&["baseline", "compare"]).refused();
    for words in [
        &["baseline", "take", "First", "--dry-run"][..],
        &["baseline", "take", "First"],
        &["baseline", "list"],
        &["baseline", "compare"],
        &["edit", "1.2", "--effort", "5d"],
        &["done", "1.1"],
        &["baseline", "compare", "first"],
        &["baseline", "compare", "--all"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["baseline", "take", "First"]).refused();
    desk.tell(&["baseline", "remove", "Second"]).refused();
    desk.tell(&["baseline", "remove", "First"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_baseline_knows_the_titles_of_what_is_gone() {
    let desk = Desk::with_house();
    desk.tell(&["baseline", "take", "First"]).succeeds();
    let title = desk.run(&["baseline", "show"]).to_string();
    assert!(title.contains("Plaster"), "{title}");
    desk.run(&["remove", "1.2"]).succeeds();
    for words in
        [&["baseline", "show", "first"][..], &["baseline", "compare"], &["schedule", "--baseline", "First"]]
    {
        let told = desk.run(words).succeeds().to_string();
        assert!(told.contains("Plaster"), "{words:?}: {told}");
    }
    desk.run(&["baseline", "show", "Second"]).refused();
}

#[test]
fn without_anything_left_nothing_finishes_yesterday() {
    let desk = Desk::with_house();
    let all: Vec<String> = ["1", "2", "3"].map(|code| format!("drop {code}")).into();
    let words: Vec<&str> = std::iter::once("what-if").chain(all.iter().map(String::as_str)).collect();
    let told = desk.run(&words).succeeds();
    assert!(told.to_string().contains("nothing is left to do"), "{told}");
}

#[test]
fn a_schedule_leads_to_forecasts_changes_buffers_and_options() {
    let desk = Desk::with_house();
    for words in [
        &["schedule", "--buffers"][..],
        &["schedule", "--buffers=half", "--json"],
        &["gantt", "--buffers"],
        &["schedule", "--monte-carlo", "50"],
        &["schedule", "--what-if", "effort 1.2 5d"],
        &["schedule", "--options"],
        &["projects", "change", "--deadline", "2026-03-06"],
        &["schedule", "--options"],
        &["schedule", "--options", "--json"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["schedule", "--buffers=huge"]).misused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn changes_are_tried_and_nothing_is_stored() {
    let desk = Desk::with_house();
    let before = desk.run(&["log"]).to_string();
    for words in [
        &["what-if", "effort 1.2 5d"][..],
        &["what-if", "add-person Ann 50%"],
        &["what-if", "assign 1.2 Ann", "deadline 2026-12-24"],
        &["what-if", "drop 1", "day 6h"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["what-if", "make it faster"]).misused();
    desk.tell(&["what-if", "drop 9.9"]).refused();
    assert_eq!(desk.run(&["log"]).to_string(), before);
    insta::assert_snapshot!(desk.record());
}
