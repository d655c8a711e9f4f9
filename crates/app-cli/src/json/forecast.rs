//! Forecasts, baselines and comparisons in their wire shapes.

use planwright::domain::schedule::{Comparison, Fate, Forecast};
use planwright::domain::{Baseline, BaselineTask, Project};
use planwright::usecases::schedule::Schedule;
use planwright_wire::{
    COMPARISON_SCHEMA, ComparisonDoc, FORECAST_SCHEMA, ForecastDoc, InfluenceDoc, SpanDoc, SureDoc,
    VarianceDoc,
};
use serde_json::{Value, json};

/// By when a project is finished how surely.
pub(crate) fn forecast(of: &Schedule, found: &Forecast) -> String {
    let deadline = of.project.meta().deadline;
    let tasks = found.influences.iter().map(|influence| InfluenceDoc {
        task_id: influence.id.uuid(),
        criticality: influence.criticality,
        cruciality: influence.cruciality,
    });
    ForecastDoc {
        schema: FORECAST_SCHEMA,
        runs: found.runs(),
        leveled: of.leveled.is_some(),
        planned_finish: found.planned_finish().to_string(),
        planned_probability: found.probability_of_plan(),
        finish: [50, 80, 95]
            .map(|percent| SureDoc { percent, date: found.finish(percent).to_string() })
            .into(),
        deadline: deadline.map(|day| day.to_string()),
        deadline_probability: deadline.map(|day| found.probability(day)),
        tasks: tasks.collect(),
    }
    .to_json()
}

/// The baselines of a project.
pub(crate) fn baselines(project: &Project) -> String {
    let rows = project.baselines().map(head);
    json!({ "baselines": rows.collect::<Vec<Value>>() }).to_string()
}

/// One baseline with its tasks, which `then` was when it was taken.
pub(crate) fn baseline(baseline: &Baseline, then: &Project) -> String {
    let tasks = baseline.tasks.iter().map(|(id, kept)| {
        json!({
            "task_id": id.uuid(),
            "title": then.task(*id).map(|task| &task.title),
            "start": kept.start.to_string(),
            "finish": kept.finish.to_string(),
            "estimated_minutes": kept.effort,
        })
    });
    let mut shown = head(baseline);
    shown["tasks"] = tasks.collect();
    shown.to_string()
}

fn head(baseline: &Baseline) -> Value {
    json!({
        "baseline_id": baseline.id.uuid(),
        "name": baseline.name,
        "taken_on": baseline.taken_on.map(|day| day.to_string()),
        "version": baseline.version.map(|version| version.0),
        "tasks": baseline.tasks.len(),
    })
}

/// What is otherwise than it was, or than it is; `then` knows what is gone, where anybody does.
pub(crate) fn comparison(found: &Comparison, now: &Project, then: Option<&Project>) -> String {
    let times = |task: Option<BaselineTask>| {
        task.map(|task| SpanDoc { start: task.start.to_string(), finish: task.finish.to_string() })
    };
    let tasks = found.tasks.iter().map(|variance| VarianceDoc {
        task_id: variance.id.uuid(),
        title: now.task(variance.id).or_else(|| then?.task(variance.id)).map(|task| task.title.clone()),
        fate: match variance.fate {
            Fate::Open => "open",
            Fate::Done => "done",
            Fate::Cancelled => "cancelled",
            Fate::New => "new",
            Fate::Gone => "gone",
        },
        planned: times(variance.planned),
        now: times(variance.now),
        start_minutes: variance.start,
        finish_minutes: variance.finish,
        effort_minutes: variance.effort,
    });
    ComparisonDoc {
        schema: COMPARISON_SCHEMA,
        planned_finish: found.planned_finish.map(|day| day.to_string()),
        finish: found.finish.to_string(),
        later_minutes: found.later,
        more_minutes: found.more,
        tasks: tasks.collect(),
    }
    .to_json()
}
