//! What takes up a person's time: how much of them is used when, and where something more fits in.

/// How much of a person is used.
#[derive(Debug, Clone, Default)]
pub(super) struct Busy {
    /// How much there is, in per cent.
    pub(super) capacity: u32,
    /// From when on how much is used, sorted; nothing before the first.
    steps: Vec<(i64, u32)>,
}

impl Busy {
    pub(super) fn new(capacity: u32) -> Self {
        Self { capacity, steps: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        self.steps.clear();
    }

    /// The first time from `from` on in which so much more fits, where `span` says what something that begins at a moment
    /// takes up.
    pub(super) fn first(&self, units: u32, from: i64, span: impl Fn(i64) -> (i64, i64)) -> (i64, i64) {
        let mut from = from;
        loop {
            let (start, finish) = span(from);
            match self.blocked(units, start, finish) {
                Some((_, Some(free))) => from = free,
                _ => return (start, finish),
            }
        }
    }

    /// The last time up to `by` in which so much more fits, where `span` says what something that ends by a moment takes up.
    pub(super) fn last(&self, units: u32, by: i64, span: impl Fn(i64) -> (i64, i64)) -> (i64, i64) {
        let mut by = by;
        loop {
            let (start, finish) = span(by);
            match self.blocked(units, start, finish) {
                Some((since, _)) => by = since,
                None => return (start, finish),
            }
        }
    }

    /// Where between two moments there is not so much left, from when on that is so, and until when.
    pub(super) fn blocked(&self, units: u32, start: i64, finish: i64) -> Option<(i64, Option<i64>)> {
        let full = |&&(_, used): &&(i64, u32)| used + units > self.capacity && used > 0;
        let first = self.steps.partition_point(|&(at, _)| at <= start).saturating_sub(1);
        let steps = self.steps[first..].iter().take_while(|&&(at, _)| at < finish);
        let nth = first + steps.enumerate().find(|(_, step)| full(step) && self.ends_after(step.0, start))?.0;
        let until = self.steps[nth..].iter().find(|step| !full(step)).map(|&(at, _)| at);
        Some((self.steps[nth].0, until))
    }

    /// Whether the step that begins at a moment goes on after another.
    fn ends_after(&self, step: i64, moment: i64) -> bool {
        let next = self.steps.partition_point(|&(at, _)| at <= step);
        self.steps.get(next).is_none_or(|&(at, _)| at > moment)
    }

    /// Takes up so much from one moment to another.
    pub(super) fn book(&mut self, units: u32, start: i64, finish: i64) {
        self.between(start, finish, |used| *used += units);
    }

    /// Gives back what was taken up.
    pub(super) fn free(&mut self, units: u32, start: i64, finish: i64) {
        self.between(start, finish, |used| *used -= units);
    }

    fn between(&mut self, start: i64, finish: i64, change: impl Fn(&mut u32)) {
        if start >= finish {
            return;
        }
        let (from, to) = (self.cut(start), self.cut(finish));
        // Cutting at the finish moves nothing before it.
        self.steps[from..to].iter_mut().for_each(|(_, used)| change(used));
    }

    /// Makes a step begin at a moment; its number.
    fn cut(&mut self, at: i64) -> usize {
        let next = self.steps.partition_point(|&(from, _)| from < at);
        if self.steps.get(next).is_none_or(|&(from, _)| from != at) {
            let used = next.checked_sub(1).map_or(0, |before| self.steps[before].1);
            self.steps.insert(next, (at, used));
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Law: what is put in where it fits first never overloads, and does not fit any earlier; the same from behind.
        #[test]
        fn it_fits_where_it_is_put_and_nowhere_before(
            capacity in 50u32..250, jobs in prop::collection::vec((1u32..150, 0i64..60, 1i64..20, any::<bool>()), 1..12),
        ) {
            let mut busy = Busy::new(capacity);
            let mut used = [0u32; 600];
            for (units, at, length, forward) in jobs {
                let units = units.min(capacity);
                let fits = |used: &[u32; 600], s: i64| {
                    (s..s + length).all(|m| used[(m + 250) as usize] + units <= capacity)
                };
                let (start, finish) = if forward {
                    busy.first(units, at, |from| (from, from + length))
                } else {
                    busy.last(units, at, |by| (by - length, by))
                };
                prop_assert_eq!(finish - start, length);
                prop_assert!(fits(&used, start));
                if forward {
                    prop_assert!((at..start).all(|s| !fits(&used, s)));
                } else {
                    prop_assert!((start + 1..=at - length).all(|s| !fits(&used, s)));
                }
                busy.book(units, start, finish);
                (start..finish).for_each(|m| used[(m + 250) as usize] += units);
            }
        }
    }
}
