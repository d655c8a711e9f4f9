//! Every law of every port, over a file and in memory.

mod file {
    use planwright_domain::ProjectId;
    use planwright_sql::Sqlite;

    use crate::support::{fresh, run_past};

    planwright_contract::project_store!(fresh);
    planwright_contract::proposal_store!(fresh);
    planwright_contract::bookmarks!(fresh);

    async fn fresh_named() -> ((Sqlite, std::path::PathBuf), tempfile::TempDir) {
        let (store, folder) = fresh().await;
        let path = folder.path().join("plan.db");
        ((store, path), folder)
    }

    planwright_contract::stamp!(fresh, mending:
        a_sound_store_has_no_faults
        a_rebuild_of_a_sound_store_changes_nothing
    );

    #[test]
    fn tampering_is_found_and_mended() {
        for (what, sql) in [
            ("a title", "UPDATE tasks SET title = 'x' WHERE project_id = $"),
            (
                "a task too few",
                "DELETE FROM tasks WHERE project_id = $ AND task_id IN (SELECT max(task_id) FROM tasks WHERE project_id = $)",
            ),
            ("a meta field", "UPDATE projects SET depth_limit = 64 WHERE project_id = $"),
            ("a version", "UPDATE projects SET version = version + 1 WHERE project_id = $"),
            ("a count", "UPDATE projects SET closed_count = 99 WHERE project_id = $"),
            ("a word nobody knows", "UPDATE tasks SET status = 'odd' WHERE project_id = $"),
            ("no project", "DELETE FROM projects WHERE project_id = $"),
        ] {
            planwright_contract::run(async {
                let ((store, path), _folder) = fresh_named().await;
                let tamper = async |_: &Sqlite, project: ProjectId| {
                    run_past(&path, &sql.replace('$', &format!("'{project}'"))).await;
                };
                println!("{what}");
                planwright_contract::laws::mending::tampering_is_found_and_mended(&store, tamper).await;
            });
        }
    }
}

mod memory {
    use planwright_sql::Sqlite;

    async fn fresh() -> (Sqlite, ()) {
        (Sqlite::in_memory().await.expect("opened"), ())
    }

    planwright_contract::project_store!(fresh);
    planwright_contract::proposal_store!(fresh);
    planwright_contract::bookmarks!(fresh);
}
