//! Which notation a text is in, by what stands in it; the file's name only settles what the text leaves open.

use std::borrow::Cow;

use crate::{Notation, decode};

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// The notation of a text, and of a file with this name. Never fails: what is nothing else is plain.
pub fn detect(bytes: &[u8], name: Option<&str>) -> Notation {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    // A cut through the last character does no harm here.
    let text = decode(start).map_or_else(|_| String::from_utf8_lossy(start), |d| Cow::Owned(d.text));
    notation(&text, name)
}

fn notation(text: &str, name: Option<&str>) -> Notation {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let suffix =
        name.and_then(|n| n.rsplit_once('.')).map(|(_, s)| s.to_ascii_lowercase()).unwrap_or_default();
    if suffix == "json" && start.starts_with('{')
        || opens_an_object(start)
        || start.trim_end() == "[]"
        || start.strip_prefix('[').is_some_and(|inner| inner.trim_start().starts_with(['{', '"']))
    {
        return if crate::taskmaster::looks_like(text) { Notation::Taskmaster } else { Notation::Json };
    }
    if crate::ics::looks_like(text) {
        return Notation::Ics;
    }
    // A document may show pieces of other notations; one that has no marks of Markdown is none, whatever its name says.
    let markdown = matches!(suffix.as_str(), "md" | "markdown") && is_marked(text);
    if suffix == "org" || crate::org::is_plainly(text) || (!markdown && crate::org::looks_like(text)) {
        return Notation::Org;
    }
    if crate::dot::looks_like(text) {
        return Notation::Dot;
    }
    if let Some(chart) = crate::mermaid::looks_like(text) {
        return chart;
    }
    if crate::msproject::looks_like(text) {
        return Notation::MsProject;
    }
    if !markdown && crate::taskjuggler::looks_like(text) {
        return Notation::TaskJuggler;
    }
    if !markdown && crate::text::looks_like(text) {
        return Notation::Text;
    }
    let named = name.is_some_and(crate::todotxt::is_name);
    if !markdown && suffix != "csv" && crate::todotxt::looks_like(text, named) {
        return Notation::TodoTxt;
    }
    let sheet = crate::csv::looks_like(text, false);
    if matches!(suffix.as_str(), "csv" | "tsv") && (sheet || !starts_with_heading(start))
        || sheet && !markdown && suffix != "plan"
    {
        return Notation::Csv;
    }
    if suffix == "md" || suffix == "markdown" {
        return Notation::Markdown;
    }
    if suffix == "todo" {
        return Notation::TodoTxt;
    }
    if suffix == "mmd" || suffix == "mermaid" {
        return Notation::Mermaid;
    }
    if suffix == "dot" || suffix == "gv" {
        return Notation::Dot;
    }
    if is_marked(text) { Notation::Markdown } else { Notation::Plain }
}

/// Whether a text begins as a JSON object does, be it cut off; "{a} first" is words.
fn opens_an_object(start: &str) -> bool {
    let inner = start.strip_prefix('{').map(str::trim_start);
    inner.is_some_and(|inner| inner.is_empty() || inner.starts_with(['"', '}', '\'', '{', '[']))
}

/// Whether the first line is a heading of Markdown.
fn starts_with_heading(start: &str) -> bool {
    let title = start.trim_start_matches('#');
    title.len() < start.len() && title.starts_with(' ')
}

/// Whether a text has marks of Markdown.
fn is_marked(text: &str) -> bool {
    text.lines().take(2000).any(|line| {
        let line = line.trim_start();
        starts_with_heading(line)
            || line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with("```")
            || line.contains("**")
            || (line.starts_with('|') && line.ends_with('|'))
    })
}

/// The notation of another program, where a text is plainly in one that is not read.
pub(crate) fn other(text: &str) -> Option<&'static str> {
    let start = text.trim_start();
    let begins = |words: &str| start.get(..words.len()).is_some_and(|s| s.eq_ignore_ascii_case(words));
    if begins("<?xml") || begins("<project") {
        return Some("an XML file");
    }
    if begins("<!doctype html") || begins("<html") {
        return Some("a web page");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_is_known_by_what_stands_in_the_text() {
        assert_eq!(detect(b"{\"schema\":1}", None), Notation::Json);
        assert_eq!(detect(b"[{\"a\":1}]", Some("x.md")), Notation::Json);
        assert_eq!(detect(b"[\"a\", \"b\"]", None), Notation::Json);
        assert_eq!(
            detect(b"{\"tasks\":[{\"id\":1,\"subtasks\":[],\"dependencies\":[]}]}", None),
            Notation::Taskmaster
        );
        assert_eq!(detect(b"[ ] a\n", None), Notation::Plain);
        assert_eq!(detect(b"# A\n- b\n", Some("x.txt")), Notation::Markdown);
        assert_eq!(detect(b"1 A  2d\n2 B  after 1\n", None), Notation::Text);
        assert_eq!(detect(b"1. A\n2. B\n", None), Notation::Plain);
        assert_eq!(detect(b"%% c\ngantt\n a :1d\n", Some("x.txt")), Notation::Mermaid);
        assert_eq!(detect(b"graph TD; a-->b\n", None), Notation::Flowchart);
        assert_eq!(detect(b"pie\n", Some("x.mmd")), Notation::Mermaid);
        let project = b"# plan\nproject p \"P\" 2026-01-01 +1m {\n}\ntask a \"A\" {\n}\n";
        assert_eq!(detect(project, Some("x.txt")), Notation::TaskJuggler);
    }

    #[test]
    fn a_wrong_ending_does_not_decide() {
        assert_eq!(detect(b"ID,Task,Status\n1,Dig,Done\n2,Pour,To do\n", Some("x.md")), Notation::Csv);
        assert_eq!(detect(b"# Shop\n\n- [ ] Dig (2d)\n- [ ] Pour\n", Some("x.csv")), Notation::Markdown);
        assert_eq!(detect(b"Title\nDig\nPour\n", Some("x.csv")), Notation::Csv);
        assert_eq!(detect(b"# Notes\n\n1 A  2d\n2 B  after 1\n", Some("x.md")), Notation::Markdown);
        let project = b"project p \"P\" 2026-01-01 +1m {\n}\ntask a \"A\" {\n}\n";
        assert_eq!(detect(project, Some("x.md")), Notation::TaskJuggler);
    }

    #[test]
    fn notations_of_other_programs_are_named() {
        assert_eq!(other("<?xml version=\"1.0\"?>\n<Project>"), Some("an XML file"));
        assert_eq!(other("# Plan\n- [ ] task one\n"), None);
    }
}
