//! What the tests of a file share: a store in a folder of its own, and a look past the store into the tables.

use std::path::{Path, PathBuf};
use std::process::Command;

use planwright_contract::{Growing, moment};
use planwright_ports::{Append, ProjectStore, StoreError, Upkeep};
use planwright_sql::{Options, Sqlite, SqliteAddress};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};
use tempfile::TempDir;

/// An empty store in a file, and the folder it lives in.
pub(crate) async fn fresh() -> (Sqlite, TempDir) {
    let folder = TempDir::new().expect("a folder");
    let store = open(&folder.path().join("plan.db")).await.expect("opened");
    (store, folder)
}

pub(crate) async fn open(path: &Path) -> Result<Sqlite, StoreError> {
    open_with(path, Options::default()).await
}

pub(crate) async fn open_with(path: &Path, options: Options) -> Result<Sqlite, StoreError> {
    Sqlite::open(&SqliteAddress::File(path.to_owned()), options).await
}

/// A connection of the test's own, past the store.
pub(crate) async fn past(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(false)
        .disable_statement_logging()
        .connect()
        .await
        .expect("connected")
}

/// Runs SQL past the store.
pub(crate) async fn run_past(path: &Path, sql: &str) {
    let mut line = past(path).await;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut line).await.expect("the test's own SQL");
    line.close().await.expect("closed");
}

/// The first column of every row, as text.
pub(crate) async fn column(path: &Path, sql: &str) -> Vec<String> {
    let mut line = past(path).await;
    let rows = sqlx::query(AssertSqlSafe(format!("SELECT CAST(c AS TEXT) FROM (SELECT ({sql}) AS c)")))
        .fetch_all(&mut line)
        .await
        .expect("the test's own SQL");
    line.close().await.expect("closed");
    rows.iter().map(|row| row.get::<Option<String>, _>(0).unwrap_or_default()).collect()
}

/// The store has no faults and holds exactly this project.
pub(crate) async fn holds(store: &Sqlite, growing: &Growing) {
    assert_eq!(store.inspect().await.expect("inspected"), []);
    let loaded = store.load(growing.id(), None, planwright_ports::Scope::Whole).await.expect("loaded");
    assert_eq!(loaded, growing.project);
}

/// Appends the newest patch of a history.
pub(crate) async fn append(store: &Sqlite, growing: &Growing) -> Result<Append, StoreError> {
    let newest = growing.newest();
    store.append(growing.id(), newest.patch().base, newest, moment(newest.version().0)).await
}

/// The words a test was given by the one that started it as a child process; none when nobody did.
pub(crate) fn given() -> Option<Vec<String>> {
    let given = std::env::var(GIVEN).ok()?;
    Some(given.split('\n').map(str::to_owned).collect())
}

/// Starts the test of this name (with its modules) once more, as a process of its own, and gives it words.
pub(crate) fn child(program: &Path, test: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]).env(GIVEN, words.join("\n"));
    command
}

/// This very test program.
pub(crate) fn this() -> PathBuf {
    std::env::current_exe().expect("a test knows its own file")
}

const GIVEN: &str = "PLANWRIGHT_SQL_TEST_CHILD";
