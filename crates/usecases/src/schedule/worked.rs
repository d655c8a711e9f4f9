//! The project's working minutes, counted day by day: for telling what lies between two moments of a schedule. It makes no
//! schedule itself.

use jiff::civil::{Date, DateTime, Time};
use planwright_domain::{Hours, Shift};

use super::Days;

/// No schedule is longer.
const MOST_DAYS: usize = 36_600;

/// The project's working minutes, day by day.
#[derive(Debug)]
pub(super) struct Worked {
    first: Date,
    /// By day, the minutes before it, and its shifts.
    days: Vec<(i64, Hours)>,
    all: i64,
}

impl Worked {
    /// From a day to another, and on until so many minutes are over.
    pub(super) fn between(days: &Days<'_>, first: Date, last: Date, least: i64) -> Self {
        let each = std::iter::successors(Some(first), |day| day.tomorrow().ok());
        let mut all = 0;
        let mut made = Vec::new();
        for day in each.take(MOST_DAYS) {
            if day > last && all >= least {
                break;
            }
            let hours = days.hours(None, day);
            made.push((all, hours.clone()));
            all += i64::from(hours.minutes());
        }
        Self { first, days: made, all }
    }

    /// Working minutes up to a moment.
    pub(super) fn at(&self, moment: DateTime) -> i64 {
        let number = moment.date().duration_since(self.first).as_hours() / 24;
        let Ok(number) = usize::try_from(number) else { return 0 };
        let Some((before, hours)) = self.days.get(number) else { return self.all };
        let minute = i64::from(moment.hour()) * 60 + i64::from(moment.minute());
        let past = |s: &Shift| (minute.min(s.to.into()) - i64::from(s.from)).max(0);
        before + hours.shifts().iter().map(past).sum::<i64>()
    }

    /// The moment by which so many are over.
    pub(super) fn moment(&self, minutes: i64) -> DateTime {
        let number = self.days.partition_point(|(before, _)| *before < minutes).saturating_sub(1);
        let midnight =
            self.first.to_datetime(Time::midnight()).saturating_add(jiff::Span::new().days(number as i64));
        let Some((before, hours)) = self.days.get(number) else { return midnight };
        let mut left = minutes - before;
        for shift in hours.shifts() {
            let length = i64::from(shift.to - shift.from);
            if left <= length {
                return midnight.saturating_add(jiff::Span::new().minutes(i64::from(shift.from) + left));
            }
            left -= length;
        }
        midnight.saturating_add(jiff::Span::new().days(1))
    }
}
