//! What every adapter must hold, and what stands in for the world in tests.
//!
//! For each port there is a reference that keeps everything in memory ([`Memory`], [`FixedClock`], [`SeededIds`]) and a
//! suite: plain async functions in [`laws`], each one law, named as a sentence. A macro stamps a test of each law over a
//! store, so that a new adapter costs one line per suite:
//!
//! ```text
//! async fn fresh() -> (Sqlite, TempDir) { … }
//! planwright_contract::project_store!(fresh);
//! ```
//!
//! The maker answers with an empty store and whatever must live as long as it. [`Faulty`] breaks a store on demand, always
//! at the same place. [`synthetic`] makes projects of any size. This room is only ever a dev-dependency, and it knows no adapter.

mod dice;
mod faulty;
mod fixed;
mod grow;
pub mod laws;
mod memory;
mod people;
mod stamp;
pub mod synthetic;

pub use dice::Dice;
pub use faulty::Faulty;
pub use fixed::{FixedClock, SeededIds};
pub use grow::{Growing, moment};
pub use memory::Memory;
pub use stamp::{at_once, run};
