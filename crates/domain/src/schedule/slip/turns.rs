//! Who turns from one thing to the next: what everybody does handed on from what is over to what begins, as in a flow
//! network of resources (Artigues and others, 2003). As long as each waits for what it was handed from, nobody is ever
//! overloaded, however far anything slips.

use std::collections::BTreeMap;

/// Somebody's part of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    /// Its number among all parts.
    pub(super) part: u32,
    /// How much of them it takes.
    pub(super) units: u32,
    pub(super) start: i64,
    pub(super) finish: i64,
}

/// By what each part is preceded in the time of a person there is so much of: pairs of what is over and what begins. What
/// was over first is handed on first, so that as much as can be has time to slip.
pub(super) fn turns(capacity: u32, mut stays: Vec<Stay>) -> Vec<(u32, u32)> {
    stays.sort_unstable_by_key(|stay| (stay.start, stay.finish, stay.part));
    let mut found = Vec::new();
    let mut over: BTreeMap<(i64, Option<u32>), u32> = BTreeMap::from([((i64::MIN, None), capacity)]);
    for stay in stays {
        let mut missing = stay.units.min(capacity);
        while missing > 0 {
            let Some(mut first) = over.first_entry().filter(|first| first.key().0 <= stay.start) else {
                break;
            };
            let taken = missing.min(*first.get());
            found.extend(first.key().1.map(|before| (before, stay.part)));
            missing -= taken;
            *first.get_mut() -= taken;
            if *first.get() == 0 {
                first.remove();
            }
        }
        *over.entry((stay.finish, Some(stay.part))).or_default() += stay.units.min(capacity) - missing;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_person_turns_from_each_thing_to_the_next() {
        let stay = |part, start, finish| Stay { part, units: 100, start, finish };
        let given = vec![stay(0, 5, 9), stay(1, 0, 5), stay(2, 12, 13)];
        assert_eq!(turns(100, given), [(1, 0), (0, 2)]);
    }

    #[test]
    fn of_two_the_one_who_is_free_longest_goes_on() {
        let stay = |part, start, finish| Stay { part, units: 100, start, finish };
        let given = vec![stay(0, 0, 4), stay(1, 0, 6), stay(2, 6, 8), stay(3, 6, 9)];
        assert_eq!(turns(200, given), [(0, 2), (1, 3)]);
    }

    proptest! {
        /// Law: whoever starts everything as late as the turns allow, each as long as it was, overloads nobody.
        #[test]
        fn whatever_slips_by_its_turns_overloads_nobody(
            capacity in 1u32..4,
            jobs in prop::collection::vec((1u32..4, 0i64..20, 1i64..9, 0i64..12), 1..10),
        ) {
            let mut used = [0u32; 400];
            let mut stays: Vec<Stay> = Vec::new();
            for (part, (units, at, length, _)) in jobs.iter().enumerate() {
                let units = (*units).min(capacity);
                let fits = |used: &[u32; 400], s: i64| (s..s + length).all(|m| used[m as usize] + units <= capacity);
                let start = (*at..).find(|&start| fits(&used, start)).unwrap_or(0);
                (start..start + length).for_each(|m| used[m as usize] += units);
                stays.push(Stay { part: part as u32, units, start, finish: start + length });
            }
            let pairs = turns(capacity, stays.clone());
            let mut order = stays.clone();
            order.sort_unstable_by_key(|stay| (stay.start, stay.finish, stay.part));
            let mut slipped = stays.clone();
            for stay in order {
                let n = stay.part as usize;
                let before = pairs.iter().filter(|pair| pair.1 == stay.part).map(|pair| slipped[pair.0 as usize].finish);
                let start = before.fold(stay.start + jobs[n].3, i64::max);
                slipped[n] = Stay { start, finish: start + stay.finish - stay.start, ..stay };
            }
            for minute in 0..400 {
                let at_once = slipped.iter().filter(|stay| stay.start <= minute && minute < stay.finish);
                prop_assert!(at_once.map(|stay| stay.units).sum::<u32>() <= capacity);
            }
        }
    }
}
