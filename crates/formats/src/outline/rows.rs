//! Rows of tables made nodes. Must never hang a row under one of another table.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::field::{self, Field, FieldKind};
use super::key;
use super::section;
use super::table::{self, Columns};
use super::tree::{Grower, Kind};

/// The columns in which every cell is a number, or a number of the same things ("12", "0.1", "6 tareas"), and whether all
/// have points. "1.1 Dig" and "1. Dig" are numbered, not counted.
fn counting(rows: &[(u32, Vec<&str>)]) -> Vec<(usize, bool)> {
    let Some((_, header)) = rows.first() else { return Vec::new() };
    let cells = |i: usize| rows.iter().skip(1).filter_map(move |(_, c)| c.get(i).copied());
    let counts = |i: usize| {
        let mut things = cells(i).map(count);
        let Some(Some(first)) = things.next() else { return false };
        things.all(|thing| thing.is_some_and(|thing| thing == first))
    };
    (0..header.len()).filter(|i| counts(*i)).map(|i| (i, cells(i).all(|c| c.contains('.')))).collect()
}

/// How the name of what a cell counts begins: nothing of "12", "tar" of "6 tareas" and "1 tarea"; `None` where the cell is
/// something else.
fn count(cell: &str) -> Option<String> {
    let plain = cell.trim_matches(['*', '`', ' ']);
    let (number, thing) = plain.split_once(' ').unwrap_or((plain, ""));
    let pointed = |b: u8| b == b'.' && thing.is_empty();
    let counted = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || pointed(b));
    (counted && thing.chars().all(char::is_alphabetic))
        .then(|| thing.chars().take(3).flat_map(char::to_lowercase).collect())
}

/// What the rows of one table have told so far.
struct Rows<'c> {
    columns: &'c Columns,
    /// The node the table stands under.
    above: u32,
    by_number: HashMap<String, u32>,
    /// The value of the column that groups, and the node made of it.
    group: Option<(String, u32)>,
    /// The row that heads the rows below it.
    head: Option<u32>,
    heads: Heads,
}

/// By what a row that only names something is known to head others.
struct Heads {
    /// The columns that say something of every row that says more than its name: what has none there is no work.
    measured: Vec<usize>,
    /// What other rows say they wait for, folded.
    needed: HashSet<String>,
}

impl Heads {
    fn of(rows: &[(u32, Vec<&str>)], columns: &Columns) -> Self {
        use FieldKind as F;
        let cell = |cells: &[&str], i: usize| cells.get(i).map_or("", |cell| cell.trim()).to_owned();
        let measures = |kind: &FieldKind| {
            matches!(
                kind,
                F::Effort | F::EffortIn(_) | F::Status | F::Progress | F::Due | F::Start | F::Priority
            )
        };
        let full = || rows.iter().skip(1).filter(|(_, cells)| filled(cells) > 1);
        let kinds = || columns.kinds.iter().enumerate().filter_map(|(i, kind)| Some((i, (*kind)?)));
        let measured = kinds().filter(|(_, kind)| measures(kind)).map(|(i, _)| i);
        let measured = measured.filter(|i| full().all(|(_, cells)| !cell(cells, *i).is_empty())).collect();
        let needs = kinds().filter(|(_, kind)| *kind == F::Depends).map(|(i, _)| i);
        let values = needs.flat_map(|i| full().map(move |(_, cells)| cell(cells, i)));
        let names = |value: String| {
            let parts: Vec<String> = value.split([',', ';']).map(section::fold).collect();
            std::iter::once(section::fold(&value)).chain(parts)
        };
        Self { measured, needed: values.flat_map(names).collect() }
    }

    /// Heads a row with this one cell the rows below it?
    fn head(&self, title: &str) -> bool {
        let marked = title.contains("**") || title.starts_with(['_', '*']) || title.trim_end().ends_with(':');
        let shouted = title.chars().any(char::is_uppercase) && !title.chars().any(char::is_lowercase);
        let stretch = key::is_stretch(title);
        marked
            || shouted
            || stretch
            || (!self.measured.is_empty() && !self.needed.contains(&section::fold(title)))
    }
}

/// How many cells of a row say something.
fn filled(cells: &[&str]) -> usize {
    cells.iter().filter(|c| !c.is_empty()).count()
}

impl<'t> Grower<'t, '_> {
    pub(super) fn table(&mut self, rows: Vec<(u32, Vec<&'t str>)>) {
        let Some((_, header)) = rows.first() else { return };
        if header.len() == 2 && table::names_fields(header[0]) {
            return self.field_rows(rows);
        }
        let Some(columns) = self.columns(&rows) else {
            let node = self.top();
            node.body
                .extend(rows.iter().flat_map(|(line, cells)| {
                    cells.iter().filter(|c| !c.is_empty()).map(|c| (*line, 0, *c))
                }));
            return;
        };
        let mut told = Rows {
            columns: &columns,
            above: self.stack.last().copied().unwrap_or(0),
            by_number: HashMap::new(),
            group: None,
            head: None,
            heads: Heads::of(&rows, &columns),
        };
        for (line, cells) in rows.into_iter().skip(1) {
            self.row(line, &cells, &mut told);
        }
    }

    /// What the columns of a table of tasks say; `None` where it is one of something else.
    fn columns(&self, rows: &[(u32, Vec<&str>)]) -> Option<Columns> {
        let (_, header) = rows.first()?;
        if rows.len() > 1 && rows[1..].iter().all(|(_, cells)| table::is_responsibility(cells)) {
            return None;
        }
        let mut columns = table::columns(header, self.tells_tasks(), &counting(rows))?;
        // A column of lots in which every row has a code of its own holds keys.
        if let Some(group) = columns.group.filter(|_| !columns.kinds.contains(&Some(FieldKind::Key)))
            && rows.len() > 2
        {
            let mut seen = HashSet::new();
            let own = |cells: &[&str]| {
                let value = cells.get(group).map(|v| v.trim_matches(['*', '`', ' '])).unwrap_or_default();
                key::is_code(value).then_some(value.to_owned())
            };
            if rows.iter().skip(1).all(|(_, cells)| own(cells).is_some_and(|v| seen.insert(v))) {
                columns.kinds[group] = Some(FieldKind::Key);
                columns.group = None;
            }
        }
        Some(columns)
    }

    fn row(&mut self, line: u32, cells: &[&'t str], told: &mut Rows<'_>) {
        let columns = told.columns;
        let cell = |i: usize| cells.get(i).copied().unwrap_or("");
        let key_at = columns.kinds.iter().position(|k| *k == Some(FieldKind::Key));
        let filled = filled(cells);
        let mut title = cell(columns.title);
        let aside = title.is_empty() && filled > 0;
        if aside {
            // A row with one cell that spans: "| **Phase 1** | | |".
            title = cells.iter().copied().find(|c| !c.is_empty()).unwrap_or("");
        }
        if title.is_empty()
            || table::is_sum(&section::fold(title))
            || title.chars().all(|c| !c.is_alphanumeric())
        {
            return;
        }
        // "**Deliverable:** a shed" under the tasks of a phase is what comes of them.
        let remark = title.starts_with("**")
            && field::split(title).is_some_and(|(name, value)| {
                !value.is_empty()
                    && !matches!(section::role(name), section::Role::Plain | section::Role::Tasks)
            });
        if remark {
            self.top().body.push((line, 0, title));
            return;
        }
        let mut parent = told.above;
        if let Some(at) = columns.group {
            let name = cell(at);
            if !name.is_empty() && told.group.as_ref().is_none_or(|(n, _)| n != name) {
                let node = self.push(Kind::Label(0), told.above, line, 0, Cow::Borrowed(name));
                told.group = Some((name.to_owned(), node));
            }
            parent = told.group.as_ref().map_or(told.above, |(_, node)| *node);
        }
        let heads = (filled == 1 && (aside || told.heads.head(title)))
            || (filled == 2 && key_at.is_some_and(|k| !cell(k).is_empty()) && title.contains("**"));
        if let Some(head) = told.head.filter(|_| !heads) {
            parent = head;
        }
        let at = self.push(Kind::Row, parent, line, 0, Cow::Borrowed(title));
        let says = |(i, kind): (usize, &Option<FieldKind>)| {
            let kind = kind.filter(|_| i != columns.title && columns.group != Some(i))?;
            Some(Field { kind, value: cell(i), line }).filter(|field| !field.value.is_empty())
        };
        self.tree.nodes[at as usize].fields = columns.kinds.iter().enumerate().filter_map(says).collect();
        self.tree.nodes[at as usize].milestone = columns.milestones;
        let others = columns.others.iter().map(|(i, name)| (at, name.clone(), cell(*i)));
        self.tree.beside.extend(others.filter(|(_, _, words)| words.contains(char::is_alphanumeric)));
        let key = key_at.map(cell).unwrap_or("").trim_matches(['*', '`', '.', ' ']).to_owned();
        let cleaned = planwright_phrases::clean::title(title);
        let number = if key.is_empty() {
            key::split(&cleaned, self.reader.prefixes).map(|(k, _)| k.text.to_owned()).unwrap_or_default()
        } else {
            key
        };
        let upper = number
            .rsplit_once('.')
            .and_then(|(p, _)| told.by_number.get(p).or_else(|| told.by_number.get(&format!("{p}.0"))))
            .or_else(|| number.rsplit_once('-').and_then(|(p, _)| told.by_number.get(p)));
        if let Some(above) = upper.copied().filter(|a| *a != at) {
            self.tree.nodes[at as usize].parent = above;
        } else if heads && !number.contains('.') {
            told.head = Some(at);
        }
        if !number.is_empty() {
            told.by_number.insert(number, at);
        }
    }

    /// Does a heading around announce tasks, or a stretch of the plan?
    fn tells_tasks(&self) -> bool {
        self.stack.iter().rev().take(4).any(|&i| {
            let node = &self.tree.nodes[i as usize];
            if !matches!(node.kind, Kind::Heading(_) | Kind::Label(_)) {
                return false;
            }
            let title = planwright_phrases::clean::title(&node.raw);
            let stretch =
                key::split(&title, self.reader.prefixes).filter(|(k, _)| k.kind == key::KeyKind::Stretch);
            stretch.is_some()
                || matches!(
                    section::role(&title),
                    section::Role::Tasks | section::Role::State(_) | section::Role::Next
                )
        })
    }

    /// "| Status | Done |": each row is a field of what it stands under, or a line of its description.
    fn field_rows(&mut self, rows: Vec<(u32, Vec<&'t str>)>) {
        for (line, cells) in rows.into_iter().skip(1) {
            let [name, value] = cells.as_slice() else { continue };
            let kind = field::kind(&section::fold(name));
            let field = kind.map(|kind| Field { kind, value, line });
            let field = field.filter(|f| !f.value.is_empty() && self.plausible(f));
            let node = self.top();
            match field {
                Some(field) => node.fields.push(field),
                None => node
                    .body
                    .extend([*name, *value].into_iter().filter(|c| !c.is_empty()).map(|c| (line, 0, c))),
            }
        }
    }
}
