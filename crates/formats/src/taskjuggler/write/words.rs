//! Ids, texts and amounts as TaskJuggler spells them. Must never write what `tj3` does not accept: whatever a title holds,
//! it stays a text.

use super::super::expand::name;
use super::super::token::JOINER;

/// An amount of time, in days where `day`, the minutes of one, divides it.
pub(super) fn amount(minutes: u32, day: Option<u32>) -> String {
    match day {
        Some(day) if minutes.is_multiple_of(day) => format!("{}d", minutes / day),
        _ if minutes.is_multiple_of(60) => format!("{}h", minutes / 60),
        _ => format!("{minutes}min"),
    }
}

/// A time zone by a name that TaskJuggler knows: one of a place, or Greenwich.
pub(super) fn zone(name: &str) -> Option<&str> {
    match name {
        "UTC" | "Etc/UTC" | "Etc/UCT" | "Etc/Zulu" | "Etc/GMT" | "GMT" => Some("UTC"),
        place => Some(place).filter(|place| place.contains('/') && !place.starts_with("Etc/")),
    }
}

/// Minutes as hours.
pub(super) fn hours(minutes: u32) -> String {
    let hours = format!("{:.4}", f64::from(minutes) / 60.0);
    hours.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether a word can be an id, a flag or a part of a path.
pub(super) fn is_id(word: &str) -> bool {
    !word.is_empty() && word.is_ascii() && name(word) == word
}

/// A text in quotes. A sign that nobody sees keeps apart what would call a macro or end the text too late.
pub(super) fn text(value: &str) -> String {
    let mut out = String::from("\"");
    let mut last = ' ';
    for c in value.chars() {
        if last == '$' && matches!(c, '{' | '(') {
            out.push(JOINER);
        }
        if c == '"' {
            out.push('\\');
        }
        out.push(if c == '\r' { '\n' } else { c });
        last = c;
    }
    if last == '\\' {
        out.push(JOINER);
    }
    out.push('"');
    out
}

/// A rich text that shows what stands in it, letter by letter.
pub(super) fn rich(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '(' | ')' | '?' | '!' | '%');
    if value.starts_with(char::is_alphanumeric) && value.chars().all(plain) && !value.contains("  ") {
        return text(value);
    }
    text(&format!("<nowiki>{}</nowiki>", value.replace("</nowiki>", &format!("<{JOINER}/nowiki>"))))
}
