//! Titles made comparable: each task of the two plans gets a label, equal for titles that say the same, and any two
//! labels a likeness. Must never look at anything but titles and the tree.

use std::collections::HashMap;

use planwright_domain::{IdMap, Project, Task, TaskId};
use planwright_phrases::words::stems;

use super::title::core;

/// Thousandths: titles that say the same.
pub(super) const SAME: u16 = 1000;

/// The tasks of both plans with their labels.
pub(super) struct Labels<'a> {
    pub(super) gold: Side<'a>,
    pub(super) plan: Side<'a>,
    labels: Vec<Label>,
}

/// The tasks of one plan, in the order of the tree, parents before children.
pub(super) struct Side<'a> {
    pub(super) tasks: Vec<&'a Task>,
    pub(super) label: Vec<usize>,
    pub(super) parent: Vec<Option<usize>>,
    pub(super) place: IdMap<TaskId, usize>,
    /// Whether something hangs below it.
    pub(super) summary: Vec<bool>,
}

/// What a title says: its stems and its numbers, each sorted.
#[derive(PartialEq, Eq, Hash, Clone)]
pub(super) struct Label {
    pub(super) words: Vec<u32>,
    numbers: Vec<u32>,
    /// The title itself, where it has no words.
    bare: Option<String>,
}

impl<'a> Labels<'a> {
    pub(super) fn of(gold: &'a Project, plan: &'a Project) -> Self {
        let mut book = Book::default();
        let gold = Side::of(gold, &mut book);
        let plan = Side::of(plan, &mut book);
        Self { gold, plan, labels: book.labels }
    }

    pub(super) fn get(&self, label: usize) -> &Label {
        &self.labels[label]
    }

    /// How alike two labels are, in thousandths; see [`Label::likeness`].
    pub(super) fn likeness(&self, a: usize, b: usize) -> u16 {
        if a == b { SAME } else { self.labels[a].likeness(&self.labels[b]) }
    }
}

impl Label {
    /// Sørensen and Dice's coefficient of the stems, `2 |A ∩ B| / (|A| + |B|)` over multisets, in thousandths; 0 where the
    /// numbers in the two titles differ, since "Part 1" is not nearly "Part 2".
    pub(super) fn likeness(&self, other: &Self) -> u16 {
        let numbered = !(self.numbers.is_empty() && other.numbers.is_empty());
        if numbered && self.numbers != other.numbers || self.bare.is_some() || other.bare.is_some() {
            return 0;
        }
        let (mut i, mut k, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.words.get(i), other.words.get(k)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => k += 1,
                std::cmp::Ordering::Equal => (i, k, shared) = (i + 1, k + 1, shared + 1),
            }
        }
        let words = (self.words.len() + other.words.len()).max(1);
        (2 * shared * usize::from(SAME) / words) as u16
    }
}

impl<'a> Side<'a> {
    fn of(project: &'a Project, book: &mut Book) -> Self {
        let mut side = Side {
            tasks: Vec::with_capacity(project.tasks().len()),
            label: Vec::new(),
            parent: Vec::new(),
            place: IdMap::default(),
            summary: Vec::new(),
        };
        // By hand and not by `walk`: a code is as long as its task is deep, and nobody asks for codes here.
        let mut waiting: Vec<&Task> = project.children(None).rev().collect();
        while let Some(task) = waiting.pop() {
            let parent = task.parent.and_then(|parent| side.place.get(&parent).copied());
            if let Some(parent) = parent {
                side.summary[parent] = true;
            }
            side.place.insert(task.id, side.tasks.len());
            side.label.push(book.label(task));
            side.parent.push(parent);
            side.summary.push(false);
            side.tasks.push(task);
            waiting.extend(project.children(Some(task.id)).rev());
        }
        side
    }

    /// The path of labels from a task to the top, as a number that differs where paths differ.
    pub(super) fn paths(&self, book: &mut HashMap<(usize, usize), usize>) -> Vec<usize> {
        let mut paths: Vec<usize> = Vec::with_capacity(self.tasks.len());
        for (nth, label) in self.label.iter().enumerate() {
            let above = self.parent[nth].map_or(0, |parent| paths[parent]);
            let next = book.len() + 1;
            paths.push(*book.entry((above, *label)).or_insert(next));
        }
        paths
    }
}

/// The labels and words met so far.
#[derive(Default)]
struct Book {
    labels: Vec<Label>,
    known: HashMap<Label, usize>,
    words: HashMap<String, u32>,
}

impl Book {
    fn label(&mut self, task: &Task) -> usize {
        let title = core(&task.title);
        let (mut words, mut numbers) = (Vec::new(), Vec::new());
        for stem in stems(&title) {
            let numeric = stem.contains(|c: char| c.is_ascii_digit());
            let next = self.words.len() as u32;
            let word = *self.words.entry(stem).or_insert(next);
            words.push(word);
            if numeric {
                numbers.push(word);
            }
        }
        words.sort_unstable();
        numbers.sort_unstable();
        let bare = words.is_empty().then(|| title.to_lowercase());
        let label = Label { words, numbers, bare };
        let next = self.labels.len();
        *self.known.entry(label).or_insert_with_key(|label| {
            self.labels.push(label.clone());
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(a: &str, b: &str) -> u16 {
        let mut book = Book::default();
        let task = |title: &str| Task::new(TaskId::from_bits(1), title);
        let (a, b) = (book.label(&task(a)), book.label(&task(b)));
        if a == b { SAME } else { book.labels[a].likeness(&book.labels[b]) }
    }

    #[test]
    fn titles_that_say_the_same_are_the_same() {
        for (a, b) in [
            ("Write the API tests", "**Writing API test** (3h)"),
            ("Türen streichen", "turen  STREICHEN"),
            ("测试登录", "测试登录"),
            ("Phase 2: Unit tests (Day 1)", "Unit tests"),
            ("?!", "?!"),
        ] {
            assert_eq!(likeness(a, b), SAME, "{a} {b}");
        }
    }

    #[test]
    fn likeness_is_the_share_of_common_words() {
        assert_eq!(likeness("Paint fence", "Paint the garden fence"), 800);
        assert_eq!(likeness("Paint fence", "Order paint"), 500);
        assert_eq!(likeness("Paint fence", "Book flights"), 0);
        assert_eq!(likeness("?!", "..."), 0);
    }

    #[test]
    fn other_numbers_are_another_thing() {
        assert_eq!(likeness("Test module 17", "Test module 18"), 0);
        assert_eq!(likeness("Test module 17", "Test module"), 0);
    }
}
