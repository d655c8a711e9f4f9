DROP VIEW task_tree;
DROP VIEW open_tasks;
