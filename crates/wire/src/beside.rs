//! What stands beside the tasks of a project as documents of their own: its people with what they are put to, its calendars,
//! and the days of one calendar. Written and never read back.

use planwright_domain::{AssignmentChange, CalendarChange, Project, ProjectId, ResourceChange, Version};
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
}

object!(People, "people_document", "planwright/people/v1", {
    needed project: ProjectId = "project_id", "The project.";
    always version: Version = "version", "Its version.";
    always resources: List<ResourceChange> = "resources", "Everybody and everything that does the work, by name.";
    always assignments: List<AssignmentChange> = "assignments", "Who is put to which task.";
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

/// The people of a project, by name, and what they are put to.
pub fn people_to_json(project: &Project) -> String {
    let mut resources: Vec<_> = project.resources().cloned().collect();
    resources.sort_by_key(|person| (person.name.to_lowercase(), person.id));
    let mut assignments: Vec<_> = project.assignments().cloned().collect();
    assignments.sort_by_key(|assignment| assignment.id);
    let people = People {
        project: project.id(),
        version: project.version(),
        resources: List(resources),
        assignments: List(assignments),
    };
    crate::write(&Written(&people))
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
