//! The git repository around a folder. Git itself is never run, and nothing of the repository is read.

use std::path::{Path, PathBuf};

/// A repository on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    root: PathBuf,
}

impl Repository {
    /// The repository around a folder: the nearest folder at or above it that holds `.git`, be it a folder (an ordinary
    /// repository) or a file (a worktree or submodule).
    pub fn around(folder: &Path) -> Option<Self> {
        let root = folder.ancestors().find(|above| above.join(".git").symlink_metadata().is_ok())?;
        // The same repository reached through a link is the same repository.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        Some(Self { root })
    }

    /// Its topmost folder, without links in its path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What it is known as in a plan: the path of its topmost folder. Stable as long as the folder is not moved.
    pub fn id(&self) -> String {
        self.root.to_string_lossy().into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_repository_is_found_from_below() {
        let folder = tempfile::tempdir().unwrap();
        let (outer, inner) = (folder.path().join("outer"), folder.path().join("outer/modules/inner"));
        std::fs::create_dir_all(outer.join(".git")).unwrap();
        std::fs::create_dir_all(inner.join("src/deep")).unwrap();
        std::fs::write(inner.join(".git"), "gitdir: ../../.git/modules/inner\n").unwrap();
        let at = |path: &Path| Repository::around(path).unwrap().root().to_path_buf();
        assert_eq!(at(&outer), outer.canonicalize().unwrap());
        assert_eq!(at(&outer.join("modules")), outer.canonicalize().unwrap());
        assert_eq!(at(&inner.join("src/deep")), inner.canonicalize().unwrap());
        assert_eq!(Repository::around(folder.path()), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_repository_reached_through_a_link_has_one_name() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real");
        std::fs::create_dir_all(real.join(".git")).unwrap();
        std::os::unix::fs::symlink(&real, folder.path().join("link")).unwrap();
        let id = |name| Repository::around(&folder.path().join(name)).unwrap().id();
        assert_eq!(id("real"), id("link"));
    }
}
