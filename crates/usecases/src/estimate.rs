//! Guesses at efforts from titles alone. What a title states beats every guess.

use planwright_domain::Estimate;
use planwright_planner::DayLength;
use planwright_planner::estimate::{estimate, trailing_bracket};

/// The effort of a task of which only the title is known, in minutes: what stands in brackets at its end, else what such
/// work usually takes. `day` is what a day and a week of work are.
pub fn effort_of(title: &str, day: DayLength) -> Estimate {
    match trailing_bracket(title, day) {
        Some((_, stated)) if stated.likely > 0 => {
            Estimate { low: stated.low, likely: stated.likely, high: stated.high, confidence: None }
        }
        _ => estimate(title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stated_beats_a_guess() {
        let day = DayLength::default();
        let stated = effort_of("Fix login (90 min)", day);
        assert_eq!((stated.low, stated.likely, stated.high), (90, 90, 90));
        let range = effort_of("Move the shop (3-5 days)", day);
        assert_eq!((range.low, range.likely, range.high), (1440, 1920, 2400));
        assert!(effort_of("Fix login (0 min)", day).likely > 0);
        assert_eq!(effort_of("Fix login", day), estimate("Fix login"));
    }
}
