//! Several processes on one file.

use std::path::Path;
use std::process::Stdio;

use planwright_contract::{Dice, Growing, at_once, moment, run};
use planwright_domain::{Author, Patch, PatchId, ProjectId, Task, TaskId, Version, apply};
use planwright_ports::{Append, ProjectStore, Scope, Upkeep};
use planwright_sql::Sqlite;

use crate::support::{child, given, open, this};

const PROCESSES: u64 = 8;
const APPENDS: u64 = 200;

/// Appends so many tasks, each as often as it takes.
async fn append_all(store: &Sqlite, id: ProjectId, author: u64) {
    let mut dice = Dice::new(author);
    for n in 0..APPENDS {
        let mut patch = Patch::new(
            PatchId::from_bits(dice.wide()),
            id,
            Version(0),
            Author::new(format!("process {author}")),
            format!("task {n}"),
        );
        patch.create_task(Task::new(TaskId::from_bits(dice.wide()), format!("Task {n} of {author}")));
        loop {
            let mut slice = store.load(id, None, Scope::Around(&patch)).await.expect("loaded");
            patch.base = slice.version();
            let applied = apply(&mut slice, &patch).expect("no rule is broken");
            match store.append(id, patch.base, &applied, moment(n)).await.expect("appended") {
                Append::Appended(_) => break,
                Append::HeadMoved(head) => assert!(head > patch.base),
            }
        }
    }
}

#[test]
fn eight_processes_writing_at_once_lose_nothing() {
    if let Some(words) = given() {
        let [path, id, author] = words.as_slice() else { panic!("{words:?}") };
        return run(async {
            let store = open(Path::new(path)).await.expect("opened");
            append_all(&store, ProjectId::parse(id).expect("an id"), author.parse().expect("a number")).await;
        });
    }
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("plan.db");
    let growing = Growing::new(70, "House");
    run(async { growing.store(&open(&path).await.expect("opened")).await });
    let start = |author: u64| {
        let words = [path.to_str().expect("a plain path"), &growing.id().letters(), &author.to_string()];
        let test = "processes::eight_processes_writing_at_once_lose_nothing";
        child(&this(), test, &words).stdout(Stdio::null()).spawn().expect("started")
    };
    let processes: Vec<_> = (1..=PROCESSES).map(start).collect();
    for mut process in processes {
        assert!(process.wait().expect("it ran").success());
    }
    run(async {
        let store = open(&path).await.expect("opened");
        let log = store.entries(growing.id(), Version(1), None).await.expect("there is a log");
        assert_eq!(log.len() as u64, PROCESSES * APPENDS);
        assert!((2..).zip(&log).all(|(n, entry)| entry.version == Version(n)));
        for author in 1..=PROCESSES {
            let name = format!("process {author}");
            let own = log.iter().filter(|entry| entry.author().name() == name);
            let reasons: Vec<_> = own.map(|entry| entry.patch.reason.clone()).collect();
            let expected: Vec<_> = (0..APPENDS).map(|n| format!("task {n}")).collect();
            assert_eq!(reasons, expected, "each process's own order is kept");
        }
        assert_eq!(store.inspect().await.expect("inspected"), []);
    });
}

#[test]
fn many_who_open_a_new_store_at_once_all_get_it() {
    for _ in 0..5 {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("deep/er/plan.db");
        let heads = at_once(8, async |n| {
            let store = open(&path).await.expect("opened");
            let growing = Growing::new(80 + n as u64, "House");
            growing.store(&store).await;
            store.projects().await.expect("listed").len()
        });
        assert!(heads.iter().all(|n| (1..=8).contains(n)));
        run(async {
            let store = open(&path).await.expect("opened");
            assert_eq!(store.projects().await.expect("listed").len(), 8);
            assert_eq!(store.inspect().await.expect("inspected"), []);
        });
    }
}

#[test]
fn a_reader_is_not_kept_waiting_by_a_writer() {
    run(async {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("plan.db");
        let store = open(&path).await.expect("opened");
        let growing = Growing::new(90, "House");
        growing.store(&store).await;
        let mut writer = crate::support::past(&path).await;
        sqlx::raw_sql("BEGIN IMMEDIATE; UPDATE projects SET title = 'half'")
            .execute(&mut writer)
            .await
            .expect("begun");
        let read = store.load(growing.id(), None, Scope::Whole).await.expect("loaded");
        assert_eq!(read, growing.project);
    });
}

#[test]
fn who_waits_too_long_is_told_that_the_store_is_busy() {
    run(async {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("plan.db");
        let mut options = planwright_sql::Options::default();
        options.patience = std::time::Duration::from_millis(20);
        let store = crate::support::open_with(&path, options).await.expect("opened");
        let mut growing = Growing::new(91, "House");
        growing.store(&store).await;
        let mut writer = crate::support::past(&path).await;
        sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut writer).await.expect("begun");
        let _ = growing.step(|patch| patch.create_task(Task::new(TaskId::from_bits(1), "Walls")));
        let error = crate::support::append(&store, &growing).await.expect_err("somebody writes");
        assert!(matches!(error, planwright_ports::StoreError::Busy(_)), "{error:?}");
        sqlx::raw_sql("ROLLBACK").execute(&mut writer).await.expect("ended");
        assert_eq!(
            crate::support::append(&store, &growing).await.expect("appended"),
            Append::Appended(Version(2))
        );
        crate::support::holds(&store, &growing).await;
    });
}
