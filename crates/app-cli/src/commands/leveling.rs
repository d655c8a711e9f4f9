//! Whether and how a schedule is levelled: what `schedule`, `gantt` and `load` have in common.

use std::time::{Duration, Instant};

use planwright::domain::ProjectId;
use planwright::domain::schedule::level::Budget;
use planwright::usecases::Ports;
use planwright::usecases::schedule::{Schedule, schedule};

use crate::context::Context;
use crate::failure::Failure;

/// How people's time is minded.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Leveling {
    /// Let people do several things at once
    #[arg(long, visible_alias = "unleveled")]
    unlevelled: bool,
    /// Look so many milliseconds for a shorter schedule
    #[arg(long, value_name = "MS", conflicts_with = "unlevelled")]
    budget: Option<u64>,
    /// Where chance begins in the search
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl Leveling {
    /// As every view has it, or with no regard to people's time.
    pub(super) fn usual(unlevelled: bool) -> Self {
        Self { unlevelled, budget: None, seed: 1 }
    }

    /// The schedule of a project, levelled where anybody is put to anything.
    pub(super) async fn schedule(
        &self,
        context: &Context,
        ports: &Ports<'_>,
        project: ProjectId,
    ) -> Result<Schedule, Failure> {
        let working = context.terminal.working("making the schedule");
        let made = schedule(ports, project, context.today()).await?;
        if self.unlevelled || !made.has_people() {
            return Ok(made);
        }
        let usual = made.usual_budget(self.seed);
        let tasks = made.project.tasks().len().max(1) as u64;
        let began = Instant::now();
        let most = self.budget.map(Duration::from_millis);
        let budget = match self.budget {
            None => usual,
            // About as many as there is time for.
            Some(ms) => Budget { schedules: (ms.saturating_mul(1000) / tasks).max(2), ..usual },
        };
        let leveled =
            made.level(context.today(), budget, &mut || most.is_some_and(|most| began.elapsed() >= most));
        drop(working);
        Ok(leveled)
    }
}
