//! Why a task is where it is, and what cannot be kept together: the reasons of the schedule in words. Each is told by the
//! names of tasks and people, and by dates; what would have to change follows from them and promises no more.

use jiff::civil::{Date, DateTime};
use planwright::domain::schedule::{Cause, Clash, Push, Reason};
use planwright::domain::{
    Constraint, ConstraintKind, Dependency, Kind, LagKind, Link, LinkId, Status, TaskId,
};
use planwright::usecases::schedule::{Change, Lever, Missed, Schedule};

use super::Style;
use super::ink::Meaning;
use super::page::Page;
use super::people::moment;
use super::text::harmless;
use super::words::{Dates, effort, hours};

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

    /// Why nobody who does a task is at work for more than a night.
    fn idle(&self, reason: &Reason) -> Option<String> {
        let from = reason.idle_since?;
        let (first, last) = (from.date(), reason.at.date().yesterday().ok()?);
        if last.duration_since(first).as_hours() < 24 {
            return None;
        }
        let task = self.schedule.project.task(reason.task)?;
        let people = self.schedule.people(task);
        let known = people.iter().filter_map(|name| self.schedule.resource_named(name));
        for person in known {
            let mut away = person.absences.iter().filter(|away| away.first <= last && first < away.last);
            if let Some(away) = away.next() {
                let (name, until) = (harmless(&person.name), self.dates.day(away.last));
                return Some(format!("{name} is away from {} to {until}", self.dates.day(away.first)));
            }
        }
        let days = self.schedule.days();
        let mut each = std::iter::successors(first.tomorrow().ok(), |day| day.tomorrow().ok());
        let holiday = each.by_ref().take_while(|day| *day <= last).find_map(|day| days.holiday(day));
        Some(match holiday {
            Some(name) => format!("from {} on nobody is at work: {}", self.at(from), harmless(name)),
            None => format!("from {} on nobody who does it is at work", self.at(from)),
        })
    }

    fn who(&self, person: u32) -> String {
        let people = self.schedule.model.people();
        people.get(person as usize).map_or("who does it".to_owned(), |person| harmless(&person.name))
    }

    /// The most a person works.
    fn limits(&self, person: u32) -> String {
        let project = self.schedule.project.meta().minutes_per_week;
        let known = self.schedule.model.people().get(person as usize);
        let known = known.and_then(|person| self.schedule.resource(person.resource?));
        let per_day = known.and_then(|known| known.minutes_per_day);
        let per_week = known.and_then(|known| known.minutes_per_week).into_iter().chain(project).min();
        let told = |minutes: Option<u32>, unit: &str| Some(format!("{} a {unit}", hours(minutes?.into())));
        let both: Vec<String> = told(per_day, "day").into_iter().chain(told(per_week, "week")).collect();
        both.join(" and ")
    }

    /// Until when a person is at a task before a moment.
    fn until(&self, person: u32, with: TaskId, before: DateTime) -> Option<DateTime> {
        let stints = self.schedule.leveled.as_ref()?.roster.stints(with);
        let own = stints.iter().filter(|stint| stint.person == Some(person) && stint.finish <= before);
        own.map(|stint| stint.finish).max()
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
                format!("{what} takes {long}")
            }
            Cause::AsLateAsPossible => "it is to be as late as possible".to_owned(),
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

    /// What of another project somebody is at.
    fn elsewhere(&self, person: u32, nth: usize) -> String {
        let (who, taken) = (self.who(person), self.schedule.taken.get(nth));
        let named = taken.zip(self.schedule.pool.as_ref()).and_then(|(taken, pool)| pool.name(taken));
        let what = named.map_or("another project".to_owned(), |(project, task)| {
            format!("{} of the project {}", harmless(&task), harmless(project))
        });
        let until = taken.map_or("before".to_owned(), |taken| format!("until {}", self.at(taken.finish)));
        format!("{who} is at {what} {until}")
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

    fn lever(&self, task: TaskId, lever: &Lever) -> String {
        let what = match lever.change {
            Change::Begin => "begin the project earlier".to_owned(),
            Change::Quicken(task) => format!("do {} in half the time", self.name(task)),
            Change::Unlink(link) => match self.link(link) {
                Some(Link { lag: 0, from, to, .. }) => {
                    format!("let {} not wait for {}", self.name(*to), self.name(*from))
                }
                Some(Link { from, to, .. }) => {
                    format!("let {} wait less for {}", self.name(*to), self.name(*from))
                }
                None => "take a link away".to_owned(),
            },
            Change::Undate(task) => format!("let {} start before its day", self.name(task)),
            Change::Release(task) => format!("ask something else of the dates of {}", self.name(task)),
            Change::Replace(task) => format!("put somebody else to {}", self.name(task)),
            Change::Prefer(task) => format!("give {} a higher priority", self.name(task)),
        };
        let project = &self.schedule.project;
        let closes =
            project.is_summary(task) || project.task(task).is_some_and(|task| task.kind == Kind::Milestone);
        let edge = if closes { "finish" } else { "start" };
        let less = |link| self.link(link).is_some_and(|link| link.lag != 0);
        let best = if matches!(lever.change, Change::Unlink(link) if less(link)) { " at best" } else { "" };
        format!("{what}: the {edge} would be {}{best}", self.at(lever.then))
    }

    fn clash(&self, clash: &Clash) -> Vec<String> {
        match clash {
            Clash::NeverWorked { task } => {
                vec![format!("{} is never done: those who are to do it are never there", self.name(*task))]
            }
            Clash::Constraint { task, kind, earliest, because, .. } => {
                let verb = if kind.is_of_finish() { "finishes" } else { "starts" };
                let mut lines = vec![format!(
                    "{} {}, but {verb} {} at the earliest",
                    self.name(*task),
                    self.asked(*task),
                    self.at(*earliest)
                )];
                lines.extend(because.iter().map(|push| self.push(*push)));
                if because.is_empty() {
                    lines.push("the start of the project and the work itself leave no room".to_owned());
                }
                lines
            }
        }
    }

    fn push(&self, push: Push) -> String {
        match push {
            Push::Link(id) => match self.link(id) {
                Some(link) => format!("{}: {}", self.name(link.to), self.wait(id, link.from)),
                None => "a link".to_owned(),
            },
            Push::NotBefore(task) => format!("{}: it {}", self.name(task), self.not_before(task)),
            Push::Constraint(task) => format!("{}: it {}", self.name(task), self.asked(task)),
        }
    }
}

/// What a constraint asks of a task, after its name.
fn wish(asked: &Constraint, dates: Dates) -> String {
    let what = match asked.kind {
        ConstraintKind::StartNoEarlierThan => "is not to start before",
        ConstraintKind::StartNoLaterThan => "is to start by",
        ConstraintKind::FinishNoEarlierThan => "is not to finish before",
        ConstraintKind::FinishNoLaterThan => "is to be finished by",
        ConstraintKind::MustStartOn => "is to start on",
        ConstraintKind::MustFinishOn => "is to finish on",
        ConstraintKind::AsLateAsPossible => return "is to be as late as possible".to_owned(),
    };
    let day = asked.date.map_or(String::new(), |date| format!(" {}", dates.day(date)));
    let time = asked.time.map_or(String::new(), |at| format!(" {:02}:{:02}", at.hour(), at.minute()));
    let soft = if asked.hard { "" } else { ", if that can be" };
    format!("{what}{day}{time}{soft}")
}
