//! Forecasts, baselines and comparisons as JSON. Minutes are working minutes of the project.

use planwright::domain::schedule::{Comparison, Fate, Forecast};
use planwright::domain::{BaselineTask, Project};
use serde_json::{Value, json};

/// By when a project is finished how surely.
pub(crate) fn forecast(project: &Project, found: &Forecast) -> String {
    let finish = |percent: u32| json!({ "percent": percent, "date": found.finish(percent).to_string() });
    let finishes = [50, 80, 95].map(finish);
    let deadline = project.meta().deadline;
    let tasks = found.influences.iter().map(|influence| {
        json!({
            "task_id": influence.id.uuid(),
            "criticality": influence.criticality,
            "cruciality": influence.cruciality,
        })
    });
    json!({
        "schema": "planwright/forecast/v1",
        "runs": found.runs(),
        "planned_finish": found.planned_finish().to_string(),
        "planned_probability": found.probability_of_plan(),
        "finish": finishes,
        "deadline": deadline.map(|day| day.to_string()),
        "deadline_probability": deadline.map(|day| found.probability(day)),
        "tasks": tasks.collect::<Vec<Value>>(),
    })
    .to_string()
}

/// The baselines of a project.
pub(crate) fn baselines(project: &Project) -> String {
    let rows = project.baselines().map(|baseline| {
        json!({
            "baseline_id": baseline.id.uuid(),
            "name": baseline.name,
            "taken_on": baseline.taken_on.map(|day| day.to_string()),
            "version": baseline.version.map(|version| version.0),
            "tasks": baseline.tasks.len(),
        })
    });
    json!({ "baselines": rows.collect::<Vec<Value>>() }).to_string()
}

/// What is otherwise than it was, or than it is.
pub(crate) fn comparison(found: &Comparison) -> String {
    let times = |task: Option<BaselineTask>| {
        task.map(|task| json!({ "start": task.start.to_string(), "finish": task.finish.to_string() }))
    };
    let tasks = found.tasks.iter().map(|variance| {
        json!({
            "task_id": variance.id.uuid(),
            "fate": match variance.fate {
                Fate::Open => "open",
                Fate::Done => "done",
                Fate::Cancelled => "cancelled",
                Fate::New => "new",
                Fate::Gone => "gone",
            },
            "planned": times(variance.planned),
            "now": times(variance.now),
            "start_minutes": variance.start,
            "finish_minutes": variance.finish,
            "effort_minutes": variance.effort,
        })
    });
    json!({
        "schema": "planwright/comparison/v1",
        "planned_finish": found.planned_finish.map(|day| day.to_string()),
        "finish": found.finish.to_string(),
        "later_minutes": found.later,
        "more_minutes": found.more,
        "tasks": tasks.collect::<Vec<Value>>(),
    })
    .to_string()
}
