//! Loading a project: the newest version from the projection, in one statement and so of one moment; an older one by
//! going back from there, or forward from the beginning, whichever is nearer.

use planwright_domain::{Extent, Meta, MetaField, Project, ProjectId, Version, replay, rewind};
use planwright_ports::{Scope, StoreError};
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, query};

use super::Sqlite;
use super::append::{Place, version};
use super::slice;
use crate::row::{Odd, Row, letters, meta_from_row, read_rows};

impl Sqlite {
    /// The project at a version, whole or the part that answers for a patch.
    pub(super) async fn load_project(
        &self,
        id: ProjectId,
        at: Option<Version>,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        let mut line = self.line().await?;
        let mut tx = line.begin_reading().await.map_err(|e| self.told(e))?;
        let outcome = match at {
            None => self.load_newest(&mut tx, id, scope).await,
            Some(version) => self.load_at(&mut tx, id, version, scope).await,
        };
        let ended = self.finish(tx, outcome).await;
        line.end(ended)
    }

    async fn load_at(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
        version: Version,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        let head = Place::look(line, id, "").await.map_err(|e| self.told(e))?.head(id)?;
        if version == head {
            return self.load_newest(line, id, scope).await;
        }
        if version > head || version == Version(0) {
            return Err(StoreError::NoVersion { project: id, version, head });
        }
        if version.0 < head.0 / 2 {
            return Ok(replay(id, &self.entries_in(line, id, Version(0), Some(version)).await?));
        }
        let mut project = self.load_newest(line, id, Scope::Whole).await?;
        rewind(&mut project, self.entries_in(line, id, version, None).await?.iter());
        Ok(project)
    }

    /// The newest version, from the projection; in a transaction, or it may not be of one moment.
    pub(super) async fn load_newest(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        let project = letters(id.bits());
        let sql =
            format!("SELECT version, task_count, {} FROM projects WHERE project_id = ?", meta_columns());
        let row = query(AssertSqlSafe(sql)).bind(project.clone()).fetch_optional(&mut *line).await;
        let Some(row) = row.map_err(|e| self.told(e))? else {
            Place::look(line, id, "").await.map_err(|e| self.told(e))?.head(id)?;
            return Err(StoreError::NoProject(id));
        };
        let fault = |e| self.told(e);
        let version = version(row.try_get(0).map_err(fault)?);
        let count: i64 = row.try_get(1).map_err(fault)?;
        let mut meta = Vec::with_capacity(1);
        read_rows(row.try_get(2).map_err(fault)?, &mut meta, meta_from_row)
            .map_err(|odd| damaged("projects", id, odd))?;
        let meta = meta.pop().unwrap_or_else(|| Meta::new(""));
        let (mut tasks, mut links) = (Vec::new(), Vec::new());
        let (mut calendars, mut assignments) = (Vec::new(), Vec::new());
        let (mut resources, mut baselines) = (Vec::new(), Vec::new());
        self.read_all(line, &project, id, &mut calendars).await?;
        let extent = match scope {
            Scope::Around(patch) if slice::is_enough(patch) => {
                let row = slice::around(line, &project, patch).await.map_err(fault)?;
                read(row.try_get(0).map_err(fault)?, &mut tasks, id)?;
                read(row.try_get(1).map_err(fault)?, &mut links, id)?;
                read(row.try_get(2).map_err(fault)?, &mut assignments, id)?;
                Extent::Slice
            }
            Scope::Whole | Scope::Around(_) => {
                tasks.reserve_exact(count.try_into().unwrap_or(0));
                self.read_all(line, &project, id, &mut tasks).await?;
                self.read_all(line, &project, id, &mut links).await?;
                self.read_all(line, &project, id, &mut resources).await?;
                self.read_all(line, &project, id, &mut assignments).await?;
                self.read_all(line, &project, id, &mut baselines).await?;
                Extent::Whole
            }
        };
        Ok(Project::assemble(id, version, meta, tasks, links, extent)
            .with_calendars(calendars)
            .with_resources(resources)
            .with_assignments(assignments)
            .with_baselines(baselines))
    }

    /// Reads a whole table of a project, some rows at a time: texts of many megabytes cost more memory than the project,
    /// and more time than asking again.
    async fn read_all<R: Row>(
        &self,
        line: &mut SqliteConnection,
        project: &str,
        id: ProjectId,
        into: &mut Vec<R>,
    ) -> Result<(), StoreError> {
        // The end of a page is looked up first: a LIMIT around the rows would copy them once more.
        let sql = format!(
            "SELECT json_group_array(json_array({columns})), max({key}) FROM {table} \
             WHERE project_id = ?1 AND {key} > ?2 AND {key} <= coalesce((SELECT {key} FROM {table} \
             WHERE project_id = ?1 AND {key} > ?2 ORDER BY {key} LIMIT 1 OFFSET {PAGE} - 1), 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz')",
            columns = R::columns(),
            key = R::KEY,
            table = R::TABLE,
        );
        let mut after = String::new();
        loop {
            let before = into.len();
            let page = query(AssertSqlSafe(sql.clone()))
                .bind(project.to_owned())
                .bind(after)
                .fetch_one(&mut *line)
                .await;
            let page = page.map_err(|e| self.told(e))?;
            read(page.try_get(0).map_err(|e| self.told(e))?, into, id)?;
            match page.try_get(1).map_err(|e| self.told(e))? {
                Some(last) if into.len() == before + PAGE => after = last,
                _ => return Ok(()),
            }
        }
    }
}

/// So many rows are read at a time.
const PAGE: usize = 400;

fn read<R: Row>(text: &str, into: &mut Vec<R>, id: ProjectId) -> Result<(), StoreError> {
    read_rows(text, into, R::from_row).map_err(|odd| damaged(R::TABLE, id, odd))
}

fn damaged(table: &str, id: ProjectId, odd: Odd) -> StoreError {
    StoreError::Damaged { what: format!("table {table}, project {id}"), why: odd.0 }
}

/// A project's own fields as one row of an array.
fn meta_columns() -> String {
    let names: Vec<&str> = MetaField::ALL.iter().map(|field| field.name()).collect();
    format!("json_array(json_array({}))", names.join(","))
}
