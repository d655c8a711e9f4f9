//! The documents of a folder, gathered from the disk to be read as one plan. Must never follow a link out of the folder,
//! and never gather more than a plan can be.

use std::io;
use std::path::{Path, PathBuf};

use planwright_formats::{MOST_BYTES, MOST_TEXTS, Part, is_hidden, is_plan};

/// Why documents could not be gathered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GatherError {
    /// The system refused.
    #[error("cannot read {}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is nothing in the folder that could be a plan.
    #[error("the folder has no documents that plans are kept in")]
    NoDocuments,
    /// There is too much in the folder.
    #[error("the folder has more than {MOST_TEXTS} documents, or more than {} MB of them", MOST_BYTES >> 20)]
    TooMuch,
}

impl GatherError {
    /// The stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::NoDocuments => "no-documents",
            Self::TooMuch => "too-many-documents",
        }
    }

    /// The next step, for a person.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "check the name of the file",
            Self::NoDocuments => "name a file, or a folder with Markdown, text, CSV or other plans in it",
            Self::TooMuch => "name a folder further down, or a single document",
        }
    }
}

/// The document at `path`, or those of the folder at `path` and below it, by their names within it. Hidden files, links
/// and what is no plan are passed over: they are named without their bytes.
///
/// # Errors
/// [`GatherError`].
pub fn gather(path: &Path) -> Result<Vec<Part>, GatherError> {
    if !path.is_dir() {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(vec![Part { name, bytes: file(path)? }]);
    }
    let (mut parts, mut passed_over) = (Vec::new(), Vec::new());
    let mut bytes = 0u64;
    let mut folders = vec![(path.to_owned(), String::new())];
    while let Some((folder, within)) = folders.pop() {
        let unreadable = |source| GatherError::Unreadable { path: folder.clone(), source };
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            let name = format!("{within}{}", entry.file_name().to_string_lossy());
            if kind.is_dir() && !is_hidden(&name) && within.matches('/').count() < 32 {
                folders.push((entry.path(), format!("{name}/")));
            } else if kind.is_file() && is_plan(&name) {
                let size = entry.metadata().map_err(unreadable)?.len();
                bytes = bytes.saturating_add(size);
                if parts.len() == MOST_TEXTS || bytes > MOST_BYTES {
                    return Err(GatherError::TooMuch);
                }
                parts.push(Part { name, bytes: file(&entry.path())? });
            } else if passed_over.len() < MOST_TEXTS {
                passed_over.push(Part { name, bytes: Vec::new() });
            }
        }
    }
    if parts.is_empty() {
        return Err(GatherError::NoDocuments);
    }
    parts.extend(passed_over);
    Ok(parts)
}

fn file(path: &Path) -> Result<Vec<u8>, GatherError> {
    std::fs::read(path).map_err(|source| GatherError::Unreadable { path: path.to_owned(), source })
}
