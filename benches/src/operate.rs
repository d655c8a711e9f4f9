//! Operations on many tasks of a big project, each batch worked out as one patch: what `planwright batch` does before it
//! stores.

use planwright_contract::synthetic::Shape;
use planwright_domain::operation::{Total, in_turn, lift_only_children, reduce, split};
use planwright_domain::{Author, Patch, PatchId, Project, TaskId, apply, roll_up};
use planwright_planner::division::{Divider, Division, calls_for_split};

use crate::measure::{median, say};

/// `[tasks …]`, by default 1,000, 10,000 and 100,000.
pub(crate) fn run(words: &[String]) {
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000, 100_000] } else { sizes };
    say("operations on whole projects, three links for each task (CPU ms, median of 3)");
    for tasks in sizes {
        let shape = Shape { tasks, levels: 4, density: 3.0, minutes: 30..=2400, ..Shape::default() };
        measured(&shape.project());
    }
}

fn measured(project: &Project) {
    let most = 240;
    let large: Vec<TaskId> = project
        .tasks()
        .filter(|task| calls_for_split(task, most, false) && !project.is_summary(task.id))
        .map(|task| task.id)
        .collect();
    say(&format!(
        "{} tasks, {} links, {} too large",
        project.tasks().len(),
        project.links().len(),
        large.len()
    ));
    let (took, patch) = median(3, || splits(project, &large, most));
    say(&format!("  split all large    {took:>8.1}   {} operations", patch.len()));
    let (took, kept) = median(3, || {
        let mut after = project.clone();
        apply(&mut after, &patch).is_ok() && effort(&after) == effort(project)
    });
    say(&format!("  apply that patch   {took:>8.1}   effort kept: {kept}"));
    let (took, count) = median(3, || reduce(project, &mut header(project)));
    say(&format!("  reduce links       {took:>8.1}   {count} redundant"));
    let all: Vec<TaskId> = project.tasks().map(|task| task.id).collect();
    let (took, lifted) = median(3, || {
        let mut lift = |plan: &Project, id, patch: &mut Patch| lift_only_children(plan, id, patch);
        in_turn(project, header(project), &all, &mut lift, &mut |_| true).map_or(0, |batch| batch.done.len())
    });
    say(&format!("  lift only children {took:>8.1}   {lifted} lifted"));
}

fn splits(project: &Project, large: &[TaskId], most: u32) -> Patch {
    let mut last = 1u128 << 100;
    let mut mint = || {
        last += 1;
        last
    };
    let divider = Divider::of(project);
    let mut one = |plan: &Project, id, patch: &mut Patch| {
        let parts = divider.divide(plan, id, Division { by: None, most }).map_err(|why| why.to_string())?;
        split(plan, id, &parts, Total::Kept, &mut mint, patch).map_err(|why| why.to_string())
    };
    let batch = in_turn(project, header(project), large, &mut one, &mut |_| true);
    batch.map_or_else(|| header(project), |batch| batch.patch)
}

fn header(project: &Project) -> Patch {
    Patch::new(PatchId::from_bits(1), project.id(), project.version(), Author::new("bench"), "")
}

fn effort(project: &Project) -> u64 {
    let rollups = roll_up(project);
    project.children(None).filter_map(|task| rollups.get(&task.id)).map(|rollup| rollup.effort).sum()
}
