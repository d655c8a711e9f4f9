//! How much everybody has to do, day by day, beside how much of them there is: of a levelled schedule exactly what it
//! placed. Of another the effort of a task is spread evenly over the time in which those who do it are there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Time, Weekday};
use planwright_domain::{Project, Resource, ResourceKind, Task, TaskId, alike};

use super::{Days, Leveled, Portrait, Schedule, Slot, effort_left};

/// Nothing is spread over more days.
const MOST_DAYS: usize = 36_600;

/// How much there is to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Load {
    /// Everybody who has to do anything, the busiest first, and last what nobody is put to.
    pub people: Vec<PersonLoad>,
}

/// What one person has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLoad {
    /// Their name; `None` stands for what nobody is put to.
    pub name: Option<String>,
    /// By day, in order; days with nothing to do are left out.
    pub days: BTreeMap<Date, Portion>,
}

/// Work beside the time there is for it, in minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Portion {
    /// What there is to do.
    pub work: u32,
    /// How much of the person there is; 0 for what nobody is put to.
    pub available: u32,
    /// More is to be done on some day than there is of the person.
    pub overloaded: bool,
    /// What it is.
    pub tasks: BTreeSet<TaskId>,
}

impl Portion {
    /// Work in per cent of what there is of the person; `None` where there is nothing of them.
    pub fn percent(&self) -> Option<u32> {
        let percent = (u64::from(self.work) * 100).checked_div(self.available.into())?;
        Some(percent.min(99_999) as u32)
    }
}

/// Over which spans load is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
}

impl Period {
    /// The first day of the period a day is in.
    pub fn of(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let past = day.weekday().since(Weekday::Monday);
                day.saturating_sub(jiff::Span::new().days(past))
            }
            Self::Month => day.first_of_month(),
        }
    }

    /// The first day of the period after the one that begins on a day.
    pub fn next(self, first: Date) -> Date {
        match self {
            Self::Day => first.saturating_add(jiff::Span::new().days(1)),
            Self::Week => first.saturating_add(jiff::Span::new().weeks(1)),
            Self::Month => first.saturating_add(jiff::Span::new().months(1)),
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

impl Load {
    pub(super) fn of(schedule: &Schedule) -> Self {
        let mut spreader = Spreader { schedule, days: schedule.days(), people: BTreeMap::new() };
        for task in schedule.open() {
            if let Some(slot) = schedule.slot(task) {
                spreader.task(task, slot);
            }
        }
        let mut people: Vec<PersonLoad> =
            spreader.people.into_iter().map(|(name, days)| PersonLoad { name, days }).collect();
        people.sort_by_key(|p| (p.name.is_none(), std::cmp::Reverse(p.work()), p.name.clone()));
        Self { people }
    }

    /// What all projects of a pool together take of its people.
    pub fn of_pool(all: &[Portrait]) -> Self {
        let mut people: BTreeMap<&String, BTreeMap<Date, Portion>> = BTreeMap::new();
        for person in all.iter().flat_map(|one| &one.load.people) {
            let Some(name) = &person.name else { continue };
            let days = people.entry(name).or_default();
            for (day, portion) in &person.days {
                let sum = days.entry(*day).or_default();
                sum.work = sum.work.saturating_add(portion.work);
                sum.available = sum.available.max(portion.available);
                sum.overloaded |= portion.overloaded;
                sum.tasks.extend(&portion.tasks);
            }
        }
        let people = people.into_iter().map(|(name, days)| PersonLoad { name: Some(name.clone()), days });
        let mut people: Vec<PersonLoad> = people.collect();
        people.sort_by_key(|p| (std::cmp::Reverse(p.work()), p.name.clone()));
        Self { people }
    }

    /// What somebody has to do in it.
    pub fn of_person(&self, name: &str) -> Option<&PersonLoad> {
        self.people.iter().find(|person| person.name.as_deref() == Some(name))
    }

    /// The first and the last day on which anybody has anything to do.
    pub fn span(&self) -> Option<(Date, Date)> {
        let first = self.people.iter().filter_map(|p| p.days.keys().next()).min()?;
        let last = self.people.iter().filter_map(|p| p.days.keys().next_back()).max()?;
        Some((*first, *last))
    }

    /// Who has the most to do of what there is of them, and in per cent how much that is from the first to the last day:
    /// the finish cannot be had much earlier without more of them.
    pub fn bottleneck(&self, schedule: &Schedule) -> Option<(&str, u32)> {
        let (first, last) = self.span()?;
        let days = schedule.days();
        let share = |p: &PersonLoad| {
            let person = schedule.resource_named(p.name.as_deref()?);
            let there: u64 = each_day(first, last).map(|day| u64::from(days.minutes_of(person, day))).sum();
            (u64::from(p.work()) * 100).checked_div(there).map(|percent| percent.min(99_999) as u32)
        };
        let shares = self.people.iter().filter_map(|p| Some((p.name.as_deref()?, share(p)?)));
        shares.rev().max_by_key(|(_, share)| *share)
    }
}

impl PersonLoad {
    /// Everything they have to do, in minutes.
    pub fn work(&self) -> u32 {
        self.days.values().map(|portion| portion.work).fold(0, u32::saturating_add)
    }

    /// What they have to do in each period, by its first day. What there is of them is counted on every day of a period in
    /// which they have anything to do.
    pub fn by(&self, period: Period, schedule: &Schedule) -> BTreeMap<Date, Portion> {
        let days = schedule.days();
        let person = self.name.as_deref().map(|name| schedule.resource_named(name));
        let mut found: BTreeMap<Date, Portion> = BTreeMap::new();
        for (day, portion) in &self.days {
            let sum = found.entry(period.of(*day)).or_default();
            sum.work = sum.work.saturating_add(portion.work);
            sum.overloaded |= portion.overloaded;
            sum.tasks.extend(&portion.tasks);
        }
        if let Some(person) = person {
            for (first, sum) in &mut found {
                let last = period.next(*first).saturating_sub(jiff::Span::new().days(1));
                let there =
                    each_day(*first, last).map(|day| u64::from(days.minutes_of(person, day))).sum::<u64>();
                let most = match (period, person.and_then(|p| p.minutes_per_week)) {
                    (Period::Week, Some(most)) => u64::from(most),
                    _ => u64::MAX,
                };
                sum.available = there.min(most).min(u64::from(u32::MAX)) as u32;
                // Leveling overloads nobody, whatever whole days say.
                sum.overloaded |= schedule.leveled.is_none() && sum.work > sum.available;
            }
        }
        found
    }
}

/// Every day from one to another.
fn each_day(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let after = |day: &Date| day.tomorrow().ok();
    std::iter::successors(Some(first), after).take_while(move |day| *day <= last).take(MOST_DAYS)
}

/// The time over which effort is spread.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: DateTime,
    finish: DateTime,
    first: Date,
    last: Date,
}

struct Spreader<'a> {
    schedule: &'a Schedule,
    days: Days<'a>,
    people: BTreeMap<Option<String>, BTreeMap<Date, Portion>>,
}

impl Spreader<'_> {
    fn task(&mut self, task: &Task, slot: Slot) {
        if let Some(leveled) = &self.schedule.leveled {
            return self.pieces(task.id, leveled);
        }
        let left = effort_left(task);
        for (name, effort) in shares(self.schedule, task, left) {
            let Slot { start, finish, first, last, .. } = slot;
            self.spread(task.id, name, effort, Span { start, finish, first, last });
        }
    }

    /// The parts of a levelled task, just as they were placed.
    fn pieces(&mut self, task: TaskId, leveled: &Leveled) {
        for piece in leveled.roster.pieces(task) {
            let name = piece.person.and_then(|n| self.schedule.model.people().get(n as usize));
            let name = name.map(|person| person.name.clone());
            let person = name.as_deref().and_then(|name| self.schedule.resource_named(name));
            let known = name.is_some();
            let days = self.people.entry(name).or_default();
            let all = piece.finish.duration_since(piece.start).as_mins().max(1);
            let mut given = 0;
            for day in each_day(piece.start.date(), piece.finish.date()) {
                let end = day.tomorrow().map_or(piece.finish, |next| next.to_datetime(Time::midnight()));
                let past = end.min(piece.finish).duration_since(piece.start).as_mins();
                let by_now = (i64::from(piece.effort) * past / all) as u32;
                if by_now > given {
                    let portion = days.entry(day).or_default();
                    portion.work = portion.work.saturating_add(by_now - given);
                    portion.available = if known { self.days.minutes_of(person, day) } else { 0 };
                    portion.tasks.insert(task);
                }
                given = by_now;
            }
        }
    }

    /// Spreads effort over the minutes a person has from the start to the finish of a task; where they have none, over its
    /// first day.
    fn spread(&mut self, task: TaskId, name: Option<String>, effort: u32, slot: Span) {
        if effort == 0 {
            return;
        }
        let person = name.as_deref().and_then(|name| self.schedule.resource_named(name));
        let calendar = person.and_then(|p| p.calendar);
        let mut there: Vec<(Date, u64, u32)> = Vec::new();
        for day in each_day(slot.first, slot.last.max(slot.first)) {
            let whole = self.days.minutes_of(person, day);
            let hours = self.days.hours(calendar, day);
            let (all, within) = (u64::from(hours.minutes()), overlap(&hours, day, slot.start, slot.finish));
            let minutes = (u64::from(whole) * within).checked_div(all).unwrap_or(0);
            if minutes > 0 {
                there.push((day, minutes, whole));
            }
        }
        if there.is_empty() {
            there.push((slot.first, 1, self.days.minutes_of(person, slot.first)));
        }
        let total: u64 = there.iter().map(|(_, minutes, _)| minutes).sum();
        let known = name.is_some();
        let (mut given, mut past) = (0u64, 0u64);
        let days = self.people.entry(name).or_default();
        for (day, minutes, whole) in there {
            past += minutes;
            let by_now = u64::from(effort) * past / total.max(1);
            let part = (by_now - given) as u32;
            given = by_now;
            let portion = days.entry(day).or_default();
            portion.work = portion.work.saturating_add(part);
            portion.available = if known { whole } else { 0 };
            portion.overloaded = known && portion.work > portion.available;
            portion.tasks.insert(task);
        }
    }
}

/// Minutes of a day's hours between two moments.
fn overlap(hours: &planwright_domain::Hours, day: Date, start: DateTime, finish: DateTime) -> u64 {
    let midnight = day.to_datetime(Time::midnight());
    let minute = |at: DateTime| at.duration_since(midnight).as_mins().clamp(0, 24 * 60);
    let (from, to) = (minute(start), minute(finish));
    let shifts = hours.shifts().iter();
    shifts.map(|s| (i64::from(s.to).min(to) - i64::from(s.from).max(from)).max(0) as u64).sum()
}

/// Who has which part of what is left of a task: what assignments state, the rest by units. Things do no work.
fn shares(schedule: &Schedule, task: &Task, left: u32) -> Vec<(Option<String>, u32)> {
    let mut stated: Vec<(Option<String>, u32, Option<u32>)> = Vec::new();
    let works = |r: Option<&Resource>| r.is_none_or(|r| r.kind != ResourceKind::Equipment);
    for assignment in schedule.project.assignments_of(task.id) {
        let mut named = assignment.resources().filter_map(|id| schedule.resource(id));
        let resource = named.next().or_else(|| skilled(schedule, assignment.skill.as_deref()?));
        if works(resource) {
            stated.push((resource.map(|r| r.name.clone()), assignment.units, assignment.effort));
        }
    }
    for name in &task.assignees {
        let there =
            stated.iter().any(|(known, ..)| known.as_ref().is_some_and(|known| alike(known) == alike(name)));
        let resource = schedule.resource_named(name);
        if !there && works(resource) {
            stated.push((Some(resource.map_or(name, |r| &r.name).clone()), 100, None));
        }
    }
    if stated.is_empty() {
        return vec![(None, left)];
    }
    let fixed: u64 = stated.iter().filter_map(|(.., effort)| *effort).map(u64::from).sum();
    let rest = u64::from(left).saturating_sub(fixed);
    let open = |effort: &Option<u32>| effort.is_none() || fixed == 0;
    let units: u64 = stated.iter().filter(|s| open(&s.2)).map(|s| u64::from(s.1)).sum();
    let part = |(name, percent, effort): (Option<String>, u32, Option<u32>)| {
        let shared = (rest * u64::from(percent)).checked_div(units).unwrap_or(0);
        let own = effort.map(|own| (u64::from(own)).min(u64::from(left)));
        (name, own.unwrap_or(shared) as u32)
    };
    stated.into_iter().map(part).collect()
}

/// The first by id with a skill.
fn skilled<'a>(schedule: &'a Schedule, skill: &str) -> Option<&'a Resource> {
    let everybody = schedule
        .project
        .resources()
        .chain(schedule.people_of_pool().into_iter().flat_map(Project::resources));
    everybody.into_iter().find(|r| r.can(skill))
}
