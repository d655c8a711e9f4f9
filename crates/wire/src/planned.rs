//! Tasks with what is computed for them: the wbs code, planned dates, slack. All of it is written and none of it read.

use jiff::civil::Date;
use planwright_domain::{ProjectId, Task, TaskChange, WbsCode};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::fields::Fields;
use crate::schema::{Field, Presence};
use crate::shape::{Shape, Written};

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
            map.serialize_entry("planned_start", &Written(&planned.start))?;
            map.serialize_entry("planned_finish", &Written(&planned.finish))?;
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
        field("planned_start", "The day on which work is planned to begin; computed.", Date::schema),
        field("planned_finish", "The last day of planned work; computed.", Date::schema),
        field("critical", "Whether a delay of it delays the project; computed.", bool::schema),
        field(
            "total_slack_minutes",
            "By how many working minutes it may slip without delaying the project; computed.",
            i64::schema,
        ),
    ]
}
