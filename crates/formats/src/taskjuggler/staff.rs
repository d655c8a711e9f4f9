//! Working hours, leaves, shifts, limits and resources of a TaskJuggler project, as they stand. Must never take the day on
//! which a leave is over for one of it.

use std::collections::HashMap;

use jiff::civil::Date;
use planwright_domain::{Exception, Hours, Shift as Span};

use super::statement::{Clock, Unit, Walk};
use super::token::Token;
use super::write::DAYS;
use crate::counts::Counts;
use crate::hours;

/// The hours of some days of the week.
pub(super) type Days = HashMap<i8, Hours>;

/// Days off, with the kind of leave where one is stated.
#[derive(Debug, Clone)]
pub(super) struct Leave {
    pub(super) kind: Option<String>,
    pub(super) exception: Exception,
}

impl Leave {
    /// The days, under the name they have, or else that of their kind.
    pub(super) fn named(self) -> Exception {
        let name = self.exception.name.or(self.kind);
        Exception { name, ..self.exception }
    }
}

/// A shift as it was found.
#[derive(Debug, Default)]
pub(super) struct Shift<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    pub(super) within: Option<usize>,
    pub(super) week: Option<Days>,
    pub(super) leaves: Vec<Leave>,
    pub(super) zone: Option<String>,
}

impl Shift<'_> {
    /// Reads what begins with `word`; says whether it was something that is known.
    pub(super) fn take(&mut self, word: &str, walk: &mut Walk<'_>) -> bool {
        match word {
            "workinghours" => return working_hours(walk, &mut self.week),
            "vacation" | "leaves" => leaves(walk, word == "leaves", &mut self.leaves),
            "timezone" => self.zone = walk.text().or(self.zone.take()),
            "replace" => {}
            _ => return false,
        }
        true
    }
}

/// A resource as it was found.
#[derive(Debug, Default)]
pub(super) struct Worker<'a> {
    pub(super) id: &'a str,
    pub(super) name: String,
    /// Others stand within it.
    pub(super) group: bool,
    pub(super) week: Option<Days>,
    pub(super) shift: Option<String>,
    pub(super) leaves: Vec<Leave>,
    pub(super) efficiency: Option<f64>,
    pub(super) per_day: Option<u32>,
    pub(super) per_week: Option<u32>,
    pub(super) email: Option<String>,
    /// What a written project says of it beside.
    pub(super) details: Option<String>,
}

impl<'a> Worker<'a> {
    /// A resource of which no more is known yet than what it has of the group it belongs to.
    pub(super) fn of(id: &'a str, name: String, group: Option<&Self>) -> Self {
        let Some(group) = group else { return Self { id, name, ..Self::default() } };
        Self {
            id,
            name,
            week: group.week.clone(),
            shift: group.shift.clone(),
            leaves: group.leaves.clone(),
            efficiency: group.efficiency,
            per_day: group.per_day,
            per_week: group.per_week,
            ..Self::default()
        }
    }

    /// Reads what begins with `word`; says whether it was something that is known.
    pub(super) fn take(
        &mut self,
        word: &str,
        walk: &mut Walk<'_>,
        clock: Clock,
        (counts, line): (&mut Counts, u32),
    ) -> bool {
        match word {
            "workinghours" if walk.peek().and_then(Token::word).is_some_and(|w| weekday(w).is_none()) => {
                self.works_in(walk, counts, line);
            }
            "workinghours" => return working_hours(walk, &mut self.week),
            "shift" | "shifts" => self.works_in(walk, counts, line),
            "vacation" | "leaves" => leaves(walk, word == "leaves", &mut self.leaves),
            "efficiency" => self.efficiency = walk.number().or(self.efficiency),
            "email" => self.email = walk.text().or(self.email.take()),
            super::own::PERSON => self.details = walk.text().or(self.details.take()),
            "limits" => {
                let mut odd = 0;
                limits(walk, clock, |word, minutes, _| match word {
                    "dailymax" => self.per_day = Some(minutes),
                    "weeklymax" => self.per_week = Some(minutes),
                    _ => odd += 1,
                });
                counts.many("limit", odd, line);
            }
            _ => return false,
        }
        true
    }

    fn works_in(&mut self, walk: &mut Walk<'_>, counts: &mut Counts, line: u32) {
        let mut odd = 0;
        shifts(walk, |id, for_a_time| match for_a_time || self.shift.is_some() {
            true => odd += 1,
            false => self.shift = Some(id.to_owned()),
        });
        counts.many("shift for a time", odd, line);
    }
}

/// `day, night 2026-03-02 +2w`: each shift, and whether it is only for a time.
pub(super) fn shifts(walk: &mut Walk<'_>, mut each: impl FnMut(&str, bool)) {
    walk.list(|walk| {
        let Some(id) = walk.word() else { return false };
        let first = walk.day();
        first.into_iter().for_each(|first| {
            walk.interval_end(first);
        });
        each(id, first.is_some());
        true
    });
}

/// `{ dailymax 4h { resources ann } weeklymax 20h }`: each limit in minutes, with the resources it is for.
fn limits<'a>(walk: &mut Walk<'a>, clock: Clock, mut each: impl FnMut(&str, u32, Vec<&'a str>)) {
    if !walk.take('{') {
        return;
    }
    while let Some(token) = walk.next().filter(|t| !t.is('}')) {
        let Some(word) = token.word() else { continue };
        let Some(amount) = walk.amount() else { continue };
        let mut names = Vec::new();
        if walk.take('{') {
            while let Some(token) = walk.next().filter(|t| !t.is('}')) {
                if token.word() == Some("resources") {
                    walk.list(|walk| {
                        let name = walk.word();
                        names.extend(name);
                        name.is_some()
                    });
                }
            }
        }
        each(word, amount.work(clock), names);
    }
}

/// How much of whom a task has.
#[derive(Debug, Default)]
pub(super) struct Share {
    pub(super) first: String,
    /// Who else would do.
    pub(super) others: Vec<String>,
    /// In per cent of a day.
    pub(super) units: Option<u32>,
    /// Terms that are not carried.
    pub(super) odd: usize,
}

impl Share {
    /// Whether it says more than that somebody is put to the task.
    pub(super) fn says_something(&self) -> bool {
        !self.others.is_empty() || self.units.is_some()
    }
}

/// What stands in the braces behind a resource that is allocated.
pub(super) fn share(walk: &mut Walk<'_>, first: &str, clock: Clock) -> Share {
    let mut share = Share { first: first.to_owned(), ..Share::default() };
    while let Some(token) = walk.next().filter(|t| !t.is('}')) {
        match token.word() {
            Some("alternative") => walk.list(|walk| {
                let word = walk.word();
                share.others.extend(word.map(str::to_owned));
                word.is_some()
            }),
            Some("limits") => limits(walk, clock, |word, minutes, _| match word {
                "dailymax" => share.units = percent(minutes, clock),
                _ => share.odd += 1,
            }),
            Some("shift" | "shifts") => shifts(walk, |_, _| share.odd += 1),
            _ if token.is('{') => while walk.next().is_some_and(|t| !t.is('}')) {},
            _ => {}
        }
    }
    share
}

/// The limits of a task: those of a day for one resource are shares, others are counted.
pub(super) fn limits_of_task(walk: &mut Walk<'_>, clock: Clock) -> (Vec<Share>, usize) {
    let (mut shares, mut odd) = (Vec::new(), 0);
    limits(walk, clock, |word, minutes, names| match (word, &names[..]) {
        ("dailymax", [name]) => {
            let (first, units) = ((*name).to_owned(), percent(minutes, clock));
            shares.push(Share { first, units, ..Share::default() });
        }
        _ => odd += 1,
    });
    (shares, odd)
}

fn percent(minutes: u32, clock: Clock) -> Option<u32> {
    let percent = (f64::from(minutes) * 100.0 / clock.day).round() as u32;
    (1..100).contains(&percent).then_some(percent)
}

/// `2026-03-02-9:00 +4h, …`: the minutes worked, where all of them are stated as such.
pub(super) fn booked(walk: &mut Walk<'_>) -> Option<u32> {
    let mut worked = Some(0u32);
    walk.list(|walk| {
        let Some(first) = walk.day() else { return false };
        if walk.take('+') {
            let amount = walk.amount().filter(|a| matches!(a.unit, Unit::Hour | Unit::Minute));
            worked = worked.zip(amount).map(|(sum, more)| sum.saturating_add(more.elapsed()));
            if amount.is_none() {
                walk.amount();
            }
        } else {
            walk.interval_end(first);
            worked = None;
        }
        true
    });
    worked
}

/// `mon - wed, fri 9:00 - 12:00, 13:00 - 18:00`, or `sat, sun off`; says whether it is hours rather than a shift.
pub(super) fn working_hours(walk: &mut Walk<'_>, week: &mut Option<Days>) -> bool {
    let mut days: Vec<i8> = Vec::new();
    walk.list(|walk| {
        let Some(first) = walk.peek().and_then(Token::word).and_then(weekday) else { return false };
        walk.next();
        days.push(first);
        if walk.take('-')
            && let Some(last) = walk.word().and_then(weekday)
        {
            days.extend((1..7).map(|n| (first + n) % 7).take((last - first).rem_euclid(7) as usize));
        }
        true
    });
    if days.is_empty() {
        return false;
    }
    let mut spans = Vec::new();
    if walk.peek().and_then(Token::word) == Some("off") {
        walk.next();
    } else {
        walk.list(|walk| {
            let Some(from) = time(walk) else { return false };
            let to = if walk.take('-') { time(walk) } else { None };
            spans.extend(to.map(|to| Span { from, to }));
            true
        });
    }
    let hours = Hours::of(spans);
    let week = week.get_or_insert_default();
    week.extend(days.into_iter().map(|day| (day, hours.clone())));
    true
}

fn weekday(word: &str) -> Option<i8> {
    DAYS.iter().position(|day| *day == word).map(|at| at as i8)
}

/// `9:00`.
fn time(walk: &mut Walk<'_>) -> Option<u16> {
    let hour = walk.number()?;
    let minute = if walk.take(':') { walk.number()? } else { 0.0 };
    hours::minute(&format!("{hour}:{minute}"))
}

/// `"Holidays" 2026-08-03 - 2026-08-15, 2026-12-24`, behind `leaves` each with its kind.
pub(super) fn leaves(walk: &mut Walk<'_>, kinds: bool, found: &mut Vec<Leave>) {
    walk.list(|walk| {
        let kind = if kinds { walk.word().map(str::to_owned) } else { None };
        let name = walk.text().filter(|name| !name.is_empty());
        let Some(first) = walk.day() else { return false };
        let mut last = first;
        if walk.peek().is_some_and(|t| t.is('+')) {
            last = walk.interval_end(first).unwrap_or(first);
        } else if walk.take('-') {
            let at = walk.peek().map(|t| t.at);
            let end = walk.day();
            let timed =
                at.is_some_and(|at| walk.since(at).contains(':') && !walk.since(at).ends_with("00:00"));
            // A leave ends as its last day begins, unless a time is stated.
            last = end
                .and_then(|end: Date| if timed { Some(end) } else { end.yesterday().ok() })
                .unwrap_or(first);
        }
        let exception = Exception { name, ..Exception::off(first, last.max(first)) };
        found.push(Leave { kind, exception });
        true
    });
}
