//! Stopping between two statements of a write: as if nothing had been written, and the next attempt succeeds.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use planwright_contract::{Growing, moment, run};
use planwright_domain::{Link, LinkId, Task, TaskId};
use planwright_ports::{Append, ProjectStore, Scope, StoreError};
use planwright_sql::{Options, Sqlite, SqliteAddress};

use crate::support::{append, holds};

/// What comes after each other in an append.
pub(crate) const SEAMS: [&str; 7] = ["project", "entry", "tasks", "links", "people", "deletions", "commit"];

/// A project and, as its newest patch, one that creates, changes and deletes.
pub(crate) fn busy() -> Growing {
    let mut growing = Growing::new(50, "House");
    let id = TaskId::from_bits;
    growing.step(|patch| {
        for n in 1..5 {
            patch.create_task(Task::new(id(n), format!("Task {n}")));
        }
        patch.create_link(Link::blocks(LinkId::from_bits(1), id(1), id(2)));
    });
    growing.step(|patch| {
        patch.meta.summary = Some(Some("more".to_owned()));
        patch.create_task(Task::new(id(9), "Ninth"));
        patch.update_task(id(3), planwright_domain::TaskChange { position: Some(-1), ..Default::default() });
        patch.delete_link(LinkId::from_bits(1));
        patch.delete_task(id(1));
        patch.create_link(Link::blocks(LinkId::from_bits(2), id(9), id(2)));
    });
    growing
}

/// A store that stops before `seam` when told, and the way to tell it.
async fn stopping(seam: &'static str, address: &SqliteAddress) -> (Sqlite, Arc<AtomicBool>) {
    let told = Arc::new(AtomicBool::new(false));
    let mut options = Options::default();
    let stop = Arc::clone(&told);
    options.stop_before = Some(Arc::new(move |next| next == seam && stop.load(Ordering::SeqCst)));
    (Sqlite::open(address, options).await.expect("opened"), told)
}

fn stopped(error: &StoreError) -> bool {
    matches!(error, StoreError::Backend(_))
}

#[test]
fn an_append_stopped_between_two_statements_leaves_nothing_behind() {
    run(async {
        let folder = tempfile::TempDir::new().expect("a folder");
        for seam in SEAMS {
            for address in [SqliteAddress::Memory, SqliteAddress::File(folder.path().join(seam))] {
                let (store, told) = stopping(seam, &address).await;
                let mut growing = busy();
                let whole = growing.clone();
                growing.log.pop();
                growing.store(&store).await;
                let before = store.load(growing.id(), None, Scope::Whole).await.expect("loaded");

                told.store(true, Ordering::SeqCst);
                assert!(stopped(&append(&store, &whole).await.expect_err("stopped")), "{seam}");
                let after = store.load(growing.id(), None, Scope::Whole).await.expect("loaded");
                assert_eq!(after, before, "{seam}");

                told.store(false, Ordering::SeqCst);
                assert_eq!(
                    append(&store, &whole).await.expect("appended"),
                    Append::Appended(whole.project.version())
                );
                holds(&store, &whole).await;
            }
        }
    });
}

#[test]
fn a_creation_stopped_between_two_statements_leaves_no_project() {
    run(async {
        for seam in SEAMS {
            let (store, told) = stopping(seam, &SqliteAddress::Memory).await;
            let growing = Growing::new(51, "House");
            told.store(true, Ordering::SeqCst);
            assert!(
                stopped(&store.create(growing.creation(), moment(1)).await.expect_err("stopped")),
                "{seam}"
            );
            assert_eq!(store.projects().await.expect("listed"), [], "{seam}");
            told.store(false, Ordering::SeqCst);
            growing.store(&store).await;
            holds(&store, &growing).await;
        }
    });
}

#[test]
fn a_purge_stopped_between_two_statements_takes_nothing() {
    run(async {
        for seam in ["links", "tasks", "entries", "projects", "proposals", "bookmarks"] {
            let (store, told) = stopping(seam, &SqliteAddress::Memory).await;
            let growing = busy();
            growing.store(&store).await;
            told.store(true, Ordering::SeqCst);
            assert!(stopped(&store.purge(growing.id(), moment(9)).await.expect_err("stopped")), "{seam}");
            holds(&store, &growing).await;
            told.store(false, Ordering::SeqCst);
            store.purge(growing.id(), moment(9)).await.expect("purged");
        }
    });
}
