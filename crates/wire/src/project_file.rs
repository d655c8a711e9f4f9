//! Reading whole projects. It is tolerant: fields that are not known, and those that are computed (`wbs`, planned dates),
//! are passed over, and it is not asked whether the plan keeps its rules.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;

use planwright_domain::{
    Extent, Link, LinkChange, LinkId, Meta, MetaChange, POSITION_STEP, Project, ProjectId, Question, Task,
    TaskChange, TaskId, Version, Warning,
};
use schemars::{Schema, SchemaGenerator};
use serde::de::{Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};

use crate::collection::each;
use crate::fault::{Refusal, WireError, document};
use crate::fields::{Beside, Fields};
use crate::line::{Identified, Line, Whole};
use crate::object::object;
use crate::project::PROJECT_SCHEMA;
use crate::schema;
use crate::shape::{Shape, Unknown, Written, read};

/// A project document that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectFile {
    /// The project's id.
    pub id: ProjectId,
    /// The version it was at.
    pub version: Version,
    /// Its own fields.
    pub meta: Meta,
    /// Its tasks, in the order of the document; no two with one id.
    pub tasks: Vec<Task>,
    /// Its links, in the order of the document; no two with one id.
    pub links: Vec<Link>,
    /// What is asked about it.
    pub questions: Vec<Question>,
    /// What should be known of it.
    pub warnings: Vec<Warning>,
}

/// Reads a project document. A task without `position` keeps its place in the document.
///
/// # Errors
/// The first thing that is wrong, with its place. Whether the plan keeps its rules is not asked here.
pub fn project_from_json(text: &str) -> Result<ProjectFile, WireError> {
    document(text, PROJECT_SCHEMA, Unknown::Ignored).map(
        |Twin { heading, tasks, links, questions, warnings }| ProjectFile {
            id: heading.id,
            version: heading.version,
            meta: heading.meta.into_owned(),
            tasks: tasks.0,
            links: links.0,
            questions,
            warnings,
        },
    )
}

impl ProjectFile {
    /// The project, put together as it is; it may break rules.
    pub fn into_project(self) -> Project {
        Project::assemble(self.id, self.version, self.meta, self.tasks, self.links, Extent::Whole)
    }
}

/// A project document as it stands on the wire.
pub(crate) struct Twin {
    heading: Heading<'static>,
    tasks: Tasks,
    links: Links,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
}

object!(Twin, "project_document", "planwright/project/v1", {
    needed heading: Heading<'static> = "project", "The project's own fields.";
    always tasks: Tasks = "tasks", "Every task, parents before children, siblings in order.";
    always links: Links = "links", "Every link between two tasks.";
    always questions: Vec<Question> = "questions", "What the words leave open.";
    always warnings: Vec<Warning> = "warnings", "What should be known about the plan.";
});

/// The project itself: id, version and its own fields.
pub(crate) struct Heading<'a> {
    pub(crate) id: ProjectId,
    pub(crate) version: Version,
    pub(crate) meta: Cow<'a, Meta>,
}

impl Shape for Heading<'_> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let (fields, Name { id, version }) = MetaChange::read_fields(from, unknown, Name::default())?;
        let id = id.ok_or_else(|| Refusal::missing("project_id").into_error())?;
        let mut meta = Meta::new("");
        fields.fill(&mut meta);
        Ok(Self { id, version: version.unwrap_or_default(), meta: Cow::Owned(meta) })
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("project_id", &Written(&self.id))?;
        map.serialize_entry("version", &Written(&self.version))?;
        MetaChange::write_record(&self.meta, &Meta::new(""), &mut map)?;
        map.end()
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        schema::heading(schemas)
    }
}

/// What names a project among its own fields.
#[derive(Default)]
struct Name {
    id: Option<ProjectId>,
    version: Option<Version>,
}

impl Beside for Name {
    fn names(&self) -> &'static [&'static str] {
        &["project_id", "version"]
    }

    fn take<'de, A: MapAccess<'de>>(
        &mut self,
        key: &str,
        map: &mut A,
        unknown: Unknown,
    ) -> Result<(), A::Error> {
        let twice = match key {
            "project_id" => self.id.replace(map.next_value_seed(read(unknown))?).is_some(),
            _ => self.version.replace(map.next_value_seed(read(unknown))?).is_some(),
        };
        if twice { Err(Refusal::twice(key).into_error()) } else { Ok(()) }
    }
}

/// The tasks of a document.
#[derive(Default)]
struct Tasks(Vec<Task>);

/// The links of a document.
#[derive(Default)]
struct Links(Vec<Link>);

impl Shape for Tasks {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut tasks: Vec<Task> = Vec::new();
        let mut seen = HashSet::new();
        each(from, unknown, |mut line: Line<TaskChange>| {
            once(&mut seen, line.id, "tasks")?;
            line.fields.position.get_or_insert((tasks.len() as i64 + 1) * POSITION_STEP);
            tasks.push(line.into_record());
            Ok(())
        })?;
        Ok(Self(tasks))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let blank = TaskChange::blank(TaskId::from_bits(0));
        to.collect_seq(self.0.iter().map(|task| Whole::<TaskChange> {
            id: task.id,
            record: task,
            blank: &blank,
        }))
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Vec::<Line<TaskChange>>::schema(schemas)
    }
}

impl Shape for Links {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut links = Vec::new();
        let mut seen = HashSet::new();
        each(from, unknown, |line: Line<LinkChange>| {
            once(&mut seen, line.id, "links")?;
            links.push(line.into_record());
            Ok(())
        })?;
        Ok(Self(links))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let blank = LinkChange::blank(LinkId::from_bits(0));
        to.collect_seq(self.0.iter().map(|link| Whole::<LinkChange> {
            id: link.id,
            record: link,
            blank: &blank,
        }))
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Vec::<Line<LinkChange>>::schema(schemas)
    }
}

fn once<I: Hash + Eq>(seen: &mut HashSet<I>, id: I, things: &str) -> Result<(), Refusal> {
    if seen.insert(id) {
        return Ok(());
    }
    Err(Refusal::new(format!("two {things} have this id"), "give each an id of its own"))
}
