//! What happens on a terminal: questions are asked there, and the answers count. The terminal is a pair of ends of which
//! the program holds one and the test the other; answers are typed ahead.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, Stdio};

use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal, kill_process};
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
    let (mut child, mut ours) = started(desk, words, typed);
    let mut seen = Vec::new();
    // When the program is gone, reading its terminal ends with an error.
    let _ = ours.read_to_end(&mut seen);
    let status = child.wait().expect("a started program ends");
    (status.code(), String::from_utf8_lossy(&seen).into_owned())
}

/// Starts the program on a terminal and interrupts it, as Ctrl-C does, once this is to be seen; what was to be seen.
fn interrupted(desk: &Desk, words: &[&str], when: &str) -> String {
    let (mut child, mut ours) = started(desk, words, "");
    let (mut seen, mut piece, mut over) = (Vec::new(), [0; 4096], false);
    while let Ok(length @ 1..) = ours.read(&mut piece) {
        seen.extend_from_slice(&piece[..length]);
        if !over && String::from_utf8_lossy(&seen).contains(when) {
            over = true;
            kill_process(Pid::from_child(&child), Signal::INT).expect("it is still running");
        }
    }
    let (status, seen) =
        (child.wait().expect("a started program ends"), String::from_utf8_lossy(&seen).into_owned());
    assert_eq!((over, status.code()), (true, None), "{words:?} was not interrupted: {seen}");
    seen
}

/// The program on a terminal on which this is typed, and our end of it.
fn started(desk: &Desk, words: &[&str], typed: &str) -> (Child, File) {
    let (mut ours, theirs) = terminal().expect("the system has terminals");
    ours.write_all(typed.as_bytes()).expect("a terminal takes what is typed");
    let copy = || Stdio::from(theirs.try_clone().expect("an end of a terminal can be shared"));
    let mut command = desk.command(words);
    command.env("TERM", "xterm").stdin(copy()).stdout(copy()).stderr(copy());
    let child = command.spawn().expect("the program that was built can be started");
    (child, ours)
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
fn long_runs_tell_their_steps_and_an_interrupted_one_has_changed_nothing() {
    let desk = Desk::new();
    let tasks: String = (1..=2000).map(|n| format!("{n} Work on part {n}  50h\n")).collect();
    desk.write("big.plan", format!("# Big\n\n{tasks}"));
    desk.run(&["import", "big.plan", "--yes", "--quiet"]).succeeds();
    let (log, list) = (desk.run(&["log"]).out, desk.run(&["list"]).out);
    // Two hundred thousand new tasks: it is seen at work, and stopped long before it is through.
    let seen = interrupted(&desk, &["batch", "split", "--max", "30m"], " of 2000, ");
    assert!(seen.contains("working out the change … "), "{seen}");
    interrupted(&desk, &["forecast", "--unlevelled", "--runs", "100000"], " of 100000, ");
    assert_eq!((desk.run(&["log"]).out, desk.run(&["list"]).out), (log, list));
    desk.is_well();
}

#[test]
fn an_interrupted_import_leaves_no_project_behind() {
    let desk = Desk::new();
    let task =
        |n: usize| format!("- Work on part {n} and everything about it (2 days, after part {})\n", n - 1);
    desk.write("big.md", format!("# Big\n\n{}", (1..=60_000).map(task).collect::<String>()));
    interrupted(&desk, &["import", "big.md", "--yes"], "reading the document … ");
    assert_eq!(desk.run(&["projects"]).succeeds().out, "");
    desk.is_well();
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
