//! The laws of the wire: what is written is read back, yesterday's files are read forever, and no text does harm.

mod arbitrary;
mod refusals;
mod round_trips;
