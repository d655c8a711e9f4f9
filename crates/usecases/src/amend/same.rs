//! Which task of a document is which task of the project it is read into again: by key and title, by title and place, by a
//! title or key that only one has, by what stands below it, and at last, among siblings, by a title that was worded anew
//! (see `siblings`). Must never take a number that moved for the task that had it before, and must take time about
//! linear in both.

use std::collections::BTreeMap;

use planwright_domain::{IdMap, IdSet, OriginKind, Project, Task, TaskId};

use super::likeness::{folded, unique};
use super::siblings::Siblings;

/// The tasks of a document and those of the project that they are.
pub(super) struct Match {
    here: IdMap<TaskId, TaskId>,
    taken: IdSet<TaskId>,
    /// What came from other documents.
    foreign: IdSet<TaskId>,
}

impl Match {
    /// What is `foreign` is none of the document's, whatever it is called.
    pub(super) fn of(existing: &Project, document: &Project, foreign: &IdSet<TaskId>) -> Self {
        let mut matched = Self { here: IdMap::default(), taken: IdSet::default(), foreign: foreign.clone() };
        matched.by(existing, document, |t| Some((t.source_key.clone()?, folded(t))));
        matched.among_siblings(existing, document, Siblings::pair_same_titles);
        matched.by(existing, document, |t| Some(folded(t)));
        matched.by(existing, document, |t| t.source_key.clone().filter(|key| is_name(key)));
        matched.by_children(existing, document);
        matched.among_siblings(existing, document, |siblings, matched| {
            siblings.pair_same_titles(matched);
            siblings.pair_worded_anew(matched);
        });
        matched
    }

    /// The id a task of the document has here: that of its match, or its own.
    pub(super) fn here(&self, there: TaskId) -> TaskId {
        self.here.get(&there).copied().unwrap_or(there)
    }

    /// Whether a task that is here is one of the document's.
    pub(super) fn is_said(&self, here: TaskId) -> bool {
        self.taken.contains(&here)
    }

    /// Whether no more task of the document can be this one here.
    pub(super) fn is_taken(&self, here: TaskId) -> bool {
        self.is_said(here) || self.foreign.contains(&here)
    }

    /// Whether a task of the document was found here.
    pub(super) fn is_known(&self, there: TaskId) -> bool {
        self.here.contains_key(&there)
    }

    /// A task of the document is this one here, unless either is matched already.
    pub(super) fn pair(&mut self, there: TaskId, here: TaskId) {
        if !self.is_known(there) && !self.is_taken(here) {
            self.taken.insert(here);
            self.here.insert(there, here);
        }
    }

    /// Pairs what has the same sign, where only one task on each side has it.
    fn by<K: Ord>(&mut self, existing: &Project, document: &Project, sign: impl Fn(&Task) -> Option<K>) {
        let free: Vec<&Task> = existing.walk().map(|w| w.task).filter(|t| !self.is_taken(t.id)).collect();
        let open: Vec<&Task> = document.walk().map(|w| w.task).filter(|t| !self.is_known(t.id)).collect();
        let here = unique(&free, &sign);
        for (sign, there) in unique(&open, &sign) {
            if let Some(here) = here.get(&sign) {
                self.pair(there.id, here.id);
            }
        }
    }

    /// Pairs summary tasks that hold mostly the same tasks, whatever they are called now.
    fn by_children(&mut self, existing: &Project, document: &Project) {
        let groups: Vec<TaskId> = document.walk().map(|w| w.task.id).collect();
        for there in groups.into_iter().rev() {
            if self.is_known(there) {
                continue;
            }
            let mut votes: BTreeMap<TaskId, usize> = BTreeMap::new();
            let children = document.children(Some(there));
            let homes = children.filter_map(|child| existing.task(self.here(child.id))?.parent);
            homes.filter(|home| !self.is_taken(*home)).for_each(|home| *votes.entry(home).or_default() += 1);
            let most = votes.into_iter().max_by_key(|(home, votes)| (*votes, std::cmp::Reverse(*home)));
            let half =
                |project: &Project, id: TaskId, votes: usize| votes * 2 >= project.children(Some(id)).count();
            if let Some((home, votes)) = most
                && half(document, there, votes)
                && half(existing, home, votes)
            {
                self.pair(there, home);
            }
        }
    }

    /// Goes through the children of every summary task that is on both sides, from the top down: what is paired above
    /// makes siblings of those below.
    fn among_siblings<'a>(
        &mut self,
        existing: &'a Project,
        document: &'a Project,
        pair: impl Fn(&Siblings<'a>, &mut Self),
    ) {
        for there in std::iter::once(None).chain(document.walk().map(|w| Some(w.task.id))) {
            let here = there.map(|there| self.here(there));
            if here.is_none_or(|here| existing.task(here).is_some()) {
                pair(&Siblings { existing, document, here, there }, self);
            }
        }
    }
}

/// Whether a task was read from a document.
pub(super) fn is_imported(task: &Task) -> bool {
    task.origin.as_ref().is_some_and(|origin| origin.kind == OriginKind::Imported)
}

/// Whether a key names its task, whatever stands around it: "TASK-12" does, "1.2" is a place.
pub(super) fn is_name(key: &str) -> bool {
    key.chars().any(char::is_alphabetic)
}
