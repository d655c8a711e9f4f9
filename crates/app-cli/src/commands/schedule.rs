//! `planwright schedule`.

use std::time::{Duration, Instant};

use planwright::domain::schedule::Spread;
use planwright::domain::{IdSet, TaskId};
use planwright::usecases::schedule::{Schedule, keep_dates};
use planwright::usecases::{Ports, options, resolve};

use super::buffering::{Buffering, baseline};
use super::leveling::Leveling;
use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Nobody waits longer for options.
const LONGEST_TRIAL: Duration = Duration::from_secs(60);

/// Show when everything takes place, and why
///
/// Computed each time from efforts, links, people, calendars and constraints; nothing is stored but with --save.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Only these tasks and what is below them, by wbs code, id or title
    tasks: Vec<String>,
    /// Tell why a task is where it is, and what would have to change
    #[arg(long, value_name = "TASK", conflicts_with_all = ["tasks", "save"])]
    explain: Option<String>,
    /// Keep the dates with the tasks, as their planned dates
    #[arg(long, conflicts_with = "tasks")]
    save: bool,
    /// With --save, show the change and store nothing
    #[arg(long, short = 'n', requires = "save")]
    dry_run: bool,
    /// Show what became of this baseline, or, with --buffers, how much of the buffer is used up since it
    #[arg(long, value_name = "NAME")]
    baseline: Option<String>,
    /// Tell what could be done about a deadline that is missed: leave out, add people, work longer, or move it
    #[arg(long, conflicts_with_all = ["tasks", "save", "explain"])]
    options: bool,
    /// Draw efforts from their ranges so many times, as planwright forecast does
    #[arg(long, value_name = "N", conflicts_with_all = ["tasks", "save", "explain", "options"])]
    monte_carlo: Option<u32>,
    /// Try a change on a copy of the plan, as planwright what-if does; may be given several times
    #[arg(long, value_name = "CHANGE", conflicts_with_all = ["tasks", "save", "explain", "options", "monte_carlo"])]
    what_if: Vec<String>,
    #[command(flatten)]
    buffering: Buffering,
    #[command(flatten)]
    leveling: Leveling,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports =
            if self.save { context.ports_for(self.dry_run).await? } else { context.reading().await? };
        let head = context.project(&ports).await?;
        if !self.what_if.is_empty() {
            return super::what_if::tried(context, &ports, &self.what_if, false).await;
        }
        if self.baseline.is_some() && !self.buffering.is_wanted() {
            return super::baseline::compare(context, self.baseline.as_deref(), false).await;
        }
        let made = self.leveling.schedule(context, &ports, head.id).await?;
        if self.options {
            return options(context, &ports, &made);
        }
        if let Some(runs) = self.monte_carlo {
            return super::forecast::told(context, &made, runs, 1, Spread::default());
        }
        if self.save {
            return save(context, &ports, &made, self.dry_run).await;
        }
        if let Some(name) = &self.explain {
            let task = resolve::task(&ports, head.id, name).await?.id;
            return explain(context, &made, task);
        }
        let only = only(&ports, &made, &self.tasks).await?;
        let baseline = baseline(&made.project, self.baseline.as_deref())?;
        let buffers = self.buffering.of(context, &made, baseline);
        if context.json {
            return context.terminal.data_json(&json::schedule(&made, only.as_ref(), buffers.as_ref()));
        }
        let (today, style) = (context.today(), &context.terminal.style);
        let mut page = show::schedule(&made, only.as_ref(), today, style);
        if let Some(found) = &buffers {
            page += &show::buffers(&made, found, today, style);
        }
        Ok(context.terminal.data(&page)?)
    }
}

/// The tasks that were named, and those below them.
pub(super) async fn only(
    ports: &Ports<'_>,
    made: &Schedule,
    names: &[String],
) -> Result<Option<IdSet<TaskId>>, Failure> {
    if names.is_empty() {
        return Ok(None);
    }
    let found = resolve::tasks(ports, made.project.id(), names).await?;
    let mut only: IdSet<TaskId> = found.iter().map(|task| task.id).collect();
    for met in made.project.walk() {
        if met.task.parent.is_some_and(|parent| only.contains(&parent)) {
            only.insert(met.task.id);
        }
    }
    Ok(Some(only))
}

async fn save(context: &Context, ports: &Ports<'_>, made: &Schedule, dry_run: bool) -> Result<(), Failure> {
    let drafted = keep_dates(ports, made).await?;
    conclude(context, ports, drafted, dry_run, |_| "kept the planned dates".to_owned()).await
}

/// What could be done about a deadline that is missed, as far as there is time for.
fn options(context: &Context, ports: &Ports<'_>, made: &Schedule) -> Result<(), Failure> {
    let working = context.terminal.working("trying what could be done");
    let began = Instant::now();
    let found = options::options(ports, made, context.today(), &mut || {
        working.step(1);
        began.elapsed() >= LONGEST_TRIAL
    })?;
    drop(working);
    if context.json {
        return context.terminal.data_json(&json::options(made, found.as_ref()));
    }
    let Some(found) = found else {
        context.terminal.say("the deadline holds: nothing has to be done");
        return Ok(());
    };
    let page = show::options(&made.project, &found, context.today(), &context.terminal.style);
    Ok(context.terminal.data(&page)?)
}

fn explain(context: &Context, made: &Schedule, task: TaskId) -> Result<(), Failure> {
    if context.json {
        return context.terminal.data_json(&json::why(made, task, context.today()));
    }
    if made.project.task(task).is_some_and(|task| task.status.is_closed()) {
        context.terminal.say("it is done or cancelled: what is past is not scheduled");
        return Ok(());
    }
    Ok(context.terminal.data(&show::explanation(made, task, context.today(), &context.terminal.style))?)
}
