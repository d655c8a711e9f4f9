//! How resources share words: which bits each has, and the arithmetic on them.

/// Levels or demands of all resources, packed.
pub(super) type Words<const K: usize> = [u64; K];

/// The most words that the levels of all resources may take in a period.
pub(super) const MOST_WORDS: usize = 64;

/// Where each resource lies: its word and its lowest bit. The bit above its capacity is its guard: it stays set as long
/// as nothing is borrowed from it.
#[derive(Debug)]
pub(super) struct Packing {
    places: Vec<(usize, u32)>,
    guards: Vec<u64>,
}

impl Packing {
    pub(super) fn new(capacities: &[u32]) -> Self {
        let mut packing = Self { places: Vec::new(), guards: vec![0] };
        let mut bits = 0;
        for &capacity in capacities {
            let width = u32::BITS - capacity.leading_zeros() + 1;
            if bits + width > u64::BITS {
                packing.guards.push(0);
                bits = 0;
            }
            let word = packing.guards.len() - 1;
            packing.places.push((word, bits));
            bits += width;
            packing.guards[word] |= 1 << (bits - 1);
        }
        packing
    }

    /// How many words it takes.
    pub(super) fn len(&self) -> usize {
        self.guards.len()
    }

    /// The guard bits of all resources. `K` is not less than [`Self::len`].
    pub(super) fn guard<const K: usize>(&self) -> Words<K> {
        let mut guard = [0; K];
        guard[..self.guards.len()].copy_from_slice(&self.guards);
        guard
    }

    /// An amount of each resource, none above its capacity.
    pub(super) fn words<const K: usize>(&self, amounts: &[u32]) -> Words<K> {
        let mut words = [0; K];
        for (&(word, bit), &amount) in self.places.iter().zip(amounts) {
            words[word] |= u64::from(amount) << bit;
        }
        words
    }
}

/// Whether a load can be taken from a level, guards set.
pub(super) fn fits<const K: usize>(level: &Words<K>, load: &Words<K>, guard: &Words<K>) -> bool {
    (0..K).all(|word| level[word].wrapping_sub(load[word]) & guard[word] == guard[word])
}

/// A level without a load that fits.
pub(super) fn minus<const K: usize>(level: Words<K>, load: Words<K>) -> Words<K> {
    std::array::from_fn(|word| level[word] - load[word])
}

/// A level and what was taken from it.
pub(super) fn plus<const K: usize>(level: Words<K>, load: Words<K>) -> Words<K> {
    std::array::from_fn(|word| level[word] + load[word])
}
