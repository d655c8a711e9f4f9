//! `planwright projects`.

use clap::Subcommand;
use planwright::domain::{Meta, MetaChange, ProjectId, ProjectKind};
use planwright::phrases::duration::DayLength;
use planwright::usecases::projects::{self, Wish};
use planwright::usecases::{Committed, Ports, pools};

use super::calendar::week::working_days;
use super::fields::{clearable, minutes, priority};
use super::zone;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show, words};

/// List, rename, change, archive and delete projects
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List projects
    List {
        /// Archived ones too
        #[arg(long)]
        archived: bool,
    },
    /// Make a project with nothing in it
    New {
        /// Its title
        title: String,
        /// plan, or pool for people that plans share
        #[arg(long, value_name = "KIND", default_value = "plan", value_parser = kind)]
        kind: ProjectKind,
        /// The pool whose people work on it
        #[arg(long, value_name = "NAME")]
        pool: Option<String>,
    },
    /// Give the project another title
    Rename {
        /// The new title
        title: String,
    },
    /// Change the dates and the rules of the project
    Change(Rules),
    /// Put the project out of sight, or back
    Archive {
        /// Bring it back into sight
        #[arg(long)]
        undo: bool,
    },
    /// Delete a project for good, with its log
    ///
    /// This cannot be undone. The exact title confirms that you mean it.
    Delete {
        /// The project's exact title
        title: String,
    },
}

#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
struct Rules {
    /// The first day of work; none to clear it
    #[arg(long, value_name = "DATE")]
    start: Option<String>,
    /// The day by whose end all is to be done; none to clear it
    #[arg(long, value_name = "DATE")]
    deadline: Option<String>,
    /// How deep tasks may be nested, up to 64; the top is level 1
    #[arg(long, value_name = "LEVELS")]
    depth_limit: Option<u32>,
    /// Working minutes of a day
    #[arg(long, value_name = "MINUTES")]
    minutes_per_day: Option<u32>,
    /// The most anybody works for it in a week, such as 20h; none to clear it
    #[arg(long, value_name = "DURATION")]
    per_week: Option<String>,
    /// The days on which work is done, such as mon-thu or mon,wed,fri
    #[arg(long, value_name = "DAYS")]
    working_days: Option<String>,
    /// The zone whose days and hours are meant, such as Europe/Berlin
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// low, medium, high or urgent: of projects that share people the one that matters more has them first; none to clear it
    #[arg(long, value_name = "PRIORITY")]
    priority: Option<String>,
    /// The pool whose people work on it; none for no pool
    #[arg(long, value_name = "NAME")]
    pool: Option<String>,
}

impl Rules {
    fn change(&self, context: &Context, day: DayLength) -> Result<MetaChange, Failure> {
        let date = |text: &String| clearable(text, |text| context.date(text));
        let hours = |text: &String| clearable(text, |text| minutes(text, day));
        Ok(MetaChange {
            start: self.start.as_ref().map(date).transpose()?,
            deadline: self.deadline.as_ref().map(date).transpose()?,
            depth_limit: self.depth_limit,
            minutes_per_day: self.minutes_per_day,
            minutes_per_week: self.per_week.as_ref().map(hours).transpose()?,
            working_days: self.working_days.as_deref().map(working_days).transpose()?,
            time_zone: self.time_zone.as_deref().map(zone::named).transpose()?,
            priority: self.priority.as_ref().map(|text| clearable(text, priority)).transpose()?,
            ..MetaChange::default()
        })
    }
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        match self.what.unwrap_or(What::List { archived: false }) {
            What::List { archived } => list(context, archived).await,
            What::New { title, kind, pool } => {
                let ports = context.ports().await?;
                let pool = match &pool {
                    Some(name) => shared(&ports, name).await?,
                    None => None,
                };
                let meta = Meta { kind, pool, ..context.settings.meta(&title) };
                projects::create(&ports, ports.project_id(), &meta, "new").await?;
                let (what, title) =
                    (if kind == ProjectKind::Pool { "pool" } else { "project" }, words::quoted(&title));
                context.terminal.say(&format!("made the {what} {title}"));
                Ok(())
            }
            What::Rename { title } => {
                let change = MetaChange { title: Some(title.clone()), ..MetaChange::default() };
                let ports = context.ports().await?;
                let head = context.project(&ports).await?;
                projects::change(&ports, head.id, change, &format!("rename to {title}")).await?;
                let (old, new) = (words::quoted(&head.title), words::quoted(&title));
                context.terminal.say(&format!("renamed {old} to {new}"));
                Ok(())
            }
            What::Change(rules) => {
                let ports = context.ports().await?;
                let head = context.project(&ports).await?;
                let change = rules.change(context, projects::day_length(&ports, head.id).await?)?;
                let title = words::quoted(&head.title);
                let committed = match &rules.pool {
                    None => projects::change(&ports, head.id, change, "change the project").await?,
                    Some(name) => {
                        let pool = shared(&ports, name).await?;
                        pools::share(&ports, head.id, pool, change).await?
                    }
                };
                context.terminal.say(&match committed {
                    Committed::Appended(_) => format!("changed {title}"),
                    Committed::AlreadyTrue(_) => format!("{title} is so already"),
                });
                Ok(())
            }
            What::Archive { undo } => {
                let change = MetaChange { archived: Some(!undo), ..MetaChange::default() };
                let word = if undo { "brought back" } else { "archived" };
                let ports = context.ports().await?;
                let head = context.project(&ports).await?;
                projects::change(&ports, head.id, change, word).await?;
                context.terminal.say(&format!("{word} {}", words::quoted(&head.title)));
                Ok(())
            }
            What::Delete { title } => delete(context, &context.ports().await?, &title).await,
        }
    }
}

/// The pool of a name; `None` for a word for none.
pub(super) async fn shared(ports: &Ports<'_>, name: &str) -> Result<Option<ProjectId>, Failure> {
    Ok(match clearable(name, |name| Ok(name.to_owned()))? {
        Some(name) => Some(pools::named(ports, &name).await?.id),
        None => None,
    })
}

fn kind(word: &str) -> Result<ProjectKind, String> {
    ProjectKind::from_word(&word.to_lowercase()).ok_or_else(|| "choose plan or pool".to_owned())
}

async fn list(context: &Context, archived: bool) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let mut heads = projects::list(&ports).await?;
    heads.retain(|head| archived || !head.archived);
    if context.json {
        return context.terminal.data_json(&json::projects(&heads));
    }
    if heads.is_empty() {
        context
            .terminal
            .say("there is no project yet; make one with: planwright plan \"what you want to do\"");
        return Ok(());
    }
    Ok(context.terminal.data(&show::projects(&heads, &context.terminal.style))?)
}

async fn delete(context: &Context, ports: &Ports<'_>, title: &str) -> Result<(), Failure> {
    let wish = context.wish().unwrap_or(title);
    let head = projects::choose(ports, Wish { named: Some(wish), repository: None }).await?;
    projects::delete(ports, &head, title).await?;
    context.terminal.say(&format!("deleted {} for good", words::quoted(&head.title)));
    Ok(())
}
