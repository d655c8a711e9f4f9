//! Where an activity fits first into what is left of the resources: by bits, without a branch for each period, where it
//! is short, and by leaping where it is long.

use super::packing::{Level, SHORT};

/// What is left of the resources in each period; behind its end all of them are full.
pub(super) struct Room<L> {
    pub(super) free: Vec<L>,
    pub(super) full: L,
    pub(super) guard: L,
}

/// What is asked of a place.
#[derive(Clone, Copy)]
pub(super) struct Want<L> {
    pub(super) load: L,
    pub(super) duration: u32,
    /// Applied to a row of bits one after the other, these shifts leave the bits that have as many behind them as the
    /// activity is long.
    shifts: [u8; 4],
}

impl<L> Want<L> {
    pub(super) fn new(load: L, duration: u32) -> Self {
        let mut left = duration.saturating_sub(1).min(15) as u8;
        let shifts = [1, 2, 4, 8].map(|most| {
            let shift = left.min(most);
            left -= shift;
            shift
        });
        Self { load, duration, shifts }
    }
}

/// Periods that are looked at together.
const CHUNK: usize = 32;

/// The bit of each period of a chunk.
const BITS: [u32; CHUNK] = {
    let mut bits = [1; CHUNK];
    let mut at = 1;
    while at < CHUNK {
        bits[at] = bits[at - 1] << 1;
        at += 1;
    }
    bits
};

impl<L: Level> Room<L> {
    /// Gives everything back in the first `used` periods.
    pub(super) fn clear(&mut self, used: usize) {
        self.free[..used].fill(self.full);
    }

    /// Takes the first place from the period `ready` on and returns its first period.
    pub(super) fn take(&mut self, ready: usize, want: &Want<L>) -> usize {
        let duration = want.duration as usize;
        if duration > SHORT {
            let start = self.long_gap(ready, want);
            self.free[start..start + duration].iter_mut().for_each(|free| *free = free.minus(want.load));
            return start;
        }
        let start = self.short_gap(ready, want);
        if let Some(chunk) = self.free[start..].first_chunk_mut() {
            L::take(chunk, want.load, duration);
        }
        start
    }

    fn short_gap(&mut self, mut start: usize, want: &Want<L>) -> usize {
        loop {
            self.reach(start + CHUNK + SHORT);
            let Some(chunk) = self.free[start..].first_chunk::<CHUNK>() else { return start };
            let mut full = 0;
            for (free, bit) in chunk.iter().zip(&BITS) {
                full |= if free.fits(&want.load, &self.guard) { 0 } else { *bit };
            }
            let mut fits = !full;
            for shift in want.shifts {
                fits &= fits >> shift;
            }
            if fits != 0 {
                return start + fits.trailing_zeros() as usize;
            }
            start += CHUNK + 1 - want.duration.max(1) as usize;
        }
    }

    /// From behind: what lies behind the last period that is too full is known to fit.
    fn long_gap(&mut self, mut start: usize, want: &Want<L>) -> usize {
        let mut known = start;
        loop {
            let end = start + want.duration as usize;
            self.reach(end);
            let misfit = |free: &L| !free.fits(&want.load, &self.guard);
            let Some(full) = self.free[known..end].iter().rposition(misfit) else { return start };
            start = known + full + 1;
            known = end;
        }
    }

    fn reach(&mut self, end: usize) {
        if end > self.free.len() {
            self.free.resize(end + end / 2, self.full);
        }
    }
}
