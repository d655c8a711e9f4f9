//! Sheets of comma-separated values: those that planwright writes, those that other programs export (Jira, Linear, Asana,
//! Trello, GitHub, GitLab, Notion, ClickUp, Monday, Todoist, Planner, Project, Smartsheet), and those that people keep, with
//! columns of any order and in several languages. Must never make a task of a row that is none, nor guess a link.

mod cells;
mod columns;
mod fill;
mod groups;
mod meaning;
mod own;
mod read;
mod refer;
mod rows;
mod ties;
pub(crate) mod tree;
mod values;
mod wiki;

use crate::carries::{Carries, Feature as F};
use crate::decode::exactly;
use crate::{ReadError, Reading, Source, decode};

pub use own::write;

/// Columns of a sheet that are looked at.
const MOST_COLUMNS: usize = 2048;

/// What it carries.
pub(crate) const CARRIES: Carries =
    Carries::all_but(&[F::Summary, F::ProjectStart, F::Deadline, F::ProjectRest, F::Metadata, F::Origins])
        .without_schedules();

/// Reads a sheet.
pub(crate) fn read(
    bytes: &[u8],
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    // What planwright wrote carries every character as it is; what others wrote may need mending.
    if let Some(text) = exactly(bytes).ok().filter(|text| own::begins(text)) {
        return read::own(text, source, mint);
    }
    read::read(&decode(bytes)?, source, mint)
}

/// Whether a text is a sheet of tasks. A name that ends in `.csv` or `.tsv` lets a header with little in it do.
pub(crate) fn looks_like(text: &str, named: bool) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\r', '\n']);
    if start.starts_with(['|', '#', '<', '{', '[']) {
        return false;
    }
    let least = if named { 1 } else { 3 };
    cells::best_header(text, &columns::fit) >= least
}

#[cfg(test)]
mod tests;
