//! What a calendar amounts to on the axis: its week and its exceptions, with those of the calendars it is based on, laid
//! out as open times. Shifts are read from the clocks of the calendar's own zone, so that a day on which the clocks
//! change is longer or shorter there. It knows nothing of people.
//!
//! Hours nobody stated, those of the project's working days, say which days are worked, not which hours of them: beside
//! stated hours they count as whole days.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::zone::{DAY, Zone, Zones, midnight};
use crate::calendar::{Calendar, Exception, Hours, Shift, Week};
use crate::id::CalendarId;
use crate::meta::{Meta, WorkingDays};

/// Calendars are based on one another at most so deep; what goes deeper or round in a circle ends there.
const DEEPEST: usize = 64;

/// Where unstated hours of a day begin: at nine, unless they are too long for that.
pub(super) fn usual_start(length: i64) -> i64 {
    (9 * 60).min(DAY - length)
}

/// The hours of a working day of so many minutes, where nobody stated which.
pub fn unstated_hours(minutes: u32) -> Hours {
    let length = minutes.clamp(1, DAY as u32);
    let from = usual_start(length.into()) as u16;
    Hours::of([Shift { from, to: from + length as u16 }])
}

/// The week in which so many minutes of each of these days are worked, where nobody stated which.
pub fn unstated_week(days: WorkingDays, minutes: u32) -> Week {
    // The rules of the plan see to it that at least one day is worked.
    let days = if days.count() == 0 { WorkingDays::MONDAY_TO_FRIDAY } else { days };
    let hours = unstated_hours(minutes);
    Week::of(|day| if days.contains(day) { hours.clone() } else { Hours::OFF })
}

/// A time that is open, in minutes on the axis, and the day it belongs to, counted from the first of the [`Days`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open {
    pub(super) from: i64,
    pub(super) to: i64,
    pub(super) day: u32,
}

/// The days that are laid out, and where they lie.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    /// A Monday.
    pub(super) first: Date,
    pub(super) count: u32,
    /// Exceptions and absences are left out.
    pub(super) plain: bool,
}

impl Days {
    /// Enough whole weeks, from a Monday, to cover so many weeks from `start` in every zone.
    pub(super) fn around(start: Date, weeks: u32, plain: bool) -> Self {
        let back = 7 + i64::from(start.weekday().to_monday_zero_offset());
        let first = start.saturating_sub(jiff::Span::new().days(back));
        Self { first, count: (weeks + 3) * 7, plain }
    }

    /// The days from `first` to `last` among these, as a range of numbers.
    pub(super) fn range(&self, first: Date, last: Date) -> std::ops::Range<usize> {
        let number = |date: Date| (midnight(date) - midnight(self.first)) / DAY;
        let end = i64::from(self.count);
        (number(first).clamp(0, end) as usize)..((number(last) + 1).clamp(0, end) as usize)
    }
}

/// A calendar with all it is based on.
#[derive(Debug, Clone)]
pub(super) struct Rules<'a> {
    pub(super) zone: &'a Zone,
    /// `None` while nobody stated any.
    week: Option<&'a Week>,
    /// Those that count less first.
    pub(super) exceptions: Vec<&'a Exception>,
}

/// How the hours of a day are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// As they are.
    Hours,
    /// A day that is worked at all is open from midnight to midnight.
    Days,
    /// So is every day but those that an exception takes off.
    DaysNotOff,
}

/// The calendars of a project.
#[derive(Debug)]
pub(super) struct Almanac<'a> {
    zones: &'a Zones,
    calendars: BTreeMap<CalendarId, &'a Calendar>,
    meta: &'a Meta,
    unstated: Week,
    project: Option<CalendarId>,
    /// The minute of universal time at which the axis begins, counted from 1970.
    pub(super) origin: i64,
}

impl<'a> Almanac<'a> {
    /// The axis begins with the day `start`. Of two calendars with the same id the last one counts.
    pub(super) fn new(
        meta: &'a Meta,
        calendars: impl Iterator<Item = &'a Calendar>,
        zones: &'a Zones,
        start: Date,
        project: Option<CalendarId>,
    ) -> Self {
        let calendars: BTreeMap<CalendarId, &Calendar> = calendars.map(|c| (c.id, c)).collect();
        let project = project.filter(|id| calendars.contains_key(id));
        let origin = zones.get(&meta.time_zone).universal(midnight(start));
        let days = meta.working_days.count().max(1);
        let weekly = meta.minutes_per_week.map_or(24 * 60, |most| most.div_ceil(days));
        let unstated = unstated_week(meta.working_days, meta.minutes_per_day.min(weekly));
        Self { zones, calendars, meta, unstated, project, origin }
    }

    /// The clocks the project's dates are read from.
    pub(super) fn zone(&self) -> &'a Zone {
        self.zones.get(&self.meta.time_zone)
    }

    /// The calendar the project names, if there is one: it holds for everybody.
    pub(super) fn frame(&self) -> Option<CalendarId> {
        self.project
    }

    /// Whether there is such a calendar.
    pub(super) fn has(&self, id: CalendarId) -> bool {
        self.calendars.contains_key(&id)
    }

    /// What a calendar says; what the project's says for `None` or one that is not there.
    pub(super) fn rules(&self, id: Option<CalendarId>) -> Rules<'a> {
        let id = id.filter(|id| self.calendars.contains_key(id)).or(self.project);
        let above = |c: &&'a Calendar| c.base.and_then(|id| self.calendars.get(&id).copied());
        let own = id.and_then(|id| self.calendars.get(&id).copied());
        let chain: Vec<&Calendar> = std::iter::successors(own, above).take(DEEPEST).collect();
        let zone = chain.iter().find_map(|c| c.time_zone.as_deref()).unwrap_or(&self.meta.time_zone);
        Rules {
            zone: self.zones.get(zone),
            week: chain.iter().find_map(|c| c.week.as_ref()),
            exceptions: chain.iter().rev().flat_map(|c| &c.exceptions).collect(),
        }
    }

    /// The open times of a calendar, day by day on the clocks of `zone`.
    pub(super) fn open(&self, rules: &Rules<'_>, fill: Fill, zone: &Zone, days: Days) -> Vec<Open> {
        let special = rules.special(days);
        let mut open = Vec::new();
        let mut weekday = Weekday::Monday;
        let mut midnight_at = midnight(days.first);
        for day in 0..days.count {
            let nth = special.get(day as usize).filter(|nth| **nth > 0);
            let differs = nth.map(|nth| &rules.exceptions[*nth as usize - 1].hours);
            let hours = differs.unwrap_or_else(|| self.weekly(rules, weekday));
            let mut lay = |from: i64, to: i64| {
                let at = |minute: i64| zone.universal(midnight_at + minute) - self.origin;
                let (from, to) = (at(from), at(to));
                if from < to {
                    open.push(Open { from, to, day });
                }
            };
            match fill {
                Fill::Days if hours.is_off() => {}
                Fill::DaysNotOff if differs.is_some_and(Hours::is_off) => {}
                Fill::Days | Fill::DaysNotOff => lay(0, DAY),
                Fill::Hours => hours.shifts().iter().for_each(|s| lay(s.from.into(), s.to.into())),
            }
            weekday = weekday.next();
            midnight_at += DAY;
        }
        open
    }

    /// The hours of such days by the week.
    pub(super) fn weekly<'b>(&'b self, rules: &Rules<'b>, weekday: Weekday) -> &'b Hours {
        rules.week.unwrap_or(&self.unstated).on(weekday)
    }
}

impl Rules<'_> {
    /// Whether somebody said which hours are worked.
    pub(super) fn are_stated(&self) -> bool {
        self.week.is_some()
    }

    /// By day, the number of the exception that counts, from 1; 0 where the week does.
    pub(super) fn special(&self, days: Days) -> Vec<u32> {
        if days.plain || self.exceptions.is_empty() {
            return Vec::new();
        }
        let mut painted = Painted::new(days.count);
        for (nth, exception) in self.exceptions.iter().enumerate().rev() {
            for range in exception.ranges(days) {
                painted.paint(range, nth as u32 + 1);
            }
        }
        painted.colours
    }
}

impl Exception {
    /// Its days among `days`.
    fn ranges(&self, days: Days) -> Vec<std::ops::Range<usize>> {
        if !self.yearly || self.last.year() - self.first.year() > 1 {
            let all = if self.yearly && self.first <= self.last { 0..days.count as usize } else { 0..0 };
            return vec![if self.yearly { all } else { days.range(self.first, self.last) }];
        }
        let last = days.first.saturating_add(jiff::Span::new().days(days.count));
        let over = self.last.year() - self.first.year();
        (days.first.year() - 1..=last.year())
            .filter_map(|year| {
                let day = |date: Date, year: i16| Date::new(year, date.month(), date.day()).ok();
                // February 29th comes back in leap years only; a span that begins or ends there keeps the day beside it.
                let (first, end) = (day(self.first, year), day(self.last, year + over));
                let first =
                    first.or_else(|| (self.first != self.last).then(|| Date::new(year, 3, 1).ok())?)?;
                let end = end.or_else(|| Date::new(year + over, 2, 28).ok())?;
                (first <= end).then(|| days.range(first, end))
            })
            .collect()
    }
}

/// Days that are given a colour once, the first that is painted; painting many overlapping ranges costs the days once.
#[derive(Debug)]
pub(super) struct Painted {
    pub(super) colours: Vec<u32>,
    /// By day, a day not before it that may be bare.
    bare: Vec<u32>,
}

impl Painted {
    pub(super) fn new(days: u32) -> Self {
        Self { colours: vec![0; days as usize], bare: (0..=days).collect() }
    }

    pub(super) fn paint(&mut self, range: std::ops::Range<usize>, colour: u32) {
        let mut day = self.next_bare(range.start.min(self.colours.len()));
        while day < range.end {
            self.colours[day] = colour;
            self.bare[day] = day as u32 + 1;
            day = self.next_bare(day + 1);
        }
    }

    fn next_bare(&mut self, from: usize) -> usize {
        let mut found = from;
        while self.bare[found] as usize != found {
            found = self.bare[found] as usize;
        }
        let mut day = from;
        while self.bare[day] as usize != day {
            day = std::mem::replace(&mut self.bare[day], found as u32) as usize;
        }
        found
    }
}

/// The times open in both, each on its day in the first.
pub(super) fn both(mine: &[Open], theirs: &[Open]) -> Vec<Open> {
    let mut shared = Vec::with_capacity(mine.len());
    let (mut a, mut b) = (0, 0);
    while let (Some(x), Some(y)) = (mine.get(a), theirs.get(b)) {
        let (from, to) = (x.from.max(y.from), x.to.min(y.to));
        if from < to {
            shared.push(Open { from, to, day: x.day });
        }
        if x.to <= y.to {
            a += 1;
        } else {
            b += 1;
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::zone::tests::berlin;
    use super::*;

    fn office() -> Calendar {
        let shifts = Hours::of([Shift { from: 540, to: 720 }, Shift { from: 780, to: 1080 }]);
        let week =
            Week::of(
                |day| if WorkingDays::MONDAY_TO_FRIDAY.contains(day) { shifts.clone() } else { Hours::OFF },
            );
        Calendar { week: Some(week), ..Calendar::new(CalendarId::from_bits(1), "office") }
    }

    fn laid_out(calendars: &[Calendar], zones: &Zones, start: Date) -> Vec<Open> {
        let meta = Meta { time_zone: "Europe/Berlin".to_owned(), ..Meta::new("") };
        let almanac = Almanac::new(&meta, calendars.iter(), zones, start, None);
        let rules = almanac.rules(calendars.last().map(|c| c.id));
        let days = Days::around(start, 1, false);
        almanac.open(&rules, Fill::Hours, rules.zone, days)
    }

    #[test]
    fn weeks_with_a_short_and_a_long_day_keep_the_hours_of_the_clock() {
        let zones = Zones::new([("Europe/Berlin".to_owned(), berlin())]);
        let night = Hours::of([Shift { from: 0, to: 360 }]);
        let watch = Calendar {
            week: Some(Week::of(|_| night.clone())),
            ..Calendar::new(CalendarId::from_bits(1), "watch")
        };
        for (start, lost) in [(date(2026, 3, 29), 60), (date(2026, 10, 25), -60)] {
            let open = laid_out(std::slice::from_ref(&watch), &zones, start);
            let on = |day: i64| open.iter().find(|o| o.from >= day).copied().map(|o| (o.from, o.to - o.from));
            assert_eq!(on(0), Some((0, 360 - lost)), "the night the clocks change");
            assert_eq!(on(1), Some((1440 - lost, 360)), "the night after it");
        }
    }

    #[test]
    fn a_calendar_says_what_its_base_does_not() {
        let holiday = date(2026, 12, 24);
        let base = Calendar {
            exceptions: vec![
                Exception::off(holiday, holiday),
                Exception::off(date(2026, 12, 23), date(2026, 12, 23)),
            ],
            ..office()
        };
        let worked = Exception {
            hours: Hours::of([Shift { from: 600, to: 660 }]),
            ..Exception::off(holiday, holiday)
        };
        let own = Calendar {
            base: Some(base.id),
            exceptions: vec![worked],
            ..Calendar::new(CalendarId::from_bits(2), "own")
        };
        let open = laid_out(&[base, own], &Zones::default(), date(2026, 12, 22));
        let found: Vec<(i64, i64)> =
            open.iter().filter(|o| o.from >= 0).take(4).map(|o| (o.from, o.to)).collect();
        assert_eq!(
            found,
            [(540, 720), (780, 1080), (2 * DAY + 600, 2 * DAY + 660), (3 * DAY + 540, 3 * DAY + 720)]
        );
    }

    #[test]
    fn calendars_based_on_each_other_in_a_circle_say_what_they_can() {
        let a = Calendar { base: Some(CalendarId::from_bits(2)), ..office() };
        let b = Calendar { base: Some(a.id), ..Calendar::new(CalendarId::from_bits(2), "b") };
        assert!(!laid_out(&[a, b], &Zones::default(), date(2026, 12, 22)).is_empty());
    }

    proptest! {
        /// Law: the exception that counts for a day is the last that contains it.
        #[test]
        fn painting_equals_asking_every_exception(
            given in prop::collection::vec((0i64..900, 0i64..400, any::<bool>()), 0..6),
        ) {
            let from = date(2026, 1, 1);
            let exceptions: Vec<Exception> = given
                .into_iter()
                .map(|(at, length, yearly)| {
                    let first = from.saturating_add(jiff::Span::new().days(at));
                    let last = first.saturating_add(jiff::Span::new().days(length));
                    Exception { yearly, ..Exception::off(first, last) }
                })
                .collect();
            let zone = Zone::fixed(0);
            let rules = Rules { zone: &zone, week: None, exceptions: exceptions.iter().collect() };
            let days = Days::around(date(2026, 6, 3), 150, false);
            let special = rules.special(days);
            let mut day = days.first;
            for n in 0..days.count as usize {
                let counts = exceptions.iter().rposition(|e| e.contains(day)).map_or(0, |n| n as u32 + 1);
                prop_assert_eq!(special.get(n).copied().unwrap_or(0), counts, "{}", day);
                day = day.tomorrow().unwrap();
            }
        }
    }
}
