//! Small plans made by hand, for the tests of this folder only.

use jiff::civil::{Date, date};
use planwright::domain::{
    Author, Dependency, Kind, Link, LinkChange, LinkId, Meta, Origin, OriginKind, POSITION_STEP, Patch,
    PatchId, Priority, Project, ProjectId, Status, Task, TaskChange, TaskId, Version, apply,
};

/// The day all of them are looked at: a Friday.
pub(super) const TODAY: Date = date(2026, 3, 6);

/// A task's id with letters that differ early, as random ones do.
pub(super) fn id(n: u32) -> TaskId {
    TaskId::from_bits((u128::from(n) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

/// A task under another with a title and minutes of effort.
pub(super) fn task(n: u32, parent: Option<u32>, title: &str, minutes: u32) -> Task {
    Task {
        parent: parent.map(id),
        position: i64::from(n) * POSITION_STEP,
        effort: (minutes > 0).then_some(minutes),
        ..Task::new(id(n), title)
    }
}

/// One task before another.
pub(super) fn link(n: u32, from: u32, to: u32) -> Link {
    Link::blocks(LinkId::from_bits(u128::from(n)), id(from), id(to))
}

/// An empty project with a title.
pub(super) fn empty(meta: Meta) -> Project {
    Project::assemble(
        ProjectId::from_bits(7),
        Version::CREATION,
        meta,
        [],
        [],
        planwright::domain::Extent::Whole,
    )
}

/// A patch that changes nothing yet.
pub(super) fn patch(project: &Project) -> Patch {
    Patch::new(PatchId::from_bits(9), project.id(), project.version(), Author::new("ann"), "because")
}

/// The project with the patch applied.
pub(super) fn applied(project: &Project, patch: &Patch) -> Project {
    let mut after = project.clone();
    let applied = apply(&mut after, patch).expect("the fixture keeps every rule");
    assert_eq!(applied.patch(), patch);
    after
}

/// An empty project, the plan of an app as a patch, and the project with it.
pub(super) fn app() -> (Project, Patch, Project) {
    let before = empty(Meta { deadline: Some(date(2026, 8, 15)), ..Meta::new("Ship MVP of iOS app") });
    let added = |task: Task| Task { origin: Some(Origin::new(OriginKind::Added)), ..task };
    let mut patch = patch(&before);
    for task in [
        task(1, None, "Define the MVP", 0),
        added(task(2, Some(1), "Write user stories", 960)),
        added(task(3, Some(1), "Agree on what is left out of the first version", 240)),
        task(4, None, "Design", 0),
        added(task(5, Some(4), "Sketch the screens", 1440)),
        Task { due: Some(date(2026, 3, 12)), ..task(6, Some(4), "Clickable prototype", 1440) },
        task(7, None, "Build", 0),
        task(8, Some(7), "App skeleton and navigation", 960),
        task(9, Some(7), "Sign-in with Apple", 1440),
        added(task(10, Some(7), "Offline storage", 0)),
        task(11, None, "Ship", 0),
        added(task(12, Some(11), "App Store listing", 480)),
        Task { kind: Kind::Milestone, ..task(13, Some(11), "MVP in the App Store", 0) },
    ] {
        patch.create_task(task);
    }
    let implied = |link: Link| Link { origin: Some(Origin::new(OriginKind::Implied)), ..link };
    for link in [
        link(1, 2, 3),
        implied(link(2, 1, 5)),
        link(3, 5, 6),
        Link { dependency: Dependency::StartToStart, lag: 480, ..link(4, 5, 8) },
        link(5, 8, 9),
        implied(link(6, 6, 9)),
        link(7, 7, 13),
        link(8, 12, 13),
    ] {
        patch.create_link(link);
    }
    let after = applied(&before, &patch);
    (before, patch, after)
}

/// The plan of the app, a patch that changes some of it in every way there is, and the plan with it.
pub(super) fn changed() -> (Project, Patch, Project) {
    let (_, _, before) = app();
    let mut patch = patch(&before);
    let task = TaskChange::default;
    patch.update_task(id(2), TaskChange { status: Some(Status::Done), ..task() });
    patch.update_task(
        id(6),
        TaskChange {
            title: Some("Prototype".to_owned()),
            status: Some(Status::InProgress),
            effort: Some(Some(960)),
            actual: Some(Some(600)),
            due: Some(Some(date(2026, 3, 5))),
            priority: Some(Some(Priority::Urgent)),
            ..task()
        },
    );
    patch.update_task(
        id(5),
        TaskChange {
            parent: Some(Some(id(1))),
            position: Some(1 << 20),
            description: Some(Some("On paper first.\n\nThen on a phone, by hand.".to_owned())),
            labels: Some(["ios".to_owned()].into()),
            ..task()
        },
    );
    patch.delete_task(id(12));
    patch.delete_link(LinkId::from_bits(8));
    patch.delete_link(LinkId::from_bits(2));
    patch.update_link(LinkId::from_bits(5), LinkChange { lag: Some(-120), ..LinkChange::default() });
    patch.create_link(link(20, 9, 10));
    patch.meta.deadline = Some(Some(date(2026, 3, 16)));
    let after = applied(&before, &patch);
    (before, patch, after)
}
