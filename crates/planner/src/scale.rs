//! Scopes that no plan of this size can hold: two million lines, five hundred services, a copy of a giant. Must never
//! change a plan; it only warns, with the arithmetic.
//!
//! The figures are deliberately low assumptions of this program, so that a warning is never raised too early: work that
//! exceeds even them cannot be meant.

use planwright_domain::Warning;

use crate::text;

/// Person-minutes that one of these takes at the very least.
const UNITS: [(&str, f64); 44] = [
    ("photographs", 2.0),
    ("photos", 2.0),
    ("images", 2.0),
    ("documents", 2.0),
    ("records", 2.0),
    ("invoices", 2.0),
    ("emails", 2.0),
    ("customers", 5.0),
    ("products", 5.0),
    ("files", 1.0),
    ("line", 1.0),
    ("lines", 1.0),
    ("loc", 1.0),
    ("microservice", 240.0),
    ("microservices", 240.0),
    ("service", 240.0),
    ("services", 240.0),
    ("endpoint", 60.0),
    ("endpoints", 60.0),
    ("table", 30.0),
    ("tables", 30.0),
    ("page", 15.0),
    ("pages", 15.0),
    ("chapter", 480.0),
    ("chapters", 480.0),
    ("engineer", 480.0),
    ("engineers", 480.0),
    ("developers", 480.0),
    ("hires", 480.0),
    ("employees", 10.0),
    ("server", 60.0),
    ("servers", 60.0),
    ("laptops", 15.0),
    ("countries", 960.0),
    ("languages", 480.0),
    ("screens", 240.0),
    ("features", 240.0),
    ("interviews", 60.0),
    ("words", 0.3),
    ("rooms", 480.0),
    ("houses", 19200.0),
    ("videos", 240.0),
    ("articles", 120.0),
    ("stores", 960.0),
];

/// Things that took others many person-years, and the person-months they take at the very least.
const GIANTS: [(&str, f64); 41] = [
    ("bank", 60.0),
    ("stock exchange", 120.0),
    ("airline", 240.0),
    ("university", 240.0),
    ("insurance company", 120.0),
    ("web browser", 60.0),
    ("database engine", 36.0),
    ("satellite", 120.0),
    ("novel", 2.0),
    ("textbook", 3.0),
    ("phd thesis", 24.0),
    ("dissertation", 12.0),
    ("feature film", 24.0),
    ("symphony", 3.0),
    ("encyclopedia", 48.0),
    ("operating system", 60.0),
    ("search engine", 36.0),
    ("erp", 24.0),
    ("social network", 24.0),
    ("facebook", 24.0),
    ("google", 48.0),
    ("amazon", 36.0),
    ("netflix", 36.0),
    ("youtube", 36.0),
    ("uber", 24.0),
    ("airbnb", 24.0),
    ("twitter", 24.0),
    ("whatsapp", 24.0),
    ("instagram", 24.0),
    ("self-driving", 120.0),
    ("skyscraper", 480.0),
    ("airport", 960.0),
    ("hospital", 480.0),
    ("bridge", 240.0),
    ("space station", 960.0),
    ("rocket", 480.0),
    ("aaa game", 480.0),
    ("mmorpg", 240.0),
    ("programming language", 12.0),
    ("house", 12.0),
    ("nuclear", 960.0),
];

const MAKING: [&str; 28] = [
    "build",
    "rewrite",
    "clone",
    "develop",
    "create",
    "construct",
    "migrate",
    "write",
    "design",
    "hire",
    "translate",
    "port",
    "rebuild",
    "implement",
    "renovate",
    "refactor",
    "replace",
    "test",
    "document",
    "convert",
    "digitize",
    "digitise",
    "scan",
    "review",
    "read",
    "label",
    "record",
    "edit",
];

/// A warning when the words of the goal name more work than `minutes` can hold.
pub(crate) fn absurd(goal: &str, minutes: u64, until: &str) -> Option<Warning> {
    let (need, what) = least(goal)?;
    (need > minutes as f64).then(|| {
        Warning::new(
            "scope-too-large",
            format!("{what}: even at the lowest assumption that is {:.0} person-days of work; until {until} there are {:.1}", need / 480.0, minutes as f64 / 480.0),
        )
    })
}

/// A warning when they name far more work than was drafted.
pub(crate) fn beyond(goal: &str, drafted: u64) -> Option<Warning> {
    let (need, what) = least(goal)?;
    (need > drafted as f64 * 1.5).then(|| {
        Warning::new(
            "scope-beyond-draft",
            format!(
                "{what}: even at the lowest assumption that is {:.0} person-days of work, and the draft has {:.1}: take its \
                 tasks for the first round of many, or plan the parts one by one",
                need / 480.0,
                drafted as f64 / 480.0
            ),
        )
    })
}

/// The least that the goal takes, in minutes, and what of it takes so much.
fn least(goal: &str) -> Option<(f64, String)> {
    let lower = goal.to_lowercase().replace('-', " ");
    if !MAKING.iter().any(|m| lower.contains(m)) {
        return None;
    }
    // Marks stay, so that no number reaches over a comma.
    let words: Vec<String> = text::words(&lower).into_iter().map(|w| w.lower).collect();
    let mut least: Option<(f64, String)> = None;
    let mut raise = |need: f64, what: String| {
        if least.as_ref().is_none_or(|(n, _)| need > *n) {
            least = Some((need, what));
        }
    };
    for (i, word) in words.iter().enumerate() {
        let Some(count) = count(word) else { continue };
        let (count, from) = match words.get(i + 1).map(String::as_str) {
            Some("million" | "millions") => (count * 1e6, i + 2),
            Some("thousand") => (count * 1e3, i + 2),
            Some("billion") => (count * 1e9, i + 2),
            _ => (count, i + 1),
        };
        let staff = words.iter().any(|w| w == "hire" || w == "recruit");
        if staff
            && words
                .get(from)
                .is_some_and(|w| w.chars().all(char::is_alphabetic) && w.ends_with(['s', 'e', 'f']))
            && count < 1900.0
        {
            raise(count * 480.0, format!("{} new {}", words[i..from].join(" "), words[from]));
        }
        for unit in words.iter().skip(from).take(3).take_while(|w| w.chars().any(char::is_alphanumeric)) {
            if let Some((_, each)) = UNITS.iter().find(|(u, _)| u == unit) {
                raise(count * each, format!("{} {unit}", words[i..from].join(" ")));
                break;
            }
        }
    }
    for (giant, months) in GIANTS {
        let spelled: Vec<&str> = giant.split([' ', '-']).collect();
        let at = words.windows(spelled.len()).position(|w| w.iter().zip(&spelled).all(|(a, b)| a == b));
        if let Some(at) = at
            && !only_named(&words, at, at + spelled.len())
        {
            raise(months * 9600.0, format!("a work of the kind of \"{giant}\""));
        }
    }
    least
}

/// "Google Ads", "a bird house", "an airport transfer": the giant is only part of a name.
fn only_named(words: &[String], from: usize, to: usize) -> bool {
    const BEFORE: [&str; 16] = [
        "food", "river", "power", "blood", "west", "data", "our", "bird", "dog", "doll", "play", "tree",
        "open", "summer", "guest", "green",
    ];
    const AFTER: [&str; 39] = [
        "holiday",
        "statement",
        "statements",
        "details",
        "website",
        "site",
        "page",
        "ticket",
        "tickets",
        "application",
        "play",
        "ads",
        "ad",
        "analytics",
        "maps",
        "calendar",
        "drive",
        "docs",
        "sheets",
        "page",
        "post",
        "posts",
        "account",
        "listing",
        "store",
        "video",
        "videos",
        "channel",
        "profile",
        "integration",
        "api",
        "login",
        "party",
        "transfer",
        "campaign",
        "plant",
        "plants",
        "number",
        "report",
    ];
    let is = |at: Option<&String>, list: &[&str]| at.is_some_and(|w| list.contains(&w.as_str()));
    is(from.checked_sub(1).and_then(|b| words.get(b)), &BEFORE) || is(words.get(to), &AFTER)
}

fn count(word: &str) -> Option<f64> {
    let digits = word.trim_end_matches(['k', 'm', '+']).replace([',', '.'], "");
    let number: f64 = digits.parse().ok()?;
    Some(match word.trim_end_matches('+').chars().last() {
        Some('k') => number * 1e3,
        Some('m') => number * 1e6,
        _ => number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_be_meant_is_told() {
        let week = 5 * 480;
        assert!(absurd("Rewrite 3 million lines of COBOL", week, "Friday").is_some());
        assert!(absurd("Build a Netflix clone", week, "Friday").is_some());
        assert!(absurd("Migrate 400 microservices", week, "Friday").is_some());
        assert!(absurd("Write 20 pages of documentation", week, "Friday").is_none());
        assert!(absurd("Plan a house party", week, "Friday").is_none());
        assert!(absurd("Build a complete bank with apps for phones", week, "Friday").is_some());
        assert!(absurd("Build a page for our bank account", week, "Friday").is_none());
        assert!(absurd("Build a bird house", week, "Friday").is_none());
        assert!(absurd("Design a Google Ads campaign", week, "Friday").is_none());
        assert!(beyond("Write a novel", 60 * 60).is_some_and(|w| w.text.contains("40 person-days")));
        assert!(beyond("Write a letter", 60).is_none());
    }
}
