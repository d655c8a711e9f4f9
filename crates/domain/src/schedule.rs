//! The schedule: what a project's efforts, links and dates amount to in time. Pure arithmetic on working minutes; it
//! judges no rule, changes nothing, and planned dates never become constraints.
//!
//! [`Model`] compiles a project: calendars, people, constraints and progress become lines of working time, efforts on
//! them and bounds. [`Timetable`] holds the two passes over it (early and late times, slack, the critical tasks), says why
//! a task is where it is ([`Reason`]) and which hard constraints cannot be together ([`Clash`]). Zones come in as tables
//! ([`Zones`]), for this file looks nothing up. [`WorkTime`] and [`Work`] are the same for a plan without people.

mod aims;
mod asked;
mod axis;
mod because;
mod buffers;
mod busy;
mod calendar;
mod clash;
mod clock;
mod day;
mod driving;
mod elsewhere;
mod gather;
mod hours;
mod items;
mod late;
pub mod level;
mod line;
mod lists;
mod model;
mod passes;
mod past;
mod place;
mod retime;
mod roster;
mod seats;
mod sequence;
mod slip;
mod staff;
#[cfg(test)]
mod tests;
mod timetable;
mod uncertainty;
mod unmet;
mod variance;
mod weave;
mod why;
mod zone;

pub use buffers::{Buffers, Chain, Feeding, Fever, Piece, Sizing, Zone as FeverZone};
pub use calendar::WorkTime;
pub use clash::{Clash, Push};
pub use day::{Day, days};
pub use hours::{unstated_hours, unstated_week};
pub use model::{Given, Model};
pub use past::Past;
pub use roster::{Roster, Stint, Taken};
pub use slip::Slip;
pub use staff::Person;
pub use timetable::{Dates, Times, Timetable, Verdict};
pub use uncertainty::{Forecast, Influence, Runs, Shape, Spread, Uncertainty};
pub use unmet::{Unmet, Why as WhyUnmet, unmet};
pub use variance::{Comparison, Dated, Fate, Variance};
pub use why::{Cause, Reason};
pub use zone::{Zone, Zones};

use jiff::civil::Date;

use crate::status::{Kind, Status};
use crate::task::Task;

/// What the schedule has to know about a task.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Working minutes from start to finish; `None` when nobody has said: it counts as none. Of a summary task it has no
    /// meaning.
    pub minutes: Option<u32>,
    /// It does not start before this day.
    pub not_before: Option<Date>,
    /// It should be finished by the end of this working day.
    pub due: Option<Date>,
}

impl Work {
    /// What `task` alone says of itself: its effort is the working time of one person; a milestone and what is cancelled
    /// take none; what is closed is no longer due.
    pub fn of(task: &Task) -> Self {
        let minutes = match (task.kind, task.status) {
            (Kind::Milestone, _) | (_, Status::Cancelled) => Some(0),
            (Kind::Task, Status::Done) => Some(task.effort.unwrap_or(0)),
            (Kind::Task, _) => task.effort,
        };
        Self { minutes, not_before: task.start, due: task.due.filter(|_| !task.status.is_closed()) }
    }

    /// What is left of it: nothing of what is closed, and of what has begun not the minutes that were spent already.
    pub fn left(task: &Task) -> Self {
        if task.status.is_closed() {
            return Self { minutes: Some(0), ..Self::default() };
        }
        let mut work = Self::of(task);
        if task.status != Status::Todo {
            work.minutes = work.minutes.map(|minutes| minutes.saturating_sub(task.actual.unwrap_or(0)));
        }
        work
    }
}
