//! Putting patches together and taking them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{LinkId, TaskId};
use crate::patch::{Op, Patch};
use crate::project::Project;
use crate::record::{Change, Record};

/// The patch that does what `p` and then `q` do. It has the base of `p` and the id and author of `q`; it is a revert
/// only where both revert the same.
///
/// Laws: where `q` is accepted after `p`, applying the composition gives the same project; composing is associative.
pub fn compose(p: Patch, q: Patch) -> Patch {
    let reason = match (p.reason.is_empty(), q.reason.is_empty()) {
        (true, _) => q.reason,
        (_, true) => p.reason,
        (false, false) => format!("{}; {}", p.reason, q.reason),
    };
    Patch {
        id: q.id,
        project: p.project,
        base: p.base,
        author: q.author,
        reason,
        reverts: p.reverts.filter(|_| p.reverts == q.reverts),
        meta: p.meta.then(q.meta),
        tasks: follow(p.tasks, q.tasks),
        links: follow(p.links, q.links),
    }
}

fn follow<R: Record>(
    mut first: BTreeMap<R::Id, Op<R>>,
    then: BTreeMap<R::Id, Op<R>>,
) -> BTreeMap<R::Id, Op<R>> {
    for (id, later) in then {
        let both = match (first.remove(&id), later) {
            (Some(Op::Create(mut record)), Op::Update(change)) => {
                change.apply_to(&mut record);
                Some(Op::Create(record))
            }
            (Some(Op::Create(_)), Op::Delete) => None,
            (Some(Op::Update(earlier)), Op::Update(change)) => {
                Some(Op::Update(Box::new(earlier.then(*change))))
            }
            (Some(Op::Delete), Op::Create(record)) => Some(Op::Update(Box::new(R::Change::whole(&record)))),
            (_, later) => Some(later),
        };
        if let Some(op) = both {
            first.insert(id, op);
        }
    }
    first
}

/// An operation of a patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpRef {
    /// The change of the project's own fields.
    Meta,
    /// What happens to this task.
    Task(TaskId),
    /// What happens to this link.
    Link(LinkId),
}

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

/// Takes the chosen operations out of `patch`, with those they need: created parents, created ends of links, the change
/// of the depth limit for tasks deeper than it is at `head`, and for a deletion whatever takes its children and links
/// away. `head` is the project the patch is for.
///
/// Law: composing the selection with the rest says what the patch said.
pub fn select(patch: &Patch, chosen: &BTreeSet<OpRef>, head: &Project) -> Selection {
    let mut needed: BTreeSet<OpRef> = BTreeSet::new();
    let mut waiting: Vec<OpRef> = chosen.iter().copied().filter(|op| holds(patch, *op)).collect();
    while let Some(op) = waiting.pop() {
        if needed.insert(op) {
            waiting.extend(needs(patch, op, head).into_iter().filter(|n| holds(patch, *n)));
        }
    }
    let part = |inside: bool| Patch {
        meta: if needed.contains(&OpRef::Meta) == inside { patch.meta.clone() } else { Default::default() },
        tasks: pick(&patch.tasks, |id| needed.contains(&OpRef::Task(id)) == inside),
        links: pick(&patch.links, |id| needed.contains(&OpRef::Link(id)) == inside),
        ..Patch::new(patch.id, patch.project, patch.base, patch.author.clone(), patch.reason.clone())
    };
    Selection { patch: part(true), rest: part(false), added: needed.difference(chosen).copied().collect() }
}

fn pick<R: Record>(ops: &BTreeMap<R::Id, Op<R>>, keep: impl Fn(R::Id) -> bool) -> BTreeMap<R::Id, Op<R>> {
    ops.iter().filter(|(id, _)| keep(**id)).map(|(id, op)| (*id, op.clone())).collect()
}

fn holds(patch: &Patch, op: OpRef) -> bool {
    match op {
        OpRef::Meta => !patch.meta.is_empty(),
        OpRef::Task(id) => patch.tasks.contains_key(&id),
        OpRef::Link(id) => patch.links.contains_key(&id),
    }
}

fn needs(patch: &Patch, op: OpRef, head: &Project) -> Vec<OpRef> {
    let created = |id: &TaskId| matches!(patch.tasks.get(id), Some(Op::Create(_)));
    match op {
        OpRef::Meta => Vec::new(),
        OpRef::Task(id) => match patch.tasks.get(&id) {
            Some(Op::Create(task)) => under(patch, task.parent, head, created),
            Some(Op::Update(change)) => under(patch, change.parent.flatten(), head, created),
            Some(Op::Delete) => {
                let (into, out_of) = head.network().incident(id);
                let links = into.chain(out_of).map(OpRef::Link);
                head.children(Some(id)).map(|child| OpRef::Task(child.id)).chain(links).collect()
            }
            None => Vec::new(),
        },
        OpRef::Link(id) => match patch.links.get(&id) {
            Some(Op::Create(link)) => {
                [link.from, link.to].iter().filter(|end| created(end)).map(|end| OpRef::Task(*end)).collect()
            }
            Some(Op::Update(change)) => [change.from, change.to]
                .iter()
                .flatten()
                .filter(|end| created(end))
                .map(|end| OpRef::Task(*end))
                .collect(),
            Some(Op::Delete) | None => Vec::new(),
        },
    }
}

/// What hanging a task below `parent` needs.
fn under(
    patch: &Patch,
    parent: Option<TaskId>,
    head: &Project,
    created: impl Fn(&TaskId) -> bool,
) -> Vec<OpRef> {
    let raised = patch.meta.depth_limit.is_some_and(|limit| limit > head.meta().depth_limit);
    let limit = head.meta().depth_limit as usize;
    let deep = raised && climb(patch, parent, head).take(limit).count() == limit;
    parent.filter(created).map(OpRef::Task).into_iter().chain(deep.then_some(OpRef::Meta)).collect()
}

/// The tasks from `from` up, where the patch would hang them.
fn climb(patch: &Patch, from: Option<TaskId>, head: &Project) -> impl Iterator<Item = TaskId> {
    std::iter::successors(from, |id| match patch.tasks.get(id) {
        Some(Op::Create(task)) => task.parent,
        Some(Op::Update(change)) if change.parent.is_some() => change.parent.flatten(),
        _ => head.task(*id).and_then(|task| task.parent),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PatchId, ProjectId};
    use crate::link::Link;
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::task::{Task, TaskChange};
    use crate::version::{Author, Version};

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    fn patch(n: u128) -> Patch {
        Patch::new(
            PatchId::from_bits(n),
            ProjectId::from_bits(7),
            Version(3),
            Author::new("ann"),
            format!("step {n}"),
        )
    }

    fn op(change: impl FnOnce(&mut Patch)) -> Patch {
        let mut patch = patch(1);
        change(&mut patch);
        patch
    }

    fn titled(title: &str) -> TaskChange {
        TaskChange { title: Some(title.into()), ..TaskChange::default() }
    }

    fn spent(minutes: u32) -> TaskChange {
        TaskChange { actual: Some(Some(minutes)), ..TaskChange::default() }
    }

    #[test]
    fn operations_follow_one_another_record_by_record() {
        let (a, b) = (Task::new(id(1), "A"), Task::new(id(1), "B"));
        let create = |task: &Task| op(|p| p.create_task(task.clone()));
        let update = |change: TaskChange| op(|p| p.update_task(id(1), change));
        let delete = || op(|p| p.delete_task(id(1)));
        let one = |p, q| compose(p, q).tasks.remove(&id(1));
        assert_eq!(one(create(&a), update(titled("B"))), Some(Op::Create(Box::new(b.clone()))));
        assert_eq!(one(create(&a), delete()), None);
        let both = TaskChange { actual: Some(Some(5)), ..titled("B") };
        let updates =
            compose(update(TaskChange { actual: Some(Some(5)), ..titled("A") }), update(titled("B")));
        assert_eq!(updates.tasks.get(&id(1)), Some(&Op::Update(Box::new(both))));
        assert_eq!(one(update(spent(5)), delete()), Some(Op::Delete));
        assert_eq!(one(delete(), create(&b)), Some(Op::Update(Box::new(TaskChange::whole(&b)))));
    }

    #[test]
    fn a_composition_has_the_base_of_the_first_and_the_name_of_the_last() {
        let both = compose(patch(1), Patch { base: Version(4), ..patch(2) });
        assert_eq!(
            (both.id, both.base, both.reason.as_str()),
            (PatchId::from_bits(2), Version(3), "step 1; step 2")
        );
        let silent = Patch { reason: String::new(), ..patch(1) };
        assert_eq!(compose(silent.clone(), patch(2)).reason, "step 2");
        assert_eq!(compose(patch(2), silent).reason, "step 2");
    }

    #[test]
    fn only_two_reverts_of_one_entry_compose_to_a_revert() {
        let revert = |k| Patch { reverts: Some(Version(k)), ..patch(1) };
        assert_eq!(compose(revert(2), revert(2)).reverts, Some(Version(2)));
        assert_eq!(compose(patch(1), revert(2)).reverts, None);
        assert_eq!(compose(revert(1), revert(2)).reverts, None);
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
