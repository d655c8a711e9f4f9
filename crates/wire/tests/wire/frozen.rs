//! Yesterday's files of version 1 are read forever, and mean what they meant. The files in `tests/v1` are never changed:
//! a new one is added when version 1 grows.

use std::collections::BTreeMap;

use jiff::civil::{Weekday, date, time};
use planwright_domain::*;
use planwright_wire::{entry_from_json, patch_from_json, project_from_json, proposal_from_json};

fn task_id(text: &str) -> TaskId {
    TaskId::parse(text).unwrap()
}

fn link_id(text: &str) -> LinkId {
    LinkId::parse(text).unwrap()
}

fn head(base: u64, reason: &str) -> Patch {
    let id = PatchId::parse("0b9a3c1e-52d7-4f6a-8e21-7c4d5e6f7a8b").unwrap();
    let project = ProjectId::parse("1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9").unwrap();
    Patch::new(id, project, Version(base), Author::new("ada"), reason)
}

fn sparse() -> Patch {
    let mut patch = head(1, "");
    let walls = task_id("aaaaaaaa-0000-4000-8000-000000000001");
    patch.create_task(Task::new(walls, "Walls"));
    let link = link_id("bbbbbbbb-0000-4000-8000-000000000001");
    patch.create_link(Link::blocks(link, walls, task_id("aaaaaaaa-0000-4000-8000-000000000002")));
    patch
}

#[test]
fn a_patch_with_every_field() {
    let mut patch = head(7, "split the backend");
    patch.reverts = Some(Version(5));
    let decimal = |text: &str| Value::Decimal(Decimal::parse(text).unwrap());
    patch.meta = MetaChange {
        title: Some("Ship the app".into()),
        summary: Some(None),
        status: Some(Status::InProgress),
        archived: Some(false),
        priority: Some(Some(Priority::High)),
        start: Some(Some(date(2026, 1, 5))),
        deadline: Some(Some(date(2026, 8, 15))),
        labels: Some(["mobile", "q3"].map(String::from).into()),
        external_ids: Some([("linear".into(), "LIN-7".into())].into()),
        repository: Some(Some("git@example.org:app.git".into())),
        imported_from: Some(Some("prd.md".into())),
        depth_limit: Some(10),
        minutes_per_day: Some(450),
        working_days: Some(WorkingDays::of([
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
        ])),
        time_zone: Some("Europe/Vienna".into()),
        date_order: Some(DateOrder::DayMonth),
        metadata: Some(
            [
                ("budget".into(), decimal("12.5")),
                ("huge".into(), decimal("123456789012345678901234567890")),
                ("tiny".into(), decimal("5e-20")),
                ("n".into(), Value::Integer(3)),
                (
                    "list".into(),
                    Value::List(vec![
                        Value::Bool(true),
                        Value::Null,
                        Value::Map([("a".into(), "b".into())].into()),
                    ]),
                ),
            ]
            .into(),
        ),
        ..MetaChange::default()
    };
    let (backend, parent) =
        (task_id("aaaaaaaa-0000-4000-8000-000000000001"), task_id("aaaaaaaa-0000-4000-8000-000000000002"));
    patch.create_task(Task {
        id: backend,
        parent: Some(parent),
        position: 2048,
        title: "Backend".into(),
        description: Some("The service behind the app".into()),
        kind: Kind::Task,
        status: Status::Blocked,
        archived: true,
        priority: Some(Priority::Urgent),
        effort: Some(960),
        actual: Some(30),
        estimate: Some(Estimate {
            low: 480,
            likely: 960,
            high: 2400,
            confidence: Some(Confidence::per_mille(850)),
        }),
        start: Some(date(2026, 2, 1)),
        due: Some(date(2026, 3, 1)),
        assignees: ["ada", "bob"].map(String::from).into(),
        labels: ["api".to_owned()].into(),
        acceptance_criteria: vec!["answers within 100 ms".into(), "has tests".into()],
        source_key: Some("TASK-004.1".into()),
        external_ids: [("gitlab".into(), "41".into())].into(),
        metadata: [("colour".into(), "red".into())].into(),
        origin: Some(Origin {
            kind: OriginKind::Stated,
            source: Some("prd.md".into()),
            line: Some(12),
            quote: Some("we need a backend".into()),
        }),
        ..Task::new(backend, "")
    });
    patch.update_task(
        TaskId::from_bits(0x12),
        TaskChange {
            parent: Some(None),
            effort: Some(None),
            labels: Some([].into()),
            status: Some(Status::Done),
            ..TaskChange::default()
        },
    );
    patch.delete_task(task_id("aaaaaaaa-0000-4000-8000-000000000003"));
    patch.create_link(Link {
        id: link_id("bbbbbbbb-0000-4000-8000-000000000001"),
        from: backend,
        to: parent,
        link_type: LinkType::Blocks,
        dependency: Dependency::StartToStart,
        lag: -60,
        lag_kind: LagKind::Elapsed,
        metadata: [("why".into(), "slow".into())].into(),
        origin: Some(Origin::new(OriginKind::Implied)),
    });
    patch.update_link(
        link_id("bbbbbbbb-0000-4000-8000-000000000002"),
        LinkChange { lag: Some(0), link_type: Some(LinkType::Related), ..LinkChange::default() },
    );
    patch.delete_link(link_id("bbbbbbbb-0000-4000-8000-000000000003"));
    assert_eq!(patch_from_json(include_str!("../v1/patch.json")), Ok(patch));
}

#[test]
fn a_patch_with_no_more_than_it_needs() {
    assert_eq!(patch_from_json(include_str!("../v1/patch-sparse.json")), Ok(sparse()));
}

#[test]
fn a_patch_with_calendars_and_people() {
    let red = || BTreeMap::from([("colour".to_owned(), Value::from("red"))]);
    let calendar = |n: u32| CalendarId::parse(&format!("cccccccc-0000-4000-8000-00000000000{n}")).unwrap();
    let resource = |n: u32| ResourceId::parse(&format!("eeeeeeee-0000-4000-8000-00000000000{n}")).unwrap();
    let assignment =
        |n: u32| AssignmentId::parse(&format!("ffffffff-0000-4000-8000-00000000000{n}")).unwrap();
    let backend = task_id("aaaaaaaa-0000-4000-8000-000000000001");
    let mut patch = head(7, "who does it and when");
    patch.meta = MetaChange {
        minutes_per_week: Some(Some(1200)),
        calendar: Some(Some(calendar(1))),
        kind: Some(ProjectKind::Plan),
        pool: Some(Some(ProjectId::parse("dddddddd-0000-4000-8000-000000000001").unwrap())),
        ..MetaChange::default()
    };
    patch.create(Task {
        duration: Some(2880),
        remaining: Some(60),
        constraint: Some(Constraint {
            kind: ConstraintKind::MustStartOn,
            date: Some(date(2026, 3, 2)),
            time: Some(time(9, 30, 0, 0)),
            hard: true,
            cost: Some(7),
        }),
        calendar: Some(calendar(1)),
        interruptible: true,
        planned_start: Some(date(2026, 3, 2).at(9, 30, 0, 0)),
        planned_finish: Some(date(2026, 3, 9).at(17, 0, 0, 0)),
        ..Task::new(backend, "Backend")
    });
    let hours = |shifts: &[(u16, u16)]| Hours::of(shifts.iter().map(|&(from, to)| Shift { from, to }));
    let christmas = Exception {
        name: Some("Christmas".into()),
        yearly: true,
        ..Exception::off(date(2026, 12, 24), date(2026, 12, 26))
    };
    let late = date(2026, 12, 28);
    patch.create(Calendar {
        base: Some(calendar(2)),
        week: Some(Week::of(|day| match day {
            Weekday::Monday => hours(&[(540, 720), (780, 1020)]),
            _ => Hours::OFF,
        })),
        exceptions: vec![
            christmas,
            Exception { hours: hours(&[(1320, 1440)]), ..Exception::off(late, late) },
        ],
        time_zone: Some("Europe/Vienna".into()),
        source_key: Some("cal-1".into()),
        metadata: red(),
        ..Calendar::new(calendar(1), "Office")
    });
    let night = CalendarChange { week: Some(None), name: Some("Night".into()), ..Default::default() };
    patch.update(calendar(3), night);
    patch.delete::<Calendar>(calendar(4));
    patch.create(Resource {
        kind: ResourceKind::Team,
        capacity: 250,
        efficiency: 120,
        calendar: Some(calendar(1)),
        availability: vec![
            Availability { first: None, last: Some(date(2027, 1, 31)), percent: 0 },
            Availability { first: Some(date(2027, 2, 1)), last: None, percent: 50 },
        ],
        absences: vec![Absence {
            first: date(2026, 12, 24),
            last: date(2026, 12, 27),
            reason: Some("skiing".into()),
        }],
        minutes_per_day: Some(360),
        minutes_per_week: Some(1200),
        skills: ["paint".to_owned()].into(),
        email: Some("ann@example.org".into()),
        external_ids: [("linear".into(), "u1".into())].into(),
        source_key: Some("r1".into()),
        metadata: red(),
        ..Resource::new(resource(1), "Ann")
    });
    let rested = ResourceChange { capacity: Some(100), absences: Some(Vec::new()), ..Default::default() };
    patch.update(resource(2), rested);
    patch.delete::<Resource>(resource(3));
    patch.create(Assignment {
        alternatives: vec![resource(2)],
        skill: Some("paint".into()),
        units: 50,
        effort: Some(90),
        metadata: red(),
        ..Assignment::new(assignment(1), backend, Some(resource(1)))
    });
    patch.delete::<Assignment>(assignment(2));
    let planned = BaselineTask {
        start: date(2026, 3, 2).at(9, 0, 0, 0),
        finish: date(2026, 3, 3).at(12, 0, 0, 0),
        effort: Some(480),
    };
    patch.create(Baseline {
        taken_on: Some(date(2026, 3, 1)),
        version: Some(Version(6)),
        tasks: [(backend, planned)].into(),
        metadata: red(),
        ..Baseline::new(BaselineId::parse("bbbbbbbb-0000-4000-8000-000000000001").unwrap(), "First")
    });
    assert_eq!(patch_from_json(include_str!("../v1/patch-people.json")), Ok(patch));
}

#[test]
fn an_entry() {
    let entry = entry_from_json(include_str!("../v1/entry.json")).unwrap();
    assert_eq!(entry.version, Version(2));
    assert_eq!(entry.at.to_string(), "2026-01-31T12:00:00.25Z");
    assert_eq!(entry.patch, sparse());
    assert!(entry.inverse.tasks.values().all(|op| *op == Op::Delete));
}

#[test]
fn a_proposal_in_every_state() {
    let other = ProposalId::parse("cccccccc-0000-4000-8000-000000000002").unwrap();
    for (text, state) in [
        (include_str!("../v1/proposal-open.json"), ProposalState::Open),
        (include_str!("../v1/proposal-approved.json"), ProposalState::Approved(Version(4))),
        (include_str!("../v1/proposal-rejected.json"), ProposalState::Rejected(Some("too early".into()))),
        (include_str!("../v1/proposal-superseded.json"), ProposalState::Superseded(other)),
    ] {
        let proposal = proposal_from_json(text).unwrap();
        assert_eq!(proposal.state, state);
        assert_eq!(proposal.at.to_string(), "2026-01-31T12:00:00Z");
        assert_eq!(proposal.patch, sparse());
        assert_eq!(proposal.questions, [Question::new("unclear", "Which walls?")]);
        assert_eq!(proposal.warnings, [Warning::new("guess", "3 days assumed")]);
    }
}

#[test]
fn a_project() {
    let file = project_from_json(include_str!("../v1/project.json")).unwrap();
    assert_eq!(file.version, Version(3));
    assert_eq!(file.meta, Meta { deadline: Some(date(2026, 8, 15)), ..Meta::new("Walls") });
    assert_eq!(file.tasks.len(), 3);
    let frame = Task {
        parent: Some(file.tasks[0].id),
        position: 1024,
        status: Status::Done,
        effort: Some(1440),
        ..Task::new(file.tasks[1].id, "Frame")
    };
    assert_eq!(file.tasks[1], frame);
    assert_eq!(file.links, [Link::blocks(file.links[0].id, file.tasks[1].id, file.tasks[2].id)]);
    assert_eq!(file.questions[0].choices, ["2026-03-04", "2026-04-03"]);
    assert_eq!(file.warnings, [Warning::at("no-effort", 1, "\"Walls\" says no effort")]);
}
