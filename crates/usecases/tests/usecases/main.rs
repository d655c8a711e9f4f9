//! The use cases, on the reference store with a clock that stands still.

mod desk;
mod documents;
mod proposals;
mod stopping;
mod taking_back;
mod working;
