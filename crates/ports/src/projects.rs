//! Where projects are kept: a log for each, and what the log adds up to.

use async_trait::async_trait;
use jiff::Timestamp;
use jiff::civil::Date;
use planwright_domain::{
    Applied, Entry, Patch, Priority, Project, ProjectId, ProjectKind, Status, Task, TaskId, Version,
};

use crate::StoreError;

/// Keeps projects.
///
/// Laws: the log is the truth and everything else its projection; an append happens whole or not at all and is seen by
/// every later read; of N racing appends to one version exactly one wins; a lost acknowledgement never doubles (the
/// same patch id is found); replaying the log gives the loaded project at every version; a slice answers `apply` as the
/// whole would; projects do not touch one another.
#[async_trait]
pub trait ProjectStore: Send + Sync {
    /// Brings a project into being: `creation` is a patch of meta alone, applied to [`Project::void`]. Creating the same
    /// project again with the same patch id is found, not doubled.
    async fn create(&self, creation: &Applied, at: Timestamp) -> Result<Append, StoreError>;

    /// The project at a version (the newest when `None`), or a part of it that answers for `scope`.
    ///
    /// A backend may return more than the scope asks for.
    async fn load(
        &self,
        project: ProjectId,
        at: Option<Version>,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError>;

    /// Appends what was applied, if the project is still at `expected`. Compare and swap: contention is an answer.
    async fn append(
        &self,
        project: ProjectId,
        expected: Version,
        applied: &Applied,
        at: Timestamp,
    ) -> Result<Append, StoreError>;

    /// The entries after `after`, up to and including `upto` (the newest when `None`), oldest first.
    async fn entries(
        &self,
        project: ProjectId,
        after: Version,
        upto: Option<Version>,
    ) -> Result<Vec<Entry>, StoreError>;

    /// Tasks across projects, in the order asked for.
    async fn query(&self, query: &TaskQuery) -> Result<Vec<FoundTask>, StoreError>;

    /// Every project there is, newest change first.
    async fn projects(&self) -> Result<Vec<ProjectHead>, StoreError>;

    /// Purges a project's log and projection (and its proposals) and leaves a tombstone. Its id is never used again.
    async fn purge(&self, project: ProjectId, at: Timestamp) -> Result<(), StoreError>;
}

/// How much of a project to load.
#[derive(Debug, Clone, Copy)]
pub enum Scope<'a> {
    /// All of it.
    Whole,
    /// What a patch names, ancestors, children and sibling keys, incident links and, for a new `blocks` link or a move,
    /// what is reachable: enough for `apply` on the slice to equal `apply` on the whole.
    Around(&'a Patch),
}

/// What became of an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Append {
    /// It is in the log as this version, now or since an earlier attempt.
    Appended(Version),
    /// Somebody else was first; the project is at this version and nothing was stored.
    HeadMoved(Version),
}

/// A project without its tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectHead {
    /// Its id.
    pub id: ProjectId,
    /// Its newest version.
    pub version: Version,
    /// Its title.
    pub title: String,
    /// Whether it is archived.
    pub archived: bool,
    /// A plan, or a pool of people.
    pub kind: ProjectKind,
    /// The pool whose people work on it.
    pub pool: Option<ProjectId>,
    /// The repository it belongs to.
    pub repository: Option<String>,
    /// The document it was first imported from.
    pub imported_from: Option<String>,
    /// How many tasks it has.
    pub tasks: u64,
    /// How many of them are done or cancelled.
    pub closed: u64,
    /// When it last changed.
    pub changed: Timestamp,
}

/// Which tasks to find. Every given condition must hold; an empty query finds all tasks of projects not archived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskQuery {
    /// Only in these projects; empty means in all that are not archived.
    pub projects: Vec<ProjectId>,
    /// Only in projects that belong to this repository.
    pub repository: Option<String>,
    /// Only with ids between these bits, both included.
    pub ids: Option<(u128, u128)>,
    /// Only children of this task (`Some(None)`: the top level).
    pub parent: Option<Option<TaskId>>,
    /// Only with one of these statuses; empty means any.
    pub status: Vec<Status>,
    /// Only with one of these priorities; empty means any.
    pub priority: Vec<Priority>,
    /// Only with this label (case makes no difference).
    pub label: Option<String>,
    /// Only with this assignee (case makes no difference).
    pub assignee: Option<String>,
    /// Only with this text in title or description (case makes no difference).
    pub text: Option<String>,
    /// Only due on this day or before.
    pub due_by: Option<Date>,
    /// Archived tasks too.
    pub archived: bool,
    /// How to order what is found.
    pub order: TaskOrder,
    /// Skip so many.
    pub offset: u32,
    /// At most so many; `None` means all.
    pub limit: Option<u32>,
}

/// How found tasks are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TaskOrder {
    /// By project, then position, then id: the order of siblings.
    #[default]
    Position,
    /// By project, then position from the last to the first.
    PositionDescending,
    /// By due date, those without one last.
    Due,
    /// By priority, most urgent first.
    Priority,
}

/// A task found by a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTask {
    /// The project it belongs to.
    pub project: ProjectId,
    /// The task.
    pub task: Task,
}
