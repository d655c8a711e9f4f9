//! How the program behaves towards terminals, pipes and other programs.

use std::io::Read;

use super::desk::{Desk, names};

/// Commands that only look.
const LOOKING: [&[&str]; 13] = [
    &["list"],
    &["tree"],
    &["next"],
    &["show"],
    &["show", "1.1"],
    &["log"],
    &["diff"],
    &["projects"],
    &["proposals"],
    &["export"],
    &["config"],
    &["doctor"],
    &["version"],
];

#[test]
fn every_looking_command_prints_json_and_nothing_else() {
    let desk = Desk::with_house();
    for words in LOOKING {
        let answer = desk.run(&[words, &["--json"]].concat()).succeeds();
        assert!(answer.json().is_object() || answer.json().is_array(), "{words:?}: {answer}");
    }
}

#[test]
fn a_failure_is_json_too_when_json_is_asked_for() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["tree", "--json"]).refused().code(), "no-project-chosen");
    assert_eq!(desk.run(&["done", "1", "--json"]).refused().code(), "no-project-chosen");
    assert_eq!(desk.run(&["nonsense", "--json"]).misused().code(), "usage");
    assert_eq!(desk.run(&["add", "A", "--due", "someday", "--json"]).misused().code(), "usage");
}

#[test]
fn looking_never_makes_a_store() {
    let desk = Desk::new();
    for words in LOOKING {
        let status = desk.run(words).status;
        assert!(matches!(status, Some(0 | 1)), "{words:?}");
    }
    desk.tell(&["list"]).refused();
    desk.tell(&["projects"]).succeeds();
    desk.tell(&["proposals"]).succeeds();
    desk.tell(&["doctor"]).succeeds();
    assert_eq!(names(&desk.home()), Vec::<String>::new());
    insta::assert_snapshot!(desk.record());
}

#[test]
fn wrong_usage_is_told_from_refusal() {
    let desk = Desk::with_house();
    for words in [
        &["nonsense"][..],
        &["add"],
        &["add", "A", "--effort", "soon"],
        &["add", "A", "--due", "someday"],
        &["add", "A", "--priority", "very"],
        &["list", "--status", "odd"],
        &["link", "1.1", "1.2", "--type", "XX"],
        &["move", "1.1"],
        &["edit", "1.1"],
        &["edit", "--title", "A"],
        &["list", "--engine"],
        &["list", "--today", "tomorrow"],
        &["revert", "abc"],
    ] {
        desk.tell(words).misused();
    }
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    let long: String = (0..5000).map(|n| format!("- Task {n}\n")).collect();
    desk.run_on(&["import", "-", "--yes", "--quiet"], long).succeeds();
    for words in [&["list"][..], &["tree"], &["export"], &["list", "--json"], &["show"]] {
        let mut child = desk.start(&mut desk.command(words));
        let mut line = [0; 16];
        let mut out = child.stdout.take().expect("standard output is in our hands");
        out.read_exact(&mut line).expect("there is more than a line");
        drop(out);
        let ended = child.wait_with_output().expect("a started program ends");
        assert_eq!((ended.status.code(), ended.stderr.as_slice()), (Some(0), &b""[..]), "{words:?}");
    }
}

#[test]
fn colour_is_used_only_where_it_is_wanted() {
    let desk = Desk::with_house();
    let coloured =
        |words: &[&str], variables: &[(&str, &str)]| desk.run_with(words, variables).out.contains('\u{1b}');
    assert!(!coloured(&["tree"], &[]), "a pipe is not coloured");
    assert!(coloured(&["tree"], &[("PLANWRIGHT_COLOR", "always")]));
    assert!(!coloured(&["tree", "--no-color"], &[("PLANWRIGHT_COLOR", "always")]));
    assert!(!coloured(&["tree"], &[("NO_COLOR", "1")]));
    let plain = desk.run(&["tree"]).out;
    let mut stripped = String::new();
    let mut parts = desk.run_with(&["tree"], &[("PLANWRIGHT_COLOR", "always")]).out;
    while let Some(at) = parts.find('\u{1b}') {
        stripped.push_str(&parts[..at]);
        let end = parts[at..].find('m').map_or(parts.len(), |m| at + m + 1);
        parts = parts.split_off(end);
    }
    assert_eq!(stripped + &parts, plain, "colour adds nothing that is not there without");
}

#[test]
fn what_is_shown_fits_the_width() {
    for columns in [40, 80, 120] {
        let desk = Desk::with_house().wide(columns);
        let title =
            "A task with a title that is longer than most lines of most terminals that people use today";
        desk.run(&["add", title, "--label", "somewhere", "--assignee", "somebody", "--due", "2026-03-31"])
            .succeeds();
        for words in
            [&["tree"][..], &["list"], &["next"], &["log"], &["diff", "1"], &["show", "4"], &["projects"]]
        {
            let answer = desk.run(words).succeeds();
            let widest = answer.out.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= usize::from(columns), "{words:?} at {columns}: {widest}\n{answer}");
        }
        desk.tell(&["tree"]).succeeds();
        desk.tell(&["list"]).succeeds();
        insta::assert_snapshot!(format!("at_{columns}_columns"), desk.record());
    }
}

#[test]
fn quiet_says_nothing_but_data_and_errors() {
    let desk = Desk::with_house();
    assert_eq!(desk.run(&["add", "A", "--quiet"]).succeeds().err, "");
    assert_eq!(desk.run(&["done", "4", "-q"]).succeeds().err, "");
    assert!(!desk.run(&["list", "-q"]).succeeds().out.is_empty());
    assert!(!desk.run(&["done", "99", "-q"]).refused().err.is_empty());
}

#[test]
fn words_of_other_tools_are_understood() {
    let desk = Desk::with_house();
    for (word, status) in
        [("completed", "done"), ("pending", "todo"), ("in-progress", "in_progress"), ("WIP", "in_progress")]
    {
        desk.run(&["edit", "1.1", "--status", word]).succeeds();
        let tasks = desk.run(&["list", "--status", word, "--json"]).succeeds().json();
        assert_eq!(tasks["tasks"][0]["status"], status, "{word}");
    }
    for (word, priority) in [("critical", "urgent"), ("normal", "medium"), ("P1", "high")] {
        desk.run(&["priority", word, "1.1"]).succeeds();
        let tasks = desk.run(&["list", "--priority", word, "--json"]).succeeds().json();
        assert!(
            tasks["tasks"].as_array().is_some_and(|t| t.iter().all(|t| t["priority"] == priority)),
            "{word}"
        );
    }
}

#[test]
fn filters_narrow_a_list_down() {
    let desk = Desk::with_house();
    desk.run(&["done", "1.1"]).succeeds();
    for words in [
        &["list", "--ready"][..],
        &["list", "--text", "trees"],
        &["list", "--due", "2026-03-31"],
        &["list", "--assignee", "ANN", "--all"],
        &["list", "--label", "wood", "--status", "done"],
        &["list", "--priority", "high"],
        &["list", "--all-projects"],
        &["list", "--text", "nothing of this"],
    ] {
        desk.tell(words).succeeds();
    }
    insta::assert_snapshot!(desk.record());
}

#[test]
fn a_store_may_be_named_by_path_url_and_variable() {
    let desk = Desk::new();
    desk.run(&["--store", "one.db", "add", "A"]).succeeds();
    desk.run(&["--store", "sqlite:one.db", "add", "B"]).succeeds();
    let list = desk.run_with(&["list"], &[("PLANWRIGHT_STORE", "one.db")]).succeeds();
    assert!(list.out.contains('A') && list.out.contains('B'), "{list}");
    assert_eq!(names(&desk.home()), Vec::<String>::new());
    desk.tell(&["--store", "mongodb://here", "list"]).refused();
    desk.write("junk.db", "this is no database and never was one, however long it is ".repeat(50));
    desk.tell(&["--store", "junk.db", "list"]).refused();
    desk.tell(&["--store", "junk.db", "add", "A"]).refused();
    desk.tell(&["--store", "junk.db/below.db", "add", "A"]).refused();
    insta::assert_snapshot!(desk.record());
}
