//! Who does what in a schedule, by name: whoever was put to it, and whom leveling took where several would do.

use planwright_domain::{Assignment, Project, Resource, ResourceId, Task, TaskId, alike};

use super::Schedule;

impl Schedule {
    /// Who is to do a task, by name: those assigned, then the other assignees. Where several would do, or a skill is asked
    /// for, those whom leveling took.
    pub fn people(&self, task: &Task) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for assignment in self.project.assignments_of(task.id) {
            let mut chosen = self.chosen(task.id, assignment);
            if chosen.is_empty() {
                let named = assignment.resources().find_map(|id| self.resource(id)).map(|r| r.name.clone());
                let skilled = || assignment.skill.as_ref().map(|skill| format!("who can {skill}"));
                chosen.extend(named.or_else(skilled));
            }
            names.extend(chosen);
        }
        let known =
            |name: &String| self.resource_named(name).map_or_else(|| name.clone(), |r| r.name.clone());
        names.extend(task.assignees.iter().map(known));
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(alike(name)));
        names
    }

    /// The pool the project shares.
    pub fn people_of_pool(&self) -> Option<&Project> {
        self.pool.as_ref().map(|pool| &pool.people)
    }

    /// Whom leveling took of several who would do.
    fn chosen(&self, task: TaskId, assignment: &Assignment) -> Vec<String> {
        let Some(leveled) = &self.leveled else { return Vec::new() };
        let named: Vec<ResourceId> = assignment.resources().collect();
        let able = |id: ResourceId| match &assignment.skill {
            Some(skill) if named.is_empty() => self.resource(id).is_some_and(|r| r.can(skill)),
            _ => named.len() > 1 && named.contains(&id),
        };
        let took = leveled.roster.stints(task).into_iter().filter_map(|stint| stint.person);
        let people = took.filter_map(|person| self.model.people().get(person as usize));
        people.filter(|person| person.resource.is_some_and(able)).map(|person| person.name.clone()).collect()
    }

    /// The resource of an id, of the project or of its pool.
    pub fn resource(&self, id: ResourceId) -> Option<&Resource> {
        self.project.resource(id).or_else(|| self.people_of_pool()?.resource(id))
    }

    /// The resource of a name among assignees, of the project or of its pool.
    pub fn resource_named(&self, name: &str) -> Option<&Resource> {
        let named = |project: &'_ Project| project.resources().find(|r| r.is_called(name)).map(|r| r.id);
        let id = named(&self.project).or_else(|| named(self.people_of_pool()?))?;
        self.resource(id)
    }
}
