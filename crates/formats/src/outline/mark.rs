//! States and priorities as signs, boxes and words. Must never take a word for a state unless it is the whole remark.

use planwright_domain::{Priority, Status};
use planwright_phrases::{clean, status};

use super::section::{self, fold};

/// The state a checkbox shows; what a dash in one means is for the document to say (see `boxes`).
pub(super) fn box_status(mark: char) -> Option<Status> {
    match mark {
        'x' | 'X' | '✓' | '✔' | '☑' => Some(Status::Done),
        '~' | '/' | '.' | 'o' | 'O' | '>' => Some(Status::InProgress),
        '!' => Some(Status::Todo),
        _ => None,
    }
}

/// The state of a sign in front of or behind the words.
pub(super) fn mark_status(raw: &str) -> Option<Status> {
    let raw = raw.trim().trim_matches(['*', '_', ' ', '\u{fe0f}', '#']);
    let first = raw.chars().next();
    let last = raw.chars().next_back();
    [first, last].into_iter().flatten().find_map(sign_status)
}

pub(super) fn sign_status(c: char) -> Option<Status> {
    match c {
        '✅' | '☑' | '✔' | '✓' => Some(Status::Done),
        '🔄' | '🚧' | '▶' | '🏗' | '🔃' => Some(Status::InProgress),
        '⛔' | '🚫' | '⏸' => Some(Status::Blocked),
        // An hourglass waits to begin; what is under way has its own signs.
        '❌' | '⬜' | '☐' | '🔲' | '⏳' | '⌛' | '📋' | '📝' => Some(Status::Todo),
        _ => None,
    }
}

pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '✅' | '☑'
            | '✔'
            | '⏳'
            | '⌛'
            | '❌'
            | '⬜'
            | '🔲'
            | '⛔'
            | '🚫'
            | '🚧'
            | '🔄'
            | '⏸'
            | '🟢'
            | '🟡'
            | '🔴'
            | '⚪'
            | '⚫'
            | '\u{fe0f}'
    )
}

pub(super) fn struck(raw: &str) -> bool {
    let raw = raw.trim();
    raw.len() > 4 && raw.starts_with("~~") && raw.ends_with("~~") && !raw[2..raw.len() - 2].contains("~~")
}

/// A state as the value of a field: "Done ✅", "in progress", ":white_check_mark:", "80%", "**Done** – by Ann".
pub(crate) fn status_word(value: &str) -> Option<Status> {
    let value = value.trim();
    if value.is_empty() || value.len() > 400 {
        return None;
    }
    // A coloured light alone, where a state is to stand, says how far it is.
    match value.trim_end_matches('\u{fe0f}') {
        "🔴" | "⚪" | "⚫" => return Some(Status::Todo),
        "🟡" | "🔵" | "🟠" => return Some(Status::InProgress),
        "🟢" => return Some(Status::Done),
        _ => {}
    }
    // What stands in front of a remark counts: "done (mostly)", "in progress – half of it".
    let cut = [" – ", " — ", " - ", " (", "; ", ": ", ", ", " → "].iter().filter_map(|m| value.find(m)).min();
    whole_status(value).or_else(|| whole_status(value[..cut?].trim()))
}

fn whole_status(value: &str) -> Option<Status> {
    // A word beside a sign says it more exactly: "⚠️ À faire", "✅ Deferred".
    let worded = clean::title(value);
    let words = fold(&worded);
    if value.len() <= 60
        && value.starts_with(|c: char| !c.is_alphanumeric() && !c.is_ascii())
        && let Some(status) = Status::from_word(&words).or_else(|| bracket_status(&words))
    {
        return Some(status);
    }
    if let Some(status) = mark_status(value) {
        return Some(status);
    }
    if value.len() > 60 {
        return None;
    }
    match value {
        ":white_check_mark:"
        | ":heavy_check_mark:"
        | ":ballot_box_with_check:"
        | "[x]"
        | "[X]"
        | "✓"
        | "x"
        | "X" => return Some(Status::Done),
        ":x:" | ":negative_squared_cross_mark:" | "[ ]" => return Some(Status::Todo),
        ":construction:" | ":hourglass:" | ":hourglass_flowing_sand:" | ":arrows_counterclockwise:" => {
            return Some(Status::InProgress);
        }
        _ => {}
    }
    let folded = fold(&clean::title(value));
    if matches!(folded.as_str(), "yes" | "sim" | "oui" | "ja" | "sí") {
        return Some(Status::Done);
    }
    if matches!(folded.as_str(), "no" | "não" | "non" | "nein") {
        return Some(Status::Todo);
    }
    Status::from_word(&folded)
        .or_else(|| bracket_status(&folded))
        .or_else(|| match section::role(&folded) {
            section::Role::State(status) => Some(status),
            _ => None,
        })
        .or_else(|| status::status(&worded).filter(|_| worded.starts_with(char::is_alphanumeric)))
}

/// A state in a bracket or behind a dash: "95% complete", "not started", "done".
pub(super) fn bracket_status(folded: &str) -> Option<Status> {
    if let Some((digits, rest)) = folded.split_once('%')
        && let Ok(percent) = digits.trim().parse::<u32>()
    {
        let said = matches!(
            rest.trim(),
            "" | "complete" | "completed" | "done" | "finished" | "progress" | "terminé" | "erledigt"
        );
        return said.then(|| percent_status(percent));
    }
    if folded.split(' ').count() > 3 {
        return None;
    }
    match folded {
        "complete" | "completed" | "done" | "finished" | "not started" | "in progress" | "pending"
        | "started" | "to do" | "todo" | "wip" | "blocked" | "on hold" | "cancelled" | "canceled"
        | "closed" | "deferred" | "partially complete" | "partial" | "partially done" | "ongoing"
        | "planned" | "shipped" | "merged" | "terminé" | "erledigt" | "en cours" | "à faire" | "fertig"
        | "offen" | "in arbeit" | "已完成" | "进行中" | "待办" | "未开始" | "hecho" | "concluído"
        | "pendiente" | "pendente" | "완료" | "진행 중" | "진행중" | "예정" | "대기"
        | "fully implemented" | "already done" | "partly done" => {}
        _ => return None,
    }
    match folded {
        "partially complete" | "partial" | "partially done" | "partly done" => {
            return Some(Status::InProgress);
        }
        "fully implemented" | "already done" => return Some(Status::Done),
        _ => {}
    }
    Status::from_word(folded).or_else(|| match section::role(folded) {
        section::Role::State(status) => Some(status),
        _ => None,
    })
}

/// The state of a share of the work that is done.
pub(crate) fn percent_status(percent: u32) -> Status {
    match percent {
        0 => Status::Todo,
        1..=99 => Status::InProgress,
        _ => Status::Done,
    }
}

/// A priority as the value of a field.
pub(crate) fn priority_word(value: &str) -> Option<Priority> {
    let folded = fold(&clean::title(value));
    let first = folded.split(' ').next().unwrap_or_default();
    Priority::from_word(&folded).or_else(|| Priority::from_word(first)).or_else(|| status::priority(value))
}

pub(super) fn bracket_priority(folded: &str) -> Option<Priority> {
    let word =
        folded.strip_suffix(" priority").or_else(|| folded.strip_prefix("priority ")).unwrap_or(folded);
    let plain = matches!(word, "p0" | "p1" | "p2" | "p3" | "high" | "low" | "medium" | "urgent" | "critical");
    plain.then(|| Priority::from_word(word)).flatten()
}

pub(super) fn loud(marks: usize) -> Priority {
    match marks {
        1 => Priority::Medium,
        2 => Priority::High,
        _ => Priority::Urgent,
    }
}
