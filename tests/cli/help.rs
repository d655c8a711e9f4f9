//! What the program says about itself.

use super::desk::Desk;

/// The commands that the help lists.
fn commands(help: &str) -> Vec<String> {
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let words = listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    words.map(str::to_owned).collect()
}

#[test]
fn the_help_lists_the_commands() {
    let desk = Desk::new();
    desk.tell(&["--help"]).succeeds();
    desk.tell(&["-h"]).succeeds();
    insta::assert_snapshot!(desk.record());
}

#[test]
fn without_a_command_the_help_is_shown_as_wrong_usage() {
    let desk = Desk::new();
    let mut command = std::process::Command::new(super::program::program());
    let answer =
        super::desk::finish(desk.start(command.env_clear().current_dir(desk.path(""))), b"").misused();
    assert!(answer.out.is_empty() && answer.err.contains("Commands:"), "{answer}");
    assert!(desk.run(&["config", "set"]).misused().err.contains("planwright config set --help"));
}

#[test]
fn every_command_explains_itself() {
    let desk = Desk::new();
    let commands = commands(&desk.run(&["--help"]).succeeds().out);
    assert!(commands.len() > 30, "{commands:?}");
    for command in commands.iter().filter(|command| *command != "help") {
        let help = desk.run(&[command, "--help"]).succeeds();
        assert!(help.out.contains("Usage: planwright") && help.err.is_empty(), "{command}: {help}");
        let first = help.out.lines().next().unwrap_or_default();
        assert!(first.starts_with(char::is_uppercase) && !first.ends_with('.'), "{command}: {first}");
    }
    for command in ["plan", "add", "edit", "list", "move", "config"] {
        desk.tell(&[command, "--help"]).succeeds();
    }
    insta::assert_snapshot!(desk.record());
}

#[test]
fn the_version_is_told_in_three_ways() {
    let desk = Desk::new();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(desk.run(&["--version"]).succeeds().out, format!("planwright {version}\n"));
    assert_eq!(desk.run(&["version"]).succeeds().out, format!("planwright {version}\n"));
    assert_eq!(desk.run(&["version", "--json"]).succeeds().json()["version"], version);
}

#[test]
fn completions_are_printed_and_installed_for_every_shell() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = desk.run(&["completions", shell]).succeeds().out;
        assert!(script.contains("planwright") && script.contains("doctor"), "{shell}");
    }
    let bash = desk.run(&["completions", "bash"]).out;
    desk.tell(&["completions", "bash", "--install"]).succeeds();
    let place = desk.home().join(".local/share/bash-completion/completions/planwright");
    assert_eq!(std::fs::read_to_string(place).unwrap_or_default(), bash);
    desk.tell(&["completions", "zsh", "--install"]).succeeds();
    desk.tell(&["completions", "fish", "--install"]).succeeds();
    desk.tell(&["completions", "powershell", "--install"]).succeeds();
    desk.tell(&["completions", "csh"]).misused();
    insta::assert_snapshot!(desk.record());
}
