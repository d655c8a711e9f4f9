//! Reading the log.

use planwright_domain::{Entry, ProjectId, Version};
use planwright_ports::StoreError;
use sqlx::{Row as _, SqliteConnection, query};

use super::Sqlite;
use super::append::{Place, version};
use crate::row::letters;

impl Sqlite {
    /// A range of the log of a project that is there.
    pub(super) async fn read_entries(
        &self,
        id: ProjectId,
        after: Version,
        upto: Option<Version>,
    ) -> Result<Vec<Entry>, StoreError> {
        let mut line = self.line().await?;
        Place::look(&mut line, id, "").await.map_err(|e| self.told(e))?.head(id)?;
        self.entries_in(&mut line, id, after, upto).await
    }

    /// A range of a log, oldest first.
    pub(super) async fn entries_in(
        &self,
        line: &mut SqliteConnection,
        id: ProjectId,
        after: Version,
        upto: Option<Version>,
    ) -> Result<Vec<Entry>, StoreError> {
        let stored = |version: Version| i64::try_from(version.0).unwrap_or(i64::MAX);
        let rows = query(
            "SELECT version, at, patch, inverse FROM entries \
             WHERE project_id = ? AND version > ? AND version <= ? ORDER BY version",
        )
        .bind(letters(id.bits()))
        .bind(stored(after))
        .bind(upto.map_or(i64::MAX, stored))
        .fetch_all(line)
        .await
        .map_err(|e| self.told(e))?;
        rows.iter().map(|row| self.entry(id, row)).collect()
    }

    fn entry(&self, id: ProjectId, row: &sqlx::sqlite::SqliteRow) -> Result<Entry, StoreError> {
        let fault = |e| self.told(e);
        let version = version(row.try_get(0).map_err(fault)?);
        let damaged =
            |why: String| StoreError::Damaged { what: format!("entry {version} of project {id}"), why };
        let at: &str = row.try_get(1).map_err(fault)?;
        let patch = |at: usize| {
            let text: &str = row.try_get(at).map_err(fault)?;
            planwright_wire::patch_from_json(text).map_err(|error| damaged(error.to_string()))
        };
        let entry = Entry {
            version,
            at: at.parse().map_err(|error: jiff::Error| damaged(error.to_string()))?,
            patch: patch(2)?,
            inverse: patch(3)?,
        };
        if entry.project() != id || entry.patch.base.next() != version {
            return Err(damaged("its patch was made for another place in a log".to_owned()));
        }
        Ok(entry)
    }
}
