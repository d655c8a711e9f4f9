//! `planwright edit` without a task: the plan in the person's editor, here a script that edits.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use super::desk::{Answer, Desk, names};

/// Edits the plan with a shell script, in which `$1` is the file.
fn edit(desk: &Desk, script: &str, words: &[&str]) -> Answer {
    let file = desk.path("editor.sh");
    std::fs::write(&file, format!("#!/bin/sh\nset -e\n{script}\n")).expect("the folder takes files");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).expect("our own file obeys");
    let all: Vec<&str> = std::iter::once("edit").chain(words.iter().copied()).collect();
    let answer = desk.run_with(&all, &[("EDITOR", &file.to_string_lossy())]);
    desk.note(&[&["edit"], words].concat(), answer)
}

/// An edit in place by `sed`.
fn sed(what: &str) -> String {
    format!("sed '{what}' \"$1\" > \"$1.new\"; mv \"$1.new\" \"$1\"")
}

#[test]
fn what_is_changed_in_the_editor_becomes_a_change() {
    let desk = Desk::with_house();
    edit(&desk, &sed("s/  2d  /  4d  /; /Paint walls/d"), &["--yes"]).succeeds();
    edit(&desk, "printf '4 Party  2h  after 3\\n  - Invite people\\n' >> \"$1\"", &["--yes"]).succeeds();
    desk.tell(&["show"]).succeeds();
    desk.tell(&["undo"]).succeeds();
    desk.tell(&["undo"]).succeeds();
    assert_eq!(desk.run(&["show"]).out, super::desk::HOUSE);
    desk.is_well();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn an_untouched_or_emptied_text_changes_nothing() {
    let desk = Desk::with_house();
    edit(&desk, "true", &["--yes"]).succeeds();
    edit(&desk, ": > \"$1\"", &["--yes"]).succeeds();
    assert_eq!(desk.run(&["show"]).out, super::desk::HOUSE);
    assert_eq!(names(&desk.path("..")), ["home", "work"]);
    insta::assert_snapshot!(desk.record());
}

#[test]
fn without_anybody_to_ask_an_edit_waits_as_a_proposal() {
    let desk = Desk::with_house();
    let said = edit(&desk, &sed("s/Plaster/Plasterboard/"), &[]).succeeds().err;
    assert!(said.contains("planwright approve"), "{said}");
    assert_eq!(desk.run(&["show"]).out, super::desk::HOUSE);
    desk.run(&["approve"]).succeeds();
    assert!(desk.run(&["show"]).out.contains("Plasterboard"));
    edit(&desk, &sed("s/Plasterboard/Stucco/"), &["--dry-run"]).succeeds();
    assert!(desk.run(&["show"]).out.contains("Plasterboard"));
}

#[test]
fn a_text_that_cannot_be_used_is_kept() {
    let desk = Desk::with_house();
    for script in [
        sed("s/  2d  /  soon  /"),
        sed("s/  1.1 Frame/  1.1 Frame  after 1.3/"),
        "sed -n '/Frame/p' \"$1\" >> \"$1\"".to_owned(),
        format!("{}; exit 3", sed("s/Frame/Steel frame/")),
    ] {
        let answer = edit(&desk, &script, &["--yes"]).refused();
        let place = answer.err.split("your text is kept in ").nth(1).and_then(|rest| rest.lines().next());
        let kept = std::fs::read_to_string(place.expect("the place is named")).unwrap_or_default();
        assert!(kept.contains("Plaster"), "{kept}");
        std::fs::remove_file(place.unwrap_or_default()).expect("the text is kept in a file");
    }
    edit(&desk, "exit 1", &["--yes"]).refused();
    assert_eq!(names(&desk.path("..")), ["home", "work"]);
    assert_eq!(desk.run(&["show"]).out, super::desk::HOUSE);
    desk.is_well();
}

#[test]
fn what_others_did_meanwhile_is_kept() {
    let desk = Desk::with_house();
    let other = format!(
        "{} --today {} edit 2.1 --title 'Fetch trees' --store \"$STORE\"",
        super::program::program().display(),
        super::desk::TODAY
    );
    let store = desk.home().join(".local/share/planwright/plan.db");
    let script =
        format!("STORE='{}'; {}; PLANWRIGHT_SEED=99 {other}", store.display(), sed("s/Frame/Steel frame/"));
    edit(&desk, &script, &["--yes"]).succeeds();
    let plan = desk.run(&["show"]).succeeds().out;
    assert!(plan.contains("Steel frame") && plan.contains("Fetch trees"), "{plan}");
    desk.is_well();
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let desk = Desk::with_house();
    let answer = desk.run_with(&["edit"], &[("VISUAL", "no-such-editor --wait")]);
    assert_eq!(answer.status, Some(1), "{answer}");
    assert!(answer.err.contains("error: the editor \"no-such-editor --wait\""), "{answer}");
    assert_eq!(names(&desk.path("..")), ["home", "work"]);
}
