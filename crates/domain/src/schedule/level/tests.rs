//! Laws of leveling, on small problems of every shape and on generated ones like those of the literature.

use std::cell::Cell;

use proptest::prelude::*;

use super::{Budget, Fault, Leveled, Problem, Unfit, level, verify};

fn leveled(problem: &Problem, schedules: u64, seed: u64) -> Leveled {
    level(problem, Budget { schedules, seed }, &mut || false)
}

/// Problems of up to five activities and two resources: small enough to try everything.
fn tiny() -> impl Strategy<Value = Problem> {
    (1usize..=5, 1u32..=3, 1u32..=3).prop_flat_map(|(count, one, two)| {
        let durations = proptest::collection::vec(0u32..=3, count);
        let links = proptest::collection::vec((0..count as u32, 0..count as u32), 0..6);
        let demands = proptest::collection::vec((0..=one, 0..=two), count);
        (durations, links, demands).prop_map(move |(durations, links, demands)| {
            let links: Vec<(u32, u32)> = links.into_iter().filter(|(from, to)| from < to).collect();
            let demands = demands.into_iter().flat_map(|(one, two)| [one, two]).collect();
            Problem::new(durations, &links, vec![one, two], demands).expect("links lead upwards, demands fit")
        })
    })
}

/// The best possible makespan, by starting activities in every way, period by period.
fn exhaustive(problem: &Problem) -> u32 {
    fn place(problem: &Problem, at: usize, starts: &mut Vec<u32>, limit: u32, best: &mut u32) {
        if at == problem.len() {
            *best = verify(problem, starts).map_or(*best, |makespan| makespan.min(*best));
            return;
        }
        let ready = |&before: &u32| starts[before as usize] + problem.duration(before);
        let first = problem.predecessors(at as u32).iter().map(ready).max().unwrap_or(0);
        for start in first..=limit {
            starts[at] = start;
            if start + problem.duration(at as u32) >= *best {
                break;
            }
            place(problem, at + 1, starts, limit, best);
        }
        starts[at] = 0;
    }
    let total = (0..problem.len() as u32).map(|activity| problem.duration(activity)).sum();
    let mut best = total + 1;
    place(problem, 0, &mut vec![0; problem.len()], total, &mut best);
    best.min(total)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_is_violated_and_the_optimum_lies_between_bound_and_makespan(problem in tiny(), seed: u64) {
        let leveled = leveled(&problem, 100, seed);
        prop_assert_eq!(verify(&problem, &leveled.starts), Ok(leveled.makespan));
        let optimum = exhaustive(&problem);
        prop_assert!(leveled.lower_bound <= optimum && optimum <= leveled.makespan);
    }

    #[test]
    fn the_same_seed_finds_the_same_schedule(problem in tiny(), seed: u64, schedules in 1u64..200) {
        prop_assert_eq!(leveled(&problem, schedules, seed), leveled(&problem, schedules, seed));
    }
}

#[test]
fn nothing_to_place_takes_no_time() {
    let empty = Problem::new(vec![], &[], vec![], vec![]).unwrap();
    assert_eq!(leveled(&empty, 10, 1).makespan, 0);
    assert!(empty.is_empty());
}

#[test]
fn what_cannot_be_leveled_says_why() {
    assert_eq!(Problem::new(vec![1, 1], &[], vec![2], vec![1]), Err(Unfit::Demands { wanted: 2, got: 1 }));
    assert_eq!(Problem::new(vec![1], &[(0, 3)], vec![], vec![]), Err(Unfit::NoSuchActivity(3)));
    let round = Problem::new(vec![1; 3], &[(0, 1), (1, 2), (2, 1)], vec![], vec![]);
    assert!(matches!(round, Err(Unfit::Cycle(1 | 2))));
    let too_much = Unfit::TooMuch { activity: 1, resource: 0, demand: 3, capacity: 2 };
    assert_eq!(Problem::new(vec![1, 1], &[], vec![2], vec![1, 3]), Err(too_much));
    assert!(matches!(Problem::new(vec![u32::MAX; 2], &[], vec![], vec![]), Err(Unfit::TooLong(_))));
    assert!(matches!(
        Problem::new(vec![], &[], vec![u32::MAX; 100], vec![]),
        Err(Unfit::TooMany { words: 100 })
    ));
}

#[test]
fn many_resources_are_kept_apart() {
    for resources in [2usize, 7, 40, 300] {
        // Each of the resources is wanted by two activities at a time, of which only one can have it.
        let demands: Vec<u32> = (0..resources * 2)
            .flat_map(|activity| {
                (0..resources).map(move |resource| u32::from(activity % resources == resource))
            })
            .collect();
        let problem = Problem::new(vec![3; resources * 2], &[], vec![1; resources], demands).unwrap();
        let leveled = leveled(&problem, 5, 1);
        assert_eq!(verify(&problem, &leveled.starts), Ok(6));
    }
}

#[test]
fn faults_are_found() {
    let problem = Problem::new(vec![2, 2, 2], &[(0, 1)], vec![2], vec![1, 1, 2]).unwrap();
    assert_eq!(verify(&problem, &[0, 2, 4]), Ok(6));
    assert_eq!(verify(&problem, &[0, 2]), Err(Fault::Starts { wanted: 3, got: 2 }));
    assert_eq!(verify(&problem, &[0, 1, 4]), Err(Fault::Link { from: 0, to: 1 }));
    let overload = Fault::Overload { resource: 0, period: 3, taken: 3, capacity: 2 };
    assert_eq!(verify(&problem, &[0, 2, 3]), Err(overload));
}

#[test]
fn a_search_ends_when_it_is_told_to() {
    let problem = Problem::new(vec![3; 9], &[], vec![3], vec![2, 1, 1, 2, 2, 2, 1, 1, 2]).unwrap();
    let asked = Cell::new(0);
    let mut should_stop = || asked.replace(asked.get() + 1) >= 10;
    let found = level(&problem, Budget { schedules: u64::MAX, seed: 1 }, &mut should_stop);
    assert!(found.schedules <= 12 && verify(&problem, &found.starts) == Ok(found.makespan));
}
