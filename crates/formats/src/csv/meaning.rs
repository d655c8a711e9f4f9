//! What the name of a column means: the words of `columns.words`, the names that other programs give their columns, a unit
//! behind a name. Must never look at a column beside it.

use std::collections::HashMap;
use std::sync::LazyLock;

use planwright_domain::LinkType;

use super::columns::{Meaning, Tool};
use crate::outline::{FieldKind, Unit, column, title_rank};
use Meaning as M;

/// The meaning of a name that could be a title's, where another column is the title.
pub(super) fn otherwise(name: &str) -> Meaning {
    match name {
        "work" => M::Effort(None),
        "epic" => M::Parent,
        "milestone" | "milestones" | "jalon" | "meilenstein" | "hito" | "里程碑" => M::Milestone,
        "phase" => M::Group,
        n if n.contains("desc") || n.contains("beschreibung") || n.contains("描述") || n == "content" => {
            M::Description
        }
        _ => M::Other,
    }
}

pub(super) fn meaning(name: &str, tool: Tool) -> Meaning {
    let listed = || WORDS.get(name).copied().filter(|m| !matches!(m, M::Title(_)));
    if let Some(meaning) = of_tools(name, tool).or_else(|| links(name)).or_else(listed) {
        return meaning;
    }
    if let Some(rank) = title(name) {
        return M::Title(rank);
    }
    if bound(name).is_some()
        && let Some(meaning) = measured(name)
    {
        return meaning;
    }
    let Some(kind) = column(name) else { return measured(name).unwrap_or(M::Other) };
    let lasts = ["dur", "dauer", "工期", "时长", "时间", "期間", "기간"].iter().any(|w| name.contains(w));
    let effort = |unit| if lasts { M::Duration(unit) } else { M::Effort(unit) };
    match kind {
        FieldKind::Key => M::Key,
        FieldKind::Title => M::Project,
        FieldKind::Effort => effort(None),
        FieldKind::EffortIn(unit) => effort(Some(unit)),
        FieldKind::Depends => M::Before(LinkType::Blocks),
        FieldKind::Blocks => M::After(LinkType::Blocks),
        FieldKind::Other => M::Other,
        FieldKind::Owner => M::Owner,
        FieldKind::Status => M::Status,
        FieldKind::Progress => M::Progress,
        FieldKind::Priority => M::Priority,
        FieldKind::Due => M::Due { planned: !(name.contains("due") || name.contains("deadline")) },
        FieldKind::Start => M::Start,
        FieldKind::Labels => M::Label,
        FieldKind::Parent => M::Parent,
        FieldKind::Actual => M::Actual(None),
        FieldKind::Description => M::Description,
    }
}

/// "見積工数 人日", "Aufwand in PT", "Plan h": a name with the unit behind it.
fn measured(name: &str) -> Option<Meaning> {
    if let Some((low, rest)) = bound(name) {
        let unit = match rest {
            "" | "estimate" | "effort" | "duration" | "time" => None,
            "hours" | "h" | "hrs" | "estimate hours" | "effort hours" => Some(Unit::Hours),
            "days" | "d" | "estimate days" | "effort days" => Some(Unit::Days),
            _ => return None,
        };
        return Some(if low { M::Low(unit) } else { M::High(unit) });
    }
    let (base, unit) = name.rsplit_once(' ')?;
    let unit = match unit {
        "h" | "hr" | "hrs" | "hours" | "std" | "stunden" | "時間" | "人時" | "小时" | "人时" | "ч"
        | "часы" => Unit::Hours,
        "d" | "days" | "pt" | "tage" | "人日" | "日" | "天" | "人天" | "md" | "mandays" | "dias" | "días"
        | "jours" | "jh" | "дни" | "дней" => Unit::Days,
        "min" | "mins" | "minutes" | "分" => Unit::Minutes,
        "w" | "weeks" | "wochen" | "週" | "周" => Unit::Weeks,
        _ => return None,
    };
    let base = base.strip_suffix(" in").unwrap_or(base);
    let has = |words: &[&str]| words.iter().any(|w| base.contains(w));
    if has(&["remaining", "left", "rest", "残", "剩余", "restant"]) {
        None
    } else if has(&["actual", "spent", "実績", "实际", "ist", "real", "réel"]) {
        Some(M::Actual(Some(unit)))
    } else if has(&[
        "effort",
        "estim",
        "aufwand",
        "work",
        "工数",
        "見積",
        "工时",
        "工作量",
        "plan",
        "hours",
        "charge",
        "esfuerzo",
        "esforço",
        "трудо",
    ]) {
        Some(M::Effort(Some(unit)))
    } else {
        has(&["dur", "dauer", "工期", "期間", "时长", "length", "срок", "длит"])
            .then_some(M::Duration(Some(unit)))
    }
}

/// Whether a name is of the lower or the upper bound of an effort, and the rest of the name.
fn bound(name: &str) -> Option<(bool, &str)> {
    let of = |words: [&str; 4], low: bool| {
        let rest = words.iter().find_map(|w| name.strip_prefix(w))?;
        (rest.is_empty() || rest.starts_with(' ')).then_some((low, rest.trim_start()))
    };
    of(["optimistic", "best case", "minimum", "min"], true)
        .or_else(|| of(["pessimistic", "worst case", "maximum", "max"], false))
}

fn title(name: &str) -> Option<u8> {
    match WORDS.get(name) {
        Some(M::Title(rank)) => Some(*rank),
        _ => title_rank(name),
    }
}

/// Names that mean something else in one program, or nothing.
fn of_tools(name: &str, tool: Tool) -> Option<Meaning> {
    Some(match (tool, name) {
        (_, "story points" | "story point estimate" | "points" | "sp" | "weight" | "estimate points") => {
            M::Other
        }
        (Tool::ClickUp, "time estimated text") => M::Effort(None),
        (Tool::ClickUp, "time estimated" | "rolled up time" | "rolled up time text" | "time spent") => {
            M::Noise
        }
        (Tool::ClickUp, "list name") => M::Group,
        (Tool::Linear, "estimate") => M::Other,
        (
            Tool::Linear,
            "started"
            | "triaged"
            | "cycle name"
            | "cycle number"
            | "cycle start"
            | "cycle end"
            | "uuid"
            | "time in status minutes",
        ) => M::Noise,
        (Tool::Jira | Tool::GitLab, "milestone" | "milestones") => M::Sprint,
        (Tool::Jira, "sprint" | "project" | "project name") => {
            if name == "sprint" {
                M::Other
            } else {
                M::Project
            }
        }
        (Tool::Jira, "original estimate") | (Tool::GitLab, "time estimate") => M::Effort(None),
        (Tool::Jira | Tool::GitLab, "epic id") => M::Parent,
        (Tool::Jira, "summary") => M::Title(0),
        (Tool::Jira, "environment") => M::Other,
        (Tool::Jira, "component s" | "components" | "labels") => M::Label,
        (Tool::Todoist, "content") => M::Title(0),
        (Tool::Todoist, "indent") => M::Level,
        (Tool::Todoist, "responsible") => M::Owner,
        (Tool::Todoist, "duration") => M::Effort(Some(Unit::Minutes)),
        (Tool::Todoist, "author") => M::Noise,
        _ => return None,
    })
}

fn links(name: &str) -> Option<Meaning> {
    let typed = |kind: &str| match kind {
        k if k.contains("block") || k.contains("gantt") || k.contains("preced") || k.contains("finish") => {
            LinkType::Blocks
        }
        k if k.contains("duplicat") => LinkType::Duplicate,
        _ => LinkType::Related,
    };
    for (lead, outward) in [
        ("outward issue link ", true),
        ("inward issue link ", false),
        ("outward work item link ", true),
        ("inward work item link ", false),
        ("linked issues outward ", true),
        ("linked issues inward ", false),
    ] {
        if let Some(kind) = name.strip_prefix(lead) {
            // "Dependency" is said of the one that depends.
            if kind.contains("depend") {
                let before = M::Before(LinkType::Blocks);
                return Some(if outward { before } else { M::After(LinkType::Blocks) });
            }
            return Some(if outward { M::After(typed(kind)) } else { M::Before(typed(kind)) });
        }
    }
    None
}

/// What `columns.words` says.
static WORDS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut meaning = None;
    for line in include_str!("columns.words").lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            meaning = named(name);
            continue;
        }
        let Some(meaning) = meaning else { continue };
        words.extend(line.split(',').map(str::trim).filter(|w| !w.is_empty()).map(|word| (word, meaning)));
    }
    words
});

fn named(section: &str) -> Option<Meaning> {
    Some(match section {
        "title 0" => M::Title(0),
        "title 1" => M::Title(1),
        "title 2" => M::Title(2),
        "wbs" => M::Wbs,
        "level" => M::Level,
        "key" => M::Key,
        "parent" => M::Parent,
        "parent title" => M::ParentTitle,
        "alias" => M::Alias,
        "group" => M::Group,
        "sprint" => M::Sprint,
        "project" => M::Project,
        "kind" => M::Kind,
        "milestone" => M::Milestone,
        "cancelled on" => M::CancelledOn,
        "archived" => M::Archived,
        "category" => M::Category,
        "resolution" => M::Resolution,
        "done flag" => M::DoneFlag,
        "done on" => M::DoneOn,
        "status" => M::Status,
        "progress" => M::Progress,
        "owner" => M::Owner,
        "label" => M::Label,
        "start" => M::Start,
        "criteria" => M::Criteria,
        "description" => M::Description,
        "effort hours" => M::Effort(Some(Unit::Hours)),
        "effort days" => M::Effort(Some(Unit::Days)),
        "effort" => M::Effort(None),
        "actual hours" => M::Actual(Some(Unit::Hours)),
        "actual" => M::Actual(None),
        "comment" => M::Comment,
        "parts" => M::Parts,
        "due" => M::Due { planned: false },
        "planned due" => M::Due { planned: true },
        "noise" => M::Noise,
        "before" => M::Before(LinkType::Blocks),
        "after" => M::After(LinkType::Blocks),
        "related" => M::Before(LinkType::Related),
        "duplicate of" => M::After(LinkType::Duplicate),
        "duplicated by" => M::Before(LinkType::Duplicate),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::fold;

    #[test]
    fn every_section_of_words_has_a_meaning_and_every_word_one() {
        let mut seen = std::collections::HashSet::new();
        for line in include_str!("columns.words").lines().filter(|l| !l.starts_with('#')) {
            match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                Some(name) => assert!(named(name).is_some(), "{name}"),
                None => {
                    for word in line.split(',').map(str::trim).filter(|w| !w.is_empty()) {
                        assert_eq!(fold(word), word);
                        assert!(seen.insert(word), "{word}");
                    }
                }
            }
        }
    }
}
