//! People shared by projects: whose work comes first, and that nobody is put to two things at once.

use jiff::civil::{Date, date};
use planwright_domain::{
    Link, LinkId, Meta, MetaChange, Patch, Priority, ProjectId, ProjectKind, Resource, ResourceId, Status,
    Task, TaskId,
};
use planwright_usecases::schedule::{Schedule, planned};
use planwright_usecases::{commit, projects};
use proptest::prelude::*;

use crate::desk::Desk;

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

const CREW: [&str; 3] = ["Ann", "Bob", "Cat"];

/// What a project has to do, and whom it names.
#[derive(Debug, Clone)]
struct Wanted {
    priority: Option<Priority>,
    zone: &'static str,
    /// Minutes, who does it, and whether it waits for the one before.
    tasks: Vec<(u32, Vec<usize>, bool)>,
}

fn wanted() -> impl Strategy<Value = Wanted> {
    let who = prop::collection::btree_set(0..CREW.len(), 0..3).prop_map(|who| who.into_iter().collect());
    let task = (30u32..2400, who, any::<bool>());
    let priority = prop_oneof![
        Just(None),
        Just(Some(Priority::Low)),
        Just(Some(Priority::Medium)),
        Just(Some(Priority::Urgent))
    ];
    // On all these clocks a working day is in one day of universal time.
    let zone = prop_oneof![Just("UTC"), Just("Europe/Berlin"), Just("America/New_York")];
    (priority, zone, prop::collection::vec(task, 1..6)).prop_map(|(priority, zone, tasks)| Wanted {
        priority,
        zone,
        tasks,
    })
}

/// A crew of whom Bob may do four hours a day for all projects together, and Cat is a team of two.
fn crew(patch: &mut Patch) {
    for (nth, name) in CREW.iter().enumerate() {
        let mut person = Resource::new(ResourceId::from_bits(nth as u128 + 1), *name);
        person.minutes_per_day = (nth == 1).then_some(240);
        person.capacity = if nth == 2 { 200 } else { 100 };
        patch.create(person);
    }
}

async fn pool(desk: &Desk) -> ProjectId {
    let meta = Meta { kind: ProjectKind::Pool, ..Meta::new("Crew") };
    let ports = desk.ports();
    let pool = projects::create(&ports, ports.project_id(), &meta, "test").await.unwrap();
    let mut patch = ports.patch(pool.id(), pool.version(), "the crew");
    crew(&mut patch);
    commit(&ports, patch).await.unwrap();
    pool.id()
}

async fn plan(desk: &Desk, pool: ProjectId, title: &str, wanted: &Wanted) -> ProjectId {
    let ports = desk.ports();
    let meta = Meta {
        pool: Some(pool),
        priority: wanted.priority,
        time_zone: wanted.zone.to_owned(),
        ..Meta::new(title)
    };
    let project = projects::create(&ports, ports.project_id(), &meta, "test").await.unwrap();
    let mut patch = ports.patch(project.id(), project.version(), "the work");
    for (nth, (minutes, who, waits)) in wanted.tasks.iter().enumerate() {
        let id = TaskId::from_bits(nth as u128 + 1);
        let assignees = who.iter().map(|&nth| CREW[nth].to_owned()).collect();
        let effort = Some(*minutes);
        patch.create_task(Task {
            effort,
            assignees,
            position: nth as i64,
            ..Task::new(id, format!("{nth}"))
        });
        if *waits && nth > 0 {
            let before = TaskId::from_bits(nth as u128);
            patch.create_link(Link::blocks(LinkId::from_bits(nth as u128), before, id));
        }
    }
    commit(&ports, patch).await.unwrap();
    project.id()
}

fn alone(minutes: u32, who: usize) -> Wanted {
    Wanted { priority: None, zone: "UTC", tasks: vec![(minutes, vec![who], false)] }
}

async fn first_days(desk: &Desk, project: ProjectId) -> (i8, i8) {
    let made = planned(&desk.ports(), project, TODAY).await.unwrap();
    let (first, last, _) = made.span().unwrap();
    (first.day(), last.day())
}

#[tokio::test]
async fn work_of_the_project_made_first_comes_first_unless_another_matters_more() {
    let desk = Desk::new();
    let crew = pool(&desk).await;
    let house = plan(&desk, crew, "House", &alone(960, 0)).await;
    let barn = plan(&desk, crew, "Barn", &alone(480, 0)).await;
    // Both were made at one time: the id decides, and either order keeps Ann to one thing at a time.
    let (first, second) = if house < barn { (house, barn) } else { (barn, house) };
    let days = (first_days(&desk, first).await, first_days(&desk, second).await);
    assert_eq!(days.0.0, 16);
    assert_eq!((days.1.0, days.1.1), (days.0.1 + 1, 18));
    let ports = desk.ports();
    let urgent = MetaChange { priority: Some(Some(Priority::Urgent)), ..Default::default() };
    projects::change(&ports, second, urgent, "it burns").await.unwrap();
    assert_eq!(first_days(&desk, second).await.0, 16);
    assert_eq!(first_days(&desk, first).await.1, 18);
}

#[tokio::test]
async fn what_is_over_or_out_of_sight_takes_nobody() {
    for change in [
        MetaChange { archived: Some(true), ..Default::default() },
        MetaChange { status: Some(Status::Done), ..Default::default() },
        MetaChange { pool: Some(None), ..Default::default() },
    ] {
        let desk = Desk::new();
        let crew = pool(&desk).await;
        let urgent = Wanted { priority: Some(Priority::Urgent), ..alone(960, 0) };
        let house = plan(&desk, crew, "House", &urgent).await;
        let barn = plan(&desk, crew, "Barn", &alone(480, 0)).await;
        assert_eq!(first_days(&desk, barn).await, (18, 18));
        projects::change(&desk.ports(), house, change, "over").await.unwrap();
        assert_eq!(first_days(&desk, barn).await, (16, 16));
    }
}

/// What a schedule places of each of the crew: from when to when in minutes of universal time, and how much.
fn placed(made: &Schedule) -> Vec<(ResourceId, i64, i64, u32)> {
    let leveled = made.leveled.as_ref();
    let zone = jiff::tz::TimeZone::get(&made.project.meta().time_zone).unwrap();
    let minute = |at| zone.to_timestamp(at).unwrap().as_second() / 60;
    let mut found = Vec::new();
    for task in made.open() {
        for piece in leveled.iter().flat_map(|leveled| leveled.roster.pieces(task.id)) {
            let person = piece.person.and_then(|nth| made.model.people()[nth as usize].resource);
            found.extend(person.map(|id| (id, minute(piece.start), minute(piece.finish), piece.units)));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Law: the schedules of all projects of a pool together take no more of anybody than there is, in no minute and of no
    /// limit, and looking twice shows the same.
    #[test]
    fn projects_of_a_pool_together_never_take_more_of_somebody_than_there_is(
        all in prop::collection::vec(wanted(), 2..5),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let stints = runtime.block_on(async {
            let desk = Desk::new();
            let crew = pool(&desk).await;
            let mut ids = Vec::new();
            for (nth, one) in all.iter().enumerate() {
                ids.push(plan(&desk, crew, &format!("Plan {nth}"), one).await);
            }
            let mut stints = Vec::new();
            for id in &ids {
                let made = planned(&desk.ports(), *id, TODAY).await.unwrap();
                let again = planned(&desk.ports(), *id, TODAY).await.unwrap();
                assert_eq!(placed(&made), placed(&again));
                stints.extend(placed(&made));
            }
            stints
        });
        for (nth, capacity) in [100u32, 100, 200].into_iter().enumerate() {
            let theirs: Vec<_> =
                stints.iter().filter(|s| s.0 == ResourceId::from_bits(nth as u128 + 1)).collect();
            for one in &theirs {
                let at_once = theirs.iter().filter(|s| s.1 <= one.1 && one.1 < s.2).map(|s| s.3.min(capacity));
                prop_assert!(at_once.sum::<u32>() <= capacity, "{} is at two things at once", CREW[nth]);
            }
            if nth == 1 {
                let mut days = std::collections::BTreeMap::<i64, i64>::new();
                theirs.iter().for_each(|s| *days.entry(s.1 / 1440).or_default() += s.2 - s.1);
                prop_assert!(days.values().all(|minutes| *minutes <= 240), "{days:?}");
            }
        }
    }
}
