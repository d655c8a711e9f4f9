//! The schema and its migrations. Each is a pair of SQL files, numbered without gaps, applied in one transaction and
//! noted with a checksum in the table `migrations`. A migration never changes what a plan says, and one that was
//! released is never changed.

use std::path::Path;
use std::time::{Duration, Instant};

use planwright_ports::StoreError;
use sqlx::{Connection as _, Row as _, SqliteConnection, query, raw_sql};

use super::failure::{is_busy, told};

struct Migration {
    name: &'static str,
    up: &'static str,
    down: &'static str,
}

macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        &[$(Migration {
            name: $name,
            up: include_str!(concat!("../../migrations/sqlite/", $name, ".up.sql")),
            down: include_str!(concat!("../../migrations/sqlite/", $name, ".down.sql")),
        }),*]
    };
}

const MIGRATIONS: &[Migration] = migrations!["0001_plans", "0002_views", "0003_people"];

/// The newest schema known here: the number of migrations.
pub const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// Marks a SQLite file as ours: "plwr".
const APPLICATION: i64 = 0x706c_7772;

/// Brings the schema up to date. When it is already, this is one small query.
pub(super) async fn up(
    line: &mut SqliteConnection,
    place: &Path,
    patience: Duration,
) -> Result<(), StoreError> {
    let found = Found::look(line).await.map_err(|e| told(place, e))?;
    found.judge(place)?;
    if found.schema < SCHEMA {
        migrate(line, place).await?;
    }
    if found.journal == "delete" {
        write_ahead(line, patience).await.map_err(|e| told(place, e))?;
    }
    Ok(())
}

/// Takes the schema down to `number`.
pub(super) async fn down(line: &mut SqliteConnection, place: &Path, number: i64) -> Result<(), StoreError> {
    if number > SCHEMA {
        return Err(StoreError::NewerSchema { found: number, known: SCHEMA });
    }
    let fault = |e| told(place, e);
    let mut tx = line.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
    let found = Found::look(&mut tx).await.map_err(fault)?;
    for n in (number.max(0)..found.schema).rev() {
        raw_sql(MIGRATIONS[n as usize].down).execute(&mut *tx).await.map_err(fault)?;
        if n > 0 {
            query("DELETE FROM migrations WHERE number > ?")
                .bind(n)
                .execute(&mut *tx)
                .await
                .map_err(fault)?;
        }
    }
    mark(&mut tx, number.max(0)).await.map_err(fault)?;
    tx.commit().await.map_err(fault)
}

/// Which of the migrations that were applied are not the ones known here, in words.
pub(super) async fn differences(line: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    let rows = query("SELECT number, name, checksum FROM migrations ORDER BY number").fetch_all(line).await?;
    let mut noted = Vec::new();
    for row in rows {
        noted.push((row.try_get::<i64, _>(0)?, row.try_get::<String, _>(1)?, row.try_get::<String, _>(2)?));
    }
    let known = (1..).zip(MIGRATIONS).map(|(n, m)| (n, m.name.to_owned(), checksum(m.up)));
    let known: Vec<_> = known.collect();
    let differs =
        |(n, name, _): &(i64, String, String)| format!("migration {n} ({name}) is not the one known here");
    let missing = |(n, name, _): &(i64, String, String)| format!("migration {n} ({name}) is not noted");
    let strange = noted.iter().filter(|one| !known.contains(one)).map(differs);
    Ok(strange
        .chain(known.iter().filter(|(n, ..)| !noted.iter().any(|(m, ..)| m == n)).map(missing))
        .collect())
}

/// What a database says about itself.
struct Found {
    schema: i64,
    application: i64,
    tables: i64,
    journal: String,
}

impl Found {
    async fn look(line: &mut SqliteConnection) -> Result<Self, sqlx::Error> {
        let row = query(
            "SELECT (SELECT user_version FROM pragma_user_version), \
             (SELECT application_id FROM pragma_application_id), \
             (SELECT count(*) FROM sqlite_schema), (SELECT journal_mode FROM pragma_journal_mode)",
        )
        .fetch_one(line)
        .await?;
        Ok(Self {
            schema: row.try_get(0)?,
            application: row.try_get(1)?,
            tables: row.try_get(2)?,
            journal: row.try_get(3)?,
        })
    }

    fn judge(&self, place: &Path) -> Result<(), StoreError> {
        let empty = self.tables == 0 && self.application == 0;
        if self.application != APPLICATION && !empty {
            let why = "it is the database of another program".to_owned();
            return Err(StoreError::Damaged { what: place.display().to_string(), why });
        }
        if self.schema > SCHEMA {
            return Err(StoreError::NewerSchema { found: self.schema, known: SCHEMA });
        }
        Ok(())
    }
}

async fn migrate(line: &mut SqliteConnection, place: &Path) -> Result<(), StoreError> {
    let fault = |e| told(place, e);
    let mut tx = line.begin_with("BEGIN IMMEDIATE").await.map_err(fault)?;
    // Somebody else may have been first.
    let found = Found::look(&mut tx).await.map_err(fault)?;
    found.judge(place)?;
    for n in found.schema..SCHEMA {
        let migration = &MIGRATIONS[n as usize];
        raw_sql(migration.up).execute(&mut *tx).await.map_err(fault)?;
        query("INSERT INTO migrations VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ'))")
            .bind(n + 1)
            .bind(migration.name)
            .bind(checksum(migration.up))
            .execute(&mut *tx)
            .await
            .map_err(fault)?;
    }
    mark(&mut tx, SCHEMA.max(found.schema)).await.map_err(fault)?;
    tx.commit().await.map_err(fault)
}

/// Notes the schema where it is cheap to look up. Both numbers are part of the transaction.
async fn mark(line: &mut SqliteConnection, schema: i64) -> Result<(), sqlx::Error> {
    let application = if schema == 0 { 0 } else { APPLICATION };
    let sql = format!("PRAGMA user_version = {schema}; PRAGMA application_id = {application}");
    raw_sql(sqlx::AssertSqlSafe(sql)).execute(line).await.map(drop)
}

/// Readers and a writer do not wait for each other from here on. The mode is kept in the file. It can only be changed
/// while nobody else has the file open, and SQLite does not wait for that: whoever finds it busy leaves it to the next.
async fn write_ahead(line: &mut SqliteConnection, patience: Duration) -> Result<(), sqlx::Error> {
    let begun = Instant::now();
    loop {
        match raw_sql("PRAGMA journal_mode = WAL").execute(&mut *line).await {
            Err(error) if is_busy(&error) && begun.elapsed() < patience.min(Duration::from_millis(50)) => {}
            Err(error) if is_busy(&error) => return Ok(()),
            done => return done.map(drop),
        }
    }
}

/// FNV-1a, 64 bits: enough to notice that a file was edited. Line ends do not count.
fn checksum(sql: &str) -> String {
    let bytes = sql.bytes().filter(|b| *b != b'\r');
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_are_numbered_without_gaps() {
        for (n, migration) in (1..).zip(MIGRATIONS) {
            assert_eq!(migration.name.split_once('_').and_then(|(number, _)| number.parse().ok()), Some(n));
        }
    }

    #[test]
    fn a_released_migration_is_never_changed() {
        let sums: Vec<_> = MIGRATIONS.iter().map(|m| (m.name, checksum(m.up))).collect();
        let released = [("0001_plans", "756492e63237f87d"), ("0002_views", "0648dac9d56e3619")];
        assert!(
            sums.iter().zip(released).all(|((name, sum), told)| (*name, sum.as_str()) == told),
            "{sums:?}"
        );
        assert!(sums.len() >= released.len());
    }

    #[test]
    fn line_ends_do_not_change_a_checksum() {
        assert_eq!(checksum("a\nb"), checksum("a\r\nb"));
        assert_ne!(checksum("ab"), checksum("ba"));
    }
}
