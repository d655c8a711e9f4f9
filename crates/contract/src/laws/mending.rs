//! Looking after a store: finding what differs from the log, and making it anew.

use planwright_domain::{ProjectId, Task, TaskId, Version};
use planwright_ports::{ProjectStore, StoreError, Upkeep};

use super::newest;
use crate::Growing;

fn grown(seed: u64) -> Growing {
    let mut growing = Growing::new(seed, "House");
    growing.step(|patch| patch.create_task(Task::new(TaskId::from_bits(77), "Walls")));
    for _ in 0..10 {
        growing.random_step();
    }
    growing
}

/// Nothing is wrong with a store that only this product wrote, empty or not.
pub async fn a_sound_store_has_no_faults(store: &(impl ProjectStore + Upkeep)) {
    assert_eq!(store.inspect().await.expect("inspected"), []);
    for seed in 20..23 {
        grown(seed).store(store).await;
    }
    assert_eq!(store.inspect().await.expect("inspected"), []);
}

/// A rebuild brings back the same projection and leaves the log alone; a project that is not there is named.
pub async fn a_rebuild_of_a_sound_store_changes_nothing(store: &(impl ProjectStore + Upkeep)) {
    let growing = grown(24);
    growing.store(store).await;
    let before = (
        newest(store, growing.id()).await,
        store.entries(growing.id(), Version(0), None).await.expect("read"),
    );
    let heads = store.projects().await.expect("listed");
    store.rebuild(growing.id()).await.expect("rebuilt");
    let after = (
        newest(store, growing.id()).await,
        store.entries(growing.id(), Version(0), None).await.expect("read"),
    );
    assert_eq!(before, after);
    assert_eq!(store.projects().await.expect("listed"), heads);
    let missing = store.rebuild(ProjectId::from_bits(5)).await.expect_err("it is not there");
    assert!(matches!(missing, StoreError::NoProject(id) if id == ProjectId::from_bits(5)));
}

/// A projection that was changed behind the store's back is told, and a rebuild puts it right.
pub async fn tampering_is_found_and_mended<S: ProjectStore + Upkeep>(
    store: &S,
    tamper: impl AsyncFn(&S, ProjectId),
) {
    let (growing, other) = (grown(25), grown(26));
    growing.store(store).await;
    other.store(store).await;
    tamper(store, growing.id()).await;
    let faults = store.inspect().await.expect("inspected");
    assert!(!faults.is_empty());
    assert!(faults.iter().all(|f| f.project == Some(growing.id()) && f.mendable), "{faults:?}");
    assert_eq!(store.inspect().await.expect("inspected"), faults, "inspecting changes nothing");
    store.rebuild(growing.id()).await.expect("rebuilt");
    assert_eq!(store.inspect().await.expect("inspected"), []);
    assert_eq!(newest(store, growing.id()).await, growing.project);
    assert_eq!(newest(store, other.id()).await, other.project);
}
