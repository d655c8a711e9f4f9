//! From a project and a newer reading of its document to the project the document means now. What the document says
//! otherwise than the last time it was read is a change, and is made to the plan as it is now; what it says as before, or
//! never spoke of, stays as people have it; what stood in it and no longer does goes. Progress made here is never taken
//! back by a document that only says "to do".

mod base;
mod beside;
mod likeness;
mod onto;
mod own;
mod same;
mod siblings;
mod silence;

use std::collections::BTreeMap;

use planwright_domain::{
    Change, Entry, Extent, IdMap, IdSet, Kind, Link, LinkId, LinkType, POSITION_STEP, Patch, Project, Status,
    Task, TaskId, Warning,
};

pub(crate) use base::reason;
use beside::Beside;
use own::Own;
pub(crate) use own::{holds, names};
use same::{Match, is_imported};
use silence::Spoken;

/// A project as a document means it now.
pub(crate) struct Amended {
    pub(crate) project: Project,
    /// Whether the project held something of the document before.
    pub(crate) known: bool,
    /// What was done about documents that are called alike, or otherwise than before.
    pub(crate) warnings: Vec<Warning>,
}

/// The project that `reading`, a patch against an empty project, makes of `existing`, whose log is `log`. The document is
/// called `name` and is at `place`, where that is known.
pub(crate) fn amend(
    existing: &Project,
    log: &[Entry],
    mut reading: Patch,
    name: &str,
    place: Option<&str>,
) -> Amended {
    let before = base::said_before(existing, log);
    // Only a folder has texts by other names than its own.
    let source = |task: &Task| task.origin.as_ref().and_then(|origin| origin.source.clone());
    let folder = reading.created_tasks().filter_map(source).all(|source| source != name);
    let made = if folder { base::made_by(name, log) } else { IdSet::default() };
    let own = Own::of(&before, &read(&before, &reading), place, &made);
    own.tell_apart(&mut reading, place);
    let now = amended(&before, &reading, &own);
    let (project, told) = onto::carried(existing, &before, &now, own.foreign());
    let mut warnings = own.warnings(name);
    warnings.extend(told);
    Amended { project, known: own.is_known(), warnings }
}

/// What a document says, as a project of its own.
fn read(existing: &Project, reading: &Patch) -> Project {
    let mut said = existing.meta().clone();
    reading.meta.apply_to(&mut said);
    let (tasks, links) = (reading.created_tasks().cloned(), reading.created_links().cloned());
    Project::assemble(existing.id(), existing.version(), said, tasks, links, Extent::Whole)
}

fn amended(existing: &Project, reading: &Patch, own: &Own) -> Project {
    let mut meta = existing.meta().clone();
    let document = read(existing, reading);
    meta.depth_limit = meta.depth_limit.max(document.meta().depth_limit);
    meta.deadline = document.meta().deadline;
    let matched = Match::of(existing, &document, own.foreign());
    let mut tasks: BTreeMap<TaskId, Task> = existing.tasks().map(|t| (t.id, t.clone())).collect();
    let beside = Beside::of(existing, reading);
    meta.calendar = meta.calendar.or(reading.meta.calendar.flatten().map(|id| beside.calendar(id)));
    let spoken = Spoken::of(&document);
    for wbs in document.walk() {
        let parent = wbs.task.parent.map(|p| matched.here(p));
        let calendar = wbs.task.calendar.map(|id| beside.calendar(id));
        let said = Task { calendar, ..wbs.task.clone() };
        let merged = match existing.task(matched.here(wbs.task.id)) {
            Some(here) => {
                let summary = document.is_summary(wbs.task.id);
                Task { parent, ..merge(&spoken.left(here, &said), &said, summary) }
            }
            None => Task { parent, ..said },
        };
        tasks.insert(merged.id, merged);
    }
    drop_gone(existing, &matched, &mut tasks);
    order(existing, &document, &matched, &mut tasks);
    let links = links(existing, &document, &matched, &tasks);
    let (id, version) = (existing.id(), existing.version());
    let amended = Project::assemble(id, version, meta, tasks.into_values(), links, Extent::Whole);
    beside.add_to(amended.with_all_beside(existing), &matched)
}

/// What the document says of a task, and what it never spoke of from here. To do and task are what a document says
/// without a word; an effort and its range are one saying.
fn merge(here: &Task, said: &Task, summary: bool) -> Task {
    let (effort, estimate) = match (said.effort, said.estimate) {
        (None, None) => (here.effort, here.estimate),
        said => said,
    };
    let work = summary || said.effort.is_some() || said.estimate.is_some();
    let kind = if said.kind == Kind::Task && !work { here.kind } else { said.kind };
    let (effort, estimate) = if kind == Kind::Milestone { (None, None) } else { (effort, estimate) };
    let duration = said.duration.or(here.duration).filter(|_| kind != Kind::Milestone);
    Task {
        title: said.title.clone(),
        description: said.description.clone().or_else(|| here.description.clone()),
        kind,
        status: if said.status == Status::Todo { here.status } else { said.status },
        priority: said.priority.or(here.priority),
        effort,
        estimate,
        actual: said.actual.max(here.actual),
        duration,
        constraint: said.constraint.or(here.constraint),
        calendar: said.calendar.or(here.calendar),
        start: said.start.or(here.start),
        due: said.due.or(here.due),
        assignees: if said.assignees.is_empty() { here.assignees.clone() } else { said.assignees.clone() },
        labels: here.labels.union(&said.labels).cloned().collect(),
        acceptance_criteria: if said.acceptance_criteria.is_empty() {
            here.acceptance_criteria.clone()
        } else {
            said.acceptance_criteria.clone()
        },
        source_key: said.source_key.clone().or_else(|| here.source_key.clone()),
        ..here.clone()
    }
}

/// Drops tasks that stood in this document and no longer do. One with something under it that stays, stays.
fn drop_gone(existing: &Project, matched: &Match, tasks: &mut BTreeMap<TaskId, Task>) {
    let mut below: IdMap<TaskId, usize> = IdMap::default();
    for parent in tasks.values().filter_map(|t| t.parent) {
        *below.entry(parent).or_default() += 1;
    }
    let order: Vec<&Task> = existing.walk().map(|w| w.task).collect();
    for task in order.into_iter().rev() {
        let bare = below.get(&task.id).is_none_or(|count| *count == 0);
        if is_imported(task) && bare && !matched.is_taken(task.id) {
            tasks.remove(&task.id);
            if let Some(count) = task.parent.and_then(|parent| below.get_mut(&parent)) {
                *count = count.saturating_sub(1);
            }
        }
    }
}

/// Gives new tasks a place among their siblings as in the document, and moves others only where their order changed.
fn order(existing: &Project, document: &Project, matched: &Match, tasks: &mut BTreeMap<TaskId, Task>) {
    let mut ends: BTreeMap<Option<TaskId>, i64> = BTreeMap::new();
    for task in tasks.values() {
        let end = ends.entry(task.parent).or_insert(task.position);
        *end = task.position.max(*end);
    }
    let parents = std::iter::once(None).chain(document.walk().map(|w| Some(w.task.id)));
    for parent in parents {
        let here = parent.map(|p| matched.here(p));
        let ids: Vec<TaskId> = document.children(parent).map(|t| matched.here(t.id)).collect();
        // A task that came from elsewhere brings no place along.
        let old = |id: &TaskId| existing.task(*id).filter(|t| t.parent == here).map(|t| t.position);
        let positions: Vec<Option<i64>> = ids.iter().map(old).collect();
        let known: Vec<i64> = positions.iter().copied().flatten().collect();
        let stays = known.windows(2).all(|w| w[0] < w[1]);
        let mut following: Vec<Option<i64>> = vec![None; ids.len()];
        for i in (1..ids.len()).rev() {
            following[i - 1] = positions[i].or(following[i]);
        }
        let end = ends.get(&here).copied().unwrap_or(0);
        let mut last: Option<i64> = None;
        let mut renumber = !stays;
        let mut new: Vec<(TaskId, i64)> = Vec::new();
        for (i, id) in ids.iter().enumerate() {
            let position = match positions[i] {
                Some(position) => position,
                None => match (last, following[i]) {
                    (Some(a), Some(b)) => a.midpoint(b),
                    (None, Some(b)) => b.saturating_sub(POSITION_STEP),
                    (Some(a), None) => a.saturating_add(POSITION_STEP),
                    (None, None) => end.saturating_add(POSITION_STEP),
                },
            };
            renumber |= last.is_some_and(|l| l >= position);
            last = Some(position);
            new.push((*id, position));
        }
        for (i, (id, position)) in new.into_iter().enumerate() {
            if let Some(task) = tasks.get_mut(&id) {
                task.position = if renumber { (i as i64 + 1) * POSITION_STEP } else { position };
            }
        }
    }
}

fn links(
    existing: &Project,
    document: &Project,
    matched: &Match,
    tasks: &BTreeMap<TaskId, Task>,
) -> Vec<Link> {
    // As the rule `link-twice` has it.
    let same = |a: &Link, b: &Link| {
        a.link_type == b.link_type && (a.link_type != LinkType::Blocks || a.dependency == b.dependency)
    };
    let ends = |l: &Link| match l.link_type {
        LinkType::Blocks => (l.from, l.to),
        LinkType::Related | LinkType::Duplicate => (l.from.min(l.to), l.from.max(l.to)),
    };
    let mut said: Vec<Link> = document
        .links()
        .map(|l| Link { from: matched.here(l.from), to: matched.here(l.to), ..l.clone() })
        .collect();
    said.sort_by_key(|l| l.id);
    let mut by_ends: BTreeMap<(TaskId, TaskId), Vec<LinkId>> = BTreeMap::new();
    for link in &said {
        by_ends.entry(ends(link)).or_default().push(link.id);
    }
    let said: BTreeMap<LinkId, Link> = said.into_iter().map(|l| (l.id, l)).collect();
    let mut used: IdSet<LinkId> = IdSet::default();
    let mut links = Vec::new();
    for link in existing.links() {
        if !tasks.contains_key(&link.from) || !tasks.contains_key(&link.to) {
            continue;
        }
        let again = by_ends
            .get(&ends(link))
            .into_iter()
            .flatten()
            .filter_map(|id| said.get(id))
            .find(|l| same(l, link));
        let from_document = link.origin.is_some() && matched.is_said(link.from) && matched.is_said(link.to);
        match again {
            Some(again) => {
                used.insert(again.id);
                links.push(Link { lag: again.lag, lag_kind: again.lag_kind, ..link.clone() });
            }
            None if from_document => {}
            None => links.push(link.clone()),
        }
    }
    links.extend(said.into_values().filter(|l| !used.contains(&l.id)));
    links
}
