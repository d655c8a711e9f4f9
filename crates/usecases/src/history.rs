//! The log, and taking back: what was done, the plan as it was, undo, redo, revert, and what two versions differ in.

use planwright_domain::{
    Entry, Patch, Project, ProjectId, Version, diff, redo_targets, revert, undo_targets,
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
    let log = log(ports, project).await?;
    newest_of(ports, project, undo_targets(ports.author, &log), &log, "undo").await
}

/// Brings back what the newest undo took back, unless this author wrote since.
///
/// # Errors
/// As [`undo`].
pub async fn redo(ports: &Ports<'_>, project: ProjectId) -> Result<TakenBack, Refused> {
    let log = log(ports, project).await?;
    newest_of(ports, project, redo_targets(ports.author, &log), &log, "redo").await
}

/// Takes back the first of `targets` that nobody took back by hand already.
async fn newest_of(
    ports: &Ports<'_>,
    project: ProjectId,
    targets: impl Iterator<Item = Version>,
    log: &[Entry],
    word: &'static str,
) -> Result<TakenBack, Refused> {
    let head = ports.projects.load(project, log.last().map(|e| e.version), Scope::Whole).await?;
    for target in targets {
        let taken = take_back(ports, &head, target, log).await?;
        if matches!(taken.committed, Committed::Appended(_)) {
            return Ok(taken);
        }
    }
    Err(Refused::NothingTo(word))
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
    let head = ports.projects.load(project, log.last().map(|e| e.version), Scope::Whole).await?;
    take_back(ports, &head, version, &log).await
}

/// `head` is the project after `log`.
async fn take_back(
    ports: &Ports<'_>,
    head: &Project,
    target: Version,
    log: &[Entry],
) -> Result<TakenBack, Refused> {
    let missing = || Refused::NotFound { what: "entry", name: target.to_string() };
    let entry = log.iter().find(|e| e.version == target).cloned().ok_or_else(missing)?;
    let mut patch = revert(target, log, head, ports.patch_id(), ports.author.clone())?.ok_or_else(missing)?;
    if let Some(first) = entry.reverts() {
        // What takes an undo back is told by what it brings back.
        let said = entry.patch.reason.trim_start_matches(&format!("revert {first}: "));
        patch.reason = format!("bring back {first}: {said}");
    }
    let committed =
        if patch.is_empty() { Committed::AlreadyTrue(head.version()) } else { commit(ports, patch).await? };
    Ok(TakenBack { target: entry, committed })
}
