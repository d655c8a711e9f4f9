//! The plan and everything that can happen to it.
//!
//! A project changes only by a [`Patch`]: checked against every rule, applied whole or not at all, logged, undoable,
//! rebasable. This crate is pure: it never reads a file, a clock, the network or randomness, never waits, and knows no
//! notation. Its types cannot be serialised on purpose; the room `wire` owns the serialised shapes.

mod amount;
mod applied;
mod apply;
mod baseline;
mod calendar;
mod check;
mod compose;
mod constraint;
mod diff;
mod entry;
mod id;
mod kinds;
mod link;
mod log;
mod meta;
mod network;
pub mod operation;
mod patch;
mod project;
mod proposal;
mod ready;
mod rebase;
mod record;
mod remark;
mod resource;
mod rollup;
pub mod schedule;
mod select;
mod status;
mod task;
mod value;
mod version;
mod violation;

pub use amount::amount;
pub use applied::{Applied, Touched};
pub use apply::apply;
pub use baseline::{Baseline, BaselineChange, BaselineField, BaselineTask};
pub use calendar::{Calendar, CalendarChange, CalendarField, Exception, Hours, Shift, Week};
pub use check::{DEEPEST_LIMIT, LARGEST_MINUTES, LONGEST_TITLE, check};
pub use compose::compose;
pub use constraint::{Constraint, ConstraintKind};
pub use diff::diff;
pub use entry::Entry;
pub use id::{
    AssignmentId, BaselineId, CalendarId, IdMap, IdSet, LinkId, NotAnId, PatchId, ProjectId, ProposalId,
    ResourceId, TaskId, prefix_range, unique_prefix_lengths,
};
pub use kinds::{Entity, OpRef};
pub use link::{Dependency, LagKind, Link, LinkChange, LinkField, LinkType};
pub use log::{redo_target, redo_targets, replay, revert, reverted, rewind, undo_target, undo_targets};
pub use meta::{DateOrder, Meta, MetaChange, MetaField, ProjectKind, WorkingDays};
pub use network::Network;
pub use patch::{LinkOp, Op, Patch, TaskOp};
pub use project::{Extent, Project, Walk, Wbs, WbsCode};
pub use proposal::{Proposal, ProposalState};
pub use ready::Readiness;
pub use rebase::{Clash, Conflict, normalise, rebase};
pub use record::{Change, Record};
pub use remark::{Question, Warning};
pub use resource::{
    Absence, Assignment, AssignmentChange, AssignmentField, Availability, Resource, ResourceChange,
    ResourceField, ResourceKind, alike,
};
pub use rollup::{Inherited, Rollup, differences, inherited, roll_up, roll_up_task};
pub use select::{Selection, select};
pub use status::{Kind, Priority, Status};
pub use task::{Confidence, Estimate, Origin, OriginKind, POSITION_STEP, Task, TaskChange, TaskField};
pub use value::{Decimal, Value};
pub use version::{Author, Version};
pub use violation::{Code, Rejection, Violation};
