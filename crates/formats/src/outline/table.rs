//! Pipe tables: rows cut into cells, and which columns say what. Must never take a table for a list of tasks unless
//! its header names them and something a plan says of tasks.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::field::{self, FieldKind};
use super::{lexicon, section};

/// What the columns of a table of tasks mean, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// The column that names the task.
    pub(super) title: usize,
    /// What each column says, where it says something a task has.
    pub(super) kinds: Vec<Option<FieldKind>>,
    /// What the columns are called that say nothing a task has a field for, by their places.
    pub(super) others: Vec<(usize, String)>,
    /// The column whose value groups the tasks (phase, stage, epic).
    pub(super) group: Option<usize>,
    /// It lists milestones, not work.
    pub(super) milestones: bool,
}

/// What `tables.words` says.
struct Words {
    titles: HashMap<&'static str, u8>,
    milestones: Vec<&'static str>,
    groups: HashSet<&'static str>,
    sums: HashSet<&'static str>,
    fields: HashSet<&'static str>,
    other: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    const FILE: &str = include_str!("tables.words");
    let set = |section| lexicon::section(FILE, section).into_iter().collect();
    let rank = |(section, word): (&str, _)| Some((word, section.strip_prefix("title ")?.parse().ok()?));
    Words {
        titles: lexicon::entries(FILE).filter_map(rank).collect(),
        milestones: lexicon::section(FILE, "milestone"),
        groups: set("group"),
        sums: set("sum"),
        fields: set("field names"),
        other: set("other"),
    }
});

/// Is it the line under a table's header?
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t' | b'+'))
}

/// The cells of a row; an escaped pipe or one between backticks does not cut.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let (mut out, mut from, mut code, mut escaped) = (Vec::new(), 0, false, false);
    let ticks = line.bytes().filter(|b| *b == b'`').count();
    for (at, b) in line.bytes().enumerate() {
        match b {
            b'`' if ticks.is_multiple_of(2) => code = !code,
            b'|' if !code && !escaped => {
                out.push(line[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
        escaped = b == b'\\' && !escaped;
    }
    let last = line[from..].trim();
    if !last.is_empty() || !line.ends_with('|') {
        out.push(last);
    }
    out
}

/// The meaning of a header, if the table lists tasks; `plan` says that it stands where tasks are told, `counting` which
/// columns hold nothing but numbers, and whether these have points.
pub(super) fn columns(header: &[&str], plan: bool, counting: &[(usize, bool)]) -> Option<Columns> {
    let names: Vec<String> = header
        .iter()
        .map(|cell| if cell.trim() == "№" { "no".to_owned() } else { section::fold(cell) })
        .collect();
    let mut kinds: Vec<Option<FieldKind>> = names.iter().map(|n| field::column(n)).collect();
    // "Story: 0.1 | Description: …": the number is the key of what the words describe.
    for (i, _) in counting.iter().filter(|(i, dotted)| *dotted && title_rank(&names[*i]).is_some()) {
        kinds[*i] = Some(FieldKind::Key);
    }
    let title = (0..names.len())
        .filter(|i| !counting.iter().any(|(c, _)| c == i))
        .filter_map(|i| Some((title_rank(&names[i])?, i)))
        .min()
        .map(|(_, i)| i)
        .or_else(|| behind_key(&kinds))?;
    let milestones = is_milestones(&names[title]);
    kinds[title] = None;
    let said = kinds.iter().flatten().count();
    let clear = title_rank(&names[title]) == Some(0);
    // A risk or an impact beside what only tasks have says something of the task.
    if names.iter().any(|n| is_other(n)) && !(clear && kinds.iter().flatten().any(of_tasks)) {
        return None;
    }
    let group = names.iter().position(|n| WORDS.groups.contains(n.as_str()));
    let group = group.filter(|&g| g != title);
    let plain = names[title] != "name" && !names[title].contains("description") && names[title] != "item";
    let enough = if clear {
        // "Task | Command" tells how to do what is done every day.
        said > 0 || plan
    } else if plain {
        said > 0
    } else {
        said > 1
    };
    let said = |kind: &Option<FieldKind>| kind.is_some_and(|kind| kind != FieldKind::Other);
    let other = |i: &usize| *i != title && group != Some(*i) && !said(&kinds[*i]) && names[*i].len() > 1;
    let named = |i: usize| (i, planwright_phrases::clean::title(header[i]));
    let others = (0..names.len()).filter(other).map(named).collect();
    enough.then_some(Columns { title, kinds, others, group, milestones })
}

/// What only a task has: an effort, a state, what it depends on, when it is due.
fn of_tasks(kind: &FieldKind) -> bool {
    use FieldKind as F;
    matches!(
        kind,
        F::Effort | F::EffortIn(_) | F::Depends | F::Status | F::Progress | F::Due | F::Start | F::Priority
    )
}

/// Who does, answers, advises and is told: letters, not work.
pub(super) fn is_responsibility(cells: &[&str]) -> bool {
    let letters = |c: &&&str| {
        let plain = c.trim_matches(['*', '`', ' ']);
        !plain.is_empty()
            && plain.len() <= 7
            && plain.chars().all(|c| matches!(c, 'R' | 'A' | 'C' | 'I' | 'S' | '/' | ',' | ' '))
    };
    cells.len() > 2 && cells[1..].iter().filter(letters).count() * 3 >= (cells.len() - 1) * 2
}

/// Does a folded name speak of milestones?
pub(super) fn is_milestones(folded: &str) -> bool {
    WORDS.milestones.iter().any(|word| folded.contains(word))
}

/// Is it a row that adds up the others?
pub(super) fn is_sum(folded: &str) -> bool {
    WORDS.sums.contains(folded)
}

/// The column behind the keys names what has an effort or depends on another, whatever it is called.
fn behind_key(kinds: &[Option<FieldKind>]) -> Option<usize> {
    let key = kinds.iter().position(|k| *k == Some(FieldKind::Key))?;
    let work = |k: &FieldKind| matches!(k, FieldKind::Effort | FieldKind::EffortIn(_) | FieldKind::Depends);
    let next = kinds.get(key + 1)?;
    (next.is_none() && kinds.iter().flatten().any(work)).then_some(key + 1)
}

/// Is it the header over the names of fields, whose values stand beside them?
pub(super) fn names_fields(header: &str) -> bool {
    let header = section::fold(header);
    header.is_empty() || WORDS.fields.contains(header.as_str())
}

/// How well a column's name names tasks; lower is better.
pub(crate) fn title_rank(name: &str) -> Option<u8> {
    WORDS.titles.get(name).copied()
}

/// Columns that only tables about something else have: histories, risks, roles, measures, costs.
fn is_other(name: &str) -> bool {
    WORDS.other.contains(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_cut_at_pipes_that_cut() {
        assert_eq!(cells("| a | b \\| c | `d|e` |"), ["a", "b \\| c", "`d|e`"]);
        assert_eq!(cells("a | | c"), ["a", "", "c"]);
        assert_eq!(cells("| a | |"), ["a", ""]);
        assert!(
            is_delimiter("|:---|---:|")
                && is_delimiter("--- | ---")
                && !is_delimiter("---")
                && !is_delimiter("| a |")
        );
    }

    #[test]
    fn letters_of_responsibility_and_sums_are_no_work() {
        assert!(
            is_responsibility(&["Paint", "R", "A/C", "I"])
                && !is_responsibility(&["Paint", "Ann", "C", "2d"])
        );
        assert!(
            is_sum("total")
                && is_sum("total hours")
                && is_sum("合计")
                && !is_sum("total rewrite of the shop")
        );
    }

    #[test]
    fn a_table_of_tasks_names_them_and_says_something_of_them() {
        let of = |names: &[&str]| columns(names, false, &[]).map(|c| c.title);
        assert_eq!(of(&["ID", "Task Name", "Duration", "Predecessor"]), Some(1));
        assert_eq!(of(&["Effort", "Activity"]), Some(1));
        assert_eq!(of(&["Issues", "Points", "Status"]), Some(0));
        assert_eq!(of(&["Phase", "Task", "Owner"]), Some(1));
        assert_eq!(of(&["ID", "Building block", "Result", "Effort"]), Some(1));
        assert_eq!(
            columns(&["ID", "Historia", "Tareas", "Horas"], false, &[(2, false)]).map(|c| c.title),
            Some(1)
        );
        assert_eq!(of(&["Lot", "Tâche", "Risque", "Effort", "Statut"]), Some(1));
        assert_eq!(columns(&["Task", "Where"], true, &[]).map(|c| c.title), Some(0));
        for other in [
            &["Date", "Version", "Description", "Author"][..],
            &["Task", "Where"],
            &["Aufgabe", "Befehl"],
            &["Risk", "Impact", "Owner"],
            &["#", "Question", "Status"],
            &["Role", "Name", "Status"],
            &["Metric", "Target"],
            &["Item", "Price"],
            &["Name", "Email"],
        ] {
            assert_eq!(of(other), None, "{other:?}");
        }
    }
}
