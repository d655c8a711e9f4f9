//! The headings and checkboxes of an org file made tasks. Must never make a task of a heading that only holds notes where
//! the file marks its tasks.

use std::collections::HashMap;

use planwright_domain::{Dependency, LagKind, LinkType, OriginKind, Warning};

use super::heading::shown;
use crate::counts::not_carried;
use crate::draft::{self, Draft, Loose, Sketch, Tie};

/// A heading or a checkbox, and what was found below it.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) sketch: Sketch,
    /// Headings count their stars, checkboxes their indentation beyond any heading.
    pub(super) level: usize,
    /// It is marked as a task.
    pub(super) marked: bool,
    /// It is left out with all that is below it.
    pub(super) comment: bool,
    pub(super) ordered: bool,
    pub(super) body: Vec<String>,
    pub(super) ids: Vec<String>,
    pub(super) waits: Vec<Wait>,
}

#[derive(Debug)]
/// What an entry says of another.
pub(super) struct Wait {
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) link_type: LinkType,
    pub(super) how: (Dependency, i32, LagKind),
    /// It is the other that waits.
    pub(super) forward: bool,
}

/// Makes tasks of entries.
pub(super) fn tasks(mut entries: Vec<Entry>, draft: &mut Draft) {
    let any_marked = entries.iter().any(|e| e.marked);
    // Parents first, by level; then which of them lead to a task.
    let mut open: Vec<usize> = Vec::new();
    let mut above: Vec<Option<usize>> = Vec::with_capacity(entries.len());
    for i in 0..entries.len() {
        while open.last().is_some_and(|o| entries[*o].level >= entries[i].level) {
            open.pop();
        }
        above.push(open.last().copied());
        open.push(i);
    }
    let mut kept: Vec<bool> = entries.iter().map(|e| e.marked || !any_marked).collect();
    for i in (0..entries.len()).rev() {
        if let Some(parent) = above[i].filter(|_| kept[i]) {
            kept[parent] = true;
        }
    }
    let left = |i: &usize| !kept[*i] && !entries[*i].comment && entries[*i].level < 1_000_000;
    let notes: Vec<&Sketch> = (0..entries.len()).filter(left).map(|i| &entries[i].sketch).collect();
    if let Some(first) = notes.first() {
        let text = format!(
            "{}, as others have one: \"{}\"{}",
            not_carried(notes.len(), "heading without a state"),
            draft::start_of(&first.title),
            if notes.len() > 1 { " and more" } else { "" }
        );
        draft.warnings.push(Warning::at("not-carried", first.line, text));
    }
    let mut hidden = vec![false; entries.len()];
    let mut places: Vec<Option<u32>> = vec![None; entries.len()];
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut last: HashMap<Option<u32>, u32> = HashMap::new();
    let mut waits: Vec<(u32, Wait)> = Vec::new();
    for i in 0..entries.len() {
        hidden[i] = entries[i].comment || above[i].is_some_and(|a| hidden[a]);
        if hidden[i] || !kept[i] || entries[i].sketch.title.trim().is_empty() {
            places[i] = above[i].and_then(|a| places[a]);
            continue;
        }
        let entry = std::mem::take(&mut entries[i]);
        let task = draft.tasks.len() as u32;
        let parent = above[i].and_then(|a| places[a]);
        let (line, quote) = (entry.sketch.line, entry.sketch.quote.clone());
        let before = last.insert(parent, task);
        let ordered = above[i].is_some_and(|a| entries[a].ordered);
        if let Some(before) = before.filter(|_| ordered) {
            draft.ties.push(Tie { kind: OriginKind::Implied, ..Tie::stated(before, task, line, &quote) });
        }
        for wait in entry.waits {
            if wait.name == "previous-sibling" {
                draft.ties.extend(before.map(|b| Tie::stated(b, task, wait.line, &quote)));
            } else {
                waits.push((task, wait));
            }
        }
        for id in entry.ids {
            ids.entry(id).or_insert(task);
        }
        let mut sketch = entry.sketch;
        sketch.parent = parent;
        let body = described(&entry.body);
        sketch.description = Some(body).filter(|b| !b.is_empty());
        draft.tasks.push(sketch);
        places[i] = Some(task);
        // What the children have to know of it.
        entries[i].ordered = entry.ordered;
    }
    for (task, wait) in waits {
        let quote = draft.tasks[task as usize].quote.clone();
        let Wait { name, line, link_type, how: (dependency, lag, lag_kind), forward } = wait;
        match ids.get(&name) {
            Some(&other) => {
                let (from, to) = if forward { (task, other) } else { (other, task) };
                let tie = Tie::stated(from, to, line, &quote);
                draft.ties.push(Tie { link_type, dependency, lag, lag_kind, ..tie });
            }
            None => draft.loose.push(Loose { task, name, line, quote, part: false }),
        }
    }
}

/// The text below a heading, without its common indentation.
fn described(body: &[String]) -> String {
    let filled = || body.iter().filter(|l| !l.trim().is_empty());
    let indent = filled().map(|l| l.len() - l.trim_start_matches(' ').len()).min().unwrap_or(0);
    let lines: Vec<String> = body.iter().map(|l| shown(l.get(indent..).unwrap_or(""))).collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}
