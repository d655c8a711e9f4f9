//! From times of one direction to the order in which the other direction places: what is finished last comes first.

use super::decoder::{Decoder, Way};

/// Sorts activities by keys, without allocating once it has grown.
#[derive(Debug, Default)]
pub(super) struct Arrange {
    slots: Vec<u32>,
    order: Vec<u32>,
}

impl Arrange {
    /// The order for the direction `way`: the greatest of `keys` first, but nothing before what it has to wait for. Keys
    /// that would have it otherwise are lowered.
    pub(super) fn order<D: Decoder>(&mut self, decoder: &D, way: Way, keys: &mut [u32]) -> &[u32] {
        let count = keys.len() as u32;
        let mut top = 0;
        let mut lower = |activity: u32| {
            let before = decoder.before(way, activity).iter().map(|&before| keys[before as usize]);
            let key = before.fold(keys[activity as usize], u32::min);
            keys[activity as usize] = key;
            top = top.max(key);
        };
        match way {
            Way::Forward => (0..count).for_each(&mut lower),
            Way::Backward => (0..count).rev().for_each(&mut lower),
        }
        // Of equal keys, what may have to come first is put first.
        let numbered = |nth: u32| if way == Way::Forward { nth } else { count - 1 - nth };
        if top / 8 > count.saturating_add(64) {
            self.order.clear();
            self.order.extend((0..count).map(numbered));
            self.order.sort_by_key(|&activity| std::cmp::Reverse(keys[activity as usize]));
            return &self.order;
        }
        self.slots.clear();
        self.slots.resize(top as usize + 2, 0);
        for &key in &*keys {
            self.slots[(top - key) as usize + 1] += 1;
        }
        let mut sum = 0;
        for slot in &mut self.slots {
            sum += *slot;
            *slot = sum;
        }
        self.order.resize(count as usize, 0);
        for activity in (0..count).map(numbered) {
            let slot = &mut self.slots[(top - keys[activity as usize]) as usize];
            self.order[*slot as usize] = activity;
            *slot += 1;
        }
        &self.order
    }
}
