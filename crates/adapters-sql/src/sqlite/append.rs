//! Creating, appending and purging: the only writes to a log. Each is one transaction over the entry and everything it
//! changes.

use jiff::Timestamp;
use planwright_domain::{Applied, Change, Meta, MetaField, Op, Project, ProjectId, Status, Task, Version};
use planwright_ports::{Append, StoreError};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, query};

use super::Sqlite;
use super::write::{Ops, bind};
use crate::row::{letters, meta_cell};

impl Sqlite {
    /// Appends, or creates when there is no version to expect.
    pub(super) async fn write_entry(
        &self,
        expected: Option<Version>,
        applied: &Applied,
        at: Timestamp,
    ) -> Result<Append, StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin().await.map_err(|e| self.told(e))?;
        let outcome = self.write_entry_in(&mut tx, expected, applied, at).await;
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }

    async fn write_entry_in(
        &self,
        line: &mut SqliteConnection,
        expected: Option<Version>,
        applied: &Applied,
        at: Timestamp,
    ) -> Result<Append, StoreError> {
        let fault = |e| self.told(e);
        let id = applied.project();
        let place = Place::look(line, id, &letters(applied.patch().id.bits())).await.map_err(fault)?;
        if place.purged {
            return Err(StoreError::Deleted(id));
        }
        if let Some(version) = place.found {
            return Ok(Append::Appended(version));
        }
        let head = match (place.head, expected) {
            (Some(head), _) => head,
            (None, None) => Version(0),
            (None, Some(_)) => return Err(StoreError::NoProject(id)),
        };
        let expected = expected.unwrap_or(Version(0));
        if head != expected || applied.patch().base != expected {
            return Ok(Append::HeadMoved(head));
        }
        let project = letters(id.bits());
        self.before("project")?;
        let count = Count::of(applied);
        if head == Version(0) {
            let mut meta = Meta::new("");
            applied.patch().meta.apply_to(&mut meta);
            insert_project(line, &project, head.next(), &meta, count, at).await.map_err(fault)?;
        } else {
            update_project(line, &project, head.next(), applied, count, at).await.map_err(fault)?;
        }
        self.before("entry")?;
        insert_entry(line, &project, head.next(), applied, at).await.map_err(fault)?;
        self.write_records(line, &project, applied).await?;
        self.before("commit")?;
        Ok(Append::Appended(head.next()))
    }

    /// Tasks before the links and assignments that need them, and these gone before the tasks they hang on.
    async fn write_records(
        &self,
        line: &mut SqliteConnection,
        project: &str,
        applied: &Applied,
    ) -> Result<(), StoreError> {
        let fault = |e| self.told(e);
        let patch = applied.patch();
        let (tasks, links) = (Ops::of(&patch.tasks), Ops::of(&patch.links));
        let (calendars, resources) = (Ops::of(&patch.calendars), Ops::of(&patch.resources));
        let (assignments, baselines) = (Ops::of(&patch.assignments), Ops::of(&patch.baselines));
        self.before("tasks")?;
        tasks.write(line, project).await.map_err(fault)?;
        self.before("links")?;
        links.write(line, project).await.map_err(fault)?;
        self.before("people")?;
        calendars.write(line, project).await.map_err(fault)?;
        resources.write(line, project).await.map_err(fault)?;
        assignments.write(line, project).await.map_err(fault)?;
        baselines.write(line, project).await.map_err(fault)?;
        self.before("deletions")?;
        assignments.delete(line, project).await.map_err(fault)?;
        baselines.delete(line, project).await.map_err(fault)?;
        resources.delete(line, project).await.map_err(fault)?;
        calendars.delete(line, project).await.map_err(fault)?;
        links.delete(line, project).await.map_err(fault)?;
        tasks.delete(line, project).await.map_err(fault)
    }

    /// Takes everything of a project away but a tombstone.
    pub(super) async fn purge_project(&self, id: ProjectId, at: Timestamp) -> Result<(), StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin().await.map_err(|e| self.told(e))?;
        let outcome = self.purge_in(&mut tx, id, at).await;
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }

    async fn purge_in(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let fault = |e| self.told(e);
        let place = Place::look(line, id, "").await.map_err(fault)?;
        place.head(id)?;
        let project = letters(id.bits());
        // What hangs on tasks goes first: one statement over an index, not one look for each task.
        for table in [
            "assignments",
            "baselines",
            "resources",
            "calendars",
            "links",
            "tasks",
            "entries",
            "projects",
            "proposals",
            "bookmarks",
        ] {
            self.before(table)?;
            let sql = format!("DELETE FROM {table} WHERE project_id = ?");
            query(AssertSqlSafe(sql)).bind(project.clone()).execute(&mut *line).await.map_err(fault)?;
        }
        query("INSERT INTO tombstones VALUES (?, ?)")
            .bind(project)
            .bind(moment(at))
            .execute(line)
            .await
            .map(drop)
            .map_err(fault)
    }
}

/// What there is of a project.
pub(super) struct Place {
    head: Option<Version>,
    found: Option<Version>,
    purged: bool,
}

impl Place {
    /// Looks for a project and for one of its patches.
    pub(super) async fn look(
        line: &mut SqliteConnection,
        project: ProjectId,
        patch: &str,
    ) -> Result<Self, sqlx::Error> {
        let row = query(
            "SELECT (SELECT version FROM projects WHERE project_id = ?1), \
             (SELECT version FROM entries WHERE project_id = ?1 AND patch_id = ?2), \
             EXISTS (SELECT 1 FROM tombstones WHERE project_id = ?1)",
        )
        .bind(letters(project.bits()))
        .bind(patch.to_owned())
        .fetch_one(line)
        .await?;
        let version = |at| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(at)?.map(version));
        Ok(Self { head: version(0)?, found: version(1)?, purged: row.try_get(2)? })
    }

    /// The newest version, if the project is there.
    pub(super) fn head(&self, project: ProjectId) -> Result<Version, StoreError> {
        match self.head {
            _ if self.purged => Err(StoreError::Deleted(project)),
            Some(head) => Ok(head),
            None => Err(StoreError::NoProject(project)),
        }
    }
}

/// How many tasks, and how many done or cancelled: kept with the project so that a list of projects reads no tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) tasks: i64,
    pub(super) closed: i64,
}

impl Count {
    /// What a patch adds.
    fn of(applied: &Applied) -> Self {
        let mut count = Self::default();
        for op in applied.patch().tasks.values() {
            count.add(op, 1);
        }
        for op in applied.inverse().tasks.values() {
            count.add(op, -1);
        }
        count
    }

    /// What there is in a project.
    pub(super) fn all(project: &Project) -> Self {
        let closed = project.tasks().filter(|task| is_closed(task.status)).count();
        Self { tasks: project.tasks().len() as i64, closed: closed as i64 }
    }

    fn add(&mut self, op: &Op<Task>, sign: i64) {
        match op {
            Op::Create(task) => {
                self.tasks += sign;
                self.closed += sign * i64::from(is_closed(task.status));
            }
            Op::Update(change) => self.closed += sign * i64::from(change.status.is_some_and(is_closed)),
            Op::Delete => {}
        }
    }
}

fn is_closed(status: Status) -> bool {
    matches!(status, Status::Done | Status::Cancelled)
}

/// Inserts a project's own row.
pub(super) async fn insert_project(
    line: &mut SqliteConnection,
    project: &str,
    version: Version,
    meta: &Meta,
    count: Count,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let names: Vec<&str> = MetaField::ALL.iter().map(|field| field.name()).collect();
    let sql = format!(
        "INSERT INTO projects (project_id, version, changed_at, task_count, closed_count, {}) VALUES (?, ?, ?, ?, ?{})",
        names.join(", "),
        ", ?".repeat(names.len())
    );
    let mut insert = query(AssertSqlSafe(sql))
        .bind(project.to_owned())
        .bind(version.0 as i64)
        .bind(moment(at))
        .bind(count.tasks)
        .bind(count.closed);
    for field in MetaField::ALL {
        insert = bind(insert, meta_cell(meta, *field));
    }
    insert.execute(line).await.map(drop)
}

async fn update_project(
    line: &mut SqliteConnection,
    project: &str,
    version: Version,
    applied: &Applied,
    count: Count,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let change = &applied.patch().meta;
    let fields = change.fields();
    let mut sql = "UPDATE projects SET version = ?, changed_at = ?, task_count = task_count + ?, \
                   closed_count = closed_count + ?"
        .to_owned();
    for field in &fields {
        sql.push_str(&format!(", {} = ?", field.name()));
    }
    sql.push_str(" WHERE project_id = ?");
    let mut meta = Meta::new("");
    change.apply_to(&mut meta);
    let mut update = query(AssertSqlSafe(sql))
        .bind(version.0 as i64)
        .bind(moment(at))
        .bind(count.tasks)
        .bind(count.closed);
    for field in fields {
        update = bind(update, meta_cell(&meta, field));
    }
    update.bind(project.to_owned()).execute(line).await.map(drop)
}

async fn insert_entry(
    line: &mut SqliteConnection,
    project: &str,
    version: Version,
    applied: &Applied,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let patch = applied.patch();
    query(
        "INSERT INTO entries (project_id, version, patch_id, author, at, reason, reverts, patch, inverse) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(project.to_owned())
    .bind(version.0 as i64)
    .bind(letters(patch.id.bits()))
    .bind(patch.author.name().to_owned())
    .bind(moment(at))
    .bind(patch.reason.clone())
    .bind(patch.reverts.map(|version| version.0 as i64))
    .bind(planwright_wire::patch_to_json(patch))
    .bind(planwright_wire::patch_to_json(applied.inverse()))
    // A statement that is kept keeps what was bound to it, which may be megabytes.
    .persistent(false)
    .execute(line)
    .await
    .map(drop)
}

/// A moment as text whose order is the order of time.
pub(super) fn moment(at: Timestamp) -> String {
    format!("{at:.9}")
}

/// A version as it is stored; SQLite has no unsigned numbers.
pub(super) fn version(stored: i64) -> Version {
    Version(stored.try_into().unwrap_or(0))
}
