//! Settings in layers: built in < the person's file < the repository's file < environment < flags. Every value knows where
//! it comes from, and everything that is wrong is reported at once. Secrets are no settings: they are given in the
//! environment and never read from a file, shown or logged.

mod defaults;
mod fault;
mod file;
mod origin;
mod registry;
mod sample;
mod value;
mod write;

use std::path::{Path, PathBuf};

use planwright_domain::{Author, DateOrder, Meta, WorkingDays};
use planwright_planner::Options;

pub use fault::{Fault, SettingsError};
pub use origin::{Layer, Origin};
pub use registry::{SETTINGS, Setting, Shape};
pub use value::{Color, Engine};
pub use write::{WriteError, set};

use crate::address::{Address, without_password};
use crate::repository::Repository;
use crate::surroundings::Surroundings;
use fault::shown;
use value::{From, Values};

/// The name of the file of settings at the top of a repository.
pub const REPOSITORY_FILE: &str = ".planwright.toml";
/// The environment variable that names another file in place of the person's.
pub const CONFIG_VARIABLE: &str = "PLANWRIGHT_CONFIG";
/// The environment variable that makes ids repeatable: a whole number. For tests and demonstrations only; two runs on one
/// store need two seeds, or the second repeats the ids of the first.
pub const SEED_VARIABLE: &str = "PLANWRIGHT_SEED";

/// What holds for a run.
#[derive(Debug, Clone)]
pub struct Settings {
    values: Values,
    /// What each layer said, the weakest first.
    said: Vec<Said>,
    files: Files,
    repository: Option<Repository>,
    seed: Option<u64>,
}

#[derive(Debug, Clone)]
struct Said {
    key: &'static str,
    value: String,
    origin: Origin,
}

/// What was given on the command line, or by a program that embeds this one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flags {
    config: Option<PathBuf>,
    values: Vec<(String, String)>,
}

impl Flags {
    /// No flags.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads this file in place of the person's. It must be there.
    #[must_use]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Gives a setting a value.
    #[must_use]
    pub fn set(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.values.push((key.into(), value.into()));
        self
    }
}

/// Which files hold settings; they need not be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The person's.
    pub user: Option<PathBuf>,
    /// The one at the top of the repository around the folder.
    pub repository: Option<PathBuf>,
    /// Whether the person's file was asked for by name.
    named: bool,
}

impl Files {
    /// Which files these flags and surroundings mean. Nothing is read.
    pub fn of(flags: &Flags, around: &Surroundings) -> Self {
        Self::beside(Repository::around(&around.folder).as_ref(), flags, around)
    }

    fn beside(repository: Option<&Repository>, flags: &Flags, around: &Surroundings) -> Self {
        let named = flags.config.clone().or_else(|| around.variable(CONFIG_VARIABLE).map(PathBuf::from));
        let usual = || Some(around.config.as_ref()?.join(defaults::FOLDER).join("config.toml"));
        Self {
            named: named.is_some(),
            user: named.map(|path| around.folder.join(path)).or_else(usual),
            repository: repository.map(|repository| repository.root().join(REPOSITORY_FILE)),
        }
    }
}

/// A setting, what it is, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The name of the setting.
    pub key: &'static str,
    /// Its value, unless it has none.
    pub value: Option<String>,
    /// Where the value comes from.
    pub origin: Origin,
    /// What weaker layers said, the strongest of them first.
    pub overridden: Vec<(String, Origin)>,
}

/// Nothing given by anyone and nothing taken from the environment: what holds for [`Surroundings::default`].
impl Default for Settings {
    fn default() -> Self {
        Self::unsaid(&Surroundings::default())
    }
}

impl Settings {
    /// Reads all layers.
    ///
    /// # Errors
    /// [`SettingsError`] with everything that is wrong in any layer, also where a stronger layer overrides it.
    pub fn load(flags: &Flags, around: &Surroundings) -> Result<Self, SettingsError> {
        match Self::load_what_holds(flags, around) {
            (settings, None) => Ok(settings),
            (_, Some(error)) => Err(error),
        }
    }

    /// Reads all layers and leaves out what is wrong, which is told beside: for commands that must work while settings are
    /// wrong, such as those that mend them.
    pub fn load_what_holds(flags: &Flags, around: &Surroundings) -> (Self, Option<SettingsError>) {
        let mut settings = Self::unsaid(around);
        let mut faults = Vec::new();
        settings.repository = Repository::around(&around.folder);
        settings.files = Files::beside(settings.repository.as_ref(), flags, around);
        settings.read_files(around.home.as_deref(), &mut faults);
        settings.read_environment(around, &mut faults);
        settings.read_flags(flags, around, &mut faults);
        (settings, SettingsError::unless_none(faults).err())
    }

    fn unsaid(around: &Surroundings) -> Self {
        let (values, sources) = defaults::of(around);
        let said = |setting: &Setting| {
            let source = sources.iter().find(|(key, _)| *key == setting.key).map(|(_, source)| *source);
            let value = (setting.show)(&values)?;
            Some(Said { key: setting.key, value, origin: Origin::Default { source } })
        };
        let said = SETTINGS.iter().filter_map(said).collect();
        Self { values, said, files: Files::default(), repository: None, seed: None }
    }

    fn read_files(&mut self, home: Option<&Path>, faults: &mut Vec<Fault>) {
        let Files { user, repository, named } = self.files.clone();
        for (path, layer, must) in [(user, Layer::User, named), (repository, Layer::Repository, false)] {
            let Some(path) = path else { continue };
            match file::content(&path) {
                Ok(None) if must => {
                    let source = std::io::ErrorKind::NotFound.into();
                    faults.push(Fault::Unreadable { path, source });
                }
                Ok(None) => {}
                Err(fault) => faults.push(fault),
                Ok(Some(text)) => {
                    let (found, wrong) = file::read(&path, layer, &text);
                    faults.extend(wrong);
                    let from = From { folder: path.parent().unwrap_or(Path::new("")), home };
                    for found in found {
                        faults.extend(self.say(found.setting, &found.text, found.origin, from).err());
                    }
                }
            }
        }
    }

    fn read_environment(&mut self, around: &Surroundings, faults: &mut Vec<Fault>) {
        let from = From { folder: &around.folder, home: around.home.as_deref() };
        for setting in SETTINGS {
            let name = setting.variable();
            match around.variables.get(name.as_ref() as &std::ffi::OsStr) {
                None => {}
                Some(value) if value.is_empty() => {}
                Some(value) => match value.to_str() {
                    Some(text) => faults.extend(self.say(setting, text, Origin::Variable(name), from).err()),
                    None => faults.push(Fault::Wrong {
                        at: Some(Origin::Variable(name)),
                        key: setting.key,
                        expected: setting.expected.to_owned(),
                        found: "bytes that are no UTF-8".to_owned(),
                    }),
                },
            }
        }
        if let Some(seed) = around.variable(SEED_VARIABLE) {
            match seed.parse() {
                Ok(seed) => self.seed = Some(seed),
                Err(_) => faults.push(Fault::Wrong {
                    at: Some(Origin::Variable(SEED_VARIABLE.to_owned())),
                    key: "seed",
                    expected: "a whole number".to_owned(),
                    found: format!("{:?}", shown(seed)),
                }),
            }
        }
    }

    fn read_flags(&mut self, flags: &Flags, around: &Surroundings, faults: &mut Vec<Fault>) {
        let from = From { folder: &around.folder, home: around.home.as_deref() };
        for (key, text) in &flags.values {
            match Setting::named(key) {
                None => faults.push(Fault::Unknown { at: None, key: key.clone() }),
                Some(setting) => {
                    let flag = setting.flag.map_or_else(|| setting.key.to_owned(), str::to_owned);
                    faults.extend(self.say(setting, text, Origin::Flag(flag), from).err());
                }
            }
        }
    }

    fn say(
        &mut self,
        setting: &'static Setting,
        text: &str,
        origin: Origin,
        from: From<'_>,
    ) -> Result<(), Fault> {
        if (setting.read)(&mut self.values, text, from).is_none() {
            return Err(wrong(setting, text, Some(origin)));
        }
        let value = (setting.show)(&self.values).unwrap_or_default();
        self.said.push(Said { key: setting.key, value, origin });
        Ok(())
    }

    /// Where plans are kept; `None` where the platform has no folder for it and nobody named a place.
    pub fn store(&self) -> Option<&Address> {
        self.values.store.as_ref()
    }

    /// What drafts plans from words.
    pub fn engine(&self) -> Engine {
        self.values.engine
    }

    /// Under which name changes are logged.
    pub fn author(&self) -> Author {
        Author::new(self.values.author.clone())
    }

    /// The project that is meant when none is named: a title, an id or the beginning of one.
    pub fn project(&self) -> Option<&str> {
        self.values.project.as_deref()
    }

    /// What a new project starts from: its title, and the rules that travel with it from then on.
    pub fn meta(&self, title: impl Into<String>) -> Meta {
        Meta {
            depth_limit: self.values.depth_limit,
            minutes_per_day: self.values.minutes_per_day,
            working_days: self.values.working_days,
            time_zone: self.values.time_zone.clone(),
            date_order: self.values.date_order,
            ..Meta::new(title)
        }
    }

    /// Days on which work is done in a new project.
    pub fn working_days(&self) -> WorkingDays {
        self.values.working_days
    }

    /// The IANA name of the zone whose days are meant.
    pub fn time_zone(&self) -> &str {
        &self.values.time_zone
    }

    /// How an ambiguous date is read.
    pub fn date_order(&self) -> DateOrder {
        self.values.date_order
    }

    /// The effort of a task of which nothing is known, in minutes.
    pub fn default_duration_minutes(&self) -> u32 {
        self.values.default_duration_minutes
    }

    /// From how many minutes of effort on a task is worth splitting.
    pub fn auto_split_minutes(&self) -> u32 {
        self.values.auto_split_minutes
    }

    /// How plans are drafted from words.
    pub fn drafting(&self) -> &Options {
        &self.values.drafting
    }

    /// These settings with one more given as by its flag.
    ///
    /// # Errors
    /// When there is no such setting, or the value does not fit it.
    pub fn given(&self, key: &str, text: &str) -> Result<Self, SettingsError> {
        let Some(setting) = Setting::named(key) else {
            return Err(Fault::Unknown { at: None, key: key.to_owned() }.into());
        };
        let mut settings = self.clone();
        let flag = setting.flag.map_or_else(|| setting.key.to_owned(), str::to_owned);
        settings.say(setting, text, Origin::Flag(flag), From { folder: Path::new(""), home: None })?;
        Ok(settings)
    }

    /// When output is coloured.
    pub fn color(&self) -> Color {
        self.values.color
    }

    /// The command that opens a text for editing, with its arguments.
    pub fn editor(&self) -> Option<&str> {
        self.values.editor.as_deref()
    }

    /// The repository around the folder.
    pub fn repository(&self) -> Option<&Repository> {
        self.repository.as_ref()
    }

    /// The files that may hold settings.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// The seed of repeatable ids, from [`SEED_VARIABLE`].
    pub fn seed(&self) -> Option<u64> {
        self.seed
    }

    /// Every setting with its value and where that comes from.
    pub fn explain_all(&self) -> impl Iterator<Item = Explained> {
        SETTINGS.iter().map(|setting| self.explained(setting))
    }

    /// One setting with its value and where that comes from.
    ///
    /// # Errors
    /// When there is no such setting.
    pub fn explain(&self, key: &str) -> Result<Explained, SettingsError> {
        match Setting::named(key) {
            Some(setting) => Ok(self.explained(setting)),
            None => Err(Fault::Unknown { at: None, key: key.to_owned() }.into()),
        }
    }

    fn explained(&self, setting: &Setting) -> Explained {
        let mut said = self.said.iter().rev().filter(|said| said.key == setting.key);
        let strongest = said.next();
        let overridden = said.map(|said| (said.value.clone(), said.origin.clone())).collect();
        Explained {
            key: setting.key,
            value: (setting.show)(&self.values),
            origin: strongest.map_or(Origin::Default { source: None }, |said| said.origin.clone()),
            overridden,
        }
    }
}

/// The fault of a value that does not fit its setting.
fn wrong(setting: &'static Setting, text: &str, at: Option<Origin>) -> Fault {
    let in_file = matches!(at, Some(Origin::File { .. }));
    let found = match setting.shape {
        Shape::Number if in_file => shown(text),
        _ => format!("{:?}", shown(&without_password(text))),
    };
    Fault::Wrong { at, key: setting.key, expected: setting.expected.to_owned(), found }
}

#[cfg(test)]
mod tests;
