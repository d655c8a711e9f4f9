//! What `schedule` and `gantt` have in common about buffers and baselines.

use planwright::domain::schedule::{Sizing, Spread};
use planwright::domain::{Baseline, Project};
use planwright::usecases::baselines;
use planwright::usecases::schedule::{Buffered, Schedule, buffers};

use crate::context::Context;
use crate::failure::Failure;

/// The buffers of the critical chain.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Buffering {
    /// Show the buffers of the critical chain: as long as the root of the sum of squares of what its tasks may take longer
    /// (root), or half as long as it (half)
    #[arg(long, value_name = "SIZE", num_args = 0..=1, require_equals = true, default_missing_value = "root",
          value_parser = sizing)]
    buffers: Option<Sizing>,
}

impl Buffering {
    /// Whether they are asked for.
    pub(super) fn is_wanted(&self) -> bool {
        self.buffers.is_some()
    }

    /// The buffers, where they are asked for and anything is open.
    pub(super) fn of(
        &self,
        context: &Context,
        made: &Schedule,
        baseline: Option<&Baseline>,
    ) -> Option<Buffered> {
        buffers(made, baseline, self.buffers?, Spread::default(), context.today())
    }
}

/// The baseline of this name, or the newest there is.
pub(super) fn baseline<'a>(plan: &'a Project, name: Option<&str>) -> Result<Option<&'a Baseline>, Failure> {
    match name {
        None if plan.baselines().len() == 0 => Ok(None),
        name => Ok(Some(baselines::find(plan, name)?)),
    }
}

fn sizing(word: &str) -> Result<Sizing, String> {
    match word {
        "root" => Ok(Sizing::RootSumSquare),
        "half" => Ok(Sizing::HalfOfChain),
        _ => Err("choose root or half".to_owned()),
    }
}
