//! How much two tasks are alike by their words and by what stands below them. Must take time linear in the words.

use std::collections::{BTreeMap, BTreeSet};

use planwright_domain::{Project, Task};

/// Most children by which a summary task is compared.
const MOST_CHILDREN: usize = 64;

/// A task with its words and the titles of its children.
pub(super) struct Likeness<'a> {
    pub(super) task: &'a Task,
    words: BTreeSet<String>,
    children: BTreeSet<String>,
}

impl<'a> Likeness<'a> {
    pub(super) fn of(project: &Project, task: &'a Task) -> Self {
        let children = project.children(Some(task.id)).take(MOST_CHILDREN).map(folded).collect();
        Self { task, words: words(task), children }
    }

    /// How much they share of their words or of their children's titles, from 0 to 1.
    pub(super) fn to(&self, other: &Self) -> f64 {
        shared(&self.words, &other.words).max(shared(&self.children, &other.children))
    }

    /// Whether the one holds tasks and the other does not.
    pub(super) fn is_of_another_kind(&self, other: &Self) -> bool {
        self.children.is_empty() != other.children.is_empty()
    }
}

/// A title as it is compared: small letters, one blank between words.
pub(super) fn folded(task: &Task) -> String {
    task.title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The words of a title; of a script without blanks, its pairs of characters.
fn words(task: &Task) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for word in task.title.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let chars: Vec<char> = word.chars().collect();
        if chars.iter().any(|c| *c >= '\u{2e80}') && chars.len() > 2 {
            words.extend(chars.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            words.insert(word.to_owned());
        }
    }
    words
}

/// How much two sets share, from 0 to 1 (Dice).
fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let both = a.intersection(b).count();
    if both == 0 { 0.0 } else { 2.0 * both as f64 / (a.len() + b.len()) as f64 }
}

/// What only one of these tasks has, by its sign.
pub(super) fn unique<'a, K: Ord>(
    tasks: &[&'a Task],
    sign: impl Fn(&Task) -> Option<K>,
) -> BTreeMap<K, &'a Task> {
    let mut found: BTreeMap<K, Option<&Task>> = BTreeMap::new();
    for task in tasks {
        if let Some(sign) = sign(task) {
            found.entry(sign).and_modify(|one| *one = None).or_insert(Some(task));
        }
    }
    found.into_iter().filter_map(|(sign, task)| Some((sign, task?))).collect()
}
