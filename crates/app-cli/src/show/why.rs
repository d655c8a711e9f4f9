//! Why a task is where it is, and what cannot be kept together: the reasons of the schedule in words. Each is told by the
//! names of tasks and people, and by dates; what would have to change follows from them and promises no more.

mod advice;
mod clashes;
mod hands;

use jiff::civil::{Date, DateTime};
use planwright::domain::schedule::{Cause, Clash, Reason};
use planwright::domain::{Dependency, Kind, LagKind, Link, LinkId, Status, TaskId};
use planwright::usecases::schedule::{Lever, Missed, Schedule};

use super::Style;
use super::ink::Meaning;
use super::page::Page;
use super::people::moment;
use super::text::harmless;
use super::words::{Dates, effort};
use clashes::wish;

/// More steps back than this are counted only.
const MOST_STEPS: usize = 40;

/// More advice than this helps nobody.
const MOST_LEVERS: usize = 8;

/// The chain of reasons for the date of a task, and what would have to change.
pub fn explanation(schedule: &Schedule, task: TaskId, today: Date, style: &Style) -> String {
    let teller = Teller::new(schedule, Some(today));
    let chain = steps(schedule, task);
    let title = schedule.project.task(task).map_or("", |task| task.title.as_str());
    let mut page = Page::new(*style, "", Meaning::Plain, title);
    if let Some(text) = teller.overdue(task) {
        page.paragraph("", Meaning::Warning, &text);
    }
    for reason in chain.iter().take(MOST_STEPS) {
        page.paragraph("", Meaning::Heading, &teller.when(reason));
        page.paragraph("  ", Meaning::Plain, &teller.because(reason));
        if let Some(text) = teller.otherwise(reason) {
            page.paragraph("  ", Meaning::Muted, &text);
        }
    }
    if chain.len() > MOST_STEPS {
        let text = format!("… and so on, {} steps more, back to the beginning", chain.len() - MOST_STEPS);
        page.paragraph("", Meaning::Muted, &text);
    }
    let levers = schedule.levers(task, today);
    let mut advice: Vec<String> = levers.iter().map(|one| lever(schedule, task, one, Some(today))).collect();
    if chain.iter().any(|reason| matches!(reason.cause, Cause::Elsewhere { .. })) {
        advice.push("give the project a higher priority than the other has".to_owned());
    }
    if !advice.is_empty() {
        page.section("To have it earlier");
        for text in advice.iter().take(MOST_LEVERS) {
            page.paragraph("- ", Meaning::Plain, text);
        }
    }
    page.out
}

/// The reasons for the date of a task, up to the one that work begins then.
pub fn steps(schedule: &Schedule, task: TaskId) -> Vec<Reason> {
    let mut chain = schedule.why(task);
    if let Some(end) = chain.iter().position(begins) {
        chain.truncate(end + 1);
    }
    chain
}

/// Whether that work begins then is reason enough.
fn begins(reason: &Reason) -> bool {
    reason.cause == Cause::ProjectStart || reason.also.contains(&Cause::ProjectStart)
}

/// A reason in one line of words.
pub fn reason(schedule: &Schedule, reason: &Reason, today: Option<Date>) -> String {
    let teller = Teller::new(schedule, today);
    format!("{}: {}", teller.when(reason), teller.because(reason))
}

/// What would have to change, in one line of words, and when the task would start then.
pub fn lever(schedule: &Schedule, task: TaskId, lever: &Lever, today: Option<Date>) -> String {
    Teller::new(schedule, today).lever(task, lever)
}

/// What cannot be kept: the constraint first, then all that stands against it.
pub fn clash(schedule: &Schedule, clash: &Clash, today: Option<Date>) -> Vec<String> {
    Teller::new(schedule, today).clash(clash)
}

/// A constraint that is missed, in words.
pub(super) fn missed(schedule: &Schedule, missed: &Missed, today: Option<Date>) -> String {
    let teller = Teller::new(schedule, today);
    let verb = if missed.constraint.kind.is_of_finish() { "finishes" } else { "starts" };
    let cost = match (missed.constraint.hard, missed.constraint.cost) {
        (false, Some(cost)) => format!("; missing it costs {cost} a day"),
        _ => String::new(),
    };
    let (task, wish) = (teller.name(missed.task), wish(&missed.constraint, teller.dates));
    format!("{task} {wish}, but {verb} {}{cost}", teller.at(missed.at))
}

/// Tells of a schedule.
struct Teller<'a> {
    schedule: &'a Schedule,
    dates: Dates,
    per_day: u32,
}

impl<'a> Teller<'a> {
    fn new(schedule: &'a Schedule, today: Option<Date>) -> Self {
        Self { schedule, dates: Dates { today }, per_day: schedule.project.meta().minutes_per_day }
    }

    fn name(&self, id: TaskId) -> String {
        harmless(&self.schedule.project.name(id))
    }

    fn at(&self, moment_of: DateTime) -> String {
        moment(moment_of, self.dates)
    }

    fn link(&self, id: LinkId) -> Option<&'a Link> {
        self.schedule.project.link(id)
    }

    fn when(&self, reason: &Reason) -> String {
        // What takes no time closes the day before rather than opening the next.
        let task = self.schedule.project.task(reason.task).filter(|task| task.kind == Kind::Milestone);
        if let Some(slot) = task.and_then(|task| self.schedule.slot(task)) {
            return format!("{} is reached {}", self.name(reason.task), self.at(slot.finish));
        }
        let verb = if reason.of_finish { "finishes" } else { "starts" };
        format!("{} {verb} {}", self.name(reason.task), self.at(self.moment(reason)))
    }

    /// A summary task starts with what is below it, not at midnight before.
    fn moment(&self, reason: &Reason) -> DateTime {
        let project = &self.schedule.project;
        let summary = project.task(reason.task).filter(|task| project.is_summary(task.id));
        let slot = summary.filter(|_| !reason.of_finish).and_then(|task| self.schedule.slot(task));
        slot.map_or(reason.at, |slot| slot.start.max(reason.at))
    }

    /// That a task misses its due date, and by how much.
    fn overdue(&self, id: TaskId) -> Option<String> {
        let task = self.schedule.project.task(id)?;
        let (due, by) = (task.due?, self.schedule.slot(task)?.overdue);
        let by_words = effort(by.unsigned_abs(), self.per_day);
        let text = format!("{} misses its due date, {}, by {by_words}", self.name(id), self.dates.day(due));
        (by > 0).then_some(text)
    }

    fn because(&self, reason: &Reason) -> String {
        if begins(reason) {
            return format!("because {}", self.cause(reason, Cause::ProjectStart));
        }
        let mut text = format!("because {}", self.cause(reason, reason.cause));
        text.push_str(&self.idle(reason).map_or(String::new(), |idle| format!("; {idle}")));
        for other in &reason.also {
            text.push_str(&format!("; and just as much because {}", self.cause(reason, *other)));
        }
        text
    }

    fn cause(&self, reason: &Reason, cause: Cause) -> String {
        let task = reason.task;
        let project = &self.schedule.project;
        match cause {
            Cause::ProjectStart => "work begins then".to_owned(),
            Cause::NotBefore => format!("it {}", self.not_before(task)),
            Cause::Constraint(_) => format!("it {}", self.asked(task)),
            Cause::Link { link, from } => self.wait(link, from),
            Cause::Above(above) => format!("it is a part of {}, which waits", self.name(above)),
            Cause::Below(below) => format!("{}, a part of it, finishes then", self.name(below)),
            Cause::Work => {
                let begun = project.task(task).is_some_and(|task| task.status != Status::Todo);
                let what = if begun { "what is left of its work" } else { "its work" };
                let long = self.takes(task).unwrap_or("that long".to_owned());
                let drawn = self.drawn_out(task).map_or(String::new(), |by| format!(", {by}"));
                format!("{what} takes {long}{drawn}")
            }
            Cause::AsLateAsPossible => {
                let ends = reason.late_for.and_then(|link| self.ends(link));
                format!("it is to be as late as possible{}", ends.unwrap_or_default())
            }
            Cause::Busy { person, with } => {
                let until = self.until(person, with, reason.at);
                let until = until.map_or("before".to_owned(), |until| format!("until {}", self.at(until)));
                format!("{} is at {} {until}", self.who(person), self.name(with))
            }
            Cause::Elsewhere { person, nth } => self.elsewhere(person, nth as usize),
            Cause::Limit { person } => {
                let (who, most) = (self.who(person), self.limits(person));
                format!("{who} works no more than {most}, and has worked that much by then")
            }
        }
    }

    fn not_before(&self, task: TaskId) -> String {
        match self.schedule.project.task(task).and_then(|task| task.start) {
            Some(day) => format!("is not to start before {}", self.dates.day(day)),
            None => "is not to start before".to_owned(),
        }
    }

    /// What is asked of the dates of a task.
    fn asked(&self, task: TaskId) -> String {
        let asked = self.schedule.project.task(task).and_then(|task| task.constraint);
        asked.map_or("is asked to be elsewhere".to_owned(), |asked| wish(&asked, self.dates))
    }

    fn takes(&self, task: TaskId) -> Option<String> {
        let slot = self.schedule.project.task(task).and_then(|task| self.schedule.slot(task))?;
        Some(effort(slot.minutes.max(0) as u64, self.per_day))
    }

    fn wait(&self, link: LinkId, from: TaskId) -> String {
        let from = self.name(from);
        let Some(link) = self.link(link) else { return format!("it waits for {from}") };
        let (verb, of) = match link.dependency {
            Dependency::FinishToStart => ("start", "is finished"),
            Dependency::StartToStart => ("start", "has started"),
            Dependency::FinishToFinish => ("finish", "is finished"),
            Dependency::StartToFinish => ("finish", "has started"),
        };
        let lag = self.lag(link);
        match link.lag {
            0 => format!("it cannot {verb} before {from} {of}"),
            lead if lead < 0 => format!("it cannot {verb} more than {lag} before {from} {of}"),
            _ => format!("it cannot {verb} until {lag} after {from} {of}"),
        }
    }

    /// What comes at the end of a link, and when.
    fn ends(&self, link: LinkId) -> Option<String> {
        let link = self.link(link)?;
        let task = self.schedule.project.task(link.to)?;
        let slot = self.schedule.slot(task)?;
        let (verb, at) = match link.dependency {
            _ if task.kind == Kind::Milestone => ("is reached", slot.finish),
            Dependency::FinishToStart | Dependency::StartToStart => ("starts", slot.start),
            Dependency::FinishToFinish | Dependency::StartToFinish => ("finishes", slot.finish),
        };
        let lag = if link.lag > 0 { format!(", {} later", self.lag(link)) } else { String::new() };
        Some(format!(", and {} {verb} {}{lag}", self.name(link.to), self.at(at)))
    }

    fn lag(&self, link: &Link) -> String {
        let minutes = u64::from(link.lag.unsigned_abs());
        match link.lag_kind {
            LagKind::Elapsed => format!("{} of any time", effort(minutes, 24 * 60)),
            LagKind::Working => effort(minutes, self.per_day),
        }
    }

    fn otherwise(&self, reason: &Reason) -> Option<String> {
        let held = !matches!(reason.cause, Cause::Work | Cause::Below(_) | Cause::ProjectStart);
        let verb = if reason.of_finish { "finish" } else { "start" };
        (held && reason.otherwise < reason.at)
            .then(|| format!("without that it could {verb} {}", self.at(reason.otherwise)))
    }
}
