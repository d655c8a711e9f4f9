//! The signs that stand for a status, and the cells lists and trees have in common. Each sign is a word elsewhere.

use jiff::civil::Date;
use planwright::domain::{Priority, Status};

use super::grid::Cell;
use super::ink::Meaning;
use super::words::Dates;

/// It decides when the whole is finished.
pub(super) const CRITICAL: char = '*';
/// It can slip by little before it is.
pub(super) const NEAR: char = '~';
/// It is a point in time.
pub(super) const MILESTONE: char = '◆';
/// Nobody stated it.
pub(super) const UNSTATED: char = '°';
/// Somebody stated it, where most was not.
pub(super) const STATED: char = '•';

/// How far a task is, as the box of a checklist.
pub(super) fn checkbox(status: Status) -> Cell<'static> {
    match status {
        Status::Todo => Cell::plain("[ ]"),
        Status::InProgress => Cell::new("[>]", Meaning::Changed),
        Status::Blocked => Cell::new("[!]", Meaning::Warning),
        Status::Done => Cell::new("[x]", Meaning::Added),
        Status::Cancelled => Cell::new("[-]", Meaning::Muted),
    }
}

/// How the title of a task with this status is set.
pub(super) fn title(status: Status, summary: bool) -> Meaning {
    match (status, summary) {
        (status, _) if status.is_closed() => Meaning::Muted,
        (_, true) => Meaning::Heading,
        _ => Meaning::Plain,
    }
}

/// How much a task matters, where that is said.
pub(super) fn priority(priority: Option<Priority>) -> Cell<'static> {
    match priority {
        None => Cell::empty(),
        Some(Priority::Urgent) => Cell::new("urgent", Meaning::Critical),
        Some(Priority::High) => Cell::new("high", Meaning::Warning),
        Some(Priority::Medium) => Cell::plain("medium"),
        Some(Priority::Low) => Cell::new("low", Meaning::Muted),
    }
}

/// When something is due: marked when that is today or past, unless it is closed.
pub(super) fn due(due: Option<Date>, status: Status, dates: Dates) -> Cell<'static> {
    let Some(due) = due else { return Cell::empty() };
    if status.is_closed() {
        return Cell::new(dates.day(due), Meaning::Muted).or(dates.plain(due));
    }
    let pressing = dates.today.is_some_and(|today| due <= today);
    let meaning = if pressing { Meaning::Warning } else { Meaning::Plain };
    let short = match dates.today {
        Some(today) if due < today => format!("late {}", dates.plain(due)),
        Some(today) if due == today => "today".to_owned(),
        _ => dates.plain(due),
    };
    Cell::new(dates.due(due), meaning).or(short)
}
