//! What the targets call; the ordinary tests of `formats` and `planner` run the same over the seeds.

mod readers;
mod words;

pub use readers::{detects, reading, reads};
pub use words::drafts;
