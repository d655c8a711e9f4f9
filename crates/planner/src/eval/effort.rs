//! What the tasks of the two plans say of themselves, for those that are the same task: parent, effort, status, due date.
//! What the gold plan does not state is not asked of the plan, only counted.

use planwright_domain::Project;

use super::label::Labels;
use super::matching::Matching;
use super::ratio;

/// How often a plan is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Accuracy {
    /// How often it is right.
    pub right: u64,
    /// How often it could have been.
    pub of: u64,
    /// What it states and the gold plan does not.
    pub extra: u64,
}

impl Accuracy {
    /// The share that is right; `None` where nothing was asked.
    pub fn share(&self) -> Option<f64> {
        ratio(self.right, self.of)
    }

    fn ask<T: PartialEq + Copy>(&mut self, gold: Option<T>, plan: Option<T>) {
        match gold {
            Some(_) => {
                self.of += 1;
                self.right += u64::from(gold == plan);
            }
            None => self.extra += u64::from(plan.is_some()),
        }
    }
}

/// Efforts, in person-minutes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Efforts {
    /// How many are within 10 % of the gold plan's; one that is missing is wrong.
    pub close: Accuracy,
    /// The mean absolute error in minutes, over tasks for which both state an effort.
    pub mae: Option<f64>,
    /// The mean absolute error as a share of the gold plan's effort, over the same tasks.
    pub mape: Option<f64>,
}

/// Whether an effort is within 10 % of what is wanted.
pub(super) fn is_close(effort: u64, wanted: u64) -> bool {
    effort.abs_diff(wanted) * 10 <= wanted
}

pub(super) fn parents(labels: &Labels<'_>, matching: &Matching) -> Accuracy {
    let mut parents = Accuracy::default();
    for (gold, plan) in matching.pairs() {
        let wanted = labels.gold.parent[gold].map(|parent| matching.of_gold[parent]);
        parents.of += 1;
        parents.right += u64::from(match (wanted, labels.plan.parent[plan]) {
            (None, None) => true,
            (Some(wanted), Some(parent)) => wanted == Some(parent),
            _ => false,
        });
    }
    parents
}

pub(super) fn efforts(labels: &Labels<'_>, matching: &Matching) -> Efforts {
    let mut efforts = Efforts::default();
    let (mut minutes, mut shares, mut pairs) = (0.0, 0.0, 0u32);
    let totals = totals(labels);
    for (gold, plan) in matching.pairs() {
        let wanted = labels.gold.tasks[gold].effort;
        let stated = labels.plan.tasks[plan].effort.map(u64::from);
        // A task of the gold plan that the plan takes apart takes what its parts take.
        let stated = stated.or_else(|| totals[plan].filter(|effort| *effort > 0));
        let Some(wanted) = wanted.map(u64::from).filter(|wanted| *wanted > 0) else {
            efforts.close.extra += u64::from(stated.is_some() && !labels.plan.summary[plan]);
            continue;
        };
        efforts.close.of += 1;
        if let Some(stated) = stated {
            efforts.close.right += u64::from(is_close(stated, wanted));
            let error = stated.abs_diff(wanted) as f64;
            (minutes, shares, pairs) = (minutes + error, shares + error / wanted as f64, pairs + 1);
        }
    }
    if pairs > 0 {
        efforts.mae = Some(minutes / f64::from(pairs));
        efforts.mape = Some(shares / f64::from(pairs));
    }
    efforts
}

/// The effort of all that is below each summary task of the plan.
fn totals(labels: &Labels<'_>) -> Vec<Option<u64>> {
    let side = &labels.plan;
    let mut totals: Vec<u64> = vec![0; side.tasks.len()];
    for n in (0..side.tasks.len()).rev() {
        let own = side.tasks[n].effort.map_or(0, u64::from);
        totals[n] = if side.summary[n] && totals[n] > 0 { totals[n] } else { own };
        if let Some(parent) = side.parent[n] {
            totals[parent] += totals[n];
        }
    }
    side.summary.iter().zip(totals).map(|(summary, total)| summary.then_some(total)).collect()
}

pub(super) fn status(labels: &Labels<'_>, matching: &Matching) -> Accuracy {
    let mut status = Accuracy::default();
    for (gold, plan) in matching.pairs() {
        status.ask(Some(labels.gold.tasks[gold].status), Some(labels.plan.tasks[plan].status));
    }
    status
}

pub(super) fn due(gold: &Project, plan: &Project, labels: &Labels<'_>, matching: &Matching) -> Accuracy {
    let mut due = Accuracy::default();
    due.ask(gold.meta().deadline, plan.meta().deadline);
    for (gold, plan) in matching.pairs() {
        due.ask(labels.gold.tasks[gold].due, labels.plan.tasks[plan].due);
    }
    due
}

#[cfg(test)]
mod tests {
    use super::super::measure;
    use super::super::tests::project;

    const GOLD: &str = "# House\ndeadline: 2026-05-01\n\n1 Walls\n  1.1 Frame  2d  due:2026-03-06\n  1.2 [x] Paint  1d\n2 Roof";

    #[test]
    fn a_plan_is_right_beside_itself() {
        let report = measure(&project(GOLD), &project(GOLD));
        assert_eq!(report.parents.share(), Some(1.0));
        assert_eq!((report.efforts.close.share(), report.efforts.mae), (Some(1.0), Some(0.0)));
        assert_eq!((report.status.share(), report.due.share()), (Some(1.0), Some(1.0)));
    }

    #[test]
    fn what_is_wrong_is_counted_and_what_is_not_stated_is_not_asked() {
        let plan = "# House\n\n1 Walls\n  1.1 Frame  3d  due:2026-03-07\n2 Paint  500m\n3 Roof  5d";
        let report = measure(&project(GOLD), &project(plan));
        assert_eq!((report.parents.right, report.parents.of), (3, 4), "paint has lost its parent");
        assert_eq!(
            (report.efforts.close.right, report.efforts.close.of, report.efforts.close.extra),
            (1, 2, 1)
        );
        assert_eq!(report.efforts.mae, Some((480.0 + 20.0) / 2.0));
        assert_eq!(report.efforts.mape, Some((0.5 + 20.0 / 480.0) / 2.0));
        assert_eq!((report.status.right, report.status.of), (3, 4));
        assert_eq!((report.due.right, report.due.of), (0, 2), "the deadline is missing, the due date wrong");
    }

    #[test]
    fn a_task_taken_apart_takes_what_its_parts_take() {
        let report = measure(&project("1 Walls  3d"), &project("1 Walls\n  1.1 Frame  2d\n  1.2 Paint  1d"));
        assert_eq!(report.efforts.close.share(), Some(1.0));
    }
}
