//! A schedule and the load of people as JSON: computed, written, and never read back. Times are the project's civil ones,
//! durations are working minutes.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

/// The schema of a schedule.
pub const SCHEDULE_SCHEMA: &str = "planwright/schedule/v1";
/// The schema of the load of people.
pub const LOAD_SCHEMA: &str = "planwright/load/v1";
/// The schema of the reasons for a date.
pub const WHY_SCHEMA: &str = "planwright/schedule-why/v1";

/// The schedule of a project.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "planwright schedule")]
pub struct ScheduleDoc {
    /// `planwright/schedule/v1`.
    pub schema: &'static str,
    /// The project.
    pub project_id: String,
    /// Its title.
    pub title: String,
    /// The version that was scheduled.
    pub version: u64,
    /// The first day of what is left; absent when nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The last day of what is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish: Option<String>,
    /// Working days from the first to the last.
    pub working_days: i64,
    /// Whether nobody is at two things at the same time.
    pub leveled: bool,
    /// By how many per cent it is longer than the best possible, at most; of leveled schedules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most_above_percent: Option<f64>,
    /// Who has the most to do of what there is of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bottleneck: Option<Bottleneck>,
    /// The deadline of the project, and whether it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DeadlineDoc>,
    /// How many open work packages nobody has estimated: they count as taking no time.
    pub unestimated: usize,
    /// People that open tasks ask for in vain.
    pub unmet: Vec<UnmetDoc>,
    /// Everything open, in the order of the tree.
    pub tasks: Vec<ScheduledTask>,
    /// Sets of hard constraints that cannot be kept together.
    pub clashes: Vec<ClashDoc>,
    /// Soft constraints that are missed, and hard ones that people's time leaves no room for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missed: Vec<MissedDoc>,
    /// The buffers of its critical chain, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buffers: Option<crate::BuffersDoc>,
}

/// People that a task asks for and does not get.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnmetDoc {
    /// The task.
    pub task_id: String,
    /// The skill that is missing; absent where that is not why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Why, in words.
    pub because: String,
}

/// Who has the most to do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Bottleneck {
    /// Their name.
    pub name: String,
    /// How much they have to do, in per cent of what there is of them.
    pub percent: u32,
}

/// Whether a deadline holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeadlineDoc {
    /// The last working day allowed.
    pub date: String,
    /// Whether it holds.
    pub holds: bool,
    /// Working minutes to spare; negative where it is missed.
    pub spare_minutes: i64,
}

/// When a task takes place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ScheduledTask {
    /// The task.
    pub task_id: String,
    /// Its place in the tree.
    pub wbs: String,
    /// Its title.
    pub title: String,
    /// `task`, `milestone` or `summary`.
    pub kind: &'static str,
    /// How far it is.
    pub status: &'static str,
    /// When it starts.
    pub start: String,
    /// When it finishes.
    pub finish: String,
    /// The latest it must finish for the project not to be late.
    pub late_finish: String,
    /// Working minutes from start to finish, of those who do it.
    pub duration_minutes: i64,
    /// By how many of these it can slip before the project does.
    pub total_slack_minutes: i64,
    /// By how many before something that waits for it does.
    pub free_slack_minutes: i64,
    /// Whether a delay of it delays the project.
    pub critical: bool,
    /// Whether it can slip, but by no more than a tenth of the time the project takes.
    pub near_critical: bool,
    /// What decides when it starts; absent where it starts with the project, and of summary tasks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub driven_by: Option<DriverDoc>,
    /// By how many working minutes it misses its due date; 0 when it does not.
    pub overdue_minutes: i64,
    /// Who is to do it.
    pub people: Vec<String>,
}

/// What decides when a task starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DriverDoc {
    /// `link`: it waits for a task; `busy`: somebody is at another task; `elsewhere`: at one of another project; `limit`:
    /// somebody has worked as much as they do; `date`: it is not to be earlier; `late`: it is to be as late as possible.
    pub cause: &'static str,
    /// The task it waits for, or that somebody is at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// The link by which it waits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_id: Option<String>,
    /// Who that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
}

/// Hard constraints that cannot be kept together: leave any of it out, and the rest can.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ClashDoc {
    /// The task whose constraint breaks.
    pub task_id: String,
    /// All of it in words, the broken constraint first.
    pub because: Vec<String>,
}

/// A constraint that is missed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissedDoc {
    /// The task.
    pub task_id: String,
    /// The kind of the constraint, such as `finish_no_later_than`.
    pub kind: &'static str,
    /// Whether it was to hold whatever it costs.
    pub hard: bool,
    /// What missing it by a day costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost: Option<u32>,
    /// When the task starts, or finishes where the constraint speaks of its finish.
    pub at: String,
}

/// Why a task is where it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyDoc {
    /// `planwright/schedule-why/v1`.
    pub schema: &'static str,
    /// The task.
    pub task_id: String,
    /// From the task back to the project's start, one step each.
    pub reasons: Vec<ReasonDoc>,
    /// What would have to change for it to start earlier, each tried.
    pub levers: Vec<LeverDoc>,
}

/// A change that lets a task start earlier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeverDoc {
    /// It in words.
    pub words: String,
    /// When the task would start then, or finish where it has others below it.
    pub then: String,
}

/// One step of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReasonDoc {
    /// The task that is held.
    pub task_id: String,
    /// `start` or `finish`.
    pub of: &'static str,
    /// When that is.
    pub at: String,
    /// When it could be if nothing but this were gone.
    pub otherwise: String,
    /// What somebody of the pool is at in another project, where that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<ElsewhereDoc>,
    /// It in words.
    pub words: String,
}

/// What takes somebody of a pool in another project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ElsewhereDoc {
    /// Who.
    pub resource_id: String,
    /// The other project.
    pub project_id: String,
    /// Its task.
    pub task_id: String,
    /// When they are done with it, on the clocks of this project.
    pub until: String,
}

/// How much everybody has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "planwright load")]
pub struct LoadDoc {
    /// `planwright/load/v1`.
    pub schema: &'static str,
    /// The project.
    pub project_id: String,
    /// `day`, `week` or `month`.
    pub by: &'static str,
    /// Everybody who has anything to do, the busiest first; last what nobody is put to.
    pub people: Vec<LoadedPerson>,
}

/// What one person has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LoadedPerson {
    /// Their name; null stands for what nobody is put to.
    pub name: Option<String>,
    /// Everything they have to do.
    pub work_minutes: u32,
    /// The periods in which they have anything to do.
    pub periods: Vec<LoadedPeriod>,
    /// Of the people of a pool, what each project takes of them, first things first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub projects: Vec<LoadedProject>,
}

/// What a project takes of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LoadedProject {
    /// The project.
    pub project_id: String,
    /// Its title.
    pub title: String,
    /// Everything they have to do in it.
    pub work_minutes: u32,
}

/// What somebody has to do in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LoadedPeriod {
    /// Its first day.
    pub from: String,
    /// What there is to do.
    pub work_minutes: u32,
    /// How much of the person there is.
    pub available_minutes: u32,
    /// Work in per cent of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<u32>,
    /// More is to be done, in the whole period or on some day of it, than there is of the person.
    pub overloaded: bool,
    /// The tasks it is.
    pub task_ids: Vec<String>,
}

impl ScheduleDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

impl WhyDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

impl LoadDoc {
    /// It as JSON.
    pub fn to_json(&self) -> String {
        crate::write(self)
    }
}

/// The JSON Schema of schedules, as committed in `docs/schemas/schedule.v1.json`.
pub fn schedule_schema() -> String {
    document::<ScheduleDoc>()
}

/// The JSON Schema of the reasons for a date, as committed in `docs/schemas/schedule-why.v1.json`.
pub fn why_schema() -> String {
    document::<WhyDoc>()
}

/// The JSON Schema of the load of people, as committed in `docs/schemas/load.v1.json`.
pub fn load_schema() -> String {
    document::<LoadDoc>()
}

/// The schema of a document that is written and never read back.
pub(crate) fn document<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
