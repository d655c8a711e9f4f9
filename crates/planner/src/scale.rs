//! Scopes that no plan of this size can hold: two million lines, five hundred services, a copy of a giant. Must never
//! change a plan; it only warns, with the arithmetic.
//!
//! The figures are deliberately low assumptions of this program, so that a warning is never raised too early: work that
//! exceeds even them cannot be meant.

mod by_hand;
mod figures;

use planwright_domain::Warning;

pub(crate) use self::by_hand::crowds;
use self::figures::section;
use crate::text;

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
    let making = section("making").words().any(|m| lower.contains(m));
    let counted = section("counted").words().any(|thing| lower.contains(thing));
    let asking = section("asking");
    let asked = asking.words().any(|verb| lower.contains(verb));
    // Marks stay, so that no number reaches over a comma.
    let words: Vec<String> = text::words(&lower).into_iter().map(|w| w.lower).collect();
    let mut least = certificate(&words).into_iter().chain(length(&words)).reduce(larger);
    if !making && !counted && !asked && !is_built(&lower) && !is_wished(&lower, &words) {
        return least;
    }
    let mut raise = |need: f64, what: String| {
        if least.as_ref().is_none_or(|(n, _)| need > *n) {
            least = Some((need, what));
        }
    };
    for (i, word) in words.iter().enumerate() {
        let Some(count) = count(word) else { continue };
        let times = words.get(i + 1).and_then(|w| section("times").of(w));
        let (count, from) = times.map_or((count, i + 1), |times| (count * times, i + 2));
        let staff = words.iter().any(|w| w == "hire" || w == "recruit");
        if staff
            && words
                .get(from)
                .is_some_and(|w| w.chars().all(char::is_alphabetic) && w.ends_with(['s', 'e', 'f']))
            && count < 1900.0
        {
            raise(count * 480.0, format!("{} new {}", words[i..from].join(" "), words[from]));
        }
        for &(thing, each) in &section("counted").all {
            if words.get(from..).is_some_and(|rest| {
                rest.iter().zip(thing.split(' ')).filter(|(w, t)| w == t).count() == thing.split(' ').count()
            }) {
                raise(count * each, format!("{} {thing}", words[i..from].join(" ")));
            }
        }
        if words[..i].iter().any(|w| asking.has(w)) {
            raise(count * asking.figure(), format!("{} interviews", words[i..from].join(" ")));
        }
        for unit in words.iter().skip(from).take(3).take_while(|w| w.chars().any(char::is_alphanumeric)) {
            if let Some(each) = section("unit").of(unit) {
                raise(count * each, format!("{} {unit}", words[i..from].join(" ")));
                break;
            }
        }
    }
    for &(giant, months) in section("giant").all.iter().filter(|_| making) {
        let spelled: Vec<&str> = giant.split([' ', '-']).collect();
        let at = words.windows(spelled.len()).position(|w| w.iter().zip(&spelled).all(|(a, b)| a == b));
        let unspaced = giant.chars().any(text::is_unspaced);
        if unspaced && lower.contains(giant) {
            raise(months * 9600.0, format!("a work of the kind of \"{giant}\""));
        } else if let Some(at) = at
            && !only_named(&words, at, at + spelled.len())
        {
            raise(months * 9600.0, format!("a work of the kind of \"{giant}\""));
        }
    }
    if let Some((months, broad)) = breadth(&lower, &words) {
        raise(months * 9600.0, format!("a work of the kind of \"{broad}\""));
    }
    least
}

fn larger(a: (f64, String), b: (f64, String)) -> (f64, String) {
    if b.0 > a.0 { b } else { a }
}

/// "A 12 km subway tunnel", "30 km of cable": what a length takes.
fn length(words: &[String]) -> Option<(f64, String)> {
    let long = |i: usize, count: f64| {
        let each = section("length").of(words.get(i)?)?;
        // "12 km along the canal" is only a way.
        let ends = |w: &&String| w.chars().any(char::is_alphanumeric) && !section("way").has(w);
        let behind = words.iter().skip(i + 1).take(4).take_while(ends);
        let (thing, days) = behind
            .flat_map(|w| {
                section("long").all.iter().filter(|(thing, _)| w.starts_with(thing) || w.ends_with(thing))
            })
            .fold(None, |best: Option<(&str, f64)>, (thing, days)| {
                best.filter(|b| b.1 >= *days).or(Some((thing, *days)))
            })?;
        Some((count * each * days * 480.0, format!("{count} {} of {thing}", words[i])))
    };
    (0..words.len()).filter_map(|i| long(i + 1, count(&words[i])?)).reduce(larger)
}

/// "ISO 27001 certification": what a certificate takes that somebody else gives.
fn certificate(words: &[String]) -> Option<(f64, String)> {
    let certifying = section("certifying");
    let certifies = words.iter().find(|w| certifying.words().any(|c| w.starts_with(c)))?;
    let of = words
        .iter()
        .find(|w| section("certified").words().any(|c| *w == c || c.len() > 5 && w.starts_with(c)))?;
    Some((certifying.figure() * 9600.0, format!("\"{of}\", \"{certifies}\"")))
}

/// "We need the whole platform": built all the same.
fn is_wished(lower: &str, words: &[String]) -> bool {
    let wholes = section("whole");
    let whole = |w: &String| wholes.has(w);
    let needs = |n: &str| {
        if n.chars().any(text::is_unspaced) { lower.contains(n) } else { words.iter().any(|w| w == n) }
    };
    let unspaced = wholes.words().any(|w| w.chars().any(text::is_unspaced) && lower.contains(w));
    // What was needed may be all that is left of the words.
    if words.first().is_some_and(whole) {
        return true;
    }
    (words.iter().any(whole) || unspaced) && section("needing").words().any(needs)
}

fn is_built(lower: &str) -> bool {
    let unspaced = |word: &str| word.chars().any(text::is_unspaced);
    let words = || lower.split(|c: char| !c.is_alphanumeric());
    section("building").words().any(|b| if unspaced(b) { lower.contains(b) } else { words().any(|w| w == b) })
}

/// The broadest thing that is to be built, and its person-months.
fn breadth(lower: &str, words: &[String]) -> Option<(f64, &'static str)> {
    let unspaced = |word: &str| word.chars().any(text::is_unspaced);
    let at = |phrase: &str| {
        let spelled: Vec<&str> = phrase.split(' ').collect();
        let at = words.windows(spelled.len()).position(|w| w.iter().zip(&spelled).all(|(a, b)| a == b))?;
        (!only_named(words, at, at + spelled.len())).then_some(at)
    };
    let named = |phrase: &str| if unspaced(phrase) { lower.contains(phrase) } else { at(phrase).is_some() };
    let (wholes, things) = (section("whole"), section("thing"));
    let whole = wholes.words().find(|whole| {
        let near = |i: usize| words.iter().skip(i + 1).take(3).any(|w| things.has(w));
        if unspaced(whole) {
            things.words().any(|thing| unspaced(thing) && lower.contains(&format!("{whole}{thing}")))
        } else {
            words.iter().position(|w| w == *whole).is_some_and(near)
        }
    });
    let broad =
        section("broad").all.iter().filter(|(word, _)| named(word)).map(|(word, months)| (*months, *word));
    let broad = broad.chain(whole.map(|word| (wholes.figure(), word)));
    (is_built(lower) || is_wished(lower, words))
        .then(|| broad.reduce(|a, b| if b.0 > a.0 { b } else { a }))
        .flatten()
}

/// "Google Ads", "a bird house", "an airport transfer": the giant is only part of a name.
fn only_named(words: &[String], from: usize, to: usize) -> bool {
    let is = |at: Option<&String>, list: &str| at.is_some_and(|w| section(list).has(w));
    is(from.checked_sub(1).and_then(|b| words.get(b)), "giant-before") || is(words.get(to), "giant-after")
}

/// "400", "400,000", "1.5", "20k": marks between groups of three digits are of no account.
fn count(word: &str) -> Option<f64> {
    let bare = word.trim_end_matches('+');
    let digits = bare.trim_end_matches(['k', 'm']);
    let grouped = digits.split([',', '.']).skip(1).all(|group| group.len() == 3);
    let number: f64 =
        if grouped { digits.replace([',', '.'], "") } else { digits.replace(',', ".") }.parse().ok()?;
    Some(match bare.chars().last() {
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

    #[test]
    fn words_of_breadth_weigh_with_their_numbers() {
        let told = |goal: &str| beyond(goal, 5 * 480).map(|w| w.text).unwrap_or_default();
        for (goal, days) in [
            ("Build a marketplace for farmers", "120 person-days"),
            ("Build a platform for volunteers", "60 person-days"),
            ("Create apps for iPhone and Android", "40 person-days"),
            ("Develop an app for dog walkers", "20 person-days"),
            ("Build a complete shop", "60 person-days"),
            ("Eine Plattform für Vereine entwickeln", "60 person-days"),
            ("Crear una plataforma de cursos", "60 person-days"),
            ("Créer une plateforme de covoiturage", "60 person-days"),
            ("开发一个二手交易平台", "60 person-days"),
        ] {
            assert!(told(goal).contains(days), "{goal}: {}", told(goal));
        }
        for goal in [
            "Document the platform for new colleagues",
            "Review the app",
            "Build a bird house for the whole family",
            "Build a page for the app team",
            "Zur neuen Plattform umziehen",
        ] {
            assert!(told(goal).is_empty(), "{goal}: {}", told(goal));
        }
    }
}
