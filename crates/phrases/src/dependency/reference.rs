//! The value of a "Dependencies" field: "TASK-001, Task 0.1", "1.1.1–1.1.4", "Phase 0 complete", "None".
//! Must never split a name at a word that belongs to it unless both halves can stand alone.

use super::cue::says_no_order;
use super::key::{Key, NOUN, between, key_at};
use crate::lexicon::{Table, table};
use crate::token::{Kind, Tokens};

/// One thing a dependency field refers to, as written, without the words around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A key: "TASK-001", "1.1.4", "#12", "T3"; a noun that belongs to it stays: "Task 0.1", "Phase 0".
    Key(String),
    /// From one key to another, both included: "1.1.1–1.1.4" and "Tasks 3-5" ("Task 3", "Task 5").
    Range(String, String),
    /// A name or a clause in words: "Database schema".
    Name(String),
    /// Everything inside what the key names: "all Phase 1 tasks".
    AllOf(String),
    /// The task just before this one.
    Previous,
    /// Every task before this one.
    AllAbove,
    /// The two things named last.
    Both,
    /// The first so many of the tasks: "the first two".
    First(u32),
    /// So many tasks just before this one: "the previous three", "the two above".
    Last(u32),
}

#[derive(Clone, Copy, PartialEq)]
enum Whole {
    None,
    Both,
    AllAbove,
    Previous,
}

table!(WHOLE, Whole, "reference", |key| Some(match key {
    "none" => Whole::None,
    "both" => Whole::Both,
    "all-above" => Whole::AllAbove,
    "previous" => Whole::Previous,
    _ => return None,
}));
table!(ALL, "reference", "all");
table!(IN_FRONT, "reference", "in-front");
table!(BEHIND, "reference", "behind");
table!(JOIN, "reference", "join");
table!(TO, "range", "to");
table!(FIRST, "reference", "first");
table!(FIRST_BEHIND, "reference", "first-behind");
table!(LAST, "reference", "last");
table!(LAST_BEHIND, "reference", "last-behind");
table!(COUNTER, "reference", "counter");
table!(PAIR, "reference", "pair");
table!(BETWEEN, "range", "between");
table!(AND, "range", "and");
table!(THE, "date-word", "the");

/// Every reference in the value of a dependency field; empty for "None", "-", "n/a" and the like.
#[must_use]
pub fn references(value: &str) -> Vec<Reference> {
    let mut out = Vec::new();
    let plain = unmarked(value);
    // The noun of the part before: "Tasks 1, 2 and 3" are all tasks.
    let mut noun = None;
    for part in plain.split([',', ';', '\n', '，', '；', '、', '|', '→']) {
        // "Can run in parallel with T3" says that there is no dependency.
        if says_no_order(&Tokens::of(part)) {
            continue;
        }
        for piece in joined(part) {
            read(piece, &mut noun, &mut out);
        }
    }
    out
}

/// The code of a key without its noun, for looking it up: "0.1" of "Task 0.1", "TASK-001" of itself.
#[must_use]
pub fn code(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

/// Without markdown marks, and without remarks in brackets: "`TASK-004.1` (partial)". A bracket that begins
/// the text or follows no blank belongs to a key: "[TASK-1]".
fn unmarked(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut depth = 0usize;
    for c in value.chars() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => {
                depth -= 1;
                out.push(' ');
            }
            _ if depth > 0 => {}
            '`' | '*' | '"' | '“' | '”' | '[' | ']' => {}
            c if c.is_control() && c != '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    if depth > 0 { value.to_owned() } else { out }
}

/// Cut at "and", "&", "+" where what stands on both sides can stand alone as a reference.
fn joined(part: &str) -> Vec<&str> {
    let tokens = Tokens::of(part);
    let mut pieces = Vec::new();
    let mut from = 0;
    // "between T1 and T4" is one range.
    let between = BETWEEN.at(&tokens, 0).and_then(|((), at)| {
        let (_, at) = key_at(&tokens, NOUN.skip(&tokens, at))?;
        AND.at(&tokens, at).map(|((), next)| next)
    });
    let mut i = between.unwrap_or(1);
    while i < tokens.len() {
        let Some(next) = word(&JOIN, &tokens, i) else {
            i += 1;
            continue;
        };
        let unspaced = tokens.raw(i).chars().any(crate::token::is_unspaced);
        let alone = tokens.get(i).is_some_and(|t| t.spaced) || tokens.kind(i) == Some(Kind::Mark) || unspaced;
        if alone && next < tokens.len() && (key_at(&tokens, next).is_some() || ends_in_key(&tokens, i)) {
            // Between two words that join stands nothing: "T1 and + T2".
            pieces.extend(part.get(from..tokens.end_before(i)).filter(|piece| !piece.is_empty()));
            from = tokens.start(next);
        }
        i = next;
    }
    // "and TASK-3", after a comma
    let start = word(&JOIN, &tokens, 0)
        .filter(|&next| next < tokens.len() && pieces.is_empty())
        .map(|next| tokens.start(next));
    pieces.push(&part[start.filter(|_| from == 0).unwrap_or(from)..]);
    pieces
}

fn ends_in_key(tokens: &Tokens<'_>, end: usize) -> bool {
    (end.saturating_sub(5)..end).any(|from| key_at(tokens, from).is_some_and(|(_, next)| next == end))
}

fn read(piece: &str, noun: &mut Option<String>, out: &mut Vec<Reference>) {
    let piece = piece.trim().trim_start_matches(['-', '*', '•', ' ']).trim_end_matches(['.', ':']).trim();
    let tokens = Tokens::of(piece);
    if tokens.len() == 0 {
        return;
    }
    let (begin, end) = trimmed(&tokens);
    let said = WHOLE.at(&tokens, 0).filter(|&(whole, next)| ends_whole(&tokens, whole, next));
    let said =
        said.or_else(|| WHOLE.at(&tokens, begin).filter(|&(whole, next)| ends_whole(&tokens, whole, next)));
    if let Some((whole, _)) = said {
        match whole {
            Whole::None => {}
            Whole::Both => out.push(Reference::Both),
            Whole::AllAbove => out.push(Reference::AllAbove),
            Whole::Previous => out.push(Reference::Previous),
        }
        return;
    }
    if let Some(counted) = counted(&tokens, begin, end) {
        out.push(counted);
        return;
    }
    let (from, to) = (begin, end);
    let key_behind =
        |(_, next): &((), usize)| Key::at(&tokens, article(&tokens, *next), noun.as_deref()).is_some();
    let the = |from: usize| {
        let at = article(&tokens, from);
        if key_behind(&((), at)) { at } else { from }
    };
    let from = PAIR.at(&tokens, from).filter(key_behind).map_or(from, |(_, next)| next);
    let pair = BETWEEN.at(&tokens, from).filter(key_behind);
    let from = the(pair.map_or(from, |(_, next)| next));
    // "all" with nothing behind it is a word like others.
    let every = ALL.at(&tokens, from).map(|((), next)| next).filter(|next| *next < to);
    let from = every.unwrap_or(from);
    let Some(key) = Key::at(&tokens, from, noun.as_deref()) else {
        out.push(Reference::Name(
            tokens.text[tokens.start(from)..tokens.end_before(to.max(from + 1))].trim().to_owned(),
        ));
        *noun = None;
        return;
    };
    let range = TO
        .at(&tokens, key.next)
        .or_else(|| AND.at(&tokens, key.next).filter(|_| pair.is_some()))
        .and_then(|((), at)| Key::at(&tokens, article(&tokens, at), key.noun.as_deref().or(Some(""))))
        .filter(|last| last.like(&key));
    let end = range.as_ref().map_or(key.next, |last| last.next);
    if end < to && !(NOUN.has(&tokens, end) || tokens.kind(end) == Some(Kind::Mark)) && !key.strong {
        // "3 new servers", "Phase planning": words, not a key.
        out.push(Reference::Name(tokens.text[tokens.start(from)..tokens.end_before(to)].trim().to_owned()));
        return;
    }
    noun.clone_from(&key.noun);
    match (every, range) {
        (None, None) => out.push(Reference::Key(key.name)),
        (None, Some(last)) => out.push(Reference::Range(key.name, last.name)),
        (Some(_), None) => out.push(Reference::AllOf(key.name)),
        (Some(_), Some(last)) => {
            let inner = between(&key, &last);
            out.extend([key.name].into_iter().chain(inner).chain([last.name]).map(Reference::AllOf));
        }
    }
}

/// "the first two", "first task", "the previous three tasks", "the two above", "all three", "前两个任务".
fn counted(tokens: &Tokens<'_>, from: usize, to: usize) -> Option<Reference> {
    let number = |i: usize| {
        let (amount, next) = crate::number::amount(tokens, i)?;
        let whole =
            amount.low == amount.high && amount.low.fract() == 0.0 && (1.0..=1000.0).contains(&amount.low);
        let counts = whole && amount.said != crate::number::Said::Article;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        counts.then_some((amount.low as u32, NOUN.skip(tokens, COUNTER.skip(tokens, next))))
    };
    let ends = |next: usize| next >= to;
    if let Some(at) = word(&FIRST, tokens, from) {
        if let Some((count, _)) = number(at).filter(|&(_, next)| ends(LAST_BEHIND.skip(tokens, next))) {
            return Some(Reference::First(count));
        }
        let noun = NOUN.at(tokens, at).filter(|&(_, next)| ends(next));
        if noun.is_some() {
            return Some(Reference::First(1));
        }
    }
    if let Some(at) = word(&LAST, tokens, from)
        && let Some((count, _)) =
            number(at).filter(|&(count, next)| count > 1 && ends(LAST_BEHIND.skip(tokens, next)))
    {
        return Some(Reference::Last(count));
    }
    let at = THE.skip(tokens, from);
    let (count, next) = number(at)?;
    if let Some(((), next)) = FIRST_BEHIND.at(tokens, next) {
        return ends(NOUN.skip(tokens, next)).then_some(Reference::First(count));
    }
    let ((), next) = LAST_BEHIND.at(tokens, next)?;
    (count > 1 && ends(NOUN.skip(tokens, next))).then_some(Reference::Last(count))
}

/// The token after an article; the "a" of "a2" is none.
fn article(tokens: &Tokens<'_>, i: usize) -> usize {
    word(&THE, tokens, i).unwrap_or(i)
}

/// The token after a word of the table, unless it is the letter of a key: the "e" of "E1", the "a" of "a2".
fn word(table: &Table<()>, tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let ((), next) = table.at(tokens, i)?;
    let glued = tokens.attached(next) && tokens.kind(next) == Some(Kind::Number);
    let letters = tokens.raw(next - 1).bytes().all(|b| b.is_ascii_alphabetic());
    (!glued || !letters).then_some(next)
}

/// Is that all, but for a noun or a remark: "all previous phases", "None - can start at once"?
fn ends_whole(tokens: &Tokens<'_>, whole: Whole, next: usize) -> bool {
    if whole == Whole::None {
        return next == tokens.len()
            || (next == 1 && tokens.kind(0) == Some(Kind::Word) && tokens.kind(1) == Some(Kind::Mark));
    }
    let mut end = NOUN.skip(tokens, next);
    while let Some(((), after)) = BEHIND.at(tokens, end) {
        end = after;
    }
    end == tokens.len()
}

/// Without "after", "completion of" in front and "complete", "is done" behind.
fn trimmed(tokens: &Tokens<'_>) -> (usize, usize) {
    let (mut from, mut to) = (0, tokens.len());
    while let Some(((), next)) = IN_FRONT.at(tokens, from).filter(|&(_, next)| next < to) {
        from = if tokens.is(next, ":") { next + 1 } else { next };
    }
    while let Some(((), start)) = BEHIND.ending(tokens, to).filter(|&(_, start)| start > from) {
        to = start;
    }
    (from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expect: &[&str]) {
        let got: Vec<String> = references(value)
            .into_iter()
            .map(|r| match r {
                Reference::Key(k) => k,
                Reference::Range(a, b) => format!("{a} .. {b}"),
                Reference::Name(n) => format!("'{n}'"),
                Reference::AllOf(n) => format!("all of {n}"),
                Reference::Previous => "previous".into(),
                Reference::AllAbove => "all above".into(),
                Reference::Both => "both".into(),
                Reference::First(n) => format!("first {n}"),
                Reference::Last(n) => format!("last {n}"),
            })
            .collect();
        assert_eq!(got, expect, "{value}");
    }

    #[test]
    fn keys_are_listed() {
        check("TASK-001, Task 0.1", &["TASK-001", "Task 0.1"]);
        check("`TASK-020`, `TASK-019`", &["TASK-020", "TASK-019"]);
        check("TASK-004.1 (partial)", &["TASK-004.1"]);
        check("1.1, 1.2 and 1.3", &["1.1", "1.2", "1.3"]);
        check("#12 & #14", &["12", "14"]);
        check("T1; T2", &["T1", "T2"]);
        check("Tasks 1, 2 and 3", &["Task 1", "Task 2", "Task 3"]);
        check("[PROJ-12] + PROJ-13", &["PROJ-12", "PROJ-13"]);
        check("A and B", &["A", "B"]);
        check("- TASK-1: the schema\n- TASK-2 ✅", &["TASK-1", "TASK-2"]);
        check("Task 1 (Setup repo), Task 2 (DB)", &["Task 1", "Task 2"]);
        check("Phase 2, 3", &["Phase 2", "Phase 3"]);
        check("1.1 Setup repo, 1.2 Build", &["1.1", "1.2"]);
        check("T1 → T2", &["T1", "T2"]);
        check("Task 3.1", &["Task 3.1"]);
        check("[\"t1\", \"t2\"]", &["t1", "t2"]);
        check("任务1、任务2", &["任务 1", "任务 2"]);
    }

    #[test]
    fn nothing_stands_between_two_words_that_join() {
        check("T1 and + T2", &["T1", "T2"]);
        check("3 e  +22Q", &["3", "22Q"]);
        check("1.1 & und 1.2", &["1.1", "1.2"]);
        check("T1 and and", &["T1", "'and'"]);
    }

    #[test]
    fn an_article_glued_to_a_number_is_a_key() {
        check("after a2", &["a2"]);
        check("o1, a3 and as4", &["o1", "a3", "as4"]);
        check("a1 to a4", &["a1 .. a4"]);
    }

    #[test]
    fn ranges_are_ranges() {
        check("1.1.1–1.1.4", &["1.1.1 .. 1.1.4"]);
        check("1.1.1-1.1.4", &["1.1.1 .. 1.1.4"]);
        check("Tasks 3-5", &["Task 3 .. Task 5"]);
        check("#3-#5", &["3 .. 5"]);
        check("Steps 2 through 4", &["Step 2 .. Step 4"]);
        check("TASK-001 to TASK-004", &["TASK-001 .. TASK-004"]);
        check("T1-T4, T7", &["T1 .. T4", "T7"]);
        check("Phases 1–3 complete", &["Phase 1 .. Phase 3"]);
        check("Schritte 2 bis 4", &["Schritt 2 .. Schritt 4"]);
    }

    #[test]
    fn words_around_a_reference_go() {
        check("Phase 0 complete", &["Phase 0"]);
        check("depends on: TASK-9", &["TASK-9"]);
        check("after TASK-003", &["TASK-003"]);
        check("Completion of Task 2.1", &["Task 2.1"]);
        check("Phase 1 is done.", &["Phase 1"]);
        check("Database schema complete", &["'Database schema'"]);
        check("TASK-007 (schema) must be reviewed", &["TASK-007"]);
    }

    #[test]
    fn nothing_is_no_reference() {
        for value in [
            "None",
            "none.",
            "-",
            "–",
            "n/a",
            "N/A",
            "",
            "  ",
            "keine",
            "无",
            "No dependencies",
            "[]",
            "Ninguna",
        ] {
            check(value, &[]);
        }
        check("None - foundation task", &[]);
        check("None (can start immediately)", &[]);
        check("Can run in parallel with T3", &[]);
    }

    #[test]
    fn pronouns_are_kept_for_the_caller() {
        check("both", &["both"]);
        check("all of the above", &["all above"]);
        check("previous task", &["previous"]);
        check("the previous step", &["previous"]);
        check("everything in Phase 2", &["all of Phase 2"]);
        check("All Phase 1 tasks", &["all of Phase 1"]);
        check("All Phase 1-3 tasks", &["all of Phase 1", "all of Phase 2", "all of Phase 3"]);
        check("alle vorherigen", &["all above"]);
        check("All previous phases complete", &["all above"]);
    }

    #[test]
    fn names_are_kept_whole() {
        check("Research and development", &["'Research and development'"]);
        check("Design review, API contract", &["'Design review'", "'API contract'"]);
        check("Parallel processing engine", &["'Parallel processing engine'"]);
        check("3 new servers", &["'3 new servers'"]);
        check("Server enhancement deployment required", &["'Server enhancement deployment required'"]);
        check(
            "Production infrastructure access and configuration",
            &["'Production infrastructure access and configuration'"],
        );
    }
}
