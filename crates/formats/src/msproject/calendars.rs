//! The calendars of a project judged: which of them says more than the project itself, and which only what one resource
//! does not share with others. Must never take a repetition for a day that it is not.

use std::collections::{HashMap, HashSet};

use jiff::civil::{Date, Weekday};
use planwright_domain::{Absence, Calendar, CalendarId, Exception, Hours, Week, WorkingDays};

use super::staff::{CalendarRow, DayRow, Repeats};
use crate::hours;

/// Most days that repetitions of one document are made of.
const MOST_DAYS: usize = 20_000;
/// How far a repetition without an end is followed, in days.
const FARTHEST: i32 = 7_305;

/// The calendars as they were judged.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) calendars: Vec<Calendar>,
    /// The calendar of the project, where it says more than which days are worked.
    pub(super) of_project: Option<CalendarId>,
    /// The days worked, where all of them are equally long, and how long they are.
    pub(super) days: Option<(WorkingDays, u32)>,
    /// The calendars by the numbers of the document; those without an id say what the project does.
    pub(super) by_uid: HashMap<i64, Option<CalendarId>>,
    /// What holds for one resource alone, by the number of its calendar.
    pub(super) own: HashMap<i64, Own>,
    /// Plain calendars that nothing uses.
    pub(super) unused: u32,
    /// Exceptions that could not be said.
    pub(super) odd: u32,
    /// Weeks that hold for a time only.
    pub(super) weeks: u32,
    left: usize,
}

/// What the calendar of one resource says.
#[derive(Debug, Default, Clone)]
pub(super) struct Own {
    pub(super) calendar: Option<CalendarId>,
    pub(super) absences: Vec<Absence>,
}

/// Judges the calendars. `used` are those that tasks and resources name, `ours` is whether all was written here.
pub(super) fn judge(
    rows: &[CalendarRow],
    project: Option<i64>,
    used: &HashSet<i64>,
    ours: bool,
    mint: &mut dyn FnMut() -> u128,
) -> Judged {
    let mut judged = Judged { left: MOST_DAYS, ..Judged::default() };
    let all: HashMap<i64, &CalendarRow> = rows.iter().map(|row| (row.uid, row)).collect();
    let derived = |row: &CalendarRow| {
        row.is_base != Some(true) && row.base.is_some_and(|base| base != row.uid && all.contains_key(&base))
    };
    let bases: HashSet<i64> = rows.iter().filter(|r| derived(r)).filter_map(|r| r.base).collect();
    let project = project.or_else(|| rows.iter().find(|r| !derived(r)).map(|r| r.uid));
    for row in rows.iter().filter(|row| !derived(row)) {
        judged.weeks += row.weeks;
        let week = week_of(row, None);
        let exceptions = judged.exceptions(row);
        let days = hours::uniform(&week);
        let of_project = project == Some(row.uid);
        if of_project {
            judged.days = days;
        }
        let plain = exceptions.is_empty() && !ours;
        let says_days_alone = exceptions.is_empty() && hours::is_plain(&week);
        let stands = (of_project || ours && row.uid == 1) && says_days_alone;
        if stands && (row.uid == 1 || !ours) {
            judged.by_uid.insert(row.uid, None);
            continue;
        }
        if plain && !of_project && !used.contains(&row.uid) && !bases.contains(&row.uid) {
            judged.unused += 1;
            continue;
        }
        let mut calendar = Calendar::new(CalendarId::from_bits(mint()), row.name.clone());
        (calendar.week, calendar.exceptions) = (Some(week), exceptions);
        judged.by_uid.insert(row.uid, Some(calendar.id));
        if of_project {
            judged.of_project = Some(calendar.id);
        }
        judged.calendars.push(calendar);
    }
    for row in rows.iter().filter(|row| derived(row)) {
        judged.weeks += row.weeks;
        judged.own(row, project, &all, mint);
    }
    judged
}

impl Judged {
    /// Takes their weeks from the calendars of these numbers: they only repeat what the project's days say.
    pub(super) fn unstate(&mut self, uids: impl Iterator<Item = i64>) {
        let ids: HashSet<CalendarId> =
            uids.filter_map(|uid| self.by_uid.get(&uid).copied().flatten()).collect();
        for calendar in self.calendars.iter_mut().filter(|calendar| ids.contains(&calendar.id)) {
            calendar.week = None;
        }
    }

    /// What a calendar that is based on another says of its own.
    fn own(
        &mut self,
        row: &CalendarRow,
        project: Option<i64>,
        all: &HashMap<i64, &CalendarRow>,
        mint: &mut dyn FnMut() -> u128,
    ) {
        let base = row.base.and_then(|uid| self.by_uid.get(&uid).copied()).flatten();
        let (off, worked): (Vec<Exception>, Vec<Exception>) =
            self.exceptions(row).into_iter().partition(|e| e.hours.is_off() && !e.yearly);
        let absence = |e: Exception| Absence { first: e.first, last: e.last, reason: e.name };
        let absences = off.into_iter().map(absence).collect();
        let says_week = row.days.iter().any(|day| (1..=7).contains(&day.kind));
        let calendar = if says_week || !worked.is_empty() {
            let below = row.base.and_then(|uid| all.get(&uid));
            let mut calendar = Calendar::new(CalendarId::from_bits(mint()), row.name.clone());
            calendar.base = base;
            calendar.week = says_week.then(|| week_of(row, below.map(|b| week_of(b, None)).as_ref()));
            calendar.exceptions = worked;
            let id = calendar.id;
            self.calendars.push(calendar);
            Some(id)
        } else {
            // What is based on the project's calendar says nothing new.
            base.filter(|_| row.base != project)
        };
        self.by_uid.insert(row.uid, calendar);
        self.own.insert(row.uid, Own { calendar, absences });
    }

    fn exceptions(&mut self, row: &CalendarRow) -> Vec<Exception> {
        let mut found: Vec<Exception> = Vec::new();
        for day in &row.exceptions {
            self.exception(day, &mut found);
        }
        // Documents for newer and older programs say the same twice.
        let known: HashSet<(Date, Date)> = found.iter().map(|e| (e.first, e.last)).collect();
        let spans = row.days.iter().filter(|day| day.kind == 0);
        for day in spans {
            if let Some((first, last)) = day.first.zip(day.last)
                && !known.contains(&(first, last))
                && !(row.exceptions.iter().any(|e| e.first <= Some(first) && Some(last) <= e.last))
            {
                found.push(once(day, first, last));
            }
        }
        joined(found)
    }

    fn exception(&mut self, day: &DayRow, found: &mut Vec<Exception>) {
        let Some((first, last)) = day.first.zip(day.last) else {
            self.odd += 1;
            return;
        };
        let repeats = &day.repeats;
        match repeats.kind {
            0 | 1 if repeats.period <= 1 => found.push(once(day, first, last)),
            2 => {
                let month = repeats.month as i8 + 1;
                let on = Date::new(first.year(), month, repeats.month_day.min(31) as i8).unwrap_or(first);
                found.push(Exception { yearly: repeats.occurrences != 1, ..once(day, on, on) });
            }
            1 | 3 | 4 | 6 => {
                let mut at = first;
                let mut step = 0;
                while at <= last && step < FARTHEST && self.left > 0 {
                    if meets(repeats, at, first) {
                        found.push(once(day, at, at));
                        self.left -= 1;
                    }
                    step += 1;
                    let Ok(next) = at.tomorrow() else { break };
                    at = next;
                }
                self.odd += u32::from(self.left == 0);
            }
            _ => self.odd += 1,
        }
    }
}

fn once(day: &DayRow, first: Date, last: Date) -> Exception {
    let name = Some(day.name.clone()).filter(|name| !name.is_empty());
    Exception { name, first, last, hours: hours_of(day), yearly: false }
}

fn hours_of(day: &DayRow) -> Hours {
    if day.working { Hours::of(day.shifts.iter().copied()) } else { Hours::OFF }
}

/// Whether a repetition that began on `first` meets `day`.
fn meets(repeats: &Repeats, day: Date, first: Date) -> bool {
    let period = i32::try_from(repeats.period.max(1)).unwrap_or(i32::MAX);
    let since = (day - first).get_days();
    match repeats.kind {
        1 => since % period == 0,
        3 => {
            let weekday = Weekday::from_sunday_zero_offset(repeats.item as i8 - 3);
            let place = (day.day() as u32 - 1) / 7;
            let is_last = day.day() + 7 > day.days_in_month();
            day.month() == repeats.month as i8 + 1
                && weekday.is_ok_and(|w| w == day.weekday())
                && (place == repeats.position || repeats.position >= 4 && is_last)
        }
        4 => day.day() as u32 == repeats.month_day,
        _ => {
            let bit = 1 << day.weekday().to_sunday_zero_offset();
            let week = (since + i32::from(first.weekday().to_sunday_zero_offset())) / 7;
            repeats.weekdays & bit != 0 && week % period == 0
        }
    }
}

/// Yearly days that follow each other and are called the same are one exception.
fn joined(found: Vec<Exception>) -> Vec<Exception> {
    let mut out: Vec<Exception> = Vec::with_capacity(found.len());
    for exception in found {
        match out.last_mut() {
            Some(last)
                if last.yearly
                    && exception.yearly
                    && last.name == exception.name
                    && last.hours == exception.hours
                    && last.last.tomorrow().is_ok_and(|next| next == exception.first) =>
            {
                last.last = exception.last;
            }
            _ => out.push(exception),
        }
    }
    out
}

/// The week that a calendar says; days it is silent about are those of `base`.
fn week_of(row: &CalendarRow, base: Option<&Week>) -> Week {
    let usual = Week::of(|day| match day {
        Weekday::Saturday | Weekday::Sunday => Hours::OFF,
        _ => hours::usual(480),
    });
    let silent = row.days.iter().all(|day| day.kind == 0);
    let base = base.or(Some(&usual).filter(|_| silent));
    let said: HashMap<u32, Hours> = row.days.iter().map(|day| (day.kind, hours_of(day))).collect();
    Week::of(|day| {
        let said = said.get(&(day.to_sunday_zero_offset() as u32 + 1));
        said.or_else(|| base.map(|week| week.on(day))).cloned().unwrap_or_default()
    })
}
