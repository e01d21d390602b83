//! The folder in which a command runs.

use std::path::{Component, Path, PathBuf};

use super::{OWN_URL, UNKNOWN};

/// Where more are possible it counts as unknown.
const MOST: usize = 8;

/// The folders in which a command may run: several where it is not known which branch was taken,
/// none where nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Folders(Vec<PathBuf>);

impl Folders {
    pub(crate) fn one(folder: &Path) -> Self {
        Self(vec![folder.to_owned()])
    }

    pub(crate) fn unknown() -> Self {
        Self(Vec::new())
    }

    /// Each possible folder; none where nobody knows.
    pub(crate) fn known(&self) -> &[PathBuf] {
        &self.0
    }

    /// The folders after `cd`.
    pub(crate) fn enter(&self, target: &str) -> Self {
        if target.contains([UNKNOWN, OWN_URL]) || target.starts_with(['~', '-']) {
            return Self::unknown();
        }
        Self(self.0.iter().map(|folder| joined(folder, target)).collect())
    }

    /// These or others.
    pub(crate) fn or(&self, other: &Self) -> Self {
        if self.0.is_empty() || other.0.is_empty() {
            return Self::unknown();
        }
        let mut folders = self.0.clone();
        folders.extend(other.0.iter().filter(|folder| !self.0.contains(folder)).cloned());
        if folders.len() > MOST { Self::unknown() } else { Self(folders) }
    }
}

/// A path from a folder, with `..` taken as the shell's `cd` takes it.
pub(crate) fn joined(folder: &Path, target: &str) -> PathBuf {
    let mut path = PathBuf::new();
    for component in folder.join(target).components() {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            Component::CurDir => {}
            other => path.push(other),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_followed_and_several_are_possible() {
        let app = Folders::one(Path::new("/app"));
        let web = app.enter("apps/./web");
        assert_eq!(web.known(), [PathBuf::from("/app/apps/web")]);
        assert_eq!(web.enter("../../").known(), app.known());
        assert_eq!(web.enter("/srv").known(), [PathBuf::from("/srv")]);
        assert_eq!(app.or(&web).known().len(), 2);
        assert_eq!(app.or(&app), app);
        for target in ["~/app", "-", &format!("a/{UNKNOWN}")] {
            assert_eq!(app.enter(target), Folders::unknown(), "{target}");
        }
        assert_eq!(app.or(&Folders::unknown()), Folders::unknown());
    }
}
