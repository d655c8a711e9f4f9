//! Taking patches apart: the operations that were chosen, those they need, and the rest.

mod needs;

use std::collections::{BTreeMap, BTreeSet};

use crate::kinds::{OpRef, kinds};
use crate::patch::{Op, Patch};
use crate::project::Project;
use crate::record::Record;

/// Part of a patch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The chosen operations and those they need.
    pub patch: Patch,
    /// The operations that were not chosen but are needed.
    pub added: BTreeSet<OpRef>,
    /// The operations left over.
    pub rest: Patch,
}

/// Takes the chosen operations out of `patch`, with those they need: whatever else they name and the patch creates
/// (parents, ends of links, calendars, resources), the change of the depth limit for tasks deeper than it is at `head`,
/// and for a deletion whatever takes away what hangs on it. `head` is the project the patch is for.
///
/// Law: composing the selection with the rest says what the patch said.
pub fn select(patch: &Patch, chosen: &BTreeSet<OpRef>, head: &Project) -> Selection {
    let mut needed: BTreeSet<OpRef> = BTreeSet::new();
    let mut waiting: Vec<OpRef> = chosen.iter().copied().filter(|op| patch.holds(*op)).collect();
    while let Some(op) = waiting.pop() {
        if needed.insert(op) {
            waiting.extend(needs::of(patch, op, head).into_iter().filter(|op| patch.holds(*op)));
        }
    }
    let part = |inside: bool| {
        macro_rules! picked {
            ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
                Patch {
                    meta: if needed.contains(&OpRef::Meta) == inside {
                        patch.meta.clone()
                    } else {
                        Default::default()
                    },
                    $($slot: pick(&patch.$slot, |id| needed.contains(&OpRef::$kind(id)) == inside),)*
                    ..Patch::new(patch.id, patch.project, patch.base, patch.author.clone(), patch.reason.clone())
                }
            };
        }
        kinds!(picked)
    };
    Selection { patch: part(true), rest: part(false), added: needed.difference(chosen).copied().collect() }
}

fn pick<R: Record>(ops: &BTreeMap<R::Id, Op<R>>, keep: impl Fn(R::Id) -> bool) -> BTreeMap<R::Id, Op<R>> {
    ops.iter().filter(|(id, _)| keep(**id)).map(|(id, op)| (*id, op.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{LinkId, PatchId, ProjectId, TaskId};
    use crate::link::Link;
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::task::{Task, TaskChange};
    use crate::version::{Author, Version};

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    fn op(change: impl FnOnce(&mut Patch)) -> Patch {
        let (id, project) = (PatchId::from_bits(1), ProjectId::from_bits(7));
        let mut patch = Patch::new(id, project, Version(3), Author::new("ann"), "step");
        change(&mut patch);
        patch
    }

    fn titled(title: &str) -> TaskChange {
        TaskChange { title: Some(title.into()), ..TaskChange::default() }
    }

    /// 1 (2), 3, and 2 before 3.
    fn head() -> Project {
        let tasks = [
            Task::new(id(1), "Walls"),
            Task { parent: Some(id(1)), ..Task::new(id(2), "Frame") },
            Task::new(id(3), "Roof"),
        ];
        let link = Link::blocks(LinkId::from_bits(1), id(2), id(3));
        let meta = Meta { depth_limit: 2, ..Meta::new("House") };
        Project::assemble(ProjectId::from_bits(7), Version(3), meta, tasks, [link], Extent::Whole)
    }

    fn added(patch: &Patch, chosen: OpRef) -> Vec<OpRef> {
        let selection = select(patch, &BTreeSet::from([chosen]), &head());
        assert_eq!(selection.patch.len() + selection.rest.len(), patch.len());
        assert_eq!(selection.patch.len(), 1 + selection.added.len());
        selection.added.into_iter().collect()
    }

    #[test]
    fn what_is_chosen_brings_created_parents_and_ends() {
        let patch = op(|p| {
            p.create_task(Task::new(id(4), "Garden"));
            p.create_task(Task { parent: Some(id(4)), ..Task::new(id(5), "Beds") });
            p.update_task(id(3), TaskChange { parent: Some(Some(id(4))), ..TaskChange::default() });
            p.create_link(Link::blocks(LinkId::from_bits(2), id(1), id(5)));
        });
        assert_eq!(added(&patch, OpRef::Task(id(4))), []);
        assert_eq!(added(&patch, OpRef::Task(id(3))), [OpRef::Task(id(4))]);
        let link = added(&patch, OpRef::Link(LinkId::from_bits(2)));
        assert_eq!(link, [OpRef::Task(id(4)), OpRef::Task(id(5))]);
    }

    #[test]
    fn a_deletion_brings_whatever_takes_its_children_and_links_away() {
        let patch = op(|p| {
            p.delete_task(id(1));
            p.delete_task(id(2));
            p.delete_link(LinkId::from_bits(1));
            p.update_task(id(3), titled("Thatch"));
        });
        assert_eq!(
            added(&patch, OpRef::Task(id(1))),
            [OpRef::Task(id(2)), OpRef::Link(LinkId::from_bits(1))]
        );
        assert_eq!(added(&patch, OpRef::Task(id(3))), []);
    }

    #[test]
    fn a_task_deeper_than_allowed_brings_the_new_limit() {
        let patch = op(|p| {
            p.meta.depth_limit = Some(3);
            p.create_task(Task { parent: Some(id(1)), ..Task::new(id(4), "Bricks") });
            p.create_task(Task { parent: Some(id(2)), ..Task::new(id(5), "Nails") });
        });
        assert_eq!(added(&patch, OpRef::Task(id(4))), []);
        assert_eq!(added(&patch, OpRef::Task(id(5))), [OpRef::Meta]);
    }

    #[test]
    fn what_the_patch_does_not_hold_cannot_be_chosen() {
        let patch = op(|p| p.delete_link(LinkId::from_bits(1)));
        let unknown = BTreeSet::from([OpRef::Task(id(9)), OpRef::Meta, OpRef::Link(LinkId::from_bits(9))]);
        let selection = select(&patch, &unknown, &head());
        assert!(selection.patch.is_empty() && selection.added.is_empty());
        assert_eq!(selection.rest.len(), 1);
    }
}
