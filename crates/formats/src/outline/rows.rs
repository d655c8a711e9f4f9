//! Rows of tables made nodes. Must never hang a row under one of another table.

use std::borrow::Cow;
use std::collections::HashMap;

use super::field::{self, Field, FieldKind};
use super::key;
use super::section;
use super::table;
use super::tree::{Grower, Kind};

/// The columns in which every cell is a number, or a number of things ("12", "0.1", "6 tareas"), and whether all have points.
fn counting(rows: &[(u32, Vec<&str>)]) -> Vec<(usize, bool)> {
    let Some((_, header)) = rows.first() else { return Vec::new() };
    let number = |cell: &str| {
        let plain = cell.trim_matches(['*', '`', ' ']);
        let mut words = plain.split(' ');
        let first = words.next().unwrap_or_default();
        !first.is_empty()
            && first.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && words.next().is_none_or(|w| w.chars().all(char::is_alphabetic))
            && words.next().is_none()
    };
    let cells = |i: usize| rows.iter().skip(1).filter_map(move |(_, c)| c.get(i).copied());
    (0..header.len())
        .filter(|i| cells(*i).next().is_some() && cells(*i).all(number))
        .map(|i| (i, cells(i).all(|c| c.contains('.'))))
        .collect()
}

impl<'t> Grower<'t, '_> {
    pub(super) fn table(&mut self, rows: Vec<(u32, Vec<&'t str>)>) {
        let Some((_, header)) = rows.first() else { return };
        if header.len() == 2 && table::names_fields(header[0]) {
            return self.field_rows(rows);
        }
        let counting = counting(&rows);
        let mut columns = table::columns(header, self.tells_tasks(), &counting);
        if rows.len() > 1 && rows[1..].iter().all(|(_, cells)| table::is_responsibility(cells)) {
            columns = None;
        }
        // A column of lots in which every row has a code of its own holds keys.
        if let Some(c) = columns.as_mut()
            && let Some(group) = c.group.filter(|_| !c.kinds.contains(&Some(FieldKind::Key)))
            && rows.len() > 2
        {
            let mut seen = std::collections::HashSet::new();
            let own = |cells: &[&str]| {
                let value = cells.get(group).map(|v| v.trim_matches(['*', '`', ' '])).unwrap_or_default();
                key::is_code(value).then_some(value.to_owned())
            };
            if rows.iter().skip(1).all(|(_, cells)| own(cells).is_some_and(|v| seen.insert(v))) {
                c.kinds[group] = Some(FieldKind::Key);
                c.group = None;
            }
        }
        let Some(columns) = columns else {
            let node = self.top();
            node.body
                .extend(rows.iter().flat_map(|(line, cells)| {
                    cells.iter().filter(|c| !c.is_empty()).map(|c| (*line, 0, *c))
                }));
            return;
        };
        let above = self.stack.last().copied().unwrap_or(0);
        let mut by_number: HashMap<String, u32> = HashMap::new();
        let mut group: Option<(String, u32)> = None;
        let mut bold: Option<u32> = None;
        for (line, cells) in rows.into_iter().skip(1) {
            let cell = |i: usize| cells.get(i).copied().unwrap_or("");
            let key_at = columns.kinds.iter().position(|k| *k == Some(FieldKind::Key));
            let filled = cells.iter().filter(|c| !c.is_empty()).count();
            let mut title = cell(columns.title);
            if title.is_empty() && filled > 0 {
                // A row with one cell that spans: "| **Phase 1** | | |".
                title = cells.iter().copied().find(|c| !c.is_empty()).unwrap_or("");
            }
            if title.is_empty()
                || table::is_sum(&section::fold(title))
                || title.chars().all(|c| !c.is_alphanumeric())
            {
                continue;
            }
            // "**Deliverable:** a shed" under the tasks of a phase is what comes of them.
            let remark = title.starts_with("**")
                && field::split(title).is_some_and(|(name, value)| {
                    !value.is_empty()
                        && !matches!(section::role(name), section::Role::Plain | section::Role::Tasks)
                });
            if remark {
                self.top().body.push((line, 0, title));
                continue;
            }
            let mut parent = above;
            if let Some(at) = columns.group {
                let name = cell(at);
                if !name.is_empty() && group.as_ref().is_none_or(|(n, _)| n != name) {
                    let node = self.push(Kind::Label(0), above, line, 0, Cow::Borrowed(name));
                    group = Some((name.to_owned(), node));
                }
                parent = group.as_ref().map_or(above, |(_, node)| *node);
            }
            let spanning = filled == 1
                || (filled == 2 && key_at.is_some_and(|k| !cell(k).is_empty()) && title.contains("**"));
            if let Some(heads) = bold.filter(|_| !spanning) {
                parent = heads;
            }
            let at = self.push(Kind::Row, parent, line, 0, Cow::Borrowed(title));
            let mut fields = Vec::new();
            for (i, kind) in columns.kinds.iter().enumerate() {
                let value = cell(i);
                if let Some(kind) =
                    kind.filter(|_| !value.is_empty() && i != columns.title && columns.group != Some(i))
                {
                    fields.push(Field { kind, value, line });
                }
            }
            let key = key_at.map(cell).unwrap_or("").trim_matches(['*', '`', '.', ' ']).to_owned();
            let cleaned = planwright_phrases::clean::title(title);
            let number = if key.is_empty() {
                key::split(&cleaned, self.reader.prefixes).map(|(k, _)| k.text.to_owned()).unwrap_or_default()
            } else {
                key
            };
            let upper = number
                .rsplit_once('.')
                .and_then(|(p, _)| by_number.get(p).or_else(|| by_number.get(&format!("{p}.0"))))
                .or_else(|| number.rsplit_once('-').and_then(|(p, _)| by_number.get(p)));
            if let Some(above) = upper.copied().filter(|a| *a != at) {
                self.tree.nodes[at as usize].parent = above;
            } else if spanning && !number.contains('.') {
                bold = Some(at);
            }
            if !number.is_empty() {
                by_number.insert(number, at);
            }
            let node = &mut self.tree.nodes[at as usize];
            node.fields = fields;
            node.milestone = columns.milestones;
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
