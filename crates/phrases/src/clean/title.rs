//! A heading, list line or table cell made a plain title. Must never lose words: only marks go.

use super::markup::inline;

/// The title a person reads in a line of a document.
///
/// Removes list bullets, checkboxes, status emoji in front, `#`, emphasis, code and strike marks, HTML tags,
/// escapes, control and invisible characters; links and images keep their text; white space is one space.
/// Numbers in front ("1.2 Walls") stay: they are keys, and for the reader of the document to judge.
#[must_use]
pub fn title(line: &str) -> String {
    let plain = inline(line);
    let collapsed = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = collapsed.as_str();
    loop {
        let before = rest;
        rest = rest.trim_start();
        rest = rest.trim_start_matches('#').trim_start();
        for bullet in ["- ", "* ", "+ ", "• ", "> ", "– "] {
            rest = rest.strip_prefix(bullet).unwrap_or(rest);
        }
        for mark in ["[ ]", "[x]", "[X]", "[-]", "[~]", "[/]", "[>]", "[!]", "[]"] {
            rest = rest.strip_prefix(mark).filter(|r| r.starts_with(' ') || r.is_empty()).unwrap_or(rest);
        }
        rest = rest.trim_start_matches(is_status_mark);
        for code in SHORTCODES {
            rest = rest.strip_prefix(code).unwrap_or(rest);
        }
        if rest == before {
            break;
        }
    }
    rest.trim_end_matches(|c: char| is_status_mark(c) || c.is_whitespace()).to_owned()
}

/// Status emoji by name.
const SHORTCODES: [&str; 8] = [
    ":white_check_mark:",
    ":heavy_check_mark:",
    ":ballot_box_with_check:",
    ":x:",
    ":construction:",
    ":warning:",
    ":hourglass:",
    ":soon:",
];

/// Signs people put before a line to say how it stands; they are not part of its name.
pub(crate) fn is_status_mark(c: char) -> bool {
    matches!(
        c,
        '✅' | '☑'
            | '✔'
            | '✓'
            | '☐'
            | '☒'
            | '❌'
            | '✗'
            | '✘'
            | '❎'
            | '⬜'
            | '⬛'
            | '◻'
            | '◼'
            | '▢'
            | '□'
            | '■'
            | '○'
            | '●'
            | '◯'
            | '◐'
            | '⏳'
            | '⌛'
            | '🚧'
            | '🔄'
            | '🔲'
            | '🔳'
            | '🟢'
            | '🟡'
            | '🔴'
            | '🟠'
            | '🔵'
            | '⚪'
            | '⚫'
            | '🟩'
            | '🟨'
            | '🟥'
            | '⏸'
            | '⏹'
            | '⏩'
            | '▶'
            | '⚠'
            | '🚫'
            | '⛔'
            | '🔜'
            | '🆕'
            | '\u{fe0f}'
            | '\u{fe0e}'
            | '\u{fffd}'
            | '\u{20e3}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(line: &str, expect: &str) {
        assert_eq!(title(line), expect, "{line}");
    }

    #[test]
    fn marks_go_and_words_stay() {
        check("## **Build** the `API`", "Build the API");
        check("- [x] ✅ Paint *walls*", "Paint walls");
        check("- [ ] Task", "Task");
        check("~~Old~~ __new__ _thing_", "Old new thing");
        check("Use snake_case and 2 * 3 = 6, a == b", "Use snake_case and 2 * 3 = 6, a == b");
        check("1.2 Walls", "1.2 Walls");
        check("Fix `do_it()` in <b>main</b><br>now", "Fix do_it() in main now");
        check("x < y and y > z", "x < y and y > z");
        check("Vec<T> stays", "Vec<T> stays");
        check("R&amp;D &#8211; plan", "R&D – plan");
        check("1\\. not a list \\*star\\*", "1. not a list *star*");
        check("⚠️ Check heat 🚧", "Check heat");
        check("🚀 Launch", "🚀 Launch");
        check("# ", "");
        check("C# and F#", "C# and F#");
        check("Add src/__init__.py, `__main__`", "Add src/__init__.py, __main__");
        check("call x.__len__() on __bold__.", "call x.__len__() on bold.");
        check("Lint src/*.rs", "Lint src/*.rs");
        check(":white_check_mark: Done thing", "Done thing");
    }

    #[test]
    fn links_keep_their_text() {
        check("[Docs](https://a.b/c) for [x][1]", "Docs for x");
        check("![logo](a.png) Logo", "logo Logo");
        check("see [[Page|the page]] and [[Other]]", "see the page and Other");
        check("note[^1]", "note");
        check("<https://a.b>", "https://a.b");
        check("[**Bold** link](u)", "Bold link");
        check("array[0] and [WIP] stay", "array[0] and [WIP] stay");
    }

    #[test]
    fn controls_and_invisible_characters_go() {
        check("a\u{1b}[31mred\u{1b}[0m", "ared");
        check("a\u{1b}]0;evil\u{7}b", "ab");
        check("zero\u{200b}width\u{feff}", "zerowidth");
        check("tab\tand\u{0}nul", "tab and nul");
        check("  many   spaces  ", "many spaces");
        check("👩\u{200d}💻 Pair", "👩\u{200d}💻 Pair");
    }

    proptest! {
        #[test]
        fn no_line_panics_and_no_control_survives(line in "[\\PC\\[\\]()<>!*_~`#&;\u{1b}\u{200d}\u{fe0f}x ]{0,60}") {
            let t = title(&line);
            prop_assert!(!t.chars().any(char::is_control));
            prop_assert_eq!(t.trim(), t.as_str());
        }
    }

    #[test]
    fn a_hostile_line_is_linear() {
        for piece in ["[", "<", "![", "[[", "**", "&", "[a](", "\\", "<a"] {
            let line = piece.repeat(100_000 / piece.len());
            let began = std::time::Instant::now();
            let _ = title(&line);
            assert!(began.elapsed().as_secs() < 5, "{piece}");
        }
    }
}
