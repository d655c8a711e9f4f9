//! What the core asks of the world, one small trait for each thing. The laws of a port stand beside its methods and are
//! held by its suite in the room `contract`. No port knows a driver, a file format or a protocol.

mod bookmarks;
mod clock;
mod error;
mod projects;
mod proposals;
mod upkeep;

pub use bookmarks::Bookmarks;
pub use clock::{Clock, Ids};
pub use error::{Cause, StoreError};
pub use projects::{Append, FoundTask, ProjectHead, ProjectStore, Scope, TaskOrder, TaskQuery};
pub use proposals::{ProposalFilter, ProposalStore, Settled};
pub use upkeep::{Fault, Upkeep};
