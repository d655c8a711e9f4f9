//! Identifiers from the system's randomness, or from a seed so that a run can be repeated.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Mutex, PoisonError};

use planwright_ports::Ids;

/// How many bytes are asked of the system at once: 256 identifiers, so that an import of thousands of tasks does not make
/// as many system calls.
const STOCK: usize = 4096;

/// Makes identifiers up: 128 bits each.
pub struct RandomIds(Mutex<Source>);

enum Source {
    System { stock: Box<[u8; STOCK]>, used: usize },
    Seeded(SplitMix),
}

impl RandomIds {
    /// Identifiers nobody has used before.
    pub fn new() -> Self {
        Self(Mutex::new(Source::System { stock: Box::new([0; STOCK]), used: STOCK }))
    }

    /// The identifiers of a seed: the same seed makes the same identifiers in the same order. For tests and
    /// demonstrations only; two runs on one store need two seeds, or the second repeats the identifiers of the first.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new(Source::Seeded(SplitMix(seed))))
    }
}

impl Default for RandomIds {
    fn default() -> Self {
        Self::new()
    }
}

impl Ids for RandomIds {
    fn fresh(&self) -> u128 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).next()
    }
}

impl Source {
    fn next(&mut self) -> u128 {
        match self {
            Self::Seeded(numbers) => numbers.wide(),
            Self::System { stock, used } => {
                if *used == STOCK {
                    if getrandom::fill(stock.as_mut_slice()).is_err() {
                        // A system without randomness: the keys the standard library got for its hash maps must do.
                        let mut numbers = SplitMix(RandomState::new().build_hasher().finish());
                        let id = numbers.wide();
                        *self = Self::Seeded(numbers);
                        return id;
                    }
                    *used = 0;
                }
                let mut bits = [0; 16];
                bits.copy_from_slice(&stock[*used..*used + 16]);
                *used += 16;
                u128::from_le_bytes(bits)
            }
        }
    }
}

/// Numbers that look random (splitmix64, Steele et al. 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn wide(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.next())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn first(ids: &RandomIds, n: usize) -> Vec<u128> {
        (0..n).map(|_| ids.fresh()).collect()
    }

    #[test]
    fn no_identifier_comes_twice() {
        // Twice the stock and one: the stock is filled again.
        let ids = first(&RandomIds::new(), 2 * STOCK / 16 + 1);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert_ne!(first(&RandomIds::new(), 1), first(&RandomIds::new(), 1));
    }

    #[test]
    fn every_bit_is_used() {
        let ids = first(&RandomIds::new(), 256);
        assert_eq!(ids.iter().fold(0, |all, id| all | id), u128::MAX);
        assert_eq!(ids.iter().fold(u128::MAX, |all, id| all & id), 0);
    }

    #[test]
    fn the_same_seed_makes_the_same_identifiers() {
        assert_eq!(first(&RandomIds::seeded(7), 100), first(&RandomIds::seeded(7), 100));
        assert_ne!(first(&RandomIds::seeded(7), 1), first(&RandomIds::seeded(8), 1));
    }
}
