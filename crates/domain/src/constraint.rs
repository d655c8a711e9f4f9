//! Constraints: what a person says of when a task is to take place, apart from links.

use jiff::civil::{Date, Time};

use crate::link::words;

words! {
    /// What a constraint asks.
    ConstraintKind {
        /// Not to start before.
        StartNoEarlierThan = "start_no_earlier_than",
        /// Not to start after.
        StartNoLaterThan = "start_no_later_than",
        /// Not to finish before.
        FinishNoEarlierThan = "finish_no_earlier_than",
        /// Not to finish after.
        FinishNoLaterThan = "finish_no_later_than",
        /// To start exactly then.
        MustStartOn = "must_start_on",
        /// To finish exactly then.
        MustFinishOn = "must_finish_on",
        /// To be done as late as nothing else suffers. Names no day.
        AsLateAsPossible = "as_late_as_possible",
    }
}

impl ConstraintKind {
    /// Whether it speaks of the finish rather than the start.
    pub const fn is_of_finish(self) -> bool {
        matches!(self, Self::FinishNoEarlierThan | Self::FinishNoLaterThan | Self::MustFinishOn)
    }
}

/// What is asked of when a task takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constraint {
    /// What it asks.
    pub kind: ConstraintKind,
    /// The day; everything but as late as possible names one.
    pub date: Option<Date>,
    /// The time of that day in the project's zone; `None` is the opening of the day for a start, its end for a finish.
    pub time: Option<Time>,
    /// It holds whatever it costs. A soft one is kept where nothing harder stands against it.
    pub hard: bool,
    /// What missing it by a day costs, beside the cost of other soft constraints; `None` is 1.
    pub cost: Option<u32>,
}

impl Constraint {
    /// A hard constraint on a whole day.
    pub const fn hard(kind: ConstraintKind, date: Option<Date>) -> Self {
        Self { kind, date, time: None, hard: true, cost: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_back() {
        for kind in ConstraintKind::ALL {
            assert_eq!(ConstraintKind::from_word(kind.word()), Some(*kind));
        }
        assert!(ConstraintKind::MustFinishOn.is_of_finish() && !ConstraintKind::MustStartOn.is_of_finish());
    }
}
