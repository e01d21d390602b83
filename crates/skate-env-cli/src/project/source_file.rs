//! A text file of the project.

use std::path::Path;

use skate_env_core::{Error, files};

/// A file by its path from the project's folder, and its text.
#[derive(Clone)]
pub(crate) struct SourceFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl SourceFile {
    /// The first of these files that is there.
    pub(crate) fn first<P: AsRef<str>>(
        directory: &Path,
        paths: impl IntoIterator<Item = P>,
    ) -> Result<Option<Self>, Error> {
        for path in paths {
            if let Some(text) = read(directory, path.as_ref())? {
                return Ok(Some(Self { path: path.as_ref().to_owned(), text }));
            }
        }
        Ok(None)
    }
}

/// The text; `None` where there is no such file.
pub(crate) fn read(directory: &Path, path: &str) -> Result<Option<String>, Error> {
    let path = directory.join(path);
    if path.is_dir() { Ok(None) } else { files::read_text(&path) }
}
