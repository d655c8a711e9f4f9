//! Outcomes as the shapes of the wire: the report that is printed, and the line that a history keeps of it.

use jiff::Timestamp;
use planwright::planner::eval::{Figures, Report};
use planwright::usecases::evaluate::{Group, Held, Outcome, Summary};
use planwright_wire::{
    CheckedAspect, Evaluated, EvaluatedCheck, EvaluatedGroup, EvaluatedTasks, Evaluation, EvaluationEntry,
    FigureMap,
};

/// Figures are written with so many steps from 0 to 1: what is finer is noise.
const STEPS: f64 = 1e6;

/// The report. `before` is the last entry of the history about the same examples.
pub(super) fn report(
    of: &str,
    outcomes: &[Outcome],
    summary: &Summary,
    before: Option<&EvaluationEntry>,
) -> Evaluation {
    let now = figures(&summary.figures);
    let since = |before: &EvaluationEntry| {
        let change =
            |(name, value): (&String, &f64)| Some((name.clone(), rounded(value - before.figures.get(name)?)));
        now.iter().filter_map(change).collect()
    };
    Evaluation {
        of: of.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        example_count: summary.examples,
        refused_count: summary.refused,
        change: before.map(since),
        figures: now,
        checks: summary
            .checks
            .iter()
            .map(|Held { aspect, held, of }| {
                (aspect.word().to_owned(), CheckedAspect { held: *held, of: *of })
            })
            .collect(),
        groups: summary.groups.iter().map(group).collect(),
        examples: outcomes.iter().map(example).collect(),
    }
}

/// What a history keeps of a report.
pub(super) fn entry(report: &Evaluation, at: Timestamp) -> EvaluationEntry {
    EvaluationEntry {
        at,
        version: report.version.clone(),
        of: report.of.clone(),
        example_count: report.example_count,
        figures: report.figures.clone(),
        checks: report.checks.clone(),
    }
}

fn rounded(value: f64) -> f64 {
    (value * STEPS).round() / STEPS
}

fn figures(figures: &Figures) -> FigureMap {
    figures.measured().map(|(figure, value)| (figure.word().to_owned(), rounded(value))).collect()
}

fn group(group: &Group) -> EvaluatedGroup {
    EvaluatedGroup {
        by: group.by.to_owned(),
        name: group.name.clone(),
        example_count: group.examples,
        figures: figures(&group.figures),
    }
}

fn example(outcome: &Outcome) -> Evaluated {
    let check = |check: &planwright::planner::eval::Check| EvaluatedCheck {
        aspect: check.aspect.word().to_owned(),
        what: check.what.clone(),
        holds: check.holds,
    };
    Evaluated {
        name: outcome.name.clone(),
        kind: outcome.kind.word().to_owned(),
        domain: outcome.domain.clone(),
        language: outcome.language.clone(),
        refused: outcome.refused.clone(),
        figures: figures(&outcome.figures),
        tasks: outcome.report.as_ref().map(tasks),
        checks: outcome.checks.iter().map(check).collect(),
    }
}

fn tasks(report: &Report) -> EvaluatedTasks {
    let overlaps = [("titles", report.titles), ("links", report.links), ("order", report.order)];
    let of = |value: &dyn Fn(&planwright::planner::eval::Overlap) -> Option<f64>| {
        let named = |(name, overlap): &(&str, _)| Some(((*name).to_owned(), rounded(value(overlap)?)));
        overlaps.iter().filter_map(named).collect::<FigureMap>()
    };
    EvaluatedTasks {
        gold_task_count: report.gold_tasks,
        plan_task_count: report.plan_tasks,
        matched_task_count: report.titles.both,
        precision: of(&|overlap| overlap.precision()),
        recall: of(&|overlap| overlap.recall()),
        tree_distance: report.tree.map(|tree| rounded(tree.distance)),
        effort_mae_minutes: report.efforts.mae.map(rounded),
        effort_mape: report.efforts.mape.map(rounded),
        missing: report.missing.clone(),
        extra: report.extra.clone(),
    }
}
