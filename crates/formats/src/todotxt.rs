//! todo.txt: one task a line, `(A) Paint walls @ann due:2026-03-05 id:2 p:1 dep:1`. Must never take a plain outline for it,
//! nor lose a word of a title.

mod read;
mod signs;
mod write;

pub(crate) use read::read;
pub(crate) use signs::{is_name, looks_like};
pub use write::write;

use crate::carries::{Carries, Feature as F};

/// What it carries.
pub(crate) const CARRIES: Carries = Carries::all_but(&[
    F::Title,
    F::Summary,
    F::ProjectStart,
    F::Deadline,
    F::ProjectRest,
    F::Ids,
    F::Keys,
    F::Descriptions,
    F::Criteria,
    F::Ranges,
    F::ExternalIds,
    F::Metadata,
    F::Origins,
])
.without_schedules();

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
