//! Rows put into the groups that their columns name. Must never make two groups of one name in one place.

use planwright_domain::Status;

use super::cells::Row;
use super::fill;
use super::read::{Entry, Sheet};
use super::values::plain;
use crate::draft::Sketch;
use crate::outline::{fold, status_word};

/// The columns that group rows, and the groups that the rows so far stand in.
pub(super) struct Groups {
    pub(super) columns: Vec<usize>,
    /// Whether a column holds states, as boards have them.
    pub(super) boards: Vec<bool>,
    /// Whether an empty cell means the group above.
    pub(super) carried: Vec<bool>,
    /// The group that a row over the others names.
    pub(super) span: Option<u32>,
    /// The group of each column.
    pub(super) at: Vec<Option<u32>>,
}

/// Where a row stands, and the state that says.
pub(super) struct Place {
    pub(super) parent: Option<u32>,
    pub(super) state: Option<Status>,
}

impl Sheet<'_> {
    /// The place of a row among the groups; `None` where it is the row of a group itself, which takes what it says.
    pub(super) fn placed(&mut self, row: &Row, i: usize, title: &str, told: &mut Groups) -> Option<Place> {
        let mut place = Place { parent: told.span, state: None };
        let mut deepest = None;
        for (level, column) in told.columns.iter().enumerate() {
            let name = fill::title(row.cell(*column));
            if matches!(fold(&name).as_str(), "" | "none" | "n a" | "no section" | "untitled section") {
                if told.carried[level] {
                    place.parent = told.at[level].or(place.parent);
                } else {
                    told.at[level] = None;
                }
                continue;
            }
            if told.boards[level]
                && let Some(status) = status_word(&name)
            {
                place.state = Some(status);
                continue;
            }
            let own = title.is_empty() || fold(title) == fold(&name);
            let rest = told.columns[level + 1..].iter().all(|c| plain(row.cell(*c)).is_empty());
            let group = self.group(place.parent, &name, row.line);
            if own && rest {
                deepest = Some(group);
            } else {
                place.parent = Some(group);
            }
            told.at[level] = Some(group);
            told.at[level + 1..].fill(None);
        }
        let Some(group) = deepest.filter(|g| self.entries[*g as usize].row.is_none()) else {
            return Some(place);
        };
        let mut sketch = std::mem::take(&mut self.entries[group as usize].sketch);
        self.filler.fill(&mut sketch, row, &mut self.warnings);
        self.entries[group as usize].sketch = sketch;
        self.entries[group as usize].row = Some(i);
        None
    }

    pub(super) fn group(&mut self, parent: Option<u32>, name: &str, line: u32) -> u32 {
        let key = (parent, fold(name));
        if let Some(group) = self.groups.get(&key) {
            return *group;
        }
        let sketch = Sketch { title: name.to_owned(), quote: name.to_owned(), line, ..Sketch::default() };
        self.entries.push(Entry { sketch, parent, row: None });
        let group = self.entries.len() as u32 - 1;
        self.groups.insert(key, group);
        group
    }
}
