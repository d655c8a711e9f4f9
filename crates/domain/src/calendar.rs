//! Calendars: when work is done. A calendar is a working week and the days that differ from it; what it does not say is
//! said by the calendar it is based on, and at last by the project's working days and minutes per day. This file knows
//! the nouns only; `schedule` compiles them to working time.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::id::CalendarId;
use crate::record::record;
use crate::value::Value;

record! {
    /// A working week and the days that differ from it.
    Calendar {
        /// One line naming it, unlike that of any other calendar of the project.
        Name name: String = "name",
        /// The calendar that says what this one does not.
        Base base: Option<CalendarId> = "base_calendar_id",
        /// The hours of a week; `None` are those of the base.
        Week week: Option<Week> = "week",
        /// Days that differ from the week. Where several speak of one day, the last one counts.
        Exceptions exceptions: Vec<Exception> = "exceptions",
        /// The IANA name of the zone whose clock the hours are read from; `None` is the project's.
        TimeZone time_zone: Option<String> = "time_zone",
        /// Its key in the document it came from.
        SourceKey source_key: Option<String> = "source_key",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
    }
    /// New values for some fields of a calendar.
    CalendarChange;
    /// The fields of a calendar.
    CalendarField;
    id CalendarId;
}

impl Calendar {
    /// A calendar that says nothing of its own.
    pub fn new(id: CalendarId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            base: None,
            week: None,
            exceptions: Vec::new(),
            time_zone: None,
            source_key: None,
            metadata: BTreeMap::new(),
        }
    }
}

/// Minutes of a day.
const MINUTES_OF_DAY: u16 = 24 * 60;

/// A stretch of work within a day, in minutes from midnight; `from < to <= 1440`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shift {
    /// When it begins.
    pub from: u16,
    /// When it is over.
    pub to: u16,
}

/// The working hours of a day: shifts in order that neither overlap nor touch. None is a day off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Hours(Vec<Shift>);

impl Hours {
    /// A day off.
    pub const OFF: Self = Self(Vec::new());

    /// The hours covered by `shifts`: sorted, joined where they overlap or touch, cut at midnight; empty ones are
    /// dropped.
    pub fn of(shifts: impl IntoIterator<Item = Shift>) -> Self {
        let cut = shifts.into_iter().map(|s| Shift { to: s.to.min(MINUTES_OF_DAY), ..s });
        let mut shifts: Vec<Shift> = cut.filter(|s| s.from < s.to).collect();
        shifts.sort_unstable();
        let mut joined: Vec<Shift> = Vec::with_capacity(shifts.len());
        for shift in shifts {
            match joined.last_mut() {
                Some(last) if shift.from <= last.to => last.to = last.to.max(shift.to),
                _ => joined.push(shift),
            }
        }
        Self(joined)
    }

    /// The shifts, in order.
    pub fn shifts(&self) -> &[Shift] {
        &self.0
    }

    /// How long they are together.
    pub fn minutes(&self) -> u32 {
        self.0.iter().map(|s| u32::from(s.to - s.from)).sum()
    }

    /// Whether it is a day off.
    pub fn is_off(&self) -> bool {
        self.0.is_empty()
    }

    /// The hours in both.
    pub fn and(&self, other: &Self) -> Self {
        let (mut shared, mut mine, mut theirs) =
            (Vec::new(), self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(a), Some(b)) = (mine.peek(), theirs.peek()) {
            let (from, to) = (a.from.max(b.from), a.to.min(b.to));
            if from < to {
                shared.push(Shift { from, to });
            }
            if a.to <= b.to {
                mine.next()
            } else {
                theirs.next()
            };
        }
        Self(shared)
    }
}

/// The hours of each weekday.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Week([Hours; 7]);

impl Week {
    /// The week in which each day has the hours that `hours` says.
    pub fn of(hours: impl Fn(Weekday) -> Hours) -> Self {
        Self(std::array::from_fn(|i| {
            Weekday::from_monday_zero_offset(i as i8).map(&hours).unwrap_or_default()
        }))
    }

    /// The hours of a weekday.
    pub fn on(&self, day: Weekday) -> &Hours {
        &self.0[day.to_monday_zero_offset() as usize]
    }

    /// Working minutes of the whole week.
    pub fn minutes(&self) -> u32 {
        self.0.iter().map(Hours::minutes).sum()
    }
}

/// Days that differ from the week: a holiday, a closure, a Saturday that is worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// What they are called.
    pub name: Option<String>,
    /// The first of them.
    pub first: Date,
    /// The last of them, which is one of them.
    pub last: Date,
    /// The hours worked on each of them.
    pub hours: Hours,
    /// They come back on the same days of every year, before and after.
    pub yearly: bool,
}

impl Exception {
    /// Days off from `first` to `last`.
    pub fn off(first: Date, last: Date) -> Self {
        Self { name: None, first, last, hours: Hours::OFF, yearly: false }
    }

    /// Whether `day` is one of them. What comes back yearly and spans a year or more is every day; February 29th comes
    /// back in leap years only.
    pub fn contains(&self, day: Date) -> bool {
        if !self.yearly {
            return self.first <= day && day <= self.last;
        }
        if self.last.year() - self.first.year() > 1 {
            return self.first <= self.last;
        }
        let of_year = |d: Date| (d.month(), d.day());
        let (first, last, day) = (of_year(self.first), of_year(self.last), of_year(day));
        match self.first.year() == self.last.year() {
            true => first <= day && day <= last,
            false => first <= day || day <= last,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn hours(shifts: &[(u16, u16)]) -> Hours {
        Hours::of(shifts.iter().map(|&(from, to)| Shift { from, to }))
    }

    #[test]
    fn hours_are_sorted_joined_and_cut() {
        let day = hours(&[(780, 1020), (540, 700), (690, 720), (720, 740), (1400, 2000), (5, 5), (9, 3)]);
        assert_eq!(day, hours(&[(540, 740), (780, 1020), (1400, 1440)]));
        assert_eq!((day.minutes(), day.is_off(), Hours::OFF.is_off()), (480, false, true));
    }

    #[test]
    fn hours_in_both_are_those_in_each() {
        let office = hours(&[(540, 720), (780, 1020)]);
        assert_eq!(office.and(&hours(&[(600, 840)])), hours(&[(600, 720), (780, 840)]));
        assert_eq!(office.and(&hours(&[(720, 780)])), Hours::OFF);
        assert_eq!(office.and(&office), office);
    }

    #[test]
    fn a_week_has_hours_for_each_day() {
        let week = Week::of(|day| if day == Weekday::Monday { hours(&[(540, 1020)]) } else { Hours::OFF });
        assert_eq!((week.on(Weekday::Monday).minutes(), week.minutes()), (480, 480));
        assert!(week.on(Weekday::Sunday).is_off());
    }

    #[test]
    fn yearly_days_come_back_also_over_new_year() {
        let once = Exception::off(date(2026, 12, 24), date(2027, 1, 2));
        let yearly = Exception { yearly: true, ..once.clone() };
        for (day, this, every) in [
            (date(2026, 12, 31), true, true),
            (date(2031, 1, 2), false, true),
            (date(2020, 12, 24), false, true),
            (date(2027, 1, 3), false, false),
        ] {
            assert_eq!((once.contains(day), yearly.contains(day)), (this, every), "{day}");
        }
        let labour = Exception { yearly: true, ..Exception::off(date(2026, 5, 1), date(2026, 5, 1)) };
        assert!(labour.contains(date(1999, 5, 1)) && !labour.contains(date(2026, 5, 2)));
    }
}
