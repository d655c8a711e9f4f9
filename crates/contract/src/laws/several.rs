//! Several projects in one store, and the end of one.

use planwright_domain::{ProjectKind, Status, Task, TaskChange, TaskId, Version};
use planwright_ports::{Append, ProjectStore, Scope, StoreError, TaskQuery};

use super::newest;
use crate::{Growing, moment};

/// The same task and link ids in two projects are different tasks and links.
pub async fn projects_do_not_touch_each_other(store: &impl ProjectStore) {
    let (mut a, mut b) = (Growing::new(11, "House"), Growing::new(12, "Garden"));
    a.store(store).await;
    b.store(store).await;
    for n in 0..30 {
        let growing = if n % 2 == 0 { &mut a } else { &mut b };
        growing.random_step();
        growing.store_one(store, growing.newest()).await;
        assert_eq!(newest(store, a.id()).await, a.project);
        assert_eq!(newest(store, b.id()).await, b.project);
    }
}

/// Heads are listed by their last change, with how many tasks there are and how many are closed.
pub async fn projects_come_newest_change_first_with_their_counts(store: &impl ProjectStore) {
    assert_eq!(store.projects().await.expect("listed"), []);
    let (mut a, mut b) = (Growing::new(13, "House"), Growing::new(14, "Garden"));
    a.step(|patch| {
        patch.meta.repository = Some(Some("house.git".to_owned()));
        for (n, status) in Status::ALL.iter().enumerate() {
            let mut task = Task::new(TaskId::from_bits(n as u128 + 1), "Task");
            task.status = *status;
            patch.create_task(task);
        }
    });
    a.step(|patch| {
        patch.delete_task(TaskId::from_bits(1));
        patch.update_task(TaskId::from_bits(2), change(Status::Done));
        patch.update_task(TaskId::from_bits(4), change(Status::Done));
        patch.update_task(TaskId::from_bits(5), change(Status::Todo));
    });
    a.store(store).await;
    let create = store.create(b.creation(), moment(1)).await.expect("created");
    assert_eq!(create, Append::Appended(Version(1)));
    let heads = store.projects().await.expect("listed");
    let told: Vec<_> = heads.iter().map(|h| (h.title.as_str(), h.version.0, h.tasks, h.closed)).collect();
    assert_eq!(told, [("House", 3, 4, 2), ("Garden", 1, 0, 0)]);
    assert_eq!(heads[0].repository.as_deref(), Some("house.git"));
    assert_eq!((heads[0].id, heads[0].changed), (a.id(), moment(3)));

    let last = b.step(|patch| patch.meta.archived = Some(true)).clone();
    let _ = store.append(b.id(), Version(1), &last, moment(5)).await.expect("appended");
    let heads = store.projects().await.expect("listed");
    let told: Vec<_> = heads.iter().map(|h| (h.title.as_str(), h.archived)).collect();
    assert_eq!(told, [("Garden", true), ("House", false)]);
}

/// Heads say which projects are pools, and who shares them.
pub async fn heads_tell_pools_and_who_shares_them(store: &impl ProjectStore) {
    let (mut pool, mut plan) = (Growing::new(18, "Crew"), Growing::new(19, "House"));
    pool.step(|patch| patch.meta.kind = Some(ProjectKind::Pool));
    let shared = pool.id();
    plan.step(|patch| patch.meta.pool = Some(Some(shared)));
    pool.store(store).await;
    plan.store(store).await;
    let head = async |id| {
        let heads = store.projects().await.expect("listed");
        heads.into_iter().find(|head| head.id == id).map(|head| (head.kind, head.pool))
    };
    assert_eq!(head(pool.id()).await, Some((ProjectKind::Pool, None)));
    assert_eq!(head(plan.id()).await, Some((ProjectKind::Plan, Some(shared))));
    let last = plan.step(|patch| patch.meta.pool = Some(None)).clone();
    let _ = store.append(plan.id(), Version(2), &last, moment(9)).await.expect("appended");
    assert_eq!(head(plan.id()).await, Some((ProjectKind::Plan, None)));
}

fn change(status: Status) -> TaskChange {
    TaskChange { status: Some(status), ..TaskChange::default() }
}

/// After a purge nothing of a project is found, and the others are as they were.
pub async fn a_purge_leaves_only_a_tombstone(store: &impl ProjectStore) {
    let (mut a, mut b) = (Growing::new(15, "House"), Growing::new(16, "Garden"));
    for growing in [&mut a, &mut b] {
        for _ in 0..8 {
            growing.random_step();
        }
        growing.step(|patch| patch.create_task(Task::new(TaskId::from_bits(77), "Last")));
        growing.store(store).await;
    }
    store.purge(a.id(), moment(50)).await.expect("purged");
    let gone = |error: &StoreError| matches!(error, StoreError::Deleted(id) if *id == a.id());
    assert!(gone(&store.load(a.id(), None, Scope::Whole).await.expect_err("it is gone")));
    assert!(gone(&store.load(a.id(), Some(Version(1)), Scope::Whole).await.expect_err("it is gone")));
    assert!(gone(&store.entries(a.id(), Version(0), None).await.expect_err("it is gone")));
    assert!(gone(&store.purge(a.id(), moment(51)).await.expect_err("it is gone")));
    assert_eq!(store.projects().await.expect("listed").iter().map(|h| h.id).collect::<Vec<_>>(), [b.id()]);
    let everywhere = TaskQuery { projects: vec![a.id(), b.id()], archived: true, ..TaskQuery::default() };
    let found = store.query(&everywhere).await.expect("found");
    assert!(!found.is_empty() && found.iter().all(|f| f.project == b.id()));
    assert_eq!(newest(store, b.id()).await, b.project);
}

/// Nothing is ever stored under the id of a purged project again.
pub async fn a_purged_id_is_never_used_again(store: &impl ProjectStore) {
    let mut growing = Growing::new(17, "House");
    growing.store(store).await;
    store.purge(growing.id(), moment(5)).await.expect("purged");
    let gone = |error: &StoreError| matches!(error, StoreError::Deleted(id) if *id == growing.project.id());
    assert!(gone(&store.create(growing.creation(), moment(6)).await.expect_err("the id is used up")));
    let next = growing.step(|patch| patch.create_task(Task::new(TaskId::from_bits(1), "Walls"))).clone();
    let gone = |error: &StoreError| matches!(error, StoreError::Deleted(id) if *id == growing.project.id());
    assert!(gone(&store.append(growing.id(), Version(1), &next, moment(7)).await.expect_err("it is gone")));
    assert_eq!(store.projects().await.expect("listed"), []);
}
