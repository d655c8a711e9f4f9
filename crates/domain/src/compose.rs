//! Putting patches together.

use std::collections::BTreeMap;

use crate::kinds::kinds;
use crate::patch::{Op, Patch};
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
    macro_rules! composed {
        ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
            Patch {
                id: q.id,
                project: p.project,
                base: p.base,
                author: q.author,
                reason,
                reverts: p.reverts.filter(|_| p.reverts == q.reverts),
                meta: p.meta.then(q.meta),
                $($slot: follow(p.$slot, q.$slot),)*
            }
        };
    }
    kinds!(composed)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PatchId, ProjectId, TaskId};
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
}
