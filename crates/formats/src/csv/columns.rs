//! What the columns of a sheet say, by their names: the vocabulary of tables in documents, and the names that other
//! programs give their columns. Must never know what stands in the cells.

use std::collections::HashMap;
use std::sync::LazyLock;

use planwright_domain::LinkType;

use crate::outline::{FieldKind, Unit, column, fold, title_rank};

/// What a column says of the task in its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Its title; the lower the likelier.
    Title(u8),
    /// A key that others refer to it by.
    Key,
    /// Its place in the tree: 1.2.3.
    Wbs,
    /// Its depth in the tree, a number.
    Level,
    /// The task it belongs to, by key or title.
    Parent,
    /// The title of that task.
    ParentTitle,
    /// The name that others call this epic by.
    Alias,
    /// A part of the plan it stands in: a phase, a section, a list.
    Group,
    /// A stretch of time it stands in, which groups where nothing else does.
    Sprint,
    /// The project it belongs to.
    Project,
    /// What kind of thing it is.
    Kind,
    /// Whether it is a milestone.
    Milestone,
    Status,
    /// The state, in the three or four words of the program: to do, in progress, done.
    Category,
    /// Why it is no longer open.
    Resolution,
    /// The day it was done.
    DoneOn,
    /// The day it was given up.
    CancelledOn,
    Archived,
    Progress,
    Priority,
    Owner,
    Label,
    Effort(Option<Unit>),
    Duration(Option<Unit>),
    /// The effort if all goes well.
    Low(Option<Unit>),
    /// The effort if much goes wrong.
    High(Option<Unit>),
    Actual(Option<Unit>),
    Start,
    /// The day it is due; one that is only planned to be its last is worth less.
    Due {
        planned: bool,
    },
    Description,
    Criteria,
    /// Tasks before it.
    Before(LinkType),
    /// Tasks after it.
    After(LinkType),
    /// Tasks that are part of it, by key, title or as new words.
    Parts,
    /// What else is said; kept beside the task.
    Other,
    /// Comments of people.
    Comment,
    /// Bookkeeping of the other program.
    Noise,
}

use Meaning as M;

/// The columns of a sheet.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// What each column says.
    pub(super) meanings: Vec<Meaning>,
    /// The names as they stand there.
    pub(super) names: Vec<String>,
    /// The column that names the task.
    pub(super) title: usize,
    /// The program it comes from, where that matters.
    pub(super) tool: Tool,
}

/// A program whose numbers cannot be understood without knowing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Jira,
    GitLab,
    Linear,
    ClickUp,
    Todoist,
    Other,
}

impl Columns {
    /// The columns under these names, if they are of a sheet of tasks.
    pub(super) fn of(header: &[&str]) -> Option<Self> {
        let folded: Vec<String> = header.iter().map(|name| folded(name)).collect();
        let has = |name: &str| folded.iter().any(|n| n == name);
        let tool = if has("issue key") || (has("summary") && (has("issue type") || has("work type"))) {
            Tool::Jira
        } else if has("issue id") && has("weight") || has("confidential") {
            Tool::GitLab
        } else if has("cycle number") || (has("team") && has("parent issue")) {
            Tool::Linear
        } else if has("task content") || has("time estimated text") {
            Tool::ClickUp
        } else if has("type") && has("content") && has("indent") {
            Tool::Todoist
        } else {
            Tool::Other
        };
        let mut meanings: Vec<Meaning> = folded.iter().map(|name| meaning(name, tool)).collect();
        let mut titles: Vec<(u8, usize)> = Vec::new();
        for (i, meaning) in meanings.iter().enumerate() {
            if let M::Title(rank) = meaning {
                titles.push((*rank, i));
            }
        }
        // A row in which one such word stands over and over is no header.
        let often =
            |(rank, i): &(u8, usize)| *rank == 0 && folded.iter().filter(|n| **n == folded[*i]).count() > 2;
        if titles.iter().any(often) {
            return None;
        }
        let steps = steps(&folded);
        // Where nothing else names tasks, the innermost part of the plan does.
        let groups = || meanings.iter().rposition(|m| *m == M::Group);
        let title = steps.last().copied().or_else(|| titles.iter().min().map(|(_, i)| *i)).or_else(groups)?;
        for (_, i) in titles.iter().filter(|(_, i)| *i != title) {
            meanings[*i] = otherwise(&folded[*i]);
        }
        for step in steps.iter().filter(|s| **s != title) {
            meanings[*step] = M::Group;
        }
        meanings[title] = M::Title(0);
        let names = header.iter().map(|name| shown(name)).collect();
        Some(Self { meanings, names, title, tool })
    }

    /// The columns that say this.
    pub(super) fn all(&self, which: impl Fn(Meaning) -> bool) -> Vec<usize> {
        (0..self.meanings.len()).filter(|i| which(self.meanings[*i])).collect()
    }
}

/// How well a row fits as a header: how many of its cells name something that is said of tasks. None without a title.
pub(super) fn fit(header: &[&str]) -> usize {
    // A header is short words; and a name that stands in every column is none.
    if header.iter().any(|c| c.len() > 200) {
        return 0;
    }
    let known = |c: &Columns| {
        let said = |m: &&Meaning| !matches!(m, M::Other | M::Noise | M::Comment);
        let mut kinds: Vec<String> = c.meanings.iter().filter(said).map(|m| format!("{m:?}")).collect();
        kinds.sort();
        kinds.dedup();
        kinds.len()
    };
    Columns::of(header).map_or(0, |c| known(&c))
}

/// Columns for the steps of a tree, outermost first: "Level 1", "Level 2"; "Epic", "Story", "Task", "Subtask".
fn steps(names: &[String]) -> Vec<usize> {
    let level = |name: &str| {
        let (word, number) = name.rsplit_once(' ')?;
        let word = matches!(
            word,
            "level" | "ebene" | "nivel" | "niveau" | "nível" | "livello" | "wbs level" | "task level"
        );
        number.parse::<u32>().ok().filter(|n| word && *n < 20)
    };
    let mut found: Vec<(u32, usize)> =
        names.iter().enumerate().filter_map(|(i, n)| Some((level(n)?, i))).collect();
    if found.len() < 2 {
        const KINDS: [&[&str]; 5] = [
            &["epic", "epics"],
            &["feature", "features"],
            &["story", "user story", "stories", "user stories"],
            &["task", "tasks", "task name", "main task", "tâche", "aufgabe", "tarea", "tarefa", "任务"],
            &[
                "subtask",
                "sub task",
                "subtasks",
                "sub tasks",
                "sous tâche",
                "teilaufgabe",
                "unteraufgabe",
                "subtarea",
                "subtarefa",
                "子任务",
            ],
        ];
        let rank = |n: &String| KINDS.iter().position(|names| names.contains(&n.as_str()));
        found = names.iter().enumerate().filter_map(|(i, n)| Some((rank(n)? as u32, i))).collect();
        // A column of epics beside a title of another name holds references or groups, not steps.
        if !found.iter().any(|(rank, _)| *rank >= 2)
            || found.windows(2).any(|w| w[0].0 >= w[1].0)
            || found.len() < 2
        {
            return Vec::new();
        }
        // "Subtasks" in one cell are a list, unless they stand right behind the task.
        if found.windows(2).any(|w| w[1].1 != w[0].1 + 1) {
            return Vec::new();
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, i)| i).collect()
}

/// A name without the marks around it: "Custom field (Story Points)" is "story points".
fn folded(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.trim_start_matches('\u{feff}').chars() {
        // "parentId" is two words.
        if small && c.is_uppercase() {
            words.push(' ');
        }
        small = c.is_lowercase();
        words.push(c);
    }
    let name = fold(&words);
    name.strip_prefix("custom field ").unwrap_or(&name).to_owned()
}

fn shown(name: &str) -> String {
    let name = name.trim();
    let inner = name.strip_prefix("Custom field (").and_then(|n| n.strip_suffix(')'));
    inner.unwrap_or(name).chars().filter(|c| !c.is_control()).take(60).collect()
}

/// The meaning of a name that could be a title's, where another column is the title.
fn otherwise(name: &str) -> Meaning {
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

fn meaning(name: &str, tool: Tool) -> Meaning {
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

    fn check(header: &str, expect: &[(&str, Meaning)]) {
        let names: Vec<&str> = header.split(',').collect();
        let columns = Columns::of(&names).unwrap();
        for (name, meaning) in expect {
            let at = names.iter().position(|n| n == name).unwrap();
            assert_eq!(columns.meanings[at], *meaning, "{name} of {header}");
        }
    }

    #[test]
    fn columns_of_other_programs_are_known() {
        let blocks = LinkType::Blocks;
        check(
            "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Status Category,Original Estimate,Due date,Custom field (Epic Link),Custom field (Story Points),Outward issue link (Blocks),Inward issue link (Blocks),Outward issue link (Relates),Sprint,Project name",
            &[
                ("Summary", M::Title(0)),
                ("Issue id", M::Key),
                ("Parent id", M::Parent),
                ("Status Category", M::Category),
                ("Original Estimate", M::Effort(None)),
                ("Due date", M::Due { planned: false }),
                ("Custom field (Epic Link)", M::Parent),
                ("Custom field (Story Points)", M::Other),
                ("Outward issue link (Blocks)", M::After(blocks)),
                ("Inward issue link (Blocks)", M::Before(blocks)),
                ("Outward issue link (Relates)", M::After(LinkType::Related)),
                ("Sprint", M::Other),
                ("Project name", M::Project),
            ],
        );
        check(
            "Task ID,Completed At,Name,Section/Column,Tags,Notes,Parent task,Blocked By (Dependencies),Blocking (Dependencies)",
            &[
                ("Task ID", M::Key),
                ("Completed At", M::DoneOn),
                ("Name", M::Title(0)),
                ("Section/Column", M::Group),
                ("Parent task", M::Parent),
                ("Blocked By (Dependencies)", M::Before(blocks)),
                ("Blocking (Dependencies)", M::After(blocks)),
            ],
        );
        check(
            "ID,Outline_Level,Name,Duration,Work,Start,Finish,Predecessors,Resource_Names,%_Complete,Milestone",
            &[
                ("Outline_Level", M::Level),
                ("Duration", M::Duration(None)),
                ("Work", M::Effort(None)),
                ("Finish", M::Due { planned: true }),
                ("Resource_Names", M::Owner),
                ("%_Complete", M::Progress),
                ("Milestone", M::Milestone),
            ],
        );
        check(
            "Nr.,Vorgangsname,Dauer,Anfang,Ende,Vorgänger",
            &[("Vorgangsname", M::Title(0)), ("Vorgänger", M::Before(blocks))],
        );
        check(
            "Phase,Task,Subtask,Owner",
            &[("Phase", M::Group), ("Task", M::Group), ("Subtask", M::Title(0))],
        );
    }

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

    #[test]
    fn a_header_fits_where_it_names_tasks_and_what_is_said_of_them() {
        assert!(fit(&["Title", "Status"]) > 1);
        for other in [&["Email", "Phone"][..], &["Version", "Author"], &["1", "2"], &[]] {
            assert!(fit(other) == 0, "{other:?}");
        }
    }
}
