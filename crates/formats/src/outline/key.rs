//! Keys in front of titles: "Task 0.1:", "TASK-004.1", "Phase 2 –", "1.2.3", "[T001]", "#12". Must never cut a word that
//! belongs to the title: a bare code such as "S3" counts only where others of its kind stand in the document.

mod code;
mod noun;

use std::collections::HashMap;

pub(super) use code::is_code;
use code::{code, coded};
use noun::noun;
pub(super) use noun::{noun_at, only_names, only_numbers};

use super::sign::short_date;

/// What kind of key it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyKind {
    /// A noun for a stretch of the plan with a number: "Phase 2", "Sprint 1", "Week 3".
    Stretch,
    /// A noun for work with a number: "Task 0.1", "Step 3".
    Work,
    /// A code: "TASK-001", "T001", "#12".
    Code,
    /// A number with points: "1.2.3".
    Dotted,
    /// A plain number: "3".
    Plain,
}

/// A key and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<'t> {
    pub(super) kind: KeyKind,
    /// As written: "Task 0.1".
    pub(super) text: &'t str,
    /// Only its number: "0.1".
    pub(super) number: &'t str,
}

/// How often each prefix of codes begins a line: "T" of "T001" and "T002" twice.
#[derive(Debug, Default)]
pub(super) struct Prefixes(HashMap<String, u32>);

impl Prefixes {
    /// Counts the code that begins `text`, if one does.
    pub(super) fn count(&mut self, text: &str) {
        let text = text.trim_start_matches(['*', '_', '`', '[', '(', ' ', '~']);
        if let Some((prefix, _)) = code(text) {
            *self.0.entry(prefix.to_owned()).or_default() += 1;
        }
    }

    fn common(&self, prefix: &str) -> bool {
        self.0.get(prefix).is_some_and(|n| *n >= 2)
    }
}

/// Splits the key off the beginning of a clean title.
pub(super) fn split<'t>(title: &'t str, prefixes: &Prefixes) -> Option<(Key<'t>, &'t str)> {
    if short_date(title).is_some() {
        return None;
    }
    bracketed(title)
        .or_else(|| noun(title))
        .or_else(|| coded(title, prefixes))
        .or_else(|| version(title))
        .or_else(|| numbered(title))
}

/// Does a title begin with a stretch of the plan and its number: "Phase 2", "Week 3: …"?
pub(super) fn is_stretch(title: &str) -> bool {
    noun(title.trim_start()).is_some_and(|(key, _)| key.kind == KeyKind::Stretch)
}

/// "[T001] title", "(A-3) title".
fn bracketed(title: &str) -> Option<(Key<'_>, &str)> {
    let (open, close) =
        [('[', ']'), ('(', ')'), ('【', '】')].into_iter().find(|(open, _)| title.starts_with(*open))?;
    let end = title.find(close)?;
    let inner = title.get(open.len_utf8()..end)?.trim();
    let rest = title[end + close.len_utf8()..].trim_start_matches([':', '-', '–', ' ']);
    let whole = |length: usize| length == inner.len() && !rest.is_empty();
    if let Some((_, length)) = code(inner)
        && whole(length)
        && inner.len() >= 4
    {
        return Some((Key { kind: KeyKind::Code, text: inner, number: digits_of(inner) }, rest));
    }
    None
}

/// Whether a key is closed here, and what follows the marks that close it.
fn delimiter(after: &str) -> (bool, &str) {
    let trimmed = after.trim_start();
    let rest = trimmed.trim_start_matches([':', '：', '.', ')', '、', '|', ']']);
    // "D3.js" is a word.
    if trimmed.starts_with('.')
        && rest.len() + 1 == trimmed.len()
        && !(rest.is_empty() || rest.starts_with([' ', '\t', '*', '_']))
    {
        return (false, trimmed);
    }
    let rest = rest.trim_start();
    let dashed = rest.trim_start_matches(['-', '–', '—', '→', '·', '>']);
    let dash =
        dashed.len() < rest.len() && (dashed.starts_with(' ') || rest.starts_with(['–', '—', '·', '→']));
    let rest = if dash { dashed.trim_start() } else { rest };
    let closed = rest.len() < trimmed.len() || trimmed.is_empty() || trimmed.starts_with(['(', '（', '[']);
    (closed, rest)
}

/// "v1.2 – …", "V2 (spring)", "v1.0": a release is a stretch of the plan.
fn version(title: &str) -> Option<(Key<'_>, &str)> {
    let rest = title.strip_prefix(['v', 'V'])?;
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = rest[..digits].trim_end_matches('.');
    if !number.bytes().next()?.is_ascii_digit() || number.len() > 12 {
        return None;
    }
    let text = &title[..1 + number.len()];
    let (closed, rest) = delimiter(&title[text.len()..]);
    closed.then_some((Key { kind: KeyKind::Stretch, text, number }, rest))
}

/// "2A. …", "01-03: …": a number with a letter, or the numbers of a group and of its part.
fn composed(title: &str) -> Option<(Key<'_>, &str)> {
    let bytes = title.as_bytes();
    let first = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if !(1..=3).contains(&first) {
        return None;
    }
    let end = match bytes.get(first)? {
        b'A'..=b'Z' | b'a'..=b'z' => first + 1,
        b'-' => {
            let second = bytes[first + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
            let zero = bytes[0] == b'0' || bytes[first + 1..].first() == Some(&b'0');
            if !(zero && first == 2 && second == 2) {
                return None;
            }
            first + 1 + second
        }
        _ => return None,
    };
    let (closed, rest) = delimiter(&title[end..]);
    let mark = title[end..].starts_with(['.', ':', ')']);
    let text = &title[..end];
    (closed && mark && !rest.is_empty()).then_some((Key { kind: KeyKind::Dotted, text, number: text }, rest))
}

/// "三、…", "（三）…".
fn chinese(title: &str) -> Option<(Key<'_>, &str)> {
    let inner = title.strip_prefix(['（', '(']).unwrap_or(title);
    let length = inner.find(|c| !"一二三四五六七八九十".contains(c)).filter(|n| *n > 0)?;
    let close = inner[length..].chars().next()?;
    let bracketed = inner.len() < title.len();
    let closes = if bracketed { matches!(close, '）' | ')') } else { matches!(close, '、' | '．') };
    let rest = inner[length + close.len_utf8()..].trim_start();
    let text = &inner[..length];
    (closes && !rest.is_empty()).then_some((Key { kind: KeyKind::Plain, text, number: text }, rest))
}

/// "1.2.3 …", "1. …", "3) …".
fn numbered(title: &str) -> Option<(Key<'_>, &str)> {
    if let Some(found) = composed(title).or_else(|| chinese(title)) {
        return Some(found);
    }
    let digits = title.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let number = title[..digits].trim_end_matches('.');
    if number.is_empty() || number.len() > 24 || !number.split('.').all(|n| (1..=3).contains(&n.len())) {
        return None;
    }
    let dotted = number.contains('.');
    let after = &title[number.len()..];
    let (closed, rest) = delimiter(after);
    let opens = rest.chars().next()?;
    let spaced = after.starts_with([' ', '\t'])
        && (opens.is_alphabetic() && !opens.is_ascii_lowercase() || matches!(opens, '"' | '(' | '['));
    if !(closed && !opens.is_ascii_digit() || (dotted && spaced)) || rest.is_empty() {
        return None;
    }
    let kind = if dotted { KeyKind::Dotted } else { KeyKind::Plain };
    Some((Key { kind, text: number, number }, rest))
}

/// "0.1" of "TASK-0.1".
pub(super) fn digits_of(text: &str) -> &str {
    text.find(|c: char| c.is_ascii_digit()).map_or("", |at| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, expect: Option<(KeyKind, &str, &str, &str)>) {
        let mut prefixes = Prefixes::default();
        for text in ["T001 a", "T002 b"] {
            prefixes.count(text);
        }
        let got = split(title, &prefixes).map(|(k, rest)| (k.kind, k.text, k.number, rest));
        assert_eq!(got, expect, "{title}");
    }

    #[test]
    fn keys_are_split_from_titles() {
        check("Phase 0: Setup (Week 2)", Some((KeyKind::Stretch, "Phase 0", "0", "Setup (Week 2)")));
        check("Task 0.1: Extend", Some((KeyKind::Work, "Task 0.1", "0.1", "Extend")));
        check("Subtask 1.2.3 - Add", Some((KeyKind::Work, "Subtask 1.2.3", "1.2.3", "Add")));
        check("Step 5 Build it", Some((KeyKind::Work, "Step 5", "5", "Build it")));
        check("Sprint 1", Some((KeyKind::Stretch, "Sprint 1", "1", "")));
        check("Days 1-3: Basics", Some((KeyKind::Stretch, "Days 1-3", "1-3", "Basics")));
        check("Ticket S1-T3: Add", Some((KeyKind::Code, "S1-T3", "1-T3", "Add")));
        check("T037A Add", Some((KeyKind::Code, "T037A", "037A", "Add")));
        check("US-4C.1.1: Add", Some((KeyKind::Code, "US-4C.1.1", "4C.1.1", "Add")));
        check("1c. Add", Some((KeyKind::Dotted, "1c", "1c", "Add")));
        check("PR 2 — Add", Some((KeyKind::Work, "PR 2", "2", "Add")));
        check("Week 1-2: Basics", Some((KeyKind::Stretch, "Week 1-2", "1-2", "Basics")));
        check("Phase II — Build", Some((KeyKind::Stretch, "Phase II", "II", "Build")));
        check("第一阶段：准备", Some((KeyKind::Stretch, "第一阶段", "一", "准备")));
        check("TASK-004.1: Set up", Some((KeyKind::Code, "TASK-004.1", "004.1", "Set up")));
        check("P0.1: Review", Some((KeyKind::Code, "P0.1", "0.1", "Review")));
        check("T001 Create structure", Some((KeyKind::Code, "T001", "001", "Create structure")));
        check("[ABC-12] Create", Some((KeyKind::Code, "ABC-12", "12", "Create")));
        assert!(only_names("Tarea 1 y 2") && only_names("Tasks 1.1–1.3"));
        assert!(!only_names("Tasks 1 and hosting") && !only_names("2 and 3"));
        check("v1.2 – Search", Some((KeyKind::Stretch, "v1.2", "1.2", "Search")));
        check("v2 (spring)", Some((KeyKind::Stretch, "v2", "2", "(spring)")));
        check("2A. Time slots", Some((KeyKind::Dotted, "2A", "2A", "Time slots")));
        check("01-02: Wire it", Some((KeyKind::Dotted, "01-02", "01-02", "Wire it")));
        check("v8 engine upgrade", None);
        check("3D modelling", None);
        check("#12 Fix login", None);
        check("A.1: Fix login", Some((KeyKind::Code, "A.1", "1", "Fix login")));
        check("#12: Fix login", Some((KeyKind::Code, "#12", "12", "Fix login")));
        check("1.2 Walls", Some((KeyKind::Dotted, "1.2", "1.2", "Walls")));
        check("1.2.3. Walls", Some((KeyKind::Dotted, "1.2.3", "1.2.3", "Walls")));
        check("3. Walls", Some((KeyKind::Plain, "3", "3", "Walls")));
        check("3) Walls", Some((KeyKind::Plain, "3", "3", "Walls")));
    }

    #[test]
    fn words_that_only_look_like_keys_stay() {
        for title in [
            "S3 bucket",
            "4-6 weeks before",
            "Week before",
            "Task manager",
            "2024 review",
            "GPT-4 prompts",
            "3.5 days later",
            "UTF-8 support",
            "Stepwise",
            "Items of note",
            "Day trip",
            "Tasks for 3 people",
            "Print 2 pages",
            "Phase 1 Complete (walls)",
            "",
        ] {
            check(title, None);
        }
    }
}
