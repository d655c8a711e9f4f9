//! Which two activities can never go on at the same time, and groups of which no two can.

use super::super::problem::Problem;

/// Pairs of activities.
pub(super) struct Pairs {
    count: usize,
    words: usize,
    /// A row of bits for each activity: those that cannot go on beside it.
    apart: Vec<u64>,
    /// Pairs that resources alone keep apart: either may come first.
    pub(super) free: Vec<(u32, u32)>,
    /// Groups of which all are apart from each other.
    pub(super) groups: Vec<Vec<u32>>,
}

impl Pairs {
    pub(super) fn of(problem: &Problem) -> Self {
        let count = problem.len();
        let words = count.div_ceil(64);
        let mut pairs =
            Self { count, words, apart: vec![0; count * words], free: Vec::new(), groups: Vec::new() };
        pairs.by_links(problem);
        pairs.by_resources(problem);
        pairs.gather(problem);
        pairs
    }

    fn are_apart(&self, one: u32, two: u32) -> bool {
        self.apart[one as usize * self.words + two as usize / 64] >> (two % 64) & 1 == 1
    }

    fn keep_apart(&mut self, one: u32, two: u32) {
        for (one, two) in [(one, two), (two, one)] {
            self.apart[one as usize * self.words + two as usize / 64] |= 1 << (two % 64);
        }
    }

    /// Whatever is linked, directly or not.
    fn by_links(&mut self, problem: &Problem) {
        let mut reached = vec![0u64; self.count * self.words];
        for &activity in problem.order().iter().rev() {
            let mut row = vec![0u64; self.words];
            for &after in problem.successors(activity) {
                let theirs = &reached[after as usize * self.words..][..self.words];
                row.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
                row[after as usize / 64] |= 1 << (after % 64);
            }
            reached[activity as usize * self.words..][..self.words].copy_from_slice(&row);
        }
        for one in 0..self.count as u32 {
            for two in 0..self.count as u32 {
                if reached[one as usize * self.words + two as usize / 64] >> (two % 64) & 1 == 1 {
                    self.keep_apart(one, two);
                }
            }
        }
    }

    /// Whatever asks for more than there is together.
    fn by_resources(&mut self, problem: &Problem) {
        for one in 0..self.count as u32 {
            for two in 0..one {
                let demands = problem.demands(one).iter().zip(problem.demands(two));
                let too_much = demands
                    .zip(problem.capacities())
                    .any(|((&one, &two), &capacity)| u64::from(one) + u64::from(two) > u64::from(capacity));
                let take_time = problem.duration(one) > 0 && problem.duration(two) > 0;
                if too_much && take_time && !self.are_apart(one, two) {
                    self.keep_apart(one, two);
                    self.free.push((one, two));
                }
            }
        }
    }

    /// A group around each activity that resources keep apart from some: greedily, the longest first.
    fn gather(&mut self, problem: &Problem) {
        let mut longest: Vec<u32> =
            (0..self.count as u32).filter(|&activity| problem.duration(activity) > 0).collect();
        longest.sort_by_key(|&activity| std::cmp::Reverse(problem.duration(activity)));
        let mut seeds: Vec<u32> = self.free.iter().flat_map(|&(one, two)| [one, two]).collect();
        seeds.sort_unstable();
        seeds.dedup();
        for seed in seeds {
            let mut group = vec![seed];
            for &activity in &longest {
                if group.iter().all(|&member| self.are_apart(member, activity)) {
                    group.push(activity);
                }
            }
            group.sort_unstable();
            if group.len() > 2 && !self.groups.contains(&group) {
                self.groups.push(group);
            }
        }
    }
}
