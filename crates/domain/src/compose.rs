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
