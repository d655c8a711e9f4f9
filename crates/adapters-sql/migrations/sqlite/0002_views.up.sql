-- For people who look with `sqlite3`: what is open, and the tree.

CREATE VIEW open_tasks AS
SELECT p.title AS project, t.task_id, t.title, t.status, t.priority, t.estimated_minutes, t.due_date
FROM tasks AS t JOIN projects AS p USING (project_id)
WHERE t.status NOT IN ('done', 'cancelled') AND NOT t.archived AND NOT p.archived
ORDER BY t.due_date IS NULL, t.due_date, p.title, t.position, t.task_id;

CREATE VIEW task_tree AS
WITH RECURSIVE tree (project_id, task_id, level, place) AS (
    SELECT project_id, task_id, 1, printf('%020d', position + (1 << 62)) || task_id
    FROM tasks WHERE parent_task_id IS NULL
    UNION ALL
    SELECT t.project_id, t.task_id, tree.level + 1, tree.place || printf('%020d', t.position + (1 << 62)) || t.task_id
    FROM tasks AS t JOIN tree ON t.project_id = tree.project_id AND t.parent_task_id = tree.task_id
    WHERE tree.level < 64
)
SELECT p.title AS project, tree.level, printf('%*s', 2 * (tree.level - 1), '') || t.title AS task, t.status,
       t.estimated_minutes, t.task_id
FROM tree JOIN tasks AS t USING (project_id, task_id) JOIN projects AS p USING (project_id)
ORDER BY p.title, tree.project_id, tree.place;
