//! What a heading or label announces: a list of tasks, a state, acceptance criteria, or parts of a document that are
//! not work. Must never overrule a line that shows by itself that it is a task (see `judge`).

use std::collections::HashMap;
use std::sync::LazyLock;

use planwright_domain::Status;

use super::lexicon;

/// What stands under a heading, a label or a line that introduces others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing known: its words are a name.
    Plain,
    /// A list of tasks.
    Tasks,
    /// What to do after the plan is made; tasks only where there are no others.
    Next,
    /// Tasks in this state.
    State(Status),
    /// Acceptance criteria of the task around it.
    Criteria,
    /// What the task around it depends on.
    Depends,
    /// A list that never holds tasks, not even with checkboxes.
    Closed,
    /// Prose around the plan; not tasks unless its lines show that they are.
    Apart,
    /// Details of the task or phase around it.
    Detail,
    /// Details inside a task or phase; elsewhere a phase by this name.
    Part,
}

/// The role of words that announce nothing unless they stand alone. A single word behind a key is a name: "Task 3: Notes".
pub(super) fn exact(title: &str) -> Role {
    let folded = fold(title);
    if !folded.contains(' ') {
        return Role::Plain;
    }
    VOCABULARY.roles.get(folded.as_str()).copied().unwrap_or(Role::Plain)
}

/// The role of these words, already without numbers and marks.
pub(super) fn role(title: &str) -> Role {
    let named =
        title.trim_end().strip_suffix([')', '）']).and_then(|t| t.rfind(['(', '（']).map(|at| &t[..at]));
    let folded = fold(named.filter(|n| !n.trim().is_empty()).unwrap_or(title));
    if folded.is_empty() {
        return Role::Plain;
    }
    if let Some(role) = VOCABULARY.roles.get(folded.as_str()) {
        return *role;
    }
    if let Some(state) = state(&folded) {
        return Role::State(state);
    }
    let bare = [
        "the ",
        "our ",
        "your ",
        "project ",
        "overall ",
        "key ",
        "main ",
        "core ",
        "general ",
        "detailed ",
        "current ",
    ]
    .iter()
    .find_map(|lead| folded.strip_prefix(lead));
    if let Some(role) = bare.and_then(|b| VOCABULARY.roles.get(b)) {
        return *role;
    }
    anywhere(&folded)
}

/// Lower case, words apart by one space, punctuation and marks gone.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(400));
    let mut gap = false;
    for c in text.chars().take(400) {
        if c.is_alphanumeric() || c == '#' || c == '%' {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') {
            gap = true;
        }
    }
    out
}

/// A heading that is a state, with at most a noun: "To Do", "Done", "In progress / remaining work", "Completed tasks".
fn state(folded: &str) -> Option<Status> {
    const NOUNS: [&str; 26] = [
        "tasks",
        "task",
        "items",
        "work",
        "components",
        "features",
        "issues",
        "stories",
        "list",
        "column",
        "cards",
        "milestones",
        "phases",
        "this sprint",
        "this month",
        "this iteration",
        "so far",
        "this week",
        "today",
        "recently",
        "steps",
        "list of",
        "remaining",
        "and",
        "tareas",
        "tâches",
    ];
    let mut words = folded.to_owned();
    if let Some(state) = VOCABULARY.states.get(words.as_str()) {
        return Some(*state);
    }
    if words.split(' ').count() > 5 {
        return None;
    }
    for noun in NOUNS {
        words = words.split(' ').collect::<Vec<_>>().join(" ");
        if let Some(rest) = words
            .strip_suffix(noun)
            .map(str::trim_end)
            .filter(|r| !r.is_empty() && words.len() > r.len() + noun.len())
        {
            words = rest.to_owned();
        } else if let Some(rest) = words
            .strip_prefix(noun)
            .map(str::trim_start)
            .filter(|r| !r.is_empty() && words.len() > r.len() + noun.len())
        {
            words = rest.to_owned();
        }
    }
    VOCABULARY.states.get(words.trim()).copied()
}

/// What `sections.words` says.
struct Vocabulary {
    roles: HashMap<&'static str, Role>,
    states: HashMap<&'static str, Status>,
    anywhere: Vec<(&'static str, Role)>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary { roles: HashMap::new(), states: HashMap::new(), anywhere: Vec::new() };
    for (section, word) in lexicon::entries(include_str!("sections.words")) {
        match section.split_once(' ') {
            Some(("state", state)) => {
                vocabulary.states.extend(Status::from_word(state).map(|state| (word, state)));
            }
            Some((_, role)) => vocabulary.anywhere.extend(named(role).map(|role| (word, role))),
            None => vocabulary.roles.extend(named(section).map(|role| (word, role))),
        }
    }
    vocabulary
});

fn named(role: &str) -> Option<Role> {
    Some(match role {
        "tasks" => Role::Tasks,
        "next" => Role::Next,
        "criteria" => Role::Criteria,
        "depends" => Role::Depends,
        "closed" => Role::Closed,
        "apart" => Role::Apart,
        "detail" => Role::Detail,
        "part" => Role::Part,
        _ => return None,
    })
}

/// Roles of words that count wherever they stand in a heading.
fn anywhere(folded: &str) -> Role {
    if folded.split(' ').count() <= 5
        && ["dependencies ", "dependency "].iter().any(|lead| folded.starts_with(lead))
        && !folded.contains("visual")
    {
        return Role::Depends;
    }
    let padded = format!(" {folded} ");
    // Long headings are sentences: a word among many announces nothing.
    if folded.split(' ').count() > 7 {
        return Role::Plain;
    }
    VOCABULARY
        .anywhere
        .iter()
        .find(|(words, _)| {
            padded
                .match_indices(words)
                .any(|(at, _)| padded[..at].ends_with(' ') && padded[at + words.len()..].starts_with(' '))
        })
        .map_or(Role::Plain, |(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_what_follows() {
        for (title, expect) in [
            ("Tasks", Role::Tasks),
            ("Sub-tasks", Role::Tasks),
            ("To Do", Role::State(Status::Todo)),
            ("In Progress", Role::State(Status::InProgress)),
            ("COMPLETED COMPONENTS", Role::State(Status::Done)),
            ("IN PROGRESS / REMAINING WORK", Role::State(Status::InProgress)),
            ("Acceptance Criteria", Role::Criteria),
            ("Week 1 Success Metrics", Role::Closed),
            ("Risk Mitigation", Role::Closed),
            ("Executive Summary", Role::Apart),
            ("Project Overview & Guiding Principles", Role::Apart),
            ("Kitchen", Role::Plain),
            ("Review and approve UI designs", Role::Plain),
            ("任务清单", Role::Tasks),
        ] {
            assert_eq!(role(title), expect, "{title}");
        }
    }
}
