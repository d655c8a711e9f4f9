//! What a schedule goes by, to be added to a project: calendars, people, assignments, constraints, baselines.

use jiff::civil::{Date, DateTime, Weekday, time};
use planwright_domain::{
    Absence, Assignment, AssignmentId, Availability, Baseline, BaselineId, BaselineTask, Calendar,
    CalendarId, Constraint, ConstraintKind, Exception, Extent, Hours, Kind, Meta, Project, Resource,
    ResourceId, ResourceKind, Shift, Task, TaskId, Version, Week,
};
use proptest::prelude::*;

use super::day;

/// Numbers and words that a schedule is made of, so that a small one is found where a law breaks.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    words: Vec<String>,
    numbers: Vec<u32>,
    yes: Vec<bool>,
    calendars: usize,
    people: usize,
    baselines: usize,
}

/// Any schedule; half of them are empty, as most plans have none.
pub(crate) fn any_schedule(words: BoxedStrategy<String>) -> impl Strategy<Value = Said> {
    let words = proptest::collection::vec(words, 12);
    let numbers = proptest::collection::vec(0u32..1000, 64);
    let yes = proptest::collection::vec(any::<bool>(), 64);
    (words, numbers, yes, 0usize..3, 0usize..3, 0usize..2, any::<bool>()).prop_map(
        |(words, numbers, yes, calendars, people, baselines, none)| {
            let yes = if none { vec![false; 64] } else { yes };
            let some = |n| if none { 0 } else { n };
            Said {
                words,
                numbers,
                yes,
                calendars: some(calendars),
                people: some(people),
                baselines: some(baselines),
            }
        },
    )
}

impl Said {
    /// `project` with this schedule.
    pub(crate) fn of(&self, project: &Project) -> Project {
        let calendars: Vec<Calendar> = (0..self.calendars).map(|i| self.calendar(i)).collect();
        let people: Vec<Resource> = (0..self.people).map(|i| self.person(i)).collect();
        let order: Vec<TaskId> = project.walk().map(|w| w.task.id).collect();
        let tasks = project.tasks().map(|t| self.task(t));
        let mut assignments: Vec<Assignment> = Vec::new();
        for (i, person) in people.iter().enumerate() {
            let task = order[self.number(i + 50) as usize % order.len()];
            let mut a = Assignment::new(AssignmentId::from_bits(i as u128 + 1), task, Some(person.id));
            a.units = 1 + self.number(i + 51);
            a.effort = self.yes(i + 20).then(|| 1 + self.number(i + 52));
            a.skill = self.yes(i + 22).then(|| self.words[i].clone());
            a.alternatives =
                people.iter().map(|p| p.id).filter(|p| *p != person.id && self.yes(i + 24)).collect();
            assignments.push(a);
        }
        let baselines: Vec<Baseline> = (0..self.baselines).map(|i| self.baseline(i, &order)).collect();
        let calendar = calendars.first().map(|c| c.id).filter(|_| self.yes(26));
        let meta = Meta { calendar, ..project.meta().clone() };
        let links = project.links().cloned().collect::<Vec<_>>();
        let whole = Project::assemble(
            project.id(),
            Version::CREATION,
            meta,
            tasks.collect::<Vec<_>>(),
            links,
            Extent::Whole,
        )
        .with_calendars(calendars)
        .with_resources(people)
        .with_assignments(assignments)
        .with_baselines(baselines);
        if planwright_domain::check(&whole).is_empty() { whole } else { project.clone() }
    }

    fn number(&self, i: usize) -> u32 {
        self.numbers[i % self.numbers.len()]
    }

    fn yes(&self, i: usize) -> bool {
        self.yes[i % self.yes.len()]
    }

    fn hours(&self, i: usize) -> Hours {
        let from = (self.number(i) % 600) as u16;
        let to = from + 1 + (self.number(i + 1) % 300) as u16;
        let late = Shift { from: to + 30, to: if self.yes(i) { 1440 } else { to + 60 } };
        Hours::of([Shift { from, to }].into_iter().chain(self.yes(i + 1).then_some(late)))
    }

    fn calendar(&self, i: usize) -> Calendar {
        let mut calendar =
            Calendar::new(CalendarId::from_bits(i as u128 + 1), format!("{} c{i}", self.words[i]));
        calendar.base = (i > 0 && self.yes(i)).then(|| CalendarId::from_bits(1));
        let hours = self.hours(i);
        calendar.week = self.yes(i + 2).then(|| {
            Week::of(|day| match day {
                Weekday::Sunday => Hours::OFF,
                Weekday::Friday => self.hours(i + 4),
                _ => hours.clone(),
            })
        });
        calendar.exceptions = (0..self.number(i) % 3)
            .map(|n| {
                let n = n as usize;
                let first = day(self.number(i + n) as i32 * 3 + 400 * n as i32);
                let last = self.later(first, i + n);
                Exception {
                    name: self.yes(n).then(|| format!("{} {n}", self.words[n + 2])),
                    hours: if self.yes(n + 3) { Hours::OFF } else { self.hours(n + 7) },
                    yearly: self.yes(n + 5),
                    ..Exception::off(first, last)
                }
            })
            .collect();
        calendar.time_zone = self.yes(i + 8).then(|| "Europe/Berlin".to_owned());
        calendar
    }

    fn later(&self, first: Date, i: usize) -> Date {
        first.saturating_add(jiff::Span::new().days(i64::from(self.number(i + 9) % 20)))
    }

    fn person(&self, i: usize) -> Resource {
        let mut person =
            Resource::new(ResourceId::from_bits(i as u128 + 1), format!("{} p{i}", self.words[i + 4]));
        let some = |n: usize, value: u32| self.yes(i + n).then_some(value);
        person.kind = ResourceKind::ALL[self.number(i + 10) as usize % ResourceKind::ALL.len()];
        person.capacity = some(30, 1 + self.number(i + 11)).unwrap_or(100);
        person.efficiency = some(31, 1 + self.number(i + 12)).unwrap_or(100);
        person.calendar =
            some(32, 1).map(|n| CalendarId::from_bits(u128::from(n))).filter(|_| self.calendars > 0);
        let first = day(self.number(i + 13) as i32);
        let last = self.later(first, i + 14);
        person.absences = some(33, 0)
            .map(|_| Absence { first, last, reason: self.yes(i + 34).then(|| self.words[i + 6].clone()) })
            .into_iter()
            .collect();
        let (from, to) = (self.yes(i + 35).then_some(first), self.yes(i + 36).then_some(last));
        person.availability = some(37, self.number(i + 15))
            .map(|percent| Availability { first: from, last: to, percent })
            .into_iter()
            .collect();
        person.minutes_per_day = some(38, 60 * (1 + self.number(i + 16) % 20));
        person.minutes_per_week = some(39, 60 * (1 + self.number(i + 17) % 60));
        person.skills = some(40, 0).map(|_| self.words[i + 8].clone()).into_iter().collect();
        person.email = some(41, 0).map(|_| format!("p{i}@example.org"));
        person
    }

    fn task(&self, task: &Task) -> Task {
        let i = task.id.bits() as usize * 3;
        let some = |n: usize, value: u32| self.yes(i + n).then_some(value);
        let mut task = task.clone();
        let kind = ConstraintKind::ALL[self.number(i + 20) as usize % ConstraintKind::ALL.len()];
        let dated = kind != ConstraintKind::AsLateAsPossible;
        let hard = self.yes(i + 43);
        task.constraint = some(42, 0).map(|_| Constraint {
            kind,
            date: dated.then(|| day(self.number(i + 21) as i32)),
            time: (dated && self.yes(i + 44)).then(|| time((self.number(i) % 24) as i8, 30, 0, 0)),
            hard,
            cost: some(45, self.number(i + 22)).filter(|_| !hard),
        });
        task.interruptible = self.yes(i + 46);
        task.calendar =
            some(47, 1).map(|n| CalendarId::from_bits(u128::from(n))).filter(|_| self.calendars > 0);
        let (start, finish) = self.span(i + 48);
        (task.planned_start, task.planned_finish) = (some(48, 0).map(|_| start), some(49, 0).map(|_| finish));
        if task.kind == Kind::Task {
            task.duration = some(50, 1 + self.number(i + 23));
            task.remaining = some(51, self.number(i + 24));
        }
        task
    }

    fn span(&self, i: usize) -> (DateTime, DateTime) {
        let first = day(self.number(i + 25) as i32);
        let last = self.later(first, i + 26);
        (first.to_datetime(time(8, 0, 0, 0)), last.to_datetime(time(17, 30, 0, 0)))
    }

    fn baseline(&self, i: usize, order: &[TaskId]) -> Baseline {
        let mut baseline = Baseline::new(BaselineId::from_bits(i as u128 + 1), self.words[i + 10].clone());
        baseline.taken_on = self.yes(i + 52).then(|| day(0));
        let planned = |n: usize| {
            let (start, finish) = self.span(n);
            BaselineTask { start, finish, effort: self.yes(n).then(|| self.number(n + 27)) }
        };
        // A baseline in which nothing stands says nothing.
        let told = order.iter().enumerate().filter(|(n, _)| *n == 0 || self.yes(n + 53));
        baseline.tasks = told.map(|(n, id)| (*id, planned(n))).collect();
        baseline
    }
}
