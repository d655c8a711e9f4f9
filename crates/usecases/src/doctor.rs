//! Looking after the store: what is wrong with it, and making projections anew from the log.

use planwright_domain::{Version, replay};
use planwright_ports::{Fault, Scope};

use crate::{Ports, Refused};

/// Everything that is wrong: what the store finds itself, and every project whose projection is not what its log says.
///
/// # Errors
/// Store failures that keep it from looking.
pub async fn inspect(ports: &Ports<'_>) -> Result<Vec<Fault>, Refused> {
    let mut faults = ports.upkeep.inspect().await?;
    for head in ports.projects.projects().await? {
        if faults.iter().any(|fault| fault.project == Some(head.id)) {
            continue;
        }
        let stored = ports.projects.load(head.id, None, Scope::Whole).await?;
        // Up to the version that was read: others may be appending.
        let log = ports.projects.entries(head.id, Version(0), Some(stored.version())).await?;
        if replay(head.id, &log) != stored {
            faults.push(Fault {
                code: "projection-differs",
                project: Some(head.id),
                message: format!("the tables of {:?} do not say what its log says", head.title),
                mendable: true,
            });
        }
    }
    Ok(faults)
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
