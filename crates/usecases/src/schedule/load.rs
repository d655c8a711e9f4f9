//! How much everybody has to do, day by day on their own clocks, beside how much of them there is. Of things and places it
//! is told how long they are used.

mod spread;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use planwright_domain::TaskId;

use super::{Portrait, Schedule};
use spread::spread;

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
        let spread = spread(schedule).into_iter();
        let mut people: Vec<PersonLoad> = spread.map(|(name, days)| PersonLoad { name, days }).collect();
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
                let of_day = |day: Date| {
                    let planned = self.days.get(&day).map(|portion| portion.available);
                    u64::from(planned.unwrap_or_else(|| days.minutes_of(person, day)))
                };
                let there = each_day(*first, last).map(of_day).sum::<u64>();
                let most = match person.filter(|_| period == Period::Week) {
                    Some(person) => days.most_of_week(person),
                    None => u64::MAX,
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
