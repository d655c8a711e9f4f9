//! Beside TaskJuggler 3: the same project scheduled by whole processes, planwright's from its store to a schedule as JSON,
//! TaskJuggler's from its file to a list of dates. Both know the same people, calendars, efforts and links; each program
//! has a home of its own.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use planwright_contract::synthetic::Shape;
use planwright_formats::{Notation, Occasion, write};

use crate::measure::{number, say, value};
use crate::process::measured::{Cost, Place, Runs};
use crate::process::on_path;

/// How many times faster planwright is to be.
const GOAL: f64 = 500.0;

/// TaskJuggler is not run again after so long, in milliseconds.
const LONG: f64 = 20_000.0;

/// What TaskJuggler is asked to print.
const REPORT: &str = "\ntaskreport \"dates\" { formats csv columns id, start, end }\n";

/// `[--bin PATH] [--people N] [--sizes N,N,N]`.
pub(crate) fn run(words: &[String]) {
    let beside = std::env::current_exe().unwrap_or_default().with_file_name("planwright");
    let binary = value(words, "--bin").map_or(beside, PathBuf::from);
    let Ok(binary) = binary.canonicalize() else {
        say(&format!("{} is not there: cargo build --release -p planwright-cli", binary.display()));
        return;
    };
    let theirs = on_path("tj3");
    if theirs.is_none() {
        say("TASKJUGGLER IS NOT INSTALLED (Debian's package tj3): nothing to compare with");
    }
    let people = number(words, "--people", 20);
    let sizes = value(words, "--sizes").unwrap_or("100,1000,10000");
    say("tasks   planwright ms  per task µs   tj3 ms   ratio of wall times   (medians; peak MB of each)");
    for tasks in sizes.split(',').filter_map(|n| n.parse().ok()) {
        if let Err(error) = one(&binary, theirs.as_deref(), tasks, people) {
            say(&format!("{tasks}: {error}"));
        }
    }
}

fn one(binary: &Path, theirs: Option<&Path>, tasks: usize, people: usize) -> Result<(), String> {
    let home = tempfile::tempdir().map_err(|error| error.to_string())?;
    let file = home.path().join("plan.tjp");
    std::fs::write(&file, document(tasks, people)?).map_err(|error| error.to_string())?;
    let place = Place { home: home.path() };
    let run = |words: &[&str]| place.run(binary, words);
    let path = file.to_string_lossy().into_owned();
    run(&["init", "Bench", "--store", "plan.db"]).or_else(|_| run(&["--store", "plan.db", "projects"]))?;
    run(&["--store", "plan.db", "--yes", "import", &path])?;
    let ours = times(9, || run(&["--store", "plan.db", "--today", "2026-03-02", "schedule", "--json"]))?;
    let (wall, peak) = (ours.wall().unwrap_or_default(), ours.peak().unwrap_or_default());
    let per_task = wall * 1e3 / tasks as f64;
    let Some(theirs) = theirs else {
        say(&format!("{tasks:>6} {wall:>13.1} {per_task:>12.1}"));
        return Ok(());
    };
    let other = times(3, || place.run(theirs, ["--silent", "--no-color", path.as_str()]))?;
    let (their_wall, their_peak) = (other.wall().unwrap_or_default(), other.peak().unwrap_or_default());
    let ratio = their_wall / wall.max(1e-6);
    let missed = if ratio < GOAL { format!("  (goal {GOAL:.0})") } else { String::new() };
    say(&format!(
        "{tasks:>6} {wall:>13.1} {per_task:>12.1} {their_wall:>9.0} {ratio:>9.0}{missed}   {peak:.0} {their_peak:.0}"
    ));
    Ok(())
}

/// The project in TaskJuggler's notation, as both programs read it.
fn document(tasks: usize, people: usize) -> Result<String, String> {
    let shape =
        Shape { tasks, levels: 4, density: 1.5, plain_links: true, people, seed: 11, ..Shape::default() };
    let occasion = Occasion { today: date(2026, 3, 2), planned: &|_| None, critical: &|_| false };
    let written = write(&shape.project(), Notation::TaskJuggler, &occasion);
    let written = written.ok_or_else(|| "TaskJuggler's notation is not written".to_owned())?;
    Ok(written.text + REPORT)
}

fn times(most: usize, mut run: impl FnMut() -> Result<Cost, String>) -> Result<Runs, String> {
    let mut runs = Runs::default();
    for _ in 0..most {
        let cost = run()?;
        runs.0.push(cost);
        if cost.wall > LONG {
            break;
        }
    }
    Ok(runs)
}
