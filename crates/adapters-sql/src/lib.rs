//! Plans kept in SQL databases. [`Sqlite`] holds every store port of the house in one file (or in memory).
//!
//! The log is the truth: an append writes its entry and what the entry changes in one transaction, so a reader sees both
//! or neither, and so does whoever opens the file after a crash. All the other tables are a projection that
//! [`Upkeep`](planwright_ports::Upkeep) can verify and make anew. This room knows SQL and nothing of what a plan means:
//! it never judges a patch, and never writes one that was not applied.
//!
//! `row` holds what any SQL database would share: how a task, a link or a project's own fields lie in columns.

mod address;
mod row;
mod sqlite;

pub use address::{NotAnAddress, SqliteAddress};
pub use sqlite::{Options, SCHEMA, Sqlite};
