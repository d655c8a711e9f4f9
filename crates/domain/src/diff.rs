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
    patch.tasks = between(from.tasks().map(|t| (t.id, t)).collect(), to.tasks().map(|t| (t.id, t)).collect());
    patch.links = between(from.links().map(|l| (l.id, l)).collect(), to.links().map(|l| (l.id, l)).collect());
    patch
}

fn between<R: Record>(from: IdMap<R::Id, &R>, to: IdMap<R::Id, &R>) -> BTreeMap<R::Id, Op<R>> {
    let mut ops = BTreeMap::new();
    for (id, record) in &to {
        match from.get(id) {
            None => {
                ops.insert(*id, Op::Create(Box::new((*record).clone())));
            }
            Some(before) if before != record => {
                ops.insert(*id, Op::Update(Box::new(Change::between(*before, *record))));
            }
            Some(_) => {}
        }
    }
    ops.extend(from.keys().filter(|id| !to.contains_key(*id)).map(|id| (*id, Op::Delete)));
    ops
}
