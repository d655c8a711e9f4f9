//! Calendars, resources and assignments as the document has them, gathered element by element. Must never judge what they
//! mean; see `calendars` and `people` for that.

use jiff::civil::{Date, DateTime};
use planwright_domain::Shift;

use super::row::{is_amount, is_true, minutes};
use crate::{day, hours};

/// A calendar.
#[derive(Debug, Default, Clone)]
pub(super) struct CalendarRow {
    pub(super) uid: i64,
    pub(super) name: String,
    pub(super) is_base: Option<bool>,
    pub(super) base: Option<i64>,
    /// Days of the week, and in older documents days of their own.
    pub(super) days: Vec<DayRow>,
    pub(super) exceptions: Vec<DayRow>,
    /// It has weeks that hold for a time only.
    pub(super) weeks: u32,
    open: DayRow,
    shift: (Option<u16>, Option<u16>),
}

/// A day of the week, or days that differ from it.
#[derive(Debug, Default, Clone)]
pub(super) struct DayRow {
    /// 1 is Sunday; 0 a span of days.
    pub(super) kind: u32,
    pub(super) name: String,
    pub(super) working: bool,
    pub(super) shifts: Vec<Shift>,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    pub(super) repeats: Repeats,
}

/// How days come back.
#[derive(Debug, Default, Clone)]
pub(super) struct Repeats {
    pub(super) kind: u32,
    pub(super) occurrences: u32,
    pub(super) period: u32,
    pub(super) weekdays: u32,
    pub(super) item: u32,
    pub(super) position: u32,
    pub(super) month: u32,
    pub(super) month_day: u32,
}

/// Who, or what, does work.
#[derive(Debug, Default, Clone)]
pub(super) struct ResourceRow {
    pub(super) uid: i64,
    pub(super) name: String,
    pub(super) kind: Option<u32>,
    pub(super) rated: bool,
    pub(super) email: String,
    pub(super) group: String,
    pub(super) units: Option<f64>,
    pub(super) calendar: Option<i64>,
    pub(super) spans: Vec<(Option<DateTime>, Option<DateTime>, f64)>,
    pub(super) values: Vec<(String, String)>,
}

/// That somebody works on a task.
#[derive(Debug, Default, Clone)]
pub(super) struct AssignmentRow {
    pub(super) task: i64,
    pub(super) resource: i64,
    pub(super) units: Option<f64>,
    pub(super) work: Option<u32>,
    pub(super) values: Vec<(String, String)>,
}

impl CalendarRow {
    /// An element within it begins.
    pub(super) fn open(&mut self, path: &[&str]) {
        match path {
            ["WeekDays", "WeekDay"] | ["Exceptions", "Exception"] => self.open = DayRow::default(),
            ["WeekDays" | "Exceptions", _, "WorkingTimes", "WorkingTime"] => self.shift = (None, None),
            _ => {}
        }
    }

    /// An element within it ends.
    pub(super) fn close(&mut self, path: &[&str], text: &str) {
        let short = text.trim();
        match path {
            ["UID"] => self.uid = short.parse().unwrap_or(-1),
            ["Name"] => self.name = short.to_owned(),
            ["IsBaseCalendar"] => self.is_base = Some(is_true(short)),
            ["BaseCalendarUID"] => self.base = short.parse().ok().filter(|uid| *uid > 0),
            ["WeekDays", "WeekDay"] => self.days.push(std::mem::take(&mut self.open)),
            ["Exceptions", "Exception"] => self.exceptions.push(std::mem::take(&mut self.open)),
            ["WorkWeeks", "WorkWeek"] => self.weeks += 1,
            ["WeekDays" | "Exceptions", _, "WorkingTimes", "WorkingTime"] => {
                if let (Some(from), Some(to)) = self.shift {
                    // A day ends at midnight, which is written as that of its beginning.
                    self.open.shifts.push(Shift { from, to: if to == 0 { 24 * 60 } else { to } });
                }
            }
            ["WeekDays" | "Exceptions", _, "WorkingTimes", "WorkingTime", "FromTime"] => {
                self.shift.0 = hours::minute(short);
            }
            ["WeekDays" | "Exceptions", _, "WorkingTimes", "WorkingTime", "ToTime"] => {
                self.shift.1 = hours::minute(short);
            }
            ["WeekDays" | "Exceptions", _, "TimePeriod", "FromDate"] => self.open.first = day::iso(short),
            ["WeekDays" | "Exceptions", _, "TimePeriod", "ToDate"] => self.open.last = day::iso(short),
            ["WeekDays" | "Exceptions", _, field] => self.open.take(field, short),
            _ => {}
        }
    }
}

impl DayRow {
    fn take(&mut self, field: &str, text: &str) {
        let number = || text.parse().unwrap_or(0);
        match field {
            "DayType" => self.kind = number(),
            "DayWorking" => self.working = is_true(text),
            "Name" => self.name = text.to_owned(),
            "Type" => self.repeats.kind = number(),
            "Occurrences" => self.repeats.occurrences = number(),
            "Period" => self.repeats.period = number(),
            "DaysOfWeek" => self.repeats.weekdays = number(),
            "MonthItem" => self.repeats.item = number(),
            "MonthPosition" => self.repeats.position = number(),
            "Month" => self.repeats.month = number(),
            "MonthDay" => self.repeats.month_day = number(),
            _ => {}
        }
    }
}

impl ResourceRow {
    /// An element within it begins.
    pub(super) fn open(&mut self, path: &[&str]) {
        match path {
            ["ExtendedAttribute"] => self.values.push(Default::default()),
            ["AvailabilityPeriods", "AvailabilityPeriod"] => self.spans.push((None, None, 1.0)),
            _ => {}
        }
    }

    /// An element within it ends.
    pub(super) fn close(&mut self, path: &[&str], text: &str) {
        let short = text.trim();
        match path {
            ["UID"] => self.uid = short.parse().unwrap_or(-1),
            ["Name"] => self.name = short.to_owned(),
            ["Type"] => self.kind = short.parse().ok(),
            ["StandardRate" | "Cost"] => self.rated |= is_amount(text),
            ["EmailAddress"] => self.email = short.to_owned(),
            ["Group"] => self.group = short.to_owned(),
            ["MaxUnits"] => self.units = short.parse().ok(),
            ["CalendarUID"] => self.calendar = short.parse().ok().filter(|uid| *uid > 0),
            ["ExtendedAttribute", field] => value(&mut self.values, field, text),
            ["AvailabilityPeriods", "AvailabilityPeriod", field] => {
                if let Some(span) = self.spans.last_mut() {
                    match *field {
                        "AvailableFrom" => span.0 = moment(short),
                        "AvailableTo" => span.1 = moment(short),
                        "AvailableUnits" => span.2 = short.parse().unwrap_or(1.0),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

impl AssignmentRow {
    /// An element within it begins.
    pub(super) fn open(&mut self, path: &[&str]) {
        if path == ["ExtendedAttribute"] {
            self.values.push(Default::default());
        }
    }

    /// An element within it ends.
    pub(super) fn close(&mut self, path: &[&str], text: &str) {
        let short = text.trim();
        match path {
            ["TaskUID"] => self.task = short.parse().unwrap_or(-1),
            ["ResourceUID"] => self.resource = short.parse().unwrap_or(-1),
            ["Units"] => self.units = short.parse().ok(),
            ["Work"] => self.work = minutes(short),
            ["ExtendedAttribute", field] => value(&mut self.values, field, text),
            _ => {}
        }
    }
}

/// Takes a part of the added field that was met last.
pub(super) fn value(values: &mut [(String, String)], field: &str, text: &str) {
    if let Some(last) = values.last_mut() {
        match field {
            "FieldID" => last.0 = text.trim().to_owned(),
            "Value" => last.1 = text.to_owned(),
            _ => {}
        }
    }
}

/// The moment of `2026-03-02T08:00:00`, whatever zone stands behind it.
pub(super) fn moment(text: &str) -> Option<DateTime> {
    text.trim().get(..19)?.parse().ok()
}
