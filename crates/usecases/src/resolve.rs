//! From what a person calls a task to the task: a wbs code, a unique prefix of its id, a UUID, its key in the document
//! it came from, or its exact title.

use planwright_domain::{
    ProjectId, Proposal, ProposalId, Task, TaskId, WbsCode, prefix_range, unique_prefix_lengths,
};
use planwright_ports::{ProposalFilter, TaskQuery};

use crate::{Ports, Refused};

/// Ids are told with at least so many letters; fewer are no id.
const SHORTEST: usize = 4;
/// A word of fewer letters than this may be the beginning of one task's id and the title of another ("Root"): it is
/// looked up as both, so that neither is taken for the other.
const SAFE: usize = 8;

/// The task of a project that goes by this name.
///
/// # Errors
/// [`Refused::NotFound`] or [`Refused::Ambiguous`].
pub async fn task(ports: &Ports<'_>, project: ProjectId, name: &str) -> Result<Task, Refused> {
    let name = name.trim();
    let not_found = || Refused::NotFound { what: "task", name: name.to_owned() };
    if let Some(code) = WbsCode::parse(name)
        && let Some(task) = at_code(ports, project, &code).await?
    {
        return Ok(task);
    }
    let all = TaskQuery { projects: vec![project], archived: true, ..TaskQuery::default() };
    let range = match TaskId::parse(name) {
        Ok(id) => Some((id.bits(), id.bits())),
        Err(_) => prefix_range(&name.to_lowercase()),
    };
    let mut found: Vec<Task> = Vec::new();
    if let Some(ids) = range.filter(|_| name.len() >= SHORTEST) {
        let query = TaskQuery { ids: Some(ids), limit: Some(9), ..all.clone() };
        found = ports.projects.query(&query).await?.into_iter().map(|f| f.task).collect();
    }
    if found.is_empty() || name.len() < SAFE {
        let query = TaskQuery { text: Some(name.to_owned()), ..all.clone() };
        let titled = |t: &Task| t.title.to_lowercase() == name.to_lowercase();
        let titled = ports.projects.query(&query).await?.into_iter().map(|f| f.task).filter(titled);
        for task in titled {
            if found.iter().all(|other| other.id != task.id) {
                found.push(task);
            }
        }
    }
    if found.is_empty() {
        // No store looks for keys of documents: this way is for names that are nothing else.
        let keyed = |t: &Task| t.source_key.as_ref().is_some_and(|key| key.eq_ignore_ascii_case(name));
        found = ports.projects.query(&all).await?.into_iter().map(|f| f.task).filter(keyed).collect();
    }
    match found.len() {
        0 => Err(not_found()),
        1 => found.pop().ok_or_else(not_found),
        _ => Err(Refused::Ambiguous {
            what: "task",
            name: name.to_owned(),
            candidates: {
                let mut ids: Vec<u128> = found.iter().map(|t| t.id.bits()).collect();
                ids.sort_unstable();
                let lengths = unique_prefix_lengths(&ids);
                found
                    .iter()
                    .map(|t| {
                        let length = ids.binary_search(&t.id.bits()).map_or(32, |i| lengths[i]);
                        (t.id.letters()[..length].to_owned(), t.title.clone())
                    })
                    .collect()
            },
        }),
    }
}

/// The tasks that go by these names, in their order, each once.
///
/// # Errors
/// As [`task`], at the first name that is not one task's.
pub async fn tasks(ports: &Ports<'_>, project: ProjectId, names: &[String]) -> Result<Vec<Task>, Refused> {
    let mut found: Vec<Task> = Vec::new();
    for name in names {
        let task = task(ports, project, name).await?;
        if found.iter().all(|other| other.id != task.id) {
            found.push(task);
        }
    }
    Ok(found)
}

async fn at_code(ports: &Ports<'_>, project: ProjectId, code: &WbsCode) -> Result<Option<Task>, Refused> {
    let mut at: Option<Task> = None;
    for part in code.parts() {
        let query = TaskQuery {
            projects: vec![project],
            parent: Some(at.as_ref().map(|t| t.id)),
            archived: true,
            offset: part - 1,
            limit: Some(1),
            ..TaskQuery::default()
        };
        at = ports.projects.query(&query).await?.pop().map(|found| found.task);
        if at.is_none() {
            return Ok(None);
        }
    }
    Ok(at)
}

/// The shortest prefix, of at least four letters, by which a task is known within its project.
///
/// # Errors
/// Store failures.
pub async fn short_id(ports: &Ports<'_>, project: ProjectId, task: TaskId) -> Result<String, Refused> {
    let letters = task.letters();
    for length in [4, 6, 8, 12] {
        let query = TaskQuery {
            projects: vec![project],
            ids: prefix_range(&letters[..length]),
            archived: true,
            limit: Some(2),
            ..TaskQuery::default()
        };
        if ports.projects.query(&query).await?.len() < 2 {
            return Ok(letters[..length].to_owned());
        }
    }
    Ok(letters)
}

/// The proposal that goes by this name; without one, the only open proposal (of `project`, when given).
///
/// # Errors
/// [`Refused::NotFound`] or [`Refused::Ambiguous`].
pub async fn proposal(
    ports: &Ports<'_>,
    project: Option<ProjectId>,
    name: Option<&str>,
) -> Result<Proposal, Refused> {
    let mut filter = ProposalFilter { project, open_only: name.is_none(), ids: None };
    if let Some(name) = name {
        filter.project = None;
        filter.ids = match ProposalId::parse(name) {
            Ok(id) => Some((id.bits(), id.bits())),
            Err(_) => prefix_range(&name.trim().to_lowercase()),
        };
        if filter.ids.is_none() {
            return Err(Refused::NotFound { what: "proposal", name: name.to_owned() });
        }
    }
    let mut found = ports.proposals.list(&filter).await?;
    match (found.len(), name) {
        (1, _) => found.pop().ok_or(Refused::NothingTo("approve or reject")),
        (0, None) => Err(Refused::NothingTo("approve or reject")),
        (0, Some(name)) => Err(Refused::NotFound { what: "proposal", name: name.to_owned() }),
        _ => Err(Refused::Ambiguous {
            what: "proposal",
            name: name.unwrap_or("the open proposal").to_owned(),
            candidates: found
                .iter()
                .map(|p| (p.id.letters()[..8].to_owned(), p.patch.reason.clone()))
                .collect(),
        }),
    }
}
