//! Text made fit to keep and to show: repaired decoding, titles without markup, no control characters.
//! Must never change what a text says; where a repair is not certain nothing is repaired.

mod markup;
mod mojibake;
mod title;

pub use mojibake::demojibake;
pub(crate) use title::is_status_mark;
pub use title::title;

use std::borrow::Cow;

/// The text with everything a terminal could act on made visible: control characters as their pictures
/// (`␛`), direction overrides and C1 controls as `�`. Line feeds and tabs stay.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\t')) || !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let show = |c: char| match c {
        c if !acts(c) => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        _ => '�',
    };
    Cow::Owned(text.chars().map(show).collect())
}

/// Could a terminal or a bidirectional renderer act on it?
fn acts(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || is_direction(c)
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Takes up no space and says nothing: zero-width spaces, byte order marks, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{ad}') || is_direction(c)
}

/// Has the text anything to read: a letter, a digit, a symbol; not only space, marks that nobody sees and controls?
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_acts_on_stays_raw() {
        let check = |text: &str, expect: &str| assert_eq!(printable(text), expect);
        check("plain, ümläut, 中文 ✅", "plain, ümläut, 中文 ✅");
        check("a\u{1b}[31mred", "a␛[31mred");
        check("bell\u{7}\u{7f}\u{9b}2J", "bell␇␡�2J");
        check("evil\u{202e}txt.exe", "evil�txt.exe");
        check("two\nlines\tkept", "two\nlines\tkept");
    }

    #[test]
    fn only_invisible_text_is_blank() {
        assert!(is_blank(" \n\t\u{200b}\u{feff}\u{200d}\u{0}"));
        assert!(!is_blank("\u{200b}."));
    }
}
