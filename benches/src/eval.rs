//! Measuring a plan against a gold plan: the same plan, one that was changed here and there, and quite another one.

use planwright_contract::Dice;
use planwright_contract::synthetic::Shape;
use planwright_domain::{Extent, Project, Task};
use planwright_planner::eval::measure;

use crate::measure::{median, say};

/// `[TASKS …]`, by default 100, 1,000 and 10,000.
pub(crate) fn run(words: &[String]) {
    let given: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![100, 1_000, 10_000] } else { given };
    say("measuring a plan against a gold plan (CPU ms, median of 3)");
    for tasks in sizes {
        let shape = |levels, seed| Shape { tasks, levels, seed, ..Shape::default() };
        let gold = shape(4, 1).project();
        let deep = shape(16, 1).project();
        for (what, gold, plan) in [
            ("itself", &gold, gold.clone()),
            ("changed here and there", &gold, changed(&gold)),
            ("another", &gold, shape(4, 2).project()),
            ("changed, 16 levels", &deep, changed(&deep)),
            ("all titles alike", &named(&gold, "Test"), named(&changed(&gold), "Test")),
        ] {
            let (took, report) = median(3, || measure(gold, &plan));
            let share =
                |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
            say(&format!(
                "{tasks:>7} tasks  {what:<24} {took:>9.1}   titles {}  tree {}  order {}",
                share(report.titles.f1()),
                share(report.tree.map(|tree| tree.similarity)),
                share(report.order.f1()),
            ));
        }
    }
}

/// A plan with a word more in one title of five, without one work package of ten, and with some in other places.
fn changed(project: &Project) -> Project {
    let mut dice = Dice::new(9);
    let mut tasks: Vec<Task> = Vec::new();
    for met in project.walk() {
        let package = !project.is_summary(met.task.id);
        if package && dice.once_in(10) {
            continue;
        }
        let mut task = met.task.clone();
        if dice.once_in(5) {
            task.title.push_str(" again");
        }
        if package && dice.once_in(20) {
            task.parent = None;
        }
        tasks.push(task);
    }
    assembled(project, tasks)
}

fn named(project: &Project, title: &str) -> Project {
    let named = |met: planwright_domain::Wbs<'_>| Task { title: title.to_owned(), ..met.task.clone() };
    assembled(project, project.walk().map(named).collect())
}

fn assembled(project: &Project, tasks: Vec<Task>) -> Project {
    let (id, version, meta) = (project.id(), project.version(), project.meta().clone());
    Project::assemble(id, version, meta, tasks, project.links().cloned(), Extent::Whole)
}
