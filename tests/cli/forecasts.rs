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
