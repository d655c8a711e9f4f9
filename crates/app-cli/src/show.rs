//! What the person sees: pure functions from what is known to one text, complete without colour, at any width from 30
//! columns up. Nothing here prints, asks a clock, or lets a control character out of somebody's words.

mod baseline;
mod buffers;
mod change;
mod chart;
mod difference;
mod driven;
mod eval;
mod everybody;
#[cfg(test)]
mod fixture;
mod forecast;
mod gantt;
mod grid;
mod ink;
#[cfg(test)]
mod laws;
mod list;
mod load;
mod log;
mod marks;
mod months;
mod names;
mod options;
mod outlook;
mod page;
mod people;
mod review;
mod schedule;
mod store;
mod task;
mod text;
mod ties;
mod totals;
mod tree;
mod verdict;
mod why;
mod words;

pub use baseline::baseline;
pub use buffers::buffers;
pub use chart::{Chart, Zoom, html, svg};
pub use eval::page::evaluation_page;
pub use eval::{evaluation, figure};
pub use everybody::people;
pub use forecast::{baselines, forecast, variances, what_if};
pub use gantt::gantt;
pub(crate) use ink::NARROWEST;
pub use list::{Row, next, tasks};
pub use load::{load, pool_load};
pub use log::{log, proposals};
pub use months::{Months, months};
pub use options::options;
pub use people::calendars;
pub use review::{Review, patch_diff, review};
pub use schedule::{schedule, unmet};
pub use store::{faults, projects};
pub use task::task;
pub use text::harmless;
pub use tree::tree;
pub use why::{clash, explanation, lever, reason, steps as reasons};

/// How to write for one terminal, file or pipe.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to colour by meaning.
    pub color: bool,
    /// Columns there are; fewer than 30 are taken for 30.
    pub width: usize,
}
