//! Resources written, and who is put to what. Must never leave an assignee out, whether more is known of them or not.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

use planwright_domain::{Assignment, Project, Resource, ResourceId, Task, alike};

use super::super::own;
use super::Writer;
use super::calendars::days_off;
use super::words::{amount, text};
use crate::details::{self, one_line};

/// The ids of resources: of those that are known, then of mere names.
pub(super) struct Names<'a> {
    project: &'a Project,
    known: HashMap<ResourceId, String>,
    by_name: HashMap<&'a str, String>,
    /// Of those that are known, by their names in small letters: a person is the same in any.
    by_letters: HashMap<String, String>,
    /// Names of which nothing more is known, in order.
    strangers: Vec<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn of(project: &'a Project) -> Self {
        let (known, by_name, by_letters) = Default::default();
        let mut names = Self { project, known, by_name, by_letters, strangers: Vec::new() };
        for (i, resource) in project.resources().enumerate() {
            names.known.insert(resource.id, format!("r{}", i + 1));
            names.by_name.insert(&resource.name, format!("r{}", i + 1));
            names.by_letters.insert(alike(&resource.name), format!("r{}", i + 1));
        }
        let assignees: BTreeSet<&str> =
            project.tasks().flat_map(|t| &t.assignees).map(String::as_str).collect();
        for name in assignees {
            if names.id(name).is_none() {
                let number = names.known.len() + names.strangers.len() + 1;
                names.by_name.insert(name, format!("r{number}"));
                names.strangers.push(name);
            }
        }
        names
    }

    /// The id of whoever goes by a name.
    fn id(&self, name: &str) -> Option<&str> {
        let id = self.by_name.get(name).or_else(|| self.by_letters.get(&alike(name)));
        id.map(String::as_str)
    }

    /// How many times longer than alone the slowest of all may take, at least once.
    pub(super) fn slowest(&self) -> u64 {
        let slow = self.project.resources().map(|r| {
            let part = |minutes: Option<u32>, whole: u32| minutes.map_or(1, |m| whole.div_ceil(m.max(1)));
            let share = 10_000 / native_efficiency(r).clamp(1, 10_000);
            share.max(part(r.minutes_per_day, 480)).max(part(r.minutes_per_week, 2400))
        });
        u64::from(slow.max().unwrap_or(1).clamp(1, 100))
    }
}

/// How much is done in an hour of it, in hundredths of a per cent: of a team, that of all its people.
fn native_efficiency(resource: &Resource) -> u32 {
    resource.capacity.saturating_mul(resource.efficiency).max(100)
}

impl Writer<'_> {
    pub(super) fn people(&mut self) {
        let project = self.project;
        for resource in project.resources() {
            let id = &self.names.known[&resource.id];
            let _ = writeln!(self.out, "resource {id} {} {{", text(&resource.name));
            for line in self.person(resource) {
                let _ = writeln!(self.out, "  {line}");
            }
            self.out.push_str("}\n");
        }
        for name in &self.names.strangers {
            let _ = writeln!(self.out, "resource {} {}", self.names.by_name[name], text(name));
        }
        if !self.names.by_name.is_empty() {
            self.out.push('\n');
        }
    }

    fn person(&self, resource: &Resource) -> Vec<String> {
        let mut lines = Vec::new();
        let shift = resource.calendar.and_then(|id| self.shifts.get(&id));
        lines.extend(shift.map(|id| format!("shifts {id}")));
        for absence in &resource.absences {
            let days = days_off("annual", absence.reason.as_deref(), absence.first, absence.last);
            lines.push(format!("leaves {days}"));
        }
        let limit = |word: &str, minutes: Option<u32>| {
            minutes.map(|m| format!("{word} {}", amount(m.max(self.step), None)))
        };
        let limits =
            [limit("dailymax", resource.minutes_per_day), limit("weeklymax", resource.minutes_per_week)];
        let limits: Vec<String> = limits.into_iter().flatten().collect();
        if !limits.is_empty() {
            lines.push(format!("limits {{ {} }}", limits.join(" ")));
        }
        let efficiency = native_efficiency(resource);
        if efficiency != 10_000 {
            lines.push(format!("efficiency {}.{:04}", efficiency / 10_000, efficiency % 10_000));
        }
        let email = resource.email.as_deref().filter(|email| is_plain_address(email));
        lines.extend(email.map(|email| format!("email {}", text(email))));
        lines.push(format!("{} {}", own::PERSON, text(&details_of(resource).join("\n"))));
        lines
    }

    /// Who is put to a task: `allocate r1 { alternative r2 }`, and what of each at most.
    pub(super) fn staff(&self, task: &Task, works: bool) -> Vec<String> {
        let known: Vec<&Assignment> = self.project.assignments_of(task.id).collect();
        let mut people: Vec<(&str, Option<&Assignment>)> = Vec::new();
        for assignment in &known {
            let id = assignment.resource.and_then(|id| self.names.known.get(&id));
            people.extend(id.map(|id| (id.as_str(), Some(*assignment))));
        }
        people.extend(task.assignees.iter().filter_map(|name| Some((self.names.id(name)?, None))));
        let mut seen = BTreeSet::new();
        people.retain(|(id, _)| seen.insert(*id));
        if people.is_empty() {
            return Vec::new();
        }
        let each = people.iter().map(|(id, assignment)| {
            let others = assignment.map_or(&[][..], |a| &a.alternatives);
            let others: Vec<&str> =
                others.iter().filter_map(|id| Some(self.names.known.get(id)?.as_str())).collect();
            match works && !others.is_empty() {
                true => format!("{id} {{ alternative {} }}", others.join(", ")),
                false => (*id).to_owned(),
            }
        });
        let word = if works { "allocate" } else { "responsible" };
        let mut lines = vec![format!("{word} {}", each.collect::<Vec<_>>().join(", "))];
        let part = |(id, assignment): &(&str, Option<&Assignment>)| {
            let units = assignment.map(|a| a.units).filter(|units| *units < 100 && works)?;
            let minutes = (self.project.meta().minutes_per_day * units / 100).max(self.step);
            Some(format!("limits {{ dailymax {} {{ resources {id} }} }}", amount(minutes, None)))
        };
        lines.extend(people.iter().filter_map(part));
        lines
    }

    /// All that is known of who is put to a task.
    pub(super) fn assigned(&self, task: &Task) -> Option<String> {
        let mut lines = Vec::new();
        for assignment in self.project.assignments_of(task.id) {
            let resource = assignment.resource.and_then(|id| self.project.resource(id));
            let id = assignment.resource.and_then(|id| self.names.known.get(&id));
            lines.push(format!("of: {}", id.map_or(NOBODY, String::as_str)));
            if resource.is_some_and(|r| !task.assignees.iter().any(|name| r.is_called(name))) {
                lines.push("as: resource".to_owned());
            }
            lines.extend(Some(assignment.units).filter(|u| *u != 100).map(|units| format!("units: {units}")));
            lines.extend(assignment.effort.map(|effort| format!("effort: {effort}")));
            lines.extend(assignment.skill.iter().map(|skill| format!("skill: {}", one_line(skill))));
            let others = assignment.alternatives.iter().filter_map(|id| self.names.known.get(id));
            lines.extend(others.map(|id| format!("alternative: {id}")));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// What stands for nobody in particular.
const NOBODY: &str = "anybody";

/// Whether TaskJuggler takes it for an address.
fn is_plain_address(email: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c));
    email.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host))
}

/// What the notation cannot say of a resource, or not exactly.
fn details_of(resource: &Resource) -> Vec<String> {
    let mut lines = details::of_person(resource);
    lines.extend(
        Some(resource.capacity).filter(|c| *c != 100).map(|capacity| format!("capacity: {capacity}")),
    );
    lines.extend(resource.email.iter().map(|email| format!("email: {}", one_line(email))));
    for span in &resource.availability {
        let day =
            |day: Option<jiff::civil::Date>| day.map_or_else(|| "any".to_owned(), |day| day.to_string());
        lines.push(format!("available: {} {} {}", day(span.first), day(span.last), span.percent));
    }
    lines
}
