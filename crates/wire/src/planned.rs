//! Tasks with what is computed for them: the wbs code, planned days, slack. All of it is written and none of it read.

use jiff::civil::{Date, DateTime};
use planwright_domain::{ProjectId, Task, TaskChange, WbsCode};
use schemars::{Schema, SchemaGenerator};
use serde::de::Deserializer;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::fault::Refusal;
use crate::fields::Fields;
use crate::scalar::{MOMENT, moment};
use crate::schema::{Field, Presence};
use crate::shape::{Shape, Unknown, Written};

/// What is computed for a task. Planned dates are no constraints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// The day on which work is planned to begin.
    pub start: Date,
    /// The last day of planned work.
    pub finish: Date,
    /// Whether a delay of it delays the project.
    pub critical: bool,
    /// By how many working minutes it may slip without delaying the project.
    pub total_slack: i64,
}

/// A planned moment of a task as it is read. Beside it documents have computed days, which are passed over.
pub(crate) struct Kept(pub(crate) Option<DateTime>);

impl Shape for Kept {
    fn read<'de, D: Deserializer<'de>>(from: D, unknown: Unknown) -> Result<Self, D::Error> {
        let read = Option::<String>::read(from, unknown)?;
        match read.as_deref().map(|text| (text, moment(text))) {
            None => Ok(Self(None)),
            Some((_, Some(moment))) => Ok(Self(Some(moment))),
            Some((text, None)) if unknown == Unknown::Ignored && text.parse::<Date>().is_ok() => {
                Ok(Self(None))
            }
            Some((text, None)) => Err(Refusal::not_a(text, MOMENT).into_error()),
        }
    }

    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }

    fn schema(schemas: &mut SchemaGenerator) -> Schema {
        Option::<DateTime>::schema(schemas)
    }
}

/// A task with what is computed for it.
pub(crate) struct TaskLine<'a> {
    pub(crate) project: Option<ProjectId>,
    pub(crate) wbs: Option<&'a WbsCode>,
    pub(crate) planned: Option<Planned>,
    pub(crate) task: &'a Task,
    pub(crate) blank: &'a Task,
}

impl Serialize for TaskLine<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("task_id", &Written(&self.task.id))?;
        if let Some(project) = &self.project {
            map.serialize_entry("project_id", &Written(project))?;
        }
        if let Some(wbs) = self.wbs {
            map.serialize_entry("wbs", &format_args!("{wbs}"))?;
        }
        TaskChange::write_record(self.task, self.blank, &mut map)?;
        if let Some(planned) = &self.planned {
            // What was kept goes before what was computed.
            if self.task.planned_start.is_none() {
                map.serialize_entry("planned_start", &Written(&planned.start))?;
            }
            if self.task.planned_finish.is_none() {
                map.serialize_entry("planned_finish", &Written(&planned.finish))?;
            }
            map.serialize_entry("critical", &planned.critical)?;
            map.serialize_entry("total_slack_minutes", &planned.total_slack)?;
        }
        map.end()
    }
}

/// The schemas of what is computed.
pub(crate) fn computed() -> Vec<Field> {
    let field = |name, about, make| Field { name, about, presence: Presence::Sparse, make };
    vec![
        field("wbs", "Its place in the tree, such as 1.2.3; computed.", String::schema),
        field("critical", "Whether a delay of it delays the project; computed.", bool::schema),
        field(
            "total_slack_minutes",
            "By how many working minutes it may slip without delaying the project; computed.",
            i64::schema,
        ),
    ]
}
