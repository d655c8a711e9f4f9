//! The other direction of what hangs on what: by item, who waits for it and what is below it.

use super::items::{Items, Part};
use super::passes::closing_above;
use crate::network::graph::NONE;

/// A list for each item, in one piece of memory.
#[derive(Debug)]
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), all: Vec::new() }
    }
}

impl<T: Copy + Default> Lists<T> {
    pub(super) fn of(lists: usize, entries: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut ends = vec![0u32; lists + 1];
        entries.clone().for_each(|(list, _)| ends[list as usize + 1] += 1);
        for list in 0..lists {
            ends[list + 1] += ends[list];
        }
        let mut all = vec![T::default(); ends[lists] as usize];
        for (list, entry) in entries {
            all[ends[list as usize] as usize] = entry;
            ends[list as usize] += 1;
        }
        Self { ends, all }
    }

    pub(super) fn list(&self, list: u32) -> &[T] {
        let begin = if list == 0 { 0 } else { self.ends[list as usize - 1] };
        &self.all[begin as usize..self.ends[list as usize] as usize]
    }
}

impl Lists<u32> {
    /// By item, the items its links enter, each with the number of its pull among those of that item; and of an opening
    /// what opens below it, of a closing what closes below it.
    pub(super) fn around(items: &Items) -> (Lists<(u32, u32)>, Self) {
        let count = items.all.len();
        let heads = (0..count).flat_map(|at| {
            items.pulls(at).iter().enumerate().map(move |(nth, pull)| (pull.from, (at as u32, nth as u32)))
        });
        let below = items.all.iter().enumerate().flat_map(|(at, item)| {
            let opens = if item.part == Part::Closing { NONE } else { item.above };
            let above = [opens, closing_above(items, item)].into_iter().filter(|&above| above != NONE);
            above.map(move |above| (above, at as u32))
        });
        (Lists::of(count, heads), Lists::of(count, below))
    }
}
