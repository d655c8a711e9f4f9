//! The program `planwright`: hands the arguments to the library and exits with what it says.

use std::process::ExitCode;

fn main() -> ExitCode {
    planwright_cli::run(std::env::args_os())
}
