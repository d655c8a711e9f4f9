//! Laws of leveling, on small problems of every shape and on generated ones like those of the literature.

mod generated;

use std::cell::Cell;

use proptest::prelude::*;

use super::arrange::Arrange;
use super::packed::Packed;
use super::packing::{Level, Packing};
use super::{Budget, Decoder, Fault, Leveled, Problem, Unfit, Way, level, verify};
use generated::Shape;

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

/// Problems as projects are: 10 to 40 activities, four resources, scarce to plentiful.
fn project() -> impl Strategy<Value = Problem> {
    (10u32..=40, 10u32..=21, 25u32..=100, 0u32..=100, any::<u64>()).prop_map(
        |(activities, complexity, factor, strength, seed)| {
            Shape { activities, complexity, factor, strength, seed }.problem()
        },
    )
}

/// The same problem with more of one resource.
fn with_more(problem: &Problem, resource: usize, more: u32) -> Problem {
    let activities = 0..problem.len() as u32;
    let links =
        activities.clone().flat_map(|from| problem.successors(from).iter().map(move |&to| (from, to)));
    let mut capacities = problem.capacities().to_vec();
    capacities[resource] += more;
    Problem::new(
        activities.clone().map(|activity| problem.duration(activity)).collect(),
        &links.collect::<Vec<_>>(),
        capacities,
        activities.flat_map(|activity| problem.demands(activity).to_vec()).collect(),
    )
    .expect("more fits as well")
}

/// The lengths of a schedule by number, of the same justified to the end, and of that justified to the beginning.
fn justified<L: Level>(problem: &Problem) -> [u32; 3] {
    let mut packed = Packed::<L>::new(problem, &Packing::new(problem.capacities()));
    let mut arrange = Arrange::default();
    let count = problem.len() as u32;
    let mut keys: Vec<u32> = (0..count).map(|activity| count - activity).collect();
    [Way::Forward, Way::Backward, Way::Forward].map(|way| {
        let order = arrange.order(&packed, way, &mut keys).to_vec();
        packed.serial(way, &order, &mut keys, u32::MAX)
    })
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
    fn projects_are_leveled_without_a_violation(problem in project(), seed: u64) {
        let leveled = leveled(&problem, 200, seed);
        prop_assert_eq!(verify(&problem, &leveled.starts), Ok(leveled.makespan));
        prop_assert!(leveled.lower_bound <= leveled.makespan);
        prop_assert!(leveled.schedules <= 201);
    }

    #[test]
    fn a_justified_schedule_is_never_longer(problem in project()) {
        let [plain, right, left] = justified::<[u64; 1]>(&problem);
        prop_assert!(right <= plain && left <= right);
    }

    #[test]
    fn it_makes_no_difference_how_resources_are_packed(problem in project()) {
        // Beside an amount that nobody needs, the others are packed more widely.
        let wide = with_more(&problem, 0, 1 << 20);
        prop_assert_eq!(justified::<[u64; 1]>(&wide), justified::<[u64; 4]>(&wide));
        if Packing::new(problem.capacities()).bits() <= u32::BITS {
            prop_assert_eq!(justified::<u32>(&problem), justified::<[u64; 2]>(&problem));
        }
    }

    #[test]
    fn more_capacity_never_puts_the_bound_above_what_less_allows(problem in project(), resource in 0usize..4, more in 1u32..20) {
        let less = leveled(&problem, 100, 1);
        prop_assert!(leveled(&with_more(&problem, resource, more), 100, 1).lower_bound <= less.makespan);
    }

    #[test]
    fn the_same_seed_finds_the_same_schedule(problem in tiny(), seed: u64, schedules in 1u64..200) {
        prop_assert_eq!(leveled(&problem, schedules, seed), leveled(&problem, schedules, seed));
    }
}

/// Fisher and Thompson's six jobs on six machines (1963): each job's machines and times. The optimum is 55.
const SIX_BY_SIX: [[(usize, u32); 6]; 6] = [
    [(2, 1), (0, 3), (1, 6), (3, 7), (5, 3), (4, 6)],
    [(1, 8), (2, 5), (4, 10), (5, 10), (0, 10), (3, 4)],
    [(2, 5), (3, 4), (5, 8), (0, 9), (1, 1), (4, 7)],
    [(1, 5), (0, 5), (2, 5), (3, 3), (4, 8), (5, 9)],
    [(2, 9), (1, 3), (4, 5), (5, 4), (0, 3), (3, 1)],
    [(1, 3), (3, 3), (5, 9), (0, 10), (4, 4), (2, 1)],
];

#[test]
fn the_textbooks_optimum_is_found() {
    let steps = SIX_BY_SIX.as_flattened();
    let links: Vec<(u32, u32)> = (0..35).filter(|at| at % 6 < 5).map(|at| (at, at + 1)).collect();
    let demands = steps.iter().flat_map(|&(machine, _)| (0..6).map(move |other| u32::from(other == machine)));
    let durations = steps.iter().map(|&(_, duration)| duration).collect();
    let problem = Problem::new(durations, &links, vec![1; 6], demands.collect()).unwrap();
    let leveled = leveled(&problem, 5_000, 1);
    assert_eq!(leveled.makespan, 55);
    assert!((50..=55).contains(&leveled.lower_bound), "{}", leveled.lower_bound);
    assert!(leveled.at_most_above() <= 10.0);
}

#[test]
fn long_activities_find_their_place_as_short_ones_do() {
    // The same project in periods ten times shorter, with activities on both sides of what is looked at by bits.
    let shape = Shape { activities: 30, complexity: 15, factor: 75, strength: 20, seed: 7 };
    let problem = shape.problem();
    let activities = 0..problem.len() as u32;
    let links =
        activities.clone().flat_map(|from| problem.successors(from).iter().map(move |&to| (from, to)));
    let fine = Problem::new(
        activities.clone().map(|activity| problem.duration(activity) * 10).collect(),
        &links.collect::<Vec<_>>(),
        problem.capacities().to_vec(),
        activities.flat_map(|activity| problem.demands(activity).to_vec()).collect(),
    )
    .unwrap();
    let tenfold = justified::<[u64; 1]>(&problem).map(|length| length * 10);
    assert_eq!(justified::<[u64; 1]>(&fine), tenfold);
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
