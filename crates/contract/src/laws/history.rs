//! The log and what it adds up to.

use std::collections::BTreeMap;

use jiff::civil::{date, time};
use planwright_domain::{
    Applied, Assignment, Baseline, Calendar, Confidence, Constraint, ConstraintKind, DateOrder, Decimal,
    Dependency, Estimate, Kind, LagKind, Link, LinkId, LinkType, Origin, OriginKind, Priority, ProjectId,
    ProjectKind, Resource, ResourceId, Status, Task, TaskId, Value, Version, WorkingDays, apply, replay,
};
use planwright_ports::{ProjectStore, Scope};

use super::{at, newest};
use crate::{Dice, Growing, people};

/// For histories made by chance: replaying the log up to any version gives what is loaded at that version.
pub async fn replaying_the_log_gives_the_projection_at_every_version(store: &impl ProjectStore) {
    for seed in 0..6 {
        let mut growing = Growing::new(seed, "House");
        let mut states = vec![growing.project.clone()];
        for _ in 0..25 {
            growing.random_step();
            states.push(growing.project.clone());
        }
        for (applied, state) in growing.log.iter().zip(&states) {
            growing.store_one(store, applied).await;
            assert_eq!(&newest(store, growing.id()).await, state, "seed {seed}");
        }
        let log = store.entries(growing.id(), Version(0), None).await.expect("there is a log");
        for (n, state) in states.iter().enumerate() {
            let version = n as u64 + 1;
            assert_eq!(&at(store, growing.id(), version).await, state, "seed {seed}, version {version}");
            assert_eq!(&replay(growing.id(), &log[..=n]), state, "seed {seed}, version {version}");
        }
    }
}

/// Nothing that a task, a link or a project can say is lost or changed.
pub async fn every_field_reads_back(store: &impl ProjectStore) {
    let mut growing = Growing::new(1, "House");
    growing.step(|patch| {
        patch.meta.summary = Some(Some("all of it".to_owned()));
        patch.meta.status = Some(Status::InProgress);
        patch.meta.priority = Some(Some(Priority::Low));
        patch.meta.start = Some(Some(date(2026, 11, 20)));
        patch.meta.deadline = Some(Some(date(2027, 2, 28)));
        patch.meta.labels = Some(["a", "B"].map(String::from).into());
        patch.meta.external_ids = Some([("linear".to_owned(), "ABC-1".to_owned())].into());
        patch.meta.repository = Some(Some("https://example.org/x.git".to_owned()));
        patch.meta.imported_from = Some(Some("plan.md".to_owned()));
        patch.meta.depth_limit = Some(10);
        patch.meta.minutes_per_day = Some(450);
        patch.meta.working_days = Some(WorkingDays::of([jiff::civil::Weekday::Sunday]));
        patch.meta.time_zone = Some("Europe/Berlin".to_owned());
        patch.meta.date_order = Some(DateOrder::DayMonth);
        patch.meta.metadata = Some(metadata());
        patch.meta.minutes_per_week = Some(Some(1200));
        patch.meta.pool = Some(Some(ProjectId::from_bits(77)));
        let calendar = people::full_calendar(1, "Office");
        patch.meta.calendar = Some(Some(calendar.id));
        patch.create(Resource { calendar: Some(calendar.id), ..people::full_resource(1, "Ann") });
        patch.create(Calendar { base: Some(calendar.id), ..people::full_calendar(2, "Night") });
        patch.create(calendar);
        patch.create(people::full_assignment(1, TaskId::from_bits(2), ResourceId::from_bits(1)));
        patch.create(people::full_baseline(1, "First", TaskId::from_bits(2)));
        for (task, link) in [(plain(1), None), (full(2), Some(full_link()))] {
            patch.create_task(task);
            link.into_iter().for_each(|link| patch.create_link(link));
        }
    });
    growing.store(store).await;
    assert_eq!(newest(store, growing.id()).await, growing.project);

    // And each of them can be cleared again.
    growing.step(|patch| {
        let (from, to) = (full(2), plain(2));
        patch.update_task(from.id, planwright_domain::Change::between(&from, &to));
        patch.delete_link(full_link().id);
        patch.meta.archived = Some(true);
        patch.meta.calendar = Some(None);
        patch.meta.pool = Some(None);
        patch.meta.kind = Some(ProjectKind::Pool);
        patch.delete::<Assignment>(planwright_domain::AssignmentId::from_bits(1));
        patch.delete::<Baseline>(planwright_domain::BaselineId::from_bits(1));
        patch.delete::<Resource>(ResourceId::from_bits(1));
        patch.delete::<Calendar>(planwright_domain::CalendarId::from_bits(2));
    });
    growing.store_one(store, growing.newest()).await;
    assert_eq!(newest(store, growing.id()).await, growing.project);
    assert_eq!(at(store, growing.id(), 3).await, growing.project);
}

fn plain(n: u128) -> Task {
    Task::new(TaskId::from_bits(n), "Plain")
}

fn full(n: u128) -> Task {
    Task {
        id: TaskId::from_bits(n),
        parent: Some(TaskId::from_bits(1)),
        position: -1024,
        title: "Full".to_owned(),
        description: Some("two\nlines".to_owned()),
        kind: Kind::Task,
        status: Status::Blocked,
        archived: true,
        priority: Some(Priority::Urgent),
        effort: Some(90),
        actual: Some(0),
        estimate: Some(Estimate { low: 1, likely: 2, high: 3, confidence: Some(Confidence::per_mille(650)) }),
        duration: Some(2880),
        remaining: Some(60),
        constraint: Some(Constraint {
            kind: ConstraintKind::MustStartOn,
            date: Some(date(2026, 3, 1)),
            time: Some(time(9, 30, 0, 0)),
            hard: true,
            cost: Some(7),
        }),
        calendar: None,
        interruptible: true,
        planned_start: Some(date(2026, 3, 1).at(9, 30, 0, 0)),
        planned_finish: Some(date(2026, 3, 9).at(17, 0, 0, 0)),
        start: Some(date(2026, 2, 28)),
        due: Some(date(2028, 2, 29)),
        assignees: ["Ann", "Bob, Jr."].map(String::from).into(),
        labels: ["x", "ü"].map(String::from).into(),
        acceptance_criteria: vec!["second".to_owned(), "first".to_owned(), "first".to_owned()],
        source_key: Some("TASK-004.1".to_owned()),
        external_ids: [("gitlab".to_owned(), "17".to_owned())].into(),
        metadata: metadata(),
        origin: Some(Origin {
            kind: OriginKind::Imported,
            source: Some("plan.md".to_owned()),
            line: Some(12),
            quote: Some("- \"Full\"".to_owned()),
        }),
    }
}

fn full_link() -> Link {
    Link {
        id: LinkId::from_bits(9),
        from: TaskId::from_bits(1),
        to: TaskId::from_bits(2),
        link_type: LinkType::Related,
        dependency: Dependency::StartToFinish,
        lag: -30,
        lag_kind: LagKind::Elapsed,
        metadata: metadata(),
        origin: Some(Origin::new(OriginKind::Stated)),
    }
}

fn metadata() -> BTreeMap<String, Value> {
    let decimal = |text| Value::Decimal(Decimal::parse(text).expect("a number"));
    let list = vec![Value::Null, Value::Bool(false), Value::Integer(i64::MIN), decimal("0.1")];
    let inner = BTreeMap::from([("ß".to_owned(), Value::List(list))]);
    BTreeMap::from([
        ("exact".to_owned(), decimal("123456789012345678901234567890.5")),
        ("text".to_owned(), Value::from("it's \"so\"")),
        ("map".to_owned(), Value::Map(inner)),
    ])
}

/// Entries are read in any range, oldest first, and a range beyond the log is empty.
pub async fn entries_come_in_ranges(store: &impl ProjectStore) {
    let mut growing = Growing::new(2, "House");
    for _ in 0..9 {
        growing.random_step();
    }
    growing.store(store).await;
    for (after, upto, from, to) in [
        (0, None, 0, 10),
        (0, Some(10), 0, 10),
        (3, Some(5), 3, 5),
        (9, None, 9, 10),
        (4, Some(4), 4, 4),
        (6, Some(2), 0, 0),
        (10, None, 10, 10),
        (99, Some(u64::MAX), 10, 10),
    ] {
        let range =
            store.entries(growing.id(), Version(after), upto.map(Version)).await.expect("there is a log");
        let expected: Vec<_> =
            growing.log[from..to].iter().map(|a| (a.version(), a.patch(), a.inverse())).collect();
        let found: Vec<_> = range.iter().map(|entry| (entry.version, &entry.patch, &entry.inverse)).collect();
        assert_eq!(found, expected, "after {after} up to {upto:?}");
    }
}

/// For patches made by chance: `apply` on what is loaded around a patch says what it says on the whole.
pub async fn a_slice_answers_as_the_whole(store: &impl ProjectStore) {
    for seed in 100..108 {
        let mut growing = Growing::new(seed, "House");
        growing.store(store).await;
        for _ in 0..12 {
            let applied = growing.random_step().clone();
            growing.store_one(store, &applied).await;
            for _ in 0..12 {
                let patch = growing.random_patch();
                let slice = store.load(growing.id(), None, Scope::Around(&patch)).await.expect("loaded");
                let on_slice = apply(&mut slice.clone(), &patch);
                let on_whole = apply(&mut growing.project.clone(), &patch);
                match (on_slice, on_whole) {
                    (Ok(slice), Ok(whole)) => assert_eq!(slice, whole, "seed {seed}"),
                    (Err(slice), Err(whole)) => {
                        let codes = |r: &planwright_domain::Rejection| {
                            r.violations.iter().map(|v| (v.code, v.task, v.link)).collect::<Vec<_>>()
                        };
                        assert_eq!(codes(&slice), codes(&whole), "seed {seed}: {patch:?}");
                    }
                    (slice, whole) => panic!("seed {seed}: {slice:?} on the slice, {whole:?} on the whole"),
                }
            }
        }
    }
}

/// A patch of thousands of operations is one entry like any other.
pub async fn a_large_patch_reads_back_and_is_taken_back(store: &impl ProjectStore) {
    let mut growing = Growing::new(3, "House");
    let empty = growing.project.clone();
    let mut dice = Dice::new(3);
    let ids: Vec<TaskId> = (0..1500).map(|_| TaskId::from_bits(dice.wide())).collect();
    growing.step(|patch| {
        for (n, id) in ids.iter().enumerate() {
            let mut task = Task::new(*id, format!("Task {n}"));
            task.parent = (n >= 10).then(|| ids[n / 10 - 1]);
            task.position = n as i64;
            task.description = (n % 700 == 3).then(|| "rare".to_owned());
            patch.create_task(task);
        }
        for pair in ids[600..].windows(2) {
            patch.create_link(Link::blocks(LinkId::from_bits(pair[0].bits()), pair[0], pair[1]));
        }
    });
    growing.step(|patch| {
        for (n, id) in ids.iter().enumerate() {
            patch.update_task(
                *id,
                planwright_domain::TaskChange {
                    position: Some(-(n as i64)),
                    status: (n % 2 == 0).then_some(Status::Done),
                    ..Default::default()
                },
            );
        }
    });
    growing.store(store).await;
    assert_eq!(newest(store, growing.id()).await, growing.project);
    assert_eq!(at(store, growing.id(), 1).await, empty);

    for back in [2, 1] {
        let inverse = growing.log[back].inverse().clone();
        let version = growing.project.version();
        let undo: Applied = growing
            .step(|patch| {
                (patch.meta, patch.tasks, patch.links) = (inverse.meta, inverse.tasks, inverse.links);
                patch.reverts = Some(Version(back as u64 + 1));
            })
            .clone();
        assert_eq!(undo.patch().base, version);
        growing.store_one(store, &undo).await;
    }
    let end = newest(store, growing.id()).await;
    assert!(end.says_the_same(&empty));
    let log = store.entries(growing.id(), Version(3), None).await.expect("there is a log");
    assert_eq!(
        log.iter().map(planwright_domain::Entry::reverts).collect::<Vec<_>>(),
        [Some(Version(3)), Some(Version(2))]
    );
}
