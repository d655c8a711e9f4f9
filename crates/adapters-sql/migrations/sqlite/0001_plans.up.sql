-- Projects, their logs and what the logs add up to.
--
-- `entries` is the truth. `projects`, `tasks` and `links` are its projection: they can be thrown away and made anew.
-- Ids are the 32 letters people see, days are ISO 8601, moments are UTC with nine digits after the second, so that text
-- order is time order. Sets, lists and maps are JSON, and NULL when empty.

CREATE TABLE migrations (
    number     INTEGER NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    checksum   TEXT    NOT NULL,
    applied_at TEXT    NOT NULL
) STRICT;

CREATE TABLE projects (
    project_id      TEXT    NOT NULL PRIMARY KEY,
    version         INTEGER NOT NULL CHECK (version > 0),
    changed_at      TEXT    NOT NULL,
    task_count      INTEGER NOT NULL,
    closed_count    INTEGER NOT NULL,
    title           TEXT    NOT NULL,
    summary         TEXT,
    status          TEXT    NOT NULL,
    archived        INTEGER NOT NULL,
    priority        TEXT,
    start_date      TEXT,
    deadline        TEXT,
    labels          TEXT,
    external_ids    TEXT,
    repository      TEXT,
    imported_from   TEXT,
    depth_limit     INTEGER NOT NULL,
    minutes_per_day INTEGER NOT NULL,
    working_days    TEXT    NOT NULL,
    time_zone       TEXT    NOT NULL,
    date_order      TEXT    NOT NULL,
    metadata        TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    project_id TEXT    NOT NULL REFERENCES projects ON DELETE CASCADE,
    version    INTEGER NOT NULL CHECK (version > 0),
    patch_id   TEXT    NOT NULL,
    author     TEXT    NOT NULL,
    at         TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    reverts    INTEGER,
    patch      TEXT    NOT NULL,
    inverse    TEXT    NOT NULL,
    PRIMARY KEY (project_id, version),
    UNIQUE (project_id, patch_id)
) STRICT;

-- A parent is not a foreign key: a child may be written before its parent. The rules of the plan hold it, and
-- `planwright doctor` looks.
CREATE TABLE tasks (
    project_id          TEXT    NOT NULL REFERENCES projects ON DELETE CASCADE,
    task_id             TEXT    NOT NULL,
    parent_task_id      TEXT,
    position            INTEGER NOT NULL,
    title               TEXT    NOT NULL,
    description         TEXT,
    kind                TEXT    NOT NULL,
    status              TEXT    NOT NULL,
    archived            INTEGER NOT NULL,
    priority            TEXT,
    estimated_minutes   INTEGER,
    actual_minutes      INTEGER,
    estimate            TEXT,
    start_date          TEXT,
    due_date            TEXT,
    assignees           TEXT,
    labels              TEXT,
    acceptance_criteria TEXT,
    source_key          TEXT,
    external_ids        TEXT,
    metadata            TEXT,
    origin              TEXT,
    PRIMARY KEY (project_id, task_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX tasks_by_parent ON tasks (project_id, parent_task_id, position);

CREATE TABLE links (
    project_id   TEXT    NOT NULL,
    link_id      TEXT    NOT NULL,
    from_task_id TEXT    NOT NULL,
    to_task_id   TEXT    NOT NULL,
    link_type    TEXT    NOT NULL,
    dependency   TEXT    NOT NULL,
    lag_minutes  INTEGER NOT NULL,
    lag_kind     TEXT    NOT NULL,
    metadata     TEXT,
    origin       TEXT,
    PRIMARY KEY (project_id, link_id),
    FOREIGN KEY (project_id, from_task_id) REFERENCES tasks ON DELETE CASCADE,
    FOREIGN KEY (project_id, to_task_id) REFERENCES tasks ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_from ON links (project_id, from_task_id);
CREATE INDEX links_by_to ON links (project_id, to_task_id);

-- What is left of a purged project: its id is never used again.
CREATE TABLE tombstones (
    project_id TEXT NOT NULL PRIMARY KEY,
    purged_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A proposal may wait for a project that is not there yet. `document` is the proposal as it was put; what became of it
-- is in the columns beside.
CREATE TABLE proposals (
    number           INTEGER PRIMARY KEY,
    proposal_id      TEXT    NOT NULL UNIQUE,
    project_id       TEXT    NOT NULL,
    base_version     INTEGER NOT NULL,
    author           TEXT    NOT NULL,
    reason           TEXT    NOT NULL,
    at               TEXT    NOT NULL,
    state            TEXT    NOT NULL,
    approved_version INTEGER,
    rejected_reason  TEXT,
    superseded_by    TEXT,
    document         TEXT    NOT NULL
) STRICT;

CREATE INDEX proposals_by_project ON proposals (project_id, at);

CREATE TABLE bookmarks (
    name       TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
