//! `planwright people`.

mod person;

use clap::Subcommand;
use planwright::domain::{Op, Patch, ProjectKind};
use planwright::usecases::people::{self, Wanted};
use planwright::usecases::plan::Drafted;
use planwright::usecases::schedule::sharing;
use planwright::usecases::{Ports, pools, projects, read, resolve};

use super::fields::{clearable, minutes};
use super::operation::conclude;
use crate::context::Context;
use crate::failure::Failure;
use crate::words::quoted;
use crate::{json, show};
use person::Person;

/// List and change the people of a project, and who works on what
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Everybody of the pool the project shares
    #[arg(long)]
    from_pool: bool,
    /// Show the change and store nothing
    #[arg(long, short = 'n', global = true)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List people, with what they are put to
    List {
        /// Everybody of the pool the project shares
        #[arg(long)]
        from_pool: bool,
    },
    /// Add somebody
    Add(Box<Person>),
    /// Change what is known of somebody
    Set(Box<Person>),
    /// Give somebody another name, in every task that names them
    Rename {
        /// Their name
        name: String,
        /// Their new name
        new: String,
    },
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
        /// Their part of the task's effort, such as 3h; none for what others leave
        #[arg(long, value_name = "DURATION")]
        effort: Option<String>,
        /// Who else would do; may be given several times; none for nobody else
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
        /// Only who is asked for this skill
        #[arg(long)]
        skill: Option<String>,
    },
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let what = match self.what {
            None => return list(context, self.from_pool).await,
            Some(What::List { from_pool }) => return list(context, from_pool || self.from_pool).await,
            Some(what) => what,
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
        What::List { .. } => {
            return Err(Failure::usage("nothing to change".to_owned(), "planwright people list"));
        }
        What::Add(person) => {
            let (known, zone) = (person.read(context, day)?, person.zone()?);
            let fill = |plan: &_, new: &mut _| person.fill(known, plan, new);
            let zone = zone.as_ref().map(Option::as_deref);
            let drafted = people::add(ports, project, person.name.trim(), zone, fill).await?;
            (drafted, format!("added {}", person.name.trim()))
        }
        What::Set(person) if person.says_nothing() => {
            let hint = "see the flags with: planwright people set --help";
            return Err(Failure::usage("nothing to change was named", hint));
        }
        What::Set(person) => {
            let (known, zone) = (person.read(context, day)?, person.zone()?);
            let fill = |plan: &_, new: &mut _| person.fill(known, plan, new);
            let zone = zone.as_ref().map(Option::as_deref);
            let drafted = people::change(ports, project, &person.name, zone, fill).await?;
            let said = format!("changed {}", named(&drafted, &person.name));
            (drafted, said)
        }
        What::Rename { name, new } => {
            let drafted = people::rename(ports, project, name, new).await?;
            let said = format!("renamed {} to {}", named(&drafted, name), new.trim());
            (drafted, said)
        }
        What::Remove { name } => {
            let drafted = people::remove(ports, project, name).await?;
            let said = format!("removed {}", named(&drafted, name));
            (drafted, said)
        }
        What::Assign { task, name, percent, effort, others, skill } => {
            let found = resolve::task(ports, project, task).await?;
            let part = |text: &str| clearable(text, |text| minutes(text, day));
            let wanted = Wanted {
                name: name.clone(),
                others: alternatives(others),
                skill: skill.clone(),
                percent: *percent,
                effort: effort.as_deref().map(part).transpose()?,
            };
            let drafted = people::assign(ports, project, found.id, &wanted).await?;
            let who = match &name {
                Some(name) => people::called(ports, project, name).await?,
                None => "somebody".to_owned(),
            };
            let said = format!("{}{who} works on {}", newcomers(&drafted.patch), quoted(&found.title));
            (drafted, said)
        }
        What::Unassign { task, name, skill } => {
            let found = resolve::task(ports, project, task).await?;
            let title = quoted(&found.title);
            let said = match (name, skill) {
                (Some(who), _) => format!("{who} works on {title} no more"),
                (None, Some(skill)) => format!("nobody is asked for {skill} on {title} any more"),
                (None, None) => format!("nobody works on {title}"),
            };
            let drafted = people::unassign(ports, project, found.id, name.as_deref(), skill.as_deref());
            (drafted.await?, said)
        }
    })
}

/// How a name was written before the change.
fn named(drafted: &Drafted, name: &str) -> String {
    people::resource(&drafted.before, name).map_or(name.trim(), |person| &person.name).to_owned()
}

/// Who else would do, where that was said; a word for none is nobody.
fn alternatives(names: &[String]) -> Option<Vec<String>> {
    let named = names.iter().filter(|name| !matches!(name.trim(), "none" | "-" | ""));
    (!names.is_empty()).then(|| named.cloned().collect())
}

/// Whom a change adds, so that a name typed wrong is seen.
fn newcomers(patch: &Patch) -> String {
    let new = patch.resources.values().filter_map(|op| match op {
        Op::Create(person) => Some(person.name.clone()),
        _ => None,
    });
    let names: Vec<String> = new.collect();
    if names.is_empty() { String::new() } else { format!("added {}; ", names.join(", ")) }
}

async fn list(context: &Context, from_pool: bool) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let (today, style) = (context.today(), &context.terminal.style);
    if from_pool {
        let crew = read::whole(&ports, pools::of(&ports, head.id).await?).await?;
        return match context.json {
            true => context.terminal.data_json(&json::people(&crew, None)),
            false => Ok(context.terminal.data(&show::people(&crew, None, &[], today, style))?),
        };
    }
    let crew = pools::crew(&ports, head.id).await?;
    let plan = read::whole(&ports, head.id).await?;
    if context.json {
        return context.terminal.data_json(&json::people(&plan, crew.as_ref()));
    }
    let works = match plan.meta().kind {
        ProjectKind::Pool => sharing(&ports, head.id, today).await?.1,
        ProjectKind::Plan => Vec::new(),
    };
    let page = show::people(&plan, crew.as_ref(), &works, today, style);
    if page.is_empty() {
        context.terminal.say("there is nobody yet; add somebody with: planwright people add NAME");
        return Ok(());
    }
    Ok(context.terminal.data(&page)?)
}
