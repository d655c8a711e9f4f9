//! Appending: whole or not at all, once, by one.

use planwright_domain::{Applied, Author, PatchId, Project, ProjectId, Task, TaskId, Version, apply};
use planwright_ports::{Append, ProjectStore, Scope, StoreError};

use super::newest;
use crate::{Faulty, Growing, at_once, moment};

fn add(growing: &mut Growing, n: u128, title: &str) -> Applied {
    growing.step(|patch| patch.create_task(Task::new(TaskId::from_bits(n), title))).clone()
}

/// `n` patches against the same version, each by somebody else.
fn rivals(growing: &Growing, n: u128) -> Vec<Applied> {
    (0..n)
        .map(|i| {
            let mut own = growing.clone();
            let mut patch = own.patch();
            patch.id = PatchId::from_bits(1000 + i);
            patch.author = Author::new(format!("rival {i}"));
            patch.create_task(Task::new(TaskId::from_bits(100 + i), format!("by rival {i}")));
            apply(&mut own.project, &patch).expect("a new task breaks no rule")
        })
        .collect()
}

/// A creation makes version 1, which holds what the creation said.
pub async fn a_project_begins_at_version_one(store: &impl ProjectStore) {
    let growing = Growing::new(1, "House");
    assert_eq!(
        store.create(growing.creation(), moment(1)).await.expect("created"),
        Append::Appended(Version(1))
    );
    assert_eq!(newest(store, growing.id()).await, growing.project);
}

/// Creating the same project with the same patch again finds it.
pub async fn creating_twice_is_found_not_doubled(store: &impl ProjectStore) {
    let growing = Growing::new(1, "House");
    for minute in 1..4 {
        let created = store.create(growing.creation(), moment(minute)).await.expect("created");
        assert_eq!(created, Append::Appended(Version(1)));
    }
    let log = store.entries(growing.id(), Version(0), None).await.expect("there is a log");
    assert_eq!(log.len(), 1);
    assert_eq!(log[0].at, moment(1), "the first time counts");
}

/// A second creation of the same project by another patch is told that the project is there.
pub async fn creating_what_is_there_is_refused(store: &impl ProjectStore) {
    let mut growing = Growing::new(1, "House");
    growing.store(store).await;
    let _ = add(&mut growing, 1, "Walls");
    growing.store_one(store, growing.newest()).await;
    let mut again = Growing::new(1, "House");
    again.project = Project::void(again.id());
    let other = again.step(|patch| {
        patch.id = PatchId::from_bits(9);
        patch.meta.title = Some("Another house".to_owned());
    });
    assert_eq!(store.create(other, moment(9)).await.expect("answered"), Append::HeadMoved(Version(2)));
    assert_eq!(newest(store, growing.id()).await, growing.project);
}

/// What is not there is named in the error.
pub async fn what_is_not_there_is_named(store: &impl ProjectStore) {
    let mut growing = Growing::new(1, "House");
    let id = growing.id();
    let missing = |error: StoreError| matches!(error, StoreError::NoProject(named) if named == id);
    let nothing = store.load(id, None, Scope::Whole).await.expect_err("there is nothing");
    assert!(missing(nothing));
    assert!(missing(store.entries(id, Version(0), None).await.expect_err("there is nothing")));
    assert!(missing(store.purge(id, moment(1)).await.expect_err("there is nothing")));
    let walls = add(&mut growing, 1, "Walls");
    assert!(missing(store.append(id, Version(1), &walls, moment(1)).await.expect_err("there is nothing")));

    growing.store(store).await;
    for version in [Version(0), Version(3), Version(u64::MAX)] {
        let error = store.load(id, Some(version), Scope::Whole).await.expect_err("no such version");
        let named = matches!(error, StoreError::NoVersion { project, version: v, head }
            if project == id && v == version && head == Version(2));
        assert!(named, "{error:?}");
    }
}

/// What was appended is what everybody reads.
pub async fn an_append_is_seen_by_every_later_read(store: &impl ProjectStore) {
    let mut growing = Growing::new(2, "House");
    growing.store(store).await;
    for n in 1..5 {
        let applied = add(&mut growing, n, "Wall");
        growing.store_one(store, &applied).await;
        assert_eq!(newest(store, growing.id()).await, growing.project);
        let log = store.entries(growing.id(), Version(0), None).await.expect("there is a log");
        assert_eq!(log.last().map(|entry| &entry.patch), Some(applied.patch()));
        assert_eq!(log.last().map(|entry| &entry.inverse), Some(applied.inverse()));
        assert_eq!(log.last().map(|entry| entry.at), Some(moment(n as u64 + 1)));
    }
}

/// Whoever is late is told where the project is, and nothing is stored.
pub async fn an_append_to_an_older_head_is_told_the_head(store: &impl ProjectStore) {
    let mut growing = Growing::new(3, "House");
    growing.store(store).await;
    let late = rivals(&growing, 1).remove(0);
    let walls = add(&mut growing, 1, "Walls");
    growing.store_one(store, &walls).await;
    for expected in [Version(1), Version(2), Version(7)] {
        let answer =
            store.append(growing.id(), expected, &late, moment(9)).await.expect("contention is an answer");
        assert_eq!(answer, Append::HeadMoved(Version(2)), "expecting {expected}");
    }
    assert_eq!(newest(store, growing.id()).await, growing.project);
}

/// Of N appends to one version, at the same time, exactly one wins.
pub async fn of_racing_appends_exactly_one_wins(store: &impl ProjectStore) {
    let growing = Growing::new(4, "House");
    growing.store(store).await;
    let racers = rivals(&growing, 8);
    let answers = at_once(racers.len(), async |i| {
        store
            .append(growing.id(), Version(1), &racers[i], moment(i as u64))
            .await
            .expect("contention is an answer")
    });
    let won: Vec<usize> = (0..racers.len()).filter(|&i| answers[i] == Append::Appended(Version(2))).collect();
    assert_eq!(won.len(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|a| **a == Append::HeadMoved(Version(2))).count(), racers.len() - 1);
    let log = store.entries(growing.id(), Version(1), None).await.expect("there is a log");
    assert_eq!(log.len(), 1);
    assert_eq!(&log[0].patch, racers[won[0]].patch());
}

/// When the answer to an append is lost, trying again finds it.
pub async fn a_lost_acknowledgement_never_doubles(store: &impl ProjectStore) {
    let mut growing = Growing::new(5, "House");
    let faulty = Faulty::new(store);
    faulty.lose_acknowledgement();
    assert!(faulty.create(growing.creation(), moment(1)).await.is_err());
    assert_eq!(
        faulty.create(growing.creation(), moment(2)).await.expect("found"),
        Append::Appended(Version(1))
    );

    let walls = add(&mut growing, 1, "Walls");
    faulty.lose_acknowledgement();
    assert!(faulty.append(growing.id(), Version(1), &walls, moment(3)).await.is_err());
    let again = faulty.append(growing.id(), Version(1), &walls, moment(4)).await.expect("found");
    assert_eq!(again, Append::Appended(Version(2)));
    assert_eq!(newest(store, growing.id()).await, growing.project);
}

/// A retry is found where it is in the log, even when others have appended since.
pub async fn a_retry_is_found_though_others_went_on(store: &impl ProjectStore) {
    let mut growing = Growing::new(6, "House");
    let walls = add(&mut growing, 1, "Walls");
    let _ = add(&mut growing, 2, "Roof");
    growing.store(store).await;
    let again = store.append(growing.id(), Version(1), &walls, moment(9)).await.expect("found");
    assert_eq!(again, Append::Appended(Version(2)));
    let created = store.create(growing.creation(), moment(9)).await.expect("found");
    assert_eq!(created, Append::Appended(Version(1)));
    assert_eq!(newest(store, growing.id()).await, growing.project);
}

/// What slips in between somebody's load and append makes that append lose.
pub async fn an_append_that_slips_in_between_is_noticed(store: &impl ProjectStore) {
    let mut growing = Growing::new(7, "House");
    growing.store(store).await;
    let mine = rivals(&growing, 1).remove(0);
    let theirs = add(&mut growing, 1, "Walls");
    let faulty = Faulty::new(store);
    let loaded = faulty.load(growing.id(), None, Scope::Around(mine.patch())).await.expect("loaded");
    faulty.let_first(theirs);
    let answer = faulty.append(growing.id(), loaded.version(), &mine, moment(3)).await.expect("an answer");
    assert_eq!(answer, Append::HeadMoved(Version(2)));
    assert_eq!(newest(store, growing.id()).await, growing.project);
}

/// Reasons, names and titles are kept letter by letter, whatever they look like.
pub async fn an_empty_reason_and_odd_words_read_back(store: &impl ProjectStore) {
    let mut growing = Growing::new(8, "'); DROP TABLE projects; --");
    for (n, words) in
        ["", "\u{0}", "a\u{0}b", "\"\\\u{1b}[31m", "日本語 🏠 e\u{301}", "%' OR 1=1", "\u{feff}x\r\n\t"]
            .iter()
            .enumerate()
    {
        growing.step(|patch| {
            patch.reason = (*words).to_owned();
            patch.author = Author::new(*words);
            let mut task = Task::new(TaskId::from_bits(n as u128 + 1), "odd");
            task.description = Some((*words).to_owned());
            task.source_key = Some((*words).to_owned());
            task.labels.insert((*words).to_owned());
            patch.create_task(task);
        });
    }
    growing.store(store).await;
    assert_eq!(newest(store, growing.id()).await, growing.project);
    let log = store.entries(growing.id(), Version(0), None).await.expect("there is a log");
    assert!(log.iter().map(|entry| &entry.patch).eq(growing.log.iter().map(Applied::patch)));
    let other = ProjectId::from_bits(1);
    assert!(store.load(other, None, Scope::Whole).await.is_err());
}
