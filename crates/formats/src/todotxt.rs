//! todo.txt: one task a line, `(A) Paint walls @ann due:2026-03-05 id:2 p:1 dep:1`. Must never take a plain outline for it,
//! nor lose a word of a title.

mod read;
mod write;

pub(crate) use read::{looks_like, read};
pub use write::write;

use crate::carries::Feature as F;

/// What it carries.
pub(crate) const CARRIES: &[F] = &[
    F::Hierarchy,
    F::Milestones,
    F::Done,
    F::InProgress,
    F::Blocked,
    F::Cancelled,
    F::Archived,
    F::Priorities,
    F::Efforts,
    F::SummaryEfforts,
    F::Actuals,
    F::Starts,
    F::DueDates,
    F::Assignees,
    F::Labels,
    F::Links,
    F::StartToStart,
    F::FinishToFinish,
    F::StartToFinish,
    F::Lags,
    F::ElapsedLags,
    F::Leads,
    F::Remarks,
];

/// Whether a word means something else than itself in a line.
fn is_special(word: &str) -> bool {
    let sign = word.len() > 1 && word.starts_with(['+', '@']);
    sign || word.is_empty() || word.starts_with('\\') || pair(word).is_some()
}

/// Name and value of a word such as `due:2026-03-05`.
fn pair(word: &str) -> Option<(&str, &str)> {
    let (name, value) = word.split_once(':')?;
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_'));
    (named && !value.is_empty() && !value.starts_with('/')).then_some((name, value))
}
