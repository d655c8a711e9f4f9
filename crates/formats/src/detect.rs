//! Which notation a text is in, by what stands in it; the file's name only settles what the text leaves open.

use crate::Notation;

/// The notation of `text`.
pub fn detect(text: &str, name: Option<&str>) -> Notation {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let suffix =
        name.and_then(|n| n.rsplit_once('.')).map(|(_, s)| s.to_ascii_lowercase()).unwrap_or_default();
    if start.starts_with('{') || (start.starts_with('[') && start[1..].trim_start().starts_with(['{', ']'])) {
        return Notation::Json;
    }
    if suffix != "md" && crate::text::looks_like(text) {
        return Notation::Text;
    }
    if suffix == "md" || suffix == "markdown" {
        return Notation::Markdown;
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
