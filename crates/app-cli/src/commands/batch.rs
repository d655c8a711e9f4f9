//! `planwright batch`.

use clap::Subcommand;
use planwright::domain::operation::Shift;
use planwright::domain::{ProjectId, Task, Warning};
use planwright::usecases::operate::batch::{self, Drawn, GoesOn};
use planwright::usecases::plan::Drafted;
use planwright::usecases::{Ports, projects, read};

use super::fields::Fields;
use super::filter::Filter;
use super::operation::{conclude, task};
use super::split::Way;
use crate::context::Context;
use crate::failure::Failure;
use crate::{listing, words};

/// Change many tasks at once
///
/// Each batch is one change, taken back as one. It is worked out first and stored then: stopped with Ctrl-C before that,
/// it has done nothing.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
    /// Show the change and store nothing
    #[arg(long, short = 'n', global = true)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Split every open task that is too large
    Split {
        #[command(flatten)]
        way: Way,
        /// Also tasks whose title says too little to begin with
        #[arg(long)]
        vague: bool,
        /// Only below this task
        #[arg(long, value_name = "TASK")]
        under: Option<String>,
    },
    /// Merge the finished tasks of each summary task into one
    MergeDone {
        /// Only the children of this task
        #[arg(long, value_name = "TASK")]
        under: Option<String>,
    },
    /// Dissolve summary tasks that hold one task only or lie too deep, and break up groups that are too wide
    Rebalance {
        /// The most tasks a group may have
        #[arg(long, value_name = "TASKS", default_value_t = 20, value_parser = clap::value_parser!(u16).range(2..))]
        widest: u16,
        /// The most levels the tree may have: the tasks of summary tasks further down take their place and their name
        #[arg(long, value_name = "LEVELS", value_parser = clap::value_parser!(u16).range(1..))]
        deepest: Option<u16>,
    },
    /// Give the positions of all tasks even gaps, so that tasks can be put between them
    Renumber,
    /// Move the dates of open tasks by so many days; with a minus sign to an earlier day
    Shift {
        /// The number of days
        #[arg(allow_hyphen_values = true, value_name = "DAYS", value_parser = days)]
        by: i32,
        /// Count working days only
        #[arg(long)]
        working: bool,
        /// Only below this task; without one, the dates of the project move as well
        #[arg(long, value_name = "TASK")]
        under: Option<String>,
    },
    /// Change fields of every task that fits
    Edit(Box<Edit>),
    /// Remove the links that say nothing new, because other links say it already
    Reduce,
}

#[derive(Debug, clap::Args)]
struct Edit {
    /// A condition, such as label=ui, status=todo, text=paint, due=2026-05-01, priority=low, assignee=ann, ready, all or
    /// archived; each one given must hold
    #[arg(long = "where", value_name = "CONDITION", required = true)]
    conditions: Vec<String>,
    #[command(flatten)]
    fields: Fields,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.ports_for(self.dry_run).await?;
        let head = context.project(&ports).await?;
        let working = context.terminal.working("working out the change");
        let mut goes_on = |done: usize, of: usize| {
            working.reached(done, of);
            true
        };
        let (drafted, done) = self.what.drafted(context, &ports, head.id, &mut goes_on).await?;
        drop(working);
        conclude(context, &ports, drafted, self.dry_run, |_| done).await
    }
}

impl What {
    /// The change, and what is said of it when it is made.
    async fn drafted(
        self,
        context: &Context,
        ports: &Ports<'_>,
        project: ProjectId,
        goes_on: GoesOn<'_>,
    ) -> Result<(Drafted, String), Failure> {
        let tasks = |drafted: Drafted, word: &str| {
            let done = format!("{word} {}", counted(drafted.patch.tasks.len(), "task"));
            Ok((drafted, done))
        };
        match self {
            Self::Split { way, vague, under } => {
                let how = way.division(context, projects::day_length(ports, project).await?)?;
                let under = task(ports, project, under.as_deref()).await?;
                let drawn = batch::split_large(ports, project, under, how, vague, goes_on).await?;
                Ok(told(drawn, "split", "task"))
            }
            Self::MergeDone { under } => {
                let under = task(ports, project, under.as_deref()).await?;
                let drawn = batch::merge_done(ports, project, under, goes_on).await?;
                Ok(told(drawn, "merged what is done in", "group"))
            }
            Self::Rebalance { widest, deepest } => {
                let deepest = deepest.map(usize::from);
                let drawn = batch::rebalance(ports, project, usize::from(widest), deepest, goes_on).await?;
                Ok(told(drawn, "rebalanced", "group"))
            }
            Self::Renumber => tasks(batch::renumber_all(ports, project).await?, "renumbered"),
            Self::Shift { by, working, under } => {
                let under = task(ports, project, under.as_deref()).await?;
                let by = if working { Shift::WorkingDays(by) } else { Shift::Days(by) };
                tasks(batch::shift_dates(ports, project, under, by).await?, "moved the dates of")
            }
            Self::Reduce => {
                let drafted = batch::reduce_links(ports, project).await?;
                let done = format!("removed {}", counted(drafted.patch.links.len(), "redundant link"));
                Ok((drafted, done))
            }
            Self::Edit(edit) => tasks(edit.drafted(context, ports, project).await?, "changed"),
        }
    }
}

/// The days of `3`, `-5` or `3d`.
fn days(text: &str) -> Result<i32, String> {
    let text = text.trim();
    let number = text.strip_suffix(['d', 'D']).unwrap_or(text).trim_end();
    let whole = number.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(number);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("give a whole number of days, such as 3 or -5".to_owned());
    }
    number.replace('\u{2212}', "-").parse().map_err(|_| "there are not so many days".to_owned())
}

fn told(drawn: Drawn, word: &str, noun: &str) -> (Drafted, String) {
    let left = if drawn.left > 0 {
        format!(", left {} as it was", counted(drawn.left, noun))
    } else {
        String::new()
    };
    (drawn.drafted, format!("{word} {}{left}", counted(drawn.done, noun)))
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", words::plural(n))
}

impl Edit {
    async fn drafted(
        &self,
        context: &Context,
        ports: &Ports<'_>,
        project: ProjectId,
    ) -> Result<Drafted, Failure> {
        let asked = self.fields.change(context, projects::day_length(ports, project).await?)?;
        if asked.is_empty() {
            return Err(Failure::usage(
                "nothing to change was named",
                "see the flags with: planwright batch edit --help",
            ));
        }
        let filter = Filter::of_conditions(&self.conditions)?;
        let plan = read::whole(ports, project).await?;
        let rows = listing::inside(&plan, &filter.query(context)?, |task: &Task| filter.keeps(&plan, task));
        let changes = rows.iter().map(|row| (row.task.id, asked.against(&row.task)));
        let reason = format!("edit where {}", self.conditions.join(" and "));
        let mut drafted = batch::edit_all(ports, project, &reason, changes).await?;
        if rows.is_empty() {
            let told = format!("no task fits {}", self.conditions.join(" and "));
            drafted.warnings.push(Warning::new("nothing-fits", told));
        }
        Ok(drafted)
    }
}
