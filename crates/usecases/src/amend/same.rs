//! Which task of a document is which task of the project it is read into again: by key and title, by title and place, by a
//! title or key that only one has, and at last by a title that was worded a little differently. Must never take a
//! number that moved for the task that had it before, and must take time about linear in both.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use planwright_domain::{IdMap, IdSet, Project, Task, TaskId};

/// How much of their words two titles share when they are one title worded anew, of 1.
const ALIKE: f64 = 0.8;
/// The same, where the tasks have the same number too.
const ALIKE_WITH_NUMBER: f64 = 0.5;
/// Most pairs of siblings that are compared under one summary task.
const MOST_PAIRS: usize = 40_000;

/// The tasks of a document and those of the project that they are.
pub(super) struct Match {
    here: IdMap<TaskId, TaskId>,
    taken: IdSet<TaskId>,
}

impl Match {
    pub(super) fn of(existing: &Project, document: &Project) -> Self {
        let mut matched = Self { here: IdMap::default(), taken: IdSet::default() };
        matched.by(existing, document, |t| Some((t.source_key.clone()?, folded(t))));
        matched.by_place(existing, document);
        matched.by(existing, document, |t| Some(folded(t)));
        matched.by(existing, document, |t| t.source_key.clone().filter(|key| is_name(key)));
        matched.by_likeness(existing, document);
        matched
    }

    /// The id a task of the document has here: that of its match, or its own.
    pub(super) fn here(&self, there: TaskId) -> TaskId {
        self.here.get(&there).copied().unwrap_or(there)
    }

    /// Whether a task that is here is one of the document's.
    pub(super) fn is_taken(&self, here: TaskId) -> bool {
        self.taken.contains(&here)
    }

    fn pair(&mut self, there: TaskId, here: TaskId) {
        if self.taken.insert(here) {
            self.here.insert(there, here);
        }
    }

    fn left<'a>(&self, existing: &'a Project, document: &'a Project) -> (Vec<&'a Task>, Vec<&'a Task>) {
        let free = existing.walk().map(|w| w.task).filter(|t| !self.taken.contains(&t.id));
        let open = document.walk().map(|w| w.task).filter(|t| !self.here.contains_key(&t.id));
        (free.collect(), open.collect())
    }

    /// Pairs what has the same sign, where only one task on each side has it.
    fn by<K: Ord>(&mut self, existing: &Project, document: &Project, sign: impl Fn(&Task) -> Option<K>) {
        let (free, open) = self.left(existing, document);
        let here = unique(&free, &sign);
        let there = unique(&open, &sign);
        for (sign, there) in there {
            if let Some(here) = here.get(&sign) {
                self.pair(there, *here);
            }
        }
    }

    /// Pairs tasks with the same title under the same summary task; of several the first.
    fn by_place(&mut self, existing: &Project, document: &Project) {
        let (free, open) = self.left(existing, document);
        let mut places: BTreeMap<(Option<TaskId>, String), VecDeque<TaskId>> = BTreeMap::new();
        for task in free {
            places.entry((task.parent, folded(task))).or_default().push_back(task.id);
        }
        for task in open {
            let parent = task.parent.map(|p| self.here(p));
            let same = places.get_mut(&(parent, folded(task)));
            if let Some(here) = same.and_then(VecDeque::pop_front) {
                self.pair(task.id, here);
            }
        }
    }

    /// Pairs tasks under the same summary task whose titles were worded anew, the most alike first. Goes from the top
    /// down, so that what is below a summary task worded anew is matched too.
    fn by_likeness(&mut self, existing: &Project, document: &Project) {
        let parents = std::iter::once(None).chain(document.walk().map(|w| Some(w.task.id)));
        for parent in parents {
            let here = parent.map(|p| self.here(p));
            if here.is_some_and(|here| existing.task(here).is_none()) {
                continue;
            }
            let free: Vec<&Task> = existing.children(here).filter(|t| !self.taken.contains(&t.id)).collect();
            let open: Vec<&Task> =
                document.children(parent).filter(|t| !self.here.contains_key(&t.id)).collect();
            if free.is_empty() || open.is_empty() || free.len() * open.len() > MOST_PAIRS {
                continue;
            }
            let free: Vec<(&Task, BTreeSet<String>)> = free.into_iter().map(|t| (t, words(t))).collect();
            let open: Vec<(&Task, BTreeSet<String>)> = open.into_iter().map(|t| (t, words(t))).collect();
            let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
            for (i, (there, said)) in open.iter().enumerate() {
                for (j, (here, had)) in free.iter().enumerate() {
                    let alike = shared(said, had);
                    let numbered = there.source_key.is_some() && there.source_key == here.source_key;
                    if alike >= if numbered { ALIKE_WITH_NUMBER } else { ALIKE } {
                        #[expect(
                            clippy::cast_possible_truncation,
                            clippy::cast_sign_loss,
                            reason = "at most 2000"
                        )]
                        let rank = ((1.0 - alike) * 1000.0) as u32 + u32::from(!numbered) * 1000;
                        pairs.push((rank, i, j));
                    }
                }
            }
            pairs.sort_unstable();
            for (_, i, j) in pairs {
                if !self.here.contains_key(&open[i].0.id) {
                    self.pair(open[i].0.id, free[j].0.id);
                }
            }
        }
    }
}

/// Whether a key names its task, whatever stands around it: "TASK-12" does, "1.2" is a place.
fn is_name(key: &str) -> bool {
    key.chars().any(char::is_alphabetic)
}

fn folded(task: &Task) -> String {
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

fn unique<K: Ord>(tasks: &[&Task], sign: impl Fn(&Task) -> Option<K>) -> BTreeMap<K, TaskId> {
    let mut found: BTreeMap<K, Option<TaskId>> = BTreeMap::new();
    for task in tasks {
        if let Some(sign) = sign(task) {
            found.entry(sign).and_modify(|id| *id = None).or_insert(Some(task.id));
        }
    }
    found.into_iter().filter_map(|(sign, id)| Some((sign, id?))).collect()
}
