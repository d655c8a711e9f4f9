//! The patch between two states of a project: what import into an existing project and sync are made of.

use std::collections::BTreeMap;

use crate::id::{IdMap, PatchId};
use crate::kinds::kinds;
use crate::patch::{Op, Patch};
use crate::project::Project;
use crate::record::{Change, Record};
use crate::version::Author;

/// The smallest patch that turns `from` into `to`, made against `from`.
///
/// Law: `apply(from, diff(from, to))` says what `to` says.
pub fn diff(from: &Project, to: &Project, id: PatchId, author: Author, reason: impl Into<String>) -> Patch {
    let mut patch = Patch::new(id, from.id(), from.version(), author, reason);
    patch.meta = Change::between(from.meta(), to.meta());
    macro_rules! each {
        ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
            $(patch.$slot = between(from.$slot(), to.$slot());)*
        };
    }
    kinds!(each);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{LinkId, ProjectId, TaskId};
    use crate::link::Link;
    use crate::meta::Meta;
    use crate::project::Extent;
    use crate::task::{Task, TaskChange};
    use crate::version::Version;

    fn plan(title: &str, tasks: &[(u128, &str)], links: &[(u128, u128, u128)]) -> Project {
        let task = |(n, title): &(u128, &str)| Task::new(TaskId::from_bits(*n), *title);
        let link = |(n, from, to): &(u128, u128, u128)| {
            Link::blocks(LinkId::from_bits(*n), TaskId::from_bits(*from), TaskId::from_bits(*to))
        };
        let (tasks, links) = (tasks.iter().map(task), links.iter().map(link));
        Project::assemble(ProjectId::from_bits(7), Version(3), Meta::new(title), tasks, links, Extent::Whole)
    }

    #[test]
    fn a_difference_says_what_changed_and_nothing_else() {
        let from = plan("House", &[(1, "Walls"), (2, "Roof"), (3, "Garden")], &[(1, 1, 2)]);
        let to = plan("Barn", &[(1, "Walls"), (2, "Thatch"), (4, "Door")], &[(2, 1, 4)]);
        let patch = diff(&from, &to, PatchId::from_bits(9), Author::new("ann"), "again");
        assert_eq!((patch.base, patch.author.name(), patch.reason.as_str()), (Version(3), "ann", "again"));
        assert_eq!(patch.meta.fields(), [crate::MetaField::Title]);
        let task = |n| patch.tasks.get(&TaskId::from_bits(n));
        let thatch = TaskChange { title: Some("Thatch".into()), ..TaskChange::default() };
        assert_eq!((task(1), task(2)), (None, Some(&Op::Update(Box::new(thatch)))));
        assert_eq!((task(3), task(4).map(Op::word)), (Some(&Op::Delete), Some("create")));
        assert_eq!(patch.links.len(), 2);
    }

    #[test]
    fn there_is_no_difference_between_a_plan_and_itself() {
        let plan = plan("House", &[(1, "Walls"), (2, "Roof")], &[(1, 1, 2)]);
        assert!(diff(&plan, &plan.clone(), PatchId::from_bits(9), Author::new("ann"), "").is_empty());
    }
}
