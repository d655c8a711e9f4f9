//! Where a value comes from: which layer, and the very line, variable or flag.

use std::fmt;
use std::path::PathBuf;

/// The layers of settings, the weakest first: a later one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Built in, or taken from the system.
    Default,
    /// The person's file.
    User,
    /// The file at the top of the repository.
    Repository,
    /// An environment variable.
    Environment,
    /// A flag of this run.
    Flag,
}

impl Layer {
    /// The layer in a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::User => "user",
            Self::Repository => "repository",
            Self::Environment => "environment",
            Self::Flag => "flag",
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said anything; `source` is what of the system it was taken from, if it was.
    Default {
        /// A variable of the environment that is not ours, or words.
        source: Option<&'static str>,
    },
    /// A line of a file.
    File {
        /// Whose file it is.
        layer: Layer,
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
    },
    /// An environment variable of ours.
    Variable(String),
    /// A flag.
    Flag(String),
}

impl Origin {
    /// The layer it belongs to.
    pub const fn layer(&self) -> Layer {
        match self {
            Self::Default { .. } => Layer::Default,
            Self::File { layer, .. } => *layer,
            Self::Variable(_) => Layer::Environment,
            Self::Flag(_) => Layer::Flag,
        }
    }
}

/// The place alone: `built in`, `/home/ann/.config/planwright/config.toml:3`, `PLANWRIGHT_STORE`, `--store`.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default { source } => f.write_str(source.unwrap_or("built in")),
            Self::File { path, line, .. } => write!(f, "{}:{line}", path.display()),
            Self::Variable(name) => f.write_str(name),
            Self::Flag(flag) => f.write_str(flag),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_names_its_place() {
        let line = Origin::File { layer: Layer::User, path: "/c.toml".into(), line: 3 };
        assert_eq!((line.to_string().as_str(), line.layer().word()), ("/c.toml:3", "user"));
        assert_eq!(Origin::Default { source: None }.to_string(), "built in");
        assert_eq!(Origin::Default { source: Some("USER") }.to_string(), "USER");
    }

    #[test]
    fn later_layers_are_stronger() {
        use Layer::{Default, Environment, Flag, Repository, User};
        let order = [Default, User, Repository, Environment, Flag];
        assert!(order.is_sorted());
        let flag = Origin::Flag("--store".into());
        assert!(flag.layer() > Origin::Variable("PLANWRIGHT_STORE".into()).layer());
    }
}
