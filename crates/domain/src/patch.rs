//! The patch: the only way a project changes. Its operations are a set, at most one for each id; their order means
//! nothing and only the result is checked.

use std::collections::BTreeMap;

use crate::baseline::Baseline;
use crate::calendar::Calendar;
use crate::id::{AssignmentId, BaselineId, CalendarId, LinkId, PatchId, ProjectId, ResourceId, TaskId};
use crate::kinds::{Entity, OpRef, kinds};
use crate::link::{Link, LinkType};
use crate::meta::MetaChange;
use crate::record::{Change, Record};
use crate::resource::{Assignment, Resource};
use crate::task::Task;
use crate::version::{Author, Version};

/// A change to a project, made against version `base`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// Names this change; a retried append with the same id is found, not doubled.
    pub id: PatchId,
    /// The project it changes.
    pub project: ProjectId,
    /// The version it was made against.
    pub base: Version,
    /// Who made it.
    pub author: Author,
    /// Why, in words.
    pub reason: String,
    /// The entry this reverts, if it is a revert.
    pub reverts: Option<Version>,
    /// New values for the project's own fields.
    pub meta: MetaChange,
    /// What happens to tasks.
    pub tasks: BTreeMap<TaskId, TaskOp>,
    /// What happens to links.
    pub links: BTreeMap<LinkId, LinkOp>,
    /// What happens to calendars.
    pub calendars: BTreeMap<CalendarId, Op<Calendar>>,
    /// What happens to resources.
    pub resources: BTreeMap<ResourceId, Op<Resource>>,
    /// What happens to assignments.
    pub assignments: BTreeMap<AssignmentId, Op<Assignment>>,
    /// What happens to baselines.
    pub baselines: BTreeMap<BaselineId, Op<Baseline>>,
}

/// What happens to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op<R: Record> {
    /// It comes into being. Undone by deleting it.
    Create(Box<R>),
    /// Some of its fields get new values. Undone by giving them their old ones.
    Update(Box<R::Change>),
    /// It ceases to be; what hangs on it is not deleted with it. Undone by creating it as it was.
    Delete,
}

/// What happens to one task.
pub type TaskOp = Op<Task>;
/// What happens to one link.
pub type LinkOp = Op<Link>;

impl Patch {
    /// A patch that changes nothing yet.
    pub fn new(
        id: PatchId,
        project: ProjectId,
        base: Version,
        author: Author,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            id,
            project,
            base,
            author,
            reason: reason.into(),
            reverts: None,
            meta: MetaChange::default(),
            tasks: BTreeMap::new(),
            links: BTreeMap::new(),
            calendars: BTreeMap::new(),
            resources: BTreeMap::new(),
            assignments: BTreeMap::new(),
            baselines: BTreeMap::new(),
        }
    }

    /// Whether it has no operations.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many operations it has, the change of meta counting as one.
    pub fn len(&self) -> usize {
        macro_rules! sum {
            ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => { 0 $(+ self.$slot.len())* };
        }
        usize::from(!self.meta.is_empty()) + kinds!(sum)
    }

    /// Every operation, named by what it is done to.
    pub fn op_refs(&self) -> impl Iterator<Item = OpRef> + '_ {
        macro_rules! chained {
            ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
                (!self.meta.is_empty()).then_some(OpRef::Meta).into_iter()
                    $(.chain(self.$slot.keys().map(|id| OpRef::$kind(*id))))*
            };
        }
        kinds!(chained)
    }

    /// Whether it has this operation.
    pub fn holds(&self, op: OpRef) -> bool {
        macro_rules! held {
            ($($slot:ident $reader:ident $kind:ident $id:ident $noun:literal,)*) => {
                match op {
                    OpRef::Meta => !self.meta.is_empty(),
                    $(OpRef::$kind(id) => self.$slot.contains_key(&id),)*
                }
            };
        }
        kinds!(held)
    }

    /// Adds the creation of a record.
    pub fn create<R: Entity>(&mut self, record: R) {
        R::ops_mut(self).insert(record.id(), Op::Create(Box::new(record)));
    }

    /// Adds new values for some fields of a record, after what the patch already does to it.
    pub fn update<C: Change>(&mut self, id: <C::Record as Record>::Id, change: C)
    where
        C::Record: Entity<Change = C>,
    {
        amend(C::Record::ops_mut(self), id, change);
    }

    /// Adds the deletion of a record.
    pub fn delete<R: Entity>(&mut self, id: R::Id) {
        R::ops_mut(self).insert(id, Op::Delete);
    }

    /// Whether it deletes this record.
    pub fn deletes<R: Entity>(&self, id: R::Id) -> bool {
        matches!(R::ops(self).get(&id), Some(Op::Delete))
    }

    /// Whether it creates this record.
    pub fn creates<R: Entity>(&self, id: R::Id) -> bool {
        matches!(R::ops(self).get(&id), Some(Op::Create(_)))
    }

    /// Adds the creation of `task`.
    pub fn create_task(&mut self, task: Task) {
        self.create(task);
    }

    /// Adds the creation of `link`.
    pub fn create_link(&mut self, link: Link) {
        self.create(link);
    }

    /// Adds new values for some fields of a task, after what the patch already does to it.
    pub fn update_task(&mut self, id: TaskId, change: <Task as Record>::Change) {
        self.update(id, change);
    }

    /// Adds new values for some fields of a link, after what the patch already does to it.
    pub fn update_link(&mut self, id: LinkId, change: <Link as Record>::Change) {
        self.update(id, change);
    }

    /// Adds the deletion of a task.
    pub fn delete_task(&mut self, id: TaskId) {
        self.delete::<Task>(id);
    }

    /// Adds the deletion of a link.
    pub fn delete_link(&mut self, id: LinkId) {
        self.delete::<Link>(id);
    }

    /// Whether it does something to a calendar, a resource, an assignment or a baseline.
    pub fn is_beside_tasks(&self) -> bool {
        !(self.calendars.is_empty()
            && self.resources.is_empty()
            && self.assignments.is_empty()
            && self.baselines.is_empty())
    }

    /// Whether it can close a circle: it ties tasks together anew, or moves them.
    pub fn reorders(&self) -> bool {
        let ties = |op: &LinkOp| match op {
            Op::Create(link) => link.link_type == LinkType::Blocks,
            Op::Update(change) => {
                change.from.is_some()
                    || change.to.is_some()
                    || change.link_type.is_some()
                    || change.dependency.is_some()
            }
            Op::Delete => false,
        };
        let moves = |op: &TaskOp| matches!(op, Op::Update(change) if change.parent.is_some());
        self.links.values().any(ties) || self.tasks.values().any(moves)
    }

    /// The tasks it creates.
    pub fn created_tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values().filter_map(Op::created)
    }

    /// The links it creates.
    pub fn created_links(&self) -> impl Iterator<Item = &Link> {
        self.links.values().filter_map(Op::created)
    }
}

fn amend<R: Record>(ops: &mut BTreeMap<R::Id, Op<R>>, id: R::Id, change: R::Change) {
    match ops.get_mut(&id) {
        Some(Op::Create(record)) => change.apply_to(record),
        Some(Op::Update(earlier)) => **earlier = std::mem::take(&mut **earlier).then(change),
        Some(Op::Delete) | None => {
            ops.insert(id, Op::Update(Box::new(change)));
        }
    }
}

impl<R: Record> Op<R> {
    /// The record this creates, if it does.
    pub fn created(&self) -> Option<&R> {
        match self {
            Self::Create(record) => Some(record),
            Self::Update(_) | Self::Delete => None,
        }
    }

    /// The word on the wire.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Create(_) => "create",
            Self::Update(_) => "update",
            Self::Delete => "delete",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::task::TaskChange;

    #[test]
    fn a_patch_holds_one_operation_for_each_record() {
        let id = TaskId::from_bits(1);
        let titled = |title: &str| TaskChange { title: Some(title.into()), ..TaskChange::default() };
        let mut patch = Patch::new(
            PatchId::from_bits(9),
            ProjectId::from_bits(7),
            Version(1),
            Author::new("ann"),
            "because",
        );
        assert!(patch.is_empty());
        patch.create_task(Task::new(id, "A"));
        patch.update_task(id, titled("B"));
        assert_eq!(patch.created_tasks().map(|t| t.title.as_str()).collect::<Vec<_>>(), ["B"]);
        patch.delete_task(id);
        assert_eq!((patch.len(), patch.created_tasks().count()), (1, 0));
        patch.update_task(id, titled("C"));
        patch.update_task(id, TaskChange { effort: Some(None), ..TaskChange::default() });
        let both = TaskChange { effort: Some(None), ..titled("C") };
        assert_eq!(patch.tasks.get(&id), Some(&Op::Update(Box::new(both))));
        patch.create_link(Link::blocks(LinkId::from_bits(2), id, id));
        patch.update_link(LinkId::from_bits(2), crate::LinkChange { lag: Some(5), ..Default::default() });
        assert_eq!(patch.created_links().map(|l| l.lag).collect::<Vec<_>>(), [5]);
        patch.delete_link(LinkId::from_bits(2));
        patch.meta.archived = Some(true);
        assert_eq!(patch.len(), 3);
        let words = patch.tasks.values().map(Op::word).chain(patch.links.values().map(Op::word));
        assert_eq!(words.collect::<Vec<_>>(), ["update", "delete"]);
    }
}
