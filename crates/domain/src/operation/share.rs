//! A whole shared out among parts, exactly: what the parts have together is what the whole had, to the minute.

/// Shares `total` minutes out by weight, in steps that people would write (days, half days, hours, quarters …), none of
/// the shares zero and, where that is possible, none above `most`. `None` when there are more parts than minutes.
///
/// Law: the shares add up to `total`.
pub fn share(total: u32, weights: &[u32], most: Option<u32>, minutes_per_day: u32) -> Option<Vec<u32>> {
    let count = u32::try_from(weights.len()).ok().filter(|n| (1..=total).contains(n))?;
    let day = minutes_per_day.max(1);
    let mut steps = [day, day / 2, 60, 30, 15, 5, 1];
    steps.sort_unstable_by(|a, b| b.cmp(a));
    let fine_enough = |units: u32| units / 4 >= count || is_even(units, weights);
    let shares = steps.into_iter().filter(|step| *step > 0 && total.is_multiple_of(*step)).find_map(|step| {
        let units = Some(total / step).filter(|units| *units >= count && fine_enough(*units))?;
        let shares: Vec<u32> = apportioned(units, weights).into_iter().map(|n| n * step).collect();
        shares.iter().all(|s| most.is_none_or(|most| *s <= most)).then_some(shares)
    });
    Some(shares.unwrap_or_else(|| apportioned(total, weights)))
}

/// Whether so many units go into the weights without a rest.
fn is_even(units: u32, weights: &[u32]) -> bool {
    let all: u64 = weights.iter().map(|w| u64::from(*w)).sum();
    weights.iter().all(|w| *w > 0 && (u64::from(units) * u64::from(*w)).is_multiple_of(all))
}

/// Whole units by weight: each at least one, what the division leaves over to those that lost most by it.
fn apportioned(units: u32, weights: &[u32]) -> Vec<u32> {
    let all: u64 = weights.iter().map(|w| u64::from((*w).max(1))).sum();
    let wanted = |w: &u32| u64::from(units) * u64::from((*w).max(1));
    let mut shares: Vec<u32> =
        weights.iter().map(|w| u32::try_from(wanted(w) / all).unwrap_or(u32::MAX).max(1)).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(wanted(&weights[i]) % all));
    let mut given: u64 = shares.iter().map(|s| u64::from(*s)).sum();
    for &i in order.iter().cycle().take(weights.len()) {
        if given < u64::from(units) {
            shares[i] += 1;
            given += 1;
        }
    }
    // A least share of one may have given out too much: the largest pay for it.
    while given > u64::from(units) {
        let Some(largest) = shares.iter_mut().max().filter(|s| **s > 1) else { break };
        *largest -= 1;
        given -= 1;
    }
    shares
}

/// Minutes shared out by weight without any step; a share may be zero, and none is above its weight when the whole is
/// not above theirs.
pub(super) fn in_proportion(total: u32, weights: &[u32]) -> Vec<u32> {
    let all: u64 = weights.iter().map(|w| u64::from(*w)).sum();
    let mut so_far = 0u64;
    let mut given = 0u64;
    weights
        .iter()
        .map(|weight| {
            so_far += u64::from(*weight);
            let upto = (u64::from(total) * so_far).checked_div(all).unwrap_or(u64::from(total));
            let part = upto - given;
            given = upto;
            u32::try_from(part).unwrap_or(u32::MAX)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shares_are_what_people_would_write() {
        for (total, parts, shares) in [
            (480, 2, &[240, 240][..]),
            (480, 3, &[180, 150, 150]),
            (960, 2, &[480, 480]),
            (9600, 4, &[2400, 2400, 2400, 2400]),
            (500, 3, &[170, 165, 165]),
            (90, 2, &[45, 45]),
            (7, 3, &[3, 2, 2]),
        ] {
            assert_eq!(
                share(total, &vec![1; parts], None, 480).as_deref(),
                Some(shares),
                "{total} / {parts}"
            );
        }
        assert_eq!(share(480, &[3, 1], None, 480), Some(vec![360, 120]));
        assert_eq!(share(2, &[1, 1, 1], None, 480), None);
        assert_eq!(share(0, &[], None, 480), None);
    }

    proptest! {
        #[test]
        fn shares_add_up_to_the_whole(
            total in 1u32..6_000_000,
            weights in prop::collection::vec(0u32..9, 1..12),
            per_day in 1u32..1441,
        ) {
            match share(total, &weights, None, per_day) {
                None => prop_assert!((total as usize) < weights.len()),
                Some(shares) => {
                    prop_assert_eq!(shares.iter().map(|s| u64::from(*s)).sum::<u64>(), u64::from(total));
                    prop_assert!(shares.iter().all(|s| *s > 0));
                }
            }
        }

        #[test]
        fn a_share_keeps_within_the_most_where_all_can(parts in 1u32..40, most in 1u32..500, spare in 0u32..500) {
            let total = (parts * most).saturating_sub(spare % most).max(parts);
            let shares = share(total, &vec![1; parts as usize], Some(most), 480).unwrap_or_default();
            prop_assert!(shares.iter().all(|s| *s <= most), "{shares:?}");
        }

        #[test]
        fn proportions_add_up_and_stay_within_their_weights(weights in prop::collection::vec(0u32..900, 1..12), part in 0u32..=1000) {
            let all: u32 = weights.iter().sum();
            let total = u32::try_from(u64::from(all) * u64::from(part) / 1000).unwrap();
            let shares = in_proportion(total, &weights);
            prop_assert_eq!(shares.iter().sum::<u32>(), total);
            prop_assert!(shares.iter().zip(&weights).all(|(s, w)| s <= w));
        }
    }
}
