//! What could be done about a plan that is too big for its deadline: which tasks to leave out, whom to add, what day would
//! hold, how many hours a week it would take. Every figure comes from a schedule of a copy of the plan with that change and
//! no other; nothing is stored, and nothing is promised that was not scheduled.

mod drop;
mod hours;
mod people;
#[cfg(test)]
mod tests;
mod trial;

use jiff::civil::Date;
use planwright_domain::TaskId;
use planwright_domain::schedule::Spread;

use crate::forecast::forecast;
use crate::schedule::Schedule;
use crate::{Ports, Refused};

use trial::Trial;

/// How sure the later day is to hold, in per cent.
pub const SURE: u32 = 80;

/// No more tasks than this in all runs of the forecast together.
const MOST_DRAWN: u64 = 2_000_000;

/// What could be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day it is to be finished by.
    pub deadline: Date,
    /// The day it would be finished as it is planned.
    pub finish: Date,
    /// What to leave out, or to put off until later; `None` where nothing that could be left out is enough.
    pub drop: Option<Dropped>,
    /// Whom to add, those that help most first.
    pub people: Vec<More>,
    /// The day that holds in 80 % of all runs, when nothing is changed.
    pub sure: Option<Date>,
    /// Longer weeks; `None` where even the longest are not enough.
    pub hours: Option<Hours>,
    /// There was no time to try everything.
    pub stopped: bool,
}

/// Tasks that are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// What matters least first. Take any of them back and the deadline is missed.
    pub tasks: Vec<TaskId>,
    /// Their effort together, in minutes.
    pub effort: u64,
    /// The day the rest is finished.
    pub finish: Date,
}

/// People who are added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// Who.
    pub who: Who,
    /// How many.
    pub count: u32,
    /// The day it is finished then.
    pub finish: Date,
}

/// Who is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Somebody who would do for this person.
    Like(String),
    /// Somebody with this skill.
    Skilled(String),
    /// Somebody who takes a share of everything critical.
    Helper,
}

/// Longer weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// Minutes of a week now.
    pub from: u32,
    /// Minutes of a week that are enough.
    pub to: u32,
    /// The day it is finished then.
    pub finish: Date,
}

/// What could be done about a plan that misses its deadline; `None` where it does not. `should_stop` is asked before every
/// schedule.
///
/// # Errors
/// [`Refused::Senseless`] for a plan without a deadline.
pub fn options(
    ports: &Ports<'_>,
    plan: &Schedule,
    today: Date,
    should_stop: &mut dyn FnMut() -> bool,
) -> Result<Option<Options>, Refused> {
    let Some(deadline) = plan.project.meta().deadline else {
        return Err(Refused::senseless(
            "wanted options for a deadline, but the project has none",
            "set one with: planwright projects change --deadline DATE, or try one with: planwright what-if \"deadline DATE\"",
        ));
    };
    let Some((_, finish, _)) = plan.span() else { return Ok(None) };
    if finish <= deadline {
        return Ok(None);
    }
    let mut trial = Trial::new(ports, plan, deadline, today, should_stop);
    let drop = drop::least(&mut trial);
    let people = people::more(&mut trial, finish);
    let hours = hours::longer(&mut trial);
    let stopped = trial.stopped;
    let sure = if stopped { None } else { sure(plan) };
    Ok(Some(Options { deadline, finish, drop, people, sure, hours, stopped }))
}

/// The day by which so many runs of the plan as it is are finished.
fn sure(plan: &Schedule) -> Option<Date> {
    let tasks = plan.project.tasks().len().max(1) as u64;
    let runs = (MOST_DRAWN / tasks).clamp(100, 1000) as u32;
    Some(forecast(plan, runs, 1, Spread::default(), &|_| {}).ok()?.finish(SURE))
}
