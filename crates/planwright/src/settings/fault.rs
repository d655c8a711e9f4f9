//! What can be wrong with settings. All of it is reported at once, each with its place and what would be right; nothing
//! that may be a secret is ever repeated.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use super::origin::Origin;
use super::registry::{SETTINGS, Setting, Shape};

/// One thing wrong with the settings.
#[derive(Debug)]
#[non_exhaustive]
pub enum Fault {
    /// There is no setting of this name.
    Unknown {
        /// Where it stands.
        at: Option<Origin>,
        /// What it is called there.
        key: String,
    },
    /// A value that cannot be what it is for.
    Wrong {
        /// Where it stands.
        at: Option<Origin>,
        /// The setting.
        key: &'static str,
        /// What a value looks like.
        expected: String,
        /// What stands there, fit to be shown.
        found: String,
    },
    /// A secret stands in a file.
    Secret {
        /// Where it stands.
        at: Option<Origin>,
        /// What it is called there.
        key: String,
    },
    /// The file of a repository gives what only the person may give.
    NotInRepository {
        /// Where it stands.
        at: Option<Origin>,
        /// The setting.
        key: &'static str,
    },
    /// A file is not TOML.
    Syntax {
        /// Where the reader stopped.
        at: Origin,
        /// What it says.
        message: String,
    },
    /// A file cannot be read.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Fault {
    /// The stable kebab-case word for this kind of fault.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "setting-unknown",
            Self::Wrong { .. } => "setting-wrong",
            Self::Secret { .. } => "setting-secret",
            Self::NotInRepository { .. } => "setting-not-in-repository",
            Self::Syntax { .. } => "settings-syntax",
            Self::Unreadable { .. } => "settings-unreadable",
        }
    }

    /// The next step.
    pub fn hint(&self) -> String {
        match self {
            Self::Unknown { key, .. } => match nearest(key) {
                Some(known) => format!("did you mean {known}?"),
                None => "list the settings with: planwright config".to_owned(),
            },
            Self::Wrong { key, .. } if Setting::named(key).is_none() => "take it away".to_owned(),
            Self::Wrong { key, found, .. } => match number_in_quotes(key, found) {
                Some(number) => format!("write {number} without quotes"),
                None => format!("see what it means with: planwright config explain {key}"),
            },
            Self::Secret { .. } => {
                "take it out of the file and, as others may have read it, replace it; give secrets in the environment".to_owned()
            }
            Self::NotInRepository { key, .. } => format!("put it into your own file: planwright config set {key} …"),
            Self::Syntax { .. } => "a setting is written like this: depth_limit = 5".to_owned(),
            Self::Unreadable { .. } => "name another file with --config, or make this one readable".to_owned(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self {
            Self::Unknown { at, .. }
            | Self::Wrong { at, .. }
            | Self::Secret { at, .. }
            | Self::NotInRepository { at, .. } => at.as_ref(),
            Self::Syntax { at, .. } => Some(at),
            Self::Unreadable { .. } => None,
        };
        if let Some(place) = place {
            write!(f, "{place}: ")?;
        }
        match self {
            Self::Unknown { key, .. } => write!(f, "there is no setting {:?}", shown(key)),
            Self::Wrong { key, expected, found, .. } => write!(f, "{key} must be {expected}, not {found}"),
            Self::Secret { key, .. } => {
                write!(f, "{:?} looks like a secret, and none is kept in a file", shown(key))
            }
            Self::NotInRepository { key, .. } => {
                write!(f, "{key} cannot be set by a repository, as it says which program runs")
            }
            Self::Syntax { message, .. } => write!(f, "this is not TOML: {message}"),
            Self::Unreadable { path, .. } => write!(f, "cannot read the settings in {}", path.display()),
        }
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// Everything that is wrong with the settings; at least one fault.
#[derive(Debug)]
pub struct SettingsError {
    faults: Vec<Fault>,
}

impl SettingsError {
    /// `Ok` when nothing is wrong.
    pub(crate) fn unless_none(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults }) }
    }

    /// The stable kebab-case word for the first fault.
    pub fn code(&self) -> &'static str {
        self.faults.first().map_or("setting-wrong", Fault::code)
    }

    /// The faults, those of the weakest layer first.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl From<Fault> for SettingsError {
    fn from(fault: Fault) -> Self {
        Self { faults: vec![fault] }
    }
}

/// Each fault on a line.
impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.faults.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl Error for SettingsError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self.faults.as_slice() {
            [only] => only.source(),
            _ => None,
        }
    }
}

/// The setting whose name is nearest to what was written, if one is near.
fn nearest(key: &str) -> Option<&'static str> {
    let key = key.rsplit('.').next().unwrap_or(key).to_ascii_lowercase().replace(['-', ' '], "_");
    if key.len() > 64 {
        return None;
    }
    let near = |known: &'static str| {
        let distance = strsim::osa_distance(&key, known);
        // A third of the letters may be wrong; a part of a name stands for the name, and so does a name with more to it.
        let part = key.len() >= 4 && known.contains(&key) || known.len() >= 5 && key.contains(known);
        (distance * 3 <= known.len() || part).then_some((distance, known))
    };
    SETTINGS.iter().filter_map(|setting| near(setting.key)).min().map(|(_, known)| known)
}

/// A number that was written as a text.
fn number_in_quotes<'a>(key: &str, found: &'a str) -> Option<&'a str> {
    let number = found.strip_prefix('"')?.strip_suffix('"')?;
    let wanted = Setting::named(key)?.shape == Shape::Number;
    (wanted && number.parse::<u32>().is_ok()).then_some(number)
}

/// Whether a name is one that people give to secrets.
pub(crate) fn looks_secret(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let words: Vec<&str> = key.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let whole = [
        "key",
        "apikey",
        "token",
        "secret",
        "secrets",
        "password",
        "passwd",
        "passphrase",
        "pat",
        "credential",
    ];
    words.iter().any(|word| whole.contains(word))
        || ["apikey", "token", "secret", "password", "credentials"].iter().any(|end| key.ends_with(end))
}

/// A text from outside, short enough and without control characters when shown with `{:?}`.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_setting_is_guessed() {
        for (written, meant) in [
            ("stroe", "store"),
            ("depth-limit", "depth_limit"),
            ("max_depth_limit", "depth_limit"),
            ("Timezone", "time_zone"),
            ("minutes_day", "minutes_per_day"),
            ("planwright.color", "color"),
            ("colour", "color"),
            ("zone", "time_zone"),
        ] {
            assert_eq!(nearest(written), Some(meant), "{written}");
        }
        for unrelated in ["", "x", "banana", "log", &"depth".repeat(100)] {
            assert_eq!(nearest(unrelated), None, "{unrelated}");
        }
    }

    #[test]
    fn names_of_secrets_are_known() {
        for secret in
            ["api_key", "ANTHROPIC_API_KEY", "linear.token", "apikey", "accessToken", "db-password", "pat"]
        {
            assert!(looks_secret(secret), "{secret}");
        }
        for setting in SETTINGS {
            assert!(!looks_secret(setting.key), "{}", setting.key);
        }
        for plain in ["keyboard", "path", "monkey", "tokenizer"] {
            assert!(!looks_secret(plain), "{plain}");
        }
    }

    #[test]
    fn nothing_long_is_repeated() {
        assert_eq!(shown("short"), "short");
        assert_eq!(shown(&"é".repeat(1000)).chars().count(), 81);
    }

    #[test]
    fn several_faults_stand_on_lines_of_their_own() {
        let unknown = |key: &str| Fault::Unknown { at: Some(Origin::Variable("V".into())), key: key.into() };
        let error = SettingsError { faults: vec![unknown("a"), unknown("b\u{1b}")] };
        assert_eq!(error.to_string(), "V: there is no setting \"a\"\nV: there is no setting \"b\\u{1b}\"");
        assert!(SettingsError::unless_none(Vec::new()).is_ok());
    }
}
