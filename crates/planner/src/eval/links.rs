//! Dependencies: the links themselves, and what follows from them along other links and through summary tasks. Only
//! `blocks` links are looked at.

use std::collections::HashSet;

use planwright_domain::{Dependency, LinkType, Project};

use super::Overlap;
use super::label::{Labels, Side};
use super::matching::Matching;

/// So many work packages are followed at once: bounds the memory, at 64 machine words a start or finish.
const BLOCK: usize = 4096;

/// Links from task to task. Those of the plan count when both ends are matched: what an unmatched task is tied to is
/// counted among the titles already.
pub(super) fn direct(gold: &Project, plan: &Project, labels: &Labels<'_>, matching: &Matching) -> Overlap {
    let ends = |project: &Project, side: &Side<'_>| -> HashSet<(usize, usize)> {
        ties(project, side).map(|(from, to, _)| (from, to)).collect()
    };
    let wanted = ends(gold, &labels.gold);
    let found: HashSet<(usize, usize)> = ends(plan, &labels.plan)
        .into_iter()
        .filter_map(|(from, to)| Some((matching.of_plan[from]?, matching.of_plan[to]?)))
        .collect();
    let both = found.intersection(&wanted).count() as u64;
    Overlap { both, gold: wanted.len() as u64, plan: found.len() as u64 }
}

/// Pairs of work packages of the gold plan of which the second cannot start before the first has finished, and the same
/// of the tasks they are matched with.
pub(super) fn transitive(
    gold: &Project,
    plan: &Project,
    labels: &Labels<'_>,
    matching: &Matching,
) -> Overlap {
    let (wanted, found) = (Moments::of(gold, &labels.gold), Moments::of(plan, &labels.plan));
    let packages: Vec<usize> = (0..labels.gold.tasks.len()).filter(|n| !labels.gold.summary[*n]).collect();
    let mut overlap = Overlap::default();
    for block in packages.chunks(BLOCK) {
        let words = block.len().div_ceil(64);
        let column = |task: &usize, bit: usize| (start(*task), bit);
        let columns: Vec<_> = block.iter().enumerate().map(|(bit, task)| column(task, bit)).collect();
        let in_gold = wanted.reached(&columns, words);
        let matched = block.iter().enumerate();
        let columns: Vec<_> =
            matched.filter_map(|(bit, task)| Some(column(&matching.of_gold[*task]?, bit))).collect();
        let in_plan = found.reached(&columns, words);
        let row = |sets: &[u64], task: usize| {
            let at = finish(task) as usize * words;
            sets[at..at + words].to_vec()
        };
        for task in &packages {
            let wanted = row(&in_gold, *task);
            overlap.gold += ones(&wanted);
            if let Some(same) = matching.of_gold[*task] {
                let found = row(&in_plan, same);
                overlap.plan += ones(&found);
                let both: Vec<u64> = wanted.iter().zip(found).map(|(a, b)| a & b).collect();
                overlap.both += ones(&both);
            }
        }
    }
    overlap
}

fn ones(bits: &[u64]) -> u64 {
    bits.iter().map(|word| u64::from(word.count_ones())).sum()
}

/// The links that order work, as places of tasks, in no order.
fn ties<'a>(
    project: &'a Project,
    side: &'a Side<'_>,
) -> impl Iterator<Item = (usize, usize, Dependency)> + 'a {
    project
        .links()
        .filter(|link| link.link_type == LinkType::Blocks)
        .filter_map(|link| Some((*side.place.get(&link.from)?, *side.place.get(&link.to)?, link.dependency)))
}

fn start(task: usize) -> u32 {
    2 * task as u32
}

fn finish(task: usize) -> u32 {
    2 * task as u32 + 1
}

/// Starts and finishes, and which comes before which.
struct Moments {
    after: Vec<Vec<u32>>,
    /// A topological order; moments on a cycle are left out, and nothing is said of them.
    order: Vec<u32>,
}

impl Moments {
    fn of(project: &Project, side: &Side<'_>) -> Self {
        let mut after: Vec<Vec<u32>> = vec![Vec::new(); 2 * side.tasks.len()];
        let mut tie = |from: u32, to: u32| after[from as usize].push(to);
        for (task, parent) in side.parent.iter().enumerate() {
            tie(start(task), finish(task));
            if let Some(parent) = parent {
                tie(start(*parent), start(task));
                tie(finish(task), finish(*parent));
            }
        }
        for (from, to, dependency) in ties(project, side) {
            match dependency {
                Dependency::FinishToStart => tie(finish(from), start(to)),
                Dependency::StartToStart => tie(start(from), start(to)),
                Dependency::FinishToFinish => tie(finish(from), finish(to)),
                Dependency::StartToFinish => tie(start(from), finish(to)),
            }
        }
        let mut before = vec![0u32; after.len()];
        after.iter().flatten().for_each(|to| before[*to as usize] += 1);
        let mut order: Vec<u32> =
            (0..after.len() as u32).filter(|moment| before[*moment as usize] == 0).collect();
        let mut next = 0;
        while let Some(moment) = order.get(next) {
            next += 1;
            for to in after[*moment as usize].clone() {
                before[to as usize] -= 1;
                if before[to as usize] == 0 {
                    order.push(to);
                }
            }
        }
        Self { after, order }
    }

    /// For each moment, a set of bits, `words` long: those of the columns that come after it.
    fn reached(&self, columns: &[(u32, usize)], words: usize) -> Vec<u64> {
        let mut own: Vec<Option<usize>> = vec![None; self.after.len()];
        columns.iter().for_each(|(moment, bit)| own[*moment as usize] = Some(*bit));
        let mut sets = vec![0u64; self.after.len() * words];
        for moment in self.order.iter().rev().map(|moment| *moment as usize) {
            for to in self.after[moment].iter().map(|to| *to as usize) {
                if let Some(bit) = own[to] {
                    sets[moment * words + bit / 64] |= 1 << (bit % 64);
                }
                for word in 0..words {
                    sets[moment * words + word] |= sets[to * words + word];
                }
            }
        }
        sets
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::project;
    use super::super::{Overlap, measure};

    fn overlaps(gold: &str, plan: &str) -> (Overlap, Overlap) {
        let report = measure(&project(gold), &project(plan));
        (report.links, report.order)
    }

    fn overlap(both: u64, gold: u64, plan: u64) -> Overlap {
        Overlap { both, gold, plan }
    }

    #[test]
    fn a_chain_says_more_than_its_links() {
        let text = "1 Dig  1d\n2 Pour  1d  after 1\n3 Wall  1d  after 2";
        assert_eq!(overlaps(text, text), (overlap(2, 2, 2), overlap(3, 3, 3)));
    }

    #[test]
    fn a_link_on_a_summary_task_holds_for_what_is_below() {
        let gold = "1 Base\n  1.1 Dig\n  1.2 Pour\n2 Wall  after 1";
        let plan = "1 Base\n  1.1 Dig\n  1.2 Pour\n2 Wall  after 1.1, 1.2";
        let (links, order) = overlaps(gold, plan);
        assert_eq!((links.both, order), (0, overlap(2, 2, 2)));
    }

    #[test]
    fn links_of_what_was_not_matched_are_not_held_against_the_plan() {
        let gold = "1 Dig\n2 Pour  after 1";
        let plan = "1 Dig\n2 Sing  after 1\n3 Pour  after 2";
        assert_eq!(overlaps(gold, plan), (overlap(0, 1, 0), overlap(1, 1, 1)));
    }

    #[test]
    fn the_wrong_way_round_is_wrong() {
        let (links, order) = overlaps("1 Dig\n2 Pour  after 1", "1 Dig  after 2\n2 Pour");
        assert_eq!((links.f1(), order.f1()), (Some(0.0), Some(0.0)));
    }

    #[test]
    fn what_starts_together_does_not_wait() {
        let (_, order) = overlaps("1 Dig\n2 Pour  after 1 SS", "1 Dig\n2 Pour  after 1 SS");
        assert_eq!(order, overlap(0, 0, 0));
    }
}
