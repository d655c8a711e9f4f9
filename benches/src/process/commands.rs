//! The commands that are measured: what each program calls them and what is asked of ours.

/// What is asked of a command's cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    /// CPU milliseconds at 10,000 tasks.
    Cpu(f64),
    /// CPU milliseconds more at 10,000 tasks than at 10.
    More(f64),
    /// Nothing but what is asked of every command.
    Common,
}

/// What every command keeps to at 1,000 tasks: the wall time in milliseconds at the 95th percentile.
pub(crate) const WALL: f64 = 100.0;
/// What every command keeps to: the peak in megabytes.
pub(crate) const PEAK: f64 = 50.0;
/// What the binary keeps to, in megabytes.
pub(crate) const BINARY: f64 = 20.0;

/// One command. `#` in an argument stands for the number of the run, from 1, and `##` for two more; `FILE` for the file
/// to import.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Command {
    /// What it is called here.
    pub(crate) name: &'static str,
    pub(crate) ours: &'static [&'static str],
    /// Without one, Taskwarrior has nothing like it.
    pub(crate) theirs: Option<&'static [&'static str]>,
    pub(crate) goal: Goal,
}

const PARAGRAPH: &str = "Ship the MVP of our iOS app by Aug 15. Two developers, 30 hours a week each. We need accounts \
    with passkeys (3 days), offline notes, sync with conflict handling (about two weeks), and a share sheet. Design is \
    done; App Store review takes 3-5 days and comes last. Testing starts after sync. Ann writes the release notes.";

/// What imports a project into a store that is not there yet.
pub(crate) const IMPORT: Command = Command {
    name: "import (JSON)",
    ours: &["import", "FILE", "--yes"],
    theirs: Some(&["import", "FILE"]),
    goal: Goal::Cpu(500.0),
};

/// The same from a document as people write it.
pub(crate) const IMPORT_DOCUMENT: Command = Command {
    name: "import (Markdown)",
    ours: &["import", "FILE", "--yes"],
    theirs: None,
    goal: Goal::Cpu(500.0),
};

/// Those that run on an imported project, in this order: first what only looks, then what changes.
pub(crate) const COMMANDS: &[Command] = &[
    Command {
        name: "version (start-up)",
        ours: &["version"],
        theirs: Some(&["--version"]),
        goal: Goal::Cpu(10.0),
    },
    Command { name: "list", ours: &["list"], theirs: Some(&["list"]), goal: Goal::Cpu(200.0) },
    Command { name: "list --json", ours: &["list", "--json"], theirs: None, goal: Goal::Cpu(200.0) },
    Command { name: "next", ours: &["next"], theirs: Some(&["next"]), goal: Goal::Cpu(50.0) },
    Command { name: "tree", ours: &["tree"], theirs: None, goal: Goal::Common },
    Command { name: "show", ours: &["show", "5"], theirs: Some(&["5", "info"]), goal: Goal::Common },
    Command {
        name: "export json",
        ours: &["export", "--format", "json"],
        theirs: Some(&["export"]),
        goal: Goal::Common,
    },
    Command { name: "log", ours: &["log"], theirs: None, goal: Goal::Common },
    Command { name: "doctor", ours: &["doctor"], theirs: None, goal: Goal::Common },
    Command {
        name: "plan a paragraph (dry run)",
        ours: &["plan", PARAGRAPH, "--dry-run"],
        theirs: None,
        goal: Goal::Common,
    },
    Command {
        name: "add",
        ours: &["add", "One more task"],
        theirs: Some(&["add", "One more task"]),
        goal: Goal::More(5.0),
    },
    Command {
        name: "edit",
        ours: &["edit", "4", "--title", "Another title #"],
        theirs: Some(&["4", "modify", "Another title #"]),
        goal: Goal::Common,
    },
    Command { name: "link", ours: &["link", "1", "##"], theirs: None, goal: Goal::Common },
    Command { name: "move", ours: &["move", "2", "--after", "##"], theirs: None, goal: Goal::Common },
    Command { name: "done", ours: &["done", "#"], theirs: Some(&["1", "done"]), goal: Goal::Common },
    Command {
        name: "undo",
        ours: &["undo"],
        theirs: Some(&["rc.confirmation=off", "undo"]),
        goal: Goal::Common,
    },
];

/// The words of a command for its nth run, counted from 1.
pub(crate) fn words(words: &[&str], nth: usize, file: &str) -> Vec<String> {
    let word = |word: &&str| match *word {
        "FILE" => file.to_owned(),
        "##" => (nth + 2).to_string(),
        word => word.replace('#', &nth.to_string()),
    };
    words.iter().map(word).collect()
}
