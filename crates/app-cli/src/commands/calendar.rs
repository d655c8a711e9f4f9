//! `planwright calendar`.

use clap::Subcommand;
use jiff::civil::Weekday;
use planwright::domain::{Calendar, CalendarId, Exception, Hours, Shift, Week};
use planwright::usecases::people::{self, For};
use planwright::usecases::plan::Drafted;
use planwright::usecases::{Ports, read, resolve};

use super::operation::conclude;
use super::people::days;
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
    Ok(match what {
        What::List => return Err(Failure::usage("nothing to change".to_owned(), "planwright calendar list")),
        What::Add { name, hours, base } => {
            let week = hours.as_deref().map(week).transpose()?;
            let new = Calendar { week, ..Calendar::new(CalendarId::from_bits(0), name.as_str()) };
            let drafted = people::add_calendar(ports, project, new, base.as_deref()).await?;
            (drafted, format!("added the calendar {name}"))
        }
        What::Holiday { days: text, name, yearly, calendar } => {
            let (first, last) = days(context, text)?;
            let off = Exception { name: name.clone(), yearly: *yearly, ..Exception::off(first, last) };
            (people::add_exception(ports, project, calendar.as_deref(), off).await?, format!("off: {text}"))
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

async fn list(context: &Context) -> Result<(), Failure> {
    let ports = context.reading().await?;
    let head = context.project(&ports).await?;
    let plan = read::whole(&ports, head.id).await?;
    if context.json {
        return context.terminal.data_json(&json::project(&plan, context.today()));
    }
    if plan.calendars().len() == 0 {
        context
            .terminal
            .say("there is no calendar yet; say a day off with: planwright calendar holiday DATE");
        return Ok(());
    }
    Ok(context.terminal.data(&show::calendars(&plan, context.today()))?)
}

/// A working week such as `mon-thu 9:00-12:00,13:00-17:00; fri 9:00-13:00`.
fn week(text: &str) -> Result<Week, Failure> {
    let odd = || {
        let hint = "give days and hours, such as \"mon-thu 9:00-12:00,13:00-17:00; fri 9:00-13:00\"";
        Failure::usage(format!("{text:?} is not a working week"), hint)
    };
    let mut hours: [Vec<Shift>; 7] = Default::default();
    for part in text.split(';').filter(|part| !part.trim().is_empty()) {
        let (days, shifts) = part.trim().split_once(char::is_whitespace).ok_or_else(odd)?;
        let shifts = shifts.split(',').map(shift).collect::<Option<Vec<_>>>().ok_or_else(odd)?;
        for range in days.split(',') {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last) = (weekday(first).ok_or_else(odd)?, weekday(last).ok_or_else(odd)?);
            let mut day = first;
            loop {
                hours[day].extend(shifts.iter().copied());
                if day == last {
                    break;
                }
                day = (day + 1) % 7;
            }
        }
    }
    let of = |day: Weekday| Hours::of(hours[day.to_monday_zero_offset() as usize].iter().copied());
    Ok(Week::of(of))
}

fn weekday(word: &str) -> Option<usize> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.trim().to_lowercase();
    DAYS.iter().position(|day| word.len() >= 2 && day.starts_with(&word))
}

fn shift(text: &str) -> Option<Shift> {
    let (from, to) = text.trim().split_once('-')?;
    let (from, to) = (clock(from)?, clock(to)?);
    (from < to).then_some(Shift { from, to })
}

/// `9`, `9:30` or `24:00` in minutes from midnight.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60 && hours * 60 + minutes <= 1440).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_read_as_people_write_it() {
        let week = week("mon-thu 9:00-12:00,13-17; fr 9-13").ok();
        let minutes = |day| week.as_ref().map(|week: &Week| week.on(day).minutes());
        assert_eq!(minutes(Weekday::Monday), Some(420));
        assert_eq!(minutes(Weekday::Friday), Some(240));
        assert_eq!(minutes(Weekday::Sunday), Some(0));
    }

    #[test]
    fn what_is_no_week_is_told() {
        for odd in ["mon", "mon 9", "mon 17-9", "xyz 9-17", "mon 9-25", "m 9-17"] {
            assert!(week(odd).is_err(), "{odd}");
        }
    }
}
