//! Bookmarks: a name and a project.

use async_trait::async_trait;
use planwright_domain::ProjectId;
use planwright_ports::{Bookmarks, StoreError};
use sqlx::{Row as _, query};

use super::Sqlite;
use crate::row::{bits, letters};

#[async_trait]
impl Bookmarks for Sqlite {
    async fn recall(&self, name: &str) -> Result<Option<ProjectId>, StoreError> {
        let mut line = self.line().await?;
        let row = query("SELECT project_id FROM bookmarks WHERE name = ?")
            .bind(name.to_owned())
            .fetch_optional(&mut *line)
            .await
            .map_err(|e| self.told(e))?;
        let letters = row.map(|row| row.try_get::<String, _>(0)).transpose().map_err(|e| self.told(e))?;
        Ok(letters.and_then(|letters| bits(&letters)).map(ProjectId::from_bits))
    }

    async fn remember(&self, name: &str, project: ProjectId) -> Result<(), StoreError> {
        let mut line = self.line().await?;
        query("INSERT INTO bookmarks VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET project_id = excluded.project_id")
            .bind(name.to_owned())
            .bind(letters(project.bits()))
            .execute(&mut *line)
            .await
            .map(drop)
            .map_err(|e| self.told(e))
    }
}
