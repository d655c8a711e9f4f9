//! Words and signs for status and priority in several languages, in the domain's own vocabulary.
//! Must never invent a status: an unknown word is none.

use crate::date::{self, DateOrder, Ground};
use crate::lexicon::{Table, table};
use crate::token::Tokens;
pub use planwright_domain::{Priority, Status};

table!(STATUS, Status, "status", Status::from_word);
table!(BEGIN, Status, "status-begin", Status::from_word);
table!(LABEL, "priority", "label");
table!(PRIORITY, Priority, "priority", Priority::from_word);

/// The status a whole field says: "In Progress", "✅ Done", `[x]`, "50 %", "Blocked - waiting for legal", "erledigt on
/// 3 May", "进行中".
#[must_use]
pub fn status(text: &str) -> Option<Status> {
    match text.trim() {
        "[ ]" => return Some(Status::Todo),
        "[x]" | "[X]" => return Some(Status::Done),
        _ => {}
    }
    let read = |word: &str| Status::from_word(word).or_else(|| whole(&STATUS, word));
    read(bare(text))
        .or_else(|| percent(text))
        .or_else(|| dated(text))
        .or_else(|| read(bare(head(text))))
        .or_else(|| status_sign(text.trim().chars().next()?))
}

/// "0 %", "50%", "100 % complete".
fn percent(text: &str) -> Option<Status> {
    let text = text.trim().trim_matches(['(', ')', '[', ']', '*', '`', ' ']);
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|d| (1..=3).contains(d))?;
    let rest = text.get(digits..)?.trim_start().strip_prefix(['%', '％'])?;
    let done = rest.trim().is_empty() || whole(&STATUS, bare(rest)) == Some(Status::Done) || {
        Status::from_word(bare(rest)) == Some(Status::Done)
    };
    match text.get(..digits)?.parse::<u16>().ok().filter(|_| done)? {
        0 => Some(Status::Todo),
        100 => Some(Status::Done),
        1..100 => Some(Status::InProgress),
        _ => None,
    }
}

/// A status with the day it was reached behind it ("completed on 2026-01-03"), or the words that begin a longer one
/// ("waiting for the customer").
fn dated(text: &str) -> Option<Status> {
    let text = bare(text);
    if text.len() > 60 {
        return None;
    }
    let tokens = Tokens::of(text);
    if let Some((status, next)) = BEGIN.at(&tokens, 0)
        && next < tokens.len()
    {
        return Some(status);
    }
    let (status, next) = STATUS.at(&tokens, 0).or_else(|| {
        let word = tokens.text.get(..tokens.end_before(1))?;
        Some((Status::from_word(word)?, 1))
    })?;
    let rest = text.get(tokens.start(next)..)?;
    // Which day it was makes no difference here.
    let ground = Ground { today: jiff::civil::Date::constant(2000, 1, 1), order: DateOrder::Mdy };
    date::parse(rest, &ground).filter(|_| rest.bytes().any(|b| b.is_ascii_digit())).map(|_| status)
}

/// The priority a whole field says: "High", "P1", "P2 - Medium", "Priority: low", "🔴 Critical", "dringend", "高".
#[must_use]
pub fn priority(text: &str) -> Option<Priority> {
    let read = |word: &str| Priority::from_word(word).or_else(|| whole(&PRIORITY, word));
    let text = unlabelled(text);
    read(bare(text)).or_else(|| read(bare(head(text)))).or_else(|| match text.trim().chars().next()? {
        '🔴' | '🔥' | '🚨' | '⏫' | '🔺' => Some(Priority::Urgent),
        '🟠' | '🔼' => Some(Priority::High),
        '🟡' => Some(Priority::Medium),
        '🟢' | '🔽' | '⏬' | '🔵' => Some(Priority::Low),
        _ => None,
    })
}

/// Without "Priority:" in front.
fn unlabelled(text: &str) -> &str {
    if text.len() > 80 {
        return text;
    }
    let tokens = Tokens::of(text);
    match LABEL.at(&tokens, 0) {
        Some(((), next)) if matches!(tokens.folded(next), ":" | "=") => {
            text.get(tokens.end_before(next + 1)..).unwrap_or(text)
        }
        _ => text,
    }
}

/// What stands before a remark: "Blocked - waiting for legal", "P2: medium".
fn head(text: &str) -> &str {
    let marks = [" - ", " – ", " — ", ": ", ", ", " / "];
    let heads = marks.iter().filter_map(|mark| text.split_once(mark)).map(|(head, _)| head);
    heads.min_by_key(|head| head.len()).unwrap_or(text)
}

/// The status a sign in front of a line stands for: ✅, 🚧, ❌, ☐.
#[must_use]
pub fn status_sign(sign: char) -> Option<Status> {
    Some(match sign {
        '✅' | '☑' | '✔' | '✓' | '🗸' => Status::Done,
        '☐' | '⬜' | '□' | '◻' | '○' | '🔲' | '▢' => Status::Todo,
        '🚧' | '🔄' | '⏳' | '⌛' | '▶' | '◐' | '◑' => Status::InProgress,
        '⛔' | '🚫' | '⏸' | '🛑' => Status::Blocked,
        '❌' | '✗' | '✘' | '☒' => Status::Cancelled,
        _ => return None,
    })
}

/// Without the signs and marks around the words, and without a remark in brackets.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = text.split_once(" (").map_or(text, |(head, _)| head);
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

fn whole<T: Copy>(table: &Table<T>, text: &str) -> Option<T> {
    if text.len() > 60 {
        return None;
    }
    let meaning = |text: &str| {
        let tokens = Tokens::of(text);
        let (meaning, next) = table.at(&tokens, 0)?;
        (next == tokens.len()).then_some(meaning)
    };
    // "in_review", "must-have"
    meaning(text)
        .or_else(|| text.contains(['-', '_']).then(|| meaning(&text.replace(['-', '_'], " "))).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_says_its_status() {
        let check = |text: &str, expect: Option<Status>| assert_eq!(status(text), expect, "{text}");
        check("In Progress", Some(Status::InProgress));
        check("✅ Done", Some(Status::Done));
        check("✅", Some(Status::Done));
        check("**Completed** (2025-01-01)", Some(Status::Done));
        check("Won't do", Some(Status::Cancelled));
        check("not started", Some(Status::Todo));
        check("erledigt", Some(Status::Done));
        check("en cours", Some(Status::InProgress));
        check("concluída", Some(Status::Done));
        check("pendiente", Some(Status::Todo));
        check("进行中", Some(Status::InProgress));
        check("Blocked - waiting for legal", Some(Status::Blocked));
        check("[x]", Some(Status::Done));
        check("done by Bob", None);
        check("", None);
    }

    #[test]
    fn a_field_says_its_priority() {
        let check = |text: &str, expect: Option<Priority>| assert_eq!(priority(text), expect, "{text}");
        check("High", Some(Priority::High));
        check("P0", Some(Priority::Urgent));
        check("🔴 Critical", Some(Priority::Urgent));
        check("P2 - Medium", Some(Priority::Medium));
        check("Must have", Some(Priority::High));
        check("dringend", Some(Priority::Urgent));
        check("élevée", Some(Priority::High));
        check("中", Some(Priority::Medium));
        check("🟢", Some(Priority::Low));
        check("soonish", None);
    }
}
