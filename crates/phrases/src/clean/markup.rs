//! Inline markup: emphasis, code, links, HTML, entities, escapes. Must never lose the words inside, nor take time
//! that grows faster than the line.

use super::is_invisible;

/// Inline markup taken away, one pass, nothing looked at more than a bounded number of times.
pub(super) fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    // Where a search for the end of a construct failed once it fails for the rest of the line; remembered,
    // so that a line of ten thousand "[" or "<" stays linear.
    let mut no_tag = false;
    let mut no_link = false;
    // A single star inside a word that no other star closes is a wild card: "src/*.rs".
    let wild_card = line.matches('*').count() == 1;
    // A single underscore has no partner: "api/_parts/one.js".
    let lone_underscore = line.matches('_').count() == 1;
    while let Some(c) = line[at..].chars().next() {
        let rest = &line[at..];
        let skip = match c {
            '\u{1b}' => escape_sequence(rest),
            '\\' => match rest[1..].chars().next() {
                Some(next) if next.is_ascii_punctuation() => {
                    out.push(next);
                    2
                }
                _ => literal(c, &mut out),
            },
            '<' if !no_tag => match tag(rest) {
                Some((shown, len)) => {
                    out.push_str(shown);
                    len
                }
                None => {
                    no_tag = !rest.contains('>');
                    literal(c, &mut out)
                }
            },
            '!' if rest.starts_with("![") => 1,
            '[' if !no_link => match link(rest) {
                Some((shown, len)) => {
                    out.push_str(&inline(shown));
                    len
                }
                None => {
                    no_link = !rest.contains(']');
                    literal(c, &mut out)
                }
            },
            '&' => match entity(rest) {
                Some((shown, len)) => {
                    out.push(shown);
                    len
                }
                None => literal(c, &mut out),
            },
            '`' => 1,
            '*' | '~' | '_' | '=' => {
                let run = rest.bytes().take_while(|&b| b == c as u8).count();
                let alone = c == '_' && lone_underscore || c == '*' && wild_card;
                if let Some(length) = dunder(line, at) {
                    out.push_str(&rest[..length]);
                    at += length;
                    continue;
                }
                if marks_emphasis(line, at, run, c) && !(alone && within(line, at)) {
                    run
                } else {
                    out.push_str(&rest[..run]);
                    run
                }
            }
            c if is_invisible(c) => c.len_utf8(),
            '\u{200c}' | '\u{200d}' if !joins(line, at) => c.len_utf8(),
            c if c.is_control() => {
                out.push(' ');
                c.len_utf8()
            }
            c => literal(c, &mut out),
        };
        at += skip;
    }
    out
}

fn literal(c: char, out: &mut String) -> usize {
    out.push(c);
    c.len_utf8()
}

/// Do these marks open or close emphasis, rather than stand for themselves (`snake_case`, `2 * 3`, `a == b`)?
fn marks_emphasis(line: &str, at: usize, run: usize, mark: char) -> bool {
    let before = line[..at].chars().next_back();
    let after = line[at + run..].chars().next();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match mark {
        '~' | '=' => run == 2 && !(space(before) && space(after)),
        '_' => !(word(before) && word(after) || space(before) && space(after)) && run <= 3,
        _ => !(space(before) && space(after)) && run <= 3,
    }
}

/// How long a name in double underscores is that is no emphasis: of a file or in a path ("__init__.py", "src/__tests__"),
/// of a method ("__len__()"), or one that programs know.
fn dunder(line: &str, at: usize) -> Option<usize> {
    const KNOWN: [&str; 7] = ["dict", "dirname", "filename", "init", "main", "proto", "pycache"];
    let inner = line[at..].strip_prefix("__")?;
    let letter = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let name = &inner[..inner.bytes().take(40).take_while(letter).count()];
    let behind = inner[name.len()..].strip_prefix("__").filter(|_| !name.is_empty())?;
    let ending = |rest: &str| rest.starts_with(|c: char| c.is_ascii_lowercase());
    let of_file = behind.strip_prefix('.').is_some_and(ending) || behind.starts_with('/');
    let inside = matches!(line[..at].chars().next_back(), Some('/' | '.')) || behind.starts_with("()");
    (of_file || inside || KNOWN.contains(&name)).then_some(name.len() + 4)
}

/// Is there something other than a space on both sides of the mark at `at`?
fn within(line: &str, at: usize) -> bool {
    let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    solid(line[..at].chars().next_back()) && solid(line[at + 1..].chars().next())
}

/// Does a zero-width joiner stand between two characters that it shapes?
fn joins(line: &str, at: usize) -> bool {
    let shaped = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !c.is_whitespace());
    shaped(line[..at].chars().next_back()) && shaped(line[at..].chars().nth(1))
}

/// The length of a terminal escape sequence, so that it goes as a whole and not only its first character.
fn escape_sequence(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let end = match bytes.get(1) {
        Some(b'[') => bytes.iter().skip(2).take(64).position(|b| (0x40..=0x7e).contains(b)).map(|p| p + 3),
        Some(b']') => bytes.iter().take(512).position(|&b| b == 7).map(|p| p + 1),
        _ => None,
    };
    end.filter(|&end| rest.is_char_boundary(end)).unwrap_or(1)
}

/// An HTML tag (shown as nothing, `<br>` as a space) or an autolink (shown as its address).
fn tag(rest: &str) -> Option<(&str, usize)> {
    let len = rest.bytes().take(2000).position(|b| b == b'>')? + 1;
    let inner = rest.get(1..len - 1)?;
    if inner.contains('<') {
        return None;
    }
    let name = inner.trim_start_matches('/');
    if name.starts_with("!--") {
        return Some(("", len));
    }
    if inner.starts_with("http://") || inner.starts_with("https://") || inner.starts_with("mailto:") {
        return Some((inner, len));
    }
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    let (name, attributes) = name.split_at(end);
    let known = matches!(
        name.to_ascii_lowercase().as_str(),
        "a" | "abbr"
            | "b"
            | "br"
            | "center"
            | "code"
            | "del"
            | "details"
            | "div"
            | "em"
            | "font"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "i"
            | "img"
            | "input"
            | "ins"
            | "kbd"
            | "label"
            | "li"
            | "mark"
            | "ol"
            | "p"
            | "picture"
            | "pre"
            | "s"
            | "small"
            | "source"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "summary"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "tt"
            | "u"
            | "ul"
    );
    let shaped = attributes.is_empty() || attributes.starts_with([' ', '/', '\t']);
    (known && shaped).then_some((if matches!(name, "br" | "BR" | "p" | "li" | "td") { " " } else { "" }, len))
}

/// `[text](url)`, `[text][ref]`, `[[page|text]]`, `[^note]`: what is shown, and the length of it all.
fn link(rest: &str) -> Option<(&str, usize)> {
    if let Some(inner) = rest.strip_prefix("[[") {
        let end = inner[..floor(inner, 2000)].find("]]")?;
        let page = &inner[..end];
        return Some((page.rsplit_once('|').map_or(page, |(_, shown)| shown), end + 4));
    }
    let near = &rest[..floor(rest, 2000)];
    let mut depth = 0;
    let close = near.bytes().position(|b| {
        depth += i32::from(b == b'[') - i32::from(b == b']');
        depth == 0
    })?;
    let text = &rest[1..close];
    if text.starts_with('^') {
        return Some(("", close + 1));
    }
    let behind = &rest[close + 1..];
    let end = match behind.bytes().next()? {
        b'(' => behind[..floor(behind, 2000)].find(')')?,
        b'[' => behind[..floor(behind, 200)].find(']')?,
        _ => return None,
    };
    (!text.trim().is_empty()).then_some((text, close + 1 + end + 1))
}

/// The largest character boundary not above `limit`.
fn floor(text: &str, limit: usize) -> usize {
    let mut at = limit.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn entity(rest: &str) -> Option<(char, usize)> {
    let len = rest.bytes().take(10).position(|b| b == b';')?;
    let name = rest.get(1..len)?;
    let shown = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rarr" => '→',
        "larr" => '←',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = digits
                .strip_prefix(['x', 'X'])
                .map_or_else(|| digits.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((shown, len + 1))
}
