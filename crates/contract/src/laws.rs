//! The laws, one function each: it is given an empty store and panics when the store breaks the law. No law knows which
//! store it is given, waits for a clock, or depends on another.

pub mod appending;
pub mod finding;
pub mod history;
pub mod mending;
pub mod proposing;
pub mod remembering;
pub mod several;
pub mod telling;

use planwright_domain::{Project, ProjectId, Version};
use planwright_ports::{ProjectStore, Scope};

/// The whole project at its newest version.
async fn newest(store: &impl ProjectStore, project: ProjectId) -> Project {
    store.load(project, None, Scope::Whole).await.expect("what was stored is there")
}

/// The whole project at a version.
async fn at(store: &impl ProjectStore, project: ProjectId, version: u64) -> Project {
    store.load(project, Some(Version(version)), Scope::Whole).await.expect("what was stored is there")
}
