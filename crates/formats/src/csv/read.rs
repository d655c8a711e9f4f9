//! A sheet read: its header found, its rows made tasks, their tree and their links. Must never guess which task is
//! meant, nor take a row about something else, a total or a second header, for a task.

use std::collections::HashMap;

use planwright_domain::Warning;

use super::cells::{self, Row};
use super::columns::{self, Columns, Meaning as M};
use super::fill::{self, Filler};
use super::own;
use super::tree;
use super::values::plain;
use crate::decode::Decoded;
use crate::draft::{self, Draft, Sketch, Tie, start_of};
use crate::{ReadError, Reading, Source, day};

/// Reads a sheet that planwright wrote, character by character.
pub(super) fn own(
    text: &str,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut warnings = Vec::new();
    let rows = cells::rows(text, columns::fit, &mut warnings);
    let [header, body @ ..] = rows.as_slice() else { return Err(ReadError::NoTasks) };
    finish_own(header, body, warnings, source, mint)
}

fn finish_own(
    header: &Row,
    body: &[Row],
    warnings: Vec<Warning>,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut draft = own::read(header, body, &day::Reader::new(source.today, source.date_order), warnings);
    if draft.tasks.is_empty() {
        return Err(ReadError::NoTasks);
    }
    draft.title.get_or_insert_with(|| source.title());
    Ok(draft::finish(draft, source, mint))
}

/// Reads a decoded text.
pub(super) fn read(
    decoded: &Decoded,
    source: &Source<'_>,
    mint: &mut dyn FnMut() -> u128,
) -> Result<Reading, ReadError> {
    let mut warnings = decoded.warnings.clone();
    let mut rows = cells::rows(&decoded.text, columns::fit, &mut warnings);
    let first = |row: &Row| columns::fit(&row.cells().take(super::MOST_COLUMNS).collect::<Vec<_>>());
    let fits = rows.iter().take(cells::HEADER_WITHIN).map(first).enumerate();
    let Some((at, _)) = fits.rev().max_by_key(|(_, fit)| *fit).filter(|(_, fit)| *fit > 0) else {
        return Err(ReadError::NoTasks);
    };
    let mut body = rows.split_off(at + 1);
    let Some(header) = rows.pop() else { return Err(ReadError::NoTasks) };
    let names: Vec<&str> = header.cells().take(super::MOST_COLUMNS).collect();
    let Some(mut columns) = Columns::of(&names) else { return Err(ReadError::NoTasks) };
    nameless(&mut columns, &body);
    cells::mend(&mut body, &columns, &mut warnings);
    if own::is_own(&names) {
        return finish_own(&header, &body, warnings, source, mint);
    }
    let dates = day::Reader::of(&decoded.text, source.today, source.date_order);
    let mut sheet = Sheet {
        filler: Filler::new(&columns, &body, &dates, source.day),
        columns: &columns,
        entries: Vec::new(),
        groups: HashMap::new(),
        warnings,
    };
    let (title, group) = above(&rows, &header, &body);
    sheet.rows(&header, &body, group);
    if sheet.entries.is_empty() {
        return Err(ReadError::NoTasks);
    }
    let links = sheet.tie(&header, &body, source);
    let one = sheet.one_project(&body);
    let Sheet { filler, entries, mut warnings, .. } = sheet;
    filler.tell(&mut warnings);
    let mut draft = draft(entries, links, warnings);
    draft.questions.extend(dates.question());
    draft.title = Some(title.or(one).unwrap_or_else(|| source.title()));
    Ok(draft::finish(draft, source, mint))
}

/// Columns without a name that hold nothing but codes such as 1.2 hold places in the tree.
fn nameless(columns: &mut Columns, body: &[Row]) {
    for i in 0..columns.title.min(16) {
        let mut cells = body.iter().map(|r| plain(r.cell(i))).filter(|c| !c.is_empty()).peekable();
        if columns.names[i].is_empty() && cells.peek().is_some() && cells.all(is_dotted) {
            columns.meanings[i] = M::Wbs;
        }
    }
}

fn is_dotted(code: &str) -> bool {
    let mut parts = code.trim_end_matches('.').split('.');
    parts.all(|p| !p.is_empty() && p.len() < 6 && p.bytes().all(|b| b.is_ascii_digit()))
}

/// What stands above the header: the sheet's title, and the name of the first group where the header is repeated for each.
fn above(rows: &[Row], header: &Row, body: &[Row]) -> (Option<String>, Option<(String, u32)>) {
    let mut single = rows.iter().filter(|r| r.filled() == 1);
    let name = |r: &Row| r.cells().map(fill::title).find(|c| !c.is_empty());
    let repeated = body.iter().any(|r| same(r, header));
    let last = rows.last().filter(|r| repeated && r.filled() == 1).and_then(|r| Some((name(r)?, r.line)));
    let title =
        single.next().filter(|r| last.as_ref().is_none_or(|(_, line)| *line != r.line)).and_then(name);
    (title.filter(|t| t.chars().count() <= 120 && !t.contains("://")), last)
}

pub(super) fn same(row: &Row, header: &Row) -> bool {
    let fold = |r: &Row| r.cells().map(|c| plain(c).to_lowercase()).collect::<Vec<_>>();
    row.filled() > 1 && row.cell(0) == header.cell(0) && fold(row) == fold(header)
}

/// A task to be.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) sketch: Sketch,
    pub(super) parent: Option<u32>,
    /// Its row in the body; a group has none.
    pub(super) row: Option<usize>,
}

/// A sheet that is being read.
pub(super) struct Sheet<'a> {
    pub(super) columns: &'a Columns,
    pub(super) filler: Filler<'a>,
    pub(super) entries: Vec<Entry>,
    /// Groups by what they are part of and their folded names.
    pub(super) groups: HashMap<(Option<u32>, String), u32>,
    pub(super) warnings: Vec<Warning>,
}

impl Sheet<'_> {
    /// The name of the only project that the rows name.
    fn one_project(&self, body: &[Row]) -> Option<String> {
        let column = *self.columns.all(|m| m == M::Project).first()?;
        let mut names = body.iter().map(|r| plain(r.cell(column))).filter(|n| !n.is_empty());
        let first = names.next()?;
        names.all(|n| n == first).then(|| fill::title(first))
    }
}

fn draft(mut entries: Vec<Entry>, ties: Vec<Tie>, mut warnings: Vec<Warning>) -> Draft {
    let mut parents: Vec<Option<u32>> = entries.iter().map(|e| e.parent).collect();
    for task in tree::without_circles(&mut parents) {
        let sketch = &entries[task as usize].sketch;
        let text =
            format!("\"{}\" would be a part of itself; it was left at the top", start_of(&sketch.title));
        warnings.push(Warning::at("parent-cycle", sketch.line, text));
    }
    let order = tree::order(&parents);
    let mut place = vec![0u32; entries.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old as usize] = new as u32;
    }
    let mut draft = Draft { warnings, ..Draft::default() };
    for old in order {
        let parent = parents[old as usize].map(|p| place[p as usize]);
        let sketch = std::mem::take(&mut entries[old as usize].sketch);
        draft.tasks.push(Sketch { parent, ..sketch });
    }
    let placed = |t: Tie| Tie { from: place[t.from as usize], to: place[t.to as usize], ..t };
    draft.ties = ties.into_iter().map(placed).collect();
    draft
}
