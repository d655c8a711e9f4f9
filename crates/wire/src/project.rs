//! Writing whole projects. It streams, so that a document of 10,000 tasks costs no second plan in memory.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;
use std::marker::PhantomData;

use planwright_domain::{
    AssignmentChange, BaselineChange, CalendarChange, Link, LinkChange, Project, Question, Record,
    ResourceChange, Task, TaskChange, TaskId, Warning, WbsCode,
};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::line::{Identified, write_all};
use crate::planned::{Planned, TaskLine};
use crate::project_file::Heading;
use crate::shape::{Shape, Written};

/// The schema a project document names.
pub const PROJECT_SCHEMA: &str = "planwright/project/v1";

/// A project to be written, with what is said about it.
#[derive(Clone, Copy)]
pub struct ProjectDoc<'a> {
    /// The plan.
    pub project: &'a Project,
    /// What is asked about it.
    pub questions: &'a [Question],
    /// What should be known of it.
    pub warnings: &'a [Warning],
    /// What was computed for each task, if anything was.
    pub planned: Option<&'a dyn Fn(TaskId) -> Option<Planned>>,
}

impl<'a> ProjectDoc<'a> {
    /// The document of a project about which nothing is said.
    pub fn new(project: &'a Project) -> Self {
        Self { project, questions: &[], warnings: &[], planned: None }
    }

    /// Writes the document on one line, without a line break at its end.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, to: impl io::Write) -> io::Result<()> {
        let mut buffer = io::BufWriter::with_capacity(1 << 16, to);
        serde_json::to_writer(&mut buffer, self)?;
        io::Write::flush(&mut buffer)
    }

    /// The document as text.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

impl Serialize for ProjectDoc<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { project, questions, warnings, .. } = *self;
        let heading =
            Heading { id: project.id(), version: project.version(), meta: Cow::Borrowed(project.meta()) };
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("schema", PROJECT_SCHEMA)?;
        map.serialize_entry("project", &Written(&heading))?;
        map.serialize_entry("tasks", &Tree(self))?;
        map.serialize_entry("links", &Network(project))?;
        listed::<CalendarChange, _>(&mut map, "calendars", project.calendars())?;
        listed::<ResourceChange, _>(&mut map, "resources", project.resources())?;
        listed::<AssignmentChange, _>(&mut map, "assignments", project.assignments())?;
        listed::<BaselineChange, _>(&mut map, "baselines", project.baselines())?;
        map.serialize_entry("questions", &Each(questions))?;
        map.serialize_entry("warnings", &Each(warnings))?;
        map.end()
    }
}

/// Writes the records of a kind, if there are any.
fn listed<'a, C: Identified, M: SerializeMap>(
    map: &mut M,
    name: &'static str,
    records: impl ExactSizeIterator<Item = &'a C::Record> + Clone,
) -> Result<(), M::Error>
where
    C::Record: Record<Id = C::Id> + 'a,
{
    if records.len() == 0 {
        return Ok(());
    }
    map.serialize_entry(name, &Records::<C, _>(records, PhantomData))
}

struct Records<C, I>(I, PhantomData<C>);

impl<'a, C: Identified, I: Iterator<Item = &'a C::Record> + Clone> Serialize for Records<C, I>
where
    C::Record: Record<Id = C::Id> + 'a,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_all::<C, S>(self.0.clone(), to)
    }
}

/// Writes every element.
struct Each<'a, T>(&'a [T]);

impl<T: Shape> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(Written))
    }
}

/// The tasks in the order of the tree, and after them those that hang nowhere.
struct Tree<'a>(&'a ProjectDoc<'a>);

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let project = self.0.project;
        let blank = TaskChange::blank(TaskId::from_bits(0));
        let mut tasks = to.serialize_seq(None)?;
        let mut hanging = 0;
        for met in project.walk() {
            hanging += 1;
            tasks.serialize_element(&self.line(met.task, Some(&met.code), &blank))?;
        }
        if hanging < project.tasks().len() {
            let met: HashSet<TaskId> = project.walk().map(|met| met.task.id).collect();
            let mut loose: Vec<&Task> = project.tasks().filter(|task| !met.contains(&task.id)).collect();
            loose.sort_unstable_by_key(|task| (task.position, task.id));
            for task in loose {
                tasks.serialize_element(&self.line(task, None, &blank))?;
            }
        }
        tasks.end()
    }
}

impl Tree<'_> {
    fn line<'l>(&self, task: &'l Task, wbs: Option<&'l WbsCode>, blank: &'l Task) -> TaskLine<'l> {
        let planned = self.0.planned.and_then(|planned| planned(task.id));
        TaskLine { project: None, wbs, planned, task, blank }
    }
}

/// The links, by id.
struct Network<'a>(&'a Project);

impl Serialize for Network<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut links: Vec<&Link> = self.0.links().collect();
        links.sort_unstable_by_key(|link| link.id);
        write_all::<LinkChange, S>(links.into_iter(), to)
    }
}
