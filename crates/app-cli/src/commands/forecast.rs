//! `planwright forecast`.

use planwright::domain::schedule::{Shape, Spread};
use planwright::usecases::forecast;
use planwright::usecases::schedule::Schedule;

use super::leveling::Leveling;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Tell by when the project is finished how surely
///
/// Efforts are drawn from their ranges many times (Monte Carlo), each time with the schedule that follows: nobody does two
/// things at once in any of them, and the order of the schedule is kept. A task without a
/// range takes from --low to --high per cent of its effort. The same seed gives the same forecast.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How many times efforts are drawn
    #[arg(long, value_name = "N", default_value_t = 1000)]
    runs: u32,
    /// Where chance begins
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Draw from triangles rather than from PERT's beta distribution
    #[arg(long)]
    triangular: bool,
    /// The least a task without a range takes, in per cent of its effort
    #[arg(long, value_name = "PERCENT", default_value_t = Spread::default().low)]
    low: u32,
    /// The most it takes
    #[arg(long, value_name = "PERCENT", default_value_t = Spread::default().high)]
    high: u32,
    /// Let people do several things at once
    #[arg(long, visible_alias = "unleveled")]
    unlevelled: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        if self.low > 100 || self.high < 100 || self.high > 10_000 {
            return Err(Failure::usage(
                format!("a range from {} % to {} % does not hold the effort itself", self.low, self.high),
                "give --low up to 100 and --high from 100 to 10000",
            ));
        }
        let shape = if self.triangular { Shape::Triangular } else { Shape::Pert };
        let spread = Spread { shape, low: self.low, high: self.high };
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        let of = Leveling::usual(self.unlevelled).schedule(context, &ports, head.id).await?;
        told(context, &of, self.runs, self.seed, spread)
    }
}

/// Draws and shows.
pub(super) fn told(
    context: &Context,
    of: &Schedule,
    runs: u32,
    seed: u64,
    spread: Spread,
) -> Result<(), Failure> {
    let working = context.terminal.counting("drawing efforts", Some(runs.into()));
    let found = forecast::forecast(of, runs, seed, spread, &|made| working.step(made.into()))?;
    drop(working);
    if context.json {
        return context.terminal.data_json(&json::forecast(of, &found));
    }
    let page = show::forecast(of, &found, context.today(), &context.terminal.style);
    Ok(context.terminal.data(&page)?)
}
