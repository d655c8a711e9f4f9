//! Priority rules: which activity is placed first, judged by the links alone. Each gives a key; the greatest goes first.

use super::decoder::{Decoder, Way};

/// The keys of every rule for placing forward, the best rule first.
pub(super) fn rules<D: Decoder>(decoder: &D) -> Vec<Vec<u32>> {
    let count = decoder.len();
    let tails = longest(decoder, Way::Backward);
    let heads = longest(decoder, Way::Forward);
    let durations: Vec<u32> = (0..count as u32).map(|activity| decoder.duration(activity)).collect();
    let late_finish = tails.iter().zip(&durations).map(|(tail, duration)| tail - duration).collect();
    let slack = (0..count).map(|at| (heads[at] - durations[at]).saturating_add(tails[at])).collect();
    let weight = |activity: u32| {
        let after = decoder.before(Way::Backward, activity).iter().map(|&after| durations[after as usize]);
        after.fold(durations[activity as usize], u32::saturating_add)
    };
    let weights = (0..count as u32).map(weight).collect();
    let mut rules = vec![late_finish, tails, slack, weights];
    rules.extend(total_successors(decoder));
    rules
}

/// The longest way from the beginning, as this direction sees it, to the finish of each activity.
pub(super) fn longest<D: Decoder>(decoder: &D, way: Way) -> Vec<u32> {
    let count = decoder.len() as u32;
    let mut finish = vec![0u32; count as usize];
    for nth in 0..count {
        let activity = if way == Way::Forward { nth } else { count - 1 - nth };
        let before = decoder.before(way, activity).iter().map(|&before| finish[before as usize]);
        finish[activity as usize] = before.max().unwrap_or(0).saturating_add(decoder.duration(activity));
    }
    finish
}

/// How many activities wait for each, directly or not. Asks for the square of their number in bits, so not of large plans.
fn total_successors<D: Decoder>(decoder: &D) -> Option<Vec<u32>> {
    let count = decoder.len();
    if count > 4_096 {
        return None;
    }
    let words = count.div_ceil(64);
    let mut reached = vec![0u64; words * count];
    for activity in (0..count).rev() {
        let (mine, later) = reached[activity * words..].split_at_mut(words);
        for &after in decoder.before(Way::Backward, activity as u32) {
            let theirs = &later[(after as usize - activity - 1) * words..][..words];
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
            mine[after as usize / 64] |= 1 << (after % 64);
        }
    }
    Some(reached.chunks(words.max(1)).map(|bits| bits.iter().map(|word| word.count_ones()).sum()).collect())
}
