//! Priorities as TaskJuggler and Microsoft Project count them: 0 to 1000. Must never take the usual 500 for a statement.

use planwright_domain::Priority;

/// What a number says; 500 says nothing.
pub(crate) fn read(number: f64) -> Option<Priority> {
    match number {
        500.0 => None,
        n if n > 800.0 => Some(Priority::Urgent),
        n if n > 600.0 => Some(Priority::High),
        n if n > 400.0 => Some(Priority::Medium),
        _ => Some(Priority::Low),
    }
}

/// The number of a priority.
pub(crate) fn write(priority: Priority) -> u32 {
    match priority {
        Priority::Low => 300,
        Priority::Medium => 550,
        Priority::High => 700,
        Priority::Urgent => 900,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_priority_reads_back_and_the_usual_one_is_none() {
        for priority in Priority::ALL {
            assert_eq!(read(f64::from(write(*priority))), Some(*priority));
        }
        assert_eq!(read(500.0), None);
        assert_eq!((read(0.0), read(1000.0)), (Some(Priority::Low), Some(Priority::Urgent)));
    }
}
