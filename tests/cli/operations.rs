//! Operations on tasks: splitting, merging, copying, moving in and out, and batches, each shown first when asked to and
//! taken back as one.

use super::desk::Desk;

#[test]
fn a_batch_in_a_pipe_says_nothing_but_what_it_came_to() {
    let desk = Desk::new();
    let tasks: String = (1..=300).map(|n| format!("{n} Work on part {n}  12h\n")).collect();
    desk.write("big.plan", format!("# Big\n\n{tasks}"));
    desk.run(&["import", "big.plan", "--yes"]).succeeds();
    let answer = desk.run(&["batch", "split", "--max", "4h"]).succeeds();
    assert_eq!(answer.err, "split 300 tasks; take it back with: planwright undo\n");
    desk.run(&["undo"]).succeeds();
    assert_eq!(desk.run(&["show"]).succeeds().out.lines().count(), tasks.lines().count() + 2);
    desk.is_well();
}

#[test]
fn a_tree_that_is_too_deep_is_flattened_and_taken_back() {
    let desk = Desk::new();
    let plan = "\
# House

1 Ground floor
  1.1 Kitchen  #wet
    1.1.1 Tiles  2d
    1.1.2 Sink  1d  after 1.1.1
  1.2 Hall
    1.2.1 Paint  1d
    1.2.2 Floor  1d
    * It shines
2 Garden  3d  after 1.1
3 Roof
  3.1 Gable
    | What the master said
    3.1.1 Beams  2d
    3.1.2 Bricks  1d
";
    desk.write("house.plan", plan);
    desk.run(&["import", "house.plan", "--yes"]).succeeds();
    let before = desk.run(&["show"]).succeeds().out;
    let _ = desk.tell(&["batch", "rebalance", "--deepest", "2"]).succeeds();
    let _ = desk.tell(&["show"]).succeeds();
    desk.run(&["undo"]).succeeds();
    assert_eq!(desk.run(&["show"]).succeeds().out, before);
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn parts_are_in_the_language_of_the_task_and_share_what_it_names_last() {
    let desk = Desk::new();
    let plan = "\
# Umbau

1 Wände streichen, Boden verlegen und Möbel aufbauen  9d
2 Entwurf, Umsetzung und Test der Webseite  9d
3 Küche einbauen  6d
4 设计、开发和测试登录服务  9d
";
    desk.write("umbau.plan", plan);
    desk.run(&["import", "umbau.plan", "--yes"]).succeeds();
    for task in ["1", "2", "3", "4"] {
        desk.run(&["split", task, "--max", "3d"]).succeeds();
    }
    let _ = desk.tell(&["show"]).succeeds();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_plan_with_nothing_left_to_do_has_nothing_to_forecast() {
    let desk = Desk::with_house();
    desk.run(&["done", "1.1", "1.2", "1.3", "2.1", "2.2", "3"]).succeeds();
    assert_eq!(desk.run(&["forecast"]).succeeds().out, "nothing is left to do\n");
    desk.run(&["forecast", "--json"]).succeeds().json();
}

#[test]
fn a_task_is_split_and_its_parts_have_what_it_had() {
    let desk = Desk::with_house();
    for words in [
        &["split", "1.2", "--into", "First coat 6h", "Second coat", "--dry-run"][..],
        &["split", "1.2", "--into", "First coat 6h", "Second coat"],
        &["tree"],
        &["undo"],
        &["split", "1.1"],
        &["split", "1.3", "--by", "chunks", "--max", "4h"],
        &["split", "2.2", "--by", "phases", "--json", "--dry-run"],
        &["tree"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn what_cannot_be_split_is_told_with_the_reason() {
    let desk = Desk::with_house();
    for words in [
        &["split", "1", "--into", "A", "B"][..],
        &["split", "3"],
        &["split", "1.2", "--into", "A 1d", "B 2d"],
        &["split", "1.2", "--into", "A 1d", "B 1d", "C"],
        &["split", "2.1", "--by", "chunks"],
        &["split", "2.1", "--by", "components"],
        &["--json", "split", "3"],
    ] {
        desk.tell(words).refused();
    }
    desk.tell(&["split", "1.2", "--by", "magic"]).misused();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn siblings_are_merged_and_circles_refused() {
    let desk = Desk::with_house();
    desk.tell(&["merge", "1.1", "2.1"]).refused();
    desk.tell(&["merge", "1.1", "1.3"]).refused();
    for words in [
        &["merge", "1.2", "1.3", "--title", "Plaster and paint", "--dry-run"][..],
        &["merge", "1.2", "1.3", "--title", "Plaster and paint"],
        &["tree"],
        &["show", "1.2"],
        &["undo"],
        &["merge", "1.1", "1.2", "--effort", "max"],
        &["tree"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn tasks_are_copied_and_moved_in_and_out() {
    let desk = Desk::with_house();
    for words in [
        &["clone", "2", "--dry-run"][..],
        &["clone", "2"],
        &["clone", "2.2", "--title", "Plant hedge", "--under", "1", "--links"],
        &["tree"],
        &["outdent", "2.1", "2.2"],
        &["tree"],
        &["indent", "3", "4"],
        &["tree"],
        &["move", "1.1", "--top", "--dry-run"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["indent", "1"]).refused();
    desk.tell(&["indent", "1.2"]).refused();
    desk.tell(&["outdent", "1"]).refused();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_batch_is_one_change() {
    let desk = Desk::with_house();
    for words in [
        &["batch", "split", "--max", "1d", "--dry-run"][..],
        &["batch", "split", "--max", "1d"],
        &["tree"],
        &["undo"],
        &["link", "1.1", "1.3"],
        &["batch", "reduce"],
        &["done", "1.1", "1.2"],
        &["batch", "merge-done", "--under", "1"],
        &["tree"],
        &["batch", "shift", "3", "--working", "--dry-run"],
        &["batch", "shift", "-1", "--under", "2"],
        &["batch", "edit", "--where", "text=trees", "--label", "green", "--priority", "low"],
        &["batch", "edit", "--where", "label=green", "--where", "due=2026-03-05", "--assignee", "bob"],
        &["list", "--label", "green"],
        &["batch", "renumber"],
        &["batch", "rebalance", "--widest", "3"],
        &["tree"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["batch", "edit", "--where", "text=trees"]).misused();
    desk.tell(&["batch", "edit", "--where", "text=nowhere", "--label", "x"]).succeeds();
    for odd in ["abc", "", "1.5", "2 days", "99999999999"] {
        desk.tell(&["batch", "shift", odd]).misused();
    }
    desk.run(&["batch", "shift", "+2d", "--dry-run"]).succeeds();
    desk.tell(&["batch", "edit", "--where", "colour=green", "--label", "x"]).misused();
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_plan_is_kept_as_a_template_and_used_again() {
    let desk = Desk::with_house();
    for words in [
        &["save-template", "our-garden", "--from", "2"][..],
        &["save-template", "our-house"],
        &["apply-template", "our-garden", "--under", "1", "--dry-run"],
        &["apply-template", "our-garden", "--under", "2.1"],
        &["apply-template", "hiring", "--under", "2", "--about", "Hire a gardener"],
        &["tree"],
        &["undo"],
        &["undo"],
        &["plan", "The second house", "--template", "our-house", "--yes"],
    ] {
        desk.tell(words).succeeds();
    }
    desk.tell(&["save-template", "our-house"]).refused();
    desk.tell(&["save-template", "../x"]).refused();
    desk.tell(&["save-template", "web-app"]).refused();
    desk.tell(&["apply-template", "nothing"]).refused();
    let listed = desk.run(&["templates"]).succeeds().out;
    assert!(listed.contains("our-house") && listed.contains("our-garden"), "{listed}");
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}
