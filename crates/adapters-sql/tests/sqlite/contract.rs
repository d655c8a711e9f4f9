//! Every law of every port, over a file and in memory.

mod file {
    use planwright_domain::ProjectId;
    use planwright_ports::Upkeep;
    use planwright_sql::Sqlite;

    use crate::support::{fresh, run_past};

    planwright_contract::project_store!(fresh);
    planwright_contract::proposal_store!(fresh);
    planwright_contract::bookmarks!(fresh);

    planwright_contract::upkeep!(fresh, async |store: &Sqlite, project: ProjectId| {
        run_past(store.place(), &format!("UPDATE tasks SET title = 'x' WHERE project_id = '{project}'"))
            .await;
    });

    #[test]
    fn tampering_with_anything_is_found_and_mended() {
        for (what, sql) in [
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
                let (store, _folder) = fresh().await;
                let tamper = async |store: &Sqlite, project: ProjectId| {
                    run_past(store.place(), &sql.replace('$', &format!("'{project}'"))).await;
                    assert!(!store.inspect().await.expect("inspected").is_empty(), "{what}");
                };
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
