//! Keys by a noun with a number: "Phase 2", "Task 0.1", "第一阶段". Must never take a noun without a number for one.

use std::sync::LazyLock;

use super::super::lexicon;
use super::code::code;
use super::{Key, KeyKind, delimiter, digits_of};

/// What `keys.words` says.
struct Nouns {
    stretches: Vec<&'static str>,
    works: Vec<&'static str>,
    joins: Vec<&'static str>,
    counters: Vec<&'static str>,
    numbers: Vec<&'static str>,
    states: Vec<&'static str>,
}

static NOUNS: LazyLock<Nouns> = LazyLock::new(|| {
    let words = |section| lexicon::section(include_str!("../keys.words"), section);
    Nouns {
        stretches: words("stretch"),
        works: words("work"),
        joins: words("join"),
        counters: words("counter"),
        numbers: words("number"),
        states: words("state"),
    }
});

/// Where the first noun for work with a number begins: 4 in "see Task 3".
pub(in crate::outline) fn noun_at(text: &str) -> Option<usize> {
    let starts = text
        .char_indices()
        .filter(|(at, c)| c.is_alphabetic() && !text[..*at].ends_with(char::is_alphanumeric));
    starts.map(|(at, _)| at).find(|&at| {
        let lower: String = text[at..].chars().take(14).flat_map(char::to_lowercase).collect();
        let noun = NOUNS.works.iter().filter(|n| lower.starts_with(**n)).max_by_key(|n| n.len());
        noun.is_some_and(|n| {
            lower[n.len()..].trim_start_matches(['s', 'n', ' ']).starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Are these words nothing but numbers and what joins them: "1 and 2", "1, 2 und 3"?
pub(in crate::outline) fn only_numbers(text: &str) -> bool {
    let number = |w: &str| w.bytes().all(|b| b.is_ascii_digit() || b == b'.') && w.len() <= 8;
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|w| !w.is_empty());
    words.all(|w| number(w) || NOUNS.joins.contains(&w))
}

/// Are these words nothing but the keys of tasks: "Tasks 1.1–1.3", "Tarea 1 y 2"?
pub(in crate::outline) fn only_names(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = || lower.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|w| !w.is_empty());
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() <= 8;
    let join = |w: &str| NOUNS.joins.contains(&w);
    let known = |w: &str| {
        let one = [w, w.trim_end_matches('s'), w.trim_end_matches('n')];
        one.iter().any(|w| NOUNS.works.contains(w))
    };
    words().any(number) && words().any(known) && words().all(|w| number(w) || join(w) || known(w))
}

/// "Phase 2: …", "Task 0.1 - …", "第一阶段：…".
pub(super) fn noun(title: &str) -> Option<(Key<'_>, &str)> {
    let first = title.chars().next()?;
    if !first.is_alphabetic() {
        return None;
    }
    let lower: String = title.chars().take(14).flat_map(char::to_lowercase).collect();
    let found = |nouns: &[&'static str]| {
        nouns.iter().copied().filter(|n| lower.starts_with(n)).max_by_key(|n| n.len())
    };
    let (kind, noun) = match (found(&NOUNS.stretches), found(&NOUNS.works)) {
        (Some(stretch), _) => (KeyKind::Stretch, stretch),
        (None, Some(work)) => (KeyKind::Work, work),
        (None, None) => return None,
    };
    let chars = noun.chars().count();
    let at = title.char_indices().nth(chars).map_or(title.len(), |(i, _)| i);
    // "Days 1-3" is one stretch.
    let plural = title[at..].strip_prefix('s').filter(|r| r.starts_with(' ') && first.is_ascii());
    let at = at + usize::from(plural.is_some());
    let rest = title[at..].trim_start_matches([' ', '-', '#', '\u{a0}', '_']);
    let gap = title.len() - rest.len() - at;
    if gap == 0 && first.is_ascii() && rest.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    // "Ticket S1-T3: …" is known by its code.
    if kind == KeyKind::Work
        && let Some((_, length)) = code(rest)
        && let (true, after) = delimiter(&rest[length..])
    {
        let text = &rest[..length];
        return Some((Key { kind: KeyKind::Code, text, number: digits_of(text) }, after));
    }
    let length = number_length(rest)?;
    let end = title.len() - rest.len() + length;
    let number = &rest[..length];
    let after = &title[end..];
    // "第一阶段"
    let (end, after) = if noun == "第" {
        let unit = NOUNS.counters.iter().find(|u| after.starts_with(**u))?;
        (end + unit.len(), &after[unit.len()..])
    } else {
        (end, after)
    };
    // "TASK-004" is a code; "Task 4" is not.
    let kind = if kind == KeyKind::Work && gap == 1 && !title[at..].starts_with([' ', '#', '\u{a0}']) {
        KeyKind::Code
    } else {
        kind
    };
    let (closed, rest) = delimiter(after);
    // "Week 3 Review" has a key only by its noun; "Day 1-2" goes on.
    let loose = after.starts_with(' ') && rest.chars().next().is_some_and(|c| !c.is_ascii_lowercase());
    // "Phase 1 Complete" is one name.
    let first = rest.split([' ', '(']).next().unwrap_or_default();
    if loose && !closed && NOUNS.states.iter().any(|s| s.eq_ignore_ascii_case(first)) {
        return None;
    }
    if !(closed || loose || rest.is_empty()) {
        return None;
    }
    Some((Key { kind, text: title[..end].trim_end(), number }, rest))
}

/// The length of a number at the beginning: "0.1", "3a", "1-2", "IV", "A", "三".
fn number_length(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let digits = text[..digits].trim_end_matches('.').len();
    if digits > 0 {
        let rest = &text[digits..];
        let range = rest
            .strip_prefix(['-', '–', '&', '+'])
            .map(|r| r.bytes().take_while(u8::is_ascii_digit).count())
            .filter(|n| *n > 0);
        if let Some(n) = range {
            let mark = rest.chars().next().map_or(1, char::len_utf8);
            return Some(digits + mark + n);
        }
        let letter = rest.chars().next().filter(char::is_ascii_alphabetic).is_some()
            && !rest[1..].starts_with(|c: char| c.is_alphanumeric());
        return Some(digits + usize::from(letter));
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 {
        let word = &text[..letters];
        let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let single = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
        let named = NOUNS.numbers.iter().any(|n| n.eq_ignore_ascii_case(word));
        return (roman || single || named).then_some(letters);
    }
    let chinese: usize =
        text.chars().take_while(|c| "一二三四五六七八九十零".contains(*c)).map(char::len_utf8).sum();
    (chinese > 0).then_some(chinese)
}
