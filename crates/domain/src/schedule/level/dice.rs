//! Chance that can be repeated: the same seed always falls the same way, on every machine. Never for secrets.

/// A small generator of random numbers (splitmix64, Steele et al. 2014).
#[derive(Debug, Clone)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 if `n` is 0. By multiplication, which is quicker than the rest of a division.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        (((self.roll() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// A number from `low` to `high`, both possible.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in so many of a thousand cases.
    pub(super) fn per_mille(&mut self, share: u32) -> bool {
        self.below(1000) < share
    }
}
