//! Resources and assignments: who or what does the work, how much of it there is, and what it is put to. A name among a
//! task's assignees that no resource bears is a person of whom nothing more is known.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::{AssignmentId, CalendarId, ResourceId, TaskId};
use crate::link::words;
use crate::record::record;
use crate::value::Value;

record! {
    /// A person, a team or a thing that work needs.
    Resource {
        /// One line naming it, unlike that of any other resource of the project: the name among assignees.
        Name name: String = "name",
        /// Person, team or equipment.
        Kind kind: ResourceKind = "kind",
        /// How much of it there is, in per cent: 100 is one person full time, 300 a team of three.
        Capacity capacity: u32 = "capacity_percent",
        /// How fast it works, in per cent: at 200 an hour of effort takes half an hour.
        Efficiency efficiency: u32 = "efficiency_percent",
        /// When it works; `None` is as the project does.
        Calendar calendar: Option<CalendarId> = "calendar_id",
        /// Spans in which there is more or less of it. Where several speak of one day, the last one counts.
        Availability availability: Vec<Availability> = "availability",
        /// Days on which it is not there.
        Absences absences: Vec<Absence> = "absences",
        /// The most minutes it works in a day, whatever its calendar says.
        MinutesPerDay minutes_per_day: Option<u32> = "max_minutes_per_day",
        /// The most minutes it works in a week, from Monday.
        MinutesPerWeek minutes_per_week: Option<u32> = "max_minutes_per_week",
        /// What it can do.
        Skills skills: BTreeSet<String> = "skills" set,
        /// Its e-mail address.
        Email email: Option<String> = "email",
        /// Its ids in other systems, by system.
        ExternalIds external_ids: BTreeMap<String, String> = "external_ids",
        /// Its key in the document it came from.
        SourceKey source_key: Option<String> = "source_key",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
    }
    /// New values for some fields of a resource.
    ResourceChange;
    /// The fields of a resource.
    ResourceField;
    id ResourceId;
}

/// What a name is, however it is written: small and capital letters, and blanks around it, make no other name of it.
pub fn alike(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Resource {
    /// Whether somebody of this name is meant.
    pub fn is_called(&self, name: &str) -> bool {
        alike(&self.name) == alike(name)
    }

    /// Whether it has a skill, however that is written.
    pub fn can(&self, skill: &str) -> bool {
        let skill = alike(skill);
        self.skills.iter().any(|own| alike(own) == skill)
    }

    /// A person who works full time as the project does.
    pub fn new(id: ResourceId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            kind: ResourceKind::Person,
            capacity: 100,
            efficiency: 100,
            calendar: None,
            availability: Vec::new(),
            absences: Vec::new(),
            minutes_per_day: None,
            minutes_per_week: None,
            skills: BTreeSet::new(),
            email: None,
            external_ids: BTreeMap::new(),
            source_key: None,
            metadata: BTreeMap::new(),
        }
    }
}

words! {
    /// What a resource is.
    ResourceKind {
        /// Somebody.
        Person = "person",
        /// Several people who stand in for each other.
        Team = "team",
        /// A thing or a place that work needs.
        Equipment = "equipment",
    }
}

/// A span in which there is so much of a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Availability {
    /// Its first day; `None` reaches back without end.
    pub first: Option<Date>,
    /// Its last day, which is one of it; `None` goes on without end.
    pub last: Option<Date>,
    /// How much there is, in per cent as in [`Resource::capacity`].
    pub percent: u32,
}

/// Days on which a resource is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// The first of them.
    pub first: Date,
    /// The last of them, which is one of them.
    pub last: Date,
    /// Why, in words.
    pub reason: Option<String>,
}

record! {
    /// That a resource, or somebody with a skill, works on a task. A task's assignees say the same of whole people; an
    /// assignment says how much.
    Assignment {
        /// The task.
        Task task: TaskId = "task_id",
        /// Who or what; `None` is anybody with the skill. In a project that shares a pool it may be in the pool.
        Resource resource: Option<ResourceId> = "resource_id",
        /// Who or what else would do.
        Alternatives alternatives: Vec<ResourceId> = "alternative_resource_ids",
        /// The skill asked for.
        Skill skill: Option<String> = "skill",
        /// How much of the resource, in per cent of one person.
        Units units: u32 = "units_percent",
        /// Its part of the task's effort, in person-minutes; `None` is what is left, shared by units.
        Effort effort: Option<u32> = "estimated_minutes",
        /// Anything else.
        Metadata metadata: BTreeMap<String, Value> = "metadata",
    }
    /// New values for some fields of an assignment.
    AssignmentChange;
    /// The fields of an assignment.
    AssignmentField;
    id AssignmentId;
}

impl Assignment {
    /// `resource` works on `task` full time.
    pub fn new(id: AssignmentId, task: TaskId, resource: Option<ResourceId>) -> Self {
        Self {
            id,
            task,
            resource,
            alternatives: Vec::new(),
            skill: None,
            units: 100,
            effort: None,
            metadata: BTreeMap::new(),
        }
    }

    /// Everybody it names: who it is for, and who else would do.
    pub fn resources(&self) -> impl Iterator<Item = ResourceId> + '_ {
        self.resource.into_iter().chain(self.alternatives.iter().copied())
    }

    /// Whether it names this resource.
    pub fn names(&self, resource: ResourceId) -> bool {
        self.resources().any(|id| id == resource)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_names_of_their_own_on_the_wire() {
        let names: BTreeSet<&str> = ResourceField::ALL.iter().map(|f| f.name()).collect();
        assert_eq!(names.len(), ResourceField::ALL.len());
        assert_eq!(AssignmentField::Effort.name(), "estimated_minutes");
    }

    #[test]
    fn a_skill_is_the_same_however_it_is_written() {
        let able = Resource {
            skills: ["Paint Walls".to_owned()].into(),
            ..Resource::new(ResourceId::from_bits(1), "Ann")
        };
        for (skill, can) in
            [("paint walls", true), (" PAINT WALLS ", true), ("Paint Walls", true), ("paint", false)]
        {
            assert_eq!(able.can(skill), can, "{skill}");
        }
    }

    #[test]
    fn kinds_read_back() {
        for kind in ResourceKind::ALL {
            assert_eq!(ResourceKind::from_word(kind.word()), Some(*kind));
        }
    }
}
