//! Which task of the plan is which task of the gold plan, by their titles: one to one. Tasks whose titles say the same
//! find each other first (under the same summary tasks, then under the same parent, then in order); what is left is
//! assigned so that the titles are as alike as they can be on the whole. Must never pair titles that are hardly alike.

use std::collections::HashMap;
use std::hash::Hash;

use super::assign::{Candidate, assign};
use super::label::{Labels, Side};

/// Titles less alike than this, in thousandths, are not the same task: "Write the tests for the shop" and "Review the tests
/// for the shop" share two words of three.
const ALIKE: u16 = 800;
/// So many candidates of each task are looked at, the most alike ones.
const MANY: usize = 32;
/// What the same parent counts beside the likeness of titles.
const SAME_PARENT: u32 = 200;

/// Pairs of tasks, by their places in the two plans.
pub(super) struct Matching {
    /// The plan's task of each gold task.
    pub(super) of_gold: Vec<Option<usize>>,
    /// The gold task of each of the plan's.
    pub(super) of_plan: Vec<Option<usize>>,
}

impl Matching {
    pub(super) fn of(labels: &Labels<'_>) -> Self {
        let (gold, plan) = (&labels.gold, &labels.plan);
        let mut matching =
            Self { of_gold: vec![None; gold.tasks.len()], of_plan: vec![None; plan.tasks.len()] };
        let mut book = HashMap::new();
        let (gold_paths, plan_paths) = (gold.paths(&mut book), plan.paths(&mut book));
        matching.equal(|n| gold_paths[n], |n| plan_paths[n]);
        let under = |side: &Side<'_>, n: usize| (side.label[n], side.parent[n].map(|p| side.label[p]));
        matching.equal(|n| under(gold, n), |n| under(plan, n));
        matching.equal(|n| gold.label[n], |n| plan.label[n]);
        matching.alike(labels);
        matching
    }

    /// Pairs of gold task and plan task, in the order of the gold plan.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        self.of_gold.iter().enumerate().filter_map(|(gold, plan)| Some((gold, (*plan)?)))
    }

    fn pair(&mut self, gold: usize, plan: usize) {
        self.of_gold[gold] = Some(plan);
        self.of_plan[plan] = Some(gold);
    }

    /// Pairs tasks with equal keys in order.
    fn equal<K: Eq + Hash>(&mut self, gold: impl Fn(usize) -> K, plan: impl Fn(usize) -> K) {
        let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
        for n in (0..self.of_plan.len()).rev().filter(|n| self.of_plan[*n].is_none()) {
            waiting.entry(plan(n)).or_default().push(n);
        }
        for n in 0..self.of_gold.len() {
            if self.of_gold[n].is_none()
                && let Some(found) = waiting.get_mut(&gold(n)).and_then(Vec::pop)
            {
                self.pair(n, found);
            }
        }
    }

    /// Pairs what is left by how alike the titles are.
    fn alike(&mut self, labels: &Labels<'_>) {
        let gold = open(&labels.gold, &self.of_gold);
        let plan = open(&labels.plan, &self.of_plan);
        let near = Near::of(labels, plan.keys().copied());
        let mut candidates = Vec::new();
        let mut rows: Vec<(&usize, &Vec<usize>)> = gold.iter().collect();
        rows.sort_unstable();
        for (label, tasks) in rows {
            let found = near.alike(labels, *label);
            for row in tasks {
                let others = found.iter().flat_map(|(other, likeness)| {
                    plan.get(other).into_iter().flatten().map(move |column| (*column, *likeness))
                });
                let others = others.map(|(column, likeness)| Candidate {
                    row: *row,
                    column,
                    weight: u32::from(likeness) + self.parents(labels, *row, column),
                });
                let mut others: Vec<Candidate> = others.collect();
                others.sort_unstable_by_key(|c| (std::cmp::Reverse(c.weight), c.row.abs_diff(c.column)));
                candidates.extend(others.into_iter().take(MANY));
            }
        }
        for (gold, plan) in assign(&candidates) {
            self.pair(gold, plan);
        }
    }

    fn parents(&self, labels: &Labels<'_>, gold: usize, plan: usize) -> u32 {
        match (labels.gold.parent[gold], labels.plan.parent[plan]) {
            (None, None) => SAME_PARENT,
            (Some(a), Some(b)) if self.of_gold[a] == Some(b) => SAME_PARENT,
            (Some(a), Some(b)) if self.of_gold[a].is_none() && self.of_plan[b].is_none() => {
                u32::from(labels.likeness(labels.gold.label[a], labels.plan.label[b])) * SAME_PARENT / 1000
            }
            _ => 0,
        }
    }
}

/// The tasks without a pair, by label.
fn open(side: &Side<'_>, taken: &[Option<usize>]) -> HashMap<usize, Vec<usize>> {
    let mut open: HashMap<usize, Vec<usize>> = HashMap::new();
    for (n, label) in side.label.iter().enumerate().filter(|(n, _)| taken[*n].is_none()) {
        open.entry(*label).or_default().push(n);
    }
    open
}

/// Labels to be found by a likeness of [`ALIKE`] at least. Two such labels share one of their rarest words: if `o` words of
/// `a` and `b` are common, `2 o / (|a| + |b|) >= t` and `o <= |b|` give `o >= t |a| / (2 - t)`, so that among the
/// `|a| - o + 1` rarest words of `a` there is one of `b`, and the other way round (prefix filtering, Chaudhuri et al. 2006).
struct Near {
    by_word: HashMap<u32, Vec<usize>>,
    often: HashMap<u32, usize>,
}

impl Near {
    fn of(labels: &Labels<'_>, all: impl Iterator<Item = usize>) -> Self {
        let mut all: Vec<usize> = all.collect();
        all.sort_unstable();
        let mut often: HashMap<u32, usize> = HashMap::new();
        for word in all.iter().flat_map(|label| &labels.get(*label).words) {
            *often.entry(*word).or_default() += 1;
        }
        let mut near = Self { by_word: HashMap::new(), often };
        for label in all {
            for word in near.rarest(labels, label) {
                near.by_word.entry(word).or_default().push(label);
            }
        }
        near
    }

    fn rarest(&self, labels: &Labels<'_>, label: usize) -> Vec<u32> {
        let mut words = labels.get(label).words.clone();
        words.sort_by_key(|word| (self.often.get(word).copied().unwrap_or(0), *word));
        let (length, alike) = (words.len(), usize::from(ALIKE));
        let common = (alike * length).div_ceil(2000 - alike);
        words.truncate(length + 1 - common.min(length));
        words.dedup();
        words
    }

    /// Labels that are alike, with their likeness, the most alike first.
    fn alike(&self, labels: &Labels<'_>, label: usize) -> Vec<(usize, u16)> {
        let words = self.rarest(labels, label);
        let mut found: Vec<usize> =
            words.iter().flat_map(|word| self.by_word.get(word).into_iter().flatten().copied()).collect();
        found.sort_unstable();
        found.dedup();
        let with_likeness = found.into_iter().map(|other| (other, labels.likeness(label, other)));
        let mut found: Vec<(usize, u16)> = with_likeness.filter(|(_, likeness)| *likeness >= ALIKE).collect();
        found.sort_by_key(|(other, likeness)| (std::cmp::Reverse(*likeness), *other));
        found.truncate(MANY);
        found
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::project;
    use super::*;

    fn matched(gold: &str, plan: &str) -> Vec<(String, String)> {
        let (gold, plan) = (project(gold), project(plan));
        let labels = Labels::of(&gold, &plan);
        let matching = Matching::of(&labels);
        let titles =
            |(g, p): (usize, usize)| (labels.gold.tasks[g].title.clone(), labels.plan.tasks[p].title.clone());
        matching.pairs().map(titles).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn titles_find_their_like_once() {
        let found = matched(
            "1 Paint fence\n2 Paint the big garden fence\n3 Order paint",
            "1 Paint garden fence\n2 Sleep\n3 Order the paint",
        );
        assert_eq!(
            found,
            pairs(&[
                ("Paint the big garden fence", "Paint garden fence"),
                ("Order paint", "Order the paint")
            ])
        );
    }

    #[test]
    fn equal_titles_keep_to_their_summary_tasks() {
        let gold = "1 Alpha\n  1.1 Test\n2 Beta\n  2.1 Test";
        let plan = "1 Beta\n  1.1 Test\n2 Alpha\n  2.1 Test";
        let (gold, plan) = (project(gold), project(plan));
        let labels = Labels::of(&gold, &plan);
        assert_eq!(Matching::of(&labels).of_gold, [Some(2), Some(3), Some(0), Some(1)]);
    }

    fn titles() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec!["paint", "fence", "garden", "order", "2", "test", "roof"]);
        prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn no_like_title_is_overlooked(gold in titles(), plan in prop::collection::vec(titles(), 1..20)) {
            let lines: String = plan.iter().map(|title| format!("- {title}\n")).collect();
            let (gold, plan) = (project(&format!("1 {gold}")), project(&lines));
            let labels = Labels::of(&gold, &plan);
            let near = Near::of(&labels, labels.plan.label.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter());
            let found: Vec<usize> = near.alike(&labels, labels.gold.label[0]).into_iter().map(|f| f.0).collect();
            for label in &labels.plan.label {
                let like = labels.likeness(labels.gold.label[0], *label) >= ALIKE;
                prop_assert_eq!(found.contains(label), like);
            }
        }
    }

    #[test]
    fn everything_finds_itself() {
        let text = "1 Test\n  1.1 Test\n  1.2 Test 2\n2 Test\n3 Ship it now";
        assert_eq!(matched(text, text).len(), 5);
        assert_eq!(matched(text, "1 Nothing of it").len(), 0);
    }
}
