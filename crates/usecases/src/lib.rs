//! What people do with a plan. Only this room calls stores, clock and ids; every change it makes is a patch that goes
//! one way: made, rebased over what others appended, checked, appended. Nothing here parses arguments or prints.

mod amend;
pub mod approve;
pub mod backfill;
pub mod baselines;
mod commit;
pub mod doctor;
pub mod edit;
pub mod estimate;
pub mod evaluate;
#[cfg(test)]
mod fixture;
pub mod forecast;
pub mod history;
pub mod import;
pub mod links;
pub mod operate;
pub mod options;
pub mod people;
pub mod plan;
pub mod pools;
mod ports;
pub mod projects;
pub mod read;
mod refused;
pub mod resolve;
pub mod schedule;
pub mod tasks;
pub mod templates;
pub mod what_if;
pub mod zones;

pub use commit::{Committed, commit};
pub use ports::Ports;
pub use refused::Refused;
