//! The plan and everything that can happen to it.
//!
//! A project changes only by a [`Patch`]: checked against every rule, applied whole or not at all, logged, undoable,
//! rebasable. This crate is pure: it never reads a file, a clock, the network or randomness, never waits, and knows no
//! notation. Its types cannot be serialised on purpose; the room `wire` owns the serialised shapes.

mod entry;
mod id;
mod link;
mod meta;
mod patch;
mod proposal;
mod record;
mod remark;
mod status;
mod task;
mod value;
mod violation;

pub use entry::{Author, Entry, Version};
pub use id::{
    IdMap, IdSet, LinkId, NotAnId, PatchId, ProjectId, ProposalId, TaskId, prefix_range,
    unique_prefix_lengths,
};
pub use link::{Dependency, LagKind, Link, LinkChange, LinkField, LinkType};
pub use meta::{DateOrder, Meta, MetaChange, MetaField, WorkingDays};
pub use patch::{LinkOp, Op, Patch, TaskOp};
pub use proposal::{Proposal, ProposalState};
pub use record::{Change, Record};
pub use remark::{Question, Warning};
pub use status::{Kind, Priority, Status};
pub use task::{Confidence, Estimate, Origin, OriginKind, POSITION_STEP, Task, TaskChange, TaskField};
pub use value::{Decimal, Value};
pub use violation::{Code, Rejection, Violation};
