//! What this program finds around it: the environment, the folder it runs in, the folders of the person. Gathered once and
//! handed on, so that nothing below ever asks the process, and a test can bring surroundings of its own.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use etcetera::BaseStrategy;

/// The surroundings of a program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The environment variables.
    pub variables: BTreeMap<OsString, OsString>,
    /// The folder the program runs in; absolute.
    pub folder: PathBuf,
    /// The person's home folder.
    pub home: Option<PathBuf>,
    /// Where this platform keeps a person's settings (`$XDG_CONFIG_HOME`, else `~/.config`; `%APPDATA%` on Windows).
    pub config: Option<PathBuf>,
    /// Where this platform keeps a person's data (`$XDG_DATA_HOME`, else `~/.local/share`; `%APPDATA%` on Windows).
    pub data: Option<PathBuf>,
}

impl Surroundings {
    /// The surroundings of this process.
    ///
    /// # Errors
    /// When the folder it runs in is gone or may not be seen.
    pub fn of_process() -> io::Result<Self> {
        let person = etcetera::choose_base_strategy().ok();
        Ok(Self {
            variables: std::env::vars_os().collect(),
            folder: std::env::current_dir()?,
            home: person.as_ref().map(|p| p.home_dir().to_path_buf()),
            config: person.as_ref().map(BaseStrategy::config_dir),
            data: person.as_ref().map(BaseStrategy::data_dir),
        })
    }

    /// A variable that is set, not empty, and text.
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.variables.get(&OsString::from(name))?.to_str().filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_as_good_as_none() {
        let variables = [("A", "1"), ("B", "")].map(|(k, v)| (k.into(), v.into()));
        let around = Surroundings { variables: variables.into(), ..Surroundings::default() };
        assert_eq!(around.variable("A"), Some("1"));
        assert_eq!(around.variable("B"), None);
        assert_eq!(around.variable("C"), None);
    }

    #[test]
    fn a_process_has_a_folder() {
        let around = Surroundings::of_process().unwrap();
        assert!(around.folder.is_absolute());
        assert!(around.config.is_none_or(|folder| folder.is_absolute()));
    }
}
