//! Org-mode, read and written: headings are tasks, drawers hold what is known of them. Must never let a title's own
//! characters act as marks: in what is written here a zero-width space stands behind each.

mod heading;
mod read;
mod tasks;
#[cfg(test)]
mod tests;
mod time;
mod write;

pub(crate) use read::read;
pub use write::write;

use crate::carries::{Carries, Feature as F};

/// What it carries.
pub(crate) const CARRIES: Carries =
    Carries::all_but(&[F::ProjectRest, F::Ids, F::Keys, F::Ranges, F::ExternalIds, F::Metadata, F::Origins])
        .without_schedules();

/// What keeps a character from being a mark.
const SHIELD: char = '\u{200b}';

/// Whether any line of a text may be a heading.
pub(crate) fn has_headings(text: &str) -> bool {
    text.lines().any(|line| line.trim_start_matches('*').starts_with(' ') && line.starts_with('*'))
}

/// Whether a text is in org-mode: stars make its headings, and something else of the notation is there.
pub(crate) fn looks_like(text: &str) -> bool {
    let Signs { headings, signs, others, .. } = Signs::of(text);
    headings > 0 && signs > others && signs > 0
}

/// Whether a text is in org-mode, whatever its name says: it has what no document in Markdown has, and nothing of those.
pub(crate) fn is_plainly(text: &str) -> bool {
    let Signs { headings, own, others, .. } = Signs::of(text);
    headings > 0 && own > 0 && others == 0
}

/// What speaks for org-mode in a text, and what against it.
#[derive(Default)]
struct Signs {
    headings: usize,
    signs: usize,
    /// Keywords, drawers and planned days, which only org-mode has.
    own: usize,
    others: usize,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut all = Self::default();
        let Self { headings, signs, own, others } = &mut all;
        for line in text.lines().take(2000) {
            let stars = line.bytes().take_while(|b| *b == b'*').count();
            let bare = line.trim();
            let lower = bare.get(..bare.len().min(12)).unwrap_or("").to_ascii_lowercase();
            if stars > 0 && line[stars..].starts_with(' ') {
                *headings += 1;
                let words = heading::Heading::read(line, &heading::States::default());
                *signs += usize::from(
                    words.is_some_and(|h| h.state.is_some() || h.priority.is_some() || stars > 1),
                );
            } else if bare == ":PROPERTIES:"
                || ["#+title", "#+todo", "#+startup", "#+begin_", "#+author", "#+filetags", "#+options"]
                    .iter()
                    .any(|s| lower.starts_with(s))
                || ["SCHEDULED: ", "DEADLINE: ", "CLOSED: "].iter().any(|s| bare.starts_with(s))
            {
                *signs += 2;
                *own += 1;
            } else if line.starts_with("# ") || line.starts_with("## ") || line.starts_with("```") {
                *others += 1;
            }
        }
        all
    }
}
