//! Tasks of a gold plan that may be missing: those with the label `optional`. Where the plan has them they count like
//! all others.

use planwright_domain::{Extent, IdSet, Project, Task, TaskId};

use super::label::Labels;
use super::matching::Matching;

/// The label, in lower case.
const LABEL: &str = "optional";

/// The gold plan without the optional tasks that were not found; `None` where nothing changes. What hangs below one that
/// goes hangs below the task above it.
pub(super) fn without_missing(gold: &Project, labels: &Labels<'_>, matching: &Matching) -> Option<Project> {
    let tasks = labels.gold.tasks.iter().zip(&matching.of_gold);
    let missing: IdSet<TaskId> =
        tasks.filter(|(task, found)| found.is_none() && is_optional(task)).map(|(task, _)| task.id).collect();
    if missing.is_empty() {
        return None;
    }
    let kept = labels.gold.tasks.iter().enumerate().filter(|(_, task)| !missing.contains(&task.id));
    let kept = kept.map(|(nth, task)| {
        let mut above = labels.gold.parent[nth];
        while let Some(parent) = above.filter(|parent| missing.contains(&labels.gold.tasks[*parent].id)) {
            above = labels.gold.parent[parent];
        }
        // In the order of the tree, so that what moves up stays in its place.
        Task {
            parent: above.map(|above| labels.gold.tasks[above].id),
            position: nth as i64,
            ..(*task).clone()
        }
    });
    let links = gold.links().filter(|link| !missing.contains(&link.from) && !missing.contains(&link.to));
    let (kept, links): (Vec<_>, Vec<_>) = (kept.collect(), links.cloned().collect());
    Some(Project::assemble(gold.id(), gold.version(), gold.meta().clone(), kept, links, Extent::Whole))
}

fn is_optional(task: &Task) -> bool {
    task.labels.iter().any(|label| label.to_lowercase() == LABEL)
}

#[cfg(test)]
mod tests {
    use super::super::measure;
    use super::super::tests::project;

    #[test]
    fn what_is_optional_may_be_missing() {
        let gold = project(
            "1 Stage  #optional\n  1.1 Dig  2h\n2 Dance  3h  #Optional  after 1.1\n3 Wall  after 1.1",
        );
        let report = measure(&gold, &project("1 Dig  2h\n2 Wall  after 1"));
        assert_eq!((report.titles.f1(), report.missing.len()), (Some(1.0), 0));
        assert_eq!(report.tree.map(|tree| tree.similarity), Some(1.0));
        assert_eq!((report.parents.share(), report.links.f1()), (Some(1.0), Some(1.0)));
    }

    #[test]
    fn what_is_optional_counts_where_it_is_there() {
        let gold = project("1 Dig\n2 Dance  3h  #optional");
        let report = measure(&gold, &project("1 Dig\n2 Dance  9h"));
        assert_eq!((report.gold_tasks, report.titles.f1()), (2, Some(1.0)));
        assert_eq!(report.efforts.close.share(), Some(0.0));
    }
}
