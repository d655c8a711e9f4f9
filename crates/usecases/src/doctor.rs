//! Looking after the store: what is wrong with it, and making projections anew from the log.

use planwright_ports::Fault;

use crate::{Ports, Refused};

/// Everything that is wrong: in the store itself, and every project whose projection is not what its log says.
///
/// # Errors
/// Store failures that keep it from looking.
pub async fn inspect(ports: &Ports<'_>) -> Result<Vec<Fault>, Refused> {
    Ok(ports.upkeep.inspect().await?)
}

/// Makes the projections of all mendable faults anew and looks again: what is still wrong.
///
/// # Errors
/// Store failures.
pub async fn mend(ports: &Ports<'_>, faults: &[Fault]) -> Result<Vec<Fault>, Refused> {
    let mut projects: Vec<_> = faults.iter().filter(|f| f.mendable).filter_map(|f| f.project).collect();
    projects.sort_unstable();
    projects.dedup();
    for project in projects {
        ports.upkeep.rebuild(project).await?;
    }
    inspect(ports).await
}
