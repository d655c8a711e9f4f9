//! What happens on a terminal: questions are asked there, and the answers count. The terminal is a pair of ends of which
//! the program holds one and the test the other; answers are typed ahead.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Stdio;

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::desk::{Desk, HOUSE};

const WORDS: [&str; 2] = ["plan", "Paint the kitchen: tape the edges (1h), then paint the walls (1 day)"];

/// Our end and the program's end of a terminal.
fn terminal() -> rustix::io::Result<(File, OwnedFd)> {
    let ours = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
    grantpt(&ours)?;
    unlockpt(&ours)?;
    let name = ptsname(&ours, Vec::new())?;
    let place = Path::new(OsStr::from_bytes(name.as_bytes()));
    let theirs = rustix::fs::open(place, OFlags::RDWR | OFlags::NOCTTY, Mode::empty())?;
    Ok((File::from(ours), theirs))
}

/// Runs the program on a terminal on which this is typed; how it ended, and what was to be seen.
fn on_a_terminal(desk: &Desk, words: &[&str], typed: &str) -> (Option<i32>, String) {
    let (mut ours, theirs) = terminal().expect("the system has terminals");
    ours.write_all(typed.as_bytes()).expect("a terminal takes what is typed");
    let copy = || Stdio::from(theirs.try_clone().expect("an end of a terminal can be shared"));
    let mut command = desk.command(words);
    command.env("TERM", "xterm").stdin(copy()).stdout(copy()).stderr(copy());
    let mut child = command.spawn().expect("the program that was built can be started");
    drop((command, theirs));
    let mut seen = Vec::new();
    // When the program is gone, reading its terminal ends with an error.
    let _ = ours.read_to_end(&mut seen);
    let status = child.wait().expect("a started program ends");
    (status.code(), String::from_utf8_lossy(&seen).into_owned())
}

#[test]
fn a_plan_is_approved_by_a_yes() {
    let desk = Desk::new();
    let (status, seen) = on_a_terminal(&desk, &WORDS, "perhaps\nyes\n");
    assert_eq!(status, Some(0), "{seen}");
    assert!(seen.contains("[y/n]") && seen.contains("approved as version 2"), "{seen}");
    assert!(seen.contains("\u{1b}["), "a terminal is coloured: {seen}");
    assert!(desk.run(&["list"]).succeeds().out.contains("edges"));
}

#[test]
fn a_plan_is_rejected_by_a_no() {
    let desk = Desk::new();
    let (status, seen) = on_a_terminal(&desk, &WORDS, "n\n");
    assert_eq!((status, seen.contains("rejected")), (Some(0), true), "{seen}");
    assert_eq!(desk.run(&["proposals", "--json"]).json()["proposals"][0]["state"], "rejected");
    assert_eq!(desk.run(&["projects"]).succeeds().out, "");
}

#[test]
fn no_answer_leaves_a_proposal_open() {
    let desk = Desk::new();
    let (status, seen) = on_a_terminal(&desk, &WORDS, "\u{4}");
    assert_eq!((status, seen.contains("planwright approve")), (Some(0), true), "{seen}");
    desk.run(&["approve"]).succeeds();
}

#[test]
fn a_terminal_without_colour_is_not_coloured() {
    let desk = Desk::with_house();
    assert!(on_a_terminal(&desk, &["tree"], "").1.contains('\u{1b}'));
    assert!(!on_a_terminal(&desk, &["tree", "--no-color"], "").1.contains('\u{1b}'));
}

#[test]
fn a_text_that_cannot_be_used_is_edited_again() {
    let desk = Desk::with_house();
    // Breaks the plan at first, and mends it when it is asked to.
    let script = "if grep -q soon \"$1\"; then sed 's/soon/4d/' \"$1\"; else sed 's/  2d/  soon/' \"$1\"; fi > \"$1.new\"; mv \"$1.new\" \"$1\"";
    desk.write("editor.sh", script);
    let editor = format!("sh {}", desk.path("editor.sh").display());
    desk.run(&["config", "set", "editor", &editor]).succeeds();
    let (status, seen) = on_a_terminal(&desk, &["edit"], "y\ny\n");
    assert_eq!(status, Some(0), "{seen}");
    assert!(seen.contains("edit it again?") && seen.contains("approved as version 3"), "{seen}");
    assert_eq!(desk.run(&["show"]).succeeds().out, HOUSE.replace("Plaster  2d", "Plaster  4d"));
    let (status, seen) = on_a_terminal(&desk, &["edit", "--yes"], "n\n");
    assert_eq!(status, Some(0), "{seen}");
}
