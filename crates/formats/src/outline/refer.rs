//! References to tasks made links: "TASK-001, Task 0.1", "Phase 0 complete", "1.1–1.3", "Database schema". A reference
//! that names nothing, or more than one thing, is a warning. Must never link to a guess.

use std::collections::HashMap;

use planwright_domain::{Question, Warning};
use planwright_phrases::dependency::{self, Reference};

use super::key::{self, digits_of};
use super::section::fold;
use crate::draft::{Draft, Tie};

/// Most tasks that one reference, or one sentence, may tie together.
const MOST: usize = 400;

/// What a task can be called by.
#[derive(Debug)]
pub(super) struct Names {
    /// Keys as folded words: "task 001", "phase 0", "1 2".
    keys: HashMap<String, Vec<u32>>,
    /// Numbers of keys: "0.1" of "Task 0.1".
    numbers: HashMap<String, Vec<u32>>,
    titles: HashMap<String, Vec<u32>>,
}

/// What a reference turned out to name.
enum Named {
    /// These tasks, all meant.
    These(Vec<u32>),
    /// Several, one of which is meant.
    Several(Vec<u32>),
    Nothing,
}

impl Names {
    /// The names of all tasks; `keys` holds each task's keys as written.
    pub(super) fn of<'a>(
        titles: impl Iterator<Item = &'a str>,
        keys: impl Iterator<Item = (u32, &'a str)>,
    ) -> Self {
        let mut names = Self { keys: HashMap::new(), numbers: HashMap::new(), titles: HashMap::new() };
        let add = |map: &mut HashMap<String, Vec<u32>>, name: String, task: u32| {
            let list = map.entry(name).or_default();
            if !name_is_useless(list, task) {
                list.push(task);
            }
        };
        for (task, key) in keys {
            add(&mut names.keys, folded_key(key), task);
            add(&mut names.numbers, plain_number(digits_of(key)), task);
        }
        for (i, title) in titles.enumerate() {
            add(&mut names.titles, fold(title), i as u32);
        }
        names
    }

    /// The task of a key: as written, or by a number that only one task has.
    fn key(&self, key: &str, task: u32, draft: &Draft) -> Named {
        let folded = folded_key(key);
        if let Some(found) = self.keys.get(&folded) {
            return self.nearest(found, task, draft);
        }
        let number = plain_number(digits_of(key));
        if !number.is_empty()
            && let Some(found) = self.numbers.get(&number)
        {
            let letters: String = folded.chars().take_while(|c| c.is_alphabetic()).collect();
            let same: Vec<u32> = found
                .iter()
                .copied()
                .filter(|t| fits_noun(&letters, draft.tasks[*t as usize].key.as_deref().unwrap_or("")))
                .collect();
            // "Task 3" is no "Phase 3"; a bare number is whatever has it.
            let found = if letters.is_empty() { found } else { &same };
            if !found.is_empty() {
                return self.nearest(found, task, draft);
            }
        }
        let whole = self.title(key, task, draft);
        if !matches!(whole, Named::Nothing) || number.is_empty() {
            return whole;
        }
        // "S1" is "Story 1" where nothing else has that name.
        let letters: String = folded.chars().take_while(|c| c.is_alphabetic()).collect();
        let same: Vec<u32> = self
            .numbers
            .get(&number)
            .into_iter()
            .flatten()
            .copied()
            .filter(|t| initials(draft.tasks[*t as usize].key.as_deref().unwrap_or("")) == letters)
            .collect();
        if letters.is_empty() || same.is_empty() { Named::Nothing } else { self.nearest(&same, task, draft) }
    }

    fn title(&self, name: &str, task: u32, draft: &Draft) -> Named {
        let folded = fold(name);
        if folded.is_empty() {
            return Named::Nothing;
        }
        if let Some(found) = self.titles.get(&folded) {
            return self.nearest(found, task, draft);
        }
        if folded.len() < 4 || draft.tasks.len() > 20_000 {
            return Named::Nothing;
        }
        let begins: Vec<u32> = self
            .titles
            .iter()
            .filter(|(t, _)| t.strip_prefix(folded.as_str()).is_some_and(|r| r.starts_with(' ')))
            .flat_map(|(_, l)| l.iter().copied())
            .take(9)
            .collect();
        if begins.is_empty() { Named::Nothing } else { self.nearest(&begins, task, draft) }
    }

    /// Of several tasks of one name the one nearest in the tree, if it is nearer than all others.
    fn nearest(&self, found: &[u32], task: u32, draft: &Draft) -> Named {
        let others: Vec<u32> = found.iter().copied().filter(|f| *f != task).collect();
        match (others.as_slice(), found) {
            ([one], _) => return Named::These(vec![*one]),
            ([], [own, ..]) => return Named::These(vec![*own]),
            ([], []) => return Named::Nothing,
            _ => {}
        }
        let Some(own) = draft.tasks.get(task as usize) else { return Named::Several(others) };
        let mut above = own.parent;
        loop {
            let inside: Vec<u32> =
                others.iter().copied().filter(|o| draft.tasks[*o as usize].parent == above).take(2).collect();
            match inside.as_slice() {
                [one] => return Named::These(vec![*one]),
                [_, _, ..] => return Named::Several(others),
                [] => {}
            }
            match above {
                Some(parent) => above = draft.tasks[parent as usize].parent,
                None => return Named::Several(others),
            }
        }
    }
}

/// Adds the links that `value`, on `line`, states for `task`; `loud` says whether a name that is none is worth a warning.
pub(super) fn depend(draft: &mut Draft, names: &Names, task: u32, value: &str, line: u32, loud: bool) {
    let references = dependency::references(value);
    let mut before: Vec<u32> = Vec::new();
    for reference in &references {
        let named = match reference {
            Reference::Key(key) => names.key(key, task, draft),
            Reference::Name(name) if dependency_noise(name) => continue,
            Reference::Name(name) => named(draft, names, task, name),
            Reference::AllOf(key) => match names.key(key, task, draft) {
                Named::Nothing => names.title(key, task, draft),
                named => named,
            },
            Reference::Range(from, to) => range(draft, names, task, from, to),
            Reference::Previous => previous(draft, task),
            Reference::AllAbove => all_above(draft, task),
            Reference::Both => Named::These(before.iter().rev().take(2).copied().collect()),
        };
        let words = said(reference);
        match named {
            Named::These(tasks) if tasks.len() > MOST => {
                let title = crate::draft::start_of(&draft.tasks[task as usize].title);
                draft.warnings.push(Warning::at(
                    "too-many-links",
                    line,
                    format!("\"{title}\" depends on \"{words}\", which names more than {MOST} tasks; name the group that holds them instead; no link was made"),
                ));
            }
            Named::These(tasks) => {
                for from in tasks {
                    draft.ties.push(Tie::stated(from, task, line, value));
                    before.push(from);
                }
            }
            Named::Several(tasks) => {
                let title = crate::draft::start_of(&draft.tasks[task as usize].title);
                draft.warnings.push(Warning::at(
                    "ambiguous-reference",
                    line,
                    format!(
                        "\"{title}\" depends on \"{words}\", which names {} tasks; no link was made",
                        tasks.len()
                    ),
                ));
                if draft.questions.len() < 20 {
                    let mut question = Question::new(
                        "ambiguous-reference",
                        format!("which \"{words}\" does \"{title}\" depend on?"),
                    );
                    question.about = Some(value.chars().take(200).collect());
                    question.choices = tasks.iter().take(6).map(|t| choice(draft, *t)).collect();
                    draft.questions.push(question);
                }
            }
            Named::Nothing => {
                let key = matches!(reference, Reference::Key(_) | Reference::Range(..) | Reference::AllOf(_));
                if key || (loud && words.split_whitespace().count() <= 8) {
                    let title = crate::draft::start_of(&draft.tasks[task as usize].title);
                    draft.warnings.push(Warning::at("unknown-reference", line, format!("\"{title}\" depends on \"{words}\", which is not in the document; no link was made")));
                }
            }
        }
    }
}

/// The task of a name in words; "A and B" are two where no task is called so and both are.
fn named(draft: &Draft, names: &Names, task: u32, name: &str) -> Named {
    let whole = names.title(name, task, draft);
    if !matches!(whole, Named::Nothing) {
        return whole;
    }
    for join in [" and ", " & ", " + ", " und ", " et ", " y ", " e "] {
        if !name.contains(join) {
            continue;
        }
        let parts: Vec<Named> = name.split(join).take(9).map(|part| names.title(part, task, draft)).collect();
        let found: Option<Vec<u32>> = parts.into_iter().map(only).collect();
        if let Some(found) = found {
            return Named::These(found);
        }
    }
    Named::Nothing
}

/// The task before this one in its group.
fn previous(draft: &Draft, task: u32) -> Named {
    let Some(own) = draft.tasks.get(task as usize) else { return Named::Nothing };
    let before = (0..task).rev().take(10_000).find(|t| draft.tasks[*t as usize].parent == own.parent);
    before.map_or(Named::Nothing, |t| Named::These(vec![t]))
}

/// All tasks before this one in its group; one more than may be linked is enough to say that there are too many.
fn all_above(draft: &Draft, task: u32) -> Named {
    let Some(own) = draft.tasks.get(task as usize) else { return Named::Nothing };
    let before: Vec<u32> =
        (0..task).rev().filter(|t| draft.tasks[*t as usize].parent == own.parent).take(MOST + 1).collect();
    if before.is_empty() { Named::Nothing } else { Named::These(before.into_iter().rev().collect()) }
}

/// The tasks from one key to another: both ends, and what stands between them in the document on the same level.
fn range(draft: &Draft, names: &Names, task: u32, from: &str, to: &str) -> Named {
    // "Days 1-3" may be one stretch of that name.
    if let Some(found) = names.keys.get(&folded_key(&format!("{from}-{}", digits_of(to)))) {
        return names.nearest(found, task, draft);
    }
    let (Named::These(a), Named::These(b)) = (names.key(from, task, draft), names.key(to, task, draft))
    else {
        return Named::Nothing;
    };
    let (Some(&a), Some(&b)) = (a.first(), b.first()) else { return Named::Nothing };
    let (low, high) = (a.min(b), a.max(b));
    let depth = |t: u32| {
        std::iter::successors(draft.tasks[t as usize].parent, |p| draft.tasks[*p as usize].parent).count()
    };
    let level = depth(low);
    Named::These(
        (low..=high)
            .filter(|t| *t == low || *t == high || depth(*t) == level)
            .filter(|t| *t != task)
            .collect(),
    )
}

fn choice(draft: &Draft, task: u32) -> String {
    let t = &draft.tasks[task as usize];
    match t.parent {
        Some(parent) => format!(
            "{} ({}, line {})",
            crate::draft::start_of(&t.title),
            crate::draft::start_of(&draft.tasks[parent as usize].title),
            t.line
        ),
        None => format!("{} (line {})", crate::draft::start_of(&t.title), t.line),
    }
}

fn said(reference: &Reference) -> String {
    match reference {
        Reference::Key(key) | Reference::Name(key) | Reference::AllOf(key) => crate::draft::start_of(key),
        Reference::Range(from, to) => format!("{from}–{to}"),
        Reference::Previous => "the previous task".to_owned(),
        Reference::AllAbove => "all tasks above".to_owned(),
        Reference::Both => "both".to_owned(),
    }
}

fn dependency_noise(name: &str) -> bool {
    matches!(
        fold(name).as_str(),
        "" | "none" | "n a" | "no" | "nothing" | "can start immediately" | "foundational task" | "parallel"
    )
}

fn name_is_useless(list: &[u32], task: u32) -> bool {
    list.last() == Some(&task) || list.len() >= 64
}

/// "us" of "User Story 1".
fn initials(key: &str) -> String {
    let words = key.split(' ').filter(|w| w.chars().all(char::is_alphabetic));
    words.filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect()
}

/// "TASK-001" as "task 1", "Phase 0" as "phase 0": letters, then the number without leading zeros.
fn folded_key(key: &str) -> String {
    // "Ticket S1-T3" is "S1-T3".
    let key = key
        .rsplit_once(' ')
        .map(|(_, last)| last)
        .filter(|w| w.starts_with(char::is_alphabetic) && w.contains(|c: char| c.is_ascii_digit()))
        .unwrap_or(key);
    let letters: String = key
        .chars()
        .take_while(|c| !c.is_ascii_digit())
        .filter(|c| c.is_alphanumeric() || *c == '#')
        .flat_map(char::to_lowercase)
        .collect();
    let number = plain_number(digits_of(key));
    // "Days 1-3" and "day 1-3" are one.
    let letters = letters.strip_suffix('s').filter(|l| l.len() > 2).unwrap_or(&letters);
    if letters.is_empty() { number } else { format!("{letters} {number}") }
}

/// "004.1" as "4.1", "1.2." as "1.2".
fn plain_number(digits: &str) -> String {
    let parts = digits.trim_end_matches(['.', ')', ':']).split('.');
    parts
        .map(|p| {
            {
                let t = p.trim_start_matches('0');
                if t.is_empty() { "0" } else { t }
            }
            .to_lowercase()
        })
        .collect::<Vec<_>>()
        .join(".")
        .trim_start_matches("0.0.0.")
        .to_owned()
}

/// Can the letters of a reference speak of a task with this key: "task 100.2" of "BACK-100.2", "task 3" of "3"?
fn fits_noun(letters: &str, key: &str) -> bool {
    const NOUNS: [&str; 18] = [
        "task", "tasks", "subtask", "step", "steps", "item", "issue", "story", "ticket", "feature", "tâche",
        "aufgabe", "tarea", "tarefa", "activity", "id", "wbs", "t",
    ];
    let own: String = key.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let stretch =
        ["phase", "sprint", "week", "milestone", "stage", "epic", "day", "month"].contains(&own.as_str());
    own == letters
        || (NOUNS.contains(&letters) && !stretch)
        || (own.is_empty()
            && !letters.is_empty()
            && (NOUNS.contains(&letters) || ["phase", "stage", "milestone"].contains(&letters)))
}

/// The one task that a text names, if it names one.
pub(super) fn one(draft: &Draft, names: &Names, task: u32, text: &str) -> Option<u32> {
    match dependency::references(text).first()? {
        Reference::Key(key) | Reference::AllOf(key) => only(names.key(key, task, draft)),
        Reference::Name(name) => only(names.title(name, task, draft)),
        _ => None,
    }
}

fn only(named: Named) -> Option<u32> {
    match named {
        Named::These(tasks) if tasks.len() == 1 => tasks.first().copied(),
        _ => None,
    }
}

/// The task that has this key, or else this very title, if only one has.
pub(super) fn exactly(names: &Names, key: Option<&str>, title: &str) -> Option<u32> {
    let single = |list: Option<&Vec<u32>>| list.filter(|l| l.len() == 1).and_then(|l| l.first().copied());
    key.and_then(|k| single(names.keys.get(&folded_key(k))))
        .or_else(|| single(names.titles.get(&fold(title))))
}

/// Adds the links of a remark that may name tasks; whether all it names are tasks.
pub(super) fn maybe(draft: &mut Draft, names: &Names, task: u32, value: &str, line: u32) -> bool {
    let references = dependency::references(value);
    let tasks: Option<Vec<u32>> = references
        .iter()
        .map(|r| of_reference(draft, names, task, r))
        .collect::<Option<Vec<_>>>()
        .map(|l| l.concat());
    let Some(tasks) = tasks.filter(|t| !t.is_empty() && t.len() <= MOST && !t.contains(&task)) else {
        return false;
    };
    draft.ties.extend(tasks.into_iter().map(|from| Tie::stated(from, task, line, value)));
    true
}

fn of_reference(draft: &Draft, names: &Names, task: u32, reference: &Reference) -> Option<Vec<u32>> {
    let named = match reference {
        Reference::Key(key) | Reference::AllOf(key) => names.key(key, task, draft),
        Reference::Name(name) => named(draft, names, task, name),
        Reference::Range(from, to) => range(draft, names, task, from, to),
        Reference::Previous => previous(draft, task),
        Reference::AllAbove => all_above(draft, task),
        Reference::Both => Named::Nothing,
    };
    match named {
        Named::These(tasks) => Some(tasks),
        Named::Several(_) | Named::Nothing => None,
    }
}

/// Links of a sentence between tasks: "T001 before T002", "A depends on B", "T1 → T2 → T3". What names no task says nothing.
pub(super) fn sentence(draft: &mut Draft, names: &Names, text: &str, line: u32) {
    const FORWARD: [&str; 12] = [
        " must complete before ",
        " must be completed before ",
        " before ",
        " blocks ",
        " unblocks ",
        " precedes ",
        " enables ",
        "→",
        "-->",
        "->",
        "➜",
        "=>",
    ];
    const BACKWARD: [&str; 18] = [
        " depends on ",
        " depend on ",
        " requires ",
        " require ",
        " blocked by ",
        " after ",
        " needs ",
        "←",
        " depende de ",
        " depende da ",
        " depende do ",
        " depende del ",
        " dependen de ",
        " dependem de ",
        " dépend de ",
        " hängt von ",
        " hängt ab von ",
        "依赖",
    ];
    if text.len() > 1000 {
        return;
    }
    let text = text.replace(['*', '`', '_'], "");
    let text = text.trim().trim_start_matches(['-', '•', ' ']);
    let lower = text.to_ascii_lowercase();
    let cut = |words: &[&str]| {
        words
            .iter()
            .filter_map(|w| lower.find(w).map(|at| (at, w.len())))
            .min_by_key(|(at, len)| (*at, usize::MAX - len))
    };
    let (forward, (at, len)) = match (cut(&FORWARD), cut(&BACKWARD)) {
        (Some(f), Some(b)) if b.0 < f.0 => (false, b),
        (Some(f), _) => (true, f),
        (None, Some(b)) => (false, b),
        (None, None) => return,
    };
    let arrows = ["→", "-->", "->", "➜", "=>"];
    let sides: Vec<Vec<u32>> = if forward && arrows.iter().any(|a| text[at..].starts_with(a)) {
        let mut rest = text.to_owned();
        for arrow in arrows {
            rest = rest.replace(arrow, "\u{1}");
        }
        rest.split('\u{1}').map(|side| tasks_of(draft, names, side)).collect()
    } else {
        vec![tasks_of(draft, names, &text[..at]), tasks_of(draft, names, &text[at + len..])]
    };
    for pair in sides.windows(2) {
        let [left, right] = pair else { continue };
        let (before, after) = if forward { (left, right) } else { (right, left) };
        if before.len() * after.len() > MOST {
            continue;
        }
        for from in before {
            for to in after.iter().filter(|to| *to != from) {
                draft.ties.push(Tie::stated(*from, *to, line, text));
            }
        }
    }
}

/// The tasks that a side of a sentence names; keys in a bracket say more exactly what its words mean.
fn tasks_of(draft: &Draft, names: &Names, side: &str) -> Vec<u32> {
    let inside = side
        .find('(')
        .and_then(|open| side[open + 1..].split_once(')'))
        .map(|(inner, _)| inner)
        .filter(|i| i.bytes().any(|b| b.is_ascii_digit()));
    let value = inside.unwrap_or(side).trim().trim_end_matches(['.', ':', ';']);
    if value.len() > 200 {
        return Vec::new();
    }
    let of = |value: &str| -> Vec<Option<Vec<u32>>> {
        dependency::references(value).iter().map(|r| of_reference(draft, names, NOBODY, r)).collect()
    };
    let found = of(value);
    // "the successful completion of Task 1, since …": what its words say of the task names no other.
    let clause = value.split(';').next().unwrap_or(value);
    if found.iter().any(Option::is_none)
        && let Some(at) = key::noun_at(clause)
    {
        return of(&clause[at..]).into_iter().flatten().flatten().collect();
    }
    found.into_iter().flatten().flatten().collect()
}

/// A task that is none: the speaker of a sentence that stands under no task.
const NOBODY: u32 = u32::MAX;
