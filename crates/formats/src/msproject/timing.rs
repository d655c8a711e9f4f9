//! What a project's schedule says of a task: constraints, what is left to do, the dates it was given and those it had in
//! baselines. Must never take a date that was computed for one that binds.

use jiff::civil::DateTime;
use planwright_domain::{BaselineTask, Constraint, ConstraintKind, Status};

use super::row::Row;
use crate::draft::Sketch;

/// The times at which days begin and end, in minutes.
pub(super) type Ends = (Option<u16>, Option<u16>);

/// Reads a task's constraint: "as soon as possible" says nothing, "not before" is its start, "not after" its due date
/// where no deadline is stated.
pub(super) fn constraint(row: &Row, ends: Ends, sketch: &mut Sketch) {
    let kind = match row.constraint {
        Some(1) => {
            sketch.timing.constraint = Some(Constraint::hard(ConstraintKind::AsLateAsPossible, None));
            return;
        }
        Some(2) => ConstraintKind::MustStartOn,
        Some(3) => ConstraintKind::MustFinishOn,
        Some(4) => ConstraintKind::StartNoEarlierThan,
        Some(5) => ConstraintKind::StartNoLaterThan,
        Some(6) => ConstraintKind::FinishNoEarlierThan,
        Some(7) => ConstraintKind::FinishNoLaterThan,
        _ => return,
    };
    let Some(date) = row.constraint_date else { return };
    match kind {
        ConstraintKind::StartNoEarlierThan => {
            sketch.start = Some(date);
            return;
        }
        ConstraintKind::FinishNoLaterThan if sketch.due.is_none() => {
            sketch.due = Some(date);
            return;
        }
        ConstraintKind::MustStartOn => sketch.start = Some(date),
        ConstraintKind::MustFinishOn => sketch.due = sketch.due.or(Some(date)),
        _ => {}
    }
    let edge = if kind.is_of_finish() { ends.1.unwrap_or(17 * 60) } else { ends.0.unwrap_or(8 * 60) };
    let time = row.constraint_at.map(DateTime::time).filter(|time| {
        let minute = time.hour() as u16 * 60 + time.minute() as u16;
        minute != edge && minute != 0
    });
    sketch.timing.constraint = Some(Constraint { time, ..Constraint::hard(kind, Some(date)) });
}

/// What is left to do of a task that was begun, and the dates that its schedule has.
pub(super) fn of(row: &Row, sketch: &mut Sketch) {
    if sketch.status == Some(Status::InProgress) {
        let percent = row.percent.or(row.percent_work).unwrap_or(0.0).clamp(0.0, 100.0);
        let worked = row.work.is_some_and(|work| work > 0);
        let left = sketch.effort.map(|e| (f64::from(e.likely) * (100.0 - percent) / 100.0).round() as u32);
        sketch.progress = Some(percent.round() as u32);
        sketch.timing.remaining = row.remaining.filter(|left| worked && *left > 0).or(left);
    }
    (sketch.timing.planned_start, sketch.timing.planned_finish) = (row.start_at, row.finish_at);
}

/// The schedules that were kept of a task, each with its number.
pub(super) fn baselines(row: &Row) -> impl Iterator<Item = (usize, BaselineTask)> {
    row.baselines.iter().filter(|b| b.number <= 10).filter_map(|b| {
        let effort = b.work;
        Some((b.number, BaselineTask { start: b.start?, finish: b.finish?, effort }))
    })
}
