//! What the columns of a sheet say, by their names: the vocabulary of tables in documents, and the names that other
//! programs give their columns. Must never know what stands in the cells.

use planwright_domain::LinkType;

use super::meaning::{meaning, otherwise};
use crate::outline::{Unit, fold};

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
    /// Whether it is done; one that is not may be in any other state.
    DoneFlag,
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
    fn a_header_fits_where_it_names_tasks_and_what_is_said_of_them() {
        assert!(fit(&["Title", "Status"]) > 1);
        for other in [&["Email", "Phone"][..], &["Version", "Author"], &["1", "2"], &[]] {
            assert!(fit(other) == 0, "{other:?}");
        }
    }
}
