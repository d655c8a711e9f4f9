//! Where plans are kept: the address of a store. One line of it chooses the kind of store; nothing is opened here.

use std::fmt;
use std::path::{Path, PathBuf};

use planwright_ports::StoreError;
use planwright_sql::SqliteAddress;

/// The kinds of store that are built in, as they are called in an address.
pub const BUILT_IN: &[&str] = &["sqlite"];

/// The address of a store of a kind that is built in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Address {
    /// A SQLite store.
    Sqlite(SqliteAddress),
}

/// Why a text is not the address of a store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not the address of a store: expected {}", expected())]
pub struct NotAnAddress {
    /// What was given, without any password.
    pub given: String,
}

impl From<NotAnAddress> for StoreError {
    fn from(error: NotAnAddress) -> Self {
        Self::Address { url: error.given }
    }
}

/// What is understood as an address.
pub(crate) fn expected() -> String {
    format!("a path, or a URL of a kind that is built in ({})", BUILT_IN.join(", "))
}

impl Address {
    /// In memory, gone when it is closed.
    pub const MEMORY: Self = Self::Sqlite(SqliteAddress::Memory);

    /// The SQLite store in this file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::Sqlite(SqliteAddress::File(path.into()))
    }

    /// Reads a path (`plan.db`, `~/plan.db`) or a URL (`sqlite:plan.db`, `sqlite::memory:`). A relative path begins at
    /// `folder`. A path with a colon in it is told from a URL by a `./` before it.
    ///
    /// # Errors
    /// [`NotAnAddress`] for an empty text and for a kind of store that is not built in.
    pub fn parse(text: &str, folder: &Path, home: Option<&Path>) -> Result<Self, NotAnAddress> {
        let text = text.trim();
        let refused = || NotAnAddress { given: without_password(text) };
        match text.parse::<SqliteAddress>().map_err(|_| refused())? {
            SqliteAddress::Memory => Ok(Self::MEMORY),
            SqliteAddress::File(path) => {
                let path = match (path.strip_prefix("~"), home) {
                    (Ok(below), Some(home)) => home.join(below),
                    _ => folder.join(path),
                };
                Ok(Self::file(path))
            }
        }
    }

    /// The file, where the store is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(address) => address.path(),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(address) => address.fmt(f),
        }
    }
}

/// A URL that may be shown: who logs in, with what, and all parameters are left out.
pub(crate) fn without_password(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((_, place)) => format!("{scheme}://…@{place}"),
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Address, NotAnAddress> {
        Address::parse(text, Path::new("/here"), Some(Path::new("/home/ann")))
    }

    #[test]
    fn a_relative_path_begins_at_the_folder() {
        for (text, path) in [
            ("plan.db", "/here/plan.db"),
            ("sqlite:plan.db", "/here/plan.db"),
            ("sqlite:///var/plan.db", "/var/plan.db"),
            ("/var/plan.db", "/var/plan.db"),
            ("~/plan.db", "/home/ann/plan.db"),
            ("sqlite:~/plan.db", "/home/ann/plan.db"),
            (" ./a:b.db ", "/here/./a:b.db"),
        ] {
            assert_eq!(read(text), Ok(Address::file(path)), "{text}");
        }
        assert_eq!(read("sqlite::memory:"), Ok(Address::MEMORY));
        assert_eq!(Address::MEMORY.path(), None);
    }

    #[test]
    fn a_kind_that_is_not_built_in_is_refused_and_those_built_in_are_named() {
        for text in ["", "mysql:plans", "ftp://plans"] {
            assert!(read(text).is_err(), "{text}");
        }
        let error = read("postgres://ann:secret@host/plans?sslmode=on&password=secret").unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"postgres://…@host/plans\" is not the address of a store: expected a path, or a URL of a kind that is \
             built in (sqlite)"
        );
        assert_eq!(StoreError::from(error).code(), "store-address");
    }

    #[test]
    fn an_address_reads_back() {
        for address in [Address::MEMORY, Address::file("/a b/plan.db")] {
            assert_eq!(read(&address.to_string()), Ok(address));
        }
    }
}
