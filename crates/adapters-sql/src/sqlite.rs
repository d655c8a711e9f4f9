//! SQLite: one file, one connection, opened when it is first needed. Every write is one transaction that begins as a
//! writer, so of two writers one waits and none is told halfway that it lost.

mod append;
mod bookmarks;
mod failure;
mod find;
mod line;
mod load;
mod log;
mod proposals;
mod schema;
mod slice;
mod upkeep;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use planwright_domain::{Applied, Entry, Project, ProjectId, Version};
use planwright_ports::{Append, FoundTask, ProjectHead, ProjectStore, Scope, StoreError, TaskQuery};
use sqlx::SqliteConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
use tokio::sync::Mutex;

use crate::address::SqliteAddress;
pub use schema::SCHEMA;

/// What stands for the place of a store in memory.
const MEMORY: &str = ":memory:";

/// A store in a SQLite database. It may be shared between threads and between processes.
pub struct Sqlite {
    /// The file, or `:memory:`; for people.
    place: PathBuf,
    connect: SqliteConnectOptions,
    options: Options,
    /// `None` until it is needed, and after a failure that left the connection in doubt.
    line: Mutex<Option<SqliteConnection>>,
}

/// Whether to stop before the statement of this name.
pub(crate) type Stop = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// How a store is opened.
#[derive(Clone)]
#[non_exhaustive]
pub struct Options {
    /// Whether a store that is not there yet is created, with the folders above it. Otherwise it is an error.
    pub create: bool,
    /// How long to wait while others write.
    pub patience: Duration,
    /// The size the file may grow to, in pages of 4 KiB; `None` leaves that to the disk.
    pub max_pages: Option<u32>,
    /// For tests: asked between the statements of a write, by the name of what comes next, whether to stop there.
    #[doc(hidden)]
    pub stop_before: Option<Stop>,
}

impl Default for Options {
    fn default() -> Self {
        Self { create: true, patience: Duration::from_secs(20), max_pages: None, stop_before: None }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("create", &self.create)
            .field("patience", &self.patience)
            .field("max_pages", &self.max_pages)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sqlite").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Sqlite {
    /// Opens the store at an address and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`], [`StoreError::Damaged`] or [`StoreError::NewerSchema`] when what is there cannot be
    /// used; it is left as it was.
    pub async fn open(address: &SqliteAddress, options: Options) -> Result<Self, StoreError> {
        // What was acknowledged survives a loss of power too: FULL costs one flush of the log for each append, and no
        // processor time. NORMAL could lose the newest entries, though never damage the file.
        let connect = SqliteConnectOptions::new()
            .foreign_keys(true)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(options.patience);
        let (place, connect) = match address {
            SqliteAddress::Memory => (PathBuf::from(MEMORY), connect.in_memory(true)),
            SqliteAddress::File(path) => {
                failure::prepare(path, options.create)?;
                (path.clone(), connect.filename(failure::no_uri(path)).create_if_missing(options.create))
            }
        };
        let connect = match options.max_pages {
            Some(pages) => connect.pragma("max_page_count", pages.to_string()),
            None => connect,
        };
        let store = Self { place, connect, options, line: Mutex::new(None) };
        drop(store.line().await?);
        Ok(store)
    }

    /// A store in memory, gone when it is dropped.
    ///
    /// # Errors
    /// Whatever keeps SQLite from working at all.
    pub async fn in_memory() -> Result<Self, StoreError> {
        Self::open(&SqliteAddress::Memory, Options::default()).await
    }

    /// The file it is in, or `:memory:`.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Takes the schema back to `number` with the down migrations, the newest first; 0 takes everything away.
    ///
    /// # Errors
    /// [`StoreError::NewerSchema`] when the schema was never as high, or whatever stands in the way; nothing is changed then.
    pub async fn step_down(self, number: i64) -> Result<(), StoreError> {
        let mut line = self.line().await?;
        schema::down(&mut line, &self.place, number).await
    }

    /// Waits until everything is written and closes the file. Dropping the store does so in the background.
    ///
    /// # Errors
    /// What SQLite says while it tidies up; what was acknowledged is safe all the same.
    pub async fn close(self) -> Result<(), StoreError> {
        use sqlx::Connection as _;
        match self.line.into_inner() {
            Some(connection) => connection.close().await.map_err(|error| failure::told(&self.place, error)),
            None => Ok(()),
        }
    }

    /// What SQLite said, told as the port says it.
    fn told(&self, error: sqlx::Error) -> StoreError {
        failure::told(&self.place, error)
    }

    /// Stops here if a test asked for it.
    fn before(&self, next: &str) -> Result<(), StoreError> {
        match &self.options.stop_before {
            Some(stop) if stop(next) => Err(StoreError::Backend(format!("stopped before {next}").into())),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl ProjectStore for Sqlite {
    async fn create(&self, creation: &Applied, at: Timestamp) -> Result<Append, StoreError> {
        self.write_entry(None, creation, at).await
    }

    async fn load(
        &self,
        project: ProjectId,
        at: Option<Version>,
        scope: Scope<'_>,
    ) -> Result<Project, StoreError> {
        self.load_project(project, at, scope).await
    }

    async fn append(
        &self,
        project: ProjectId,
        expected: Version,
        applied: &Applied,
        at: Timestamp,
    ) -> Result<Append, StoreError> {
        if applied.project() != project {
            return Err(StoreError::Backend(
                format!("the change is for project {}", applied.project()).into(),
            ));
        }
        self.write_entry(Some(expected), applied, at).await
    }

    async fn entries(
        &self,
        project: ProjectId,
        after: Version,
        upto: Option<Version>,
    ) -> Result<Vec<Entry>, StoreError> {
        self.read_entries(project, after, upto).await
    }

    async fn query(&self, query: &TaskQuery) -> Result<Vec<FoundTask>, StoreError> {
        self.find(query).await
    }

    async fn projects(&self) -> Result<Vec<ProjectHead>, StoreError> {
        self.heads().await
    }

    async fn purge(&self, project: ProjectId, at: Timestamp) -> Result<(), StoreError> {
        self.purge_project(project, at).await
    }
}
