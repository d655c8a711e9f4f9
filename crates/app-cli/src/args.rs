//! What can be typed: the flags every command has, and the commands. What it means is decided elsewhere.

use std::path::PathBuf;

use clap::{Args, Parser};
use jiff::civil::Date;

use crate::commands::Command;

/// Turns words into a plan you can trust.
///
/// Every change is shown before it is made, kept in a log and can be undone. Works offline; nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(
    name = "planwright",
    args_override_self = true,
    version,
    propagate_version = false,
    arg_required_else_help = true
)]
#[command(after_help = "Exit status: 0 done, 1 refused, 2 wrong usage, 70 our fault.")]
pub struct Cli {
    /// Flags of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Print data as JSON (wire v1) on standard output
    #[arg(long, global = true, help_heading = "Global options")]
    pub json: bool,
    /// Where plans are kept: a path or a URL such as sqlite:plan.db
    #[arg(long, global = true, value_name = "URL", help_heading = "Global options")]
    pub store: Option<String>,
    /// The project, by title or id
    #[arg(long, short = 'p', global = true, value_name = "PROJECT", help_heading = "Global options")]
    pub project: Option<String>,
    /// What drafts plans
    #[arg(long, global = true, value_name = "offline|model|auto", help_heading = "Global options")]
    pub engine: Option<String>,
    /// Answer every question with yes
    #[arg(long, short = 'y', global = true, help_heading = "Global options")]
    pub yes: bool,
    /// The day to take for today
    #[arg(long, global = true, value_name = "DATE", help_heading = "Global options")]
    pub today: Option<Date>,
    /// Say nothing but data and errors
    #[arg(long, short = 'q', global = true, help_heading = "Global options")]
    pub quiet: bool,
    /// Print without colour
    #[arg(long, global = true, help_heading = "Global options")]
    pub no_color: bool,
    /// Read settings from this file instead of the user's
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub config: Option<PathBuf>,
}
