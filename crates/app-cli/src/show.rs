//! What the person sees: pure functions from what is known to one text, complete without colour, at any width from 40
//! columns up. Nothing here prints, asks a clock, or lets a control character out of somebody's words.

mod change;
mod difference;
#[cfg(test)]
mod fixture;
mod grid;
mod ink;
mod names;
mod outlook;
mod review;
mod text;
mod ties;
mod words;

pub use review::{Review, patch_diff, review};
pub use text::harmless;

/// How to write for one terminal, file or pipe.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether to colour by meaning.
    pub color: bool,
    /// Columns there are; fewer than 40 are taken for 40.
    pub width: usize,
}
