//! The axis of time a timetable goes by, and its ties to dates: the project's working minutes, or all minutes with the
//! lines of everybody.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

use super::Work;
use super::calendar::WorkTime;
use super::clock::{Clock, Lines, Span};
use super::hours::usual_start;
use super::items::{Extra, Item, Items, Job, Pull};
use super::zone::{DAY, Zone, civil, midnight};

/// Moments and what they mean.
#[derive(Debug, Clone)]
pub(super) enum Axis {
    /// Working minutes of the project.
    Plain(WorkTime),
    /// Minutes of all time.
    Woven(Arc<Woven>),
}

/// Lines, and where on the clocks they lie.
#[derive(Debug)]
pub(super) struct Woven {
    pub(super) lines: Lines,
    pub(super) zone: Zone,
    /// The minute of universal time of moment 0, counted from 1970.
    pub(super) origin: i64,
    pub(super) minutes_per_day: i64,
}

impl Woven {
    /// The moment a minute of the project's clocks, counted from 1970, is first shown.
    pub(super) fn moment(&self, civil: i64) -> i64 {
        self.zone.universal(civil) - self.origin
    }

    /// The day of a moment on the clock of a zone, and the moment it is over.
    pub(super) fn day(&self, zone: &Zone, at: i64) -> (i64, i64) {
        let day = zone.civil(at + self.origin).div_euclid(DAY);
        (day, zone.universal((day + 1) * DAY) - self.origin)
    }

    fn shown(&self, moment: i64) -> DateTime {
        civil(self.zone.civil(moment + self.origin))
    }
}

impl Axis {
    /// Whether moments mean the same on another.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Plain(mine), Self::Plain(theirs)) => mine == theirs,
            (Self::Woven(mine), Self::Woven(theirs)) => {
                mine.origin == theirs.origin && mine.zone == theirs.zone
            }
            _ => false,
        }
    }

    /// What the project's clocks show at a moment when work begins.
    pub(super) fn opening(&self, moment: i64) -> DateTime {
        match self {
            Self::Plain(time) => on(time, time.start(moment)),
            Self::Woven(woven) => woven.shown(moment),
        }
    }

    /// What they show at a moment when work is over.
    pub(super) fn closing(&self, moment: i64) -> DateTime {
        match self {
            Self::Plain(time) => on(time, time.finish(moment)),
            Self::Woven(woven) => woven.shown(moment),
        }
    }

    /// The project's working minutes by a moment.
    pub(super) fn worked(&self, moment: i64) -> i64 {
        match self {
            Self::Plain(_) => moment,
            Self::Woven(woven) => woven.lines.line(0).work(moment),
        }
    }

    /// The project's working minutes by a time its clocks show; negative before its start.
    pub(super) fn worked_by(&self, at: DateTime) -> i64 {
        match self {
            Self::Plain(time) => {
                let (opening, closing) = (time.opening(at.date()), time.closing(at.date()));
                let minute = i64::from(at.hour()) * 60 + i64::from(at.minute());
                opening + (minute - usual_start(time.minutes_per_day())).clamp(0, closing - opening)
            }
            Self::Woven(woven) => {
                let minute = i64::from(at.hour()) * 60 + i64::from(at.minute());
                woven.lines.line(0).work(woven.moment(midnight(at.date()) + minute))
            }
        }
    }

    /// The last moment by which the project has so many working minutes.
    pub(super) fn at_work(&self, minutes: i64) -> i64 {
        match self {
            Self::Plain(_) => minutes,
            Self::Woven(woven) => woven.lines.line(0).last(minutes),
        }
    }

    /// When a day is over.
    pub(super) fn end_of(&self, day: Date) -> i64 {
        match self {
            Self::Plain(time) => time.closing(day),
            Self::Woven(woven) => woven.moment(midnight(day) + DAY),
        }
    }

    pub(super) fn minutes_per_day(&self) -> i64 {
        match self {
            Self::Plain(time) => time.minutes_per_day(),
            Self::Woven(woven) => woven.minutes_per_day,
        }
    }

    pub(super) fn between(&self, item: &Item, from: i64, to: i64) -> i64 {
        match self {
            Self::Plain(time) => time.between(item, from, to),
            Self::Woven(woven) => woven.lines.between(item, from, to),
        }
    }

    pub(super) fn done(&self, item: &Item, start: i64) -> i64 {
        match self {
            Self::Plain(time) => time.done(item, start),
            Self::Woven(woven) => woven.lines.done(item, start),
        }
    }

    pub(super) fn earliest(&self, item: &Item, bounds: Span) -> Span {
        match self {
            Self::Plain(time) => time.earliest(item, bounds),
            Self::Woven(woven) => woven.lines.earliest(item, bounds),
        }
    }

    pub(super) fn after(&self, items: &Items, pull: &Pull, head: &Item, tail: i64) -> i64 {
        match self {
            Self::Plain(time) => time.after(items, pull, head, tail),
            Self::Woven(woven) => woven.lines.after(items, pull, head, tail),
        }
    }

    pub(super) fn before(&self, items: &Items, pull: &Pull, head: &Item, at: i64) -> i64 {
        match self {
            Self::Plain(time) => time.before(items, pull, head, at),
            Self::Woven(woven) => woven.lines.before(items, pull, head, at),
        }
    }

    /// Whether nobody who does an item is at work at a moment.
    pub(super) fn waits(&self, item: &Item, at: i64) -> bool {
        match self {
            Self::Plain(time) => time.start(at).0 > time.finish(at).0,
            Self::Woven(woven) => {
                let bounds = Span { start: at, finish: i64::MIN };
                item.need > 0 && woven.lines.earliest(item, bounds).start > at
            }
        }
    }

    pub(super) fn latest(&self, item: &Item, bounds: Span) -> Span {
        match self {
            Self::Plain(time) => time.latest(item, bounds),
            Self::Woven(woven) => woven.lines.latest(item, bounds),
        }
    }
}

impl Job {
    /// The job of a task in a project where everybody works as `time` says.
    pub(super) fn plain(work: &Work, time: &WorkTime) -> Self {
        let mut extra = (work.not_before.is_some() || work.due.is_some()).then(Extra::default);
        if let Some(extra) = &mut extra {
            extra.lower.start = work.not_before.map_or(i64::MIN, |date| time.opening(date));
            extra.due = work.due.map_or(i64::MAX, |date| time.closing(date));
        }
        Self { need: work.minutes.unwrap_or(0).into(), line: 0, unestimated: work.minutes.is_none(), extra }
    }
}

/// A minute of a working day whose hours nobody stated.
fn on(time: &WorkTime, (day, minute): (Date, i64)) -> DateTime {
    let morning = usual_start(time.minutes_per_day());
    day.to_datetime(Time::midnight()).saturating_add(jiff::Span::new().minutes(morning + minute))
}
