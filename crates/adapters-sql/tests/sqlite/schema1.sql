-- A store that planwright wrote with schema 1. It is history: never change it.
PRAGMA application_id = 1886156658;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE bookmarks (
    name       TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "bookmarks" VALUES('last','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl');
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
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl',1,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklkl','ann','2019-12-20T00:01:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000101","project_id":"00000000-0000-0000-0000-000000000001","base_version":0,"author":"ann","reason":"because","meta_updates":{"title":"House"},"tasks":[],"links":[]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffefe","project_id":"00000000-0000-0000-0000-000000000001","base_version":1,"author":"ann","reason":"because","meta_updates":{"title":""},"tasks":[],"links":[]}');
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl',2,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklkm','ann','2019-12-20T00:02:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000102","project_id":"00000000-0000-0000-0000-000000000001","base_version":1,"author":"ann","reason":"because","meta_updates":{"deadline":"2027-03-01"},"tasks":[{"op":"create","task_id":"00000000-0000-0000-0000-00000000000b","body":{"position":1024,"title":"Walls","kind":"task","status":"todo","labels":["inside"]}},{"op":"create","task_id":"00000000-0000-0000-0000-00000000000c","body":{"parent_task_id":"00000000-0000-0000-0000-00000000000b","position":1024,"title":"Frame","kind":"task","status":"todo","estimated_minutes":1440,"estimate":{"low":960,"likely":1440,"high":2400,"confidence":0.7},"metadata":{"rate":12.5},"origin":{"kind":"imported","source":"plan.md","line":3,"quote":"- Frame (3d)"}}},{"op":"create","task_id":"00000000-0000-0000-0000-00000000000d","body":{"parent_task_id":"00000000-0000-0000-0000-00000000000b","position":2048,"title":"Paint","kind":"task","status":"todo","priority":"high","assignees":["Ann"]}},{"op":"create","task_id":"00000000-0000-0000-0000-00000000000e","body":{"position":0,"title":"Wallpaper","kind":"task","status":"todo"}}],"links":[{"op":"create","link_id":"00000000-0000-0000-0000-000000000015","body":{"from_task_id":"00000000-0000-0000-0000-00000000000c","to_task_id":"00000000-0000-0000-0000-00000000000d","link_type":"blocks","dependency":"FS","lag_minutes":480}}]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffefd","project_id":"00000000-0000-0000-0000-000000000001","base_version":2,"author":"ann","reason":"because","meta_updates":{"deadline":null},"tasks":[{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000b"},{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000c"},{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000d"},{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000e"}],"links":[{"op":"delete","link_id":"00000000-0000-0000-0000-000000000015"}]}');
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl',3,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklkn','ann','2019-12-20T00:03:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000103","project_id":"00000000-0000-0000-0000-000000000001","base_version":2,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"update","task_id":"00000000-0000-0000-0000-00000000000c","body":{"status":"done"}},{"op":"update","task_id":"00000000-0000-0000-0000-00000000000d","body":{"title":"Paint the wall''s \"inside\""}}],"links":[]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffefc","project_id":"00000000-0000-0000-0000-000000000001","base_version":3,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"update","task_id":"00000000-0000-0000-0000-00000000000c","body":{"status":"todo"}},{"op":"update","task_id":"00000000-0000-0000-0000-00000000000d","body":{"title":"Paint"}}],"links":[]}');
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl',4,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklko','ann','2019-12-20T00:04:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000104","project_id":"00000000-0000-0000-0000-000000000001","base_version":3,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000e"}],"links":[]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffefb","project_id":"00000000-0000-0000-0000-000000000001","base_version":4,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"create","task_id":"00000000-0000-0000-0000-00000000000e","body":{"position":0,"title":"Wallpaper","kind":"task","status":"todo"}}],"links":[]}');
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkm',1,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklkp','ann','2019-12-20T00:05:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000105","project_id":"00000000-0000-0000-0000-000000000002","base_version":0,"author":"ann","reason":"because","meta_updates":{"title":"Garden"},"tasks":[],"links":[]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffefa","project_id":"00000000-0000-0000-0000-000000000002","base_version":1,"author":"ann","reason":"because","meta_updates":{"title":""},"tasks":[],"links":[]}');
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkm',2,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklkq','ann','2019-12-20T00:06:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000106","project_id":"00000000-0000-0000-0000-000000000002","base_version":1,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"create","task_id":"00000000-0000-0000-0000-00000000000b","body":{"position":0,"title":"Dig","kind":"task","status":"todo"}},{"op":"create","task_id":"00000000-0000-0000-0000-00000000000c","body":{"position":0,"title":"Sow","kind":"task","status":"todo"}}],"links":[]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffef9","project_id":"00000000-0000-0000-0000-000000000002","base_version":2,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000b"},{"op":"delete","task_id":"00000000-0000-0000-0000-00000000000c"}],"links":[]}');
INSERT INTO "entries" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkm',3,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkklkr','ann','2019-12-20T00:07:00.000000000Z','because',NULL,'{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000107","project_id":"00000000-0000-0000-0000-000000000002","base_version":2,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"update","task_id":"00000000-0000-0000-0000-00000000000b","body":{"status":"cancelled","due_date":"2027-04-05"}}],"links":[]}','{"schema":"planwright/patch/v1","patch_id":"ffffffff-ffff-ffff-ffff-fffffffffef8","project_id":"00000000-0000-0000-0000-000000000002","base_version":3,"author":"ann","reason":"because","meta_updates":{},"tasks":[{"op":"update","task_id":"00000000-0000-0000-0000-00000000000b","body":{"status":"todo","due_date":null}}],"links":[]}');
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
INSERT INTO "links" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkklp','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkw','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkx','blocks','FS',480,'working',NULL,NULL);
CREATE TABLE migrations (
    number     INTEGER NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    checksum   TEXT    NOT NULL,
    applied_at TEXT    NOT NULL
) STRICT;
INSERT INTO "migrations" VALUES(1,'0001_plans','756492e63237f87d','2026-11-20T10:48:28Z');
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
INSERT INTO "projects" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl',4,'2019-12-20T00:04:00.000000000Z',3,1,'House',NULL,'todo',0,NULL,NULL,'2027-03-01',NULL,NULL,NULL,NULL,5,480,'mon tue wed thu fri','UTC','mdy',NULL);
INSERT INTO "projects" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkm',3,'2019-12-20T00:07:00.000000000Z',2,1,'Garden',NULL,'todo',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,5,480,'mon tue wed thu fri','UTC','mdy',NULL);
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
INSERT INTO "proposals" VALUES(1,'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl',4,'planner','roof','2019-12-20T01:10:00.000000000Z','open',NULL,NULL,NULL,'{"schema":"planwright/proposal/v1","proposal_id":"00000000-0000-0000-0000-000000000001","state":"open","at":"2019-12-20T01:10:00Z","patch":{"schema":"planwright/patch/v1","patch_id":"00000000-0000-0000-0000-000000000200","project_id":"00000000-0000-0000-0000-000000000001","base_version":4,"author":"planner","reason":"roof","meta_updates":{},"tasks":[{"op":"create","task_id":"00000000-0000-0000-0000-00000000000f","body":{"position":0,"title":"Roof","kind":"task","status":"todo"}}],"links":[]},"questions":[{"code":"which","text":"which roof?"}],"warnings":[{"code":"odd","text":"hm","line":3}]}');
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
INSERT INTO "tasks" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkv',NULL,1024,'Walls',NULL,'task','todo',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["inside"]',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkw','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkv',1024,'Frame',NULL,'task','done',0,NULL,1440,NULL,'{"low":960,"likely":1440,"high":2400,"confidence":0.7}',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'{"rate":12.5}','{"kind":"imported","source":"plan.md","line":3,"quote":"- Frame (3d)"}');
INSERT INTO "tasks" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkl','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkx','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkv',2048,'Paint the wall''s "inside"',NULL,'task','todo',0,'high',NULL,NULL,NULL,NULL,NULL,'["Ann"]',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkm','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkv',NULL,0,'Dig',NULL,'task','cancelled',0,NULL,NULL,NULL,NULL,NULL,'2027-04-05',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "tasks" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkm','kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkw',NULL,0,'Sow',NULL,'task','todo',0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE tombstones (
    project_id TEXT NOT NULL PRIMARY KEY,
    purged_at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "tombstones" VALUES('kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkn','2019-12-20T01:00:00.000000000Z');
CREATE INDEX tasks_by_parent ON tasks (project_id, parent_task_id, position);
CREATE INDEX links_by_from ON links (project_id, from_task_id);
CREATE INDEX links_by_to ON links (project_id, to_task_id);
CREATE INDEX proposals_by_project ON proposals (project_id, at);
COMMIT;
