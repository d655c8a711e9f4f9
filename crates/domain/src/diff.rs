//! The patch between two states of a project: what import into an existing project and sync are made of.

use std::collections::BTreeMap;

use crate::entry::Author;
use crate::id::{IdMap, PatchId};
use crate::patch::{Op, Patch};
use crate::project::Project;
use crate::record::{Change, Record};

/// The smallest patch that turns `from` into `to`, made against `from`.
///
/// Law: `apply(from, diff(from, to))` says what `to` says.
pub fn diff(from: &Project, to: &Project, id: PatchId, author: Author, reason: impl Into<String>) -> Patch {
    let mut patch = Patch::new(id, from.id(), from.version(), author, reason);
    patch.meta = Change::between(from.meta(), to.meta());
    patch.tasks = between(from.tasks(), to.tasks());
    patch.links = between(from.links(), to.links());
    patch
}

fn between<'a, R: Record + 'a>(
    from: impl Iterator<Item = &'a R>,
    to: impl Iterator<Item = &'a R>,
) -> BTreeMap<R::Id, Op<R>> {
    let mut before: IdMap<R::Id, &R> = from.map(|record| (record.id(), record)).collect();
    let mut ops = BTreeMap::new();
    for record in to {
        match before.remove(&record.id()) {
            None => {
                ops.insert(record.id(), Op::Create(Box::new(record.clone())));
            }
            Some(old) if old != record => {
                ops.insert(record.id(), Op::Update(Box::new(Change::between(old, record))));
            }
            Some(_) => {}
        }
    }
    ops.extend(before.into_keys().map(|id| (id, Op::Delete)));
    ops
}
