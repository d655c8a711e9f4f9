//! Projects as a whole: making, choosing, naming, archiving and deleting them.

use planwright_domain::{Change, Meta, MetaChange, Patch, Project, ProjectId, Version, apply, prefix_range};
use planwright_planner::DayLength;
use planwright_ports::{Append, ProjectHead, ProposalFilter, Scope, StoreError};

use crate::{Committed, Ports, Refused, commit, pools};

/// The bookmark of the project last used.
const LAST: &str = "last-project";
/// The project that takes tasks when there is none.
pub const INBOX: &str = "Inbox";
/// The first `Inbox` of every store has this id, so that of several who make it at once only one does.
const INBOX_ID: ProjectId = ProjectId::from_bits(0x9f2d_6b1e_40c7_4a83_b5d0_37e8_1c96_f24a);

/// Makes a project with nothing in it but what it says about itself: version 1.
///
/// # Errors
/// [`Refused::Rejected`] when its own fields break rules; store failures.
pub async fn create(ports: &Ports<'_>, id: ProjectId, meta: &Meta, reason: &str) -> Result<Project, Refused> {
    let mut project = Project::void(id);
    let creation = creation(ports, id, meta, reason);
    pools::keeps(ports, &creation).await?;
    let applied = apply(&mut project, &creation)?;
    match ports.projects.create(&applied, ports.clock.now()).await? {
        Append::Appended(_) => {
            ports.bookmarks.remember(LAST, id).await?;
            Ok(project)
        }
        Append::HeadMoved(_) => Err(Refused::Contended),
    }
}

/// A project that was made for the same words and left alone before anything was proposed in it, because what made it
/// was stopped there: the same fields, the same reason, nothing since.
pub(crate) async fn left_behind(
    ports: &Ports<'_>,
    meta: &Meta,
    reason: &str,
) -> Result<Option<ProjectId>, Refused> {
    let heads = list(ports).await?;
    let alike = |head: &&ProjectHead| head.version == Version::CREATION && head.title == meta.title;
    for head in heads.iter().filter(alike) {
        let log = ports.projects.entries(head.id, Version(0), Some(Version::CREATION)).await?;
        let same = matches!(log.as_slice(), [creation]
            if creation.patch.reason == reason && creation.patch.meta == MetaChange::whole(meta));
        let proposed = ProposalFilter { project: Some(head.id), ..ProposalFilter::default() };
        if same && ports.proposals.list(&proposed).await?.is_empty() {
            return Ok(Some(head.id));
        }
    }
    Ok(None)
}

/// The patch that brings a project into being.
pub fn creation(ports: &Ports<'_>, id: ProjectId, meta: &Meta, reason: &str) -> Patch {
    let mut patch = ports.patch(id, Version(0), reason);
    patch.meta = MetaChange::whole(meta);
    patch
}

/// Every project, the one changed last first.
///
/// # Errors
/// Store failures.
pub async fn list(ports: &Ports<'_>) -> Result<Vec<ProjectHead>, Refused> {
    Ok(ports.projects.projects().await?)
}

/// How a person may ask for a project.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// By id, unique prefix or title.
    pub named: Option<&'a str>,
    /// By the repository they are in.
    pub repository: Option<&'a str>,
}

/// Chooses a project: the one named, then the one of this repository, then the one last used, then the only one.
///
/// # Errors
/// [`Refused::NotFound`], [`Refused::Ambiguous`], or [`Refused::NoProject`] with a list to choose from.
pub async fn choose(ports: &Ports<'_>, wish: Wish<'_>) -> Result<ProjectHead, Refused> {
    let heads = ports.projects.projects().await?;
    let chosen = match wish.named {
        Some(name) => named(&heads, name)?,
        None => unnamed(ports, &heads, wish).await?,
    };
    // Looking at a plan writes nothing where nothing changes, and works in a store that may only be read.
    if ports.bookmarks.recall(LAST).await? != Some(chosen.id) {
        let _ = ports.bookmarks.remember(LAST, chosen.id).await;
    }
    Ok(chosen)
}

async fn unnamed(ports: &Ports<'_>, heads: &[ProjectHead], wish: Wish<'_>) -> Result<ProjectHead, Refused> {
    let mut live = heads.iter().filter(|head| !head.archived);
    if let Some(repository) = wish.repository
        && let Some(head) = live.clone().find(|head| head.repository.as_deref() == Some(repository))
    {
        return Ok(head.clone());
    }
    if let Some(last) = ports.bookmarks.recall(LAST).await?
        && let Some(head) = live.clone().find(|head| head.id == last)
    {
        return Ok(head.clone());
    }
    match (live.next(), live.next()) {
        (Some(only), None) => Ok(only.clone()),
        _ => Err(Refused::NoProject { projects: heads.iter().filter(|h| !h.archived).map(called).collect() }),
    }
}

pub(crate) fn named(heads: &[ProjectHead], name: &str) -> Result<ProjectHead, Refused> {
    let name = name.trim();
    let by_title: Vec<&ProjectHead> =
        heads.iter().filter(|head| head.title.to_lowercase() == name.to_lowercase()).collect();
    let found = if !by_title.is_empty() {
        by_title
    } else if let Ok(id) = ProjectId::parse(name) {
        heads.iter().filter(|head| head.id == id).collect()
    } else if let Some((low, high)) = prefix_range(&name.to_lowercase()) {
        heads.iter().filter(|head| (low..=high).contains(&head.id.bits())).collect()
    } else {
        Vec::new()
    };
    match found.as_slice() {
        [] => Err(Refused::NotFound { what: "project", name: name.to_owned() }),
        [only] => Ok((*only).clone()),
        several => match several.iter().filter(|head| !head.archived).collect::<Vec<_>>().as_slice() {
            [only] => Ok((**only).clone()),
            _ => Err(Refused::Ambiguous {
                what: "project",
                name: name.to_owned(),
                candidates: several.iter().map(|head| called(head)).collect(),
            }),
        },
    }
}

fn called(head: &ProjectHead) -> (String, String) {
    (head.id.letters()[..8].to_owned(), head.title.clone())
}

/// The project chosen, or `Inbox`, made when there is no project at all.
///
/// # Errors
/// As [`choose`].
pub async fn choose_or_inbox(ports: &Ports<'_>, wish: Wish<'_>, meta: Meta) -> Result<ProjectHead, Refused> {
    match choose(ports, wish).await {
        Err(Refused::NoProject { projects }) if projects.is_empty() => {
            let id = inbox(ports, Meta { title: INBOX.to_owned(), ..meta }).await?;
            choose(ports, Wish { named: Some(&id.letters()), repository: None }).await
        }
        chosen => chosen,
    }
}

async fn inbox(ports: &Ports<'_>, meta: Meta) -> Result<ProjectId, Refused> {
    let reason = "a first task needs a project";
    match create(ports, INBOX_ID, &meta, reason).await {
        Ok(_) => return Ok(INBOX_ID),
        // Another process was first: it is theirs as much as ours.
        Err(Refused::Contended) if list(ports).await?.iter().any(|h| h.id == INBOX_ID && !h.archived) => {
            return Ok(INBOX_ID);
        }
        // The first one was put away or deleted: the next is a project like any other.
        Err(Refused::Contended | Refused::Store(StoreError::Deleted(_))) => {}
        Err(other) => return Err(other),
    }
    Ok(create(ports, ports.project_id(), &meta, reason).await?.id())
}

async fn own_fields(ports: &Ports<'_>, project: ProjectId) -> Result<Project, Refused> {
    let nothing = ports.patch(project, Version(0), "");
    Ok(ports.projects.load(project, None, Scope::Around(&nothing)).await?)
}

/// What a day and a week of work are in a project.
///
/// # Errors
/// Store failures.
pub async fn day_length(ports: &Ports<'_>, project: ProjectId) -> Result<DayLength, Refused> {
    let head = own_fields(ports, project).await?;
    Ok(crate::plan::day_length(head.meta()))
}

/// Makes a project the one last used.
///
/// # Errors
/// Store failures.
pub async fn remember(ports: &Ports<'_>, project: ProjectId) -> Result<(), Refused> {
    Ok(ports.bookmarks.remember(LAST, project).await?)
}

/// Changes a project's own fields.
///
/// # Errors
/// As [`commit`].
pub async fn change(
    ports: &Ports<'_>,
    project: ProjectId,
    change: MetaChange,
    reason: &str,
) -> Result<Committed, Refused> {
    let head = own_fields(ports, project).await?;
    let mut patch = ports.patch(project, head.version(), reason);
    patch.meta = change;
    commit(ports, patch).await
}

/// Deletes a project for good: its log is purged and only a tombstone stays. `title` must be the project's own.
///
/// # Errors
/// [`Refused::NotConfirmed`] when the title is another; [`Refused::Senseless`] for a pool that projects share; store failures.
pub async fn delete(ports: &Ports<'_>, head: &ProjectHead, title: &str) -> Result<(), Refused> {
    if title.trim() != head.title.trim() {
        return Err(Refused::NotConfirmed { given: title.to_owned(), title: head.title.clone() });
    }
    pools::nobody_shares(ports, head).await?;
    Ok(ports.projects.purge(head.id, ports.clock.now()).await?)
}
