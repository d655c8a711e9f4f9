//! Crowds handled one by one: "train 6,000 nurses", "400.000 Akten abtippen". Whatever it is, each takes a moment of
//! somebody, and so many moments are years. Must never count what nobody handles: followers, rows, euros, hours.

use planwright_domain::Warning;

use super::count;
use super::figures::section;
use crate::text::{self, Word};

/// Words between what is done and how much of it.
const APART: usize = 5;

/// No more of a text is looked at.
const MOST_WORDS: usize = 4_000;

/// A warning when a text has more done by hand than the minutes until a day can hold.
pub(crate) fn crowds(text: &str, minutes: u64, until: &str) -> Option<Warning> {
    let words = text::words(text);
    let words = &words[..words.len().min(MOST_WORDS)];
    let most = (0..words.len()).filter_map(|i| crowd(words, i)).reduce(|a, b| if b.0 > a.0 { b } else { a });
    let (need, what) = most.filter(|(need, _)| *need > minutes as f64)?;
    Some(Warning::new(
        "scope-too-large",
        format!(
            "{what}: even at the lowest assumption that is {:.0} person-days of work; until {until} there are {:.1}",
            need / 480.0,
            minutes as f64 / 480.0
        ),
    ))
}

/// What the number at `i` asks for, in minutes, if what is counted is handled one by one.
fn crowd(words: &[Word], i: usize) -> Option<(f64, String)> {
    // "a 900-page manual" is one word of the text.
    let (number, joined) = words[i].lower.split_once('-').unwrap_or((&words[i].lower, ""));
    let mut many = count(number)?;
    let mut from = i + 1;
    if joined.is_empty()
        && let Some(times) = words.get(from).and_then(|w| section("times").of(&w.lower))
    {
        many *= times;
        from += 1;
    }
    let thing = if joined.is_empty() { words.get(from)?.lower.as_str() } else { joined };
    if !thing.chars().all(char::is_alphabetic) || thing.chars().count() < 3 || section("measure").has(thing) {
        return None;
    }
    let each = by_hand(words, i, from)?;
    let unit =
        words[from..].iter().take_while(|w| !w.mark).take(3).find_map(|w| section("unit").of(&w.lower));
    let unit = if joined.is_empty() { unit } else { section("unit").of(joined) };
    let said = if joined.is_empty() { format!("{number} {thing}") } else { words[i].lower.clone() };
    Some((many * unit.unwrap_or(each).max(each), said))
}

/// The minutes of what is done with so many, told a few words in front of their number or behind their name.
fn by_hand(words: &[Word], number: usize, thing: usize) -> Option<f64> {
    let at = |i: usize| {
        let (one, two) = (words[i].lower.as_str(), words.get(i + 1));
        let both = || section("by-hand").of(&format!("{one} {}", two?.lower));
        section("by-hand").of(one).or_else(both)
    };
    let front = words[..number].iter().rev().take(APART).take_while(|w| !w.mark).count();
    let behind = words[thing..].iter().take(APART).take_while(|w| !w.mark).count();
    // "Build a shop for 100,000 customers" handles a shop; "training for 6,000 nurses" handles nurses.
    let joins = (number - front..number).rev().find(|&i| section("for").has(&words[i].lower));
    let near = match joins {
        Some(join) => join.saturating_sub(2).max(number - front)..join,
        None => number - front..number,
    };
    let is_last =
        |i: &usize| joins.is_none_or(|join| *i + 1 == join || *i + 2 == join && one_thing(words, *i));
    near.rev().filter(is_last).chain(thing..thing + behind).find_map(at)
}

/// "data entry": two words for one thing that is done.
fn one_thing(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_some_and(|next| section("by-hand").has(&format!("{} {}", words[i].lower, next.lower)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_handled_one_by_one_are_told() {
        let two_weeks = 2 * 10 * 480;
        for text in [
            "Train 60,000 nurses before Easter.",
            "We go live soon. Data entry for 400,000 charts and training for nurses come first.",
            "Translate the 9,000-page manual alone.",
            "30.000 Akten abtippen",
            "Plant 20 thousand trees with the scouts",
            "Hay que entrevistar a 30.000 vecinos",
            "Il faut numériser 90 000 dossiers".replace("90 000", "90000").as_str(),
            "Reforest 300 hectares with five friends",
        ] {
            assert!(crowds(text, two_weeks, "Friday").is_some(), "{text}");
        }
        for text in [
            "Write a post that reaches 500,000 followers",
            "Train the model for 20,000 hours",
            "Build a shop for 100,000 customers' orders, then call the bank",
            "Write 20 pages and visit 12 schools",
            "Install a database with 90,000,000 rows",
            "Call Anna in 2026",
            "Paint 1.5 hectares of canvas",
        ] {
            assert!(crowds(text, two_weeks, "Friday").is_none(), "{text}");
        }
    }
}
