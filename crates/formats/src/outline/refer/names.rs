//! What tasks can be called by: keys, numbers, titles. Must never answer with a guess: of several tasks of one name the
//! nearest is meant only if it is nearer than all others.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::super::key::digits_of;
use super::super::section::fold;
use crate::draft::Draft;

/// What a task can be called by.
#[derive(Debug)]
pub(in crate::outline) struct Names {
    /// Keys as folded words: "task 001", "phase 0", "1 2".
    pub(super) keys: HashMap<String, Vec<u32>>,
    /// Numbers of keys: "0.1" of "Task 0.1".
    numbers: HashMap<String, Vec<u32>>,
    titles: HashMap<String, Vec<u32>>,
    /// The tasks whose title has a word; made when a name is first looked for by its words.
    words: OnceCell<HashMap<String, Vec<u32>>>,
}

/// Most titles a word may stand in to be looked for by it.
const COMMON: usize = 64;

/// What a reference turned out to name.
pub(super) enum Named {
    /// These tasks, all meant.
    These(Vec<u32>),
    /// Several, one of which is meant.
    Several(Vec<u32>),
    Nothing,
}

impl Names {
    /// The names of all tasks; `keys` holds each task's keys as written.
    pub(in crate::outline) fn of<'a>(
        titles: impl Iterator<Item = (u32, &'a str)>,
        keys: impl Iterator<Item = (u32, &'a str)>,
    ) -> Self {
        let mut names = Self {
            keys: HashMap::new(),
            numbers: HashMap::new(),
            titles: HashMap::new(),
            words: OnceCell::new(),
        };
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
        for (task, title) in titles {
            add(&mut names.titles, fold(title), task);
        }
        names
    }

    /// The task of a key: as written, or by a number that only one task has.
    pub(super) fn key(&self, key: &str, task: u32, draft: &Draft) -> Named {
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
        // "S1" is "Story 1" where nothing else has that name; "P1" may be a priority.
        let letters: String = folded.chars().take_while(|c| c.is_alphabetic()).collect();
        let same: Vec<u32> = self
            .numbers
            .get(&number)
            .into_iter()
            .flatten()
            .copied()
            .filter(|t| initials(draft.tasks[*t as usize].key.as_deref().unwrap_or("")) == letters)
            .collect();
        if matches!(letters.as_str(), "" | "p") || same.is_empty() {
            Named::Nothing
        } else {
            self.nearest(&same, task, draft)
        }
    }

    pub(super) fn title(&self, name: &str, task: u32, draft: &Draft) -> Named {
        let folded = fold(name);
        if folded.is_empty() {
            return Named::Nothing;
        }
        if let Some(found) = self.titles.get(&folded) {
            return self.nearest(found, task, draft);
        }
        // A key may be a word: "srv" of a chart, "dig" of a column of keys.
        if let Some(found) = self.keys.get(&folded_key(name)) {
            return self.nearest(found, task, draft);
        }
        if folded.len() < 4 {
            return Named::Nothing;
        }
        let near = self.with_words(&folded, draft);
        let begins: Vec<u32> = near
            .iter()
            .copied()
            .filter(|t| fold(&draft.tasks[*t as usize].title).starts_with(&format!("{folded} ")))
            .collect();
        if !begins.is_empty() {
            return self.nearest(&begins, task, draft);
        }
        // "backend.rs" is "src/backend.rs: spawn and kill" where no other title has those words.
        let exact = folded.contains(' ')
            || name.contains(['_', '.', '/'])
            || (!name.is_ascii() && name.chars().count() >= 4);
        let inside: Vec<u32> = near.into_iter().filter(|t| *t != task).collect();
        match inside.as_slice() {
            [one] if exact => Named::These(vec![*one]),
            _ => Named::Nothing,
        }
    }

    /// The tasks whose titles have these words in this order, found by the word that fewest titles have.
    fn with_words(&self, folded: &str, draft: &Draft) -> Vec<u32> {
        let index = self.words.get_or_init(|| {
            let mut words: HashMap<String, Vec<u32>> = HashMap::new();
            for (i, task) in draft.tasks.iter().enumerate() {
                for word in fold(&task.title).split(' ').take(40) {
                    let list = words.entry(word.to_owned()).or_default();
                    if list.len() <= COMMON && list.last() != Some(&(i as u32)) {
                        list.push(i as u32);
                    }
                }
            }
            words
        });
        let lists: Option<Vec<&Vec<u32>>> = folded.split(' ').take(20).map(|w| index.get(w)).collect();
        let rarest = lists.unwrap_or_default().into_iter().min_by_key(|l| l.len());
        let padded = format!(" {folded} ");
        rarest
            .filter(|l| l.len() <= COMMON)
            .into_iter()
            .flatten()
            .copied()
            .filter(|t| format!(" {} ", fold(&draft.tasks[*t as usize].title)).contains(&padded))
            .collect()
    }

    /// Of several tasks of one name the one nearest in the tree, if it is nearer than all others.
    pub(super) fn nearest(&self, found: &[u32], task: u32, draft: &Draft) -> Named {
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

/// The task that has this key, or else this very title, if only one has.
pub(in crate::outline) fn exactly(names: &Names, key: Option<&str>, title: &str) -> Option<u32> {
    let single = |list: Option<&Vec<u32>>| list.filter(|l| l.len() == 1).and_then(|l| l.first().copied());
    key.and_then(|k| single(names.keys.get(&folded_key(k))))
        .or_else(|| single(names.titles.get(&fold(title))))
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
pub(super) fn folded_key(key: &str) -> String {
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
