//! The laws of the patch algebra, as property tests over a tiny pool of ids.

mod algebra;
mod beside;
mod generate;
mod history;
mod operations;
mod rules;
