//! Tasks as rows and as JSON: what `list`, `next`, `add` and `show` print, in one shape.

use planwright::domain::{Project, ProjectId, Task, WbsCode, unique_prefix_lengths};
use planwright::ports::{FoundTask, ProjectHead, TaskQuery};
use planwright_wire::{ListedTask, tasks_to_json};

use crate::show::Row;

/// A task, with where it is.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    /// The project it belongs to.
    pub(crate) project: ProjectId,
    /// The project's title, where tasks of several are listed.
    pub(crate) title: Option<String>,
    /// Its wbs code, where that is known.
    pub(crate) wbs: Option<WbsCode>,
    /// The task.
    pub(crate) task: Task,
    /// Minutes of a day in its project.
    pub(crate) minutes_per_day: u32,
    /// How many letters of its id name no other task of its project, where that is known.
    pub(crate) id_letters: Option<usize>,
}

impl Listed {
    /// A task of a loaded project.
    pub(crate) fn of(project: &Project, task: &Task) -> Self {
        Self {
            project: project.id(),
            title: None,
            wbs: project.wbs(task.id),
            task: task.clone(),
            minutes_per_day: project.meta().minutes_per_day,
            id_letters: None,
        }
    }

    /// A task of which no more is known than itself.
    pub(crate) fn bare(project: ProjectId, task: Task) -> Self {
        Self { project, title: None, wbs: None, task, minutes_per_day: 480, id_letters: None }
    }

    /// Tasks found across projects.
    pub(crate) fn across(found: Vec<FoundTask>, heads: &[ProjectHead]) -> Vec<Self> {
        let title = |id| heads.iter().find(|h| h.id == id).map(|h| h.title.clone());
        found.into_iter().map(|f| Self { title: title(f.project), ..Self::bare(f.project, f.task) }).collect()
    }

    /// The row that is shown.
    pub(crate) fn row(&self) -> Row<'_> {
        Row {
            project_title: self.title.as_deref(),
            wbs: self.wbs.as_ref().map(ToString::to_string),
            task: &self.task,
            minutes_per_day: self.minutes_per_day,
            id_letters: self.id_letters,
        }
    }
}

/// The tasks of a project that fit a query, in the order of the tree, with their wbs codes.
pub(crate) fn inside(project: &Project, query: &TaskQuery, keep: impl Fn(&Task) -> bool) -> Vec<Listed> {
    let minutes_per_day = project.meta().minutes_per_day;
    let fits = |task: &Task| fits(task, query) && keep(task);
    let mut ids: Vec<u128> = project.tasks().map(|t| t.id.bits()).collect();
    ids.sort_unstable();
    let lengths = unique_prefix_lengths(&ids);
    let letters = |task: &Task| Some(lengths[ids.binary_search(&task.id.bits()).ok()?]);
    project
        .walk()
        .filter(|wbs| fits(wbs.task))
        .map(|wbs| Listed {
            project: project.id(),
            title: None,
            wbs: Some(wbs.code),
            id_letters: letters(wbs.task),
            task: wbs.task.clone(),
            minutes_per_day,
        })
        .collect()
}

fn fits(task: &Task, query: &TaskQuery) -> bool {
    let holds = |set: &std::collections::BTreeSet<String>, word: &Option<String>| {
        word.as_ref().is_none_or(|word| set.iter().any(|w| w.to_lowercase() == word.to_lowercase()))
    };
    let says = |text: &str| {
        let text = text.to_lowercase();
        task.title.to_lowercase().contains(&text)
            || task.description.as_ref().is_some_and(|d| d.to_lowercase().contains(&text))
    };
    (query.archived || !task.archived)
        && (query.status.is_empty() || query.status.contains(&task.status))
        && (query.priority.is_empty() || task.priority.is_some_and(|p| query.priority.contains(&p)))
        && holds(&task.labels, &query.label)
        && holds(&task.assignees, &query.assignee)
        && query.text.as_deref().is_none_or(says)
        && query.due_by.is_none_or(|by| task.due.is_some_and(|due| due <= by))
}

/// The tasks as JSON: `{"tasks":[…]}`.
pub(crate) fn to_json(rows: &[Listed]) -> String {
    let tasks: Vec<ListedTask<'_>> = rows
        .iter()
        .map(|row| ListedTask { project: row.project, wbs: row.wbs.clone(), task: &row.task, planned: None })
        .collect();
    tasks_to_json(&tasks)
}
