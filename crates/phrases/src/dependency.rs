//! What must come before what: the value of a "Dependencies" field, and dependency phrases in sentences.
//! Must never decide which task a name means; that is for whoever knows the tasks.

mod cue;
mod key;
mod phrase;
mod reference;

pub use cue::waits;
pub use phrase::{Kind, Phrase, find};
pub use reference::{Reference, code, references};
