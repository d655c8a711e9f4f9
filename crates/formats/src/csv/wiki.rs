//! Jira's wiki markup made Markdown, line by line. Must never lose a word: what is not known stays as it is.

/// The text in Markdown.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let bare = line.trim();
        let fence = bare.starts_with("{code") || bare.starts_with("{noformat");
        if fence && bare.ends_with('}') && bare.find('}') == Some(bare.len() - 1) {
            let language = bare.trim_matches(['{', '}']).split_once(':').map_or("", |(_, l)| l);
            let word = !code && language.chars().all(char::is_alphanumeric);
            out.push_str("```");
            out.push_str(if word { language } else { "" });
            code = !code;
        } else if code {
            out.push_str(line);
        } else {
            line_of(line, &mut out);
        }
    }
    if code {
        out.push_str("\n```");
    }
    out
}

fn line_of(line: &str, out: &mut String) {
    let bare = line.trim_start();
    let level = bare.strip_prefix('h').and_then(|r| r.split_once(". ")).and_then(|(n, rest)| {
        let level: usize = n.parse().ok().filter(|n| (1..=6).contains(n))?;
        Some((level, rest))
    });
    if let Some((level, rest)) = level {
        out.push_str(&"#".repeat(level));
        out.push(' ');
        return words(rest, out);
    }
    let marks = bare.len() - bare.trim_start_matches(['*', '#', '-']).len();
    if marks > 0 && bare[marks..].starts_with(' ') && marks <= 8 {
        out.push_str(&"  ".repeat(marks - 1));
        out.push_str(if bare[..marks].ends_with('#') { "1." } else { "-" });
        return words(&bare[marks..], out);
    }
    if let Some(rest) = bare.strip_prefix("bq. ") {
        out.push_str("> ");
        return words(rest, out);
    }
    words(line, out);
}

/// Marks inside a line: `{{mono}}`, `*bold*`, `[text|address]`, `{color:red}`.
fn words(text: &str, out: &mut String) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        let taken = match c {
            '{' => braces(rest, out),
            '[' => link(rest, out),
            '*' if !before.is_alphanumeric() => bold(after, out).map(|n| n + 1),
            _ => None,
        };
        match taken {
            Some(n) => {
                before = ' ';
                rest = &rest[n..];
            }
            None => {
                out.push(c);
                before = c;
                rest = after;
            }
        }
    }
}

/// How far a mark reaches; longer ones are none, so that the time stays linear.
const REACH: usize = 300;

fn near(text: &str) -> &str {
    text.char_indices().nth(REACH).map_or(text, |(at, _)| &text[..at])
}

fn braces(rest: &str, out: &mut String) -> Option<usize> {
    if let Some(inner) = rest.strip_prefix("{{") {
        let end = near(inner).find("}}")?;
        out.push('`');
        out.push_str(&inner[..end]);
        out.push('`');
        return Some(end + 4);
    }
    let end = near(rest).find('}')?;
    let name = rest[1..end].split([':', '|']).next().unwrap_or("");
    matches!(name, "color" | "quote" | "panel" | "noformat" | "anchor").then_some(end + 1)
}

fn link(rest: &str, out: &mut String) -> Option<usize> {
    let end = near(rest).find(']')?;
    let (text, address) = rest[1..end].split_once('|')?;
    let address = address.split('|').next().unwrap_or(address);
    if !address.contains("://") && !address.starts_with("mailto:") {
        return None;
    }
    if text == address {
        out.push_str(address);
    } else {
        out.push_str(&format!("[{text}]({address})"));
    }
    Some(end + 1)
}

fn bold(after: &str, out: &mut String) -> Option<usize> {
    let end = near(after).find('*')?;
    let inner = &after[..end];
    let follows = after[end + 1..].chars().next();
    let sound = !inner.is_empty()
        && !inner.starts_with(' ')
        && !inner.ends_with(' ')
        && !follows.is_some_and(char::is_alphanumeric);
    sound.then(|| {
        out.push_str("**");
        out.push_str(inner);
        out.push_str("**");
        end + 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wiki_markup_becomes_markdown() {
        for (wiki, expect) in [
            ("h2. Goal\n* one\n** two\n# three", "## Goal\n- one\n  - two\n1. three"),
            ("a *bold* word, 2*3*4", "a **bold** word, 2*3*4"),
            ("see [the page|https://example.org] and {{x}}", "see [the page](https://example.org) and `x`"),
            ("{color:red}hot{color}", "hot"),
            ("{code:java}\nint *a* = 1;\n{code}\nb", "```java\nint *a* = 1;\n```\nb"),
            ("[x] {unknown} *", "[x] {unknown} *"),
        ] {
            assert_eq!(markdown(wiki), expect);
        }
    }
}
