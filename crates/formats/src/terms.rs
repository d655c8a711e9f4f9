//! Constraints and planned dates as one line of words, for notations that have no words of their own for all of them: "must
//! start on 2026-03-02 08:00:00 soft 3". Must never read a line that says anything else.

use jiff::civil::{DateTime, Time};
use planwright_domain::{Constraint, ConstraintKind, Task};

use crate::draft::Timing;

/// A constraint in words.
pub(crate) fn constraint(constraint: &Constraint) -> String {
    let mut out = constraint.kind.word().replace('_', " ");
    for part in [constraint.date.map(|d| d.to_string()), constraint.time.map(|t| t.to_string())] {
        out.extend(part.into_iter().flat_map(|p| [" ".to_owned(), p]));
    }
    if !constraint.hard {
        out.push_str(" soft");
    }
    out.extend(constraint.cost.map(|cost| format!(" cost {cost}")));
    out
}

/// The constraint that `text` says.
pub(crate) fn read_constraint(text: &str) -> Option<Constraint> {
    let digit = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().collect();
    let length = words.iter().position(|w| digit(w) || *w == "soft" || *w == "cost").unwrap_or(words.len());
    let mut found = Constraint::hard(ConstraintKind::from_word(&words[..length].join("_"))?, None);
    let mut rest = words[length..].iter().copied().peekable();
    if let Some(day) = rest.next_if(digit) {
        found.date = Some(day.parse().ok()?);
    }
    if let Some(time) = rest.next_if(digit) {
        found.time = Some(time.parse::<Time>().ok()?);
    }
    found.hard = rest.next_if_eq(&"soft").is_none();
    if rest.next_if_eq(&"cost").is_some() {
        found.cost = Some(rest.next()?.parse().ok()?);
    }
    rest.next().is_none().then_some(found)
}

/// When a kept schedule has a task take place: "2026-03-02T08:00:00 to 2026-03-04T17:00:00", either end left out where it
/// is not known.
pub(crate) fn planned(task: &Task) -> Option<String> {
    let end = |at: Option<DateTime>| at.map_or_else(String::new, |at| at.to_string());
    let known = task.planned_start.is_some() || task.planned_finish.is_some();
    known.then(|| format!("{} to {}", end(task.planned_start), end(task.planned_finish)))
}

/// Reads what [`planned`] wrote.
pub(crate) fn read_planned(text: &str, timing: &mut Timing) {
    if let Some((start, finish)) = text.split_once("to") {
        timing.planned_start = start.trim().parse().ok();
        timing.planned_finish = finish.trim().parse().ok();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn constraints_in_words_read_back() {
        let day = Some(date(2026, 3, 2));
        let late = Constraint::hard(ConstraintKind::AsLateAsPossible, None);
        let must = Constraint::hard(ConstraintKind::MustStartOn, day);
        let timed = Constraint { time: Some(time(8, 30, 0, 0)), ..must };
        let soft = Constraint { hard: false, cost: Some(3), ..timed };
        for (said, words) in [
            (late, "as late as possible"),
            (must, "must start on 2026-03-02"),
            (timed, "must start on 2026-03-02 08:30:00"),
            (soft, "must start on 2026-03-02 08:30:00 soft cost 3"),
        ] {
            assert_eq!(constraint(&said), words);
            assert_eq!(read_constraint(words), Some(said));
        }
        for other in ["", "must", "must start on 2026-03-02 maybe", "must start on 9 9 cost"] {
            assert_eq!(read_constraint(other), None, "{other}");
        }
    }
}
