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
    if start.starts_with('{')
        || start.trim_end() == "[]"
        || start.strip_prefix('[').is_some_and(|inner| inner.trim_start().starts_with(['{', '"']))
    {
        return if crate::taskmaster::looks_like(text) { Notation::Taskmaster } else { Notation::Json };
    }
    if crate::ics::looks_like(text) {
        return Notation::Ics;
    }
    if suffix == "org" || (suffix != "md" && crate::org::looks_like(text)) {
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
    if suffix != "md" && crate::taskjuggler::looks_like(text) {
        return Notation::TaskJuggler;
    }
    if suffix != "md" && crate::text::looks_like(text) {
        return Notation::Text;
    }
    let named = name.is_some_and(|n| n.to_ascii_lowercase().ends_with("todo.txt")) || suffix == "todo";
    if suffix != "md" && suffix != "csv" && crate::todotxt::looks_like(text, named) {
        return Notation::TodoTxt;
    }
    let sheet = matches!(suffix.as_str(), "csv" | "tsv");
    if sheet
        || (!matches!(suffix.as_str(), "md" | "markdown" | "plan") && crate::csv::looks_like(text, false))
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
    let marked = text.lines().take(2000).any(|line| {
        let line = line.trim_start();
        line.starts_with("# ")
            || line.starts_with("## ")
            || line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with("```")
            || line.contains("**")
            || (line.starts_with('|') && line.ends_with('|'))
    });
    if marked { Notation::Markdown } else { Notation::Plain }
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
    fn notations_of_other_programs_are_named() {
        assert_eq!(other("<?xml version=\"1.0\"?>\n<Project>"), Some("an XML file"));
        assert_eq!(other("# Plan\n- [ ] task one\n"), None);
    }
}
