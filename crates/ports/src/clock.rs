//! Time and randomness: they enter through here, so that every run can be repeated.

use jiff::Timestamp;
use jiff::civil::Date;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> Timestamp;

    /// Today, where the person is.
    fn today(&self) -> Date;
}

/// Makes identifiers up.
pub trait Ids: Send + Sync {
    /// 128 bits that nobody has used before.
    fn fresh(&self) -> u128;
}
