//! Every command that a document shows can be typed, and every hint in the code names a command that exists.

use clap::{Command, CommandFactory as _};
use planwright_cli::Cli;

use super::repository::{files, text};

/// A line as the words a shell would make of it; quotes keep words together, two blanks begin a remark.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => {
                words.extend(word.take());
                if chars.peek() == Some(&' ') {
                    break;
                }
            }
            '|' | '>' if !quoted => break,
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// The commands shown in the code blocks of a document, from `planwright` on.
fn shown(text: &str) -> impl Iterator<Item = Vec<String>> {
    text.lines().filter(|line| line.starts_with("    ")).filter_map(|line| {
        let line = line.trim();
        let typed = match line.strip_prefix("cargo run --release -- ") {
            Some(arguments) => format!("planwright {arguments}"),
            None => line[line.find("planwright ").filter(|at| *at == 0 || line[..*at].ends_with("| "))?..]
                .to_owned(),
        };
        Some(words(&typed))
    })
}

/// What follows `planwright` where a text tells somebody to type it: after a colon, as hints do, or a backtick.
fn told(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("planwright ").filter_map(|(at, name)| {
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        let typed = before.ends_with('`') || before.ends_with(": ") && !before.ends_with("error: ");
        let word = after.split(|c: char| !c.is_ascii_lowercase() && c != '-').next()?;
        (typed && !word.is_empty() && !word.starts_with('-')).then_some(word)
    })
}

fn exists(cli: &Command, name: &str) -> bool {
    name == "help"
        || cli.get_subcommands().any(|c| c.get_name() == name || c.get_all_aliases().any(|a| a == name))
}

#[test]
fn commands_shown_in_documents_can_be_typed() {
    let mut refused = Vec::new();
    for document in files(".md").into_iter().filter(|p| p != "docs/cli.md") {
        for typed in shown(&text(&document)) {
            if let Err(error) = Cli::command().try_get_matches_from(&typed) {
                refused.push(format!("{document}: {}\n{error}", typed.join(" ")));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn commands_named_in_hints_exist() {
    let cli = Cli::command();
    let mut missing = Vec::new();
    let sources = files(".rs").into_iter().filter(|p| p.starts_with("crates/") && p.contains("/src/"));
    for path in sources.chain(files(".md")) {
        let text = text(&path);
        missing.extend(
            told(&text).filter(|n| !exists(&cli, n)).map(|name| format!("{path}: planwright {name}")),
        );
    }
    assert!(missing.is_empty(), "no such command:\n{}", missing.join("\n"));
}

#[test]
fn shown_and_told_commands_are_seen() {
    let text = "A\n\n    planwright add \"Order keys\" --under 2  a remark\n    ls | planwright plan -\n    cargo run --release -- tree\n";
    assert_eq!(
        shown(text).collect::<Vec<_>>(),
        [
            vec!["planwright", "add", "Order keys", "--under", "2"],
            vec!["planwright", "plan", "-"],
            vec!["planwright", "tree"]
        ]
    );
    assert_eq!(
        told("hint: planwright undo, or `planwright log`; planwright is").collect::<Vec<_>>(),
        ["undo", "log"]
    );
}
