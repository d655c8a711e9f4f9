//! Words and signs for status and priority in several languages, in the domain's own vocabulary.
//! Must never invent a status: an unknown word is none.

use crate::lexicon::{Table, table};
use crate::token::Tokens;
pub use planwright_domain::{Priority, Status};

table!(STATUS, Status, "status", Status::from_word);
table!(PRIORITY, Priority, "priority", Priority::from_word);

/// The status a whole field says: "In Progress", "✅ Done", `[x]`, "Blocked - waiting for legal", "erledigt", "进行中".
#[must_use]
pub fn status(text: &str) -> Option<Status> {
    match text.trim() {
        "[ ]" => return Some(Status::Todo),
        "[x]" | "[X]" => return Some(Status::Done),
        _ => {}
    }
    let read = |word: &str| Status::from_word(word).or_else(|| whole(&STATUS, word));
    read(bare(text)).or_else(|| read(bare(head(text)))).or_else(|| status_sign(text.trim().chars().next()?))
}

/// The priority a whole field says: "High", "P1", "P2 - Medium", "🔴 Critical", "dringend", "高".
#[must_use]
pub fn priority(text: &str) -> Option<Priority> {
    let read = |word: &str| Priority::from_word(word).or_else(|| whole(&PRIORITY, word));
    read(bare(text)).or_else(|| read(bare(head(text)))).or_else(|| match text.trim().chars().next()? {
        '🔴' | '🔥' | '🚨' | '⏫' | '🔺' => Some(Priority::Urgent),
        '🟠' | '🔼' => Some(Priority::High),
        '🟡' => Some(Priority::Medium),
        '🟢' | '🔽' | '⏬' | '🔵' => Some(Priority::Low),
        _ => None,
    })
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
        '🚧' | '🔄' | '⏳' | '⌛' | '▶' | '◐' => Status::InProgress,
        '⛔' | '🚫' | '⏸' => Status::Blocked,
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
    let tokens = Tokens::of(text);
    let (meaning, next) = table.at(&tokens, 0)?;
    (next == tokens.len()).then_some(meaning)
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
