//! `planwright what-if`.

use planwright::phrases::duration::DayLength;
use planwright::usecases::schedule::{Schedule, planned};
use planwright::usecases::what_if::{Wish, what_if};
use planwright::usecases::{Ports, projects, resolve};

use super::fields::minutes;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// Try changes on a copy of the plan and compare the schedules
///
/// Nothing is stored. Changes: "drop 2.3", "effort 1.2 3d", "assign 2.1 Ann 50%", "add-person Ann 50%" (to all that is
/// critical), "deadline 2026-09-01", "start 2026-08-01", "day 6h", "week 20h".
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The changes, tried together
    #[arg(required = true, value_name = "CHANGE")]
    changes: Vec<String>,
    /// Show what does not move, too
    #[arg(long, short = 'a')]
    all: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let ports = context.reading().await?;
        tried(context, &ports, &self.changes, self.all).await
    }
}

/// Tries changes and shows what they come to.
pub(super) async fn tried(
    context: &Context,
    ports: &Ports<'_>,
    changes: &[String],
    all: bool,
) -> Result<(), Failure> {
    let head = context.project(ports).await?;
    let day = projects::day_length(ports, head.id).await?;
    let before = planned(ports, head.id, context.today()).await?;
    let mut wishes = Vec::new();
    for change in changes {
        wishes.push(wish(context, ports, &before, day, change).await?);
    }
    let found = what_if(ports, before, &wishes, context.today())?;
    if context.json {
        return context.terminal.data_json(&json::comparison(
            &found.shifts,
            &found.after.project,
            Some(&found.before.project),
        ));
    }
    let page = show::what_if(&found, all, context.today(), &context.terminal.style);
    Ok(context.terminal.data(&page)?)
}

/// Reads one change.
async fn wish(
    context: &Context,
    ports: &Ports<'_>,
    plan: &Schedule,
    day: DayLength,
    text: &str,
) -> Result<Wish, Failure> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let project = plan.project.id();
    let task = |name: &str| {
        let name = name.to_owned();
        async move { resolve::task(ports, project, &name).await.map(|task| task.id) }
    };
    Ok(match words[..] {
        ["drop", ref name @ ..] if !name.is_empty() => Wish::Drop(task(&name.join(" ")).await?),
        ["effort", name, ref effort @ ..] if !effort.is_empty() => {
            Wish::Effort(task(name).await?, minutes(&effort.join(" "), day)?)
        }
        ["assign", name, ref who @ ..] if !who.is_empty() => {
            let (who, percent) = share(who)?;
            Wish::Assign(task(name).await?, who, percent)
        }
        ["add-person", ref who @ ..] if !who.is_empty() => {
            let (who, percent) = share(who)?;
            Wish::Join(who, percent)
        }
        ["deadline", ref date @ ..] if !date.is_empty() => Wish::Deadline(context.date(&date.join(" "))?),
        ["start", ref date @ ..] if !date.is_empty() => Wish::Start(context.date(&date.join(" "))?),
        ["day", ref length @ ..] if !length.is_empty() => Wish::PerDay(minutes(&length.join(" "), day)?),
        ["week", ref length @ ..] if !length.is_empty() => Wish::PerWeek(minutes(&length.join(" "), day)?),
        _ => {
            return Err(Failure::usage(
                format!("{text:?} is not a change that can be tried"),
                "write \"drop 2.3\", \"effort 1.2 3d\", \"assign 2.1 Ann 50%\", \"add-person Ann\", \"deadline \
                 2026-09-01\", \"start 2026-08-01\", \"day 6h\" or \"week 20h\"",
            ));
        }
    })
}

/// A name and, at the end, how much of them: 100 % where nothing is said.
fn share(words: &[&str]) -> Result<(String, u32), Failure> {
    let percent = |word: &str| word.strip_suffix('%').and_then(|number| number.parse::<u32>().ok());
    match words {
        [name @ .., last] if percent(last).is_some() && !name.is_empty() => {
            Ok((name.join(" "), percent(last).unwrap_or(100)))
        }
        [last] if percent(last).is_some() => {
            Err(Failure::usage("nobody is named".to_owned(), "write a name before the per cent"))
        }
        name => Ok((name.join(" "), 100)),
    }
}
