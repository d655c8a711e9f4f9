//! A person's own templates: a folder of plans in the text notation beside the file of settings. It only keeps texts; what
//! they mean is read by the use cases.

use std::io;
use std::path::{Path, PathBuf};

use planwright_planner::templates;

use crate::Settings;

/// Where a person's own templates are kept.
#[derive(Debug, Clone)]
pub struct Shelf {
    folder: Option<PathBuf>,
}

/// Why a template cannot be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The name could be a path, or looks odd in a list.
    #[error("{name:?} cannot be the name of a template")]
    Name {
        /// The name.
        name: String,
    },
    /// There is such a template already.
    #[error("there is a template {name:?} already")]
    Taken {
        /// The name.
        name: String,
        /// One of the product's, which cannot be replaced.
        built_in: bool,
    },
    /// There is no folder for settings.
    #[error("there is no folder for settings, and so none for templates")]
    NoPlace,
    /// The system could not.
    #[error("cannot use {}: {source}", .path.display())]
    System {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
}

impl ShelfError {
    /// A stable kebab-case word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Name { .. } => "template-name",
            Self::Taken { .. } => "template-taken",
            Self::NoPlace => "no-place-for-templates",
            Self::System { .. } => "template-unusable",
        }
    }

    /// The next step.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Name { .. } => "use letters, digits, - and _ only",
            Self::Taken { built_in: true, .. } => {
                "choose another name; the names are listed by: planwright templates"
            }
            Self::Taken { .. } => "choose another name, or replace it with --replace",
            Self::NoPlace => "name a file for settings with --config",
            Self::System { .. } => "check the folder and its permissions",
        }
    }
}

/// The ending of a template's file.
const ENDING: &str = "plan";

impl Shelf {
    /// The folder `templates` beside the person's file of settings.
    pub fn of(settings: &Settings) -> Self {
        let beside = settings.files().user.as_deref().and_then(Path::parent);
        Self { folder: beside.map(|folder| folder.join("templates")) }
    }

    /// The names of all templates, in order.
    ///
    /// # Errors
    /// [`ShelfError::System`] when the folder is there and cannot be read.
    pub fn names(&self) -> Result<Vec<String>, ShelfError> {
        let Some(folder) = self.folder.as_ref().filter(|folder| folder.is_dir()) else {
            return Ok(Vec::new());
        };
        let unusable = |source| ShelfError::System { path: folder.clone(), source };
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(unusable)? {
            let path = entry.map_err(unusable)?.path();
            let name = path.file_stem().and_then(|stem| stem.to_str()).filter(|name| is_name(name));
            if let (Some(name), true) = (name, path.extension().is_some_and(|ending| ending == ENDING)) {
                names.push(name.to_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// What the template of this name says; `None` when there is none.
    ///
    /// # Errors
    /// [`ShelfError::System`] when it is there and cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        let Some(path) = self.folder.as_ref().filter(|_| is_name(name)).map(|folder| file(folder, name))
        else {
            return Ok(None);
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(ShelfError::System { path, source }),
        }
    }

    /// Keeps a template; the file it is kept in.
    ///
    /// # Errors
    /// [`ShelfError`] for an odd name, one of the product's, one that is there (unless it may be replaced), and when the
    /// system cannot.
    pub fn keep(&self, name: &str, text: &str, replace: bool) -> Result<PathBuf, ShelfError> {
        let name = name.trim();
        if !is_name(name) {
            return Err(ShelfError::Name { name: name.to_owned() });
        }
        let folder = self.folder.as_ref().ok_or(ShelfError::NoPlace)?;
        let path = file(folder, name);
        let built_in = templates::find(name).is_some();
        if built_in || path.exists() && !replace {
            return Err(ShelfError::Taken { name: name.to_owned(), built_in });
        }
        std::fs::create_dir_all(folder)
            .map_err(|source| ShelfError::System { path: folder.clone(), source })?;
        // Under another name first: a template that is read meanwhile is the old one or the new one.
        let draft = folder.join(format!(".{name}.{}", std::process::id()));
        let kept = std::fs::write(&draft, text).and_then(|()| std::fs::rename(&draft, &path));
        kept.map_err(|source| ShelfError::System { path: path.clone(), source })?;
        Ok(path)
    }
}

fn file(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{}.{ENDING}", name.trim()))
}

/// Letters, digits, `-` and `_`: nothing that could lead out of the folder.
fn is_name(name: &str) -> bool {
    let name = name.trim();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (1..=60).contains(&name.chars().count()) && name.chars().all(fits) && !name.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_kept_found_and_replaced_only_when_asked() {
        let folder = tempfile::tempdir().expect("there is a place for temporary folders");
        let shelf = Shelf { folder: Some(folder.path().join("templates")) };
        assert_eq!(shelf.names().expect("an empty shelf"), Vec::<String>::new());
        shelf.keep("our-release", "1 Tag\n", false).expect("the name is free");
        assert!(matches!(
            shelf.keep("our-release", "", false),
            Err(ShelfError::Taken { built_in: false, .. })
        ));
        shelf.keep("our-release", "1 Cut\n", true).expect("it may be replaced");
        assert_eq!(shelf.read("our-release").expect("readable").as_deref(), Some("1 Cut\n"));
        assert_eq!(shelf.names().expect("readable"), ["our-release"]);
        assert_eq!(shelf.read("other").expect("no fault"), None);
    }

    #[test]
    fn a_name_leads_nowhere_else_and_hides_no_template_of_the_product() {
        let shelf = Shelf { folder: Some(PathBuf::from("nowhere")) };
        for name in ["", "../x", "a/b", "a.b", "a b", "-x", "con:1"] {
            assert!(matches!(shelf.keep(name, "", true), Err(ShelfError::Name { .. })), "{name}");
            assert_eq!(shelf.read(name).expect("no fault"), None);
        }
        assert!(matches!(shelf.keep("web-app", "", true), Err(ShelfError::Taken { built_in: true, .. })));
        let none = Shelf { folder: None };
        assert!(matches!(none.keep("x", "", true), Err(ShelfError::NoPlace)));
    }
}
