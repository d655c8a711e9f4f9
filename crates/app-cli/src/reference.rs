//! The reference of the command line, made from what clap knows of it: the words that are the help are the words of the
//! reference. It has no words of its own but headings.

use std::fmt::Write;

use clap::{Arg, Command, CommandFactory};

use crate::args::Cli;

/// The reference as Markdown.
pub fn reference() -> String {
    let mut cli = Cli::command();
    cli.build();
    let mut out = String::from("# planwright on the command line\n\n");
    out.push_str(
        "<!-- Made from the program: PLANWRIGHT_UPDATE=1 cargo test -p planwright-cli reference -->\n\n",
    );
    paragraphs(&mut out, &cli);
    out.push_str("## Commands\n\n");
    for command in commands(&cli) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(out, "- [`{0}`](#planwright-{0}): {about}", command.get_name());
    }
    out.push_str("\n## Global options\n\nEvery command takes them.\n\n");
    cli.get_arguments().filter(|arg| arg.is_global_set()).for_each(|arg| option(&mut out, arg));
    out.push_str("\n## Exit status\n\n");
    let _ = writeln!(out, "{}", cli.get_after_help().map(ToString::to_string).unwrap_or_default());
    for command in commands(&cli) {
        page(&mut out, command, "planwright", "##");
    }
    out
}

fn commands(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|c| c.get_name() != "help" && !c.is_hide_set())
}

/// One command, and the commands it has itself.
fn page(out: &mut String, command: &Command, above: &str, heading: &str) {
    let name = format!("{above} {}", command.get_name());
    let _ = writeln!(out, "\n{heading} {name}\n");
    paragraphs(out, command);
    let usage = command.clone().render_usage().to_string();
    let _ = writeln!(out, "    {}", usage.trim_start_matches("Usage: ").trim());
    let own = |arg: &&Arg| !arg.is_global_set() && !arg.is_hide_set() && arg.get_id() != "help";
    let arguments: Vec<&Arg> = command.get_arguments().filter(own).collect();
    if !arguments.is_empty() {
        out.push('\n');
    }
    for arg in arguments.iter().filter(|arg| arg.is_positional()) {
        option(out, arg);
    }
    for arg in arguments.iter().filter(|arg| !arg.is_positional()) {
        option(out, arg);
    }
    for below in commands(command) {
        page(out, below, &name, &format!("{heading}#"));
    }
}

/// What a command does: the sentence, and what more there is to say.
fn paragraphs(out: &mut String, command: &Command) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let long = command.get_long_about().map_or_else(|| about.clone(), ToString::to_string);
    let rest = long.strip_prefix(&about).unwrap_or(&long).trim_start_matches('.').trim();
    let _ = writeln!(out, "{}.\n", about.trim_end_matches('.'));
    if !rest.is_empty() {
        let _ = writeln!(out, "{rest}\n");
    }
}

/// One argument, as an item of a list.
fn option(out: &mut String, arg: &Arg) {
    let help = arg.get_long_help().or(arg.get_help()).map(ToString::to_string).unwrap_or_default();
    let default: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
    let default = if default.is_empty() || !arg.get_action().takes_values() {
        String::new()
    } else {
        format!(" (default: `{}`)", default.join(" "))
    };
    let short = arg.get_short().map_or_else(String::new, |short| format!("-{short}, "));
    let _ = writeln!(out, "- `{short}{arg}`: {}{default}", help.replace('\n', " "));
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn the_committed_reference_is_that_of_the_program() {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
        let current = || std::fs::read_to_string(&file).unwrap_or_default() == reference();
        if std::env::var_os("PLANWRIGHT_UPDATE").is_some() && !current() {
            std::fs::write(&file, reference()).unwrap();
        }
        assert!(current(), "docs/cli.md is not current; run this test with PLANWRIGHT_UPDATE=1");
    }

    #[test]
    fn every_command_and_argument_says_what_it_does() {
        let mut cli = Cli::command();
        cli.build();
        let mut open: Vec<&Command> = commands(&cli).collect();
        while let Some(command) = open.pop() {
            open.extend(commands(command));
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(
                about.starts_with(char::is_uppercase) && !about.ends_with('.'),
                "{}: {about}",
                command.get_name()
            );
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some(), "{} {arg}", command.get_name());
            }
        }
    }
}
