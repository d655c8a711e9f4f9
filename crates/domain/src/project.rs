//! The project: meta, the tree of tasks, the network of links, calendars, people and baselines, with the indexes that keep a change as small as what
//! it touches. It is read freely and changed only by `apply`; it can hold an invalid plan (one that was read from
//! somewhere), so that `check` can say everything that is wrong with it.

mod beside;
mod mutate;
mod names;
mod slice;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use names::Names;
pub use tree::{Walk, Wbs, WbsCode};

use crate::baseline::Baseline;
use crate::calendar::Calendar;
use crate::id::{AssignmentId, BaselineId, CalendarId, IdMap, IdSet, LinkId, ProjectId, ResourceId, TaskId};
use crate::link::Link;
use crate::meta::Meta;
use crate::network::Network;
use crate::resource::{Assignment, Resource};
use crate::task::Task;
use crate::version::Version;

/// A plan at one version.
#[derive(Debug, Clone)]
pub struct Project {
    id: ProjectId,
    version: Version,
    extent: Extent,
    meta: Meta,
    tasks: IdMap<TaskId, Task>,
    links: IdMap<LinkId, Link>,
    calendars: BTreeMap<CalendarId, Calendar>,
    resources: BTreeMap<ResourceId, Resource>,
    assignments: BTreeMap<AssignmentId, Assignment>,
    baselines: BTreeMap<BaselineId, Baseline>,
    /// Invariant: holds exactly the ids of `assignments`, under their tasks (which may be missing).
    assigned: IdMap<TaskId, BTreeSet<AssignmentId>>,
    /// Invariant: holds exactly the tasks of `tasks`, each under its parent (which may be missing), sorted.
    roots: BTreeSet<(i64, TaskId)>,
    children: IdMap<TaskId, BTreeSet<(i64, TaskId)>>,
    /// Invariant: says the same as `tasks` and `links`.
    network: Network,
}

/// Whether a project is all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Every record.
    Whole,
    /// Only what some patch needs: `apply` of that patch answers as on the whole.
    Slice,
}

/// Two projects are equal when they say the same at the same version.
impl PartialEq for Project {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && self.says_the_same(other)
    }
}

impl Project {
    /// The project before its creation: version 0, no title, nothing in it.
    pub fn void(id: ProjectId) -> Self {
        Self::assemble(id, Version(0), Meta::new(""), [], [], Extent::Whole)
    }

    /// Puts a project together from its parts, as they are; of tasks or links with the same id the last one counts.
    /// What else it has is put in by `with_calendars`, `with_resources`, `with_assignments` and `with_baselines`.
    pub fn assemble(
        id: ProjectId,
        version: Version,
        meta: Meta,
        tasks: impl IntoIterator<Item = Task>,
        links: impl IntoIterator<Item = Link>,
        extent: Extent,
    ) -> Self {
        let tasks: IdMap<TaskId, Task> = tasks.into_iter().map(|t| (t.id, t)).collect();
        let links: IdMap<LinkId, Link> = links.into_iter().map(|l| (l.id, l)).collect();
        let network = Network::build(tasks.values().map(|t| (t.id, t.parent)), links.values());
        let (mut roots, mut children) = (BTreeSet::new(), IdMap::<TaskId, BTreeSet<_>>::default());
        for task in tasks.values() {
            match task.parent {
                None => roots.insert((task.position, task.id)),
                Some(parent) => children.entry(parent).or_default().insert((task.position, task.id)),
            };
        }
        Self {
            id,
            version,
            extent,
            meta,
            tasks,
            links,
            calendars: BTreeMap::new(),
            resources: BTreeMap::new(),
            assignments: BTreeMap::new(),
            baselines: BTreeMap::new(),
            assigned: IdMap::default(),
            roots,
            children,
            network,
        }
    }

    /// The same project, its network built anew in the order of its tree: which of the possible orders that has does not
    /// depend on how the project came to be then, nor does what is placed in that order.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let mut links: Vec<&Link> = self.links.values().collect();
        links.sort_unstable_by_key(|link| link.id);
        let tasks: Vec<_> = self.walk().map(|met| (met.task.id, met.task.parent)).collect();
        let met: IdSet<TaskId> = tasks.iter().map(|(id, _)| *id).collect();
        let mut apart: Vec<_> =
            self.tasks.values().filter(|t| !met.contains(&t.id)).map(|t| (t.id, t.parent)).collect();
        apart.sort_unstable();
        self.network = Network::build(tasks.into_iter().chain(apart), links.into_iter());
        self
    }

    /// The project's id.
    pub fn id(&self) -> ProjectId {
        self.id
    }

    /// The version it is at.
    pub fn version(&self) -> Version {
        self.version
    }

    /// Whether it is all there.
    pub fn extent(&self) -> Extent {
        self.extent
    }

    /// What it says about itself.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The task of this id.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.get(&id)
    }

    /// The link of this id.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.links.get(&id)
    }

    /// Every task, in no order that means anything; see [`Project::walk`] for the order of the tree.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = &Task> + Clone {
        self.tasks.values()
    }

    /// Every link, in no order that means anything.
    pub fn links(&self) -> impl ExactSizeIterator<Item = &Link> + Clone {
        self.links.values()
    }

    /// The dependency graph.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Whether two projects have the same id, meta and records, at whatever version.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.meta == other.meta
            && self.tasks == other.tasks
            && self.links == other.links
            && self.calendars == other.calendars
            && self.resources == other.resources
            && self.assignments == other.assignments
            && self.baselines == other.baselines
    }

    fn index_network(&mut self) {
        self.network = Network::build(self.tasks.values().map(|t| (t.id, t.parent)), self.links.values());
    }
}
