//! What a document says beside its tasks, put into a project: calendars, resources and who works on what, matched by
//! name. Must never take away what the document leaves out.

use std::collections::BTreeMap;

use planwright_domain::{
    Assignment, Calendar, CalendarId, Change, Op, Patch, Project, Record, Resource, ResourceId,
};

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

    /// The project with what the document says beside its tasks. What it says of a calendar or resource that is here
    /// wins; what it is silent about stays.
    pub(super) fn add_to(&self, project: Project, matched: &Match) -> Project {
        let calendars: Vec<Calendar> = created(&self.reading.calendars)
            .map(|said| {
                let id = self.calendar(said.id);
                let said = Calendar { id, base: said.base.map(|base| self.calendar(base)), ..said.clone() };
                match project.calendar(id) {
                    Some(here) => told(here, &Calendar::new(id, here.name.clone()), &said),
                    None => said,
                }
            })
            .collect();
        let resources: Vec<Resource> = created(&self.reading.resources)
            .map(|said| {
                let id = self.resource(said.id);
                let calendar = said.calendar.map(|calendar| self.calendar(calendar));
                let said = Resource { id, calendar, ..said.clone() };
                match project.resource(id) {
                    Some(here) => Resource {
                        skills: here.skills.union(&said.skills).cloned().collect(),
                        ..told(here, &Resource::new(id, here.name.clone()), &said)
                    },
                    None => said,
                }
            })
            .collect();
        let assignments: Vec<Assignment> = created(&self.reading.assignments)
            .filter_map(|said| self.assignment(said, &project, matched))
            .collect();
        project.with_calendars(calendars).with_resources(resources).with_assignments(assignments)
    }

    fn resource(&self, id: ResourceId) -> ResourceId {
        self.resources.get(&id).copied().unwrap_or(id)
    }

    /// What the document says of somebody's work on a task that is here.
    fn assignment(&self, said: &Assignment, project: &Project, matched: &Match) -> Option<Assignment> {
        let said = Assignment {
            task: matched.here(said.task),
            resource: said.resource.map(|id| self.resource(id)),
            alternatives: said.alternatives.iter().map(|id| self.resource(*id)).collect(),
            ..said.clone()
        };
        project.task(said.task)?;
        let same = |here: &&Assignment| (here.resource, &here.skill) == (said.resource, &said.skill);
        Some(match project.assignments_of(said.task).find(same) {
            Some(here) => told(
                here,
                &Assignment {
                    skill: said.skill.clone(),
                    ..Assignment::new(here.id, said.task, said.resource)
                },
                &said,
            ),
            None => said,
        })
    }
}

/// What a document makes new of one kind.
fn created<R: Record>(ops: &BTreeMap<R::Id, Op<R>>) -> impl Iterator<Item = &R> {
    ops.values().filter_map(Op::created)
}

/// What is here with everything that is said of it; what is said is what differs from `silent`.
fn told<R: Record>(here: &R, silent: &R, said: &R) -> R {
    let mut told = here.clone();
    R::Change::between(silent, said).apply_to(&mut told);
    told
}
