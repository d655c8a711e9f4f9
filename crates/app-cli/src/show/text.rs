//! Somebody's words on a terminal: harmless, measured in columns and cut to fit. Every text that came from outside goes
//! through here before it is shown.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text on one line, without anything a terminal would obey or a reader could not see: white space is a space, a
/// control character its picture, a change of writing direction `�`, and what has no width is left out.
pub fn harmless(text: &str) -> String {
    harmless_cow(text).into_owned()
}

/// As [`harmless`], without copying what is harmless already.
pub(super) fn harmless_cow(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (b' '..0x7f).contains(&b)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => shown.push('\u{2421}'),
            '\u{80}'..='\u{9f}' => shown.push('\u{fffd}'),
            c if changes_direction(c) => shown.push('\u{fffd}'),
            c if is_invisible(c) => {}
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn changes_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// What takes no room and is no mark upon the letter before it. Joiners and variation selectors are among them: whether
/// a terminal obeys those decides how wide the text is, and without them all agree.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Columns a harmless text takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The longest part of a harmless text, with `…` where something is missing, that takes at most `most` columns.
pub(super) fn fit(text: &str, most: usize) -> Cow<'_, str> {
    let text = text.trim_end();
    if width(text) <= most {
        return Cow::Borrowed(text);
    }
    let mut room = most.saturating_sub(1);
    let mut cut = text.len();
    for (at, c) in text.char_indices() {
        let columns = c.width().unwrap_or(0);
        if columns > room {
            cut = at;
            break;
        }
        room -= columns;
    }
    let mut short = text[..cut].trim_end().to_owned();
    if most > 0 {
        short.push('…');
    }
    Cow::Owned(short)
}

/// Breaks a harmless text into lines of at most `most` columns, between words where it can.
pub(super) fn wrap(text: &str, most: usize) -> Vec<Cow<'_, str>> {
    let (text, most) = (text.trim_end(), most.max(1));
    if width(text) <= most {
        return vec![Cow::Borrowed(text)];
    }
    let (mut lines, mut line, mut taken, mut gap) = (Vec::new(), String::new(), 0, 0);
    for word in text.split(' ') {
        gap += 1;
        if word.is_empty() {
            continue;
        }
        let columns = width(word);
        if taken > 0 && taken + gap + columns > most {
            lines.push(Cow::Owned(std::mem::take(&mut line)));
            taken = 0;
        }
        if taken > 0 {
            line.extend(std::iter::repeat_n(' ', gap));
            taken += gap;
        }
        gap = 0;
        if columns <= most {
            line.push_str(word);
            taken += columns;
            continue;
        }
        for c in word.chars() {
            let columns = c.width().unwrap_or(0);
            if taken > 0 && taken + columns > most {
                lines.push(Cow::Owned(std::mem::take(&mut line)));
                taken = 0;
            }
            line.push(c);
            taken += columns;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(Cow::Owned(line));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_a_terminal_obeys_comes_through() {
        for (text, shown) in [
            ("plain, ümläut, 中文 ✅", "plain, ümläut, 中文 ✅"),
            ("two\nlines\tand a tab\r", "two lines and a tab "),
            ("\u{1b}[31mred\u{1b}]0;title\u{7}", "␛[31mred␛]0;title␇"),
            ("\u{9b}2J\u{7f}", "�2J␡"),
            ("evil\u{202e}txt.exe", "evil�txt.exe"),
            ("pay\u{200b}pal\u{feff}", "paypal"),
            ("👩\u{200d}💻 ⚠\u{fe0f}", "👩💻 ⚠"),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }

    #[test]
    fn cutting_says_that_something_is_missing() {
        assert_eq!(fit("Write the tests", 20), "Write the tests");
        assert_eq!(fit("Write the tests", 9), "Write th…");
        assert_eq!(fit("Write the tests", 7), "Write…");
        assert_eq!(fit("中文标题", 5), "中文…");
        assert_eq!(fit("中文标题", 4), "中…");
        assert_eq!(fit("anything", 0), "");
    }

    #[test]
    fn lines_break_between_words_where_they_can() {
        assert_eq!(wrap("a plan you can trust", 10), ["a plan you", "can trust"]);
        assert_eq!(wrap("see extraordinarily", 8), ["see", "extraord", "inarily"]);
        assert_eq!(wrap("short", 8), ["short"]);
    }

    proptest! {
        #[test]
        fn any_text_is_harmless_and_fits(text in any::<String>(), most in 1usize..60) {
            let shown = harmless(&text);
            prop_assert!(!shown.chars().any(|c| c.is_control() || changes_direction(c) || is_invisible(c)));
            prop_assert_eq!(harmless(&shown), shown.as_str());
            prop_assert!(width(&fit(&shown, most)) <= most);
            for line in wrap(&shown, most.max(2)) {
                prop_assert!(width(&line) <= most.max(2), "{line:?}");
            }
        }
    }
}
