//! A place to work at: a store in memory, a fixed clock, repeatable ids, and a person.

use jiff::Timestamp;
use planwright_contract::{FixedClock, Memory, SeededIds};
use planwright_domain::{Author, Meta, Project, ProjectId, Task, TaskId, Version};
use planwright_ports::Scope;
use planwright_usecases::{Ports, projects, tasks};

pub(crate) struct Desk {
    pub(crate) store: Memory,
    clock: FixedClock,
    ids: SeededIds,
    author: Author,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            store: Memory::new(),
            clock: FixedClock::new(Timestamp::UNIX_EPOCH),
            ids: SeededIds::new(7),
            author: Author::new("ann"),
        }
    }

    pub(crate) fn ports(&self) -> Ports<'_> {
        self.by(&self.author)
    }

    pub(crate) fn by<'a>(&'a self, author: &'a Author) -> Ports<'a> {
        Ports {
            projects: &self.store,
            proposals: &self.store,
            bookmarks: &self.store,
            upkeep: &self.store,
            clock: &self.clock,
            ids: &self.ids,
            author,
        }
    }

    pub(crate) async fn project(&self, title: &str) -> ProjectId {
        let ports = self.ports();
        projects::create(&ports, ports.project_id(), &Meta::new(title), "test").await.unwrap().id()
    }

    pub(crate) async fn whole(&self, project: ProjectId) -> Project {
        self.ports().projects.load(project, None, Scope::Whole).await.unwrap()
    }

    /// Adds a task at the newest version and returns its id.
    pub(crate) async fn add(&self, project: ProjectId, title: &str, parent: Option<TaskId>) -> TaskId {
        let ports = self.ports();
        let id = ports.task_id();
        let base = self.whole(project).await.version();
        let task = Task { parent, ..Task::new(id, title) };
        tasks::add(&ports, project, base, task, &[]).await.unwrap();
        id
    }
}

/// The titles of a project, indented by level.
pub(crate) fn outline(project: &Project) -> String {
    project
        .walk()
        .map(|w| format!("{}{} {}\n", "  ".repeat(w.code.depth() - 1), w.code, w.task.title))
        .collect()
}

pub(crate) fn version(n: u64) -> Version {
    Version(n)
}
