//! What stands beside the tasks of a project as documents of their own: its people with what they are put to, its calendars,
//! and the days of one calendar. Written and never read back.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{
    Assignment, AssignmentChange, CalendarChange, Project, ProjectId, Resource, ResourceChange, ResourceId,
    Version, alike,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::object::object;
use crate::project_file::List;
use crate::shape::Written;

/// The schema of the days of a calendar.
pub const CALENDAR_DAYS_SCHEMA: &str = "planwright/calendar-days/v1";

/// The people of a project.
pub(crate) struct People {
    project: ProjectId,
    version: Version,
    resources: List<ResourceChange>,
    assignments: List<AssignmentChange>,
    pool: Option<ProjectId>,
    shared: List<ResourceChange>,
    named: Vec<String>,
}

object!(People, "people_document", "planwright/people/v1", {
    needed project: ProjectId = "project_id", "The project.";
    always version: Version = "version", "Its version.";
    always resources: List<ResourceChange> = "resources", "Everybody and everything that does the work, by name.";
    always assignments: List<AssignmentChange> = "assignments", "Who is put to which task.";
    sparse pool: Option<ProjectId> = "pool_id", "The pool whose people work on it.";
    sparse shared: List<ResourceChange> = "pool_resources", "Those of the pool who do anything in it, by name.";
    sparse named: Vec<String> = "only_named", "Names that tasks alone know.";
});

/// The calendars of a project.
pub(crate) struct Calendars {
    project: ProjectId,
    version: Version,
    calendars: List<CalendarChange>,
}

object!(Calendars, "calendars_document", "planwright/calendars/v1", {
    needed project: ProjectId = "project_id", "The project.";
    always version: Version = "version", "Its version.";
    always calendars: List<CalendarChange> = "calendars", "Every calendar, by name.";
});

/// The people of a project, by name, and what they are put to; of the pool it shares, those who do anything in it.
pub fn people_to_json(project: &Project, pool: Option<&Project>) -> String {
    let known: BTreeSet<String> = project.resources().map(|person| alike(&person.name)).collect();
    let by_tasks = project.tasks().flat_map(|task| &task.assignees).map(|name| (alike(name), name));
    let mut named: BTreeMap<String, &String> = by_tasks.filter(|(key, _)| !known.contains(key)).collect();
    let put: BTreeSet<ResourceId> = project.assignments().flat_map(Assignment::resources).collect();
    let does = |person: &&Resource| named.remove(&alike(&person.name)).is_some() || put.contains(&person.id);
    let shared = by_name(pool.into_iter().flat_map(Project::resources).filter(does));
    let mut assignments: Vec<_> = project.assignments().cloned().collect();
    assignments.sort_by_key(|assignment| assignment.id);
    let people = People {
        project: project.id(),
        version: project.version(),
        resources: List(by_name(project.resources())),
        assignments: List(assignments),
        pool: project.meta().pool,
        shared: List(shared),
        named: named.into_values().cloned().collect(),
    };
    crate::write(&Written(&people))
}

fn by_name<'a>(people: impl Iterator<Item = &'a Resource>) -> Vec<Resource> {
    let mut people: Vec<Resource> = people.cloned().collect();
    people.sort_by_key(|person| (person.name.to_lowercase(), person.id));
    people
}

/// The calendars of a project, by name.
pub fn calendars_to_json(project: &Project) -> String {
    let mut calendars: Vec<_> = project.calendars().cloned().collect();
    calendars.sort_by_key(|calendar| (calendar.name.to_lowercase(), calendar.id));
    let all = Calendars { project: project.id(), version: project.version(), calendars: List(calendars) };
    crate::write(&Written(&all))
}

/// The days of a calendar, or of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "planwright calendar days")]
pub struct CalendarDaysDoc {
    /// `planwright/calendar-days/v1`.
    pub schema: &'static str,
    /// The project.
    pub project_id: String,
    /// The calendar; null is the project's working days.
    pub calendar_id: Option<String>,
    /// Whose days they are; null is everybody's.
    pub resource_id: Option<String>,
    /// The days, in order.
    pub days: Vec<CalendarDay>,
}

/// A day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CalendarDay {
    /// Which day.
    pub date: String,
    /// `worked`, `off`, `holiday`, `away`, `extra` (worked although off else) or `other` (other hours than usual).
    pub kind: &'static str,
    /// Working minutes by the calendar; 0 of somebody who is away.
    pub work_minutes: u32,
}

impl CalendarDaysDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}
