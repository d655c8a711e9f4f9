//! The laws of the wire: what is written is read back, yesterday's files are read forever, and no text does harm.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod arbitrary;
mod frozen;
mod harmless;
mod lists;
mod projects;
mod refusals;
mod round_trips;
mod schemas;
