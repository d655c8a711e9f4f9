//! Links: making tasks wait for one another, and no longer.

use planwright_domain::{Dependency, LagKind, Link, LinkId, LinkType, ProjectId, TaskId, Version};
use planwright_ports::Scope;

use crate::{Committed, Ports, Refused, commit};

/// What ties two tasks together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// What the link means.
    pub link_type: LinkType,
    /// Which ends it ties together.
    pub dependency: Dependency,
    /// Minutes between them.
    pub lag: i32,
    /// How the lag is counted.
    pub lag_kind: LagKind,
}

/// Makes `to` wait for `from` (or remarks that they are related, or the same).
///
/// # Errors
/// As [`commit`]; a cycle is named by its tasks.
pub async fn link(
    ports: &Ports<'_>,
    project: ProjectId,
    base: Version,
    (from, to): (TaskId, TaskId),
    tie: Tie,
) -> Result<Committed, Refused> {
    let Tie { link_type, dependency, lag, lag_kind } = tie;
    let mut patch = ports.patch(project, base, "link");
    let link = Link { link_type, dependency, lag, lag_kind, ..Link::blocks(ports.link_id(), from, to) };
    patch.create_link(link);
    commit(ports, patch).await
}

/// Removes every link between two tasks, in either direction.
///
/// # Errors
/// [`Refused::NotFound`] when there is none; otherwise as [`commit`].
pub async fn unlink(
    ports: &Ports<'_>,
    project: ProjectId,
    a: TaskId,
    b: TaskId,
) -> Result<Committed, Refused> {
    let whole = ports.projects.load(project, None, Scope::Whole).await?;
    let (into, out_of) = whole.network().incident(a);
    let between: Vec<LinkId> = into
        .chain(out_of)
        .filter(|id| whole.link(*id).is_some_and(|l| (l.from, l.to) == (a, b) || (l.from, l.to) == (b, a)))
        .collect();
    if between.is_empty() {
        let name = format!("between {} and {}", whole.name(a), whole.name(b));
        return Err(Refused::NotFound { what: "link", name });
    }
    let mut patch = ports.patch(project, whole.version(), "unlink");
    for id in between {
        patch.delete_link(id);
    }
    commit(ports, patch).await
}
