//! `planwright estimate`.

use std::io::Read;

use planwright::usecases::estimate::effort_of;
use planwright_wire::{Estimated, estimates_to_json};

use crate::context::Context;
use crate::failure::Failure;
use crate::show;

/// Guess efforts from titles
///
/// Reads titles from standard input, one a line, and prints a guess for each in the same order, in minutes: likely, low
/// and high.
#[derive(Debug, clap::Args)]
pub struct Args {}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        context.require_engine()?;
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let titles: Vec<&str> = text.lines().map(str::trim_end).collect();
        let guesses: Vec<_> = titles.iter().map(|title| effort_of(title, context.day_length())).collect();
        if context.json {
            let rows: Vec<_> = titles
                .iter()
                .zip(&guesses)
                .map(|(title, e)| Estimated { title, likely: e.likely, low: e.low, high: e.high })
                .collect();
            return context.terminal.data_json(&estimates_to_json(&rows));
        }
        let mut lines = String::new();
        for (title, e) in titles.iter().zip(&guesses) {
            lines.push_str(&format!(
                "{:>6} {:>6} {:>6}  {}\n",
                e.likely,
                e.low,
                e.high,
                show::harmless(title)
            ));
        }
        Ok(context.terminal.data(&lines)?)
    }
}
