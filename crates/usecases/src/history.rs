//! The log, and taking back: what was done, the plan as it was, undo, redo, revert, and what two versions differ in.

use planwright_domain::{
    Author, Entry, Patch, Project, ProjectId, Version, diff, redo_target, revert, undo_target,
};
use planwright_ports::Scope;

use crate::{Committed, Ports, Refused, commit};

/// The entries of a project, oldest first.
///
/// # Errors
/// Store failures.
pub async fn log(ports: &Ports<'_>, project: ProjectId) -> Result<Vec<Entry>, Refused> {
    Ok(ports.projects.entries(project, Version(0), None).await?)
}

/// The project as it was at a version, or is now.
///
/// # Errors
/// Store failures, among them that there is no such version.
pub async fn at(ports: &Ports<'_>, project: ProjectId, version: Option<Version>) -> Result<Project, Refused> {
    Ok(ports.projects.load(project, version, Scope::Whole).await?)
}

/// What changed between two versions.
///
/// # Errors
/// Store failures.
pub async fn between(
    ports: &Ports<'_>,
    project: ProjectId,
    from: Version,
    to: Option<Version>,
) -> Result<(Project, Patch, Project), Refused> {
    let (old, new) = (at(ports, project, Some(from)).await?, at(ports, project, to).await?);
    let reason = format!("from version {from} to {}", new.version());
    let patch = diff(&old, &new, ports.patch_id(), ports.author.clone(), reason);
    Ok((old, patch, new))
}

/// What taking back came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// The entry that was taken back.
    pub target: Entry,
    /// What became of the change.
    pub committed: Committed,
}

/// Takes back this author's newest entry that still holds; repeated, it walks back.
///
/// # Errors
/// [`Refused::NothingTo`] when there is none; [`Refused::Conflict`] when later changes stand in the way.
pub async fn undo(ports: &Ports<'_>, project: ProjectId) -> Result<TakenBack, Refused> {
    chosen(ports, project, undo_target, "undo").await
}

/// Brings back what the newest undo took back, unless this author wrote since.
///
/// # Errors
/// As [`undo`].
pub async fn redo(ports: &Ports<'_>, project: ProjectId) -> Result<TakenBack, Refused> {
    chosen(ports, project, redo_target, "redo").await
}

async fn chosen(
    ports: &Ports<'_>,
    project: ProjectId,
    choose: fn(&Author, &[Entry]) -> Option<Version>,
    word: &'static str,
) -> Result<TakenBack, Refused> {
    let log = log(ports, project).await?;
    let target = choose(ports.author, &log).ok_or(Refused::NothingTo(word))?;
    take_back(ports, project, target, &log).await
}

/// Takes any entry back. The creation of a project cannot be taken back.
///
/// # Errors
/// As [`undo`].
pub async fn revert_entry(
    ports: &Ports<'_>,
    project: ProjectId,
    version: Version,
) -> Result<TakenBack, Refused> {
    if version <= Version::CREATION {
        return Err(Refused::senseless(
            "the creation of a project cannot be taken back",
            "archive or delete the project: planwright projects",
        ));
    }
    let log = log(ports, project).await?;
    take_back(ports, project, version, &log).await
}

async fn take_back(
    ports: &Ports<'_>,
    project: ProjectId,
    target: Version,
    log: &[Entry],
) -> Result<TakenBack, Refused> {
    let missing = || Refused::NotFound { what: "entry", name: target.to_string() };
    let entry = log.iter().find(|e| e.version == target).cloned().ok_or_else(missing)?;
    let newest = log.last().map(|e| e.version);
    let head = ports.projects.load(project, newest, Scope::Whole).await?;
    let mut patch =
        revert(target, log, &head, ports.patch_id(), ports.author.clone())?.ok_or_else(missing)?;
    if let Some(first) = entry.reverts() {
        // What takes an undo back is told by what it brings back.
        let said = entry.patch.reason.trim_start_matches(&format!("revert {first}: "));
        patch.reason = format!("bring back {first}: {said}");
    }
    let committed =
        if patch.is_empty() { Committed::AlreadyTrue(head.version()) } else { commit(ports, patch).await? };
    Ok(TakenBack { target: entry, committed })
}
