//! What a document says beside its tasks, put into a project: calendars and resources it names that are not there yet,
//! and who works on what. What is there already stays as it is, whatever the document leaves out.

use std::collections::BTreeMap;

use planwright_domain::{Assignment, Calendar, CalendarId, Op, Patch, Project, Resource, ResourceId};

use super::same::Match;

/// The calendars, resources and assignments of a document, and which of the project's they are.
pub(super) struct Beside<'a> {
    reading: &'a Patch,
    calendars: BTreeMap<CalendarId, CalendarId>,
    resources: BTreeMap<ResourceId, ResourceId>,
}

impl<'a> Beside<'a> {
    /// Matched by name.
    pub(super) fn of(existing: &Project, reading: &'a Patch) -> Self {
        let calendar = |name: &str| existing.calendars().find(|c| c.name == name).map(|c| c.id);
        let resource = |name: &str| existing.resources().find(|r| r.name == name).map(|r| r.id);
        let calendars = reading
            .calendars
            .values()
            .filter_map(Op::created)
            .map(|c| (c.id, calendar(&c.name).unwrap_or(c.id)));
        let resources = reading
            .resources
            .values()
            .filter_map(Op::created)
            .map(|r| (r.id, resource(&r.name).unwrap_or(r.id)));
        Self { reading, calendars: calendars.collect(), resources: resources.collect() }
    }

    /// The project's calendar that a calendar of the document is.
    pub(super) fn calendar(&self, id: CalendarId) -> CalendarId {
        self.calendars.get(&id).copied().unwrap_or(id)
    }

    /// The project with what it did not have.
    pub(super) fn add_to(&self, project: Project, matched: &Match) -> Project {
        let calendars =
            self.reading.calendars.values().filter_map(Op::created).filter(|c| self.calendar(c.id) == c.id);
        let calendars = calendars.map(|c| Calendar { base: c.base.map(|id| self.calendar(id)), ..c.clone() });
        let resource = |id: ResourceId| self.resources.get(&id).copied().unwrap_or(id);
        let resources =
            self.reading.resources.values().filter_map(Op::created).filter(|r| resource(r.id) == r.id);
        let resources =
            resources.map(|r| Resource { calendar: r.calendar.map(|id| self.calendar(id)), ..r.clone() });
        let assignments = self.reading.assignments.values().filter_map(Op::created).map(|a| Assignment {
            task: matched.here(a.task),
            resource: a.resource.map(resource),
            alternatives: a.alternatives.iter().copied().map(resource).collect(),
            ..a.clone()
        });
        let is_new = |a: &Assignment| {
            let same = |b: &Assignment| (b.resource, &b.skill) == (a.resource, &a.skill);
            project.task(a.task).is_some() && !project.assignments_of(a.task).any(same)
        };
        let assignments: Vec<Assignment> = assignments.filter(is_new).collect();
        project.with_calendars(calendars).with_resources(resources).with_assignments(assignments)
    }
}
