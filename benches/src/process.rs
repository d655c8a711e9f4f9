//! What whole processes cost: every common command of the release build on plans of 10, 1,000 and 10,000 tasks, beside
//! what is asked of it, and beside Taskwarrior where that is installed. Each program has a home of its own.

mod chain;
mod commands;
pub(crate) mod measured;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use commands::{BINARY, COMMANDS, Command, Goal, IMPORT, IMPORT_DOCUMENT, PEAK, WALL, words};
use measured::{Place, Runs};

use crate::measure::say;

/// How many tasks, and how often each command runs. Among 10 tasks there is not room for many different changes.
const SIZES: [(usize, usize); 3] = [(10, 7), (1_000, 21), (10_000, 7)];

/// A command that took so long, in milliseconds, is not run again.
const LONG: f64 = 3_000.0;

/// `[--bin PATH] [--sizes N,N,N]`.
pub(crate) fn run(words: &[String]) {
    let value = |flag: &str| words.iter().skip_while(|w| *w != flag).nth(1);
    let beside = std::env::current_exe().unwrap_or_default().with_file_name("planwright");
    let binary = value("--bin").map_or(beside, PathBuf::from);
    let Ok(binary) = binary.canonicalize() else {
        say(&format!("{} is not there: cargo build --release -p planwright-cli", binary.display()));
        return;
    };
    let size = std::fs::metadata(&binary).map_or(0.0, |data| data.len() as f64 / 1e6);
    say(&format!("binary {size:.1} MB (asked: {BINARY} at most){}", missed(size > BINARY)));

    let theirs = on_path("task");
    if theirs.is_none() {
        say("Taskwarrior is not installed (Debian's package taskwarrior): nothing to compare with");
    }
    let sizes: Vec<(usize, usize)> = match value("--sizes") {
        None => SIZES.to_vec(),
        Some(text) => text.split(',').filter_map(|n| Some((n.parse().ok()?, 7))).collect(),
    };
    let mut table = Table { tasks: sizes.iter().map(|size| size.0).collect(), ..Table::default() };
    for &(tasks, times) in &sizes {
        if let Err(error) = ours(&binary, tasks, times, &mut table) {
            say(&format!("cannot measure planwright: {error}"));
            return;
        }
        if let Some(Err(error)) = theirs.as_ref().map(|task| taskwarrior(task, tasks, times, &mut table)) {
            say(&format!("cannot measure Taskwarrior: {error}"));
        }
    }
    table.tell();
}

/// The program of this name, where it is installed.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn missed(missed: bool) -> &'static str {
    if missed { "  MISSED" } else { "" }
}

fn ours(binary: &Path, tasks: usize, times: usize, table: &mut Table) -> Result<(), String> {
    for (command, text, name) in
        [(&IMPORT_DOCUMENT, chain::markdown(tasks), "chain.md"), (&IMPORT, chain::json(tasks), "chain.json")]
    {
        let mut home = Home::new(&[(name, text)])?;
        for nth in 1..=times {
            home = if nth > 1 { home.anew()? } else { home };
            let cost = home.place().run(binary, words(command.ours, nth, name))?;
            table.ours.entry((command.name, tasks)).or_default().0.push(cost);
            if cost.wall > LONG {
                break;
            }
        }
        if command.name == IMPORT.name {
            for command in COMMANDS {
                let runs = several(&home, binary, command.ours, times)
                    .map_err(|error| format!("{}: {error}", command.name))?;
                table.ours.insert((command.name, tasks), runs);
            }
        }
    }
    Ok(())
}

fn taskwarrior(program: &Path, tasks: usize, times: usize, table: &mut Table) -> Result<(), String> {
    let settings = "data.location=.task\nconfirmation=no\nnews.version=2.6.2\n".to_owned();
    let mut home = Home::new(&[("chain.json", chain::taskwarrior(tasks)), (".taskrc", settings)])?;
    for nth in 1..=times {
        home = if nth > 1 { home.anew()? } else { home };
        let arguments = words(IMPORT.theirs.unwrap_or_default(), nth, "chain.json");
        let cost = home.place().run(program, arguments)?;
        table.theirs.entry((IMPORT.name, tasks)).or_default().0.push(cost);
    }
    for command in COMMANDS {
        if let Some(arguments) = command.theirs {
            // Some of its commands end with a status of their own where there is nothing to show.
            if let Ok(runs) = several(&home, program, arguments, times) {
                table.theirs.insert((command.name, tasks), runs);
            }
        }
    }
    Ok(())
}

fn several(home: &Home, program: &Path, arguments: &[&str], times: usize) -> Result<Runs, String> {
    let mut runs = Runs::default();
    for nth in 1..=times {
        runs.0.push(home.place().run(program, words(arguments, nth, ""))?);
        if runs.0.last().is_some_and(|cost| cost.wall > LONG) {
            break;
        }
    }
    Ok(runs)
}

/// A folder in which a program finds nothing but these files.
struct Home {
    folder: tempfile::TempDir,
    files: Vec<(&'static str, String)>,
}

impl Home {
    fn new(files: &[(&'static str, String)]) -> Result<Self, String> {
        let told = |error: std::io::Error| error.to_string();
        let folder = tempfile::tempdir().map_err(told)?;
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).map_err(told)?;
        }
        Ok(Self { folder, files: files.to_vec() })
    }

    fn anew(self) -> Result<Self, String> {
        Self::new(&self.files)
    }

    fn place(&self) -> Place<'_> {
        Place { home: self.folder.path() }
    }
}

#[derive(Default)]
struct Table {
    tasks: Vec<usize>,
    ours: BTreeMap<(&'static str, usize), Runs>,
    theirs: BTreeMap<(&'static str, usize), Runs>,
}

impl Table {
    fn tell(&self) {
        let number = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}"));
        say(
            "CPU ms (median), wall ms (median, 95th percentile), peak MB; TW: CPU ms of Taskwarrior and how many times ours that is",
        );
        for command in [&IMPORT, &IMPORT_DOCUMENT].into_iter().chain(COMMANDS) {
            for &tasks in &self.tasks {
                let Some(runs) = self.ours.get(&(command.name, tasks)) else { continue };
                let mut line = format!(
                    "{:<27} {tasks:>6}  cpu {:>7}  wall {:>7} {:>7}  peak {:>5}",
                    command.name,
                    number(runs.cpu()),
                    number(runs.wall()),
                    number(runs.at(0.95, |cost| cost.wall)),
                    number(runs.peak()),
                );
                if let Some(theirs) = self.theirs.get(&(command.name, tasks)) {
                    let times = theirs.cpu().zip(runs.cpu()).map(|(theirs, ours)| theirs / ours);
                    line += &format!("  TW {:>8} ×{:<6}", number(theirs.cpu()), number(times));
                }
                say(&(line + &self.verdict(command, tasks, runs)));
            }
        }
    }

    /// What is asked and missed.
    fn verdict(&self, command: &Command, tasks: usize, runs: &Runs) -> String {
        let mut said = String::new();
        let mut ask = |what: &str, value: Option<f64>, most: f64| {
            if let Some(value) = value {
                said += &format!("  [{what} {value:.1} of {most}{}]", missed(value > most));
            }
        };
        match command.goal {
            Goal::Cpu(most) if tasks == 10_000 => ask("cpu", runs.cpu(), most),
            Goal::More(most) if tasks == 10_000 => {
                let few = self.ours.get(&(command.name, 10)).and_then(Runs::cpu);
                ask("cpu more than at 10", runs.cpu().zip(few).map(|(many, few)| many - few), most);
            }
            _ => {}
        }
        if tasks == 1_000 {
            ask("wall", runs.at(0.95, |cost| cost.wall), WALL);
        }
        if runs.peak().is_some_and(|peak| peak > PEAK) {
            ask("peak", runs.peak(), PEAK);
        }
        said
    }
}
