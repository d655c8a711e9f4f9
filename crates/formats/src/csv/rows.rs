//! The rows of a sheet made tasks, and their tree by codes, levels, indents or groups. Must never take a row about something
//! else, a total or a second header, for a task.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::cells::Row;
use super::columns::{Columns, Meaning as M, Tool};
use super::fill::{self, Filler};
use super::groups::{Groups, Place};
use super::read::{Entry, Sheet, same};
use super::tree;
use super::values::{self, plain};
use crate::draft::Sketch;
use crate::outline::{fold, words_of};

/// Words that begin the name of rows below it, as `headings.words` has them.
static HEADINGS: LazyLock<Vec<&str>> = LazyLock::new(|| words_of(include_str!("headings.words"), "heading"));

/// How the rows of a sheet tell their tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// By the codes of a breakdown.
    Wbs,
    /// By codes in a column of keys.
    Codes(usize),
    Levels,
    Indents,
    Groups,
}

impl Sheet<'_> {
    /// Makes every row of a task an entry.
    pub(super) fn rows(&mut self, header: &Row, body: &[Row], first_group: Option<(String, u32)>) {
        let columns = self.columns;
        let mut groups = columns.all(|m| m == M::Group);
        if groups.is_empty() {
            groups =
                columns.all(|m| m == M::Project).into_iter().filter(|p| several(body, *p)).take(1).collect();
        }
        if groups.is_empty() && columns.all(|m| m == M::Parent).is_empty() {
            groups =
                columns.all(|m| m == M::Sprint).into_iter().filter(|p| several(body, *p)).take(1).collect();
        }
        let shape = self.shape(body, &groups);
        // Programs leave out the list of what is in none; people leave out what stands above.
        let lists = |g: usize| {
            ["section", "list", "bucket", "column", "group"]
                .iter()
                .any(|w| fold(&columns.names[g]).starts_with(w))
        };
        let mut told = Groups {
            boards: groups.iter().map(|g| is_board(body, *g)).collect(),
            carried: groups.iter().map(|g| !lists(*g) && is_carried(body, *g)).collect(),
            span: first_group.map(|(name, line)| self.group(None, &name, line)),
            at: vec![None; groups.len()],
            columns: groups,
        };
        let mut inner: Option<(Columns, u32)> = None;
        for (i, row) in body.iter().enumerate() {
            let head = fold(row.cells().map(plain).find(|c| !c.is_empty()).unwrap_or(""));
            if same(row, header)
                || is_total(&head)
                    && (plain(row.cell(columns.title)).is_empty() || is_total(&fold(row.cell(columns.title))))
            {
                continue;
            }
            if columns.tool == Tool::Todoist && self.todoist(row) {
                continue;
            }
            // Some programs list the parts of an item below it, under a header of their own.
            if matches!(head.as_str(), "subitems" | "sub items") && row.filled() > 2 {
                let names: Vec<&str> = row.cells().take(super::MOST_COLUMNS).collect();
                let last = self.entries.iter().rposition(|e| e.row.is_some());
                inner = Columns::of(&names).zip(last.map(|l| l as u32));
                continue;
            }
            if let Some((columns, item)) = &inner {
                if row.cell(0).trim().is_empty() && row.filled() > 0 {
                    self.inner(columns, *item, row);
                    continue;
                }
                inner = None;
            }
            let title = fill::title(row.cell(columns.title));
            if shape == Shape::Groups && self.spans(row, body.get(i + 1), header) {
                let name = row.cells().map(fill::title).find(|c| !c.is_empty()).unwrap_or_default();
                told.span = Some(self.entry(None, row, Some(i), name));
                told.at.fill(None);
                continue;
            }
            let mut place = Place { parent: told.span, state: None };
            if shape == Shape::Groups {
                match self.placed(row, i, &title, &mut told) {
                    Some(found) => place = found,
                    None => continue,
                }
            }
            let title = match title {
                title if !title.is_empty() => title,
                _ => {
                    match told.columns.iter().rev().map(|g| fill::title(row.cell(*g))).find(|t| !t.is_empty())
                    {
                        Some(name) => name,
                        None if row.filled() == 1 => {
                            row.cells().map(fill::title).find(|c| !c.is_empty()).unwrap_or_default()
                        }
                        None => continue,
                    }
                }
            };
            if !title.chars().any(char::is_alphanumeric) {
                continue;
            }
            let entry = self.entry(place.parent, row, Some(i), title);
            let sketch = &mut self.entries[entry as usize].sketch;
            sketch.status = sketch.status.or(place.state);
        }
        self.shaped(body, shape);
    }

    fn entry(&mut self, parent: Option<u32>, row: &Row, index: Option<usize>, title: String) -> u32 {
        let mut sketch = Sketch { quote: title.clone(), title, ..Sketch::default() };
        self.filler.fill(&mut sketch, row, &mut self.warnings);
        if sketch.key.is_none()
            && let Some(code) = code(row, self.columns)
        {
            sketch.key = Some(code.trim_end_matches('.').to_owned());
        }
        self.entries.push(Entry { sketch, parent, row: index });
        self.entries.len() as u32 - 1
    }

    /// A part of an item, in a row with columns of its own.
    fn inner(&mut self, columns: &Columns, item: u32, row: &Row) {
        let title = fill::title(row.cell(columns.title));
        if title.is_empty() {
            return;
        }
        let mut sketch = Sketch { quote: title.clone(), title, ..Sketch::default() };
        let mut filler = Filler::new(columns, &[], self.filler.dates, self.filler.day);
        filler.fill(&mut sketch, row, &mut self.warnings);
        self.entries.push(Entry { sketch, parent: Some(item), row: None });
    }

    /// Whether a row is the name of the rows below it.
    fn spans(&self, row: &Row, next: Option<&Row>, header: &Row) -> bool {
        if row.filled() != 1 {
            return false;
        }
        if next.is_some_and(|n| same(n, header)) {
            return true;
        }
        let Some(next) = next.filter(|n| n.filled() > 1) else { return false };
        let cell = row.cells().map(plain).find(|c| !c.is_empty()).unwrap_or("");
        let first = self.columns.title > 0
            && plain(row.cell(self.columns.title)).is_empty()
            && !plain(next.cell(self.columns.title)).is_empty();
        let word = fold(cell);
        let named =
            HEADINGS.iter().any(|w| word.strip_prefix(w).is_some_and(|r| r.starts_with(' ') || r.is_empty()));
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        let loud =
            letters >= 4 && cell.chars().all(|c| !c.is_lowercase()) && cell.chars().any(char::is_uppercase);
        (first || named || loud || cell.ends_with(':')) && word.chars().any(char::is_alphabetic)
    }

    /// Rows of Todoist that are no tasks.
    fn todoist(&mut self, row: &Row) -> bool {
        let kind = self.columns.names.iter().position(|n| n.eq_ignore_ascii_case("type"));
        match kind.map(|k| plain(row.cell(k)).to_lowercase()).as_deref() {
            Some("note") => {
                let words = plain(row.cell(self.columns.title)).to_owned();
                if let Some(last) = self.entries.last_mut() {
                    let all = last.sketch.description.get_or_insert_default();
                    if !all.is_empty() {
                        all.push_str("\n\n");
                    }
                    all.push_str(&words);
                }
                true
            }
            Some("task" | "section") => false,
            _ => true,
        }
    }

    /// How the rows tell their tree.
    fn shape(&self, body: &[Row], groups: &[usize]) -> Shape {
        let columns = self.columns;
        if columns.tool == Tool::Todoist {
            return Shape::Levels;
        }
        let codes: Vec<Option<&str>> = body.iter().map(|r| code(r, columns)).collect();
        if tree::by_codes(&codes).is_some() {
            return Shape::Wbs;
        }
        // A level is a number; a column of that name that holds words is something else.
        let level = |column: usize| {
            body.iter().filter_map(|r| depth(r.cell(column))).collect::<HashSet<u32>>().len() > 1
        };
        if columns.all(|m| m == M::Level).into_iter().any(level) {
            return Shape::Levels;
        }
        // Keys with a point in them are codes where what stands before the last point is a key too.
        let dotted_in = |column: &usize| {
            let keys: HashSet<&str> = body.iter().map(|r| plain(r.cell(*column))).collect();
            let dotted =
                keys.iter().filter_map(|k| k.trim_end_matches('.').trim_end_matches(".0").rsplit_once('.'));
            let (all, known) = dotted.fold((0, 0), |(all, known), (above, _)| {
                let is = keys.contains(above)
                    || keys.contains(format!("{above}.0").as_str())
                    || keys.contains(format!("{above}.").as_str());
                (all + 1, known + usize::from(is))
            });
            all > 0 && known * 10 >= all * 8
        };
        if let Some(column) = columns.all(|m| m == M::Key).into_iter().find(dotted_in) {
            return Shape::Codes(column);
        }
        let parents = columns
            .all(|m| m == M::Parent)
            .into_iter()
            .any(|p| body.iter().any(|r| !plain(r.cell(p)).is_empty()));
        if !parents && groups.is_empty() {
            let indents: HashSet<u32> = body.iter().map(|r| tree::indent(r.cell(columns.title))).collect();
            if indents.len() > 1 {
                return Shape::Indents;
            }
        }
        Shape::Groups
    }

    fn shaped(&mut self, body: &[Row], shape: Shape) {
        let columns = self.columns;
        let cell = |entry: &Entry, column: usize| entry.row.map(|r| body[r].cell(column));
        let parents = match shape {
            Shape::Groups => return,
            Shape::Wbs => {
                let codes: Vec<Option<&str>> =
                    self.entries.iter().map(|e| code(&body[e.row?], columns)).collect();
                tree::by_codes(&codes)
            }
            Shape::Codes(column) => {
                let codes: Vec<Option<&str>> =
                    self.entries.iter().map(|e| cell(e, column).map(plain)).collect();
                tree::by_codes(&codes)
            }
            Shape::Levels => {
                let levels = columns.all(|m| m == M::Level);
                let of = |e: &Entry| levels.iter().find_map(|l| depth(cell(e, *l)?));
                let section = |e: &Entry| {
                    columns.tool == Tool::Todoist
                        && e.row.is_some_and(|r| {
                            body[r].cells().take(3).any(|c| c.eq_ignore_ascii_case("section"))
                        })
                };
                let depths: Vec<Option<u32>> =
                    self.entries.iter().map(|e| if section(e) { Some(0) } else { of(e) }).collect();
                tree::by_depths(&depths)
            }
            Shape::Indents => {
                let depths: Vec<Option<u32>> =
                    self.entries.iter().map(|e| Some(tree::indent(cell(e, columns.title)?))).collect();
                tree::by_depths(&depths)
            }
        };
        for (entry, parent) in self.entries.iter_mut().zip(parents.unwrap_or_default()) {
            entry.parent = parent.or(entry.parent);
        }
    }
}

/// The place of a row in the tree, as a code.
fn code<'r>(row: &'r Row, columns: &Columns) -> Option<&'r str> {
    let codes = columns.all(|m| m == M::Wbs);
    codes.into_iter().map(|i| plain(row.cell(i))).find(|c| !c.is_empty())
}

fn depth(cell: &str) -> Option<u32> {
    let cell = plain(cell);
    let digits = cell.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    (cell.len() <= 12).then(|| digits.trim_end_matches(".0").parse().ok()).flatten()
}

fn is_total(folded: &str) -> bool {
    matches!(
        folded,
        "total"
            | "totals"
            | "sum"
            | "summe"
            | "gesamt"
            | "subtotal"
            | "sub total"
            | "grand total"
            | "total général"
            | "totale"
            | "合计"
            | "总计"
            | "合計"
            | "gesamtsumme"
            | "total geral"
            | "total hours"
            | "total effort"
            | "total days"
    )
}

/// Whether a column has several values.
fn several(body: &[Row], column: usize) -> bool {
    let mut values = body.iter().map(|r| plain(r.cell(column))).filter(|v| !v.is_empty());
    let first = values.next();
    values.any(|v| Some(v) != first)
}

/// Whether the values of a column of groups are the states of a board.
fn is_board(body: &[Row], column: usize) -> bool {
    let values: HashSet<String> =
        body.iter().map(|r| fold(plain(r.cell(column)))).filter(|v| !v.is_empty()).collect();
    let states = values.iter().filter(|v| values::category(v).is_some()).count();
    states > 0 && (states >= 2 || states == values.len())
}

/// Whether a group is named only in the first of its rows.
fn is_carried(body: &[Row], column: usize) -> bool {
    let (mut empty, mut twice, mut before) = (false, false, "");
    for row in body {
        let value = plain(row.cell(column));
        empty |= value.is_empty() && !before.is_empty();
        twice |= !value.is_empty() && value == before;
        before = if value.is_empty() { "\u{1}" } else { value };
    }
    empty && !twice
}
