//! `planwright people`.

use clap::Subcommand;
use jiff::civil::Date;
use planwright::domain::{Absence, Resource};
use planwright::phrases::duration::DayLength;
use planwright::usecases::people::{self, Wanted};
use planwright::usecases::plan::Drafted;
use planwright::usecases::{Ports, Refused, projects, read, resolve};

use super::fields::minutes;
use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// List and change the people of a project, and who works on what
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
    /// List people, with what they are put to
    List,
    /// Add somebody
    Add(Person),
    /// Change what is known of somebody
    Set(Person),
    /// Remove somebody, with what they are put to
    Remove {
        /// Their name
        name: String,
    },
    /// Put somebody to a task; somebody new is added
    Assign {
        /// The task, by wbs code, id or title
        task: String,
        /// Their name; without one, anybody with the skill
        #[arg(required_unless_present = "skill")]
        name: Option<String>,
        /// How much of them; 100 is full time
        #[arg(long, value_name = "PERCENT")]
        percent: Option<u32>,
        /// Their part of the effort, such as 3h
        #[arg(long, value_name = "DURATION")]
        effort: Option<String>,
        /// Who else would do; may be given several times
        #[arg(long = "or", value_name = "NAME")]
        others: Vec<String>,
        /// The skill that is asked for
        #[arg(long)]
        skill: Option<String>,
    },
    /// Take somebody, or everybody, off a task
    Unassign {
        /// The task, by wbs code, id or title
        task: String,
        /// Their name; without one, everybody
        name: Option<String>,
    },
}

/// What is known of somebody.
#[derive(Debug, clap::Args)]
struct Person {
    /// Their name
    name: String,
    /// How much they work; 100 is full time, 300 a team of three
    #[arg(long, value_name = "PERCENT")]
    percent: Option<u32>,
    /// How fast they work; at 200 an hour of effort takes half an hour
    #[arg(long, value_name = "PERCENT")]
    efficiency: Option<u32>,
    /// The most they work in a day, such as 6h
    #[arg(long, value_name = "DURATION")]
    per_day: Option<String>,
    /// The most they work in a week, such as 20h
    #[arg(long, value_name = "DURATION")]
    per_week: Option<String>,
    /// What they can do; may be given several times
    #[arg(long = "skill", value_name = "SKILL")]
    skills: Vec<String>,
    /// The calendar they work by
    #[arg(long)]
    calendar: Option<String>,
    /// Days they are away, such as 2026-12-24..2027-01-02; may be given several times
    #[arg(long, value_name = "DAYS")]
    away: Vec<String>,
    /// Why they are away
    #[arg(long, requires = "away")]
    reason: Option<String>,
}

/// What was typed of somebody, read.
struct Known {
    per_day: Option<u32>,
    per_week: Option<u32>,
    away: Vec<(Date, Date)>,
}

impl Person {
    fn read(&self, context: &Context, day: DayLength) -> Result<Known, Failure> {
        let limit = |text: &Option<String>| text.as_deref().map(|text| minutes(text, day)).transpose();
        let away = self.away.iter().map(|text| days(context, text)).collect::<Result<_, _>>()?;
        Ok(Known { per_day: limit(&self.per_day)?, per_week: limit(&self.per_week)?, away })
    }

    fn fill(
        &self,
        known: Known,
        plan: &planwright::domain::Project,
        person: &mut Resource,
    ) -> Result<(), Refused> {
        person.capacity = self.percent.unwrap_or(person.capacity);
        person.efficiency = self.efficiency.unwrap_or(person.efficiency);
        person.minutes_per_day = known.per_day.or(person.minutes_per_day);
        person.minutes_per_week = known.per_week.or(person.minutes_per_week);
        person.skills.extend(self.skills.iter().cloned());
        if let Some(name) = &self.calendar {
            person.calendar = Some(people::calendar(plan, name)?.id);
        }
        let away = |(first, last)| Absence { first, last, reason: self.reason.clone() };
        person.absences.extend(known.away.into_iter().map(away));
        Ok(())
    }
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let Some(what) = self.what.filter(|what| !matches!(what, What::List)) else {
            return list(context).await;
        };
        let ports = context.ports_for(self.dry_run).await?;
        let (drafted, said) = drafted(context, &ports, &what).await?;
        conclude(context, &ports, drafted, self.dry_run, |_| said).await
    }
}

async fn drafted(context: &Context, ports: &Ports<'_>, what: &What) -> Result<(Drafted, String), Failure> {
    let project = context.project(ports).await?.id;
    let day = projects::day_length(ports, project).await?;
    Ok(match what {
        What::List => return Err(Failure::usage("nothing to change".to_owned(), "planwright people list")),
        What::Add(person) => {
            let known = person.read(context, day)?;
            let fill = |plan: &_, new: &mut _| person.fill(known, plan, new);
            (people::add(ports, project, &person.name, fill).await?, format!("added {}", person.name))
        }
        What::Set(person) => {
            let known = person.read(context, day)?;
            let fill = |plan: &_, new: &mut _| person.fill(known, plan, new);
            (people::change(ports, project, &person.name, fill).await?, format!("changed {}", person.name))
        }
        What::Remove { name } => (people::remove(ports, project, name).await?, format!("removed {name}")),
        What::Assign { task, name, percent, effort, others, skill } => {
            let found = resolve::task(ports, project, task).await?;
            let effort = effort.as_deref().map(|text| minutes(text, day)).transpose()?;
            let (name, others, skill) = (name.clone(), others.clone(), skill.clone());
            let who = name.clone().unwrap_or_else(|| "somebody".to_owned());
            let wanted = Wanted { name, others, skill, percent: *percent, effort };
            let said = format!("{who} works on {}", crate::words::quoted(&found.title));
            (people::assign(ports, project, found.id, &wanted).await?, said)
        }
        What::Unassign { task, name } => {
            let found = resolve::task(ports, project, task).await?;
            let who = name.as_deref().unwrap_or("nobody");
            let said = match name {
                Some(_) => format!("{who} works on {} no more", crate::words::quoted(&found.title)),
                None => format!("{who} works on {}", crate::words::quoted(&found.title)),
            };
            (people::unassign(ports, project, found.id, name.as_deref()).await?, said)
        }
    })
}

async fn list(context: &Context) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let plan = read::whole(&ports, head.id).await?;
    if context.json {
        return context.terminal.data_json(&json::project(&plan, context.today()));
    }
    if plan.resources().len() == 0 && plan.assignments().len() == 0 {
        context.terminal.say("there is nobody yet; add somebody with: planwright people add NAME");
        return Ok(());
    }
    Ok(context.terminal.data(&show::people(&plan, context.today()))?)
}

/// Days such as `2026-12-24` or `2026-12-24..2027-01-02`.
pub(super) fn days(context: &Context, text: &str) -> Result<(Date, Date), Failure> {
    match text.split_once("..") {
        Some((first, last)) => Ok((context.date(first.trim())?, context.date(last.trim())?)),
        None => context.date(text).map(|day| (day, day)),
    }
}
