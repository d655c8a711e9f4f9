//! Effort from a title alone: a small table of what kinds of work usually take, widened and narrowed by the words around
//! the verb. Must never pretend to know: every figure comes as a range with a low confidence.
//!
//! Basis: general experience of office and software work; docs/estimates.md tells the sources, the formula and how well it
//! does. A kind of work sets the median and how widely efforts vary around it; size words, counts and the number of
//! things named move the median. The table is in `data/estimate.words`.

/// The effort in brackets at the end of a title, and the title without it.
pub use planwright_phrases::duration::trailing_bracket;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use planwright_domain::{Confidence, Estimate, Kind, Op, Patch, Status, TaskId, Value};

use crate::text::{self, Word};

/// The lines `factor or minutes: word, word …` of one section of the table.
struct Table {
    kinds: Vec<Usual>,
    factors: Vec<(f64, Vec<String>)>,
}

/// What the words of a line usually take, and how widely that varies.
struct Usual {
    minutes: f64,
    spread: f64,
    words: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { kinds: Vec::new(), factors: Vec::new() };
    let mut kinds = true;
    for line in
        include_str!("../data/estimate.words").lines().filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        match line {
            "[minutes]" => kinds = true,
            "[factor]" => kinds = false,
            _ => {
                let Some((figures, words)) = line.split_once(": ") else { continue };
                let mut figures = figures.split(' ').map_while(|f| f.parse().ok());
                let (Some(first), second) = (figures.next(), figures.next()) else { continue };
                let words = words.split(", ").map(str::to_owned).collect();
                if kinds {
                    let spread = second.unwrap_or(UNKNOWN_SPREAD);
                    table.kinds.push(Usual { minutes: first, spread, words });
                } else {
                    table.factors.push((first, words));
                }
            }
        }
    }
    table
});

/// What a task of this title usually takes.
pub fn estimate(title: &str) -> Estimate {
    let words = text::words(&title.chars().take(600).collect::<String>());
    let (likely, spread) = minutes(&words);
    let likely = round(likely);
    // Eight of ten values of a lognormal distribution lie so many deviations around its median.
    let reach = (1.2816 * spread).exp();
    between(round(likely / reach), likely, round(likely * reach), 300)
}

/// As [`estimate`], for a step of a plan: such a step is a package of work, not an entry of a time sheet.
pub(crate) fn of_step(title: &str) -> Estimate {
    let words = text::words(&title.chars().take(600).collect::<String>());
    let likely = round((minutes(&words).0 * 1.6).clamp(30.0, 4800.0));
    between(round(likely * 0.5), likely, round(likely * 2.0), 300)
}

/// Gives every unfinished task of a document that has no effort one, from its title. It is marked: the range has a
/// confidence, and the metadata say `effort_estimated`.
pub fn missing(patch: &mut Patch) {
    let parents: BTreeSet<TaskId> = patch.created_tasks().filter_map(|t| t.parent).collect();
    for (id, op) in &mut patch.tasks {
        let Op::Create(task) = op else { continue };
        let open = !matches!(task.status, Status::Done | Status::Cancelled);
        if task.effort.is_none() && task.kind == Kind::Task && open && !parents.contains(id) {
            let guess = of_step(&task.title);
            task.effort = Some(guess.likely);
            task.estimate = Some(guess);
            task.metadata.insert("effort_estimated".to_owned(), Value::Bool(true));
        }
    }
}

/// Amid a guess from a title and a range of a template: their geometric means.
pub(crate) fn amid(own: Estimate, whole: (u32, u32, u32)) -> Estimate {
    let mean = |a: u32, b: u32| round((f64::from(a.max(1)) * f64::from(b.max(1))).sqrt());
    between(mean(own.low, whole.0), mean(own.likely, whole.1), mean(own.high, whole.2), 300)
}

/// A range multiplied, to figures people use.
pub(crate) fn scaled(estimate: Estimate, factor: f64) -> Estimate {
    let times = |minutes: u32| (f64::from(minutes) * factor / 15.0).round().max(1.0) * 15.0;
    let confidence = estimate.confidence.map_or(300, Confidence::as_per_mille);
    between(times(estimate.low), times(estimate.likely), times(estimate.high), confidence)
}

/// A range, with confidence in thousandths.
pub(crate) fn between(
    low: impl Into<f64>,
    likely: impl Into<f64>,
    high: impl Into<f64>,
    confidence: u16,
) -> Estimate {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
    let whole = |x: f64| x.clamp(1.0, 5_000_000.0).round() as u32;
    let (low, likely, high) = (whole(low.into()), whole(likely.into()), whole(high.into()));
    Estimate {
        low: low.min(likely),
        likely,
        high: high.max(likely),
        confidence: Some(Confidence::per_mille(confidence)),
    }
}

/// The median and the spread of what a title names.
fn minutes(words: &[Word]) -> (f64, f64) {
    let named: Vec<&Word> = words.iter().filter(|w| !w.mark).collect();
    let table = &*TABLE;
    let next = |i: usize| named.get(i + 1).map_or("", |w| w.lower.as_str());
    // The mean of the kinds a title names, on a logarithmic scale, drawn towards all work.
    let (mut sum, mut spread, mut weight) = (MEDIAN.ln() * PRIOR, UNKNOWN_SPREAD * PRIOR, PRIOR);
    for (i, word) in named.iter().enumerate() {
        for kind in &table.kinds {
            if kind.words.iter().any(|entry| spells(entry, &word.lower, next(i))) {
                sum += kind.minutes.ln();
                spread += kind.spread;
                weight += 1.0;
            }
        }
    }
    let mut value = (sum / weight).exp();
    for (i, word) in named.iter().enumerate() {
        for (factor, list) in &table.factors {
            if list.iter().any(|entry| spells(entry, &word.lower, next(i))) {
                value *= factor;
            }
        }
    }
    value *= span(&named);
    let joined = words.iter().filter(|w| JOINS.contains(&w.lower.as_str())).count();
    value *= 1.0 + 0.15 * joined.min(5) as f64;
    (value.clamp(10.0, 9600.0), spread / weight)
}

/// The median of single tasks of office and software work, in minutes.
const MEDIAN: f64 = 120.0;
/// How widely work varies of which no kind is known.
const UNKNOWN_SPREAD: f64 = 1.1;
/// As how many named kinds all work counts.
const PRIOR: f64 = 0.5;
const JOINS: [&str; 9] = ["and", "&", ",", "/", "+", "und", "y", "et", "e"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What a time in the title says: the work of one day is one small occurrence, that of a month is all of its work.
fn span(words: &[&Word]) -> f64 {
    let figures = |w: &str| w.chars().filter(char::is_ascii_digit).count();
    let day = |w: &str| {
        w.matches('/').count() == 2 && figures(w) >= 4
            || w.len() == 10 && w.matches('-').count() == 2 && figures(w) == 8
    };
    let lower = |i: usize| words.get(i).map_or("", |w| w.lower.as_str());
    for (i, word) in words.iter().enumerate() {
        if day(&word.lower) {
            return 0.35;
        }
        if MONTHS.contains(&word.lower.as_str()) && i > 0 {
            let dated = |w: &str| {
                (1..=2).contains(&figures(w))
                    && figures(w) == w.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']).len()
            };
            let within = matches!(lower(i - 1), "by" | "before" | "until" | "for" | "of");
            let ongoing = words.iter().any(|w| {
                matches!(
                    w.lower.as_str(),
                    "tasks"
                        | "support"
                        | "management"
                        | "admin"
                        | "maintenance"
                        | "operations"
                        | "duties"
                        | "misc"
                )
            });
            if ongoing && !within && !dated(lower(i + 1)) && !dated(lower(i - 1)) {
                return 8.0;
            }
        }
    }
    1.0
}

/// Whether an entry ("set up", "fix", "instal*") stands here.
fn spells(entry: &str, word: &str, next: &str) -> bool {
    match entry.split_once(' ') {
        Some((first, second)) => first == word && second == next,
        None => match entry.strip_suffix('*') {
            Some(prefix) => word.starts_with(prefix),
            None => entry == word,
        },
    }
}

/// To figures people use: fives up to an hour, quarters up to a day, hours beyond.
fn round(minutes: f64) -> f64 {
    let step = match minutes {
        m if m < 60.0 => 5.0,
        m if m < 480.0 => 15.0,
        _ => 60.0,
    };
    ((minutes / step).round() * step).max(5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn larger_work_is_estimated_larger() {
        let pairs = [
            ("Fix typo in footer", "Rewrite the billing system"),
            ("Weekly status meeting", "Migrate the database to the new cluster"),
            ("Send reminder email", "Build the reporting module"),
            ("Small change to the label", "Large change to the import"),
        ];
        for (small, large) in pairs {
            assert!(estimate(small).likely < estimate(large).likely, "{small} / {large}");
        }
    }

    #[test]
    fn what_is_less_known_has_a_wider_range() {
        let width = |title: &str| {
            let e = estimate(title);
            f64::from(e.high) / f64::from(e.low)
        };
        assert!(width("Reset password") < width("Fix error in the export"));
        assert!(width("Fix error in the export") < width("Zorbulate quux"));
        assert!(width("Daily backup") < width("Rewrite from scratch"));
    }

    #[test]
    fn a_range_is_in_order_and_positive() {
        for title in ["", "x", "Fix", "中文", "Do everything and more, and more, and more, and more"] {
            let e = estimate(title);
            assert!(0 < e.low && e.low <= e.likely && e.likely <= e.high, "{title}: {e:?}");
        }
    }
}
