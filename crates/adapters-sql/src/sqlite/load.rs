//! Loading a project: the newest version from the projection, in one statement and so of one moment; an older one by
//! going back from there, or forward from the beginning, whichever is nearer.

use planwright_domain::{
    Extent, Link, Meta, MetaField, Patch, Project, ProjectId, Task, Version, replay, rewind,
};
use planwright_ports::{Scope, StoreError};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Row as _, SqliteConnection, query};

use super::Sqlite;
use super::append::{Place, version};
use super::slice::{self, Around};
use crate::row::{Odd, Row, Rows, letters, meta_from_row};

impl Sqlite {
    /// The project at a version, whole or the part that answers for a patch.
    pub(super) async fn load_project(
        &self,
        id: ProjectId,
        at: Option<Version>,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        let mut line = self.line().await?;
        // One statement sees one moment; several need a transaction.
        let Some(version) = at else { return self.load_newest(&mut line, id, scope).await };
        let mut tx = line.begin_reading().await.map_err(|e| self.told(e))?;
        let outcome = self.load_at(&mut tx, id, version, scope).await;
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

    /// The newest version, from the projection.
    pub(super) async fn load_newest(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        let found = match scope {
            Scope::Around(patch) if slice::is_enough(patch) => around(line, id, patch).await,
            Scope::Whole | Scope::Around(_) => whole(line, id).await,
        };
        let found = found.map_err(|e| self.told(e))?;
        let Some((row, extent)) = found else {
            Place::look(line, id, "").await.map_err(|e| self.told(e))?.head(id)?;
            return Err(StoreError::NoProject(id));
        };
        let column = |at: usize| row.try_get::<&str, _>(at).map_err(|e| self.told(e));
        let odd = |table: &str, odd: Odd| StoreError::Damaged {
            what: format!("table {table}, project {id}"),
            why: odd.0,
        };
        let meta: Vec<Meta> = Rows::read(column(1)?, meta_from_row).map_err(|e| odd("projects", e))?;
        let tasks = Rows::read(column(2)?, Task::from_row).map_err(|e| odd("tasks", e))?;
        let links = Rows::read(column(3)?, Link::from_row).map_err(|e| odd("links", e))?;
        let version = version(row.try_get(0).map_err(|e| self.told(e))?);
        let meta = meta.into_iter().next().unwrap_or_else(|| Meta::new(""));
        Ok(Project::assemble(id, version, meta, tasks, links, extent))
    }
}

async fn whole(
    line: &mut SqliteConnection,
    id: ProjectId,
) -> Result<Option<(SqliteRow, Extent)>, sqlx::Error> {
    let sql = format!(
        "SELECT version, {meta}, \
         (SELECT json_group_array(json_array({tasks})) FROM tasks AS t WHERE t.project_id = p.project_id), \
         (SELECT json_group_array(json_array({links})) FROM links AS l WHERE l.project_id = p.project_id) \
         FROM projects AS p WHERE project_id = ?",
        meta = meta_columns(),
        tasks = Task::columns(),
        links = Link::columns(),
    );
    let row = query(AssertSqlSafe(sql)).bind(letters(id.bits())).fetch_optional(line).await?;
    Ok(row.map(|row| (row, Extent::Whole)))
}

async fn around(
    line: &mut SqliteConnection,
    id: ProjectId,
    patch: &Patch,
) -> Result<Option<(SqliteRow, Extent)>, sqlx::Error> {
    let sql = format!(
        "{} SELECT version, {}, {} FROM projects WHERE project_id = ?1",
        slice::WITH,
        meta_columns(),
        slice::columns()
    );
    let Around { named, touched, links } = Around::of(patch);
    let row = query(AssertSqlSafe(sql))
        .bind(letters(id.bits()))
        .bind(named)
        .bind(touched)
        .bind(links)
        .fetch_optional(line)
        .await?;
    Ok(row.map(|row| (row, Extent::Slice)))
}

/// A project's own fields as one row of an array.
fn meta_columns() -> String {
    let names: Vec<&str> = MetaField::ALL.iter().map(|field| field.name()).collect();
    format!("json_array(json_array({}))", names.join(","))
}
