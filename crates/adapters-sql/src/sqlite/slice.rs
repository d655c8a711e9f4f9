//! The part of a project that answers for a patch, found by SQL. It holds at least what the domain's own
//! [`Project::slice`](planwright_domain::Project::slice) holds.

use planwright_domain::{Change as _, Link, LinkType, Op, Patch, Task};

use super::write::list;
use crate::row::{Row, letters};

/// Above so many operations the whole is not dearer.
const MANY: usize = 500;

/// Whether a slice answers for the patch. A new order can close a circle anywhere, and a new rule of the project
/// concerns every task.
pub(super) fn is_enough(patch: &Patch) -> bool {
    let orders = |op: &Op<Link>| match op {
        Op::Create(link) => link.link_type == LinkType::Blocks,
        Op::Update(change) => {
            change.from.is_some()
                || change.to.is_some()
                || change.link_type.is_some()
                || change.dependency.is_some()
        }
        Op::Delete => false,
    };
    let moves = |op: &Op<Task>| matches!(op, Op::Update(change) if change.parent.is_some());
    patch.len() <= MANY
        && patch.meta.is_empty()
        && !patch.links.values().any(orders)
        && !patch.tasks.values().any(moves)
}

/// What a patch speaks of, as lists that `json_each` takes apart.
pub(super) struct Around {
    /// The tasks it does something to, and the ends of new links: with their links and children.
    pub(super) named: String,
    /// The parents of new tasks.
    pub(super) touched: String,
    /// The links it does something to.
    pub(super) links: String,
}

impl Around {
    /// What this patch speaks of.
    pub(super) fn of(patch: &Patch) -> Self {
        let ends = patch.created_links().flat_map(|link| [link.from, link.to]);
        let named: Vec<String> =
            patch.tasks.keys().copied().chain(ends).map(|id| letters(id.bits())).collect();
        let parents = patch.created_tasks().filter_map(|task| task.parent);
        let touched: Vec<String> = parents.map(|id| letters(id.bits())).collect();
        let links: Vec<String> = patch.links.keys().map(|id| letters(id.bits())).collect();
        Self { named: list(&named), touched: list(&touched), links: list(&links) }
    }
}

/// Parameters: the project, the named tasks, the touched tasks, the links.
pub(super) const WITH: &str = "WITH RECURSIVE \
    named (id) AS MATERIALIZED (SELECT value FROM json_each(?2)), \
    near_links (id) AS MATERIALIZED ( \
        SELECT value FROM json_each(?4) \
        UNION SELECT link_id FROM named JOIN links ON project_id = ?1 AND from_task_id = named.id \
        UNION SELECT link_id FROM named JOIN links ON project_id = ?1 AND to_task_id = named.id), \
    ends (a, b) AS MATERIALIZED ( \
        SELECT from_task_id, to_task_id FROM near_links JOIN links ON project_id = ?1 AND link_id = near_links.id), \
    near (id) AS ( \
        SELECT id FROM named \
        UNION SELECT value FROM json_each(?3) \
        UNION SELECT task_id FROM named JOIN tasks ON project_id = ?1 AND parent_task_id = named.id \
        UNION SELECT a FROM ends UNION SELECT b FROM ends \
        UNION SELECT parent_task_id FROM near JOIN tasks ON project_id = ?1 AND task_id = near.id \
            WHERE parent_task_id IS NOT NULL)";

/// The tasks and the links of the slice, each as an array of rows.
pub(super) fn columns() -> String {
    format!(
        "(SELECT json_group_array(json_array({tasks})) FROM near JOIN tasks ON project_id = ?1 AND task_id = near.id), \
         (SELECT json_group_array(json_array({links})) FROM near_links JOIN links ON project_id = ?1 AND link_id = near_links.id)",
        tasks = Task::columns(),
        links = Link::columns(),
    )
}
