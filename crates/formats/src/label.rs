//! Words in the boxes and bars of charts: a title, and what people write beside it. Must never take the characters of a
//! title that was written here for marks: those stand as numbered entities.

use planwright_domain::Status;
use planwright_phrases::duration::{self, DayLength, Effort};
use planwright_phrases::status;

/// What a label says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) title: String,
    /// How many bytes of the title stand on its first line.
    pub(crate) first: usize,
    pub(crate) effort: Option<Effort>,
    pub(crate) status: Option<Status>,
}

/// Reads a label: its lines are one title, but for a line that is nothing but an amount of work or a state. `mark` is
/// what numbered entities begin with, beside `&#`.
pub(crate) fn read(raw: &str, mark: &str, day: DayLength) -> Words {
    let mut words = Words::default();
    let broken = broken(raw);
    for line in broken.split('\n') {
        let mut line = undressed(line.trim());
        let sign = line.chars().next().and_then(|c| Some((c, status::status_sign(c)?)));
        if let Some((c, status)) = sign {
            words.status.get_or_insert(status);
            line = line[c.len_utf8()..].trim_start_matches('\u{fe0f}').trim_start();
        }
        if let Some((head, effort)) = duration::trailing_bracket(line, day) {
            words.effort.get_or_insert(effort);
            line = head;
        }
        if !words.title.is_empty() {
            let bare = line.trim_matches(['(', ')', '[', ']', ' ']);
            if let Some(effort) = duration::parse(bare, day) {
                words.effort.get_or_insert(effort);
                continue;
            }
            if let Some(status) = status::status(bare).filter(|_| bare.chars().count() > 2) {
                words.status.get_or_insert(status);
                continue;
            }
        }
        let line = entities(line, mark);
        if !line.trim().is_empty() {
            if words.title.is_empty() {
                words.first = line.len();
            } else {
                words.title.push(' ');
            }
            words.title.push_str(&line);
        }
    }
    words
}

/// A title in which no character is a mark. Entities begin with `mark`: `#` in Mermaid, `&#` in DOT.
pub(crate) fn write(title: &str, mark: &str) -> String {
    let misread = duration::trailing_bracket(title, DayLength::default()).is_some();
    let mut out = String::with_capacity(title.len());
    let mut before = ' ';
    let mut chars = title.chars().peekable();
    while let Some(c) = chars.next() {
        let plain = match c {
            ' ' => before != ' ',
            '.' | ',' | '/' | '\'' | '?' | '+' | '!' | '=' => true,
            '(' | ')' | '-' => !misread,
            '&' => chars.peek() == Some(&' '),
            c => c.is_alphanumeric(),
        };
        if plain {
            out.push(c);
        } else {
            out.push_str(mark);
            out.push_str(&(c as u32).to_string());
            out.push(';');
        }
        before = c;
    }
    out
}

/// Line breaks as such, other tags taken away.
fn broken(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut no_tag = false;
    while let Some(at) = rest.find(['<', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('\\') {
            let breaks = ["\\n", "\\l", "\\r"].iter().any(|b| rest.starts_with(b));
            out.push(if breaks { '\n' } else { '\\' });
            rest = &rest[if breaks { 2 } else { 1 }..];
            continue;
        }
        let named = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match rest.find('>').filter(|_| named && !no_tag) {
            Some(end) => {
                let name = rest[1..end].trim_start_matches('/').to_ascii_lowercase();
                let parts = ["br", "p", "tr", "div", "li", "hr", "td"];
                let name = name.split([' ', '/']).next().unwrap_or("");
                out.push_str(if parts.contains(&name) { "\n" } else { "" });
                rest = &rest[end + 1..];
            }
            None => {
                no_tag |= named;
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Without the emphasis around the whole.
fn undressed(line: &str) -> &str {
    let mut line = line;
    for mark in ["`", "**", "__", "*"] {
        let inner = line.strip_prefix(mark).and_then(|l| l.strip_suffix(mark));
        line = inner.filter(|i| !i.is_empty()).unwrap_or(line);
    }
    line
}

/// Numbered and the usual named entities as the characters they stand for.
pub(crate) fn entities(text: &str, mark: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '#']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let first = if rest.starts_with('&') { '&' } else { '#' };
        let entity = rest.get(1..).and_then(|inner| {
            let end = inner.bytes().take(12).position(|b| b == b';')?;
            let name = &inner[..end];
            let hash = mark == "#";
            let numbered = if first == '&' { name.strip_prefix('#') } else { Some(name).filter(|_| hash) };
            let c = match numbered.filter(|n| n.bytes().all(|b| b.is_ascii_digit())) {
                Some(digits) => char::from_u32(digits.parse().ok()?)?,
                None if first == '&' || hash => match name {
                    "quot" => '"',
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "apos" => '\'',
                    "nbsp" => ' ',
                    _ => return None,
                },
                None => return None,
            };
            Some((c, end + 2))
        });
        let (c, length) = entity.unwrap_or((first, 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_have_a_title_an_effort_and_a_state() {
        let day = DayLength::default();
        let words = |raw: &str| {
            let w = read(raw, "#", day);
            (w.title, w.effort.map(|e| e.likely), w.status)
        };
        let said = |title: &str, effort, status| (title.to_owned(), effort, status);
        assert_eq!(words("Set up<br/>the database"), said("Set up the database", None, None));
        assert_eq!(words("<b>Frame</b><br>2 weeks<br>done"), said("Frame", Some(4800), Some(Status::Done)));
        assert_eq!(words("✅ Paint (3d)"), said("Paint", Some(1440), Some(Status::Done)));
        assert_eq!(words("**Roof**\\nlast"), said("Roof last", None, None));
        assert_eq!(words("a < b #quot;c#quot; #40;2d#41; &amp; x"), said("a < b \"c\" (2d) & x", None, None));
        assert_eq!(read("a #40; &#41;", "&#", day).title, "a #40; )");
        assert_eq!(words(&"<".repeat(100_000)).0.len(), 100_000);
        assert_eq!(words(&"<a".repeat(50_000)).0.len(), 100_000);
    }

    proptest! {
        #[test]
        fn every_title_reads_back(title in "[a-z]\\PC{0,12}[a-z]|[a-c(){}\\[\\] 0-9dhmw:;#&<>\"*_-]{1,12}") {
            let title = title.trim();
            prop_assume!(title.chars().any(char::is_alphanumeric));
            for mark in ["#", "&#"] {
                let words = read(&write(title, mark), mark, DayLength::default());
                prop_assert_eq!(words, Words { title: title.to_owned(), first: title.len(), ..Words::default() });
            }
        }
    }
}
