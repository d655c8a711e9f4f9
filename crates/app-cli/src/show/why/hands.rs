//! What is told of those who do a task: who is at what, away, at another project, or has worked as much as they do.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use planwright::domain::TaskId;
use planwright::domain::schedule::Reason;

use super::Teller;
use crate::show::text::harmless;
use crate::show::words::hours;

impl Teller<'_> {
    /// Why nobody who does a task is at work for more than a night.
    pub(super) fn idle(&self, reason: &Reason) -> Option<String> {
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
        let from = self.at(from);
        Some(match holiday {
            Some(name) => format!("from {from} on nobody is at work: {}", harmless(name)),
            None if people.is_empty() => format!("from {from} on no work is done"),
            None => format!("from {from} on nobody who does it is at work"),
        })
    }

    pub(super) fn who(&self, person: u32) -> String {
        let people = self.schedule.model.people();
        people.get(person as usize).map_or("who does it".to_owned(), |person| harmless(&person.name))
    }

    /// The most a person works.
    pub(super) fn limits(&self, person: u32) -> String {
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
    pub(super) fn until(&self, person: u32, with: TaskId, before: DateTime) -> Option<DateTime> {
        let stints = self.schedule.leveled.as_ref()?.roster.stints(with);
        let own = stints.iter().filter(|stint| stint.person == Some(person) && stint.finish <= before);
        own.map(|stint| stint.finish).max()
    }

    /// What of another project somebody is at.
    pub(super) fn elsewhere(&self, person: u32, nth: usize) -> String {
        let (who, taken) = (self.who(person), self.schedule.taken.get(nth));
        let named = taken.zip(self.schedule.pool.as_ref()).and_then(|(taken, pool)| pool.name(taken));
        let what = named.map_or("another project".to_owned(), |(project, task)| {
            format!("{} of the project {}", harmless(&task), harmless(project))
        });
        let until = taken.map_or("before".to_owned(), |taken| format!("until {}", self.at(taken.finish)));
        format!("{who} is at {what} {until}")
    }

    /// Why the work on a task takes longer than it is worked on: limits of those who do it, or something else in between.
    pub(super) fn drawn_out(&self, task: TaskId) -> Option<String> {
        let roster = &self.schedule.leveled.as_ref()?.roster;
        let task = self.schedule.project.task(task)?;
        let takes = self.schedule.slot(task)?.minutes;
        let mut worked: BTreeMap<u32, i64> = BTreeMap::new();
        for piece in roster.pieces(task.id) {
            if let Some(person) = piece.person {
                *worked.entry(person).or_default() += piece.finish.duration_since(piece.start).as_mins();
            }
        }
        let drawn: Vec<u32> =
            worked.iter().filter(|(_, minutes)| **minutes < takes).map(|(who, _)| *who).collect();
        if drawn.is_empty() || drawn.len() < worked.len() {
            return None;
        }
        let limited = drawn.into_iter().map(|who| (who, self.limits(who))).find(|(_, most)| !most.is_empty());
        match limited {
            Some((who, most)) => Some(format!("as {} works no more than {most}", self.who(who))),
            None => task.interruptible.then(|| "as it is left for something else in between".to_owned()),
        }
    }
}
