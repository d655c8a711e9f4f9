//! The law of every notation that is read and written: reading what was written gives the project back, less what the
//! notation says it cannot carry. A new notation adds its line to the list in `round_trips`.

mod cut;
mod detected;
mod generate;
mod parts;
mod round_trips;
mod seeds;
mod size;
