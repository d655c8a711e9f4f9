//! The one connection, and transactions on it. A connection that failed in the middle of a transaction is never used
//! again: SQLite may have rolled back by itself, and then nobody can say what the next statement would do.

use std::ops::{Deref, DerefMut};

use planwright_ports::StoreError;
use sqlx::{ConnectOptions as _, Connection as _, Sqlite as Db, SqliteConnection, Transaction};
use tokio::sync::MutexGuard;

use super::{MEMORY, Sqlite, schema};

/// The connection, for as long as this is held.
pub(super) struct Line<'a> {
    held: MutexGuard<'a, Option<SqliteConnection>>,
    lasting: bool,
}

impl Sqlite {
    /// Waits for the connection, and makes it if there is none.
    pub(super) async fn line(&self) -> Result<Line<'_>, StoreError> {
        let mut held = self.line.lock().await;
        if held.is_none() {
            let connect = self.connect.clone().disable_statement_logging();
            let mut connection = SqliteConnection::connect_with(&connect).await.map_err(|e| self.told(e))?;
            schema::up(&mut connection, &self.place, self.options.patience).await?;
            *held = Some(connection);
        }
        Ok(Line { held, lasting: self.place.as_os_str() == MEMORY })
    }
}

impl Deref for Line<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        self.held.as_ref().expect("a line is only made around a connection")
    }
}

impl DerefMut for Line<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.held.as_mut().expect("a line is only made around a connection")
    }
}

impl Line<'_> {
    /// Begins a transaction as a writer, after whoever writes now.
    pub(super) async fn begin(&mut self) -> Result<Transaction<'_, Db>, sqlx::Error> {
        (**self).begin_with("BEGIN IMMEDIATE").await
    }

    /// Begins a transaction that reads: everything it sees is of one moment.
    pub(super) async fn begin_reading(&mut self) -> Result<Transaction<'_, Db>, sqlx::Error> {
        (**self).begin().await
    }

    /// Gives the connection up when its transaction did not end well.
    pub(super) fn end<T>(mut self, ended: Ended<T>) -> Result<T, StoreError> {
        // What is in memory would be gone with its connection.
        if !ended.sound && !self.lasting {
            *self.held = None;
        }
        ended.outcome
    }
}

/// How a transaction ended.
pub(super) struct Ended<T> {
    outcome: Result<T, StoreError>,
    sound: bool,
}

impl Sqlite {
    /// Commits what went well and rolls everything else back.
    pub(super) async fn finish<T>(
        &self,
        tx: Transaction<'_, Db>,
        outcome: Result<T, StoreError>,
    ) -> Ended<T> {
        match outcome {
            Ok(value) => match tx.commit().await {
                Ok(()) => Ended { outcome: Ok(value), sound: true },
                Err(error) => Ended { outcome: Err(self.told(error)), sound: false },
            },
            Err(error) => Ended { outcome: Err(error), sound: tx.rollback().await.is_ok() },
        }
    }
}
