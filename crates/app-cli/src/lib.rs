//! The command line as a library: arguments in, an exit status out. Thin on purpose: it parses, calls a use case and
//! shows what came of it; it decides nothing about plans.

mod args;
mod commands;
mod context;
mod failure;
mod json;
mod listing;
mod reference;
pub mod show;
mod terminal;
mod words;
mod working;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

pub use args::{Cli, Global};
pub use commands::Command;
pub use reference::reference;

use context::Context;
use failure::{Blame, Failure};

/// Runs one command line, whose first word is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let mut json = arguments.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let panic = quiet_panics();
    let done = std::panic::catch_unwind(|| match Cli::try_parse_from(&arguments) {
        Ok(cli) => execute(cli),
        Err(error) => unparsed(&error, &arguments),
    });
    let done = done.unwrap_or_else(|_| {
        let what = panic.lock().ok().and_then(|mut said| said.take());
        Err(Failure::ours(what.unwrap_or_else(|| "planwright failed".to_owned())))
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            json &= failure.blame != Blame::ClosedPipe;
            tell(&failure, json);
            ExitCode::from(failure.status())
        }
    }
}

/// Prints the help that was asked for, or says what was typed wrong.
fn unparsed(error: &clap::Error, arguments: &[OsString]) -> Result<(), Failure> {
    if let Some(plain) = help_of_help(error, arguments) {
        let Err(error) = Cli::try_parse_from(plain) else { return Ok(()) };
        let _ = error.print();
        return Ok(());
    }
    // There is nobody to tell when printing help fails.
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            return Ok(());
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return Err(Failure::usage(
                "name a command",
                "begin with: planwright plan \"what you want to do\"",
            ));
        }
        _ => {}
    }
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let message = lines.next().unwrap_or("this cannot be understood").trim_start_matches("error: ");
    let more: Vec<String> =
        lines.filter(|line| !line.starts_with("For more information")).map(str::to_owned).collect();
    let usage = more.iter().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or("planwright");
    let command: Vec<&str> = usage
        .split(' ')
        .skip(1)
        .take_while(|word| {
            word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !word.starts_with('-')
        })
        .collect();
    if let Some(value) = negative(error, arguments) {
        let hint = format!("write it behind its flag with an equals sign: --FLAG={value}");
        return Err(Failure::usage(
            format!("{value:?} begins with a minus sign, and so was taken for a flag"),
            hint,
        ));
    }
    let hint = [&["see: planwright"][..], &command, &["--help"]].concat().join(" ");
    Err(Failure::usage(message, hint).detail(more))
}

/// The amount that was taken for a flag because of its minus sign, where that is what was wrong.
fn negative<'a>(error: &clap::Error, arguments: &'a [OsString]) -> Option<&'a str> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidArg) else { return None };
    let amount = word.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let mut typed = arguments.iter().filter_map(|argument| argument.to_str());
    typed.find(|argument| amount && argument.starts_with(word.as_str()))
}

/// What was meant by `people help --help`, where it was typed: the same without the first help.
fn help_of_help(error: &clap::Error, arguments: &[OsString]) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let at = arguments.iter().rposition(|argument| argument == "help")?;
    let meant = arguments[..at].iter().chain(&arguments[at + 1..]);
    matches!(word.as_str(), "--help" | "-h").then(|| meant.cloned().collect())
}

/// What a panic says, kept for the one who reports it instead of printed raw.
fn quiet_panics() -> Arc<Mutex<Option<String>>> {
    let said = Arc::new(Mutex::new(None));
    let heard = Arc::clone(&said);
    std::panic::set_hook(Box::new(move |panic| {
        if let Ok(mut said) = heard.lock() {
            *said = Some(format!("planwright failed: {}", panic.to_string().replace('\n', " ")));
        }
    }));
    said
}

fn execute(cli: Cli) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| Failure::ours(format!("cannot start: {error}")))?;
    runtime.block_on(async {
        let context = Context::new(&cli.global)?;
        let done = cli.command.run(&context).await;
        let closed = context.close().await;
        done.and(closed)
    })
}

fn tell(failure: &Failure, json: bool) {
    use std::io::Write;
    if failure.blame == Blame::ClosedPipe {
        return;
    }
    // Nobody is left to be told when the streams are closed.
    if json {
        let _ = writeln!(std::io::stdout().lock(), "{}", failure.json());
    }
    let _ = write!(std::io::stderr().lock(), "{}", failure.text());
}
