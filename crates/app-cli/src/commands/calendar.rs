//! `planwright calendar`.

pub(super) mod week;

use clap::Subcommand;
use jiff::civil::Date;
use planwright::domain::{Calendar, CalendarId, Exception};
use planwright::usecases::people::{self, Facts, For};
use planwright::usecases::plan::Drafted;
use planwright::usecases::{Ports, read, resolve};

use super::fields::clearable;
use super::operation::conclude;
use super::spans::days;
use super::zone;
use crate::context::Context;
use crate::failure::Failure;
use crate::{json, show};

/// List and change calendars: when work is done
///
/// A project without a calendar works on its working days, each as long as its minutes per day say.
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
    /// List calendars
    List,
    /// Show months of a calendar: working days, days off, holidays and absences
    Show {
        /// The calendar; the project's when left out
        name: Option<String>,
        /// A person, by name: their calendar with their absences
        #[arg(long, value_name = "NAME", conflicts_with = "name")]
        person: Option<String>,
        /// A day of the first month, such as 2026-05-01; today when left out
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// How many months
        #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=24))]
        months: u8,
    },
    /// Add a calendar
    Add {
        /// Its name
        name: String,
        /// Its working week, such as "mon-thu 9:00-12:00,13:00-17:00; fri 9:00-13:00"
        #[arg(long)]
        hours: Option<String>,
        /// The calendar that says what this one does not
        #[arg(long, value_name = "NAME")]
        base: Option<String>,
        /// The zone whose clock its hours are read from, such as Europe/Berlin
        #[arg(long, value_name = "ZONE")]
        time_zone: Option<String>,
    },
    /// Change a calendar
    Set {
        /// Its name
        name: String,
        /// Its new name
        #[arg(long, value_name = "NAME")]
        rename: Option<String>,
        /// Its working week; none for that of its base
        #[arg(long)]
        hours: Option<String>,
        /// The calendar that says what this one does not; none to clear it
        #[arg(long, value_name = "NAME")]
        base: Option<String>,
        /// The zone whose clock its hours are read from; none for the project's
        #[arg(long, value_name = "ZONE")]
        time_zone: Option<String>,
    },
    /// Say that days are off, in the project's calendar unless another is named
    Holiday {
        /// The days, such as 2026-12-24 or 2026-12-24..2026-12-26
        days: String,
        /// What they are called
        #[arg(long)]
        name: Option<String>,
        /// They come back every year
        #[arg(long)]
        yearly: bool,
        /// The calendar
        #[arg(long = "in", value_name = "NAME")]
        calendar: Option<String>,
    },
    /// Say that work is done on days, in the project's calendar unless another is named
    Workday {
        /// The days, such as 2026-05-09 or 2026-05-09..2026-05-10
        days: String,
        /// The hours of each, such as 9:00-12:00,13:00-17:00
        #[arg(long, default_value = "9:00-17:00")]
        hours: String,
        /// What they are called
        #[arg(long)]
        name: Option<String>,
        /// The calendar
        #[arg(long = "in", value_name = "NAME")]
        calendar: Option<String>,
    },
    /// Take back what holidays and workdays say of days: they are as the week says again
    Usual {
        /// The days, such as 2026-12-24 or 2026-12-24..2026-12-26
        days: String,
        /// The calendar
        #[arg(long = "in", value_name = "NAME")]
        calendar: Option<String>,
    },
    /// Use a calendar for the project, a task or a person
    Use {
        /// Its name; none for none
        name: String,
        /// A task, by wbs code, id or title
        #[arg(long, value_name = "TASK", conflicts_with = "person")]
        task: Option<String>,
        /// A person, by name
        #[arg(long, value_name = "NAME")]
        person: Option<String>,
    },
    /// Remove a calendar that nothing uses
    Remove {
        /// Its name
        name: String,
    },
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let what = match self.what.unwrap_or(What::List) {
            What::List => return list(context).await,
            What::Show { name, person, from, months } => {
                let first = from.as_deref().map_or(Ok(context.today()), |text| context.date(text))?;
                return shown(context, name.as_deref(), person.as_deref(), (first, months)).await;
            }
            what => what,
        };
        let ports = context.ports_for(self.dry_run).await?;
        let (drafted, said) = drafted(context, &ports, &what).await?;
        conclude(context, &ports, drafted, self.dry_run, |_| said).await
    }
}

async fn drafted(context: &Context, ports: &Ports<'_>, what: &What) -> Result<(Drafted, String), Failure> {
    let project = context.project(ports).await?.id;
    Ok(match what {
        What::List | What::Show { .. } => {
            return Err(Failure::usage("nothing to change", "planwright calendar list"));
        }
        What::Add { name, hours, base, time_zone } => {
            let week = hours.as_deref().map(week::week).transpose()?;
            let time_zone = time_zone.as_deref().map(zone::named).transpose()?;
            let new = Calendar { week, time_zone, ..Calendar::new(CalendarId::from_bits(0), name.as_str()) };
            let drafted = people::add_calendar(ports, project, new, base.as_deref()).await?;
            (drafted, format!("added the calendar {name}"))
        }
        What::Holiday { days: text, name, yearly, calendar } => {
            let (first, last) = days(context, text)?;
            let off = Exception { name: name.clone(), yearly: *yearly, ..Exception::off(first, last) };
            (people::add_exception(ports, project, calendar.as_deref(), off).await?, format!("off: {text}"))
        }
        What::Set { rename: None, hours: None, base: None, time_zone: None, .. } => {
            let hint = "see the flags with: planwright calendar set --help";
            return Err(Failure::usage("nothing to change was named", hint));
        }
        What::Set { name, rename, hours, base, time_zone } => {
            let facts = Facts {
                name: rename.clone(),
                base: base.as_deref().map(|text| clearable(text, |text| Ok(text.to_owned()))).transpose()?,
                week: hours.as_deref().map(|text| clearable(text, week::week)).transpose()?,
                zone: time_zone.as_deref().map(|text| clearable(text, zone::named)).transpose()?,
            };
            let drafted = people::change_calendar(ports, project, name, facts).await?;
            (drafted, format!("changed the calendar {name}"))
        }
        What::Workday { days: text, hours, name, calendar } => {
            let (first, last) = days(context, text)?;
            let hours = week::hours(hours)?;
            let work = Exception { name: name.clone(), hours, ..Exception::off(first, last) };
            (people::add_exception(ports, project, calendar.as_deref(), work).await?, format!("work: {text}"))
        }
        What::Usual { days: text, calendar } => {
            let span = days(context, text)?;
            let drafted = people::remove_exceptions(ports, project, calendar.as_deref(), span).await?;
            (drafted, format!("as usual: {text}"))
        }
        What::Use { name, task, person } => {
            let whom = match (task, person) {
                (Some(task), _) => For::Task(resolve::task(ports, project, task).await?.id),
                (None, Some(person)) => For::Person(person.clone()),
                (None, None) => For::Project,
            };
            let wanted = (name != "none").then_some(name.as_str());
            (people::use_calendar(ports, project, wanted, &whom).await?, format!("calendar: {name}"))
        }
        What::Remove { name } => {
            (people::remove_calendar(ports, project, name).await?, format!("removed the calendar {name}"))
        }
    })
}

/// Months of a calendar, or of somebody.
async fn shown(
    context: &Context,
    name: Option<&str>,
    person: Option<&str>,
    (first, count): (Date, u8),
) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let project = read::whole(&ports, head.id).await?;
    let person = person.map(|name| people::resource(&project, name)).transpose()?;
    let calendar = match name {
        Some(name) => Some(people::calendar(&project, name)?.id),
        None => person.and_then(|person| person.calendar),
    };
    let seen = show::Months { project: &project, calendar, person, first, count, today: context.today() };
    if context.json {
        return context.terminal.data_json(&json::days(&seen));
    }
    Ok(context.terminal.data(&show::months(&seen, &context.terminal.style))?)
}

async fn list(context: &Context) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let plan = read::whole(&ports, head.id).await?;
    if context.json {
        return context.terminal.data_json(&json::calendars(&plan));
    }
    if plan.calendars().len() == 0 {
        context
            .terminal
            .say("there is no calendar yet; say a day off with: planwright calendar holiday DATE");
        return Ok(());
    }
    Ok(context.terminal.data(&show::calendars(&plan, context.today(), &context.terminal.style))?)
}
