//! Keys in front of titles: "Task 0.1:", "TASK-004.1", "Phase 2 –", "1.2.3", "[T001]", "#12". Must never cut a word that
//! belongs to the title: a bare code such as "S3" counts only where others of its kind stand in the document.

mod code;

use std::collections::HashMap;

pub(super) use code::is_code;
use code::{code, coded};

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

const STRETCHES: [&str; 47] = [
    "batch",
    "group",
    "tier",
    "этап",
    "фаза",
    "спринт",
    "неделя",
    "phase",
    "sprint",
    "week",
    "milestone",
    "stage",
    "iteration",
    "epic",
    "month",
    "quarter",
    "day",
    "part",
    "release",
    "wave",
    "track",
    "workstream",
    "module",
    "block",
    "increment",
    "cycle",
    "lot",
    "semaine",
    "étape",
    "etape",
    "jalon",
    "fase",
    "etapa",
    "semana",
    "hito",
    "woche",
    "meilenstein",
    "abschnitt",
    "teil",
    "phasen",
    "阶段",
    "里程碑",
    "第",
    "フェーズ",
    "단계",
    "jour",
    "tag",
];
const WORKS: [&str; 34] = [
    "pr",
    "задача",
    "шаг",
    "subtask",
    "sub-task",
    "task",
    "step",
    "story",
    "user story",
    "ticket",
    "issue",
    "feature",
    "item",
    "activity",
    "action",
    "work package",
    "wp",
    "tâche",
    "sous-tâche",
    "aufgabe",
    "teilaufgabe",
    "schritt",
    "arbeitspaket",
    "tarea",
    "subtarea",
    "paso",
    "tarefa",
    "subtarefa",
    "passo",
    "atividade",
    "任务",
    "步骤",
    "タスク",
    "작업",
];

/// Where the first noun for work with a number begins: 4 in "see Task 3".
pub(super) fn noun_at(text: &str) -> Option<usize> {
    let starts = text
        .char_indices()
        .filter(|(at, c)| c.is_alphabetic() && !text[..*at].ends_with(char::is_alphanumeric));
    starts.map(|(at, _)| at).find(|&at| {
        let lower: String = text[at..].chars().take(14).flat_map(char::to_lowercase).collect();
        let noun = WORKS.iter().filter(|n| lower.starts_with(**n)).max_by_key(|n| n.len());
        noun.is_some_and(|n| {
            lower[n.len()..].trim_start_matches(['s', 'n', ' ']).starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Are these words nothing but the keys of tasks: "Tasks 1.1–1.3", "Tarea 1 y 2"?
pub(super) fn only_names(title: &str) -> bool {
    let lower = title.to_lowercase();
    let words = || lower.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|w| !w.is_empty());
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit()) && w.len() <= 8;
    let join =
        |w: &str| matches!(w, "and" | "y" | "e" | "et" | "und" | "to" | "a" | "bis" | "à" | "和" | "至");
    let known = |w: &str| {
        let one = [w, w.trim_end_matches('s'), w.trim_end_matches('n')];
        one.iter().any(|w| WORKS.contains(w))
    };
    words().any(number) && words().any(known) && words().all(|w| number(w) || join(w) || known(w))
}

/// "Phase 2: …", "Task 0.1 - …", "第一阶段：…".
fn noun(title: &str) -> Option<(Key<'_>, &str)> {
    let first = title.chars().next()?;
    if !first.is_alphabetic() {
        return None;
    }
    let lower: String = title.chars().take(14).flat_map(char::to_lowercase).collect();
    let found = |nouns: &[&'static str]| {
        nouns.iter().copied().filter(|n| lower.starts_with(n)).max_by_key(|n| n.len())
    };
    let (kind, noun) = match (found(&STRETCHES), found(&WORKS)) {
        (Some(stretch), _) => (KeyKind::Stretch, stretch),
        (None, Some(work)) => (KeyKind::Work, work),
        (None, None) => return None,
    };
    let chars = noun.chars().count();
    let at = title.char_indices().nth(chars).map_or(title.len(), |(i, _)| i);
    // "Days 1-3" is one stretch.
    let plural = title[at..].strip_prefix('s').filter(|r| r.starts_with(' ') && first.is_ascii());
    let at = at + usize::from(plural.is_some());
    let rest = title[at..].trim_start_matches([' ', '-', '#', '\u{a0}', '_']);
    let gap = title.len() - rest.len() - at;
    if gap == 0 && first.is_ascii() && rest.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    // "Ticket S1-T3: …" is known by its code.
    if kind == KeyKind::Work
        && let Some((_, length)) = code(rest)
        && let (true, after) = delimiter(&rest[length..])
    {
        let text = &rest[..length];
        return Some((Key { kind: KeyKind::Code, text, number: digits_of(text) }, after));
    }
    let length = number_length(rest)?;
    let end = title.len() - rest.len() + length;
    let number = &rest[..length];
    let after = &title[end..];
    // "第一阶段"
    let (end, after) = if noun == "第" {
        let unit = ["阶段", "步", "周", "期", "部分", "章", "天"].iter().find(|u| after.starts_with(**u))?;
        (end + unit.len(), &after[unit.len()..])
    } else {
        (end, after)
    };
    // "TASK-004" is a code; "Task 4" is not.
    let kind = if kind == KeyKind::Work && gap == 1 && !title[at..].starts_with([' ', '#', '\u{a0}']) {
        KeyKind::Code
    } else {
        kind
    };
    let (closed, rest) = delimiter(after);
    // "Week 3 Review" has a key only by its noun; "Day 1-2" goes on.
    let loose = after.starts_with(' ') && rest.chars().next().is_some_and(|c| !c.is_ascii_lowercase());
    // "Phase 1 Complete" is one name.
    let first = rest.split([' ', '(']).next().unwrap_or_default();
    let state = ["complete", "completed", "completion", "done", "finished"];
    if loose && !closed && state.iter().any(|s| s.eq_ignore_ascii_case(first)) {
        return None;
    }
    if !(closed || loose || rest.is_empty()) {
        return None;
    }
    Some((Key { kind, text: title[..end].trim_end(), number }, rest))
}

/// The length of a number at the beginning: "0.1", "3a", "1-2", "IV", "A", "三".
fn number_length(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let digits = text[..digits].trim_end_matches('.').len();
    if digits > 0 {
        let rest = &text[digits..];
        let range = rest
            .strip_prefix(['-', '–', '&', '+'])
            .map(|r| r.bytes().take_while(u8::is_ascii_digit).count())
            .filter(|n| *n > 0);
        if let Some(n) = range {
            let mark = rest.chars().next().map_or(1, char::len_utf8);
            return Some(digits + mark + n);
        }
        let letter = rest.chars().next().filter(char::is_ascii_alphabetic).is_some()
            && !rest[1..].starts_with(|c: char| c.is_alphanumeric());
        return Some(digits + usize::from(letter));
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 {
        let word = &text[..letters];
        let roman = word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        let single = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
        let named = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
            .iter()
            .any(|n| n.eq_ignore_ascii_case(word));
        return (roman || single || named).then_some(letters);
    }
    let chinese: usize =
        text.chars().take_while(|c| "一二三四五六七八九十零".contains(*c)).map(char::len_utf8).sum();
    (chinese > 0).then_some(chinese)
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
