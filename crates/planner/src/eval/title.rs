//! What a title says, without what documents hang around it: marks, a key in front ("Phase 2:", "T001", "1.2.3"), an effort or
//! a number in brackets at the end ("(3h)", "(Week 1-2)"). The same is done to both plans, so that nothing depends on
//! which of the two kept them.

use planwright_phrases::clean;
use planwright_phrases::duration::{DayLength, trailing_bracket};

/// A key has at most so many characters.
const LONGEST_KEY: usize = 24;
/// A bracket with a number and at most so many words says when or how much, and not what.
const MOST_WORDS: usize = 3;

/// The title without all of that, as long as words are left.
pub(super) fn core(title: &str) -> String {
    let title = clean::title(title);
    let mut core = title.as_str();
    // "Phase 1: 1.2 Set up (3h)": twice at most, so that a list of codes keeps its last.
    for _ in 0..2 {
        core = without_key(core).filter(|rest| says_something(rest)).unwrap_or(core);
    }
    let effort = trailing_bracket(core, DayLength::default()).map(|(before, _)| before);
    core = effort.filter(|rest| says_something(rest)).unwrap_or(core);
    without_bracket(core).filter(|rest| says_something(rest)).unwrap_or(core).to_owned()
}

fn says_something(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// What follows a key.
fn without_key(title: &str) -> Option<&str> {
    if let Some(inside) = title.strip_prefix(['[', '(']) {
        let end = inside.find([']', ')']).filter(|end| *end <= LONGEST_KEY)?;
        return inside[..end].contains(|c: char| c.is_ascii_digit()).then(|| inside[end + 1..].trim_start());
    }
    let noun =
        title.len() - title.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '-' | '_')).len();
    let (noun, rest) = title.split_at(noun);
    let spaced = rest.strip_prefix(' ').filter(|_| !noun.is_empty());
    let number = spaced.unwrap_or(rest);
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let (digits, rest) = number.split_at(digits);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || noun.len() + digits.len() > LONGEST_KEY {
        return None;
    }
    // "3a", "T1b".
    let rest =
        rest.strip_prefix(|c: char| c.is_ascii_lowercase()).filter(|rest| !joins(rest)).unwrap_or(rest);
    let dotted = digits.trim_end_matches('.').contains('.');
    let closed = digits.ends_with('.') || rest.starts_with(". ") || rest.starts_with([':', ')', '：', '、']);
    let dashed = ["-", "–", "—"]
        .iter()
        .any(|dash| rest.trim_start().starts_with(dash) && rest.starts_with([' ', '–', '—']));
    let code = spaced.is_none() && noun.chars().all(|c| c.is_ascii_uppercase() || c == '-');
    let bare = rest.starts_with(' ') && (dotted && noun.is_empty() || code && !noun.is_empty());
    (closed || dashed || bare)
        .then(|| rest.trim_start_matches([' ', '.', ':', ')', '：', '、', '-', '–', '—']))
}

/// Whether a word goes on here.
fn joins(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric())
}

/// What stands before a bracket with a number in it.
fn without_bracket(title: &str) -> Option<&str> {
    let (before, inside) = title.strip_suffix([')', ']', '）'])?.rsplit_once(['(', '[', '（'])?;
    let short =
        inside.split_whitespace().count() <= MOST_WORDS && inside.contains(|c: char| c.is_ascii_digit());
    short.then(|| before.trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_title_that_says_something_goes_on_saying_something(title in "[a-zA-Z0-9 .:()\\[\\]–测é-]{0,20}|\\PC{0,12}") {
            let plain = clean::title(&title);
            prop_assert!(plain.contains(&core(&title)));
            prop_assert_eq!(says_something(&plain), says_something(&core(&title)));
        }
    }

    #[test]
    fn only_what_is_said_is_left() {
        for (title, expect) in [
            ("Phase 1: Core Engine (Week 1)", "Core Engine"),
            ("Phase 2 – Build", "Build"),
            ("TASK-004.1: Choose a theme", "Choose a theme"),
            ("US1: Implementar o cadastro", "Implementar o cadastro"),
            ("T001 Write tests", "Write tests"),
            ("1.2.3 Paint walls", "Paint walls"),
            ("3) Paint", "Paint"),
            ("2a. Paint", "Paint"),
            ("[T3] Paint", "Paint"),
            ("**Fix login** (90 min)", "Fix login"),
            ("Unit Tests (Day 1-2)", "Unit Tests"),
            ("Phase 1: 1.2 Set up - 3h", "Set up"),
            // What belongs to the title stays.
            ("Paint 3 walls", "Paint 3 walls"),
            ("2 doors", "2 doors"),
            ("Part 2", "Part 2"),
            ("Write tests (unit, load and smoke)", "Write tests (unit, load and smoke)"),
            ("3D model", "3D model"),
            ("2026-03-01", "2026-03-01"),
            ("测试 2：登录", "登录"),
            ("", ""),
            ("(", "("),
        ] {
            assert_eq!(core(title), expect, "{title}");
        }
    }
}
