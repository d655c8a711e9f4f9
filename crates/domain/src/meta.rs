//! What a project says about itself, and the rules that travel with it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

use crate::id::{CalendarId, ProjectId};
use crate::link::words;
use crate::record::record;
use crate::status::{Priority, Status};
use crate::value::Value;

record! {
    /// A project's own fields. Rules (depth limit, minutes per day …) are part of them, changed by patch like the rest.
    Meta {
        /// One line naming it.
        Title title: String = "title",
        /// What it is about.
        Summary summary: Option<String> = "summary",
        /// How far it is.
        Status status: Status = "status",
        /// Kept, but out of sight.
        Archived archived: bool = "archived",
        /// How much it matters.
        Priority priority: Option<Priority> = "priority",
        /// The first day on which work may begin.
        Start start: Option<Date> = "start_date",
        /// The last working day on which it may finish.
        Deadline deadline: Option<Date> = "deadline",
        /// Free labels.
        Labels labels: BTreeSet<String> = "labels" set,
        /// Its ids in other systems, by system.
        ExternalIds external_ids: BTreeMap<String, String> = "external_ids",
        /// The repository it belongs to.
        Repository repository: Option<String> = "repository",
        /// The document it was first imported from.
        ImportedFrom imported_from: Option<String> = "imported_from",
        /// The deepest level a task may have; the top is level 1.
        DepthLimit depth_limit: u32 = "depth_limit",
        /// Working minutes of a day.
        MinutesPerDay minutes_per_day: u32 = "minutes_per_day",
        /// The days on which work is done, Monday first.
        WorkingDays working_days: WorkingDays = "working_days",
        /// The most minutes anybody works for the project in a week, from Monday.
        MinutesPerWeek minutes_per_week: Option<u32> = "minutes_per_week",
        /// When work is done; `None` is the working days, each as long as the working day.
        Calendar calendar: Option<CalendarId> = "calendar_id",
        /// A plan, or a pool of people that plans share.
        Kind kind: ProjectKind = "kind",
        /// The pool whose people work on it.
        Pool pool: Option<ProjectId> = "pool_id",
        /// The IANA name of the zone whose civil dates are meant.
        TimeZone time_zone: String = "time_zone",
        /// How an ambiguous date such as 03/04 is read.
        DateOrder date_order: DateOrder = "date_order",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
    }
    /// New values for some of a project's own fields.
    MetaChange;
    /// A project's own fields.
    MetaField;
}

impl Meta {
    /// A project with nothing known but its title: five levels, eight hours a day, Monday to Friday, UTC.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            summary: None,
            status: Status::Todo,
            archived: false,
            priority: None,
            start: None,
            deadline: None,
            labels: BTreeSet::new(),
            external_ids: BTreeMap::new(),
            repository: None,
            imported_from: None,
            depth_limit: 5,
            minutes_per_day: 480,
            working_days: WorkingDays::MONDAY_TO_FRIDAY,
            minutes_per_week: None,
            calendar: None,
            kind: ProjectKind::Plan,
            pool: None,
            time_zone: "UTC".to_owned(),
            date_order: DateOrder::MonthDay,
            metadata: BTreeMap::new(),
        }
    }
}

words! {
    /// What a project is for.
    ProjectKind {
        /// Work to be done.
        Plan = "plan",
        /// People and calendars that plans share.
        Pool = "pool",
    }
}

/// A set of weekdays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkingDays(u8);

impl WorkingDays {
    /// The usual week.
    pub const MONDAY_TO_FRIDAY: Self = Self(0b001_1111);

    /// The set of these days.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Self {
        Self(days.into_iter().fold(0, |set, day| set | 1 << day.to_monday_zero_offset()))
    }

    /// Whether `day` is one of them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & 1 << day.to_monday_zero_offset() != 0
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The days, Monday first.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        (0..7).filter(move |i| self.0 & 1 << i != 0).filter_map(|i| Weekday::from_monday_zero_offset(i).ok())
    }
}

/// How an ambiguous numeric date is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 03/04 is March 4th.
    MonthDay,
    /// 03/04 is April 3rd.
    DayMonth,
}

impl DateOrder {
    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MonthDay => "mdy",
            Self::DayMonth => "dmy",
        }
    }

    /// Reads the word on the wire.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::MonthDay, Self::DayMonth].into_iter().find(|o| o.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_a_set_of_days() {
        let week = WorkingDays::of([Weekday::Sunday, Weekday::Monday, Weekday::Sunday]);
        assert_eq!(week.days().collect::<Vec<_>>(), [Weekday::Monday, Weekday::Sunday]);
        assert_eq!((week.count(), week.contains(Weekday::Tuesday)), (2, false));
        let usual = WorkingDays::MONDAY_TO_FRIDAY;
        assert_eq!((usual.count(), usual.contains(Weekday::Friday)), (5, true));
        assert_eq!(WorkingDays::of(usual.days()), usual);
    }

    #[test]
    fn orders_of_dates_read_back() {
        for order in [DateOrder::MonthDay, DateOrder::DayMonth] {
            assert_eq!(DateOrder::from_word(order.word()), Some(order));
        }
        assert_eq!(DateOrder::from_word("ymd"), None);
    }
}
