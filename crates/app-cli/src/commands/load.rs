//! `planwright load`.

use planwright::domain::ProjectId;
use planwright::usecases::schedule::{Load, Period, Schedule, sharing};
use planwright::usecases::{Ports, pools};

use super::leveling::Leveling;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Show how much everybody has to do, and when
///
/// Hours, and per cent of the time there is of them; what is too much is marked. What nobody is put to comes last.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// day, week or month
    #[arg(long, value_name = "SPAN", default_value = "week", value_parser = period)]
    by: Period,
    /// The people of the pool, with what each project takes of them
    #[arg(long, conflicts_with_all = ["unlevelled", "budget"])]
    pool: bool,
    #[command(flatten)]
    leveling: Leveling,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        let head = context.project(&ports).await?;
        if self.pool {
            return pooled(context, &ports, head.id, self.by).await;
        }
        let made = self.leveling.schedule(context, &ports, head.id).await?;
        let load = made.load();
        if context.json {
            return context.terminal.data_json(&json::load(&made, &load, self.by));
        }
        if load.people.is_empty() {
            context.terminal.say("nothing is left to do that has an effort");
            return Ok(());
        }
        let (today, style) = (context.today(), &context.terminal.style);
        Ok(context.terminal.data(&show::load(&made, &load, self.by, today, style))?)
    }
}

/// What all projects of a pool take of its people: of the pool the project shares, or of the project that is one.
async fn pooled(context: &Context, ports: &Ports<'_>, project: ProjectId, by: Period) -> Result<(), Failure> {
    let pool = pools::of(ports, project).await?;
    let working = context.terminal.working("making the schedules");
    let (shared, all) = sharing(ports, pool, context.today()).await?;
    drop(working);
    let (load, frame) = (Load::of_pool(&all), Schedule::of(shared.people.clone(), None, context.today())?);
    if context.json {
        return context.terminal.data_json(&json::pool_load(&frame, &load, &all, by));
    }
    if load.people.is_empty() {
        context.terminal.say("nobody of the pool has anything to do");
        return Ok(());
    }
    let (today, style) = (context.today(), &context.terminal.style);
    Ok(context.terminal.data(&show::pool_load(&frame, &load, &all, by, today, style))?)
}

fn period(word: &str) -> Result<Period, String> {
    let all = [Period::Day, Period::Week, Period::Month];
    let found = all.into_iter().find(|period| word.eq_ignore_ascii_case(period.word()));
    found.ok_or_else(|| "choose day, week or month".to_owned())
}
