//! The links that end at each task, in the order in which their beginnings stand in the plan. Must never count the siblings
//! of a task to find its place: the time is in proportion to the tasks and links.

use std::collections::HashMap;

use planwright_domain::{Dependency, Link, LinkType, Project, TaskId};

/// The links of a project by the tasks they end at.
pub(crate) struct Incoming<'p>(HashMap<TaskId, Vec<&'p Link>>);

impl<'p> Incoming<'p> {
    /// All links.
    pub(crate) fn of(project: &'p Project) -> Self {
        Self::those(project, |_| true)
    }

    /// The links that order tasks.
    pub(crate) fn ties(project: &'p Project) -> Self {
        Self::those(project, |link| link.link_type == LinkType::Blocks)
    }

    /// The links that order tasks from finish to start.
    pub(crate) fn plain(project: &'p Project) -> Self {
        let plain = |link: &Link| link.dependency == Dependency::FinishToStart;
        Self::those(project, |link| link.link_type == LinkType::Blocks && plain(link))
    }

    /// The links that `wanted` says.
    pub(crate) fn those(project: &'p Project, wanted: impl Fn(&Link) -> bool) -> Self {
        let places = places(project);
        let mut links: Vec<&Link> = project.links().filter(|link| wanted(link)).collect();
        links.sort_by_key(|l| (places.get(&l.from), l.link_type, l.dependency, l.id));
        let mut into: HashMap<TaskId, Vec<&Link>> = HashMap::new();
        for link in links {
            into.entry(link.to).or_default().push(link);
        }
        Self(into)
    }

    /// Those that end at `task`.
    pub(crate) fn at(&self, task: TaskId) -> &[&'p Link] {
        self.0.get(&task).map_or(&[], Vec::as_slice)
    }
}

/// The place of each task in the walk: what its wbs code would sort by, without counting its siblings for every link.
pub(crate) fn places(project: &Project) -> HashMap<TaskId, usize> {
    project.walk().enumerate().map(|(place, met)| (met.task.id, place)).collect()
}
