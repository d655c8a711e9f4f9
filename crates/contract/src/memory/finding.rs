//! What a query means: every condition spelled out over plain tasks.

use std::collections::BTreeSet;

use planwright_domain::{Entry, Project, ProjectId, Status, Task, replay};
use planwright_ports::{FoundTask, ProjectHead, TaskOrder, TaskQuery};

/// The tasks that fit, in the order asked for.
pub(super) fn find(query: &TaskQuery, projects: impl Iterator<Item = Project>) -> Vec<FoundTask> {
    let mut found: Vec<FoundTask> = projects
        .filter(|project| in_view(query, project))
        .flat_map(|project| {
            let tasks: Vec<Task> = project.tasks().filter(|task| fits(query, task)).cloned().collect();
            tasks.into_iter().map(move |task| FoundTask { project: project.id(), task })
        })
        .collect();
    found.sort_by_key(|f| (f.project, f.task.position, f.task.id));
    match query.order {
        TaskOrder::Position => {}
        TaskOrder::PositionDescending => found.reverse(),
        TaskOrder::Due => found.sort_by_key(|f| (f.task.due.is_none(), f.task.due)),
        TaskOrder::Priority => found.sort_by_key(|f| std::cmp::Reverse(f.task.priority)),
    }
    let limit = query.limit.map_or(usize::MAX, |n| n as usize);
    found.into_iter().skip(query.offset as usize).take(limit).collect()
}

fn in_view(query: &TaskQuery, project: &Project) -> bool {
    let named = if query.projects.is_empty() {
        !project.meta().archived
    } else {
        query.projects.contains(&project.id())
    };
    named && (query.repository.is_none() || query.repository == project.meta().repository)
}

fn fits(query: &TaskQuery, task: &Task) -> bool {
    let among = |words: &BTreeSet<String>, word: &String| {
        let word = word.to_lowercase();
        words.iter().any(|other| other.to_lowercase() == word)
    };
    let within = |text: &String| {
        let text = text.to_lowercase();
        task.title.to_lowercase().contains(&text)
            || task.description.as_ref().is_some_and(|d| d.to_lowercase().contains(&text))
    };
    query.ids.is_none_or(|(low, high)| (low..=high).contains(&task.id.bits()))
        && query.parent.is_none_or(|parent| task.parent == parent)
        && (query.status.is_empty() || query.status.contains(&task.status))
        && (query.priority.is_empty() || task.priority.is_some_and(|p| query.priority.contains(&p)))
        && query.label.as_ref().is_none_or(|label| among(&task.labels, label))
        && query.assignee.as_ref().is_none_or(|name| among(&task.assignees, name))
        && query.text.as_ref().is_none_or(within)
        && query.due_by.is_none_or(|day| task.due.is_some_and(|due| due <= day))
        && (query.archived || !task.archived)
}

/// A project without its tasks.
pub(super) fn head(id: ProjectId, log: &[Entry]) -> ProjectHead {
    let project = replay(id, log);
    let closed = |task: &&Task| matches!(task.status, Status::Done | Status::Cancelled);
    let meta = project.meta();
    ProjectHead {
        id,
        version: project.version(),
        title: meta.title.clone(),
        archived: meta.archived,
        kind: meta.kind,
        pool: meta.pool,
        repository: meta.repository.clone(),
        imported_from: meta.imported_from.clone(),
        tasks: project.tasks().len() as u64,
        closed: project.tasks().filter(closed).count() as u64,
        changed: log.last().map_or(jiff::Timestamp::UNIX_EPOCH, |entry| entry.at),
    }
}
