//! Small pieces of human language: durations, dates, dependencies, people, status words.
//!
//! Every function takes text and returns what it says with byte ranges into that text. Nothing here
//! knows what a task is, reads a clock or does I/O; "today" is handed in. Vocabulary lives in `data/<language>.words`,
//! grammar in code: a language is added by adding its file (`docs/languages.md`). All languages are understood at once,
//! because plans mix them.
//!
//! Laws held by tests: no input panics, ranges lie on character boundaries, time is linear.

pub mod availability;
pub mod clean;
pub mod date;
pub mod dependency;
pub mod duration;
pub mod language;
mod lexicon;
#[cfg(test)]
mod made_up;
pub mod milestone;
mod number;
pub mod people;
pub mod presence;
mod span;
pub mod status;
mod token;
pub mod words;
pub mod workweek;

pub use span::Found;
