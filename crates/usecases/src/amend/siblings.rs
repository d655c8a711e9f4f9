//! Pairs the tasks under one summary task with those that stood there before: first those of the same title, then those
//! worded anew, then the one that stands alone between the same neighbours. Must never hand the progress of a task on to
//! one that shares no word with it.

use std::collections::{BTreeMap, VecDeque};

use planwright_domain::{IdSet, Project, Status, Task, TaskId};

use super::likeness::{Likeness, folded};
use super::same::{Match, is_imported, is_name};

/// How much two titles share when they are one title worded anew, of 1, wherever among their siblings they stand.
const ALIKE: f64 = 0.8;
/// The same, where the tasks have the same number or the same neighbours too.
const ALIKE_IN_PLACE: f64 = 0.5;
/// Most pairs of siblings that are compared under one summary task.
const MOST_PAIRS: usize = 40_000;

/// The children of one summary task, in the project and in the document.
pub(super) struct Siblings<'a> {
    pub(super) existing: &'a Project,
    pub(super) document: &'a Project,
    pub(super) here: Option<TaskId>,
    pub(super) there: Option<TaskId>,
}

/// The neighbours a task has on both sides: the nearest that are paired already.
type Gap = (Option<TaskId>, Option<TaskId>);

/// What stands in a gap: of the document, and here.
type InGap<'a> = (Vec<&'a Task>, Vec<&'a Task>);

impl<'a> Siblings<'a> {
    fn free(&self, matched: &Match) -> Vec<&'a Task> {
        self.existing.children(self.here).filter(|t| !matched.is_taken(t.id)).collect()
    }

    fn open(&self, matched: &Match) -> Vec<&'a Task> {
        self.document.children(self.there).filter(|t| !matched.is_known(t.id)).collect()
    }

    /// Pairs tasks with the same title: from both ends as far as they go, then of several the first.
    pub(super) fn pair_same_titles(&self, matched: &mut Match) {
        let title = |task: &'a Task| (folded(task), task.id);
        let mut free: VecDeque<_> = self.free(matched).into_iter().map(title).collect();
        let mut open: VecDeque<_> = self.open(matched).into_iter().map(title).collect();
        while let (Some(here), Some(there)) = (free.front(), open.front())
            && here.0 == there.0
        {
            matched.pair(there.1, here.1);
            free.pop_front();
            open.pop_front();
        }
        while let (Some(here), Some(there)) = (free.back(), open.back())
            && here.0 == there.0
        {
            matched.pair(there.1, here.1);
            free.pop_back();
            open.pop_back();
        }
        let mut places: BTreeMap<String, VecDeque<TaskId>> = BTreeMap::new();
        for (title, here) in free {
            places.entry(title).or_default().push_back(here);
        }
        for (title, there) in open {
            if let Some(here) = places.get_mut(&title).and_then(VecDeque::pop_front) {
                matched.pair(there, here);
            }
        }
    }

    /// Pairs tasks whose titles were worded anew: the most alike first, then by their place.
    pub(super) fn pair_worded_anew(&self, matched: &mut Match) {
        let (free, open) = (self.free(matched), self.open(matched));
        self.pair_alike(&open, &free, ALIKE, matched);
        for (open, free) in self.gaps(matched).into_values() {
            self.pair_alike(&open, &free, ALIKE_IN_PLACE, matched);
        }
        for gap in self.gaps(matched).into_values() {
            let (&[there], &[here]) = (&*gap.0, &*gap.1) else { continue };
            if self.may_be(there, here) {
                matched.pair(there.id, here.id);
            }
        }
    }

    /// Pairs what is at least so much alike, the most alike first.
    fn pair_alike(&self, open: &[&Task], free: &[&Task], enough: f64, matched: &mut Match) {
        if open.len().saturating_mul(free.len()) > MOST_PAIRS {
            return;
        }
        let free: Vec<Likeness<'_>> = free.iter().map(|t| Likeness::of(self.existing, t)).collect();
        let open: Vec<Likeness<'_>> = open.iter().map(|t| Likeness::of(self.document, t)).collect();
        let mut pairs: Vec<(bool, f64, TaskId, TaskId)> = Vec::new();
        for there in &open {
            for here in &free {
                let alike = there.to(here);
                let numbered =
                    there.task.source_key.is_some() && there.task.source_key == here.task.source_key;
                if alike >= if numbered { enough.min(ALIKE_IN_PLACE) } else { enough } {
                    pairs.push((numbered, alike, there.task.id, here.task.id));
                }
            }
        }
        pairs.sort_by(|a, b| (b.0, b.1).partial_cmp(&(a.0, a.1)).unwrap_or(std::cmp::Ordering::Equal));
        for (_, _, there, here) in pairs {
            matched.pair(there, here);
        }
    }

    /// What is not paired yet, by its neighbours that are. What was not read from a document has no place in one.
    fn gaps(&self, matched: &Match) -> BTreeMap<Gap, InGap<'a>> {
        let mut gaps: BTreeMap<Gap, InGap<'a>> = BTreeMap::new();
        let known = |t: &'a Task| {
            let here = matched.here(t.id);
            let sibling = self.existing.task(here).is_some_and(|t| t.parent == self.here);
            (matched.is_known(t.id), sibling.then_some(here), t)
        };
        for (gap, there) in placed(self.document.children(self.there).map(known)) {
            gaps.entry(gap).or_default().0.push(there);
        }
        let siblings: IdSet<TaskId> =
            self.document.children(self.there).map(|t| matched.here(t.id)).collect();
        let known = |t: &'a Task| {
            let sibling = siblings.contains(&t.id);
            (matched.is_taken(t.id) || !is_imported(t), sibling.then_some(t.id), t)
        };
        for (gap, here) in placed(self.existing.children(self.here).map(known)) {
            gaps.entry(gap).or_default().1.push(here);
        }
        gaps
    }

    /// Whether a task that stands where another stood may be that one, though no word of its title is left.
    fn may_be(&self, there: &Task, here: &Task) -> bool {
        let name = |t: &'_ Task| t.source_key.clone().filter(|key| is_name(key));
        let renamed = match (name(there), name(here)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let progress = here.status == Status::Todo || here.status == there.status;
        let kinds = Likeness::of(self.document, there).is_of_another_kind(&Likeness::of(self.existing, here));
        renamed && progress && !kinds
    }
}

/// The tasks that are not settled, each with the nearest settled siblings around it.
fn placed<'a>(tasks: impl Iterator<Item = (bool, Option<TaskId>, &'a Task)>) -> Vec<(Gap, &'a Task)> {
    let mut placed: Vec<(Gap, &Task)> = Vec::new();
    let mut before = None;
    let mut since = 0;
    for (settled, sibling, task) in tasks {
        if !settled {
            placed.push(((before, None), task));
        } else if sibling.is_some() {
            placed[since..].iter_mut().for_each(|(gap, _)| gap.1 = sibling);
            since = placed.len();
            before = sibling;
        }
    }
    placed
}
