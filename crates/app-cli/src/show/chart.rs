//! A schedule as something to draw: bars on an axis of days, what ties them, and how much everybody has to do. Days are
//! drawn as wide as each other and filled by their working hours, so that a day of work looks like a day. It draws nothing
//! itself.

mod page;
mod plot;
mod scale;
mod svg;

use std::collections::HashMap;

use jiff::civil::{Date, DateTime, Time};
use planwright::domain::{Baseline, BaselineTask, Dependency, IdSet, Kind, LinkType, Task, TaskId};
use planwright::usecases::schedule::{Buffered, Days, Load, Schedule, Slot};

use super::driven::Driven;
use super::names::Codes;
use super::text::harmless;
use super::ties::how;

pub use page::html;
pub use scale::Zoom;
pub use svg::svg;

/// No drawing has more days; what is later is drawn at its end.
const MOST_DAYS: i64 = 20_000;

/// What is drawn.
#[derive(Debug)]
pub struct Chart<'a> {
    pub(super) schedule: &'a Schedule,
    pub(super) title: String,
    pub(super) today: Date,
    /// The first day, a Monday.
    pub(super) first: Date,
    /// How many days there are: whole weeks.
    pub(super) days: i64,
    /// By day, whether the project does not work.
    pub(super) off: Vec<bool>,
    pub(super) bars: Vec<Bar>,
    pub(super) ties: Vec<Tie>,
    pub(super) load: Load,
}

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Task,
    Milestone,
    Summary,
    Buffer,
    /// A task that is finished.
    Done,
}

/// One row.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) wbs: String,
    pub(super) title: String,
    pub(super) depth: usize,
    pub(super) shape: Shape,
    pub(super) slot: Slot,
    pub(super) who: String,
    /// What decides when it starts.
    pub(super) after: String,
    /// In days from the first.
    pub(super) start: f64,
    pub(super) finish: f64,
    /// How far it can slip.
    pub(super) until: f64,
    /// When it was to be done by a baseline.
    pub(super) baseline: Option<(f64, f64)>,
}

/// A link between two rows.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) dependency: Dependency,
    /// Its kind and lag, where it is not the usual one: ` SS+1d`.
    pub(super) how: String,
    /// Both ends are critical.
    pub(super) critical: bool,
}

impl<'a> Chart<'a> {
    /// Of everything open, and what is finished where it is known when; or of `only` these tasks; with the bars of a baseline and of buffers.
    pub fn of(
        schedule: &'a Schedule,
        only: Option<&IdSet<TaskId>>,
        baseline: Option<&Baseline>,
        buffers: Option<&Buffered>,
        today: Date,
    ) -> Self {
        let project = &schedule.project;
        let days = schedule.days();
        let codes = Codes::of(project);
        let wanted = |id: TaskId| only.is_none_or(|only| only.contains(&id));
        let shown: Vec<_> = project
            .walk()
            .filter(|met| wanted(met.task.id))
            .filter_map(|met| Some((met.task, placed(schedule, met.task)?)))
            .collect();
        let was = |id: TaskId| baseline.and_then(|b| b.tasks.get(&id)).copied();
        let moments = shown.iter().flat_map(|(task, slot)| {
            let kept = was(task.id).into_iter().flat_map(|b| [b.start, b.finish]);
            [slot.start, slot.finish].into_iter().chain(kept)
        });
        let moments = moments.chain(buffers.map(|found| found.project.1));
        let (earliest, latest) =
            moments.fold((today, today), |(first, last), at| (first.min(at.date()), last.max(at.date())));
        let since_monday = i64::from(earliest.weekday().to_monday_zero_offset());
        let first = earliest.saturating_sub(jiff::Span::new().days(since_monday));
        let weeks = (latest.duration_since(first).as_hours() / 24 / 7 + 1).clamp(1, MOST_DAYS / 7);
        let axis = Axis { first, last: weeks * 7, days: &days };
        let drawing = Drawing { schedule, codes: &codes, driven: Driven::of(schedule, &codes), axis: &axis };
        let depth = |task: &Task| project.ancestors(task.id).filter(|above| wanted(above.id)).count();
        let bar = |(task, slot): &(&Task, Slot)| drawing.bar(task, *slot, depth(task), was(task.id));
        let mut bars: Vec<Bar> = shown.iter().map(bar).collect();
        let rows: HashMap<TaskId, usize> =
            shown.iter().enumerate().map(|(row, (task, _))| (task.id, row)).collect();
        let ties = project.links().filter(|link| link.link_type == LinkType::Blocks).filter_map(|link| {
            let (from, to) = (*rows.get(&link.from)?, *rows.get(&link.to)?);
            let critical = bars[from].slot.critical && bars[to].slot.critical;
            let how = how(link, project.meta().minutes_per_day);
            Some(Tie { from, to, dependency: link.dependency, how, critical })
        });
        let ties = ties.collect();
        bars.extend(buffers.into_iter().flat_map(|found| buffer_bars(found, &codes, &axis)));
        let off = (0..weeks * 7).map(|day| days.hours(None, axis.day(day)).is_off()).collect();
        Self {
            schedule,
            title: harmless(&project.meta().title),
            today,
            first,
            days: weeks * 7,
            off,
            bars,
            ties,
            load: schedule.load(),
        }
    }

    /// A day of the drawing, counted from its first.
    pub(super) fn day(&self, n: i64) -> Date {
        self.first.saturating_add(jiff::Span::new().days(n))
    }

    /// How many days a day is from the first.
    pub(super) fn number(&self, day: Date) -> i64 {
        day.duration_since(self.first).as_hours() / 24
    }
}

/// What bars are made from.
struct Drawing<'a> {
    schedule: &'a Schedule,
    codes: &'a Codes,
    driven: Driven<'a>,
    axis: &'a Axis<'a>,
}

impl Drawing<'_> {
    fn bar(&self, task: &Task, slot: Slot, depth: usize, was: Option<BaselineTask>) -> Bar {
        let summary = self.schedule.project.is_summary(task.id);
        let people = if summary { Vec::new() } else { self.schedule.people(task) };
        let (axis, finish) = (self.axis, self.axis.at(slot.finish));
        Bar {
            wbs: self.codes.get(task.id).to_owned(),
            title: harmless(&task.title),
            depth,
            shape: match task.kind {
                _ if summary => Shape::Summary,
                Kind::Task if task.status.is_closed() => Shape::Done,
                Kind::Milestone => Shape::Milestone,
                Kind::Task => Shape::Task,
            },
            slot,
            who: people.iter().map(|name| harmless(name)).collect::<Vec<_>>().join(", "),
            after: self.driven.by(task.id).map_or(String::new(), |held| held.long),
            start: axis.at(slot.start).min(finish),
            finish,
            until: if slot.total_slack > 0 { axis.at(slot.late_finish).max(finish) } else { finish },
            baseline: was.map(|was| (axis.at(was.start), axis.at(was.finish))),
        }
    }
}

/// When a task takes place, or took place; a summary task takes in what is done of it.
fn placed(schedule: &Schedule, task: &Task) -> Option<Slot> {
    let Some(slot) = schedule.slot(task) else {
        let (start, finish) = schedule.past.get(task.id)?;
        return Some(Slot::still(start, finish));
    };
    let (start, finish) = schedule.past.with(task.id, (slot.start, slot.finish));
    Some(if schedule.project.is_summary(task.id) { Slot { start, finish, ..slot } } else { slot })
}

/// The bars of buffers: those of feeding chains, then the project's.
fn buffer_bars(found: &Buffered, codes: &Codes, axis: &Axis<'_>) -> Vec<Bar> {
    let bar = |title: String, (start, finish): (DateTime, DateTime)| Bar {
        wbs: String::new(),
        title,
        depth: 0,
        shape: Shape::Buffer,
        slot: Slot::still(start, finish),
        who: String::new(),
        after: String::new(),
        start: axis.at(start).min(axis.at(finish)),
        finish: axis.at(finish),
        until: axis.at(finish),
        baseline: None,
    };
    let feeding = found.buffers.feeding.iter().zip(&found.feeding);
    let feeding = feeding.map(|(one, place)| bar(format!("buffer before {}", codes.get(one.into)), *place));
    feeding.chain([bar("buffer of the project".to_owned(), found.project)]).collect()
}

/// Where moments are on the axis of days.
struct Axis<'a> {
    first: Date,
    last: i64,
    days: &'a Days<'a>,
}

impl Axis<'_> {
    fn day(&self, n: i64) -> Date {
        self.first.saturating_add(jiff::Span::new().days(n))
    }

    /// Days from the first, with the part of the day's hours that is over.
    fn at(&self, moment: DateTime) -> f64 {
        let day = moment.date();
        let number = day.duration_since(self.first).as_hours() / 24;
        if number >= self.last {
            return self.last as f64;
        }
        let minute = moment.duration_since(day.to_datetime(Time::midnight())).as_mins();
        let hours = self.days.hours(None, day);
        let past = |from: u16, to: u16| (minute - i64::from(from)).clamp(0, i64::from(to - from));
        let (all, over) = match i64::from(hours.minutes()) {
            0 => (24 * 60, minute),
            all => (all, hours.shifts().iter().map(|s| past(s.from, s.to)).sum()),
        };
        (number as f64 + over as f64 / all as f64).max(0.0)
    }
}
