//! The fields of calendars, resources, assignments and baselines on the wire, and the small objects in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime, Time};
use planwright_domain::{
    Absence, Assignment, AssignmentChange, AssignmentId, Availability, Baseline, BaselineChange, BaselineId,
    BaselineTask, Calendar, CalendarChange, CalendarId, Constraint, ConstraintKind, Exception, Hours,
    Resource, ResourceChange, ResourceId, ResourceKind, TaskId, Value, Version, Week,
};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::de::Deserializer;
use serde::ser::{SerializeMap, Serializer};

use crate::collection::map;
use crate::fault::Refusal;
use crate::fields::fields;
use crate::object::object;
use crate::shape::{Shape, Unknown, Written};

fields!(CalendarChange, Calendar, "calendar", Calendar::new(CalendarId::from_bits(0), ""), {
    always name: String = "name", "One line naming it, unlike that of any other calendar of the project.";
    sparse base: Option<CalendarId> = "base_calendar_id", "The calendar that says what this one does not.";
    sparse week: Option<Week> = "week", "The hours of a week; a day that is not named is off. Without a week they are those of the base.";
    sparse exceptions: Vec<Exception> = "exceptions", "Days that differ from the week; where several speak of one day, the last one counts.";
    sparse time_zone: Option<String> = "time_zone", "The IANA name of the zone whose clock the hours are read from.";
    sparse source_key: Option<String> = "source_key", "Its key in the document it came from.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
});

fields!(ResourceChange, Resource, "resource", Resource::new(ResourceId::from_bits(0), ""), {
    always name: String = "name", "One line naming it, unlike that of any other resource of the project: the name among assignees.";
    always kind: ResourceKind = "kind", "Person, team or equipment.";
    sparse capacity: u32 = "capacity_percent", "How much of it there is, in per cent: 100 is one person full time.";
    sparse efficiency: u32 = "efficiency_percent", "How fast it works, in per cent: at 200 an hour of effort takes half an hour.";
    sparse calendar: Option<CalendarId> = "calendar_id", "When it works; none is as the project does.";
    sparse availability: Vec<Availability> = "availability", "Spans in which there is more or less of it.";
    sparse absences: Vec<Absence> = "absences", "Days on which it is not there.";
    sparse minutes_per_day: Option<u32> = "max_minutes_per_day", "The most minutes it works in a day, whatever its calendar says.";
    sparse minutes_per_week: Option<u32> = "max_minutes_per_week", "The most minutes it works in a week, from Monday.";
    sparse skills: BTreeSet<String> = "skills", "What it can do; a set, sent whole.";
    sparse email: Option<String> = "email", "Its e-mail address.";
    sparse external_ids: BTreeMap<String, String> = "external_ids", "Its ids in other systems, by system.";
    sparse source_key: Option<String> = "source_key", "Its key in the document it came from.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
});

fields!(AssignmentChange, Assignment, "assignment", Assignment::new(AssignmentId::from_bits(0), TaskId::from_bits(0), None), {
    needed task: TaskId = "task_id", "The task.";
    sparse resource: Option<ResourceId> = "resource_id", "Who or what; none is anybody with the skill. It may be in the pool of the project.";
    sparse alternatives: Vec<ResourceId> = "alternative_resource_ids", "Who or what else would do.";
    sparse skill: Option<String> = "skill", "The skill asked for.";
    sparse units: u32 = "units_percent", "How much of the resource, in per cent of one person.";
    sparse effort: Option<u32> = "estimated_minutes", "Its part of the task's effort, in person-minutes; none is what is left, shared by units.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
});

fields!(BaselineChange, Baseline, "baseline", Baseline::new(BaselineId::from_bits(0), ""), {
    always name: String = "name", "One line naming it, unlike that of any other baseline of the project.";
    sparse taken_on: Option<Date> = "taken_on", "The day it was taken.";
    sparse version: Option<Version> = "version", "The version of the plan whose schedule it is.";
    sparse tasks: BTreeMap<TaskId, BaselineTask> = "tasks", "When each task was to be done, by the task's id.";
    sparse metadata: BTreeMap<String, Value> = "metadata", "Anything else.";
});

object!(Exception, "calendar_exception", "", {
    sparse name: Option<String> = "name", "What these days are called.";
    needed first: Date = "first", "The first of them.";
    needed last: Date = "last", "The last of them, which is one of them.";
    sparse hours: Hours = "hours", "The hours worked on each of them; without any they are days off.";
    sparse yearly: bool = "yearly", "They come back on the same days of every year.";
});

object!(Availability, "availability", "", {
    sparse first: Option<Date> = "first", "Its first day; none reaches back without end.";
    sparse last: Option<Date> = "last", "Its last day, which is one of it; none goes on without end.";
    needed percent: u32 = "percent", "How much of the resource there is, in per cent.";
});

object!(Absence, "absence", "", {
    needed first: Date = "first", "The first of these days.";
    needed last: Date = "last", "The last of them, which is one of them.";
    sparse reason: Option<String> = "reason", "Why, in words.";
});

object!(BaselineTask, "baseline_task", "", {
    needed start: DateTime = "start", "When it was to start.";
    needed finish: DateTime = "finish", "When it was to finish.";
    sparse effort: Option<u32> = "estimated_minutes", "Its effort in person-minutes.";
});

object!(Constraint, "constraint", "", {
    needed kind: ConstraintKind = "type", "What it asks.";
    sparse date: Option<Date> = "date", "The day; all but as_late_as_possible name one.";
    sparse time: Option<Time> = "time", "The time of that day; none is the opening of the day for a start, its end for a finish.";
    sparse hard: bool = "hard", "It holds whatever it costs.";
    sparse cost: Option<u32> = "cost", "What missing it by a day costs, beside other constraints that are not hard; none is 1.";
});

impl Shape for BTreeMap<TaskId, BaselineTask> {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let mut tasks = Self::new();
        for (key, task) in map::<D, BaselineTask>(from, unknown)? {
            let id = TaskId::parse(&key).ok().filter(|id| id.bits() != 0);
            let id = id.ok_or_else(|| Refusal::not_a(&key, "the id of a task").into_error())?;
            if tasks.insert(id, task).is_some() {
                return Err(Refusal::new("a task comes twice", "keep one of the two").into_error());
            }
        }
        Ok(tasks)
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (id, task) in self {
            map.serialize_entry(&id.uuid(), &Written(task))?;
        }
        map.end()
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        let task = BaselineTask::schema(schemas);
        json_schema!({ "type": "object", "additionalProperties": task })
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}
