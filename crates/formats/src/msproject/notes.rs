//! Notes as plain text: what tools wrote as RTF or HTML, without its marks. Must never lose a word that a person wrote.

/// The text of a note.
pub(super) fn plain(notes: &str) -> String {
    let bare = notes.trim();
    let text = if bare.starts_with("{\\rtf") {
        from_rtf(bare)
    } else if has_tags(bare) {
        from_html(bare)
    } else {
        notes.to_owned()
    };
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// Whether it is marked up, and does not just compare two numbers.
fn has_tags(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["</p>", "</div>", "</span>", "<br>", "<br/>", "<br />", "</html>", "</b>", "</li>", "</font>"]
        .iter()
        .any(|tag| lower.contains(tag))
}

fn from_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        push_words(&mut out, &rest[..at]);
        let inner = &rest[at + 1..];
        let is_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match inner.find('>').filter(|_| is_tag) {
            Some(end) => {
                let name: String = inner[..end]
                    .trim_start_matches('/')
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .map(|c| c.to_ascii_lowercase())
                    .collect();
                let closes = inner.starts_with('/');
                if name == "br"
                    || (closes && matches!(name.as_str(), "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3"))
                {
                    out.push('\n');
                }
                if name == "li" && !closes {
                    out.push_str("- ");
                }
                rest = &inner[end + 1..];
            }
            None => {
                out.push('<');
                rest = inner;
            }
        }
    }
    push_words(&mut out, rest);
    out
}

fn push_words(out: &mut String, text: &str) {
    const NAMED: [(&str, &str); 6] =
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = NAMED.iter().fold(text.replace(['\r', '\n'], " "), |t, (name, c)| t.replace(name, c));
    if !text.trim().is_empty() || !out.ends_with('\n') {
        out.push_str(if out.ends_with('\n') { text.trim_start() } else { &text });
    }
}

fn from_rtf(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    // How deep the walk is, and from which depth on nothing is shown: tables of fonts and colours.
    let (mut depth, mut hidden) = (0usize, usize::MAX);
    while let Some(c) = chars.next() {
        match c {
            '{' => {
                depth += 1;
                if chars.peek() == Some(&'\\') {
                    let ahead: String = chars.clone().skip(1).take(10).collect();
                    let tables = ["fonttbl", "colortbl", "stylesheet", "info", "*", "pict"];
                    if tables.iter().any(|t| ahead.starts_with(t)) {
                        hidden = hidden.min(depth);
                    }
                }
            }
            '}' => {
                if depth == hidden {
                    hidden = usize::MAX;
                }
                depth = depth.saturating_sub(1);
            }
            '\\' => {
                let said = command(&mut chars);
                if depth < hidden {
                    out.push_str(&said);
                }
            }
            '\r' | '\n' => {}
            c if depth < hidden => out.push(c),
            _ => {}
        }
    }
    out
}

/// What a command of RTF says; the walk stands behind its backslash.
fn command(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let Some(first) = chars.next() else { return String::new() };
    if matches!(first, '\\' | '{' | '}') {
        return first.to_string();
    }
    if first == '\'' {
        let code: String = chars.by_ref().take(2).collect();
        let byte = u8::from_str_radix(&code, 16).unwrap_or(b'?');
        return char::from(byte).to_string();
    }
    if !first.is_ascii_alphabetic() {
        return if first == '~' { " ".to_owned() } else { String::new() };
    }
    let mut word = first.to_string();
    while let Some(c) = chars.next_if(char::is_ascii_alphabetic) {
        word.push(c);
    }
    let mut number = String::new();
    while let Some(c) = chars.next_if(|c| c.is_ascii_digit() || *c == '-') {
        number.push(c);
    }
    chars.next_if_eq(&' ');
    match word.as_str() {
        "par" | "line" => "\n".to_owned(),
        "tab" => "\t".to_owned(),
        "u" => {
            // A character, and what stands for it where it cannot be shown.
            let code = number.parse::<i32>().unwrap_or(63).rem_euclid(65_536) as u32;
            if chars.peek() == Some(&'\\') {
                let ahead: String = chars.clone().take(4).collect();
                if ahead.starts_with("\\'") {
                    chars.nth(3);
                }
            } else {
                chars.next();
            }
            char::from_u32(code).map(String::from).unwrap_or_default()
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_lose_their_marks_and_keep_their_words() {
        for (notes, expect) in [
            ("plain, 3 < 4 and a <b> c\r\nnext ", "plain, 3 < 4 and a <b> c\nnext"),
            (
                "<html><body><p>One &amp; two</p>\r\n<ul><li>three</li></ul><br/>x</body></html>",
                "One & two\n- three\n\nx",
            ),
            (
                "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0\\fs20 Call \\b Ann\\b0\\par caf\\'e9 \\u8364?5\\par}",
                "Call Ann\ncafé €5",
            ),
            ("{\\rtf1 {{{ unclosed", "unclosed"),
            ("", ""),
        ] {
            assert_eq!(plain(notes), expect, "{notes}");
        }
    }
}
