//! The line of a list item: its bullet or number, its box, its text. Must never take prose for an item: a number alone makes
//! none.

use super::block::Form;
use super::sign::short_date;

const BULLETS: [char; 15] = ['-', '*', '+', '•', '◦', '▪', '‣', '·', '–', '—', '●', '○', '■', '□', '➢'];

/// A list item, if the line is one.
pub(super) fn item(text: &str, bare: bool) -> Option<Form<'_>> {
    let first = text.chars().next()?;
    if BULLETS.contains(&first) {
        let rest = &text[first.len_utf8()..];
        if rest.is_empty() {
            return Some(Form::Item { number: None, check: None, text: "" });
        }
        let close = matches!(first, '•' | '◦' | '▪' | '●') || (first == '-' && rest.starts_with("["));
        if !(rest.starts_with([' ', '\t']) || close) {
            return None;
        }
        let (check, text) = checkbox(rest.trim_start());
        // "- 1. Sketch": the number inside is a key, and for whoever reads the title.
        return Some(Form::Item { number: None, check, text });
    }
    if let (Some(check), text) = checkbox(text) {
        return Some(Form::Item { number: None, check: Some(check), text });
    }
    let (number, rest) = ordered(text, bare)?;
    let (check, text) = checkbox(rest.trim_start());
    Some(Form::Item { number: Some(number), check, text })
}

/// A line of a drawn tree, "│   ├── Frame" or "|   `-- Frame": the column of its branch, and its words.
pub(super) fn branch(line: &str) -> Option<(usize, &str)> {
    let trunk = |c: char| matches!(c, ' ' | '\u{a0}' | '\t' | '│' | '┃' | '║' | '|');
    let from = line.find(|c: char| !trunk(c))?;
    let drawn = line[from..].strip_prefix(['├', '└', '╰', '┣', '┗', '╠', '╚']);
    // Plain characters draw a branch only with a blank behind: "|-- Frame", but not "|---|".
    let (sign, rest) = match drawn {
        Some(rest) => (from, rest.trim_start_matches(['─', '━', '═', '-', '╴'])),
        None if line[from..].starts_with("--")
            && line[..from].ends_with('|')
            && !line[from..].contains('|') =>
        {
            (from - 1, line[from..].trim_start_matches('-'))
        }
        None => {
            let rest = line[from..].strip_prefix(['`', '+', '\\'])?;
            (from, rest.strip_prefix("--").filter(|r| r.starts_with([' ', '-']))?.trim_start_matches('-'))
        }
    };
    let words = rest.trim();
    (!words.is_empty() && (drawn.is_some() || rest.starts_with(' ')))
        .then(|| (line[..sign].chars().count(), words))
}

/// `[x] text`, `☐ text`: the mark (a blank for an empty box) and the rest.
pub(super) fn checkbox(text: &str) -> (Option<char>, &str) {
    if let Some(inner) = text.strip_prefix('[') {
        if let Some(wide) = wide_box(inner) {
            return wide;
        }
        let mut chars = inner.chars();
        match (chars.next(), chars.next()) {
            (Some(']'), _) if inner[1..].starts_with(' ') => return (Some(' '), inner[1..].trim_start()),
            (
                Some(
                    mark @ (' ' | 'x' | 'X' | '-' | '~' | '/' | '>' | '<' | '!' | '?' | '*' | '✓' | '✔' | 'o'
                    | 'O' | '.'),
                ),
                Some(']'),
            ) => {
                let rest = &inner[mark.len_utf8() + 1..];
                if rest.is_empty() || rest.starts_with([' ', '\t', '*', '`', '~']) {
                    return (Some(mark), rest.trim_start());
                }
            }
            _ => {}
        }
    }
    match text.chars().next() {
        Some('☐' | '⬜' | '🔲' | '▢') => {
            (Some(' '), text.trim_start_matches(['☐', '⬜', '🔲', '▢', '\u{fe0f}', ' ']))
        }
        Some('☑' | '☒') => (Some('x'), text.trim_start_matches(['☑', '☒', '\u{fe0f}', ' '])),
        _ => (None, text),
    }
}

/// `[ x ] text`, `[   ] text`, `[...] text`; `[ x ] = done` tells what boxes mean and is none.
fn wide_box(inner: &str) -> Option<(Option<char>, &str)> {
    let (held, rest) = inner.split_once(']').filter(|(held, _)| (2..=5).contains(&held.len()))?;
    let mark = match held.trim_matches(' ') {
        "" => ' ',
        "x" | "X" => 'x',
        "..." => '/',
        _ => return None,
    };
    let words = rest.strip_prefix(' ').map(str::trim_start).filter(|words| !words.starts_with("= "))?;
    Some((Some(mark), words))
}

/// `1.`, `1)`, `(1)`, `1.2`, `1.2.3.`, `a)`: the number without its marks, and the rest.
pub(super) fn ordered(text: &str, bare: bool) -> Option<(&str, &str)> {
    if short_date(text).is_some() {
        return None;
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let bracketed = inner.len() < text.len();
    let digits = inner.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    if digits == 0 {
        let letters = inner.bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = inner.get(..letters)?;
        let roman = word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
            || word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let counts = letters == 1 || (letters <= 5 && roman);
        let close = *inner.as_bytes().get(letters)?;
        let lower = word.bytes().all(|b| b.is_ascii_lowercase());
        let closes = close == b')' || (close == b'.' && lower && !bracketed);
        let rest = inner.get(letters + 1..)?;
        return (counts && closes && rest.starts_with(' ')).then_some((word, rest));
    }
    // "1c. Paint": a number with a letter.
    let lettered = inner.as_bytes().get(digits).is_some_and(u8::is_ascii_lowercase)
        && matches!(inner.as_bytes().get(digits + 1), Some(b'.' | b')'))
        && inner[digits + 2..].starts_with(' ')
        && !inner[..digits].ends_with('.');
    if lettered && !bracketed {
        return Some((&inner[..=digits], &inner[digits + 2..]));
    }
    let number = inner[..digits].trim_end_matches('.');
    let dotted = number.contains('.');
    // As long as a list counts; a part of a number of several is short, or it is no number of an item.
    let longest = if dotted { 4 } else { 9 };
    if number.is_empty() || number.len() > 24 || !number.split('.').all(|n| (1..=longest).contains(&n.len()))
    {
        return None;
    }
    let rest = &inner[digits..];
    let (closed, rest) = match rest.as_bytes().first() {
        Some(b')') => (true, &rest[1..]),
        _ => (number.len() < digits && !bracketed, rest),
    };
    if bracketed && !closed {
        return None;
    }
    if !(rest.starts_with([' ', '\t'])
        || (closed && rest.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii_digit())))
    {
        return None;
    }
    let words = rest.trim_start();
    let opens = words.chars().next()?;
    let titled = opens.is_alphabetic()
        || matches!(opens, '"' | '*' | '`' | '[' | '_' | '(' | '~')
        || !opens.is_ascii();
    let lower = opens.is_ascii_lowercase();
    // "3.5 days later" is no item, "1.1 Frame" is; "1 Walls" only where "1.1" stands too.
    let bare = bare && (dotted || number.len() <= 4);
    let meant =
        closed || (dotted && titled && !lower) || (dotted && bare && titled) || (bare && titled && !lower);
    meant.then_some((number, rest))
}

/// Does the text number its items without a point ("1 Walls", "1.1 Frame")?
pub(super) fn bare_numbers(lines: &[&str]) -> bool {
    lines.iter().any(|line| {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0
            && line.as_bytes().get(digits) == Some(&b'.')
            && line.as_bytes().get(digits + 1).is_some_and(u8::is_ascii_digit)
            && line[digits + 1..]
                .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
                .strip_prefix([' ', '\t'])
                .is_some_and(|rest| {
                    rest.trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_ascii_lowercase())
                })
    })
}
