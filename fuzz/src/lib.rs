//! What the targets call; the ordinary tests of `formats` and `planner` run the same over the seeds.

pub mod readers;
pub mod words;
