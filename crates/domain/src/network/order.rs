//! An order that can be asked and changed anywhere at little cost: a doubly linked list whose members carry labels that
//! grow along it. Where a gap is used up, only the crowded stretch is labelled anew (Bender, Cole, Demaine,
//! Farach-Colton and Zito, "Two simplified algorithms for maintaining order in a list", 2002: amortised O(log n)).
//! It knows nothing of tasks or edges and never decides who comes first.

use std::iter;

use super::build::with_room;

/// No member.
pub(crate) const NONE: u32 = u32::MAX;

/// The usual distance between neighbours: forty insertions in one place before anything is labelled anew.
const STEP: u64 = 1 << 40;

/// How much denser a stretch of half the length may be; between 1 and 2.
const CROWDING: f64 = 1.4;

/// Members `0..n`, some of them in line.
#[derive(Debug, Clone)]
pub(super) struct Order {
    places: Vec<Place>,
    first: u32,
    last: u32,
}

/// Where a member stands; out of line it means nothing.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Invariant: strictly growing along the list.
    label: u64,
    next: u32,
    prev: u32,
}

const NOWHERE: Place = Place { label: 0, next: NONE, prev: NONE };

impl Order {
    /// The members of `line` in its order; room for members below `members`.
    pub(super) fn of(line: impl ExactSizeIterator<Item = u32>, members: usize) -> Self {
        let step = STEP.min(u64::MAX / (line.len() as u64 + 2));
        let mut order = Self { places: Vec::with_capacity(with_room(members)), first: NONE, last: NONE };
        order.grow(members);
        let mut place = NOWHERE;
        let mut line = line.peekable();
        order.first = line.peek().copied().unwrap_or(NONE);
        while let Some(member) = line.next() {
            place = Place {
                label: place.label + step,
                next: line.peek().copied().unwrap_or(NONE),
                prev: order.last,
            };
            order.places[member as usize] = place;
            order.last = member;
        }
        order
    }

    /// Makes room for members below `members`.
    pub(super) fn grow(&mut self, members: usize) {
        self.places.resize(members, NOWHERE);
    }

    /// A number that grows along the order; it holds until the next change.
    pub(super) fn label(&self, member: u32) -> u64 {
        self.places[member as usize].label
    }

    /// Whether `a` comes before `b`.
    pub(super) fn before(&self, a: u32, b: u32) -> bool {
        self.label(a) < self.label(b)
    }

    /// The members in line, first to last.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        let some = |member| (member != NONE).then_some(member);
        iter::successors(some(self.first), move |&m| some(self.places[m as usize].next))
    }

    /// Puts `member`, which is out of line, at the end.
    pub(super) fn push(&mut self, member: u32) {
        self.insert_after(self.last, member);
    }

    /// Puts `member`, which is out of line, right after `at`, or first where that is [`NONE`].
    pub(super) fn insert_after(&mut self, at: u32, member: u32) {
        let mut gap = self.gap_after(at);
        if gap.1 - gap.0 < 2 {
            self.make_room(if at == NONE { self.first } else { at });
            gap = self.gap_after(at);
        }
        self.places[member as usize].label = gap.0 + (gap.1 - gap.0).min(2 * STEP) / 2;
        self.put_after(at, member);
    }

    /// Puts `member`, which is out of line, right before `at`.
    pub(super) fn insert_before(&mut self, at: u32, member: u32) {
        self.insert_after(self.places[at as usize].prev, member);
    }

    /// Takes `member` out of line.
    pub(super) fn remove(&mut self, member: u32) {
        let Place { prev: before, next: after, .. } = self.places[member as usize];
        self.link(before, after);
        if before == NONE {
            self.first = after;
        }
        if after == NONE {
            self.last = before;
        }
    }

    /// Moves `run`, in its order, right after `at`, which is not part of it.
    pub(super) fn move_after(&mut self, at: u32, run: &[u32]) {
        run.iter().for_each(|&member| self.remove(member));
        self.insert_run(at, run);
    }

    /// Moves `run`, in its order, right before `at`, which is not part of it.
    pub(super) fn move_before(&mut self, at: u32, run: &[u32]) {
        run.iter().for_each(|&member| self.remove(member));
        self.insert_run(self.places[at as usize].prev, run);
    }

    fn insert_run(&mut self, mut at: u32, run: &[u32]) {
        let (low, high) = self.gap_after(at);
        let step = ((high - low) / (run.len() as u64 + 1)).min(STEP);
        for (&member, nth) in run.iter().zip(1..) {
            if step == 0 {
                self.insert_after(at, member);
            } else {
                self.places[member as usize].label = low + nth * step;
                self.put_after(at, member);
            }
            at = member;
        }
    }

    /// The labels of `at` and of what follows it, which are not free.
    fn gap_after(&self, at: u32) -> (u64, u64) {
        let (low, after) = match self.places.get(at as usize) {
            Some(place) => (place.label, place.next),
            None => (0, self.first),
        };
        (low, self.places.get(after as usize).map_or(u64::MAX, |place| place.label))
    }

    fn put_after(&mut self, at: u32, member: u32) {
        let after = self.places.get(at as usize).map_or(self.first, |place| place.next);
        self.link(at, member);
        self.link(member, after);
        if at == NONE {
            self.first = member;
        }
        if after == NONE {
            self.last = member;
        }
    }

    fn link(&mut self, before: u32, after: u32) {
        if let Some(place) = self.places.get_mut(before as usize) {
            place.next = after;
        }
        if let Some(place) = self.places.get_mut(after as usize) {
            place.prev = before;
        }
    }

    /// Spreads the members around `at` evenly over the smallest stretch of labels that is not crowded.
    fn make_room(&mut self, at: u32) {
        let (mut left, mut right, mut count) = (at, at, 1u64);
        let mut capacity = 1.0;
        for bits in 1..64 {
            let base = self.label(at) & !((1 << bits) - 1);
            let top = base | ((1 << bits) - 1);
            while let prev = self.places[left as usize].prev
                && prev != NONE
                && self.label(prev) >= base
            {
                (left, count) = (prev, count + 1);
            }
            while let next = self.places[right as usize].next
                && next != NONE
                && self.label(next) <= top
            {
                (right, count) = (next, count + 1);
            }
            capacity *= 2.0 / CROWDING;
            let step = (top - base) / (count + 1);
            if step >= 4 && (count as f64) < capacity {
                self.spread(left, count, base, step);
                return;
            }
        }
        let members = self.iter().count() as u64;
        self.spread(self.first, members, 0, u64::MAX / (members + 2));
    }

    fn spread(&mut self, first: u32, count: u64, base: u64, step: u64) {
        let mut member = first;
        for nth in 1..=count {
            self.places[member as usize].label = base + nth * step;
            member = self.places[member as usize].next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(order: &Order, expected: &[u32]) {
        let line: Vec<u32> = order.iter().collect();
        assert_eq!(line, expected);
        assert!(line.windows(2).all(|w| order.before(w[0], w[1])));
        let mut back = Vec::new();
        let mut member = order.last;
        while member != NONE {
            back.push(member);
            member = order.places[member as usize].prev;
        }
        back.reverse();
        assert_eq!(back, expected);
    }

    #[test]
    fn a_place_takes_any_number_of_insertions() {
        let n = 20_000;
        let mut order = Order::of([0u32, 1].into_iter(), n);
        for member in 2..n as u32 {
            order.insert_after(0, member);
        }
        let expected: Vec<u32> = iter::once(0).chain((2..n as u32).rev()).chain([1]).collect();
        check(&order, &expected);
    }

    proptest! {
        /// Law: the list with labels is the plain list.
        #[test]
        fn it_behaves_like_a_plain_list(
            steps in prop::collection::vec((0u32..12, 0u32..12, 0u8..5), 1..200),
            tight in any::<bool>(),
        ) {
            let mut plain: Vec<u32> = (0..12).collect();
            let mut order = Order::of(plain.clone().into_iter(), 12);
            if tight {
                (0..12u32).for_each(|m| order.places[m as usize].label = 1000 + u64::from(m));
            }
            for (a, b, kind) in steps {
                let at = plain.iter().position(|&m| m == a).unwrap();
                match kind {
                    0 => {
                        order.remove(a);
                        order.push(a);
                        plain.remove(at);
                        plain.push(a);
                    }
                    1 | 2 if a != b => {
                        order.remove(a);
                        plain.remove(at);
                        let to = plain.iter().position(|&m| m == b).unwrap();
                        if kind == 1 { order.insert_after(b, a) } else { order.insert_before(b, a) }
                        plain.insert(to + usize::from(kind == 1), a);
                    }
                    3 | 4 => {
                        let run: Vec<u32> = plain.iter().copied().filter(|&m| m != b && m % 3 == a % 3).collect();
                        plain.retain(|m| !run.contains(m));
                        let to = plain.iter().position(|&m| m == b).unwrap() + usize::from(kind == 3);
                        if kind == 3 { order.move_after(b, &run) } else { order.move_before(b, &run) }
                        plain.splice(to..to, run);
                    }
                    _ => {}
                }
                check(&order, &plain);
            }
        }
    }
}
