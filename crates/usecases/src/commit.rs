//! The one way a change reaches a store: load what answers for it, rebase it over what others appended, leave out what
//! is already true, apply, append; and again when somebody was faster.

use planwright_domain::{Applied, Author, Patch, Version, apply, normalise, rebase};
use planwright_ports::{Append, Scope};

use crate::{Ports, Refused, pools};

/// How often a change is carried over to a head that moved before it gives up. Nothing waits in between: whoever was
/// faster is done by then. With eight writers at work all the time, each attempt may lose with 7 : 1, and one change
/// in 10^14 loses 256 times.
const ATTEMPTS: usize = 256;

/// What became of a change that was not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Committed {
    /// It was appended.
    Appended(Box<Applied>),
    /// All of it was already so; nothing was appended.
    AlreadyTrue(Version),
}

impl Committed {
    /// The version of the project after it.
    pub fn version(&self) -> Version {
        match self {
            Self::Appended(applied) => applied.version(),
            Self::AlreadyTrue(version) => *version,
        }
    }
}

/// Appends a patch made against some version of its project. A store that fails after it appended is asked once more,
/// so that a lost acknowledgement is not told as a refusal.
///
/// # Errors
/// [`Refused::Rejected`] with every broken rule, [`Refused::Conflict`] where others changed the same, store failures.
pub async fn commit(ports: &Ports<'_>, patch: Patch) -> Result<Committed, Refused> {
    commit_by(ports, &patch, &patch.author).await
}

/// As [`commit`], under the name of `author`. A patch can be as large as the project: only one copy of it is held, and
/// nothing else, while the store writes.
pub(crate) async fn commit_by(
    ports: &Ports<'_>,
    patch: &Patch,
    author: &Author,
) -> Result<Committed, Refused> {
    pools::keeps(ports, patch).await?;
    let signed = || Patch { author: author.clone(), ..patch.clone() };
    for _ in 0..ATTEMPTS {
        let mut head = ports.projects.load(patch.project, None, Scope::Around(patch)).await?;
        let carried = if patch.base == head.version() {
            normalise(signed(), &head)
        } else {
            let since = ports.projects.entries(patch.project, patch.base, Some(head.version())).await?;
            if let Some(done) = since.iter().find(|entry| entry.patch_id() == patch.id) {
                return Ok(Committed::AlreadyTrue(done.version));
            }
            rebase(signed(), &since, &head)?
        };
        if carried.is_empty() {
            return Ok(Committed::AlreadyTrue(head.version()));
        }
        let expected = head.version();
        let applied = match apply(&mut head, &carried) {
            Ok(applied) => applied,
            Err(rejection) => {
                // Judged again on the whole, where tasks have wbs codes to be named by.
                let mut whole = ports.projects.load(patch.project, Some(expected), Scope::Whole).await?;
                return Err(apply(&mut whole, &carried).err().unwrap_or(rejection).into());
            }
        };
        drop((head, carried));
        match ports.projects.append(patch.project, expected, &applied, ports.clock.now()).await {
            Ok(Append::Appended(_)) => return Ok(Committed::Appended(Box::new(applied))),
            Ok(Append::HeadMoved(_)) => {}
            Err(failure) if is_there(ports, &applied).await => {
                drop(failure); // what was asked for did happen
                return Ok(Committed::Appended(Box::new(applied)));
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    Err(Refused::Contended)
}

/// Whether the log has the entry, as far as the store can still be asked.
async fn is_there(ports: &Ports<'_>, applied: &Applied) -> bool {
    let (project, before) = (applied.project(), applied.patch().base);
    let since = ports.projects.entries(project, before, Some(applied.version())).await.unwrap_or_default();
    since.iter().any(|entry| entry.patch_id() == applied.patch().id)
}
