//! Reading whole projects. It is tolerant: fields that are not known, and those that are computed (`wbs`, planned dates),
//! are passed over, and it is not asked whether the plan keeps its rules.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;

use planwright_domain::{
    Assignment, AssignmentChange, Baseline, BaselineChange, Calendar, CalendarChange, Extent, Link,
    LinkChange, Meta, MetaChange, POSITION_STEP, Project, ProjectId, Question, Record, Resource,
    ResourceChange, Task, TaskChange, Version, Warning,
};
use schemars::{Schema, SchemaGenerator};
use serde::de::{Deserializer, MapAccess};
use serde::ser::{SerializeMap, Serializer};

use crate::collection::each;
use crate::fault::{Refusal, WireError, document};
use crate::fields::{Beside, Fields};
use crate::line::{Identified, Line, write_all};
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
    /// Its calendars, as the links.
    pub calendars: Vec<Calendar>,
    /// Its resources, as the links.
    pub resources: Vec<Resource>,
    /// Its assignments, as the links.
    pub assignments: Vec<Assignment>,
    /// Its baselines, as the links.
    pub baselines: Vec<Baseline>,
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
    let twin: Twin = document(text, PROJECT_SCHEMA, Unknown::Ignored)?;
    Ok(ProjectFile {
        id: twin.heading.id,
        version: twin.heading.version,
        meta: twin.heading.meta.into_owned(),
        tasks: twin.tasks.0,
        links: twin.links.0,
        calendars: twin.calendars.0,
        resources: twin.resources.0,
        assignments: twin.assignments.0,
        baselines: twin.baselines.0,
        questions: twin.questions,
        warnings: twin.warnings,
    })
}

impl ProjectFile {
    /// The project, put together as it is; it may break rules.
    pub fn into_project(self) -> Project {
        Project::assemble(self.id, self.version, self.meta, self.tasks, self.links, Extent::Whole)
            .with_calendars(self.calendars)
            .with_resources(self.resources)
            .with_assignments(self.assignments)
            .with_baselines(self.baselines)
    }
}

/// A project document as it stands on the wire.
pub(crate) struct Twin {
    heading: Heading<'static>,
    tasks: Tasks,
    links: List<LinkChange>,
    calendars: List<CalendarChange>,
    resources: List<ResourceChange>,
    assignments: List<AssignmentChange>,
    baselines: List<BaselineChange>,
    questions: Vec<Question>,
    warnings: Vec<Warning>,
}

object!(Twin, "project_document", "planwright/project/v1", {
    needed heading: Heading<'static> = "project", "The project's own fields.";
    always tasks: Tasks = "tasks", "Every task, parents before children, siblings in order.";
    always links: List<LinkChange> = "links", "Every link between two tasks.";
    sparse calendars: List<CalendarChange> = "calendars", "Every calendar.";
    sparse resources: List<ResourceChange> = "resources", "Everybody and everything that does the work.";
    sparse assignments: List<AssignmentChange> = "assignments", "Who is put to which task.";
    sparse baselines: List<BaselineChange> = "baselines", "Schedules that were approved and kept.";
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

/// The records of another kind in a document.
pub(crate) struct List<C: Identified>(pub(crate) Vec<C::Record>);

impl<C: Identified> Default for List<C> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl Shape for Tasks {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut tasks: Vec<Task> = Vec::new();
        let mut seen = HashSet::new();
        each(from, unknown, |mut line: Line<TaskChange>| {
            once(&mut seen, line.id, TaskChange::NOUN)?;
            line.fields.position.get_or_insert((tasks.len() as i64 + 1) * POSITION_STEP);
            tasks.push(line.into_record());
            Ok(())
        })?;
        Ok(Self(tasks))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_all::<TaskChange, S>(self.0.iter(), to)
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Vec::<Line<TaskChange>>::schema(schemas)
    }
}

impl<C: Identified> Shape for List<C>
where
    C::Id: Hash + Eq,
    C::Record: Record<Id = C::Id>,
{
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut records = Vec::new();
        let mut seen = HashSet::new();
        each(from, unknown, |line: Line<C>| {
            once(&mut seen, line.id, C::NOUN)?;
            records.push(line.into_record());
            Ok(())
        })?;
        Ok(Self(records))
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        write_all::<C, S>(self.0.iter(), to)
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Vec::<Line<C>>::schema(schemas)
    }

    fn is_blank(&self) -> bool {
        self.0.is_empty()
    }
}

fn once<I: Hash + Eq>(seen: &mut HashSet<I>, id: I, thing: &str) -> Result<(), Refusal> {
    if seen.insert(id) {
        return Ok(());
    }
    Err(Refusal::new(format!("two {thing}s have this id"), "give each an id of its own"))
}
