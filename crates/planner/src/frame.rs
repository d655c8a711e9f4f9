//! What only frames a message: greetings, courtesies, signatures, and code pasted into it. Must never take off words that
//! could be work.

use std::borrow::Cow;

use crate::injection;
use crate::reader::Reader;

impl Reader<'_> {
    /// Where a sentence begins behind "Hi all," and "Dear Ms Lee,".
    pub(crate) fn after_greeting(&self, from: usize, to: usize) -> usize {
        let start = self.after_marks(from, to);
        let Some(next) = self.lexicon.at("greeting", &self.words[..to], start) else { return from };
        // A name or two, and the comma behind it.
        let comma = (next..to.min(next + 4)).find(|&i| {
            self.words[i].mark && matches!(self.words[i].lower.as_str(), "," | "，" | ":" | "-" | "–" | "—")
        });
        match comma {
            Some(comma) => comma + 1,
            None if next >= to => to,
            None if next > start + 1 => next,
            None => from,
        }
    }

    /// "Thanks, Maria", "Best regards": nothing that could be planned.
    pub(crate) fn is_courtesy(&self, from: usize, to: usize) -> bool {
        let start = self.after_marks(from, to);
        let Some(next) = self.lexicon.at("courtesy", &self.words[..to], start) else { return false };
        let rest = self.core(next, to);
        let goes_on = |w: &str| {
            matches!(
                w,
                "for"
                    | "after"
                    | "from"
                    | "about"
                    | "in"
                    | "so"
                    | "and"
                    | "very"
                    | "all"
                    | "everyone"
                    | "team"
                    | "to"
                    | "if"
                    | "für"
                    | "im"
                    | "und"
                    | "por"
                    | "de"
                    | "pela"
                    | "pelo"
                    | "pour"
                    | "à"
                    | "know"
                    | "forward"
                    | "this"
                    | "you"
                    | "me"
            )
        };
        let alone = self.words.get(next).filter(|_| next < to).is_none_or(|w| w.mark || goes_on(&w.lower));
        alone
            && rest.len() <= 8
            && self.mentions.efforts_in(next, to).is_empty()
            && self.mentions.date(next, to).is_none()
            && !rest.iter().any(|&i| self.lexicon.verb(self.words, i).is_some())
    }
}

/// The text with markup and commands of other languages blanked out (as long as before, so that places stay), and the
/// first of them.
pub(crate) fn without_code(text: &str) -> (Cow<'_, str>, Option<String>) {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    fences(text, &mut cuts);
    tags(text, &mut cuts);
    statements(text, &mut cuts);
    if cuts.is_empty() {
        return (Cow::Borrowed(text), None);
    }
    cuts.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for &(from, to) in &cuts {
        if to <= at {
            continue;
        }
        let from = from.max(at);
        out.push_str(&text[at..from]);
        out.extend(text[from..to].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        at = to;
    }
    out.push_str(&text[at..]);
    let (from, to) = cuts[0];
    (Cow::Owned(out), Some(text[from..to].chars().take(60).collect()))
}

/// Fenced blocks of a programming language, or with a command in them; a fenced plan stays.
fn fences(text: &str, cuts: &mut Vec<(usize, usize)>) {
    const LANGUAGES: [&str; 14] = [
        "bash",
        "sh",
        "shell",
        "zsh",
        "sql",
        "python",
        "py",
        "js",
        "javascript",
        "html",
        "php",
        "powershell",
        "ruby",
        "system",
    ];
    let mut at = 0;
    while let Some(open) = text[at..].find("```").map(|i| at + i) {
        let body = open + 3;
        let close = text[body..].find("```").map_or(text.len(), |i| body + i);
        let info = text[body..close].split(['\n', ' ']).next().unwrap_or_default().trim().to_lowercase();
        let end = (close + 3).min(text.len());
        if LANGUAGES.contains(&info.as_str()) || injection::commands_the_tool(&text[body..close], false) {
            cuts.push((open, end));
        }
        at = end;
    }
}

/// `<b>`, `</system>`, `<|end|>`; a script or style with all it holds.
fn tags(text: &str, cuts: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    let mut scripts = 0;
    while let Some(open) = text[at..].find('<').map(|i| at + i) {
        let rest = &text[open + 1..];
        let named = rest.strip_prefix('/').unwrap_or(rest);
        let tag = named.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '|' | '?'));
        let Some(close) = rest.find(['>', '<']).filter(|&c| tag && rest.as_bytes()[c] == b'>' && c <= 300)
        else {
            at = open + 1;
            continue;
        };
        let name: String =
            named.chars().take_while(char::is_ascii_alphabetic).flat_map(char::to_lowercase).collect();
        let mut end = open + 1 + close + 1;
        if matches!(name.as_str(), "script" | "style") && !rest.starts_with('/') && scripts < 50 {
            scripts += 1;
            let lower = text[end..].get(..text.len() - end).unwrap_or_default().to_ascii_lowercase();
            end = lower.find(&format!("</{name}")).map_or(end, |i| end + i);
            end = text[end..].find('>').map_or(end, |i| end + i + 1);
        }
        cuts.push((open, end));
        at = end;
    }
}

/// `'); DROP TABLE x;--`, `$(rm -rf /)`, `` `rm -rf /` ``: from their first sign to their last.
fn statements(text: &str, cuts: &mut Vec<(usize, usize)>) {
    let lower = text.to_ascii_lowercase();
    for verb in
        ["drop table", "drop database", "delete from ", "truncate table", "insert into ", "union select"]
    {
        for (at, _) in lower.match_indices(verb).take(50) {
            let head = &lower[..at];
            let quoted = head.trim_end().ends_with([';', '\'', ')']);
            let from = head.rfind(['\'', '"']).filter(|&q| quoted && at - q <= 12).unwrap_or(at);
            let rest = &lower[at..];
            let end = rest
                .find("--")
                .map(|e| e + 2)
                .filter(|&e| e <= 200)
                .or_else(|| rest.find(';').map(|e| e + 1));
            if let Some(end) = end.filter(|&e| e <= 200 && text.is_char_boundary(at + e)) {
                cuts.push((from, at + end));
            }
        }
    }
    for (open, close) in [("$(", ')'), ("${", '}')] {
        for (at, _) in lower.match_indices(open).take(50) {
            if let Some(end) = lower[at..].find(close).filter(|&e| e <= 200) {
                cuts.push((at, at + end + close.len_utf8()));
            }
        }
    }
    for verb in ["rm -rf ", "sudo "] {
        for (at, _) in lower.match_indices(verb).take(50) {
            let end = lower[at..].find([';', '\n', '`', ')', '&', '|']).map_or(lower.len(), |e| at + e);
            let words = lower[at..end].split(' ').take(4).map(|w| w.len() + 1).sum::<usize>();
            cuts.push((at, end.min(at + words.saturating_sub(1))));
        }
    }
    cuts.retain(|&(a, b)| text.is_char_boundary(a) && text.is_char_boundary(b) && a < b);
}
