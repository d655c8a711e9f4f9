//! The schema goes up and down without changing what a plan says.

use std::path::Path;

use planwright_contract::{Growing, run};
use planwright_domain::{ProjectId, ProposalId, Version};
use planwright_ports::{
    Bookmarks, ProjectStore, ProposalFilter, ProposalStore, Scope, StoreError, TaskQuery, Upkeep,
};
use planwright_sql::SCHEMA;

use crate::support::{column, holds, open, run_past};

/// Everything in a database that planwright wrote with schema 1.
const SCHEMA_1: &str = include_str!("schema1.sql");

fn folder() -> tempfile::TempDir {
    tempfile::TempDir::new().expect("a folder")
}

async fn schema_of(path: &Path) -> String {
    column(path, "SELECT user_version FROM pragma_user_version").await.remove(0)
}

async fn views(path: &Path) -> String {
    column(path, "SELECT count(*) FROM sqlite_schema WHERE type = 'view'").await.remove(0)
}

#[test]
fn a_store_of_the_previous_version_is_brought_up_to_date_and_says_the_same() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        run_past(&path, SCHEMA_1).await;
        assert_eq!(schema_of(&path).await, "1");

        let store = open(&path).await.expect("opened");
        assert_eq!(store.inspect().await.expect("inspected"), []);
        let heads = store.projects().await.expect("listed");
        let told: Vec<_> = heads.iter().map(|h| (h.title.as_str(), h.version.0, h.tasks, h.closed)).collect();
        assert_eq!(told, [("Garden", 3, 2, 1), ("House", 4, 3, 1)]);
        let house = heads[1].id;
        let titles = |version| {
            let store = &store;
            async move {
                let project = store.load(house, Some(Version(version)), Scope::Whole).await.expect("loaded");
                let mut titles: Vec<_> = project.tasks().map(|task| task.title.clone()).collect();
                titles.sort();
                titles
            }
        };
        assert_eq!(titles(4).await, ["Frame", "Paint the wall's \"inside\"", "Walls"]);
        assert_eq!(titles(1).await, [""; 0]);
        let found = store.query(&TaskQuery { text: Some("frame".to_owned()), ..TaskQuery::default() }).await;
        assert_eq!(found.expect("found").len(), 1);
        let proposals = store.list(&ProposalFilter::default()).await.expect("listed");
        assert_eq!(proposals.iter().map(|p| p.id).collect::<Vec<_>>(), [ProposalId::from_bits(1)]);
        assert_eq!(store.recall("last").await.expect("recalled"), Some(house));
        let purged = ProjectId::from_bits(3);
        assert!(
            matches!(store.load(purged, None, Scope::Whole).await, Err(StoreError::Deleted(id)) if id == purged)
        );
        store.close().await.expect("closed");

        assert_eq!(schema_of(&path).await, SCHEMA.to_string());
        assert_eq!(column(&path, "SELECT count(*) FROM migrations").await, [SCHEMA.to_string()]);
        assert_eq!(views(&path).await, "3");
    });
}

#[test]
fn going_down_and_up_again_keeps_everything() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let mut growing = Growing::new(110, "House");
        for _ in 0..20 {
            growing.random_step();
        }
        let store = open(&path).await.expect("opened");
        growing.store(&store).await;
        store.step_down(1).await.expect("stepped down");
        assert_eq!((schema_of(&path).await.as_str(), views(&path).await.as_str()), ("1", "0"));
        let store = open(&path).await.expect("opened");
        // An older schema has no place for some of it; the log, which is the truth, kept it.
        store.rebuild(growing.id()).await.expect("rebuilt");
        holds(&store, &growing).await;
        assert_eq!(views(&path).await, "3");

        store.step_down(0).await.expect("stepped down");
        assert_eq!(column(&path, "SELECT count(*) FROM sqlite_schema").await, ["0"]);
        let store = open(&path).await.expect("a new store");
        assert_eq!(store.projects().await.expect("listed"), []);
        growing.store(&store).await;
        holds(&store, &growing).await;
    });
}

#[test]
fn there_is_no_stepping_down_to_what_is_not_there_yet() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let error = open(&path).await.expect("opened").step_down(SCHEMA + 1).await.expect_err("not yet");
        assert!(matches!(error, StoreError::NewerSchema { .. }));
        assert_eq!(schema_of(&path).await, SCHEMA.to_string());
    });
}

#[test]
fn opening_a_store_that_is_up_to_date_writes_nothing() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let store = open(&path).await.expect("opened");
        Growing::new(111, "House").store(&store).await;
        store.close().await.expect("closed");
        let before = std::fs::read(&path).expect("read");
        open(&path).await.expect("opened").close().await.expect("closed");
        assert_eq!(std::fs::read(&path).expect("read"), before);
    });
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        run_past(&path, SCHEMA_1).await;
        run_past(&path, "CREATE TABLE task_tree (x)").await;
        assert!(open(&path).await.is_err(), "the second view of the migration has no place");
        assert_eq!((schema_of(&path).await.as_str(), views(&path).await.as_str()), ("1", "0"));
        run_past(&path, "DROP TABLE task_tree").await;
        let store = open(&path).await.expect("opened");
        assert_eq!(store.inspect().await.expect("inspected"), []);
    });
}

#[test]
fn a_migration_that_was_edited_is_told() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        let store = open(&path).await.expect("opened");
        run_past(&path, "UPDATE migrations SET checksum = 'other' WHERE number = 1").await;
        let faults = store.inspect().await.expect("inspected");
        assert_eq!(
            faults.iter().map(|f| (f.code, f.mendable)).collect::<Vec<_>>(),
            [("schema-differs", false)]
        );
        run_past(&path, "DELETE FROM migrations WHERE number = 2").await;
        assert_eq!(store.inspect().await.expect("inspected").len(), 2);
    });
}

#[test]
fn people_can_read_the_views() {
    run(async {
        let folder = folder();
        let path = folder.path().join("plan.db");
        run_past(&path, SCHEMA_1).await;
        drop(open(&path).await.expect("opened"));
        let tree = column(
            &path,
            "SELECT group_concat(level || ' ' || task, '|') FROM task_tree WHERE project = 'House'",
        )
        .await;
        assert_eq!(tree, ["1 Walls|2   Frame|2   Paint the wall's \"inside\""]);
        let open =
            column(&path, "SELECT group_concat(title, '|') FROM open_tasks WHERE project = 'House'").await;
        assert_eq!(open, ["Walls|Paint the wall's \"inside\""]);
    });
}
