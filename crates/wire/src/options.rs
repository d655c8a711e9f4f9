//! Options for a plan that is too big for its deadline as JSON: computed, written, and never read back.

use schemars::JsonSchema;
use serde::Serialize;

/// The schema of options.
pub const OPTIONS_SCHEMA: &str = "planwright/options/v1";

/// What could be done about a plan that misses its deadline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "planwright options")]
pub struct OptionsDoc {
    /// `planwright/options/v1`.
    pub schema: &'static str,
    /// The project.
    pub project_id: String,
    /// The day it is to be finished by; null where it has no deadline.
    pub deadline: Option<String>,
    /// The day it would be finished; null where nothing is left to do.
    pub finish: Option<String>,
    /// Whether the deadline holds, so that nothing has to be done.
    pub holds: bool,
    /// What to leave out, or to put off until later; null where nothing that could be is enough.
    pub drop: Option<DroppedDoc>,
    /// Whom to add, those that help most first.
    pub people: Vec<MoreDoc>,
    /// The day that is 80 % sure when nothing is changed.
    pub sure: Option<String>,
    /// Longer weeks; null where even the longest are not enough.
    pub hours: Option<HoursDoc>,
    /// There was no time to try everything.
    pub stopped: bool,
}

/// Tasks that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DroppedDoc {
    /// What matters least first.
    pub task_ids: Vec<String>,
    /// Their effort together.
    pub effort_minutes: u64,
    /// The day the rest is finished.
    pub finish: String,
}

/// People who are added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MoreDoc {
    /// `like` a person, `skilled`, or a `helper` who shares what is critical.
    pub kind: &'static str,
    /// The name of the person or of the skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many.
    pub count: u32,
    /// The day it is finished then.
    pub finish: String,
    /// Whether that is enough.
    pub holds: bool,
}

/// Longer weeks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HoursDoc {
    /// Minutes of a week now.
    pub from_minutes_per_week: u32,
    /// Minutes of a week that are enough.
    pub to_minutes_per_week: u32,
    /// The day it is finished then.
    pub finish: String,
}

impl OptionsDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

/// The JSON Schema of options, as committed in `docs/schemas/options.v1.json`.
pub fn options_schema() -> String {
    crate::schedule::document::<OptionsDoc>()
}
