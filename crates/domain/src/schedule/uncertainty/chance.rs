//! Chance by place: what falls for a task in a run depends on the seed, the run and the task's id alone, not on what fell
//! before. Runs can be shared out in any way, and two plans that differ in one task meet the same luck everywhere else.

use crate::id::TaskId;

/// The luck of one run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Luck(u64);

impl Luck {
    pub(super) fn of(seed: u64, run: u32) -> Self {
        Self(mixed(mixed(seed) ^ u64::from(run)))
    }

    /// How a task falls, evenly from 0 up to 1.
    pub(super) fn of_task(self, key: u64) -> f64 {
        // 53 bits are all that such a number holds.
        (mixed(self.0 ^ key) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// What a task is known by.
pub(super) fn key(id: TaskId) -> u64 {
    mixed(mixed(id.bits() as u64) ^ (id.bits() >> 64) as u64)
}

/// A bijection that leaves no pattern (the finaliser of splitmix64, Steele et al. 2014).
fn mixed(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
