//! Characters that are only characters: in a text that says so with [`MARK`], an escaped character never acts as markup or
//! as a word of the plan. While such a text is read, letters of an ancient script stand for them. Must never touch a
//! text without the mark: there, people and programs escape what still means something.

use std::borrow::Cow;
use std::fmt::Write;

/// The comment that says it.
pub(crate) const MARK: &str = "<!-- planwright: an escaped character is only a character -->";

/// Stands for the blank; the other printable ASCII characters follow.
const FIRST: u32 = 0x10600;
/// Begins a character by its number, and ends it.
const OPEN: char = '\u{106a0}';
const CLOSE: char = '\u{106a1}';
/// Stands for the figure 0 of such a number; the others to F follow.
const ZERO: u32 = 0x106b0;

/// `text` on one line, written so that none of its words can be taken for anything else.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut inside = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let last = at + c.len_utf8() == text.len();
        let _ = match c {
            _ if c.is_alphabetic() && inside && !stands(c) => write!(out, "{c}"),
            ' ' if before != ' ' && !last => write!(out, " "),
            _ if c.is_ascii_punctuation() => write!(out, "\\{c}"),
            _ => write!(out, "&#{};", c as u32),
        };
        inside = c.is_alphabetic();
        before = c;
    }
    out
}

/// The text with letters for what is escaped; `None` where escapes are to be read as ever.
pub(crate) fn hidden(text: &str) -> Option<String> {
    if !text.contains(MARK) || text.contains(stands) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = match one(rest) {
            Some((c, length)) => {
                hide(c, &mut out);
                (None, length)
            }
            None => (rest.chars().next(), 1),
        };
        out.extend(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Some(out)
}

/// The text with the characters that letters stand for.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains(stands) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == OPEN {
            let digits = chars.by_ref().take_while(|c| *c != CLOSE).map(|c| (c as u32).saturating_sub(ZERO));
            let number = digits.fold(0u32, |all, digit| all.wrapping_mul(16).wrapping_add(digit & 15));
            out.extend(char::from_u32(number));
        } else if stands(c) {
            out.extend(char::from_u32(c as u32 - FIRST + 0x20).filter(char::is_ascii));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn stands(c: char) -> bool {
    (FIRST..ZERO + 16).contains(&(c as u32))
}

/// The character that an escape in front says, and the length of the escape.
fn one(text: &str) -> Option<(char, usize)> {
    if let Some(c) = text.strip_prefix('\\').and_then(|t| t.chars().next()) {
        return c.is_ascii_punctuation().then_some((c, 2));
    }
    let number = text.strip_prefix("&#")?;
    let digits = number.bytes().take(8).take_while(u8::is_ascii_digit).count();
    let c = char::from_u32(number[..digits].parse().ok()?)?;
    number[digits..].starts_with(';').then_some((c, digits + 3))
}

fn hide(c: char, out: &mut String) {
    let number = c as u32;
    if (0x20..0x7f).contains(&number) {
        out.extend(char::from_u32(FIRST + number - 0x20));
        return;
    }
    out.push(OPEN);
    for digit in format!("{number:x}").chars().filter_map(|c| c.to_digit(16)) {
        out.extend(char::from_u32(ZERO + digit));
    }
    out.push(CLOSE);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_without_the_mark_keeps_its_escapes() {
        assert_eq!(hidden("1\\. a &#65;"), None);
        assert_eq!(escaped("by May (2)"), "&#98;y &#77;ay \\(&#50;\\)");
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_shown_again(text in "\\PC{0,12}", other in "[\\\\&#0-9;a ]{0,12}") {
            for text in [&text, &other] {
                prop_assume!(!text.contains(stands));
                let hidden = hidden(&format!("{MARK}{}", escaped(text))).unwrap();
                prop_assert_eq!(shown(&hidden), format!("{MARK}{text}"));
            }
        }

        #[test]
        fn no_text_is_too_odd(text in "[\\\\&#0-9;a\u{10600}-\u{106c0}]{0,20}") {
            let _ = hidden(&format!("{MARK}{text}"));
            let _ = shown(&text);
        }
    }
}
