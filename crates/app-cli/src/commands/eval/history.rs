//! The history of measurements: a file of JSON lines that is only ever added to, so that a fall is seen.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use planwright_wire::EvaluationEntry;

use crate::failure::Failure;

/// A history that was read.
#[derive(Debug)]
pub(super) struct History {
    path: PathBuf,
    entries: Vec<EvaluationEntry>,
    /// Whether the file ends in the middle of a line.
    open_line: bool,
}

impl History {
    /// Reads a history; a file that is not there is an empty one.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            text => text.map_err(|e| Failure::unreadable(path, &e))?,
        };
        let mut entries = Vec::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            entries.push(EvaluationEntry::from_json(line).ok_or_else(|| {
                Failure::refused(
                    "history-damaged",
                    format!("cannot read {}: line {} is no entry of a history", path.display(), number + 1),
                    "remove the line, or name another file",
                )
            })?);
        }
        Ok(Self { path: path.to_path_buf(), entries, open_line: !text.is_empty() && !text.ends_with('\n') })
    }

    /// The newest entry about the same examples.
    pub(super) fn last(&self, of: &str) -> Option<&EvaluationEntry> {
        self.entries.iter().rev().find(|entry| entry.of == of)
    }

    /// Adds an entry, in one write.
    pub(super) fn append(&self, entry: &EvaluationEntry) -> Result<(), Failure> {
        let start = if self.open_line { "\n" } else { "" };
        let line = format!("{start}{}\n", entry.to_json());
        let file = OpenOptions::new().append(true).create(true).open(&self.path);
        file.and_then(|mut file| file.write_all(line.as_bytes()))
            .map_err(|e| Failure::unwritable(&self.path, &e))
    }
}
