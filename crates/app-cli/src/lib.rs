//! The command line as a library: arguments in, an exit status out. Thin on purpose: it parses, calls a use case and
//! shows what came of it; it decides nothing about plans.

mod args;
mod commands;
mod context;
mod json;
mod listing;
mod failure;
mod show;
mod terminal;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

pub use args::{Cli, Global};
pub use commands::Command;

use context::Context;
use failure::{Blame, Failure};

/// Runs one command line, whose first word is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and versions are data; there is nobody to tell when printing them fails.
            let _ = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return ExitCode::from(if asked { 0 } else { 2 });
        }
    };
    let json = cli.global.json;
    let done = std::panic::catch_unwind(|| execute(cli)).unwrap_or_else(|_| Err(Failure::ours("planwright failed")));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tell(&failure, json);
            ExitCode::from(failure.status())
        }
    }
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
