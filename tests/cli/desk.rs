//! A desk to work at: a home, a folder and a store of its own, a fixed day, ids that repeat, and a record of what was
//! asked and answered. Everything that differs from run to run is made the same here, and nowhere else.

use std::cell::{Cell, RefCell};
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use super::program::program;

/// The day it is at every desk: a Monday.
pub(super) const TODAY: &str = "2026-03-02";

/// A desk.
pub(super) struct Desk {
    folder: TempDir,
    seed: Cell<u64>,
    columns: Cell<u16>,
    record: RefCell<String>,
}

/// What the program answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    /// The exit status; `None` when a signal ended it.
    pub(super) status: Option<i32>,
    /// The data.
    pub(super) out: String,
    /// The words.
    pub(super) err: String,
}

impl Desk {
    /// A desk with nothing on it.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        for name in ["home", "work"] {
            std::fs::create_dir(folder.path().join(name)).expect("a new folder takes folders");
        }
        Self { folder, seed: Cell::new(0), columns: Cell::new(80), record: RefCell::default() }
    }

    /// A desk with the plan of a house on it.
    pub(super) fn with_house() -> Self {
        let desk = Self::new();
        desk.write("house.plan", HOUSE);
        desk.run(&["import", "house.plan", "--yes"]).succeeds();
        desk
    }

    /// The same in a terminal of another width.
    pub(super) fn wide(self, columns: u16) -> Self {
        self.columns.set(columns);
        self
    }

    /// The same desk, in a terminal of another width from now on.
    pub(super) fn widened(&self, columns: u16) {
        self.columns.set(columns);
    }

    /// A file in the folder where the work is done.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// The home of the person.
    pub(super) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Puts a file into the folder where the work is done.
    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let folder = path.parent().expect("a file is in a folder");
        std::fs::create_dir_all(folder).expect("the folder takes folders");
        std::fs::write(path, content).expect("the folder takes files");
    }

    /// Runs the program with nothing on its standard input.
    #[must_use]
    pub(super) fn run(&self, words: &[&str]) -> Answer {
        self.run_on(words, "")
    }

    /// Runs the program with this on its standard input.
    #[must_use]
    pub(super) fn run_on(&self, words: &[&str], input: impl AsRef<[u8]>) -> Answer {
        let child = self.start(&mut self.command(words));
        finish(child, input.as_ref())
    }

    /// Runs the program with other variables.
    #[must_use]
    pub(super) fn run_with(&self, words: &[&str], variables: &[(&str, &str)]) -> Answer {
        let mut command = self.command(words);
        command.envs(variables.iter().copied());
        finish(self.start(&mut command), b"")
    }

    /// The program, not started yet.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        self.seed.set(self.seed.get() + 1);
        let mut command = Command::new(program());
        command
            .args(["--today", TODAY])
            .args(words)
            .current_dir(self.path(""))
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TMPDIR", self.folder.path())
            .env("TZ", "UTC")
            .env("COLUMNS", self.columns.get().to_string())
            .env("PLANWRIGHT_AUTHOR", "ann")
            .env("PLANWRIGHT_SEED", self.seed.get().to_string());
        if let Some(profile) = std::env::var_os("LLVM_PROFILE_FILE") {
            command.env("LLVM_PROFILE_FILE", profile);
        }
        command
    }

    /// Starts the program with all three streams in our hands.
    pub(super) fn start(&self, command: &mut Command) -> Child {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("the program that was built can be started")
    }

    /// Runs the program and writes down what was asked and answered.
    #[must_use]
    pub(super) fn tell(&self, words: &[&str]) -> Answer {
        self.note(words, self.run(words))
    }

    /// Writes an answer down.
    #[must_use]
    pub(super) fn note(&self, words: &[&str], answer: Answer) -> Answer {
        let quoted = words.iter().map(|word| match word {
            word if word.is_empty() || word.contains([' ', '"', '\n']) => format!("{word:?}"),
            word => (*word).to_owned(),
        });
        let asked = quoted.collect::<Vec<_>>().join(" ");
        let mut record = self.record.borrow_mut();
        let _ = write!(record, "$ planwright {asked}\n{answer}");
        answer
    }

    /// Everything that was written down, with what differs from run to run made the same.
    pub(super) fn record(&self) -> String {
        self.same(&self.record.borrow())
    }

    /// A text with what differs from run to run made the same.
    pub(super) fn same(&self, text: &str) -> String {
        let here = self.folder.path().canonicalize().unwrap_or_default();
        let text = text.replace(&*here.to_string_lossy(), "[desk]");
        let text = text.replace(&*self.folder.path().to_string_lossy(), "[desk]");
        moments(&text.replace(env!("CARGO_PKG_VERSION"), "[version]"))
    }

    /// Whether the store is sound.
    pub(super) fn is_well(&self) {
        self.run(&["doctor"]).succeeds();
    }
}

/// Feeds a started program and waits for it.
#[must_use]
pub(super) fn finish(mut child: Child, input: &[u8]) -> Answer {
    let mut stdin = child.stdin.take().expect("standard input is in our hands");
    let input = input.to_vec();
    let feeding = std::thread::spawn(move || {
        // The program need not read what it is given.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("a started program ends");
    feeding.join().expect("feeding a program does not panic");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what is printed is text");
    Answer { status: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// `2026-11-20 10:59 UTC`, `20 Nov 2026` and `2026-11-20T10:59:03.123Z` are moments that nobody can foresee.
fn moments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let length = moment(here);
        let digits = here.find(|c: char| !c.is_ascii_digit()).unwrap_or(here.len());
        out.push_str(if length > 0 { "[moment]" } else { &here[..digits] });
        rest = &here[length.max(digits)..];
    }
    out + rest
}

/// How long the moment is that a text begins with.
fn moment(text: &str) -> usize {
    let fits = |(c, p): (u8, u8)| match p {
        b'0' => c.is_ascii_digit(),
        b'a' => c.is_ascii_alphabetic(),
        _ => c == p,
    };
    let shape = |pattern: &&&str| text.len() >= pattern.len() && text.bytes().zip(pattern.bytes()).all(fits);
    match ["0000-00-00 00:00 UTC", "00 aaa 0000", "0 aaa 0000", "0000-00-00T00:00:00"].iter().find(shape) {
        Some(zulu) if zulu.contains('T') && !zulu.contains('U') => text.find('Z').map_or(0, |end| end + 1),
        found => found.map_or(0, |pattern| pattern.len()),
    }
}

impl Answer {
    /// It was done.
    #[track_caller]
    pub(super) fn succeeds(self) -> Self {
        assert_eq!(self.status, Some(0), "{self}");
        self
    }

    /// It was refused, with a reason and, in nearly every case, the next step.
    #[track_caller]
    pub(super) fn refused(self) -> Self {
        assert_eq!(self.status, Some(1), "{self}");
        assert!(self.err.starts_with("error: "), "{self}");
        self
    }

    /// It was wrong usage.
    #[track_caller]
    pub(super) fn misused(self) -> Self {
        assert_eq!(self.status, Some(2), "{self}");
        self
    }

    /// The data as JSON.
    #[track_caller]
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }

    /// The code of the failure that `--json` prints.
    #[track_caller]
    pub(super) fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// The whole answer: data, words behind a bar, and how it ended unless all went well.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.out.lines() {
            writeln!(f, "{line}")?;
        }
        for line in self.err.lines() {
            writeln!(f, "| {line}")?;
        }
        match self.status {
            Some(0) => writeln!(f),
            Some(status) => writeln!(f, "[exit {status}]\n"),
            None => writeln!(f, "[ended by a signal]\n"),
        }
    }
}

/// A small plan with everything in it: a tree, effort, links of several kinds, people, labels, dates and a milestone.
pub(super) const HOUSE: &str = "\
# House
deadline: 2026-04-30

1 Walls
  1.1 Frame  3d  @ann  #wood
    | Timber comes on Monday.
    * Every post is plumb
  1.2 Plaster  2d  !high  after 1.1
  1.3 Paint walls  1d  after 1.2 FS+1d
2 Garden
  2.1 Order trees  1.5h  due:2026-03-06
  2.2 Plant trees  1d  after 2.1
3 Handover  milestone  after 1, 2
";

/// The names of what lies in a folder.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn moments_are_seen() {
    let text = "at 2026-11-20 10:59 UTC, 2026-11-20T10:59:03.123Z, 2 Nov 2026, on 2026-11-20 with 12 men";
    assert_eq!(moments(text), "at [moment], [moment], [moment], on 2026-11-20 with 12 men");
}
