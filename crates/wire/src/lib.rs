//! The only serialised shapes of a plan, version 1: patches, projects, entries, proposals, errors, and their JSON Schema.
//!
//! Domain types are not serialisable on purpose; what is promised to the outside is promised here. Version 1 grows by
//! optional fields only, and yesterday's files decode forever. This room knows JSON and no other notation.

pub mod compact;
mod fault;
mod fields;
mod free;
mod object;
mod patch;
mod scalar;
mod schema;
mod shape;
mod small;

pub use fault::{Fault, WireError};
pub use patch::{PATCH_SCHEMA, patch_from_json, patch_to_json};

/// Writes a shape as JSON text. Every shape can be written: keys are texts and numbers are finite.
fn write(shape: &impl serde::Serialize) -> String {
    serde_json::to_string(shape).unwrap_or_default()
}
