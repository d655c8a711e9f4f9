//! Writing a setting into a file: checked first, comments and order kept, the file replaced whole or not at all. A secret
//! is never written.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Value, value};

use super::fault::{Fault, SettingsError, looks_secret};
use super::origin::{Layer, Origin};
use super::registry::{Setting, Shape};
use super::value::From;
use super::{defaults, file, wrong};
use crate::address::Address;
use crate::surroundings::Surroundings;

/// Why a setting was not written. The file is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The setting may not be given so, or the file is not in order.
    #[error(transparent)]
    Refused(#[from] SettingsError),
    /// The file cannot be written.
    #[error("cannot write the settings in {path:?}")]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl WriteError {
    /// The stable kebab-case word for this kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(error) => error.code(),
            Self::Unwritable { .. } => "settings-unwritable",
        }
    }

    /// The next step, where there is one of its own; the faults of a refusal have theirs.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Refused(_) => None,
            Self::Unwritable { .. } => {
                Some("make the file and its folder writable, or name another with --config")
            }
        }
    }
}

/// Gives a setting a value in a file, which is made where there is none. A relative path is meant from the folder of the
/// person, and written so that it means the same from the folder of the file. Returns the value as it was written.
///
/// # Errors
/// [`WriteError::Refused`] when there is no such setting, the value does not fit it, it may not be given by this layer, or
/// the file is no TOML; [`WriteError::Unwritable`].
pub fn set(
    file: &Path,
    layer: Layer,
    key: &str,
    text: &str,
    around: &Surroundings,
) -> Result<String, WriteError> {
    let setting = permitted(key, layer)?;
    let (mut values, _) = defaults::of(around);
    let from = From { folder: &around.folder, home: around.home.as_deref() };
    if (setting.read)(&mut values, text, from).is_none() {
        return Err(SettingsError::from(wrong(setting, text, None)).into());
    }
    let text = match (setting.key, &values.store) {
        ("store", Some(address)) => store_text(address, text, file, from),
        _ => (setting.show)(&values).unwrap_or_default(),
    };
    let mut document = document(file, layer)?;
    put(&mut document, setting, &text);
    replace(file, &document.to_string())
        .map_err(|source| WriteError::Unwritable { path: file.to_path_buf(), source })?;
    Ok(text)
}

fn permitted(key: &str, layer: Layer) -> Result<&'static Setting, SettingsError> {
    match Setting::named(key) {
        Some(setting) if layer == Layer::Repository && !setting.in_repository => {
            Err(Fault::NotInRepository { at: None, key: setting.key }.into())
        }
        Some(setting) => Ok(setting),
        None if looks_secret(key) => Err(Fault::Secret { at: None, key: key.to_owned() }.into()),
        None => Err(Fault::Unknown { at: None, key: key.to_owned() }.into()),
    }
}

/// The address of a store as it is written into a file: as it was given, unless it depends on the folder of the person.
fn store_text(address: &Address, given: &str, file: &Path, from: From<'_>) -> String {
    let elsewhere = from.folder.join("elsewhere");
    let depends = Address::parse(given, &elsewhere, from.home).is_ok_and(|other| other != *address);
    let Some(path) = address.path().filter(|_| depends) else { return given.trim().to_owned() };
    let below = file.parent().and_then(|folder| path.strip_prefix(folder).ok());
    below.unwrap_or(path).to_string_lossy().into_owned()
}

fn document(path: &Path, layer: Layer) -> Result<DocumentMut, SettingsError> {
    let text = file::content(path)?.unwrap_or_default();
    match text.parse() {
        Ok(document) => Ok(document),
        Err(_) => {
            let (_, mut faults) = file::read(path, layer, &text);
            let at = Origin::File { layer, path: path.to_path_buf(), line: 1 };
            let unnamed = || Fault::Syntax { at, message: "it cannot be read".to_owned() };
            Err(faults.pop().unwrap_or_else(unnamed).into())
        }
    }
}

fn put(document: &mut DocumentMut, setting: &Setting, text: &str) {
    let mut new = match (setting.shape, text.parse::<i64>()) {
        (Shape::Number, Ok(number)) => Value::from(number),
        _ => Value::from(text),
    };
    if let Some(old) = document.get_mut(setting.key).and_then(Item::as_value_mut) {
        *new.decor_mut() = old.decor().clone();
        *old = new;
        return;
    }
    // What stands behind the last setting, such as the sample's explanations, stays before the new one.
    let before = document.trailing().as_str().unwrap_or_default().to_owned();
    let only_settings = document.iter().all(|(_, item)| item.is_value());
    document.insert(setting.key, value(new));
    if only_settings && let Some(mut key) = document.key_mut(setting.key) {
        key.leaf_decor_mut().set_prefix(before);
        document.set_trailing("");
    }
}

/// Puts a new file in the place of another at once, so that a reader sees the old or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link keeps being one; what it leads to is replaced.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".planwright-");
    #[cfg(unix)]
    let mode = <std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    #[cfg(unix)]
    builder.permissions(mode);
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = std::fs::metadata(&path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Flags, Settings};

    /// A folder with a file of settings in it, and what `set` makes of the file.
    fn after(before: &str, key: &str, text: &str) -> Result<String, WriteError> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.toml");
        std::fs::write(&file, before).unwrap();
        let around = Surroundings { folder: folder.path().into(), ..Surroundings::default() };
        let written = set(&file, Layer::User, key, text, &around);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "something was left behind: {left:?}");
        let now = std::fs::read_to_string(&file).unwrap();
        match written {
            Ok(_) => Ok(now),
            Err(error) => {
                assert_eq!(now, before, "a refusal changed the file");
                Err(error)
            }
        }
    }

    #[test]
    fn comments_and_order_are_kept() {
        let before = "# mine\n\n# deep\ndepth_limit = 3  # levels\nstore = 'p.db'\n";
        let expected = "# mine\n\n# deep\ndepth_limit = 7  # levels\nstore = 'p.db'\n";
        assert_eq!(after(before, "depth_limit", "7").unwrap(), expected);
        let expected = "# mine\n\n# deep\ndepth_limit = 3  # levels\nstore = 'p.db'\ncolor = \"never\"\n";
        assert_eq!(after(before, "color", "NEVER").unwrap(), expected);
    }

    #[test]
    fn a_new_setting_stands_behind_the_sample() {
        let sample = Settings::sample();
        assert_eq!(
            after(&sample, "working_days", "mon,tue,wed").unwrap(),
            format!("{sample}working_days = \"mon-wed\"\n")
        );
        let twice = after("color = 'auto'\n# the end\n", "depth_limit", "6").unwrap();
        assert_eq!(twice, "color = 'auto'\n# the end\ndepth_limit = 6\n");
    }

    #[test]
    fn what_does_not_fit_is_refused_and_nothing_changes() {
        for (before, key, text, code) in [
            ("", "depth_limit", "deep", "setting-wrong"),
            ("", "stroe", "x", "setting-unknown"),
            ("", "api_key", "sk-1", "setting-secret"),
            ("store = \n", "color", "auto", "settings-syntax"),
            ("", "store", "postgres://ann:sk-1@host/db", "setting-wrong"),
        ] {
            match after(before, key, text) {
                Err(WriteError::Refused(error)) => {
                    assert_eq!(error.faults()[0].code(), code);
                    assert!(!error.to_string().contains("sk-1"), "{error}");
                }
                other => panic!("{key} = {text}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_was_set_is_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        let around = Surroundings {
            folder: home.clone(),
            config: Some(home.join(".config")),
            ..Surroundings::default()
        };
        let file = home.join(".config/planwright/config.toml");
        set(&file, Layer::User, "store", "plans/p.db", &around).unwrap();
        set(&file, Layer::User, "engine", "offline", &around).unwrap();
        let settings = Settings::load(&Flags::new(), &around).unwrap();
        assert_eq!(settings.store(), Some(&Address::file(home.join("plans/p.db"))));
        assert_eq!(settings.explain("engine").unwrap().origin.layer(), Layer::User);
    }

    #[test]
    fn a_store_in_a_repository_moves_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let around = Surroundings { folder: folder.path().join("sub"), ..Surroundings::default() };
        let file = folder.path().join(".planwright.toml");
        let written = |text| set(&file, Layer::Repository, "store", text, &around).unwrap();
        assert_eq!(written("p.db"), "sub/p.db");
        assert_eq!(written("sqlite:/var/p.db"), "sqlite:/var/p.db");
        assert_eq!(written("sqlite::memory:"), "sqlite::memory:");
        let editor = set(&file, Layer::Repository, "editor", "vi", &around);
        assert!(matches!(editor, Err(WriteError::Refused(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("link.toml"));
        std::fs::write(&real, "").unwrap();
        std::fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        set(&link, Layer::User, "color", "never", &Surroundings::default()).unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "color = \"never\"\n");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "").unwrap();
        let below = folder.path().join("file/config.toml");
        let error = set(&below, Layer::User, "color", "never", &Surroundings::default()).unwrap_err();
        assert!(error.to_string().contains("config.toml"), "{error}");
    }
}
