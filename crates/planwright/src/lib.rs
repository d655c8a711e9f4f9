//! Planwright as a library: settings made into wired services. This is the one room that knows all adapters; the command
//! line, the server and other programs depend on it alone. It holds no rule of a plan and no use case of its own, and only
//! [`Surroundings::of_process`] asks the process for anything.
//!
//! ```
//! use planwright::domain::Author;
//! use planwright::usecases::projects;
//! use planwright::{Planwright, Settings, block_on};
//!
//! let titles = block_on(async {
//!     let planwright = Planwright::in_memory().await?;
//!     let (author, settings) = (Author::new("ann"), Settings::default());
//!     let ports = planwright.ports(&author);
//!     projects::create(&ports, ports.project_id(), &settings.meta("Move"), "we move").await?;
//!     let heads = projects::list(&ports).await?;
//!     Ok::<_, Box<dyn std::error::Error>>(heads.into_iter().map(|head| head.title).collect::<Vec<_>>())
//! })??;
//! assert_eq!(titles, ["Move"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! `examples/embed.rs` plans a sentence, approves the plan and asks what is next.

mod address;
mod clock;
pub mod documents;
mod engine;
mod ids;
mod open;
mod repository;
pub mod settings;
mod shelf;
mod surroundings;
mod zone;

pub use address::{Address, BUILT_IN, NotAnAddress};
pub use clock::SystemClock;
pub use engine::{Drafter, NoModel};
pub use ids::RandomIds;
pub use open::{OpenError, Planwright};
pub use repository::Repository;
pub use settings::{Flags, Settings, SettingsError};
pub use shelf::{Shelf, ShelfError};
pub use surroundings::Surroundings;

pub use planwright_domain as domain;
pub use planwright_formats as formats;
pub use planwright_phrases as phrases;
pub use planwright_planner as planner;
pub use planwright_ports as ports;
pub use planwright_usecases as usecases;
pub use planwright_wire as wire;

/// Runs a future to its end on this thread: for programs that have no runtime of their own, and the cheapest there is.
///
/// # Errors
/// When the system refuses what a runtime needs.
///
/// # Panics
/// When called from within an asynchronous task; `await` there instead.
pub fn block_on<F: Future>(future: F) -> std::io::Result<F::Output> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_time().build()?.block_on(future))
}
