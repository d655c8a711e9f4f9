//! Where a SQLite store is: a path, `sqlite:path` or `sqlite::memory:`. It only reads the words; nothing is opened here.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use planwright_ports::StoreError;

/// Where a SQLite store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SqliteAddress {
    /// In this file.
    File(PathBuf),
    /// In memory, gone when it is closed.
    Memory,
}

/// Why a text is not the address of a SQLite store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the address of a SQLite store: expected a path, sqlite:PATH or sqlite::memory:")]
pub struct NotAnAddress(pub String);

impl From<NotAnAddress> for StoreError {
    fn from(error: NotAnAddress) -> Self {
        Self::Address { url: error.0 }
    }
}

impl SqliteAddress {
    /// The file, if it is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Memory => None,
        }
    }

    /// Whether there is something at this address already.
    pub fn is_there(&self) -> bool {
        self.path().is_some_and(Path::exists)
    }
}

/// Reads `plan.db`, `/var/plan.db`, `sqlite:plan.db`, `sqlite:///var/plan.db` or `sqlite::memory:`. An address of
/// another kind of store (`postgres://…`) and an empty one are refused; its password is never repeated.
impl FromStr for SqliteAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let refused = || NotAnAddress(without_password(text));
        let place = match text.split_once(':') {
            Some(("sqlite", place)) => place.strip_prefix("//").unwrap_or(place),
            // One letter before the colon is a drive.
            Some((scheme, _)) if scheme.len() > 1 && scheme.bytes().all(is_of_scheme) => {
                return Err(refused());
            }
            _ => text,
        };
        match place {
            "" => Err(refused()),
            ":memory:" => Ok(Self::Memory),
            place if place.contains('\0') => Err(refused()),
            place => Ok(Self::File(PathBuf::from(place))),
        }
    }
}

impl fmt::Display for SqliteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "sqlite:{}", path.display()),
            Self::Memory => f.write_str("sqlite::memory:"),
        }
    }
}

fn is_of_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)
}

fn without_password(text: &str) -> String {
    match (text.find("://"), text.rfind('@')) {
        (Some(start), Some(at)) if at > start => format!("{}…{}", &text[..start + 3], &text[at..]),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_and_urls_name_files() {
        for (text, path) in [
            ("plan.db", "plan.db"),
            ("sqlite:plan.db", "plan.db"),
            ("sqlite://plan.db", "plan.db"),
            ("sqlite:///var/my plans/p.db", "/var/my plans/p.db"),
            ("./a:b.db", "./a:b.db"),
            ("c:\\plans\\p.db", "c:\\plans\\p.db"),
            ("Pläne/日.db", "Pläne/日.db"),
        ] {
            assert_eq!(text.parse(), Ok(SqliteAddress::File(path.into())), "{text}");
        }
    }

    #[test]
    fn memory_is_said_in_one_way_and_reads_back() {
        for text in ["sqlite::memory:", "sqlite://:memory:", ":memory:"] {
            assert_eq!(text.parse(), Ok(SqliteAddress::Memory), "{text}");
        }
        for address in [SqliteAddress::Memory, SqliteAddress::File("a b.db".into())] {
            assert_eq!(address.to_string().parse(), Ok(address));
        }
    }

    #[test]
    fn what_is_no_sqlite_store_is_refused_without_its_password() {
        for text in ["", "sqlite:", "postgres://ann@host/db", "mysql:x", "a\0b"] {
            assert!(text.parse::<SqliteAddress>().is_err(), "{text}");
        }
        let refused = "postgres://ann:secret@host/db".parse::<SqliteAddress>();
        assert!(refused.is_err_and(|error| !error.to_string().contains("secret")));
    }
}
