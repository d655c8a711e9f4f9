//! What rows say of each other: whose parts they are, and which come before which. Must never guess which task is meant.

use std::collections::HashSet;

use planwright_domain::{LinkType, OriginKind, Status, Warning};
use planwright_phrases::clean;

use super::cells::Row;
use super::columns::Meaning as M;
use super::fill;
use super::read::{Entry, Sheet};
use super::refer::{self, Found, Names};
use super::values::plain;
use crate::Source;
use crate::draft::{Sketch, Tie, start_of};
use crate::outline::fold;

impl Sheet<'_> {
    /// Hangs rows under the parents they name, and finds the links they state.
    pub(super) fn tie(&mut self, header: &Row, body: &[Row], source: &Source<'_>) -> Vec<Tie> {
        let columns = self.columns;
        let names = self.names(header, body);
        self.parents(&names, body);
        self.parts(&names, body);
        let mut ties = Vec::new();
        let mut shares = 0;
        for column in columns.all(|m| matches!(m, M::Before(_) | M::After(_))) {
            let (link_type, before) = match columns.meanings[column] {
                M::Before(link_type) => (link_type, true),
                M::After(link_type) => (link_type, false),
                _ => continue,
            };
            let keys = names.column(body.iter().map(|r| r.cell(column)));
            for task in 0..self.entries.len() as u32 {
                let Some(row) = self.entries[task as usize].row.map(|r| &body[r]) else { continue };
                let cell = plain(row.cell(column));
                if cell.is_empty() {
                    continue;
                }
                let parts = names.parts(cell, keys, task, source.day);
                shares += parts.shares;
                for part in parts.found {
                    let (from, to) = if before { (part.task, task) } else { (task, part.task) };
                    ties.push(Tie {
                        from,
                        to,
                        line: row.line,
                        quote: cell.to_owned(),
                        link_type,
                        dependency: part.dependency,
                        lag: part.lag,
                        lag_kind: part.lag_kind,
                        kind: OriginKind::Stated,
                    });
                }
                self.unknown(task, row.line, &parts.unknown, &parts.several, link_type);
            }
        }
        if shares > 0 {
            self.warnings.push(Warning::new(
                "not-carried",
                format!("lags in percent were not carried: {shares} links"),
            ));
        }
        // Two programs tell of one link at both of its ends.
        let mut seen = HashSet::new();
        let ordered = |t: &Tie| {
            if t.link_type == LinkType::Blocks {
                (t.from, t.to)
            } else {
                (t.from.min(t.to), t.from.max(t.to))
            }
        };
        ties.retain(|t| seen.insert((ordered(t), t.link_type, t.dependency)));
        let stated: HashSet<(u32, u32)> =
            ties.iter().filter(|t| t.link_type == LinkType::Blocks).map(ordered).collect();
        ties.retain(|t| t.link_type == LinkType::Blocks || (t.from != t.to && !stated.contains(&ordered(t))));
        ties
    }

    fn unknown(&mut self, task: u32, line: u32, unknown: &[String], several: &[String], link_type: LinkType) {
        let title = start_of(&self.entries[task as usize].sketch.title);
        let verb = if link_type == LinkType::Blocks { "depends on" } else { "is related to" };
        for word in unknown {
            let text = format!(
                "\"{title}\" {verb} \"{}\", which is not in the document; no link was made",
                start_of(word)
            );
            self.warnings.push(Warning::at("unknown-reference", line, text));
        }
        for word in several {
            let text = format!(
                "\"{title}\" {verb} \"{}\", which names several tasks; no link was made",
                start_of(word)
            );
            self.warnings.push(Warning::at("ambiguous-reference", line, text));
        }
    }

    fn names(&self, header: &Row, body: &[Row]) -> Names {
        let columns = self.columns;
        let mut names = Names::default();
        let rows = || self.entries.iter().enumerate().filter_map(|(i, e)| Some((&body[e.row?], i as u32)));
        let keys = columns.all(|m| m == M::Key);
        for column in keys.iter().copied().chain(columns.all(|m| m == M::Wbs)).take(6) {
            names.add_keys(rows().map(|(row, task)| (row.cell(column), task)));
        }
        if keys.is_empty() {
            // Where tasks have no keys, numbers count rows.
            let numbers: Vec<(String, u32)> =
                rows().map(|(row, task)| ((row.number - header.number).to_string(), task)).collect();
            names.add_keys(numbers.iter().map(|(number, task)| (number.as_str(), *task)));
        }
        for (i, entry) in self.entries.iter().enumerate() {
            names.add_title(&entry.sketch.title, i as u32);
            // "EPIC-7 — Billing" goes by EPIC-7 too.
            let head = [" — ", " – ", " - ", ": "]
                .iter()
                .filter_map(|m| entry.sketch.title.split_once(m))
                .map(|(h, _)| h);
            if let Some(head) = head
                .min_by_key(|h| h.len())
                .filter(|h| refer::is_key(h) || (h.contains(['-', '‑', '_']) && !h.contains(' ')))
            {
                names.add_title(head, i as u32);
            }
        }
        for column in columns.all(|m| m == M::Alias) {
            for (row, task) in rows() {
                names.add_title(plain(row.cell(column)), task);
            }
        }
        names
    }

    fn parents(&mut self, names: &Names, body: &[Row]) {
        let mut columns = self.columns.all(|m| m == M::Parent);
        // A sub-task stands under its story, not under the epic that both belong to.
        columns.sort_by_key(|c| fold(&self.columns.names[*c]).contains("epic"));
        let titles = self.columns.all(|m| m == M::ParentTitle);
        let keys: Vec<usize> =
            columns.iter().map(|c| names.column(body.iter().map(|r| r.cell(*c)))).collect();
        let made = self.entries.len() as u32;
        for task in 0..made {
            let Some(row) = self.entries[task as usize].row.map(|r| &body[r]) else { continue };
            let title = titles.iter().map(|t| plain(row.cell(*t))).find(|t| !t.is_empty());
            let mut found = None;
            let mut missing = None;
            for (column, keys) in columns.iter().zip(&keys) {
                let word = plain(row.cell(*column));
                if word.is_empty() || matches!(fold(word).as_str(), "none" | "n a" | "0" | "null") {
                    continue;
                }
                match names.find(word, *keys) {
                    Found::One(parent) if parent == task => {}
                    Found::One(parent) => {
                        found = Some(parent);
                        break;
                    }
                    Found::Several => {
                        let text = format!(
                            "\"{}\" is part of \"{}\", which names several tasks; it was left where it stands",
                            start_of(&self.entries[task as usize].sketch.title),
                            start_of(word)
                        );
                        self.warnings.push(Warning::at("ambiguous-reference", row.line, text));
                    }
                    Found::Nothing => missing = missing.or(Some(word)),
                }
            }
            let found = found.or_else(|| match title.map(|t| names.find(t, 0)) {
                Some(Found::One(parent)) if parent != task => Some(parent),
                _ => None,
            });
            let parent = match (found, missing) {
                (Some(parent), _) => Some(parent),
                (None, None) => None,
                (None, Some(word)) => match title.or_else(|| Some(word).filter(|w| !refer::is_key(w))) {
                    // The parent is no row, but it has a name.
                    Some(name) => Some(self.group(None, &fill::title(name), row.line)),
                    None => {
                        let name = start_of(&self.entries[task as usize].sketch.title);
                        let text = format!(
                            "\"{name}\" is part of \"{}\", which is not in the document; it was left where it stands",
                            start_of(word)
                        );
                        self.warnings.push(Warning::at("unknown-reference", row.line, text));
                        None
                    }
                },
            };
            if let Some(parent) = parent {
                self.entries[task as usize].parent = Some(parent);
            }
        }
    }

    /// Lists of what is part of a row: rows of their own, or new words.
    fn parts(&mut self, names: &Names, body: &[Row]) {
        for column in self.columns.all(|m| m == M::Parts) {
            let keys = names.column(body.iter().map(|r| r.cell(column)));
            for task in 0..self.entries.len() as u32 {
                let Some(row) = self.entries[task as usize].row.map(|r| &body[r]) else { continue };
                let cell = plain(row.cell(column));
                if cell.is_empty() || cell.starts_with(['{']) || cell.len() > 20_000 {
                    continue;
                }
                for word in refer::list(cell) {
                    match names.find(word, keys) {
                        Found::One(part) if part != task => {
                            // A row that names its parent knows best.
                            let above = self.entries[part as usize].parent;
                            if above.is_none_or(|p| self.entries[p as usize].row.is_none()) {
                                self.entries[part as usize].parent = Some(task);
                            }
                        }
                        Found::Nothing if !refer::is_key(word) => {
                            let done = status_mark(word);
                            let title = clean::title(word);
                            if title.chars().any(char::is_alphabetic) {
                                let sketch = Sketch {
                                    quote: title.clone(),
                                    title,
                                    line: row.line,
                                    status: done,
                                    ..Sketch::default()
                                };
                                self.entries.push(Entry { sketch, parent: Some(task), row: None });
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}

fn status_mark(word: &str) -> Option<Status> {
    let word = word.trim();
    if word.starts_with("[x]") || word.starts_with("[X]") {
        return Some(Status::Done);
    }
    let word = word.trim_end_matches([')', ' ']);
    word.ends_with("(done")
        .then_some(Status::Done)
        .or_else(|| word.ends_with("(complete").then_some(Status::Done))
}
