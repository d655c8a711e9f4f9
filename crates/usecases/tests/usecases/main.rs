//! The use cases, on the reference store with a clock that stands still.

#![expect(clippy::unwrap_used, reason = "what a test builds on and cannot have ends it where it is missing")]

mod amending;
mod desk;
mod documents;
mod pools;
mod proposals;
mod reimporting;
mod stopping;
mod taking_back;
mod working;
