//! What went wrong, as the person sees it and as the exit status says it: 1 refused, 2 wrong usage, 70 our fault.

use std::error::Error;
use std::io;
use std::ops::{Deref, DerefMut};
use std::path::Path;

use planwright::documents::GatherError;
use planwright::domain::{Code, Conflict, Violation};
use planwright::settings::WriteError;
use planwright::usecases::Refused;
use planwright::{OpenError, SettingsError, ShelfError};
use planwright_wire::ErrorDoc;

use crate::show;

/// A failure of a command. It is one pointer, because most of what returns one succeeds.
#[derive(Debug, Clone)]
pub(crate) struct Failure(Box<Told>);

/// What is told of a failure.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// Whose fault it is.
    pub(crate) blame: Blame,
    /// A stable kebab-case word.
    pub(crate) code: String,
    /// What is wrong.
    pub(crate) message: String,
    /// More lines about it.
    pub(crate) details: Vec<String>,
    /// The next steps.
    pub(crate) hints: Vec<String>,
    /// The broken rules, when there are any.
    pub(crate) violations: Vec<Violation>,
}

impl Deref for Failure {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

impl DerefMut for Failure {
    fn deref_mut(&mut self) -> &mut Told {
        &mut self.0
    }
}

/// Whose fault a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blame {
    /// What was asked was refused: exit status 1.
    Refused,
    /// What was typed makes no sense: exit status 2.
    Usage,
    /// Ours: exit status 70.
    Ours,
    /// Nobody's: whoever read the output went away.
    ClosedPipe,
}

impl Failure {
    /// A refusal.
    pub(crate) fn refused(code: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Blame::Refused, code, message).hint(hint)
    }

    /// Wrong usage.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Blame::Usage, "usage", message).hint(hint)
    }

    /// Our fault.
    pub(crate) fn ours(message: impl Into<String>) -> Self {
        Self::new(Blame::Ours, "internal", message).hint("please report this, with what you did")
    }

    fn new(blame: Blame, code: &str, message: impl Into<String>) -> Self {
        Self(Box::new(Told {
            blame,
            code: code.to_owned(),
            message: message.into(),
            details: Vec::new(),
            hints: Vec::new(),
            violations: Vec::new(),
        }))
    }

    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same with more lines about it.
    pub(crate) fn detail(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(lines);
        self
    }

    /// A file that cannot be read.
    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Self {
        Self::refused(
            "unreadable",
            format!("cannot read {}: {error}", path.display()),
            "check the name of the file",
        )
    }

    /// Documents that cannot be gathered.
    pub(crate) fn ungathered(path: &Path, error: &GatherError) -> Self {
        match error {
            GatherError::Unreadable { path, source } => Self::unreadable(path, source),
            error => {
                let message = format!("cannot read {}: {error}", path.display());
                Self::refused(error.code(), message, error.hint())
            }
        }
    }

    /// A file that cannot be written.
    pub(crate) fn unwritable(path: &Path, error: &io::Error) -> Self {
        Self::refused(
            "unwritable",
            format!("cannot write {}: {error}", path.display()),
            "choose another place",
        )
    }

    /// The failure as the JSON document that `--json` prints.
    pub(crate) fn json(&self) -> String {
        let hint = self.hints.join("; ");
        ErrorDoc {
            code: &self.code,
            message: &self.message,
            hint: Some(hint.as_str()).filter(|hint| !hint.is_empty()),
            violations: &self.violations,
        }
        .to_json()
    }

    /// The exit status.
    pub(crate) fn status(&self) -> u8 {
        match self.blame {
            Blame::Refused => 1,
            Blame::Usage => 2,
            Blame::Ours => 70,
            Blame::ClosedPipe => 0,
        }
    }

    /// The failure for standard error: what, details, hints.
    pub(crate) fn text(&self) -> String {
        let mut text = format!("error: {}\n", show::harmless(&self.message));
        for line in &self.details {
            text.push_str(&format!("  {}\n", show::harmless(line)));
        }
        for hint in &self.hints {
            text.push_str(&format!("hint: {}\n", show::harmless(hint)));
        }
        text
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Blame::ClosedPipe, "closed-pipe", "the output was closed");
        }
        Self::new(Blame::Refused, "io", format!("cannot read or write: {error}"))
    }
}

impl From<ShelfError> for Failure {
    fn from(error: ShelfError) -> Self {
        Self::refused(error.code(), error.to_string(), error.hint())
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        let mut failure = Self::new(Blame::Refused, refused.code(), refused.to_string());
        if let Some(hint) = refused.hint() {
            failure.hints.push(hint);
        }
        match refused {
            Refused::Rejected(rejection) => failure.broken(rejection.violations),
            Refused::Conflict(Conflict { clashes, violations }) => {
                let lines = clashes.into_iter().map(|clash| match clash.fields.as_slice() {
                    [] => clash.message,
                    fields => format!("{} ({})", clash.message, fields.join(", ")),
                });
                failure.detail(lines).broken(violations)
            }
            Refused::Ambiguous { candidates, .. } | Refused::NoProject { projects: candidates } => {
                failure.detail(candidates.into_iter().map(|(name, title)| format!("{name}  {title}")))
            }
            Refused::Store(error) => failure.detail(causes(&error)),
            _ => failure,
        }
    }
}

impl Failure {
    fn broken(mut self, violations: Vec<Violation>) -> Self {
        if let [only] = violations.as_slice()
            && self.details.is_empty()
        {
            self.code = only.code.word().to_owned();
            // "cannot make … a predecessor of … (1.2): 1.2 … would be a cycle": what was wanted, then what stands in the way.
            match only.message.split_once("): ").filter(|_| only.code == Code::DependencyCycle) {
                Some((wanted, way)) => {
                    self.message = format!("{wanted})");
                    self.details.push(way.to_owned());
                }
                None => self.message.clone_from(&only.message),
            }
        } else {
            self.details.extend(violations.iter().map(|v| format!("{}: {}", v.code, v.message)));
        }
        let mut hints: Vec<String> = violations.iter().map(|v| v.hint.clone()).collect();
        hints.dedup();
        self.hints.extend(hints);
        self.violations = violations;
        self
    }
}

/// The causes of an error, each once: some errors repeat their cause in their own words.
fn causes(error: &dyn Error) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        let told = cause.to_string();
        if lines.last().is_none_or(|line| !line.ends_with(&told)) {
            lines.push(format!("caused by: {told}"));
        }
        next = cause.source();
    }
    lines
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::refused(error.code(), error.to_string(), error.hint()).detail(causes(&error))
    }
}

impl From<SettingsError> for Failure {
    fn from(error: SettingsError) -> Self {
        let faults = error.faults();
        let mut failure = match faults {
            [only] => Self::new(Blame::Refused, error.code(), only.to_string()).detail(causes(only)),
            several => Self::new(Blame::Refused, error.code(), "several settings are wrong")
                .detail(several.iter().map(ToString::to_string)),
        };
        failure.hints = faults.iter().map(planwright::settings::Fault::hint).collect();
        failure.hints.dedup();
        failure
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refused) => refused.into(),
            other => {
                let failure =
                    Self::new(Blame::Refused, other.code(), other.to_string()).detail(causes(&other));
                other.hint().map_or(failure.clone(), |hint| failure.hint(hint))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Told {
        words: &'static str,
        source: Option<Box<Told>>,
    }

    impl std::fmt::Display for Told {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.words)
        }
    }

    impl Error for Told {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            self.source.as_deref().map(|told| told as &(dyn Error + 'static))
        }
    }

    #[test]
    fn a_cause_told_in_other_words_is_told_once() {
        let told = |words, source: Option<Told>| Told { words, source: source.map(Box::new) };
        let chain = told("cannot write", Some(told("database: disk full", Some(told("disk full", None)))));
        assert_eq!(causes(&chain), ["caused by: database: disk full"]);
        let plain = told("cannot write", Some(told("no permission", None)));
        assert_eq!(causes(&plain), ["caused by: no permission"]);
    }
}
