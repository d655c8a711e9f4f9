//! An edited text laid over the project it was written from. Must never lose what the notation does not carry.

use std::collections::{BTreeMap, HashMap};

use planwright_domain::{Dependency, Extent, LagKind, Link, LinkId, LinkType, Project, TaskId};

use crate::Reading;

/// What a link says in the notation.
type Said = (TaskId, TaskId, LinkType, Dependency);

/// The project that `base` becomes by the edited text: tasks that the text names by their ids take what it says of them
/// and keep what it cannot say; tasks it does not name are gone; links it repeats stay what they were. The difference
/// between `base` and the result is the edit.
pub fn revise(base: &Project, edited: &Reading) -> Project {
    let mut meta = base.meta().clone();
    let change = &edited.patch.meta;
    meta.title = change.title.clone().unwrap_or_default();
    meta.summary = change.summary.clone().flatten();
    meta.start = change.start.flatten();
    meta.deadline = change.deadline.flatten();
    let order = places(base, edited);
    let tasks = edited.patch.created_tasks().map(|read| {
        let position = order.get(&read.id).copied().unwrap_or(read.position);
        let Some(before) = base.task(read.id) else {
            let mut task = read.clone();
            task.position = position;
            return task;
        };
        let mut task = before.clone();
        task.parent = read.parent;
        task.position = position;
        task.title.clone_from(&read.title);
        task.description.clone_from(&read.description);
        task.kind = read.kind;
        task.status = read.status;
        task.archived = read.archived;
        task.priority = read.priority;
        if task.effort != read.effort {
            // A range around another figure no longer holds.
            task.effort = read.effort;
            task.estimate = None;
        }
        task.start = read.start;
        task.due = read.due;
        task.assignees.clone_from(&read.assignees);
        task.labels.clone_from(&read.labels);
        task.acceptance_criteria.clone_from(&read.acceptance_criteria);
        task
    });
    let links = links(base, edited);
    let tasks: Vec<_> = tasks.collect();
    Project::assemble(base.id(), base.version(), meta, tasks, links, Extent::Whole).with_all_beside(base)
}

/// Positions: those of before where the order of siblings did not change.
fn places(base: &Project, edited: &Reading) -> HashMap<TaskId, i64> {
    let mut siblings: BTreeMap<Option<TaskId>, Vec<(i64, TaskId)>> = BTreeMap::new();
    for task in edited.patch.created_tasks() {
        siblings.entry(task.parent).or_default().push((task.position, task.id));
    }
    let mut places = HashMap::new();
    for (parent, mut list) in siblings {
        list.sort_unstable();
        let before: Vec<TaskId> = base.children(parent).map(|t| t.id).collect();
        let kept: Vec<TaskId> = list
            .iter()
            .map(|(_, id)| *id)
            .filter(|id| base.task(*id).is_some_and(|t| t.parent == parent))
            .collect();
        let in_order = kept.iter().filter_map(|id| base.task(*id)).map(|t| (t.position, t.id)).is_sorted();
        // New tasks at the end leave the others where they are; anything else numbers the siblings anew.
        let tail = list.iter().position(|(_, id)| !kept.contains(id)).unwrap_or(list.len());
        let at_end = list[tail..].iter().all(|(_, id)| !kept.contains(id));
        if before.len() <= 10_000 && in_order && at_end {
            let mut last = 0;
            for (_, id) in &list {
                let position = base
                    .task(*id)
                    .filter(|t| t.parent == parent)
                    .map_or(last + planwright_domain::POSITION_STEP, |t| t.position);
                places.insert(*id, position);
                last = position;
            }
        }
    }
    places
}

fn links(base: &Project, edited: &Reading) -> Vec<Link> {
    let said = |l: &Link| -> Said { (l.from, l.to, l.link_type, l.dependency) };
    let mut before: HashMap<Said, &Link> = base.links().map(|l| (said(l), l)).collect();
    let mut out: BTreeMap<LinkId, Link> = BTreeMap::new();
    for read in edited.patch.created_links() {
        let link = match before.remove(&said(read)) {
            Some(old) => {
                let lag_kind: LagKind = read.lag_kind;
                Link { lag: read.lag, lag_kind, ..old.clone() }
            }
            None => read.clone(),
        };
        out.insert(link.id, link);
    }
    out.into_values().collect()
}

#[cfg(test)]
mod tests {
    use planwright_domain::{Author, PatchId, diff};

    use super::*;
    use crate::fixture::{project_of, source};
    use crate::text::{Ids, read, write};

    fn edit(base: &Project, change: impl Fn(String) -> String) -> Project {
        let text = change(write(base, Ids::Short));
        let known = |letters: &str| base.tasks().map(|t| t.id).find(|id| id.letters().starts_with(letters));
        let mut next = 1000;
        let mut mint = || {
            next += 1;
            next
        };
        let edited = read(&text, &source(), &mut mint, &known).unwrap();
        revise(base, &edited)
    }

    fn operations(base: &Project, after: &Project) -> usize {
        diff(base, after, PatchId::from_bits(1), Author::new("test"), "").len()
    }

    #[test]
    fn an_unchanged_text_changes_nothing() {
        let base = project_of(
            "# House\n1 Walls\n  1.1 Frame  3d  @ann\n    | words\n  1.2 Paint  after 1.1 SS+1d\n",
        );
        assert_eq!(operations(&base, &edit(&base, |text| text)), 0);
    }

    #[test]
    fn an_edit_changes_only_what_was_edited() {
        let mut base = project_of("# House\n1 Walls\n  1.1 Frame  3d\n  1.2 Paint  after 1.1\n");
        let mut tasks: Vec<_> = base.tasks().cloned().collect();
        for task in &mut tasks {
            task.source_key = Some("kept".to_owned());
        }
        base = Project::assemble(
            base.id(),
            base.version(),
            base.meta().clone(),
            tasks,
            base.links().cloned().collect::<Vec<_>>(),
            Extent::Whole,
        );
        let after = edit(&base, |text| text.replace("3d", "4d"));
        assert_eq!(operations(&base, &after), 1);
        assert!(after.tasks().all(|t| t.source_key.as_deref() == Some("kept")));
        let after = edit(&base, |text| format!("{text}2 Roof  1w\n"));
        assert_eq!(operations(&base, &after), 1);
        let after =
            edit(&base, |text| text.lines().filter(|l| !l.contains("Paint")).collect::<Vec<_>>().join("\n"));
        assert_eq!((after.tasks().len(), after.links().len()), (2, 0));
    }
}
