//! What can go wrong with a file, told as the port says it. Nothing here is ever tried again or repaired.

use std::io;
use std::path::{Path, PathBuf};

use planwright_ports::StoreError;
use sqlx::error::DatabaseError;

/// Sees to it that a database can be opened at `path`: the folders above it are there, and it is no folder itself.
pub(super) fn prepare(path: &Path, create: bool) -> Result<(), StoreError> {
    let unwritable =
        |at: &Path, source: io::Error| StoreError::Unwritable { path: at.to_owned(), source: source.into() };
    match std::fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(unwritable(path, io::ErrorKind::IsADirectory.into())),
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(unwritable(path, error)),
    }
    if !create {
        return Err(unwritable(path, io::ErrorKind::NotFound.into()));
    }
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|error| unwritable(folder, error)),
        None => Ok(()),
    }
}

/// SQLite takes a name that begins with `file:` for a URI; a path is only ever a path.
pub(super) fn no_uri(path: &Path) -> PathBuf {
    if path.is_relative() { Path::new(".").join(path) } else { path.to_owned() }
}

/// What SQLite said, by its result code: <https://www.sqlite.org/rescode.html>.
pub(super) fn told(place: &Path, error: sqlx::Error) -> StoreError {
    let path = place.to_owned();
    let damaged = |why: &str| StoreError::Damaged { what: place.display().to_string(), why: why.to_owned() };
    match code(&error) {
        Some(IOERR_SHORT_READ) => damaged("the file ends too early"),
        Some(IOERR_WRITE | IOERR_FSYNC | IOERR_TRUNCATE | IOERR_SHMOPEN | IOERR_SHMSIZE) => {
            StoreError::Unwritable { path, source: error.into() }
        }
        Some(code) => match code & 0xff {
            BUSY | LOCKED => StoreError::Busy(error.into()),
            PERM | READONLY | CANTOPEN => StoreError::Unwritable { path, source: error.into() },
            FULL => StoreError::Full { path, source: error.into() },
            CORRUPT => damaged(&said(&error)),
            NOTADB => damaged("it is not a SQLite database"),
            _ => StoreError::Backend(error.into()),
        },
        None => match error {
            sqlx::Error::Io(source) => StoreError::Unwritable { path, source: source.into() },
            sqlx::Error::ColumnDecode { source, .. } => damaged(&source.to_string()),
            error => StoreError::Backend(error.into()),
        },
    }
}

/// The extended result code, when it was SQLite that failed.
fn code(error: &sqlx::Error) -> Option<i32> {
    error.as_database_error().and_then(DatabaseError::code)?.parse().ok()
}

/// Whether somebody else is in the way.
pub(super) fn is_busy(error: &sqlx::Error) -> bool {
    code(error).is_some_and(|code| code & 0xff == BUSY)
}

fn said(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| error.to_string(), |e| e.message().to_owned())
}

const PERM: i32 = 3;
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READONLY: i32 = 8;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CANTOPEN: i32 = 14;
const NOTADB: i32 = 26;
const IOERR_SHORT_READ: i32 = 10 | 2 << 8;
const IOERR_WRITE: i32 = 10 | 3 << 8;
const IOERR_FSYNC: i32 = 10 | 4 << 8;
const IOERR_TRUNCATE: i32 = 10 | 6 << 8;
const IOERR_SHMOPEN: i32 = 10 | 18 << 8;
const IOERR_SHMSIZE: i32 = 10 | 19 << 8;
