//! Calendars day by day, for those who look at one: the hours of each day as the calendar's own clock shows them, and what
//! makes the day differ from its week. The same rules the schedule compiles; it lays nothing on an axis.

use jiff::civil::Date;

use super::hours::{Almanac, Days};
use super::zone::Zones;
use crate::calendar::{Exception, Hours};
use crate::id::CalendarId;
use crate::project::Project;

/// A day of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub date: Date,
    /// When work is done on it.
    pub hours: Hours,
    /// When work is done on such days of the week.
    pub weekly: Hours,
    /// What makes it differ from them.
    pub exception: Option<Exception>,
}

/// So many days from `first` on by a calendar of the project; by the project's own for `None`.
pub fn days(project: &Project, calendar: Option<CalendarId>, first: Date, count: u32) -> Vec<Day> {
    let (meta, zones) = (project.meta(), Zones::default());
    let almanac = Almanac::new(meta, project.calendars(), &zones, first, meta.calendar);
    let rules = almanac.rules(calendar);
    let special = rules.special(Days { first, count, plain: false });
    (0..count)
        .map(|n| {
            let date = first.saturating_add(jiff::Span::new().days(n));
            let weekly = almanac.weekly(&rules, date.weekday()).clone();
            let nth = special.get(n as usize).copied().unwrap_or(0) as usize;
            let exception = nth.checked_sub(1).and_then(|at| rules.exceptions.get(at));
            let hours = exception.map_or(&weekly, |exception| &exception.hours).clone();
            Day { date, hours, weekly, exception: exception.map(|one| (*one).clone()) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::calendar::{Calendar, Shift};
    use crate::id::ProjectId;
    use crate::meta::{Meta, MetaChange};
    use crate::patch::Patch;
    use crate::version::{Author, Version};
    use crate::{Extent, PatchId, apply};

    #[test]
    fn a_day_has_the_hours_of_its_week_unless_something_is_said_of_it() {
        let id = ProjectId::from_bits(1);
        let mut plan = Project::assemble(id, Version(1), Meta::new("Shop"), [], [], Extent::Whole);
        let four = |from| Hours::of([Shift { from, to: from + 240 }]);
        let may = |from: i8, to: i8| Exception::off(date(2026, 5, from), date(2026, 5, to));
        let holidays = Calendar {
            exceptions: vec![may(6, 7), Exception { hours: four(540), ..may(9, 9) }],
            ..Calendar::new(CalendarId::from_bits(2), "Shop")
        };
        let own = Calendar {
            base: Some(holidays.id),
            exceptions: vec![Exception { hours: four(600), ..may(7, 7) }],
            ..Calendar::new(CalendarId::from_bits(3), "Ann")
        };
        let (shop, ann) = (holidays.id, own.id);
        let mut patch = Patch::new(PatchId::from_bits(4), id, Version(1), Author::new("ann"), "calendars");
        patch.create(holidays);
        patch.create(own);
        patch.meta = MetaChange { calendar: Some(Some(shop)), ..MetaChange::default() };
        let _applied = apply(&mut plan, &patch).expect("the calendars keep every rule");
        let minutes = |calendar| -> Vec<u32> {
            days(&plan, calendar, date(2026, 5, 4), 7).iter().map(|day| day.hours.minutes()).collect()
        };
        assert_eq!(minutes(None), [480, 480, 0, 0, 480, 240, 0]);
        assert_eq!(minutes(Some(ann)), [480, 480, 0, 240, 480, 240, 0]);
        let week = days(&plan, Some(ann), date(2026, 5, 4), 7);
        assert!(week[0].exception.is_none() && week[3].exception.is_some());
        assert_eq!(week[5].weekly, Hours::OFF);
    }
}
