//! Forecasts of leveled projects: people's time is minded in every run, and what one person does one after the other is
//! critical together.

use proptest::prelude::*;

use super::super::level::Budget;
use super::super::zone::Zones;
use super::super::*;
use super::roster::{START, id, project, task};
use crate::id::{LinkId, ResourceId};
use crate::link::Link;
use crate::project::Project;
use crate::resource::Resource;

fn given(zones: &Zones) -> Given<'_> {
    Given { start: START, zones, pool: None }
}

/// The project drawn with and without regard to people's time.
fn drawn(project: &Project, spread: Spread) -> (Uncertainty, Uncertainty) {
    let zones = Zones::default();
    let model = Model::for_leveling(project, given(&zones));
    let budget = Budget { schedules: 1, seed: 1 };
    let roster = model.level(project.network(), &[], budget, &mut || false).expect("no cycles");
    let leveled = Uncertainty::leveled(project, &model, &roster, &[], spread).expect("it was leveled");
    let plain = Model::of(project, given(&zones));
    (leveled, Uncertainty::of(project, &plain, spread).expect("no cycles"))
}

fn forecast(of: &Uncertainty, runs: u32) -> Forecast {
    of.forecast(&of.runs(3, 0..runs))
}

fn criticality(found: &Forecast, n: u128) -> f64 {
    found.influences.iter().find(|i| i.id == id(n)).map_or(0.0, |i| i.criticality)
}

#[test]
fn what_one_person_does_one_after_the_other_is_critical_together() {
    let project = project(vec![task(1, 3, &["Ann"]), task(2, 3, &["Ann"]), task(3, 1, &["Bob"])], Vec::new());
    let (leveled, plain) = drawn(&project, Spread::default());
    let (leveled, plain) = (forecast(&leveled, 200), forecast(&plain, 200));
    assert_eq!([1, 2, 3].map(|n| criticality(&leveled, n)), [1.0, 1.0, 0.0]);
    assert!(criticality(&plain, 1) < 1.0);
    assert!(leveled.makespan(50) >= 6 * 480 && plain.makespan(50) < 5 * 480);
    // Both move the date about as much.
    assert!(leveled.influences.iter().take(2).all(|i| i.cruciality > 0.5));
}

#[test]
fn work_that_is_shared_or_limited_varies_as_any_does() {
    let limited = |per_day, per_week| Resource {
        minutes_per_day: per_day,
        minutes_per_week: per_week,
        ..Resource::new(ResourceId::from_bits(1), "Ann")
    };
    let alone = || task(1, 8, &["Ann"]);
    let meeting = Task { duration: Some(8 * 480), ..alone() };
    let tasks = [alone(), task(1, 16, &["Ann", "Bob"]), Task { interruptible: true, ..alone() }, meeting];
    for (n, task) in tasks.into_iter().enumerate() {
        for ann in [limited(None, None), limited(Some(420), None), limited(None, Some(1800))] {
            let project = project(vec![task.clone()], Vec::new()).with_resources([ann]);
            let (leveled, plain) = drawn(&project, Spread::default());
            let (leveled, plain) = (forecast(&leveled, 200), forecast(&plain, 200));
            assert!(leveled.finish(50) < leveled.finish(95), "task {n}");
            assert!(plain.finish(50) < plain.finish(95), "task {n}");
        }
    }
}

#[test]
fn a_summary_task_and_a_link_pass_on_what_holds_them() {
    let below = |n: u128, above: u128, who| Task { parent: Some(id(above)), ..task(n, 2, &[who]) };
    let tasks = vec![task(1, 0, &[]), below(2, 1, "Ann"), below(3, 1, "Bob"), task(4, 1, &["Cy"])];
    let project = project(tasks, vec![Link::blocks(LinkId::from_bits(1), id(1), id(4))]);
    let (leveled, _) = drawn(&project, Spread::default());
    let found = forecast(&leveled, 300);
    assert_eq!(criticality(&found, 4), 1.0);
    let either = criticality(&found, 2) + criticality(&found, 3);
    assert!((1.0..=1.1).contains(&either), "{either}");
}

/// Up to eight tasks of three people, each of which may wait for one before it.
fn plans() -> impl Strategy<Value = Project> {
    let one = (1u32..5, 0usize..3, prop::option::of(any::<prop::sample::Index>()));
    prop::collection::vec(one, 1..8).prop_map(|given| {
        let links = given.iter().enumerate().filter_map(|(n, (.., after))| {
            let from = after.filter(|_| n > 0)?.index(n);
            Some(Link::blocks(LinkId::from_bits(n as u128), id(from as u128 + 1), id(n as u128 + 1)))
        });
        let links = links.collect();
        let who = ["Ann", "Bob", "Cy"];
        let tasks = given.iter().enumerate().map(|(n, (days, p, _))| task(n as u128 + 1, *days, &[who[*p]]));
        project(tasks.collect(), links)
    })
}

proptest! {
    /// Law: when nothing takes more or less than planned, every run is the leveled schedule.
    #[test]
    fn without_chance_every_run_is_the_plan(project in plans()) {
        let (leveled, _) = drawn(&project, Spread { low: 100, high: 100, ..Spread::default() });
        let found = forecast(&leveled, 3);
        prop_assert_eq!(found.makespan(1), found.makespan(100));
        prop_assert_eq!(found.probability_of_plan(), 1.0);
        prop_assert_eq!(found.finish(50), found.planned_finish());
    }

    /// Law: minding people's time never lets the project finish earlier, at any share of the runs, and some task is always
    /// critical.
    #[test]
    fn minding_people_is_never_earlier(project in plans()) {
        let (leveled, plain) = drawn(&project, Spread::default());
        let (leveled, plain) = (forecast(&leveled, 40), forecast(&plain, 40));
        for percent in 1..=100 {
            prop_assert!(leveled.makespan(percent) >= plain.makespan(percent), "{} %", percent);
        }
        let most: f64 = leveled.influences.iter().map(|i| i.criticality).sum();
        prop_assert!(most >= 1.0);
    }

    /// Law: how runs are shared out makes no difference.
    #[test]
    fn runs_are_the_same_however_they_are_shared_out(project in plans(), cut in 0u32..20) {
        let (leveled, _) = drawn(&project, Spread::default());
        prop_assert_eq!(leveled.runs(5, 0..20), leveled.runs(5, 0..cut).and(leveled.runs(5, cut..20)));
    }
}
