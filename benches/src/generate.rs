//! Plans of any size from a seed: the same seed gives the same plan on every machine.

use planwright_domain::{Dependency, Link, LinkId, TaskId};

/// A small generator of random numbers (SplitMix64, Steele, Lea and Flood, 2014).
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that always roll the same.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 random bits.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is at least 1.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }

    /// 128 random bits.
    pub(crate) fn bits(&mut self) -> u128 {
        u128::from(self.roll()) << 64 | u128::from(self.roll())
    }

    /// The items in random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// A plan's skeleton: what the network and the schedule see of it.
pub(crate) struct Plan {
    /// Each task with its parent and its minutes, in the order of the tree.
    pub(crate) tasks: Vec<(TaskId, Option<TaskId>, u32)>,
    /// Links without a cycle, in random order.
    pub(crate) links: Vec<Link>,
}

/// How a plan is shaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// No tree, only finish-to-start links.
    Flat,
    /// Up to five levels of about ten children each, links of all kinds, some of them on summary tasks.
    Tree,
}

/// A plan of so many tasks and links. Four links of five join tasks near each other.
pub(crate) fn plan(shape: Shape, tasks: usize, links: usize, seed: u64) -> Plan {
    let mut dice = Dice::new(seed);
    let mut plan = Plan { tasks: Vec::with_capacity(tasks), links: Vec::with_capacity(links) };
    let mut ends = Vec::with_capacity(tasks);
    let mut open: Vec<usize> = Vec::new();
    for n in 0..tasks {
        if shape == Shape::Tree {
            // Leave each open summary task once in ten; what is left open gets a child.
            while !open.is_empty() && dice.below(10) == 0 {
                open.pop();
            }
        }
        let parent = open.last().map(|&p| plan.tasks[p].0);
        plan.tasks.push((TaskId::from_bits(dice.bits()), parent, 30 * (1 + dice.below(64)) as u32));
        ends.push(n);
        if shape == Shape::Tree && open.len() < 4 && (open.len() < 2 || dice.below(8) == 0) {
            open.push(n);
        }
    }
    while plan.links.len() < links && tasks > 1 {
        let from = dice.below(tasks - 1);
        let reach = if dice.below(5) > 0 { 50.min(tasks - 1 - from) } else { tasks - 1 - from };
        let to = from + 1 + dice.below(reach);
        // Along the order of the tree nothing goes round, unless a task is tied to what is below it.
        if plan.is_below(from, to) {
            continue;
        }
        let mut link = Link::blocks(LinkId::from_bits(dice.bits()), plan.tasks[from].0, plan.tasks[to].0);
        if shape == Shape::Tree {
            let (dependency, lag) = match dice.below(100) {
                0..84 => (Dependency::FinishToStart, 0),
                84..90 => (Dependency::FinishToStart, 30 * dice.below(20) as i32 - 120),
                90..95 => (Dependency::StartToStart, 30 * dice.below(20) as i32),
                95..99 => (Dependency::FinishToFinish, 0),
                _ => (Dependency::StartToFinish, 0),
            };
            (link.dependency, link.lag) = (dependency, lag);
        }
        plan.links.push(link);
    }
    dice.shuffle(&mut plan.links);
    plan
}

impl Plan {
    /// Whether the `to`th task, which comes later, is below the `from`th.
    fn is_below(&self, from: usize, to: usize) -> bool {
        let top = self.tasks[from].0;
        let mut parent = self.tasks[to].1;
        let mut at = to;
        while let Some(above) = parent {
            if above == top {
                return true;
            }
            // In the order of the tree a parent comes before its children, close by.
            while self.tasks[at].0 != above {
                at -= 1;
            }
            parent = self.tasks[at].1;
        }
        false
    }
}
