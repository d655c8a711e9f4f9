-- When work is done and by whom: calendars, resources, assignments, baselines, and what tasks and projects say of them.

CREATE TABLE calendars (
    project_id       TEXT NOT NULL REFERENCES projects ON DELETE CASCADE,
    calendar_id      TEXT NOT NULL,
    name             TEXT NOT NULL,
    base_calendar_id TEXT,
    week             TEXT,
    exceptions       TEXT,
    time_zone        TEXT,
    source_key       TEXT,
    metadata         TEXT,
    PRIMARY KEY (project_id, calendar_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE resources (
    project_id           TEXT    NOT NULL REFERENCES projects ON DELETE CASCADE,
    resource_id          TEXT    NOT NULL,
    name                 TEXT    NOT NULL,
    kind                 TEXT    NOT NULL,
    capacity_percent     INTEGER NOT NULL,
    efficiency_percent   INTEGER NOT NULL,
    calendar_id          TEXT,
    availability         TEXT,
    absences             TEXT,
    max_minutes_per_day  INTEGER,
    max_minutes_per_week INTEGER,
    skills               TEXT,
    email                TEXT,
    external_ids         TEXT,
    source_key           TEXT,
    metadata             TEXT,
    PRIMARY KEY (project_id, resource_id)
) STRICT, WITHOUT ROWID;

-- A resource is not a foreign key: it may be in the pool, another project.
CREATE TABLE assignments (
    project_id               TEXT    NOT NULL,
    assignment_id            TEXT    NOT NULL,
    task_id                  TEXT    NOT NULL,
    resource_id              TEXT,
    alternative_resource_ids TEXT,
    skill                    TEXT,
    units_percent            INTEGER NOT NULL,
    estimated_minutes        INTEGER,
    metadata                 TEXT,
    PRIMARY KEY (project_id, assignment_id),
    FOREIGN KEY (project_id, task_id) REFERENCES tasks ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX assignments_by_task ON assignments (project_id, task_id);
CREATE INDEX assignments_by_resource ON assignments (resource_id) WHERE resource_id IS NOT NULL;

CREATE TABLE baselines (
    project_id  TEXT    NOT NULL REFERENCES projects ON DELETE CASCADE,
    baseline_id TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    taken_on    TEXT,
    version     INTEGER,
    tasks       TEXT,
    metadata    TEXT,
    PRIMARY KEY (project_id, baseline_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE projects ADD COLUMN minutes_per_week INTEGER;
ALTER TABLE projects ADD COLUMN calendar_id TEXT;
ALTER TABLE projects ADD COLUMN kind TEXT NOT NULL DEFAULT 'plan';
ALTER TABLE projects ADD COLUMN pool_id TEXT;

ALTER TABLE tasks ADD COLUMN duration_minutes INTEGER;
ALTER TABLE tasks ADD COLUMN remaining_minutes INTEGER;
ALTER TABLE tasks ADD COLUMN "constraint" TEXT;
ALTER TABLE tasks ADD COLUMN calendar_id TEXT;
ALTER TABLE tasks ADD COLUMN interruptible INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tasks ADD COLUMN planned_start TEXT;
ALTER TABLE tasks ADD COLUMN planned_finish TEXT;

CREATE VIEW assigned_tasks AS
SELECT p.title AS project, coalesce(r.name, a.skill) AS who, a.units_percent, t.title AS task, t.status,
       coalesce(a.estimated_minutes, t.estimated_minutes) AS estimated_minutes, t.due_date, a.task_id
FROM assignments AS a
JOIN projects AS p USING (project_id)
JOIN tasks AS t USING (project_id, task_id)
LEFT JOIN resources AS r ON r.resource_id = a.resource_id AND r.project_id IN (a.project_id, p.pool_id)
ORDER BY who IS NULL, who, t.due_date IS NULL, t.due_date, p.title, t.position, t.task_id;
