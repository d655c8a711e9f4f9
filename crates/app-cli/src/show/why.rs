//! Why a task is where it is, and what cannot be kept together: the reasons of the schedule in words. Each is told by the
//! names of tasks and people, and by dates; what would have to change follows from them and promises no more.

use jiff::civil::{Date, DateTime};
use planwright::domain::schedule::{Cause, Clash, Push, Reason, Stint, Taken};
use planwright::domain::{Dependency, Kind, LagKind, Link, LinkId, TaskId};
use planwright::usecases::schedule::Schedule;

use super::Style;
use super::ink::Meaning;
use super::page::Page;
use super::people::{constraint, moment};
use super::text::harmless;
use super::words::{Dates, effort};

/// More steps back than this are counted only.
const MOST_STEPS: usize = 40;

/// The chain of reasons for the date of a task, and what would have to change.
pub fn explanation(schedule: &Schedule, task: TaskId, today: Date, style: &Style) -> String {
    let teller = Teller::new(schedule, Some(today));
    let chain = steps(schedule, task);
    let title = schedule.project.task(task).map_or("", |task| task.title.as_str());
    let mut page = Page::new(*style, "", Meaning::Plain, title);
    if let Some(text) = teller.moved(task) {
        page.paragraph("", Meaning::Heading, &text);
        page.paragraph("  ", Meaning::Muted, "Its links and dates alone would have it so:");
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
    let levers: Vec<String> = match teller.moved(task) {
        Some(_) => {
            let name = teller.name(task);
            let matters = match teller.waits_elsewhere(task) {
                true => "give the project a higher priority than the other has".to_owned(),
                false => format!("give {name} a higher priority"),
            };
            vec![format!("put somebody else to {name}"), matters]
        }
        None => chain.iter().filter_map(|reason| teller.lever(reason)).collect(),
    };
    if !levers.is_empty() {
        page.section("To have it earlier");
        for lever in levers.iter().take(8) {
            page.paragraph("- ", Meaning::Plain, lever);
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

/// What cannot be kept: the constraint first, then all that stands against it.
pub fn clash(schedule: &Schedule, clash: &Clash, today: Option<Date>) -> Vec<String> {
    Teller::new(schedule, today).clash(clash)
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

    /// Where leveling put a task later than its links and dates do: who does it, and what they are at before.
    fn moved(&self, id: TaskId) -> Option<String> {
        let leveled = self.schedule.leveled.as_ref()?;
        let (start, _) = leveled.roster.dates(id)?;
        if start <= self.schedule.table.dates(id)?.start {
            return None;
        }
        let own = leveled.roster.stints(id);
        let before = |other: &TaskId| {
            let theirs = leveled.roster.stints(*other);
            let same =
                theirs.iter().filter(|s| s.person.is_some() && own.iter().any(|o| o.person == s.person));
            same.filter(|s| s.finish <= start).map(|s| (s.finish, s.person)).max()
        };
        let open = self.schedule.open().map(|task| task.id).filter(|other| *other != id);
        let last = open.filter_map(|other| Some((before(&other)?, other))).max();
        let when = format!("{} starts {}, as people's time allows", self.name(id), self.at(start));
        if let Some(text) = self.elsewhere(start, &own) {
            return Some(format!("{when}: {text}"));
        }
        Some(match last {
            Some(((until, Some(person)), other)) => {
                let people = self.schedule.model.people();
                let who = people.get(person as usize).map_or("who does it".to_owned(), |p| harmless(&p.name));
                format!("{when}: {who} is at {} until {}", self.name(other), self.at(until))
            }
            _ => format!("{when}: what it waits for is done later"),
        })
    }

    /// Whether it waits for what another project of the pool takes.
    fn waits_elsewhere(&self, id: TaskId) -> bool {
        let Some(leveled) = &self.schedule.leveled else { return false };
        let start = leveled.roster.dates(id).map(|(start, _)| start);
        start.is_some_and(|start| self.elsewhere(start, &leveled.roster.stints(id)).is_some())
    }

    /// What another project of the pool takes of those who do a task, where that is over last before it starts.
    fn elsewhere(&self, start: DateTime, own: &[Stint]) -> Option<String> {
        let people = self.schedule.model.people();
        let does = |taken: &&Taken| {
            let person = |stint: &Stint| people.get(stint.person? as usize)?.resource;
            own.iter().any(|stint| person(stint) == Some(taken.resource))
        };
        let before = self.schedule.taken.iter().filter(|taken| taken.finish <= start);
        let last = before.filter(does).max_by_key(|taken| (taken.finish, taken.project, taken.task))?;
        // What they do here after that is the nearer reason.
        let leveled = self.schedule.leveled.as_ref()?;
        let theirs = self.schedule.open().flat_map(|task| leveled.roster.stints(task.id));
        let mut here = theirs.filter(|s| s.finish <= start && s.finish >= last.finish && s.person.is_some());
        if here.any(|stint| own.iter().any(|own| own.person == stint.person)) {
            return None;
        }
        let (project, task) = self.schedule.pool.as_ref()?.name(last)?;
        let who =
            self.schedule.resource(last.resource).map_or("who does it".to_owned(), |r| harmless(&r.name));
        let (task, project) = (harmless(&task), harmless(project));
        Some(format!("{who} is at {task} of the project {project} until {}", self.at(last.finish)))
    }

    fn because(&self, reason: &Reason) -> String {
        if begins(reason) {
            return format!("because {}", self.cause(reason.task, Cause::ProjectStart));
        }
        let mut text = format!("because {}", self.cause(reason.task, reason.cause));
        // A night between two days needs no telling.
        let long = |since: &DateTime| reason.at.date().duration_since(since.date()).as_hours() > 24;
        if let Some(since) = reason.idle_since.filter(long) {
            text.push_str(&format!("; from {} on nobody who does it is at work", self.at(since)));
        }
        for other in &reason.also {
            text.push_str(&format!("; and just as much because {}", self.cause(reason.task, *other)));
        }
        text
    }

    fn cause(&self, task: TaskId, cause: Cause) -> String {
        let project = &self.schedule.project;
        match cause {
            Cause::ProjectStart => "work begins then".to_owned(),
            Cause::NotBefore => match project.task(task).and_then(|t| t.start) {
                Some(day) => format!("it is not to start before {}", self.dates.day(day)),
                None => "it is not to start before".to_owned(),
            },
            Cause::Constraint(kind) => match project.task(task).and_then(|t| t.constraint) {
                Some(asked) => format!("it is asked to {}", constraint(&asked, self.dates)),
                None => format!("it is asked to {}", kind.word().replace('_', " ")),
            },
            Cause::Link { link, from } => self.wait(link, from),
            Cause::Above(above) => format!("it is a part of {}, which waits", self.name(above)),
            Cause::Below(below) => format!("{}, a part of it, finishes then", self.name(below)),
            Cause::Work => match self.takes(task) {
                Some(takes) => format!("its work takes {takes}"),
                None => "its work takes that long".to_owned(),
            },
            Cause::AsLateAsPossible => "it is to be as late as possible".to_owned(),
            Cause::Busy { person, with } => {
                let people = self.schedule.model.people();
                let who = people.get(person as usize).map_or("who does it".to_owned(), |p| harmless(&p.name));
                format!("{who} is at {} before", self.name(with))
            }
        }
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

    /// What would have to change, where it is this alone.
    fn lever(&self, reason: &Reason) -> Option<String> {
        if begins(reason) {
            return Some("begin the project earlier".to_owned());
        }
        if !reason.also.is_empty() || reason.otherwise >= reason.at {
            return None;
        }
        let task = self.name(reason.task);
        Some(match reason.cause {
            Cause::Work => match self.takes(reason.task) {
                Some(takes) => format!("do {task} in less than {takes}"),
                None => format!("do {task} faster"),
            },
            Cause::Link { from, .. } => format!("let {task} wait less for {}", self.name(from)),
            Cause::NotBefore => format!("let {task} start before its day"),
            Cause::Constraint(_) => format!("ask something else of the dates of {task}"),
            Cause::AsLateAsPossible => format!("do not ask {task} to be as late as possible"),
            Cause::Busy { .. } => format!("put somebody else to {task}"),
            Cause::ProjectStart | Cause::Above(_) | Cause::Below(_) => return None,
        })
    }

    fn clash(&self, clash: &Clash) -> Vec<String> {
        match clash {
            Clash::NeverWorked { task } => {
                vec![format!("{} is never done: those who are to do it are never there", self.name(*task))]
            }
            Clash::Constraint { task, kind, allowed, earliest, because } => {
                let mut lines = vec![format!(
                    "{} is to {} ({}), and cannot before {}",
                    self.name(*task),
                    kind.word().replace('_', " "),
                    self.at(*allowed),
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
            Push::NotBefore(task) => format!("{}: {}", self.name(task), self.cause(task, Cause::NotBefore)),
            Push::Constraint(task) => {
                let asked = self.schedule.project.task(task).and_then(|t| t.constraint);
                let asked = asked.map_or(String::new(), |asked| constraint(&asked, self.dates));
                format!("{}: it is asked to {asked}", self.name(task))
            }
        }
    }
}
