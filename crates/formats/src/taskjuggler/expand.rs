//! A TaskJuggler text with its comments gone, its macros expanded and its included files put in place, so that what reads
//! it need know nothing of them. Must never grow beyond its bounds, whatever macros call each other.

use std::collections::HashMap;
use std::rc::Rc;

use crate::Beside;

/// How deep macros may call macros and files include files.
const DEEPEST: usize = 60;
/// How much text macros and files may add, in bytes; and this much more for each byte of the text itself.
const MOST_ADDED: usize = 1024 * 1024;
const MOST_ADDED_PER_BYTE: usize = 8;
/// How much text included files may add, in bytes.
const MOST_INCLUDED: usize = 16 * 1024 * 1024;
/// How far what belongs to a word may stand behind it, in bytes.
const NEAR: usize = 512;

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub(super) text: String,
    /// Where in `text` each line of the file begins. Invariant: ascending.
    pub(super) lines: Vec<(usize, u32)>,
    /// What could not be done: a code, a line and a text for each.
    pub(super) faults: Vec<(&'static str, u32, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Code,
    Quoted(char),
    Scissors,
}

/// A text that is being read: the file, a macro's or an included file's.
struct Frame {
    text: Rc<str>,
    at: usize,
    /// No bracket closes at the end of a line from here on; none closes at all.
    no_end: bool,
    no_bracket: bool,
}

impl Frame {
    fn new(text: &str) -> Self {
        Self { text: Rc::from(text), at: 0, no_end: false, no_bracket: false }
    }
}

struct Expander<'a> {
    include: Beside<'a>,
    today: String,
    frames: Vec<Frame>,
    macros: HashMap<String, Rc<str>>,
    mode: Mode,
    line: u32,
    left: usize,
    left_for_files: usize,
    full: bool,
    /// The first and the last day of the project, once asked for.
    dates: Option<[Option<String>; 2]>,
    out: Expanded,
}

/// Expands `text`; `today` is what `${today}` and `${now}` stand for.
pub(super) fn expand(text: &str, today: String, include: Beside<'_>) -> Expanded {
    let mut expander = Expander {
        include,
        today,
        frames: vec![Frame::new(text)],
        macros: HashMap::new(),
        mode: Mode::Code,
        line: 1,
        left: MOST_ADDED + MOST_ADDED_PER_BYTE * text.len(),
        left_for_files: MOST_INCLUDED,
        full: false,
        dates: None,
        out: Expanded { lines: vec![(0, 1)], ..Expanded::default() },
    };
    while let Some(frame) = expander.frames.last() {
        let (text, at) = (Rc::clone(&frame.text), frame.at);
        if at >= text.len() {
            expander.frames.pop();
            continue;
        }
        // What is pushed meanwhile stands above the frame that is read.
        let depth = expander.frames.len() - 1;
        let used = expander.step(&text[at..]);
        expander.frames[depth].at += used;
    }
    expander.out
}

impl Expander<'_> {
    /// Takes the next piece of what is being read; says how long it was.
    fn step(&mut self, rest: &str) -> usize {
        if rest.starts_with("${")
            && let Some(used) = self.call(rest)
        {
            return used;
        }
        match self.mode {
            Mode::Code => self.code(rest),
            Mode::Quoted(quote) => {
                if rest.starts_with('\\') && rest[1..].starts_with(quote) {
                    return self.keep(&rest[..2]);
                }
                if rest.starts_with(quote) {
                    self.mode = Mode::Code;
                }
                self.character(rest)
            }
            Mode::Scissors => {
                if rest.starts_with("->8-") {
                    self.mode = Mode::Code;
                    return self.keep("->8-");
                }
                self.character(rest)
            }
        }
    }

    fn code(&mut self, rest: &str) -> usize {
        if rest.starts_with('#') || rest.starts_with("//") {
            return rest.find('\n').unwrap_or(rest.len());
        }
        if let Some(inner) = rest.strip_prefix("/*") {
            let used = inner.find("*/").map_or(rest.len(), |end| end + 4);
            for _ in rest[..used].bytes().filter(|b| *b == b'\n') {
                self.keep("\n");
            }
            self.keep(" ");
            return used;
        }
        if rest.starts_with("-8<-") {
            self.mode = Mode::Scissors;
            return self.keep("-8<-");
        }
        if let Some(inner) = rest.strip_prefix("$(")
            && let Some(end) = near(inner).find(')').filter(|end| *end > 0)
            && inner[..end].bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        {
            self.fault("unknown-macro", format!("the variable $({}) is not known here", &inner[..end]));
            return end + 3;
        }
        if let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            self.mode = Mode::Quoted(quote);
            return self.character(rest);
        }
        let word = name(rest);
        if word.is_empty() {
            return self.character(rest);
        }
        if !self.out.text.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.') {
            let used = match word {
                "macro" => self.define(rest),
                "include" => self.include(rest),
                _ => None,
            };
            if let Some(used) = used {
                return used;
            }
        }
        self.keep(word)
    }

    fn character(&mut self, rest: &str) -> usize {
        let length = rest.chars().next().map_or(1, char::len_utf8);
        self.keep(&rest[..length])
    }

    fn keep(&mut self, text: &str) -> usize {
        self.out.text.push_str(text);
        if text == "\n" && self.frames.len() == 1 {
            self.line = self.line.saturating_add(1);
            self.out.lines.push((self.out.text.len(), self.line));
        }
        text.len()
    }

    fn fault(&mut self, code: &'static str, text: String) {
        // No more is told of one kind than is shown.
        if self.out.faults.len() < 200 {
            self.out.faults.push((code, self.line, text));
        }
    }

    /// `macro name [ … ]`, the bracket closing at the end of a line.
    fn define(&mut self, rest: &str) -> Option<usize> {
        let after = rest["macro".len()..].trim_start();
        let word = name(after);
        let body = after[word.len()..].trim_start().strip_prefix('[').filter(|_| !word.is_empty())?;
        let frame = self.frames.last_mut()?;
        let at_line_end = |at: &usize| {
            let behind = body[at + 1..].lines().next().unwrap_or("").trim();
            behind.is_empty() || behind.starts_with('#') || behind.starts_with("//")
        };
        let mut ends = body.match_indices(']').map(|(at, _)| at);
        let proper = if frame.no_end { None } else { ends.clone().find(at_line_end) };
        frame.no_end |= proper.is_none();
        let end = proper.or_else(|| if frame.no_bracket { None } else { ends.next() });
        frame.no_bracket |= end.is_none();
        let end = end?;
        self.macros.insert(word.to_owned(), Rc::from(&body[..end]));
        let used = rest.len() - body.len() + end + 1;
        for _ in rest[..used].bytes().filter(|b| *b == b'\n') {
            self.keep("\n");
        }
        Some(used)
    }

    /// `include "file" { taskprefix a.b }`.
    fn include(&mut self, rest: &str) -> Option<usize> {
        let after = rest["include".len()..].trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let file = after[1..].split(['\n', quote]).next().unwrap_or_default();
        let mut used = (rest.len() - after.len() + file.len() + 2).min(rest.len());
        let mut prefix = "";
        if let Some(block) = rest[used..].trim_start().strip_prefix('{')
            && let Some(end) = near(block).find('}')
        {
            let mut words = block[..end].split_whitespace();
            prefix = words.find(|w| *w == "taskprefix").and_then(|_| words.next()).unwrap_or_default();
            used = rest.len() - block.len() + end + 1;
        }
        match (self.include)(file) {
            Some(text) if text.len() <= self.left_for_files && self.frames.len() < DEEPEST => {
                self.left_for_files -= text.len();
                self.left_for_files = self.left_for_files.saturating_sub(1024);
                self.frames.push(match prefix {
                    "" => Frame::new(&text),
                    _ => Frame::new(&format!("supplement task {prefix} {{\n{text}\n}}\n")),
                });
            }
            Some(_) => self.fault("not-included", format!("the file \"{file}\" was left out: too much is included")),
            None => self.fault(
                "not-included",
                format!("what stands in the file \"{file}\" is missing: it is included, and this text stands alone"),
            ),
        }
        Some(used)
    }

    /// `${name "a" "b"}`, or `${?name}` for a macro that need not be there. None where it is no call.
    fn call(&mut self, rest: &str) -> Option<usize> {
        let after = rest[2..].trim_start();
        let optional = after.starts_with('?');
        let after = after.strip_prefix('?').unwrap_or(after);
        let word = name(after);
        if word.is_empty() {
            return None;
        }
        let mut arguments = Vec::new();
        let mut tail = after[word.len()..].trim_start();
        while let Some(inner) = tail.strip_prefix('"') {
            let end = closing_quote(inner)?;
            arguments.push(inner[..end].replace("\\\"", "\""));
            tail = inner[end + 1..].trim_start();
        }
        let tail = tail.strip_prefix('}')?;
        let used = rest.len() - tail.len();
        let newlines = rest[..used].bytes().filter(|b| *b == b'\n').count();
        let found = self.macros.get(word).cloned();
        match (found, word) {
            (Some(body), _) => self.push(&filled(&body, &arguments)),
            (None, "now" | "today") => {
                let today = self.today.clone();
                self.push(&today);
            }
            (None, "projectstart" | "projectend") => {
                let text = &self.out.text;
                let dates = self.dates.get_or_insert_with(|| frame_dates(text));
                if let Some(date) = dates[usize::from(word == "projectend")].clone() {
                    self.push(&date);
                }
            }
            (None, _) if optional => {}
            (None, _) => self.fault("unknown-macro", format!("the macro \"{word}\" is not defined")),
        }
        if self.frames.len() == 1 {
            for _ in 0..newlines {
                self.keep("\n");
            }
        }
        Some(used)
    }

    fn push(&mut self, text: &str) {
        if self.frames.len() >= DEEPEST || text.len() > self.left {
            if !self.full {
                self.full = true;
                self.fault(
                    "macro-limit",
                    "macros call each other without end; some were left out".to_owned(),
                );
            }
            return;
        }
        // An empty text costs as well: calls of nothing may be endless too.
        self.left -= text.len().max(1).min(self.left);
        if !text.is_empty() {
            self.frames.push(Frame::new(text));
        }
    }
}

/// The name that a text begins with.
pub(super) fn name(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') {
        return "";
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

fn closing_quote(text: &str) -> Option<usize> {
    text.match_indices('"').map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'))
}

/// A macro's text with `${1}`, `${2}` … filled in.
fn filled(body: &str, arguments: &[String]) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find("${") {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 2..];
        let digits = inner.trim_start();
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let closed = digits[end..].trim_start().strip_prefix('}').filter(|_| end > 0);
        match closed {
            Some(tail) => {
                let number: usize = digits[..end].parse().unwrap_or(0);
                out.push_str(number.checked_sub(1).and_then(|n| arguments.get(n)).map_or("", String::as_str));
                rest = tail;
            }
            None => {
                out.push_str("${");
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The first two dates behind the word "project" in what was read so far.
fn frame_dates(text: &str) -> [Option<String>; 2] {
    let head = &text[..text.floor_char_boundary(16 * 1024)];
    let head = head.find("project").map_or("", |at| &head[at..]);
    let is_date = |word: &&str| {
        word.matches('-').count() >= 2
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'+'))
    };
    let mut dates = head.split_whitespace().filter(is_date).map(str::to_owned);
    [dates.next(), dates.next()]
}

fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str) -> Expanded {
        expand(text, "2026-03-02".to_owned(), &|file| (file == "a.tji").then(|| "task a \"A\"\n".to_owned()))
    }

    #[test]
    fn comments_are_gone_and_lines_are_kept() {
        let found = expanded("a # x\nb /* y\n z */ c // d\n\"# no // comment /* here */\" e\n");
        assert_eq!(found.text, "a \nb \n  c \n\"# no // comment /* here */\" e\n");
        assert_eq!(found.lines.iter().map(|l| l.1).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn macros_are_expanded_in_words_and_in_texts() {
        let found = expanded(
            "macro size [ 3d ]\nmacro t [ task ${1} \"The ${2}\" { effort ${size} } ]\n${t \"a\" \"b \\\"c\\\"\"}\nx${size}y ${?none} ${today}\n\"in ${size}\"",
        );
        assert_eq!(
            found.text.trim_start(),
            "task a \"The b \"c\"\" { effort  3d  } \nx 3d y  2026-03-02\n\"in  3d \""
        );
        assert_eq!(
            expanded("project \"P\" 2026-01-05 +1m\n${projectstart}").text.lines().last(),
            Some("2026-01-05")
        );
    }

    #[test]
    fn what_is_not_known_is_told() {
        let found = expanded("${who} $(HOME) include \"b.tji\" { taskprefix x }\ninclude \"a.tji\" ${1} $ {");
        let codes: Vec<_> = found.faults.iter().map(|f| (f.0, f.1)).collect();
        assert_eq!(codes, [("unknown-macro", 1), ("unknown-macro", 1), ("not-included", 1)]);
        assert!(found.text.contains("task a \"A\""), "{}", found.text);
    }

    #[test]
    fn macros_that_call_each_other_come_to_an_end() {
        for bomb in [
            "macro a [ ${a} ${a} ]\n${a}",
            "macro a [ ${b} ${b} ]\nmacro b [ ${a} ${a} ]\n${a}",
            "macro a []\nmacro b [ ${a} ${b}]\n${b}",
        ] {
            let found = expanded(bomb);
            assert!(found.faults.iter().any(|f| f.0 == "macro-limit"), "{bomb}");
            assert!(found.text.len() < 2 * MOST_ADDED);
        }
    }
}
