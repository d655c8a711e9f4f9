//! Which operations of a patch one of them needs: without these it would speak of what is not there, or leave something
//! hanging on what it deletes.

use crate::calendar::Calendar;
use crate::id::{AssignmentId, CalendarId, LinkId, ResourceId, TaskId};
use crate::kinds::{Entity, OpRef};
use crate::patch::{Op, Patch};
use crate::project::Project;
use crate::resource::Resource;
use crate::task::Task;

/// What `op` needs. What the patch does not hold may be among it.
pub(super) fn of(patch: &Patch, op: OpRef, head: &Project) -> Vec<OpRef> {
    let needs = Needs { patch, head };
    match op {
        OpRef::Meta => needs.meta(),
        OpRef::Task(id) => needs.task(id),
        OpRef::Link(id) => needs.link(id),
        OpRef::Calendar(id) => needs.calendar(id),
        OpRef::Resource(id) => needs.resource(id),
        OpRef::Assignment(id) => needs.assignment(id),
        OpRef::Baseline(_) => Vec::new(),
    }
}

struct Needs<'a> {
    patch: &'a Patch,
    head: &'a Project,
}

impl Needs<'_> {
    fn meta(&self) -> Vec<OpRef> {
        let mut needed = self.created::<Calendar>(self.patch.meta.calendar.flatten()).collect::<Vec<_>>();
        if self.patch.meta.pool.is_some() {
            // Who was in the pool has to be replaced together with it.
            needed.extend(self.patch.assignments.keys().map(|id| OpRef::Assignment(*id)));
            needed.extend(self.patch.resources.keys().map(|id| OpRef::Resource(*id)));
        }
        needed
    }

    fn task(&self, id: TaskId) -> Vec<OpRef> {
        match self.patch.tasks.get(&id) {
            Some(Op::Create(task)) => {
                self.under(task.parent).into_iter().chain(self.created::<Calendar>(task.calendar)).collect()
            }
            Some(Op::Update(change)) => {
                let parent = self.under(change.parent.flatten());
                parent.into_iter().chain(self.created::<Calendar>(change.calendar.flatten())).collect()
            }
            Some(Op::Delete) => {
                let (into, out_of) = self.head.network().incident(id);
                let links = into.chain(out_of).map(OpRef::Link);
                let assignments = self.head.assignments_of(id).map(|a| OpRef::Assignment(a.id));
                let children = self.head.children(Some(id)).map(|child| OpRef::Task(child.id));
                children.chain(links).chain(assignments).collect()
            }
            None => Vec::new(),
        }
    }

    fn link(&self, id: LinkId) -> Vec<OpRef> {
        let ends = match self.patch.links.get(&id) {
            Some(Op::Create(link)) => [Some(link.from), Some(link.to)],
            Some(Op::Update(change)) => [change.from, change.to],
            Some(Op::Delete) | None => [None, None],
        };
        self.created::<Task>(ends.into_iter().flatten()).collect()
    }

    fn calendar(&self, id: CalendarId) -> Vec<OpRef> {
        match self.patch.calendars.get(&id) {
            Some(Op::Create(calendar)) => self.created::<Calendar>(calendar.base).collect(),
            Some(Op::Update(change)) => self.created::<Calendar>(change.base.flatten()).collect(),
            Some(Op::Delete) => self.head.users_of_calendar(id),
            None => Vec::new(),
        }
    }

    fn resource(&self, id: ResourceId) -> Vec<OpRef> {
        match self.patch.resources.get(&id) {
            Some(Op::Create(resource)) => self.created::<Calendar>(resource.calendar).collect(),
            Some(Op::Update(change)) => self.created::<Calendar>(change.calendar.flatten()).collect(),
            Some(Op::Delete) => {
                let users = self.head.assignments().filter(|a| a.names(id)).map(|a| OpRef::Assignment(a.id));
                users.chain(self.pool()).collect()
            }
            None => Vec::new(),
        }
    }

    fn assignment(&self, id: AssignmentId) -> Vec<OpRef> {
        let (task, resources) = match self.patch.assignments.get(&id) {
            Some(Op::Create(assignment)) => (Some(assignment.task), assignment.resources().collect()),
            Some(Op::Update(change)) => {
                let others = change.alternatives.iter().flatten().copied();
                (change.task, others.chain(change.resource.flatten()).collect())
            }
            Some(Op::Delete) | None => (None, Vec::new()),
        };
        let task = self.created::<Task>(task);
        let shared = resources.iter().any(|id| self.head.resource(*id).is_none());
        let pool = if shared { self.pool() } else { None };
        task.chain(self.created::<Resource>(resources)).chain(pool).collect()
    }

    /// The change of the pool, where there is one.
    fn pool(&self) -> Option<OpRef> {
        self.patch.meta.pool.is_some().then_some(OpRef::Meta)
    }

    /// Those of `ids` that the patch creates.
    fn created<R: Entity>(&self, ids: impl IntoIterator<Item = R::Id>) -> impl Iterator<Item = OpRef> {
        ids.into_iter().filter(|id| self.patch.creates::<R>(*id)).map(R::op_ref)
    }

    /// What hanging a task below `parent` needs.
    fn under(&self, parent: Option<TaskId>) -> Vec<OpRef> {
        let allowed = self.head.meta().depth_limit;
        let raised = self.patch.meta.depth_limit.is_some_and(|limit| limit > allowed);
        let limit = allowed as usize;
        let deep = raised && self.climb(parent).take(limit).count() == limit;
        self.created::<Task>(parent).chain(deep.then_some(OpRef::Meta)).collect()
    }

    /// The tasks from `from` up, where the patch would hang them.
    fn climb(&self, from: Option<TaskId>) -> impl Iterator<Item = TaskId> {
        std::iter::successors(from, |id| match self.patch.tasks.get(id) {
            Some(Op::Create(task)) => task.parent,
            Some(Op::Update(change)) if change.parent.is_some() => change.parent.flatten(),
            _ => self.head.task(*id).and_then(|task| task.parent),
        })
    }
}
