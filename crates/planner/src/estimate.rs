//! Effort from a title alone: a small table of what kinds of work usually take, widened and narrowed by the words around
//! the verb. Must never pretend to know: every figure comes as a range with a low confidence.
//!
//! Basis: general experience of office and software work, not a data set. Recorded efforts of single tasks are spread
//! like a lognormal: the middle half lies within about a factor of two of the median, so the 80 % interval is taken as
//! the likely value divided and multiplied by about four. A kind of work sets the median; size words, counts and the
//! number of things named move it. The table is in `data/estimate.words`.

/// The effort in brackets at the end of a title, and the title without it.
pub use planwright_phrases::duration::trailing_bracket;

use std::sync::LazyLock;

use planwright_domain::{Confidence, Estimate};

use crate::text::{self, Word};

/// The lines `factor or minutes: word, word …` of one section of the table.
struct Table {
    kinds: Vec<(f64, Vec<String>)>,
    factors: Vec<(f64, Vec<String>)>,
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
                let Some((figure, words)) = line.split_once(": ") else { continue };
                let Ok(figure) = figure.parse() else { continue };
                let words = words.split(", ").map(str::to_owned).collect();
                if kinds { table.kinds.push((figure, words)) } else { table.factors.push((figure, words)) }
            }
        }
    }
    table
});

/// What a task of this title usually takes.
pub fn estimate(title: &str) -> Estimate {
    let words = text::words(&title.chars().take(600).collect::<String>());
    let likely = minutes(&words);
    let likely = round(likely);
    between(round(likely / 3.6), likely, round(likely * 3.4), 300)
}

/// As [`estimate`], for a step of a plan: such a step is a package of work, not an entry of a time sheet.
pub(crate) fn of_step(title: &str) -> Estimate {
    let words = text::words(&title.chars().take(600).collect::<String>());
    let likely = round((minutes(&words) * 1.6).clamp(30.0, 4800.0));
    between(round(likely * 0.5), likely, round(likely * 2.0), 300)
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

fn minutes(words: &[Word]) -> f64 {
    let named: Vec<&Word> = words.iter().filter(|w| !w.mark).collect();
    let table = &*TABLE;
    // The kinds a title names, the first ones counting most: a title leads with what it is about.
    let (mut sum, mut weight) = (150f64.ln() * 0.6, 0.6);
    for (i, word) in named.iter().enumerate() {
        let next = named.get(i + 1).map_or("", |w| w.lower.as_str());
        for (figure, list) in &table.kinds {
            if list.iter().any(|entry| spells(entry, &word.lower, next)) {
                let w = if i == 0 { 1.5 } else { 1.0 };
                sum += figure.ln() * w;
                weight += w;
            }
        }
    }
    let mut value = (sum / weight).exp();
    for (i, word) in named.iter().enumerate() {
        let next = named.get(i + 1).map_or("", |w| w.lower.as_str());
        for (factor, list) in &table.factors {
            if list.iter().any(|entry| spells(entry, &word.lower, next)) {
                value *= factor;
            }
        }
    }
    let joined = words
        .iter()
        .filter(|w| matches!(w.lower.as_str(), "and" | "&" | "," | "/" | "+" | "und" | "y" | "et" | "e"))
        .count();
    value *= 1.0 + 0.12 * joined.min(5) as f64;
    value.clamp(10.0, 9600.0)
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
    fn a_range_is_in_order_and_positive() {
        for title in ["", "x", "Fix", "中文", "Do everything and more, and more, and more, and more"] {
            let e = estimate(title);
            assert!(0 < e.low && e.low <= e.likely && e.likely <= e.high, "{title}: {e:?}");
        }
    }
}
