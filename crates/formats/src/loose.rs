//! References that name no task of their text: they are warnings, unless another text read with it has the task. Must
//! never tie to a task that only might be meant.

use std::collections::{HashMap, HashSet};

use planwright_domain::{Dependency, Link, LinkId, LinkType, Op, Origin, OriginKind, Task, TaskId, Warning};

use crate::cycle::{self, Edge};
use crate::draft::{start_of, tell};
use crate::{LooseEnd, Reading};

/// Tells of every loose end that none was found for; with the text it stands in where there are several.
pub(crate) fn told(reading: &mut Reading, several: bool) {
    if reading.loose.is_empty() {
        return;
    }
    let loose = std::mem::take(&mut reading.loose);
    let warnings = loose.iter().map(|end| {
        let title = title(reading, end.task);
        let origin = created(reading, end.task).and_then(|t| t.origin.as_ref());
        let place = origin.and_then(|o| o.source.as_deref()).filter(|_| several);
        let place = place.map(|name| format!("{name}: ")).unwrap_or_default();
        let text = match end.part {
            true => format!("{place}\"{title}\" belongs to \"{}\", which is not in the document", end.name),
            false => format!(
                "{place}\"{title}\" depends on \"{}\", which is not in the document; no link was made",
                end.name
            ),
        };
        Warning::at("unknown-reference", end.line, text)
    });
    let warnings: Vec<Warning> = warnings.collect();
    reading.warnings.extend(tell(warnings));
}

/// Ties loose ends to the tasks of other texts that have these keys or titles; what nothing or several things go by
/// stays loose.
pub(crate) fn tied(reading: &mut Reading, mint: &mut dyn FnMut() -> u128) {
    if reading.loose.is_empty() {
        return;
    }
    let mut names: HashMap<String, Vec<TaskId>> = HashMap::new();
    for task in reading.patch.created_tasks() {
        let called = task.source_key.iter().chain([&task.title]).map(|name| folded(name));
        for name in called.collect::<HashSet<String>>() {
            names.entry(name).or_default().push(task.id);
        }
    }
    let loose = std::mem::take(&mut reading.loose);
    let mut found: Vec<(TaskId, LooseEnd)> = Vec::new();
    for end in loose {
        match names.get(&folded(&end.name)).map(Vec::as_slice) {
            Some([one]) if *one != end.task => found.push((*one, end)),
            _ => reading.loose.push(end),
        }
    }
    let (parts, mut found): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, end)| end.part);
    for (whole, end) in parts {
        belongs(reading, end.task, whole);
    }
    let mut seen = HashSet::new();
    found.retain(|(from, end)| !related(reading, *from, end.task) && seen.insert((*from, end.task)));
    let fit = without_circles(reading, &found);
    for ((from, end), fits) in found.into_iter().zip(fit) {
        let (one, other) = (title(reading, end.task), title(reading, from));
        if !fits {
            let text = format!(
                "\"{one}\" cannot depend on \"{other}\": that would be a cycle; the link was left out"
            );
            reading.warnings.push(Warning::at("dependency-cycle", end.line, text));
            continue;
        }
        let mut link = Link::blocks(LinkId::from_bits(mint()), from, end.task);
        let source = created(reading, end.task).and_then(|t| t.origin.as_ref()?.source.clone());
        link.origin = Some(Origin {
            source,
            line: Some(end.line),
            quote: Some(end.quote),
            ..Origin::new(OriginKind::Stated)
        });
        reading.patch.create_link(link);
    }
}

/// Hangs a task under the one it says it belongs to, where it stands at the top and that is no part of it.
fn belongs(reading: &mut Reading, task: TaskId, whole: TaskId) {
    if related(reading, task, whole) {
        return;
    }
    if let Some(Op::Create(task)) = reading.patch.tasks.get_mut(&task) {
        task.parent = Some(whole);
    }
}

/// For each of these ties whether it closes no circle with the links there are and the ties before it.
fn without_circles(reading: &Reading, ties: &[(TaskId, LooseEnd)]) -> Vec<bool> {
    let place: HashMap<TaskId, u32> =
        reading.patch.tasks.keys().zip(0u32..).map(|(id, i)| (*id, i)).collect();
    let parent = |id: &TaskId| created(reading, *id).and_then(|t| place.get(&t.parent?).copied());
    let parents: Vec<Option<u32>> = reading.patch.tasks.keys().map(parent).collect();
    let edge =
        |from, to, dependency| Some(Edge { from: *place.get(&from)?, to: *place.get(&to)?, dependency });
    let links = reading.patch.created_links().filter(|l| l.link_type == LinkType::Blocks);
    let mut edges: Vec<Edge> = links.filter_map(|l| edge(l.from, l.to, l.dependency)).collect();
    let known = edges.len();
    edges.extend(ties.iter().filter_map(|(from, end)| edge(*from, end.task, Dependency::FinishToStart)));
    cycle::closing(&parents, &edges)[known..].iter().map(Option::is_none).collect()
}

/// Whether one of the two is part of the other.
fn related(reading: &Reading, a: TaskId, b: TaskId) -> bool {
    let above = |top: TaskId, mut at: TaskId| {
        while let Some(parent) = created(reading, at).and_then(|t| t.parent) {
            if parent == top {
                return true;
            }
            at = parent;
        }
        false
    };
    a == b || above(a, b) || above(b, a)
}

fn created(reading: &Reading, id: TaskId) -> Option<&Task> {
    reading.patch.tasks.get(&id).and_then(Op::created)
}

fn title(reading: &Reading, id: TaskId) -> String {
    created(reading, id).map(|t| start_of(&t.title)).unwrap_or_default()
}

/// A name without what is written one way here and another there: case, blanks, hyphens.
fn folded(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '/')).collect()
}
