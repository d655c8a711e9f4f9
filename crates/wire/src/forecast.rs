//! Forecasts and comparisons as JSON: computed, written, and never read back. Minutes are working minutes of the project.

use schemars::JsonSchema;
use serde::Serialize;

use crate::schedule::document;

/// The schema of a forecast.
pub const FORECAST_SCHEMA: &str = "planwright/forecast/v1";
/// The schema of a comparison of schedules.
pub const COMPARISON_SCHEMA: &str = "planwright/comparison/v1";

/// By when a project is finished how surely.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "planwright forecast")]
pub struct ForecastDoc {
    /// `planwright/forecast/v1`.
    pub schema: &'static str,
    /// How many times efforts were drawn.
    pub runs: usize,
    /// Whether in each run nobody is at two things at the same time.
    pub leveled: bool,
    /// The day the plan says, with every effort as planned.
    pub planned_finish: String,
    /// In what share of the runs that holds.
    pub planned_probability: f64,
    /// The days that hold in 50, 80 and 95 per cent of the runs.
    pub finish: Vec<SureDoc>,
    /// The deadline of the project.
    pub deadline: Option<String>,
    /// In what share of the runs it holds.
    pub deadline_probability: Option<f64>,
    /// What moves the date, the most telling first.
    pub tasks: Vec<InfluenceDoc>,
}

/// A day that is so sure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SureDoc {
    /// In so many per cent of the runs.
    pub percent: u32,
    /// It is finished by the end of this day.
    pub date: String,
}

/// How much a task decides about the finish.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct InfluenceDoc {
    /// The task.
    pub task_id: String,
    /// In what share of the runs it was critical.
    pub criticality: f64,
    /// How its effort and the finish go together, from -1 to 1.
    pub cruciality: f64,
}

/// A schedule beside another: a baseline beside the schedule of today, or the plan beside what it might be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "planwright comparison")]
pub struct ComparisonDoc {
    /// `planwright/comparison/v1`.
    pub schema: &'static str,
    /// The day the project was to finish; null where nothing was planned.
    pub planned_finish: Option<String>,
    /// The day it will.
    pub finish: String,
    /// By how much that is later.
    pub later_minutes: i64,
    /// By how much the effort of the whole is more; null where nobody knows what it was.
    pub more_minutes: Option<i64>,
    /// Every task of either.
    pub tasks: Vec<VarianceDoc>,
}

/// What has become of one task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VarianceDoc {
    /// The task.
    pub task_id: String,
    /// Its title, as far as anybody knows it.
    pub title: Option<String>,
    /// `open`, `done`, `cancelled`, `new` or `gone`.
    pub fate: &'static str,
    /// When it was to take place.
    pub planned: Option<SpanDoc>,
    /// When it will.
    pub now: Option<SpanDoc>,
    /// By how much it starts later.
    pub start_minutes: Option<i64>,
    /// By how much it finishes later.
    pub finish_minutes: Option<i64>,
    /// By how much its effort is more.
    pub effort_minutes: i64,
}

/// From a start to a finish.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpanDoc {
    /// When it starts.
    pub start: String,
    /// When it finishes.
    pub finish: String,
}

impl ForecastDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

impl ComparisonDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

/// The JSON Schema of forecasts, as committed in `docs/schemas/forecast.v1.json`.
pub fn forecast_schema() -> String {
    document::<ForecastDoc>()
}

/// The JSON Schema of comparisons, as committed in `docs/schemas/comparison.v1.json`.
pub fn comparison_schema() -> String {
    document::<ComparisonDoc>()
}
