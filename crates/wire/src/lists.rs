//! Lists that reading commands print: tasks across projects, projects, entries, proposals, estimates; and what is printed
//! instead when something was refused. All of these are written and none is read.

use jiff::Timestamp;
use planwright_domain::{
    Entry, ProjectId, ProjectKind, Proposal, Task, TaskChange, TaskId, Version, Violation, WbsCode,
};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::line::Identified;
use crate::planned::{Planned, TaskLine};
use crate::proposal::ProposalLine;
use crate::shape::Written;

/// A task in a list that may span projects.
#[derive(Debug, Clone)]
pub struct ListedTask<'a> {
    /// The project it belongs to.
    pub project: ProjectId,
    /// Its wbs code, where it is known.
    pub wbs: Option<WbsCode>,
    /// The task.
    pub task: &'a Task,
    /// What was computed for it, if anything was.
    pub planned: Option<Planned>,
}

/// A project in a list.
#[derive(Debug, Clone, Copy)]
pub struct ListedProject<'a> {
    /// Its id.
    pub id: ProjectId,
    /// Its newest version.
    pub version: Version,
    /// Its title.
    pub title: &'a str,
    /// Whether it is a plan or a pool of people.
    pub kind: ProjectKind,
    /// The pool whose people work on it.
    pub pool: Option<ProjectId>,
    /// Whether it is archived.
    pub archived: bool,
    /// The repository it belongs to.
    pub repository: Option<&'a str>,
    /// The document it was first imported from.
    pub imported_from: Option<&'a str>,
    /// How many tasks it has.
    pub tasks: u64,
    /// How many of them are done or cancelled.
    pub closed: u64,
    /// When it last changed.
    pub changed: Timestamp,
}

/// What a title alone says about effort.
#[derive(Debug, Clone, Copy)]
pub struct Estimated<'a> {
    /// The title.
    pub title: &'a str,
    /// What to plan with, in person-minutes.
    pub likely: u32,
    /// If all goes well, in person-minutes.
    pub low: u32,
    /// If much goes wrong, in person-minutes.
    pub high: u32,
}

/// A template of plans.
#[derive(Debug, Clone, Copy)]
pub struct ListedTemplate<'a> {
    /// The name it is called by.
    pub name: &'a str,
    /// What it is for.
    pub about: &'a str,
    /// The language it is written in, as ISO 639-1; `None` when no words choose it.
    pub language: Option<&'a str>,
    /// The titles of its phases, in order.
    pub phases: &'a [&'a str],
    /// How many steps it has.
    pub steps: usize,
    /// How many tasks those are, when the large ones are broken down.
    pub tasks: usize,
}

/// Something that went wrong, for programs.
#[derive(Debug, Clone, Copy)]
pub struct ErrorDoc<'a> {
    /// A stable kebab-case word.
    pub code: &'a str,
    /// What is wrong.
    pub message: &'a str,
    /// The next step.
    pub hint: Option<&'a str>,
    /// The rules that would be broken.
    pub violations: &'a [Violation],
}

/// `{"tasks":[…]}`
pub fn tasks_to_json(tasks: &[ListedTask<'_>]) -> String {
    let blank = TaskChange::blank(TaskId::from_bits(0));
    let line = |listed: &ListedTask<'_>| {
        crate::write(&TaskLine {
            project: Some(listed.project),
            wbs: listed.wbs.as_ref(),
            planned: listed.planned,
            task: listed.task,
            blank: &blank,
        })
    };
    list("tasks", tasks.iter().map(line))
}

/// `{"projects":[…]}`
pub fn projects_to_json(projects: &[ListedProject<'_>]) -> String {
    list("projects", projects.iter().map(crate::write))
}

/// `{"entries":[…]}`
pub fn entries_to_json(entries: &[Entry]) -> String {
    list("entries", entries.iter().map(|entry| crate::write(&Written(entry))))
}

/// `{"proposals":[…]}`
pub fn proposals_to_json(proposals: &[Proposal]) -> String {
    list("proposals", proposals.iter().map(|proposal| crate::write(&ProposalLine(proposal))))
}

/// `[{"title":…,"estimated_minutes":…,"low":…,"high":…}]`
pub fn estimates_to_json(estimates: &[Estimated<'_>]) -> String {
    crate::write(&estimates)
}

/// `{"templates":[{"name":…,"about":…,"language":…,"phases":[…],"step_count":…,"task_count":…}]}`
pub fn templates_to_json(templates: &[ListedTemplate<'_>]) -> String {
    list("templates", templates.iter().map(crate::write))
}

/// `{name:[…]}` of elements that are JSON already.
fn list(name: &str, elements: impl Iterator<Item = String>) -> String {
    let mut text = format!("{{\"{name}\":[");
    for (n, element) in elements.enumerate() {
        if n > 0 {
            text.push(',');
        }
        text.push_str(&element);
    }
    text.push_str("]}");
    text
}

impl Serialize for ListedProject<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("project_id", &Written(&self.id))?;
        map.serialize_entry("version", &Written(&self.version))?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("kind", &Written(&self.kind))?;
        if let Some(pool) = &self.pool {
            map.serialize_entry("pool_id", &Written(pool))?;
        }
        map.serialize_entry("archived", &self.archived)?;
        if let Some(repository) = self.repository {
            map.serialize_entry("repository", repository)?;
        }
        if let Some(imported_from) = self.imported_from {
            map.serialize_entry("imported_from", imported_from)?;
        }
        map.serialize_entry("task_count", &self.tasks)?;
        map.serialize_entry("closed_count", &self.closed)?;
        map.serialize_entry("changed_at", &Written(&self.changed))?;
        map.end()
    }
}

impl Serialize for Estimated<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(4))?;
        map.serialize_entry("title", self.title)?;
        map.serialize_entry("estimated_minutes", &self.likely)?;
        map.serialize_entry("low", &self.low)?;
        map.serialize_entry("high", &self.high)?;
        map.end()
    }
}

impl Serialize for ListedTemplate<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("name", self.name)?;
        map.serialize_entry("about", self.about)?;
        if let Some(language) = self.language {
            map.serialize_entry("language", language)?;
        }
        map.serialize_entry("phases", self.phases)?;
        map.serialize_entry("step_count", &self.steps)?;
        map.serialize_entry("task_count", &self.tasks)?;
        map.end()
    }
}

impl ErrorDoc<'_> {
    /// `{"error":{…}}`
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

impl Serialize for ErrorDoc<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        struct Inner<'a>(&'a ErrorDoc<'a>);
        impl Serialize for Inner<'_> {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let mut map = to.serialize_map(None)?;
                map.serialize_entry("code", self.0.code)?;
                map.serialize_entry("message", self.0.message)?;
                if let Some(hint) = self.0.hint {
                    map.serialize_entry("hint", hint)?;
                }
                let violations: Vec<_> = self.0.violations.iter().map(Written).collect();
                map.serialize_entry("violations", &violations)?;
                map.end()
            }
        }
        let mut map = to.serialize_map(Some(1))?;
        map.serialize_entry("error", &Inner(self))?;
        map.end()
    }
}
