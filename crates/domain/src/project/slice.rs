//! The part of a project that answers for a patch: what stores may load instead of the whole. This is the reference;
//! a backend's own slice may hold more.

use std::collections::BTreeSet;

use super::{Extent, Project};
use crate::id::{LinkId, TaskId};
use crate::patch::{Op, Patch};
use crate::record::Change;

impl Project {
    /// The slice that answers for `patch`: what it names, ancestors, children, incident links and, for a new `blocks`
    /// link or a move, what is reachable; every calendar, and the assignments of the tasks it names.
    ///
    /// Law: `apply(slice, patch)` and `apply(whole, patch)` accept the same patches with the same result.
    pub fn slice(&self, patch: &Patch) -> Self {
        if patch.reorders() || patch.is_beside_tasks() || !patch.meta.is_empty() {
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
        let assignments = patch.tasks.keys().flat_map(|id| self.assignments_of(*id));
        let slice = Self::assemble(
            self.id,
            self.version,
            self.meta.clone(),
            tasks.iter().filter_map(|id| self.task(*id)).cloned(),
            links.iter().filter_map(|id| self.link(*id)).cloned(),
            Extent::Slice,
        );
        slice.with_calendars(self.calendars().cloned()).with_assignments(assignments.cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{PatchId, ProjectId};
    use crate::link::{Link, LinkChange, LinkType};
    use crate::meta::Meta;
    use crate::task::{Task, TaskChange};
    use crate::version::{Author, Version};

    fn id(n: u128) -> TaskId {
        TaskId::from_bits(n)
    }

    /// A hundred phases of three tasks, each task before the next.
    fn plan() -> Project {
        let phase = |n: u128| Task::new(id(n * 10), "Phase");
        let step = |n: u128, k: u128| Task { parent: Some(id(n * 10)), ..Task::new(id(n * 10 + k), "Step") };
        let tasks = (1..=100).flat_map(|n| [phase(n), step(n, 1), step(n, 2), step(n, 3)]);
        let link = |n: u128, k: u128| {
            Link::blocks(LinkId::from_bits(n * 10 + k), id(n * 10 + k), id(n * 10 + k + 1))
        };
        let links = (1..=100).flat_map(|n| [link(n, 1), link(n, 2)]);
        Project::assemble(ProjectId::from_bits(1), Version(1), Meta::new("P"), tasks, links, Extent::Whole)
    }

    fn size(change: impl Fn(&mut Patch)) -> (usize, usize) {
        let mut patch =
            Patch::new(PatchId::from_bits(9), ProjectId::from_bits(1), Version(1), Author::new("ann"), "");
        change(&mut patch);
        let slice = plan().slice(&patch);
        let whole = slice.tasks().len() == 400;
        assert_eq!(slice.extent(), if whole { Extent::Whole } else { Extent::Slice });
        (slice.tasks().len(), slice.links().len())
    }

    #[test]
    fn a_slice_holds_what_a_patch_touches_and_little_more() {
        let title = || TaskChange { title: Some("Better".into()), ..TaskChange::default() };
        assert_eq!(size(|p| p.update_task(id(12), title())), (4, 2));
        assert_eq!(
            size(|p| p.create_task(Task { parent: Some(id(10)), ..Task::new(id(14), "New") })),
            (1, 0)
        );
        let lag = LinkChange { lag: Some(5), ..LinkChange::default() };
        assert_eq!(size(|p| p.update_link(LinkId::from_bits(11), lag.clone())), (3, 1));
        let related =
            Link { link_type: LinkType::Related, ..Link::blocks(LinkId::from_bits(5), id(11), id(21)) };
        assert_eq!(size(|p| p.create_link(related.clone())), (5, 1));
    }

    #[test]
    fn what_can_close_a_circle_or_concerns_every_task_needs_the_whole() {
        let parent = TaskChange { parent: Some(None), ..TaskChange::default() };
        let type_ = LinkChange { dependency: Some(crate::Dependency::StartToStart), ..LinkChange::default() };
        for whole in [
            size(|p| p.create_link(Link::blocks(LinkId::from_bits(5), id(11), id(21)))),
            size(|p| p.update_task(id(12), parent.clone())),
            size(|p| p.update_link(LinkId::from_bits(11), type_.clone())),
            size(|p| p.meta.depth_limit = Some(3)),
        ] {
            assert_eq!(whole, (400, 200));
        }
    }
}
