//! The part of a project that answers for a patch, found by SQL. It holds at least what the domain's own
//! [`Project::slice`](planwright_domain::Project::slice) holds.

use planwright_domain::{Assignment, Change as _, Link, Patch, Task, TaskId};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, SqliteConnection, query};

use super::write::list;
use crate::row::{Row, letters};

/// Above so many operations the whole is not dearer.
const MANY: usize = 500;

/// Whether a slice answers for the patch. A new order can close a circle anywhere, a new rule of the project concerns
/// every task, and calendars and people may be used by any.
pub(super) fn is_enough(patch: &Patch) -> bool {
    patch.len() <= MANY && patch.meta.is_empty() && !patch.reorders() && !patch.is_beside_tasks()
}

/// The tasks, the links and the assignments of the slice, each as an array of rows.
pub(super) async fn around(
    line: &mut SqliteConnection,
    project: &str,
    patch: &Patch,
) -> Result<SqliteRow, sqlx::Error> {
    let letters = |ids: &mut dyn Iterator<Item = u128>| list(&ids.map(letters).collect::<Vec<_>>());
    let ends = patch.created_links().flat_map(|link| [link.from, link.to]);
    let named = letters(&mut patch.tasks.keys().copied().chain(ends).map(TaskId::bits));
    let parents = letters(&mut patch.created_tasks().filter_map(|task| task.parent).map(TaskId::bits));
    let links = letters(&mut patch.links.keys().map(|id| id.bits()));
    let sql = format!(
        "{WITH} SELECT \
         (SELECT json_group_array(json_array({tasks})) FROM near CROSS JOIN tasks \
          ON project_id = ?1 AND task_id = near.id), \
         (SELECT json_group_array(json_array({links})) FROM near_links CROSS JOIN links \
          ON project_id = ?1 AND link_id = near_links.id), \
         (SELECT json_group_array(json_array({assignments})) FROM named CROSS JOIN assignments \
          ON project_id = ?1 AND task_id = named.id)",
        tasks = Task::columns(),
        links = Link::columns(),
        assignments = Assignment::columns(),
    );
    query(AssertSqlSafe(sql))
        .bind(project.to_owned())
        .bind(named)
        .bind(parents)
        .bind(links)
        .fetch_one(line)
        .await
}

/// What is near a patch. Parameters: the project; the tasks the patch does something to and the ends of new links, which
/// count with their links and children; the parents of new tasks; the links it does something to.
///
/// `CROSS JOIN` makes SQLite begin with the short list; left to itself it may read the whole project.
const WITH: &str = "WITH RECURSIVE \
    named (id) AS MATERIALIZED (SELECT value FROM json_each(?2)), \
    near_links (id) AS MATERIALIZED ( \
        SELECT value FROM json_each(?4) \
        UNION SELECT link_id FROM named CROSS JOIN links ON project_id = ?1 AND from_task_id = named.id \
        UNION SELECT link_id FROM named CROSS JOIN links ON project_id = ?1 AND to_task_id = named.id), \
    ends (a, b) AS MATERIALIZED ( \
        SELECT from_task_id, to_task_id FROM near_links CROSS JOIN links \
        ON project_id = ?1 AND link_id = near_links.id), \
    near (id) AS ( \
        SELECT id FROM named \
        UNION SELECT value FROM json_each(?3) \
        UNION SELECT task_id FROM named CROSS JOIN tasks ON project_id = ?1 AND parent_task_id = named.id \
        UNION SELECT a FROM ends UNION SELECT b FROM ends \
        UNION SELECT parent_task_id FROM near CROSS JOIN tasks ON project_id = ?1 AND task_id = near.id \
            WHERE parent_task_id IS NOT NULL)";
