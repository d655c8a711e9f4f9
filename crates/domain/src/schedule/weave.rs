//! Weaves calendars, absences, part-time and limits into lines, one for each combination that is asked for, equal ones
//! kept once.
//!
//! Somebody works when their own calendar and the one the project names say so (in the same zone by the hour, in another
//! by the day), on no day of absence, and no more person-minutes than the limits for a day and a week allow, whose first
//! minutes are worked; leveling keeps count of limits by itself and asks for lines that leave them out. Several work together
//! when each of them does; several who share an effort work whenever any of them does. A task's own calendar narrows it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use super::hours::{Almanac, Days, Fill, Open, Painted, Rules, both};
use super::line::{Line, Stretch};
use super::zone::Zone;
use crate::id::CalendarId;
use crate::resource::Resource;

/// Days of all lines together, so that memory stays bounded however many there are.
const WEEKS_IN_ALL: usize = 30_000;
const WEEK: i64 = 7 * 24 * 60;

/// What a line is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Wanted {
    /// The resources, by number, that have to be there: none for the project's own time.
    pub(super) people: Vec<u32>,
    /// The task's own calendar.
    pub(super) task: Option<CalendarId>,
    /// Each minute weighs as many per cent of the first of them as there are, at most so many; 0 for plain minutes.
    pub(super) units: u32,
    /// How much of the first of them a plain minute takes of the limits, in per cent; 0 for all of them.
    pub(super) load: u32,
    /// Limits for a day and a week are left out.
    pub(super) unlimited: bool,
    /// Several lines, by number, added up, each minute weighing so much; everything else is left empty then.
    pub(super) sum: Vec<(u32, u32)>,
}

/// What makes lines.
#[derive(Debug)]
pub(super) struct Loom<'a> {
    pub(super) almanac: Almanac<'a>,
    resources: Vec<&'a Resource>,
    start: jiff::civil::Date,
    weeks: u32,
    most_per_week: Option<u32>,
    pub(super) lines: Arc<Vec<Line>>,
    pub(super) made: HashMap<Wanted, u32>,
    alike: HashMap<u64, Vec<u32>>,
    hasher: RandomState,
}

impl<'a> Loom<'a> {
    /// Lines from the day `start`; the first of them, 0, is the project's own.
    pub(super) fn new(
        almanac: Almanac<'a>,
        resources: Vec<&'a Resource>,
        start: jiff::civil::Date,
        most_per_week: Option<u32>,
    ) -> Self {
        let mut loom = Self::with(almanac, resources, start, most_per_week, Arc::default(), HashMap::new());
        loom.line(&Wanted::default());
        loom
    }

    /// The same with what was made before.
    pub(super) fn with(
        almanac: Almanac<'a>,
        resources: Vec<&'a Resource>,
        start: jiff::civil::Date,
        most_per_week: Option<u32>,
        lines: Arc<Vec<Line>>,
        made: HashMap<Wanted, u32>,
    ) -> Self {
        let weeks = (WEEKS_IN_ALL / (resources.len() + 1)).clamp(104, 520) as u32;
        Self {
            almanac,
            resources,
            start,
            weeks,
            most_per_week,
            lines,
            made,
            alike: HashMap::new(),
            hasher: RandomState::new(),
        }
    }

    /// The number of the line wanted.
    pub(super) fn line(&mut self, wanted: &Wanted) -> u32 {
        if let Some(&made) = self.made.get(wanted) {
            return made;
        }
        let line = self.weave(wanted);
        let alike = self.alike.entry(self.hasher.hash_one(line.stretches())).or_default();
        let found = alike.iter().copied().find(|&at| self.lines[at as usize] == line);
        let number = found.unwrap_or_else(|| {
            Arc::make_mut(&mut self.lines).push(line);
            alike.push(self.lines.len() as u32 - 1);
            self.lines.len() as u32 - 1
        });
        self.made.insert(wanted.clone(), number);
        number
    }

    /// The most a resource works.
    pub(super) fn limits(&self, person: u32) -> Limits {
        let resource = self.resources.get(person as usize);
        resource.map_or(Limits::default(), |resource| Limits::of(resource, self.most_per_week))
    }

    /// By resource, the most it works and the clocks it goes by.
    pub(super) fn caps(&self) -> Vec<(Limits, Zone)> {
        let clocks = |r: &&Resource| self.almanac.rules(r.calendar).zone.clone();
        self.resources.iter().map(|r| (Limits::of(r, self.most_per_week), clocks(r))).collect()
    }

    /// The number of a line on which nothing is ever done.
    pub(super) fn never(&mut self) -> u32 {
        let never = Line::new(self.weeks, Vec::new(), Vec::new());
        self.lines.iter().position(|line| *line == never).unwrap_or_else(|| {
            Arc::make_mut(&mut self.lines).push(never);
            self.lines.len() - 1
        }) as u32
    }

    fn weave(&self, wanted: &Wanted) -> Line {
        if !wanted.sum.is_empty() {
            let parts: Vec<(&Line, u32)> =
                wanted.sum.iter().map(|&(line, weight)| (&self.lines[line as usize], weight)).collect();
            return Line::sum(self.weeks, &parts);
        }
        let end = i64::from(self.weeks) * WEEK;
        let days = Days::around(self.start, self.weeks, false);
        let span = self.stretches(wanted, days, 0, end);
        let after = self.start.saturating_add(jiff::Span::new().weeks(self.weeks));
        let week = self.stretches(wanted, Days::around(after, 1, true), end, WEEK);
        Line::new(self.weeks, span, week)
    }

    /// The stretches of `length` minutes from `begin`, counted from there.
    fn stretches(&self, wanted: &Wanted, days: Days, begin: i64, length: i64) -> Vec<Stretch> {
        let mut open = self.together(wanted, days);
        let weights = self.weights(wanted, days);
        if !wanted.unlimited {
            self.limit(wanted, weights.as_deref(), &mut open);
        }
        open.into_iter()
            .map(|o| Stretch {
                from: (o.from - begin).clamp(0, length) as i32,
                to: (o.to - begin).clamp(0, length) as i32,
                weight: weights.as_ref().map_or(1, |weights| weights[o.day as usize]),
            })
            .collect()
    }

    /// When all who are wanted are there and the task's calendar is open.
    fn together(&self, wanted: &Wanted, days: Days) -> Vec<Open> {
        let task = wanted.task.map(|id| self.almanac.rules(Some(id)));
        let stated = task.as_ref().is_some_and(Rules::are_stated);
        let mut people = wanted.people.iter().map(|&n| self.resources[n as usize]);
        let mut open = match (people.next(), wanted.task) {
            (Some(first), _) => self.there(first, stated, days),
            (None, Some(id)) => return self.framed(Some(id), false, days),
            (None, None) => return self.framed(None, false, days),
        };
        for other in people {
            open = both(&open, &self.there(other, stated, days));
        }
        if let Some(rules) = task {
            let fill = if stated { Fill::Hours } else { Fill::Days };
            open = both(&open, &self.almanac.open(&rules, fill, rules.zone, days));
        }
        open
    }

    /// When a resource is there. `stated` says that others state the hours of the days on which it works.
    fn there(&self, resource: &Resource, stated: bool, days: Days) -> Vec<Open> {
        let mut open = self.framed(resource.calendar, stated, days);
        if !resource.absences.is_empty() && !days.plain {
            let mut away = Painted::new(days.count);
            for absence in &resource.absences {
                away.paint(days.range(absence.first, absence.last), 1);
            }
            open.retain(|o| away.colours[o.day as usize] == 0);
        }
        open
    }

    /// When a calendar is open that the project's holds for as well.
    fn framed(&self, id: Option<CalendarId>, stated: bool, days: Days) -> Vec<Open> {
        let own = self.almanac.rules(id);
        let frame = self.almanac.frame().filter(|&frame| id.is_some_and(|id| id != frame));
        let frame = frame.map(|frame| self.almanac.rules(Some(frame)));
        let by_hour = frame.as_ref().is_some_and(|f| f.are_stated() && f.zone == own.zone);
        let elsewhere = !own.are_stated() && (stated || by_hour);
        let open = self.almanac.open(&own, if elsewhere { Fill::Days } else { Fill::Hours }, own.zone, days);
        match frame {
            Some(frame) => {
                let fill = match frame.are_stated() {
                    true if by_hour => Fill::Hours,
                    true => Fill::Days,
                    // It says no more than a project without a calendar but for the days that differ.
                    false => Fill::DaysNotOff,
                };
                both(&open, &self.almanac.open(&frame, fill, own.zone, days))
            }
            None => open,
        }
    }

    /// Cuts what goes beyond the limits of a day and of a week, which are counted in minutes of a person.
    fn limit(&self, wanted: &Wanted, weights: Option<&[u32]>, open: &mut [Open]) {
        let limits =
            wanted.people.iter().map(|&n| Limits::of(self.resources[n as usize], self.most_per_week));
        let limits = limits.reduce(Limits::least).unwrap_or(Limits::of_project(self.most_per_week));
        let load = if wanted.load == 0 { 100 } else { wanted.load };
        for (most, days) in [(limits.per_day, 1), (limits.per_week, 7)] {
            let Some(most) = most else { continue };
            let (mut unit, mut left) = (u32::MAX, most);
            for o in &mut *open {
                if o.day / days != unit {
                    (unit, left) = (o.day / days, most);
                }
                let weight = i64::from(weights.map_or(load, |weights| weights[o.day as usize])).max(1);
                o.to = o.to.min(o.from + left / weight);
                left -= (o.to - o.from) * weight;
            }
        }
    }

    /// How much there is on each day.
    fn weights(&self, wanted: &Wanted, days: Days) -> Option<Vec<u32>> {
        let resource = self.resources[*wanted.people.first()? as usize];
        if wanted.units == 0 {
            return None;
        }
        let mut painted = Painted::new(days.count);
        for (nth, span) in resource.availability.iter().enumerate().rev() {
            if days.plain && span.last.is_some() {
                continue;
            }
            let first = span.first.unwrap_or(days.first);
            let last = span.last.unwrap_or(jiff::civil::Date::MAX);
            painted.paint(days.range(first, last), nth as u32 + 1);
        }
        let percent = |colour: u32| match colour {
            0 => resource.capacity,
            nth => resource.availability[nth as usize - 1].percent,
        };
        Some(painted.colours.into_iter().map(|colour| percent(colour).min(wanted.units)).collect())
    }
}

/// The most somebody works, in hundredths of a person's minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) per_day: Option<i64>,
    pub(super) per_week: Option<i64>,
}

impl Limits {
    /// Of a resource: a limit holds for each member of a team. `most` is what the project asks of a week.
    pub(super) fn of(resource: &Resource, most: Option<u32>) -> Self {
        let members = i64::from(resource.capacity.max(100));
        let all = |most: u32| i64::from(most) * members;
        let per_week = resource.minutes_per_week.into_iter().chain(most).min();
        Self { per_day: resource.minutes_per_day.map(all), per_week: per_week.map(all) }
    }

    fn of_project(most: Option<u32>) -> Self {
        Self { per_day: None, per_week: most.map(|most| i64::from(most) * 100) }
    }

    fn least(self, other: Self) -> Self {
        let least = |a: Option<i64>, b: Option<i64>| a.into_iter().chain(b).min();
        Self { per_day: least(self.per_day, other.per_day), per_week: least(self.per_week, other.per_week) }
    }

    pub(super) fn are_any(self) -> bool {
        self.per_day.is_some() || self.per_week.is_some()
    }
}

#[cfg(test)]
mod tests;
