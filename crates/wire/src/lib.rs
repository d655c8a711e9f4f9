//! The only serialised shapes of a plan, version 1: patches, projects, entries, proposals, errors, and their JSON Schema.
//!
//! Domain types are not serialisable on purpose; what is promised to the outside is promised here. Version 1 grows by
//! optional fields only, and yesterday's files decode forever. This room knows JSON and no other notation.

mod beside;
mod buffers;
pub mod cell;
pub mod compact;
mod entry;
mod evaluation;
mod lists;
mod options;
mod patch;
mod planned;
mod project;
mod project_file;
mod proposal;
mod schedule;

mod collection;
mod fault;
mod fields;
mod forecast;
mod free;
mod hours;
mod kept;
mod line;
mod object;
mod scalar;
mod schema;
mod shape;
mod small;

pub use beside::{CALENDAR_DAYS_SCHEMA, CalendarDay, CalendarDaysDoc, calendars_to_json, people_to_json};
pub use buffers::{BuffersDoc, ChainDoc, FeedingDoc, UsedDoc};
pub use entry::{ENTRY_SCHEMA, entry_from_json, entry_to_json};
pub use evaluation::{
    CheckedAspect, EVALUATION_ENTRY_SCHEMA, EVALUATION_SCHEMA, Evaluated, EvaluatedCheck, EvaluatedGroup,
    EvaluatedTasks, Evaluation, EvaluationEntry, FigureMap,
};
pub use fault::{Fault, WireError};
pub use forecast::{
    COMPARISON_SCHEMA, ComparisonDoc, FORECAST_SCHEMA, ForecastDoc, InfluenceDoc, SpanDoc, SureDoc,
    VarianceDoc, comparison_schema, forecast_schema,
};
pub use lists::{
    ErrorDoc, Estimated, ListedProject, ListedTask, ListedTemplate, entries_to_json, estimates_to_json,
    projects_to_json, proposals_to_json, tasks_to_json, templates_to_json,
};
pub use options::{DroppedDoc, HoursDoc, MoreDoc, OPTIONS_SCHEMA, OptionsDoc, options_schema};
pub use patch::{PATCH_SCHEMA, patch_from_json, patch_to_json};
pub use planned::Planned;
pub use project::{PROJECT_SCHEMA, ProjectDoc};
pub use project_file::{ProjectFile, project_from_json};
pub use proposal::{PROPOSAL_SCHEMA, proposal_from_json, proposal_to_json};
pub use schedule::{
    Bottleneck, ClashDoc, DeadlineDoc, DriverDoc, ElsewhereDoc, LOAD_SCHEMA, LeverDoc, LoadDoc, LoadedPeriod,
    LoadedPerson, LoadedProject, MissedDoc, ReasonDoc, SCHEDULE_SCHEMA, ScheduleDoc, ScheduledTask, UnmetDoc,
    WHY_SCHEMA, WhyDoc, load_schema, schedule_schema, why_schema,
};
pub use schema::{calendar_days_schema, calendars_schema, patch_schema, people_schema, project_schema};

/// Writes a shape as JSON text. Every shape can be written: keys are texts and numbers are finite.
fn write(shape: &impl serde::Serialize) -> String {
    serde_json::to_string(shape).unwrap_or_default()
}
