//! What documents said last, found in the log: every record as the imports that still stand left it. What people changed
//! since is not in it, nor is an import that was taken back. Must never hold what no import wrote.

use std::collections::BTreeMap;

use planwright_domain::{Change, Entity, Entry, Extent, IdSet, Op, Project, TaskId, reverted};

/// How the reasons of imports begin.
const IMPORT: &str = "import ";

/// The reason of an import: what is read is called `name`, and was read before if it is `known`.
pub(crate) fn reason(name: &str, known: bool) -> String {
    format!("{IMPORT}{name}{}", if known { " again" } else { "" })
}

/// The project as documents said it last. What no document said is as it is in `head`. `log` is whole, oldest first.
pub(super) fn said_before(head: &Project, log: &[Entry]) -> Project {
    let reverted = reverted(log);
    let steps: Vec<(&Entry, bool)> =
        log.iter().map(|entry| (entry, is_import(entry) && !reverted.contains(&entry.version))).collect();
    let mut meta = head.meta().clone();
    let deadlines = steps.iter().filter(|(_, counts)| *counts).filter_map(|(e, _)| e.patch.meta.deadline);
    meta.deadline = deadlines.fold(meta.deadline, |_, newer| newer);
    let tasks = said(head.tasks(), &steps);
    let links = said(head.links(), &steps);
    let before = Project::assemble(head.id(), head.version(), meta, tasks, links, Extent::Whole)
        .with_all_beside(head)
        .with_calendars(said(head.calendars(), &steps))
        .with_resources(said(head.resources(), &steps))
        .with_assignments(said(head.assignments(), &steps));
    // A tree that closes in a circle can come of what was moved in turns; then nothing is known of before.
    if before.walk().count() == before.tasks().len() { before } else { head.clone() }
}

/// The tasks that imports of a document of this name made.
pub(super) fn made_by(name: &str, log: &[Entry]) -> IdSet<TaskId> {
    let of = |entry: &&Entry| [false, true].iter().any(|known| entry.patch.reason == reason(name, *known));
    log.iter().filter(of).flat_map(|entry| entry.patch.created_tasks().map(|task| task.id)).collect()
}

fn is_import(entry: &Entry) -> bool {
    entry.reverts().is_none() && entry.patch.reason.starts_with(IMPORT)
}

/// The records of one kind: as imports left them, else as they are now.
fn said<'a, R: Entity + 'a>(now: impl Iterator<Item = &'a R>, steps: &[(&Entry, bool)]) -> Vec<R> {
    let mut whole: BTreeMap<R::Id, R> = BTreeMap::new();
    let mut said: BTreeMap<R::Id, R> = BTreeMap::new();
    for (entry, counts) in steps {
        for (id, op) in R::ops(&entry.patch) {
            let before = whole.get(id).cloned();
            step(&mut whole, *id, op);
            if *counts {
                // A record that somebody else made, and a document spoke of later.
                if let (Some(before), false) = (before, said.contains_key(id)) {
                    said.insert(*id, before);
                }
                step(&mut said, *id, op);
            }
        }
    }
    for record in now {
        said.entry(record.id()).or_insert_with(|| record.clone());
    }
    said.into_values().collect()
}

fn step<R: Entity>(records: &mut BTreeMap<R::Id, R>, id: R::Id, op: &Op<R>) {
    match op {
        Op::Create(record) => drop(records.insert(id, (**record).clone())),
        Op::Update(change) => {
            if let Some(record) = records.get_mut(&id) {
                change.apply_to(record);
            }
        }
        Op::Delete => drop(records.remove(&id)),
    }
}
