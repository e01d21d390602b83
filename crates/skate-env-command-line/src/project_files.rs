//! The files that a command line refers to: `package.json`, and what else says which command runs.

use std::path::Path;

/// Reads a project's files for the analysis, which itself reads none.
///
/// Paths are absolute. An implementation bounds size and time; what exceeds them is
/// [`FileText::Unreadable`].
pub trait ProjectFiles {
    /// The folder in which the command line starts, as an absolute path.
    fn folder(&self) -> &Path;

    /// The text of a file.
    fn read(&self, path: &Path) -> FileText;

    /// The names of the folders in a folder; none where it cannot be listed.
    fn folders(&self, path: &Path) -> Vec<String>;
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileText {
    /// Its text.
    Text(String),
    /// There is no such file.
    Missing,
    /// Something is there that cannot be read: no file, no permission, too long.
    Unreadable,
}

/// A project without files.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl ProjectFiles for NoFiles {
    fn folder(&self) -> &Path {
        Path::new("/")
    }

    fn read(&self, _: &Path) -> FileText {
        FileText::Missing
    }

    fn folders(&self, _: &Path) -> Vec<String> {
        Vec::new()
    }
}
