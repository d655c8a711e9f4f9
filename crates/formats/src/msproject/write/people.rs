//! Resources and assignments written. Must never leave an assignee out, whether more is known of them or not.

use std::collections::{BTreeSet, HashMap};

use planwright_domain::{Assignment, Resource, ResourceId, Task, alike};

use super::{Writer, duration};
use crate::details::{self, one_line};
use crate::msproject::own;

/// What stands for nobody.
const NOBODY: i64 = -65_535;

/// The numbers of resources: of those that are known, and of names.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    known: HashMap<ResourceId, usize>,
    names: HashMap<&'a str, usize>,
    /// Of those that are known, by their names in small letters: a person is the same in any.
    letters: HashMap<String, usize>,
}

impl Numbers<'_> {
    fn of(&self, name: &str) -> Option<&usize> {
        self.names.get(name).or_else(|| self.letters.get(&alike(name)))
    }
}

impl<'a> Writer<'a> {
    pub(super) fn write_people(&mut self) {
        let project = self.project;
        let mut numbers = Numbers::default();
        self.open("Resources");
        for (i, resource) in project.resources().enumerate() {
            numbers.known.insert(resource.id, i + 1);
            numbers.names.insert(&resource.name, i + 1);
            numbers.letters.insert(alike(&resource.name), i + 1);
            self.resource(resource, i + 1);
        }
        let assignees: BTreeSet<&str> =
            project.tasks().flat_map(|t| &t.assignees).map(String::as_str).collect();
        let mut next = project.resources().len();
        for name in assignees {
            if numbers.of(name).is_none() {
                next += 1;
                numbers.names.insert(name, next);
                self.open("Resource");
                self.head(name, next);
                self.close("Resource");
            }
        }
        self.close("Resources");
        self.open("Assignments");
        let mut uid = 0;
        for task in project.walk().map(|w| w.task) {
            self.assignments(task, &numbers, &mut uid);
        }
        self.close("Assignments");
    }

    fn head(&mut self, name: &str, uid: usize) {
        self.put("UID", &uid.to_string());
        self.put("ID", &uid.to_string());
        self.put("Name", name);
        self.put("Type", "1");
        self.put("IsNull", "0");
    }

    fn resource(&mut self, resource: &Resource, uid: usize) {
        self.open("Resource");
        self.head(&resource.name, uid);
        if let Some(email) = &resource.email {
            self.put("EmailAddress", email);
        }
        self.put("MaxUnits", &units(resource.capacity));
        if let Some(own) = self.own_uid(resource.id) {
            self.put("CalendarUID", &own.to_string());
        }
        self.own_value(own::PERSON, &self.person(resource));
        if !resource.availability.is_empty() {
            self.open("AvailabilityPeriods");
            for span in &resource.availability {
                let first = span.first.map_or_else(|| "1984-01-01".to_owned(), |d| d.to_string());
                let last = span.last.map_or_else(|| "2049-12-31".to_owned(), |d| d.to_string());
                self.open("AvailabilityPeriod");
                self.put("AvailableFrom", &format!("{first}T00:00:00"));
                self.put("AvailableTo", &format!("{last}T23:59:00"));
                self.put("AvailableUnits", &units(span.percent));
                self.close("AvailabilityPeriod");
            }
            self.close("AvailabilityPeriods");
        }
        self.close("Resource");
    }

    /// What the schema has no way to say of a resource, one thing a line.
    fn person(&self, resource: &Resource) -> String {
        let mut lines = details::of_person(resource);
        let project = resource.calendar.is_some() && resource.calendar == self.project.meta().calendar;
        lines.extend(project.then(|| "calendar: project".to_owned()));
        lines.join("\n")
    }

    fn assignments(&mut self, task: &Task, numbers: &Numbers<'_>, uid: &mut usize) {
        let project = self.project;
        let known: Vec<&Assignment> = project.assignments_of(task.id).collect();
        let known_as = |a: &Assignment, name: &str| {
            a.resource.and_then(|id| project.resource(id)).is_some_and(|r| r.is_called(name))
        };
        let alone: Vec<&str> = task
            .assignees
            .iter()
            .map(String::as_str)
            .filter(|n| !known.iter().any(|a| known_as(a, n)))
            .collect();
        let people = (alone.len() + known.len()) as u32;
        let effort = task.effort.filter(|_| !project.is_summary(task.id));
        let uids = self.uids[&task.id].to_string();
        for i in 0..people {
            *uid += 1;
            let at = i as usize;
            let assignment = at.checked_sub(alone.len()).map(|at| known[at]);
            let resource = match assignment {
                Some(a) => a.resource.and_then(|id| numbers.known.get(&id)),
                None => numbers.of(alone[at]),
            };
            self.open("Assignment");
            self.put("UID", &uid.to_string());
            self.put("TaskUID", &uids);
            self.put("ResourceUID", &resource.map_or(NOBODY, |uid| *uid as i64).to_string());
            self.put("Units", &units(assignment.map_or(100, |a| a.units)));
            // Shares that add up to the whole.
            let share = effort.map(|e| e / people + u32::from(i < e % people));
            if let Some(work) = assignment.and_then(|a| a.effort).or(share) {
                self.put("Work", &duration(work));
            }
            if let Some(assignment) = assignment {
                let assignee = task.assignees.iter().any(|name| known_as(assignment, name));
                self.own_value(own::ASSIGNED, &assigned(assignment, assignee, numbers));
            }
            self.close("Assignment");
        }
    }
}

/// What the schema has no way to say of an assignment, one thing a line.
fn assigned(assignment: &Assignment, assignee: bool, numbers: &Numbers<'_>) -> String {
    let mut lines = vec![format!("as: {}", if assignee { "assignee" } else { "resource" })];
    lines.extend(assignment.effort.map(|_| "share: own".to_owned()));
    lines.extend(assignment.skill.iter().map(|skill| format!("skill: {}", one_line(skill))));
    let others = assignment.alternatives.iter().filter_map(|id| numbers.known.get(id));
    lines.extend(others.map(|uid| format!("alternative: {uid}")));
    lines.join("\n")
}

/// Per cent as the schema counts them: 1 is one person full time.
fn units(percent: u32) -> String {
    format!("{}.{:02}", percent / 100, percent % 100)
}
