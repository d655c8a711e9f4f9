//! The part of a project that answers for a patch: what stores may load instead of the whole. This is the reference;
//! a backend's own slice may hold more.

use std::collections::BTreeSet;

use super::{Extent, Project};
use crate::id::{LinkId, TaskId};
use crate::link::{Link, LinkType};
use crate::patch::{Op, Patch};
use crate::record::Change;

impl Project {
    /// The slice that answers for `patch`: what it names, ancestors, children, incident links and, for a new `blocks`
    /// link or a move, what is reachable.
    ///
    /// Law: `apply(slice, patch)` and `apply(whole, patch)` accept the same patches with the same result.
    pub fn slice(&self, patch: &Patch) -> Self {
        if reorders(patch) || !patch.meta.is_empty() {
            return self.clone();
        }
        let mut tasks: BTreeSet<TaskId> = BTreeSet::new();
        let mut links: BTreeSet<LinkId> = BTreeSet::new();
        for (id, op) in &patch.tasks {
            tasks.insert(*id);
            if let Op::Create(task) = op {
                tasks.extend(task.parent);
            }
            tasks.extend(self.children(Some(*id)).map(|t| t.id));
            let (into, out_of) = self.network.incident(*id);
            links.extend(into.chain(out_of));
        }
        links.extend(patch.links.keys());
        for link in links.iter().filter_map(|id| self.link(*id)) {
            tasks.extend([link.from, link.to]);
        }
        for link in patch.created_links() {
            tasks.extend([link.from, link.to]);
            let (into, out_of) = self.network.incident(link.from);
            links.extend(into.chain(out_of));
        }
        for link in links.iter().filter_map(|id| self.link(*id)) {
            tasks.extend([link.from, link.to]);
        }
        let above: Vec<TaskId> = tasks.iter().flat_map(|id| self.ancestors(*id).map(|t| t.id)).collect();
        tasks.extend(above);
        Self::assemble(
            self.id,
            self.version,
            self.meta.clone(),
            tasks.iter().filter_map(|id| self.task(*id)).cloned(),
            links.iter().filter_map(|id| self.link(*id)).cloned(),
            Extent::Slice,
        )
    }
}

/// Whether a patch can close a circle: it ties tasks together anew or moves them.
fn reorders(patch: &Patch) -> bool {
    let new_order = |op: &Op<Link>| match op {
        Op::Create(link) => link.link_type == LinkType::Blocks,
        Op::Update(change) => {
            change.from.is_some()
                || change.to.is_some()
                || change.link_type.is_some()
                || change.dependency.is_some()
        }
        Op::Delete => false,
    };
    patch.links.values().any(new_order)
        || patch.tasks.values().any(|op| matches!(op, Op::Update(change) if change.parent.is_some()))
}
