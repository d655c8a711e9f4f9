//! The flags that say when a task takes place and how long: its duration, what is left of its effort, what is asked of its
//! dates. They are read here; what follows from them the schedule decides.

use jiff::civil::Time;
use planwright::domain::{Constraint, ConstraintKind, Estimate, TaskChange};
use planwright::phrases::duration::{self, DayLength};

use super::fields::{clearable, minutes};
use crate::context::Context;
use crate::failure::Failure;

/// When a task takes place, and how long.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Timing {
    /// Working time from start to finish, such as 2d, whoever does it; none to let it follow from the effort
    #[arg(long, value_name = "DURATION")]
    duration: Option<String>,
    /// Effort still to be spent; none to clear it
    #[arg(long, value_name = "DURATION")]
    remaining: Option<String>,
    /// What is asked of its dates, such as "start no earlier than 2026-05-04", "finish no later than 2026-05-29, soft,
    /// cost 5", "must start on 2026-05-04 09:30" (which fixes it) or "as late as possible"; none to clear it
    #[arg(long, value_name = "WORDS")]
    constraint: Option<String>,
    /// Work on it may stop and be taken up again later
    #[arg(long, conflicts_with = "in_one_go")]
    interruptible: bool,
    /// Work on it may not stop once begun
    #[arg(long)]
    in_one_go: bool,
}

impl Timing {
    /// Adds what the flags ask for to a change.
    pub(super) fn ask(
        &self,
        context: &Context,
        day: DayLength,
        change: &mut TaskChange,
    ) -> Result<(), Failure> {
        let amount = |text: &Option<String>| {
            text.as_deref().map(|text| clearable(text, |text| minutes(text, day))).transpose()
        };
        change.duration = amount(&self.duration)?;
        change.remaining = amount(&self.remaining)?;
        let wish = |text: &str| clearable(text, |text| constraint(text, context));
        change.constraint = self.constraint.as_deref().map(wish).transpose()?;
        change.interruptible = (self.interruptible || self.in_one_go).then_some(self.interruptible);
        Ok(())
    }
}

/// An effort: one amount, a range `4h..2d` whose midpoint is likely, or `4h..6h..2d` from low over likely to high.
pub(super) fn effort(text: &str, day: DayLength) -> Result<(u32, Option<Estimate>), Failure> {
    let parts: Vec<&str> = text.split("..").collect();
    let (low, likely, high) = match parts.as_slice() {
        [one] => match duration::parse(one, day) {
            Some(range) if range.low < range.high => (range.low, range.likely, range.high),
            _ => return Ok((minutes(one, day)?, None)),
        },
        [low, high] => {
            let (low, high) = (minutes(low, day)?, minutes(high, day)?);
            (low, low.midpoint(high), high)
        }
        [low, likely, high] => (minutes(low, day)?, minutes(likely, day)?, minutes(high, day)?),
        _ => {
            let message = format!("{text:?} has more than three amounts");
            return Err(Failure::usage(message, "give low, likely and high, such as 4h..6h..2d"));
        }
    };
    if !(low <= likely && likely <= high) {
        let message = format!("{text:?} does not go from low over likely to high");
        return Err(Failure::usage(message, "give low, likely and high in this order, such as 4h..6h..2d"));
    }
    Ok((likely, Some(Estimate { low, likely, high, confidence: None })))
}

/// The usual abbreviations of constraints.
const SHORT: [(&str, ConstraintKind); 8] = [
    ("snet", ConstraintKind::StartNoEarlierThan),
    ("snlt", ConstraintKind::StartNoLaterThan),
    ("fnet", ConstraintKind::FinishNoEarlierThan),
    ("fnlt", ConstraintKind::FinishNoLaterThan),
    ("mso", ConstraintKind::MustStartOn),
    ("mfo", ConstraintKind::MustFinishOn),
    ("alap", ConstraintKind::AsLateAsPossible),
    ("fixed", ConstraintKind::MustStartOn),
];

/// A constraint as it is shown: `finish no later than 2026-05-29 17:00, soft, cost 5`.
fn constraint(text: &str, context: &Context) -> Result<Constraint, Failure> {
    let mut parts = text.split(',').map(str::trim);
    let (kind, rest) = kind(parts.next().unwrap_or_default())
        .ok_or_else(|| Failure::usage(format!("{text:?} is not a constraint"), choices()))?;
    let mut wish = Constraint::hard(kind, None);
    match (kind, rest) {
        (ConstraintKind::AsLateAsPossible, "") => {}
        (ConstraintKind::AsLateAsPossible, day) => {
            let message = format!("as late as possible names no day, but {day:?} was given");
            return Err(Failure::usage(message, "leave it out, or say: finish no later than DATE"));
        }
        (kind, "") => {
            let message = format!("{:?} names no day", told(kind));
            return Err(Failure::usage(message, format!("say: {} 2026-05-04", told(kind))));
        }
        (_, rest) => {
            let (day, time) = match rest.rsplit_once(char::is_whitespace) {
                Some((day, time)) if clock(time).is_some() => (day, clock(time)),
                _ => (rest, None),
            };
            wish.date = Some(context.date(day)?);
            wish.time = time;
        }
    }
    for part in parts.filter(|part| !part.is_empty()) {
        match part.to_lowercase().split_whitespace().collect::<Vec<_>>().as_slice() {
            ["hard"] => wish.hard = true,
            ["soft"] => wish.hard = false,
            ["cost", cost] => {
                let odd =
                    || Failure::usage(format!("{cost:?} is not a cost"), "give a whole number, such as 5");
                wish.cost = Some(cost.parse().map_err(|_| odd())?);
                wish.hard = false;
            }
            _ => {
                let message = format!("{part:?} says nothing about a constraint");
                return Err(Failure::usage(
                    message,
                    "say hard, or soft with a cost for each day: soft, cost 5",
                ));
            }
        }
    }
    Ok(wish)
}

/// The kind a text begins with, and the rest of it.
fn kind(text: &str) -> Option<(ConstraintKind, &str)> {
    let named = ConstraintKind::ALL.iter().map(|kind| (told(*kind), *kind));
    let short = SHORT.iter().map(|(word, kind)| ((*word).to_owned(), *kind));
    named.chain(short).find_map(|(words, kind)| {
        let mut rest = text.trim();
        for word in words.split(' ') {
            let (head, tail) = rest.split_once([' ', '_']).unwrap_or((rest, ""));
            if !head.eq_ignore_ascii_case(word) {
                return None;
            }
            rest = tail.trim_start();
        }
        Some((kind, rest))
    })
}

fn told(kind: ConstraintKind) -> String {
    kind.word().replace('_', " ")
}

fn choices() -> String {
    let kinds: Vec<String> = ConstraintKind::ALL.iter().map(|kind| told(*kind)).collect();
    format!("begin with one of {}; then the day", kinds.join(", "))
}

/// `9:30` as a time of day.
fn clock(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(text: &str) -> Option<(u32, Option<(u32, u32)>)> {
        let (likely, range) = effort(text, DayLength::default()).ok()?;
        Some((likely, range.map(|range| (range.low, range.high))))
    }

    #[test]
    fn an_effort_is_one_amount_or_goes_from_low_to_high() {
        assert_eq!(amounts("6h"), Some((360, None)));
        assert_eq!(amounts("4h..2d"), Some((600, Some((240, 960)))));
        assert_eq!(amounts("4h..6h..2d"), Some((360, Some((240, 960)))));
        assert_eq!(amounts("1d .. 1d .. 1w"), Some((480, Some((480, 2400)))));
        assert_eq!(amounts("3-5 days"), Some((1920, Some((1440, 2400)))));
        for odd in ["2d..4h", "1h..3h..2h", "1h..2h..3h..4h", "..", "1h..", "1h..much", "-1h..2h"] {
            assert_eq!(amounts(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_constraint_begins_with_its_kind_in_words_or_for_short() {
        for (text, word, rest) in [
            ("start no earlier than 2026-05-04", "start_no_earlier_than", "2026-05-04"),
            ("FINISH NO LATER THAN may 4", "finish_no_later_than", "may 4"),
            ("must_finish_on 2026-05-04", "must_finish_on", "2026-05-04"),
            ("fnlt friday", "finish_no_later_than", "friday"),
            ("fixed 2026-05-04 9:30", "must_start_on", "2026-05-04 9:30"),
            ("as late as possible", "as_late_as_possible", ""),
        ] {
            assert_eq!(kind(text).map(|(kind, rest)| (kind.word(), rest)), Some((word, rest)), "{text}");
        }
        for odd in ["", "must", "start no earlier", "soon", "fixedly 2026"] {
            assert_eq!(kind(odd), None, "{odd}");
        }
    }
}
