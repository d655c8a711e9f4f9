//! What unit tests of use cases stand on: an empty store, a clock that stands still, ids that repeat.

use jiff::Timestamp;
use planwright_contract::{FixedClock, Memory, SeededIds};
use planwright_domain::Author;

use crate::Ports;

/// Runs a use case that needs ports and finds nothing behind them.
pub(crate) fn with_ports<T>(run: impl FnOnce(&Ports<'_>) -> T) -> T {
    let (store, ids, author) = (Memory::default(), SeededIds::new(1), Author::new("ann"));
    let clock = FixedClock::new(Timestamp::UNIX_EPOCH);
    let ports = Ports {
        projects: &store,
        proposals: &store,
        bookmarks: &store,
        upkeep: &store,
        clock: &clock,
        ids: &ids,
        author: &author,
    };
    run(&ports)
}
