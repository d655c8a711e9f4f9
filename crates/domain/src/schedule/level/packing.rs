//! How resources share words: which bits each has, and the arithmetic on them.

/// The most words that the levels of all resources may take in a period.
pub(super) const MOST_WORDS: usize = 64;

/// The longest activity, in periods, that is placed without a branch for each period.
pub(super) const SHORT: usize = 16;

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

    /// How many bits of its words are taken.
    pub(super) fn bits(&self) -> u32 {
        let used = |guard: u64| u64::BITS - guard.leading_zeros();
        self.guards.iter().map(|&guard| used(guard)).sum()
    }

    /// The guard bits of all resources.
    pub(super) fn guard<L: Level>(&self) -> L {
        L::gather(self.guards.iter().copied().enumerate())
    }

    /// An amount of each resource, none above its capacity.
    pub(super) fn level<L: Level>(&self, amounts: &[u32]) -> L {
        let places = self.places.iter().zip(amounts);
        L::gather(places.map(|(&(word, bit), &amount)| (word, u64::from(amount) << bit)))
    }
}

/// What there is of all resources in a period, or what an activity takes of them.
pub(super) trait Level: Copy {
    /// From parts of words that do not overlap.
    fn gather(parts: impl Iterator<Item = (usize, u64)>) -> Self;

    /// Whether `load` can be taken from this level, whose guards are set.
    fn fits(&self, load: &Self, guard: &Self) -> bool;

    /// Without a load that fits.
    fn minus(self, load: Self) -> Self;

    /// Takes a load from the first levels of a row.
    fn take(levels: &mut [Self; SHORT], load: Self, count: usize) {
        levels[..count].iter_mut().for_each(|level| *level = level.minus(load));
    }

    /// With a load that was taken from it.
    fn plus(self, load: Self) -> Self;
}

/// The resources of most projects fit into half a word, and twice as many half words are handled at a time.
impl Level for u32 {
    fn gather(parts: impl Iterator<Item = (usize, u64)>) -> Self {
        parts.fold(0, |level, (_, part)| level | part as Self)
    }

    fn fits(&self, load: &Self, guard: &Self) -> bool {
        self.wrapping_sub(*load) & guard == *guard
    }

    fn minus(self, load: Self) -> Self {
        self - load
    }

    fn plus(self, load: Self) -> Self {
        self + load
    }

    // Nothing is taken from the rest, which is quicker than to find out where to end.
    fn take(levels: &mut [Self; SHORT], load: Self, count: usize) {
        for (level, at) in levels.iter_mut().zip(0..) {
            *level -= if at < count as u32 { load } else { 0 };
        }
    }
}

impl<const K: usize> Level for [u64; K] {
    fn gather(parts: impl Iterator<Item = (usize, u64)>) -> Self {
        let mut words = [0; K];
        parts.for_each(|(word, part)| words[word] |= part);
        words
    }

    fn fits(&self, load: &Self, guard: &Self) -> bool {
        (0..K).all(|word| self[word].wrapping_sub(load[word]) & guard[word] == guard[word])
    }

    fn minus(self, load: Self) -> Self {
        std::array::from_fn(|word| self[word] - load[word])
    }

    fn plus(self, load: Self) -> Self {
        std::array::from_fn(|word| self[word] + load[word])
    }
}
