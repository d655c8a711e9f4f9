//! `planwright baseline`.

use clap::Subcommand;
use planwright::usecases::{baselines, read};

use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::words::quoted;
use crate::{json, show};

/// Keep the schedule of today, and see what became of it
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Show the change and store nothing
    #[arg(long, short = 'n', global = true)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List baselines
    List,
    /// Keep the schedule as it is today
    Take {
        /// What it is called; the day, if nothing is given
        name: Option<String>,
    },
    /// Show when everything was to take place
    Show {
        /// Which one; the newest, if nothing is given
        name: Option<String>,
    },
    /// Show how tasks differ from a baseline in start, finish and effort
    Compare {
        /// Which one; the newest, if nothing is given
        name: Option<String>,
        /// Show what has not changed, too
        #[arg(long, short = 'a')]
        all: bool,
    },
    /// Remove a baseline
    Remove {
        /// Which one
        name: String,
    },
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let dry_run = self.dry_run;
        match self.what.unwrap_or(What::List) {
            What::List => list(context).await,
            What::Take { name } => {
                let ports = context.ports_for(dry_run).await?;
                let project = context.project(&ports).await?.id;
                let drafted = baselines::take(&ports, project, name.as_deref(), context.today()).await?;
                let said = drafted.patch.reason.clone();
                conclude(context, &ports, drafted, dry_run, |_| said.replacen("take", "took", 1)).await
            }
            What::Show { name } => one(context, name.as_deref()).await,
            What::Compare { name, all } => compare(context, name.as_deref(), all).await,
            What::Remove { name } => {
                let ports = context.ports_for(dry_run).await?;
                let project = context.project(&ports).await?.id;
                let drafted = baselines::remove(&ports, project, &name).await?;
                let said = format!("removed the baseline {}", quoted(&name));
                conclude(context, &ports, drafted, dry_run, |_| said).await
            }
        }
    }
}

async fn list(context: &Context) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let plan = read::whole(&ports, head.id).await?;
    if context.json {
        return context.terminal.data_json(&json::baselines(&plan));
    }
    if plan.baselines().len() == 0 {
        context.terminal.say("there is no baseline yet; take one with: planwright baseline take");
        return Ok(());
    }
    Ok(context.terminal.data(&show::baselines(&plan, context.today(), &context.terminal.style))?)
}

async fn one(context: &Context, name: Option<&str>) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let plan = read::whole(&ports, head.id).await?;
    let baseline = baselines::find(&plan, name)?.clone();
    let then = baselines::as_taken(&ports, plan, &baseline).await?;
    if context.json {
        return context.terminal.data_json(&json::baseline(&baseline, &then));
    }
    let page = show::baseline(&baseline, &then, context.today(), &context.terminal.style);
    Ok(context.terminal.data(&page)?)
}

/// Shows what has become of a baseline.
pub(super) async fn compare(context: &Context, name: Option<&str>, all: bool) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let (now, baseline, found) = baselines::compare(&ports, head.id, name, context.today()).await?;
    let then = baselines::as_taken(&ports, now.project.clone(), &baseline).await?;
    if context.json {
        return context.terminal.data_json(&json::comparison(&found, &now.project, Some(&then)));
    }
    let plans = [&now.project, &then];
    let page = show::variances(plans, &baseline, &found, all, context.today(), &context.terminal.style);
    Ok(context.terminal.data(&page)?)
}
