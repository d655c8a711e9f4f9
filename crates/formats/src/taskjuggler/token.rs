//! The words, numbers, dates, texts and signs of an expanded TaskJuggler text. Must never fail: a text that does not end
//! ends with its line.

use jiff::civil::Date;

/// A piece of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A keyword or an id, dots and all.
    Word(&'a str),
    Number(&'a str),
    Day(Date),
    Text(String),
    Sign(char),
}

/// A piece with its place.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// Where it begins and ends.
    pub(super) at: usize,
    pub(super) end: usize,
    /// Whether it is the first of its line.
    pub(super) first: bool,
}

impl<'a> Token<'a> {
    pub(super) fn word(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }
}

/// What stands between `$` and `{` in a text that is no call of a macro, and behind a backslash that ends a text: a sign
/// that nobody sees.
pub(super) const JOINER: char = '\u{2060}';

/// All pieces of `text`; and where a text begins that does not end.
pub(super) fn tokens(text: &str) -> (Vec<Token<'_>>, Option<usize>) {
    let mut out = Vec::new();
    let (mut at, mut first, mut open) = (0, true, None);
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || c == '\u{feff}' {
            first |= c == '\n';
            at += c.len_utf8();
            continue;
        }
        let mut rest = &text[at..];
        // Nothing is looked for to the end of the text more than once.
        if open.is_some() {
            rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        }
        let (kind, length, closed) = piece(rest, c);
        if !closed {
            open = open.or(Some(at));
        }
        out.push(Token { kind, at, end: at + length, first });
        first = false;
        at += length;
    }
    (out, open)
}

fn piece(rest: &str, c: char) -> (Kind<'_>, usize, bool) {
    match c {
        '"' | '\'' => {
            let (text, length, closed) = quoted(&rest[1..], c);
            (Kind::Text(text), 1 + length, closed)
        }
        '-' if rest.starts_with("-8<-") => {
            let (text, length, closed) = cut_out(&rest[4..]);
            (Kind::Text(text), 4 + length, closed)
        }
        '0'..='9' => match day(rest) {
            Some((day, length)) => (Kind::Day(day), length, true),
            None => {
                let length = number(rest);
                (Kind::Number(&rest[..length]), length, true)
            }
        },
        c if c.is_alphabetic() || c == '_' => {
            let length = word(rest);
            (Kind::Word(&rest[..length]), length, true)
        }
        c => (Kind::Sign(c), c.len_utf8(), true),
    }
}

/// The text up to its quote, how long it is with the quote, and whether it ends at all.
fn quoted(rest: &str, quote: char) -> (String, usize, bool) {
    let mut out = String::new();
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote {
            return (plain(&out), at + 1, true);
        }
        match c {
            '\\' if chars.peek().is_some_and(|(_, next)| *next == quote) => {
                out.push(quote);
                chars.next();
            }
            '\r' => {}
            c => out.push(c),
        }
    }
    let line = rest.find('\n').unwrap_or(rest.len());
    (plain(rest[..line].trim_end()), line, false)
}

/// The text between `-8<-` and `->8-`, less the indentation of its first line.
fn cut_out(rest: &str) -> (String, usize, bool) {
    let (inner, length, closed) = match rest.find("->8-") {
        Some(end) => (&rest[..end], end + 4, true),
        None => (&rest[..rest.find('\n').unwrap_or(rest.len())], rest.len().min(1), false),
    };
    let inner = inner.split_once('\n').map_or(inner, |(_, lines)| lines);
    let indent: usize = inner.len() - inner.trim_start_matches([' ', '\t']).len();
    let lines = inner.lines().map(|line| {
        let own = line.len() - line.trim_start_matches([' ', '\t']).len();
        &line[own.min(indent)..]
    });
    (plain(lines.collect::<Vec<_>>().join("\n").trim_end()), length, closed)
}

fn plain(text: &str) -> String {
    if !text.contains(JOINER) {
        return text.to_owned();
    }
    let text = text.replace(&format!("${JOINER}"), "$");
    match text.strip_suffix(JOINER) {
        Some(inner) if inner.ends_with('\\') => inner.to_owned(),
        _ => text,
    }
}

/// `2026-03-02`, with or without a time and a zone behind it.
fn day(rest: &str) -> Option<(Date, usize)> {
    let bytes = rest.as_bytes();
    let digits = |at: usize, most: usize| {
        bytes.get(at..).unwrap_or_default().iter().take(most).take_while(|b| b.is_ascii_digit()).count()
    };
    let is = |at: usize, sign: u8| bytes.get(at) == Some(&sign);
    if digits(0, 5) != 4 || !is(4, b'-') {
        return None;
    }
    let month = digits(5, 2);
    let behind = 5 + month;
    if month == 0 || !is(behind, b'-') {
        return None;
    }
    let day = digits(behind + 1, 2);
    let mut end = behind + 1 + day;
    let date = Date::new(
        rest[..4].parse().ok()?,
        rest[5..behind].parse().ok()?,
        rest[behind + 1..end].parse().ok()?,
    );
    let date = date.ok()?;
    // A time: "-9:00", "-17:30:00"; then a zone: "-+0100", "-GMT".
    let hours = if is(end, b'-') { digits(end + 1, 2) } else { 0 };
    if hours > 0 && is(end + 1 + hours, b':') {
        end += 2 + hours;
        end += digits(end, 2);
        while is(end, b':') && digits(end + 1, 2) > 0 {
            end += 1 + digits(end + 1, 2);
        }
        let letters = bytes.get(end + 1..).unwrap_or_default().iter().take(6);
        let letters = letters.take_while(|b| b.is_ascii_uppercase()).count();
        if is(end, b'-') && (is(end + 1, b'+') || is(end + 1, b'-')) && digits(end + 2, 4) == 4 {
            end += 6;
        } else if is(end, b'-') && (2..=5).contains(&letters) {
            end += 1 + letters;
        }
    }
    Some((date, end))
}

fn number(rest: &str) -> usize {
    let whole = rest.bytes().take_while(u8::is_ascii_digit).count();
    let part =
        rest[whole..].strip_prefix('.').map_or(0, |p| p.bytes().take_while(u8::is_ascii_digit).count());
    if part > 0 { whole + 1 + part } else { whole }
}

fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let joins = c == '.' && next.is_some_and(|n| n.is_alphanumeric() || n == '_');
        if !(c.is_alphanumeric() || c == '_' || joins) {
            return at;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn kinds(text: &str) -> Vec<Kind<'_>> {
        tokens(text).0.into_iter().map(|t| t.kind).collect()
    }

    #[test]
    fn words_numbers_dates_and_texts_are_told_apart() {
        let text = |t: &str| Kind::Text(t.to_owned());
        assert_eq!(
            kinds("task a.b_1 \"A \\\"x\\\" \\ 'y'\" effort 2.5d !!c 'd' plan:x"),
            [
                Kind::Word("task"),
                Kind::Word("a.b_1"),
                text("A \"x\" \\ 'y'"),
                Kind::Word("effort"),
                Kind::Number("2.5"),
                Kind::Word("d"),
                Kind::Sign('!'),
                Kind::Sign('!'),
                Kind::Word("c"),
                text("d"),
                Kind::Word("plan"),
                Kind::Sign(':'),
                Kind::Word("x"),
            ]
        );
        for (spelling, day) in [
            ("2026-03-02", date(2026, 3, 2)),
            ("2026-3-2-9:00", date(2026, 3, 2)),
            ("2026-03-02-09:00:30-+0100", date(2026, 3, 2)),
            ("2026-03-02-0:00-GMT", date(2026, 3, 2)),
        ] {
            assert_eq!(kinds(spelling), [Kind::Day(day)], "{spelling}");
        }
        let span = kinds("2026-03-02 - 2026-04-02");
        assert_eq!(span[1], Kind::Sign('-'));
        assert_eq!(kinds("2026-02-31")[0], Kind::Number("2026"));
    }

    #[test]
    fn texts_are_cut_out_with_their_indentation() {
        assert_eq!(
            kinds("note -8<-\n    == A ==\n      b\n\n    c\n  ->8- x"),
            [Kind::Word("note"), Kind::Text("== A ==\n  b\n\nc".to_owned()), Kind::Word("x")]
        );
        assert_eq!(kinds("-8<-\n->8-"), [Kind::Text(String::new())]);
    }

    #[test]
    fn a_text_without_an_end_ends_with_its_line() {
        let (found, open) = tokens("a \"b c\nd");
        assert_eq!(open, Some(2));
        assert_eq!(found.len(), 3);
        assert_eq!(found[1].kind, Kind::Text("b c".to_owned()));
    }
}
