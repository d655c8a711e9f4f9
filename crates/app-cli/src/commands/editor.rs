//! The person's editor: opened on a text, waited for, and read back. What was typed is never lost: where it cannot be
//! used, it stays in a file that is named.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::{NamedTempFile, TempPath};

use crate::context::Context;
use crate::failure::Failure;

/// A text in the person's hands.
pub(super) struct Editor {
    command: String,
    path: TempPath,
    /// What it was at first.
    first: String,
}

impl Editor {
    /// Puts the text where an editor can open it.
    pub(super) fn on(text: &str, context: &Context) -> Result<Self, Failure> {
        let folder = std::env::temp_dir();
        let unwritable = |error| Failure::unwritable(&folder, &error);
        let builder = || tempfile::Builder::new().prefix("planwright-").suffix(".plan").tempfile();
        let mut file: NamedTempFile = builder().map_err(unwritable)?;
        file.write_all(text.as_bytes()).map_err(unwritable)?;
        let command = context.settings.editor().unwrap_or("vi").to_owned();
        Ok(Self { command, path: file.into_temp_path(), first: text.to_owned() })
    }

    /// Opens the editor and waits: the text as it is then, or `None` when it is as it was at first or nothing is left of it.
    pub(super) fn open(&mut self) -> Result<Option<String>, Failure> {
        let path: &Path = &self.path;
        let ended = command(&self.command, path).status().map_err(|error| {
            Failure::refused(
                "editor-failed",
                format!("cannot open the editor {:?}: {error}", self.command),
                "choose another one: planwright config set editor …",
            )
        })?;
        let bytes = std::fs::read(path).map_err(|error| Failure::unreadable(path, &error))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !ended.success() {
            let message = format!("the editor {:?} failed ({ended}); nothing was changed", self.command);
            let failure = Failure::refused(
                "editor-failed",
                message,
                "choose another one: planwright config set editor …",
            );
            return Err(if text == self.first { failure } else { self.keep(failure) });
        }
        Ok(Some(text).filter(|text| *text != self.first && !text.trim().is_empty()))
    }

    /// Keeps the text in its file, and says in the failure where.
    pub(super) fn keep(&mut self, failure: Failure) -> Failure {
        let place: PathBuf = self.path.to_path_buf();
        self.path.disable_cleanup(true);
        failure.detail([format!("your text is kept in {}", place.display())])
    }
}

/// The editor with its arguments, as a shell reads them.
#[cfg(unix)]
fn command(editor: &str, file: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).arg(file);
    command
}

/// The editor with its arguments, apart by blanks.
#[cfg(not(unix))]
fn command(editor: &str, file: &Path) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words).arg(file);
    command
}
