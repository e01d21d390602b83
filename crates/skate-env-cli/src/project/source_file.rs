//! A text file of the project.

use std::{fs, io, path::Path};

use skate_env_core::{Code, Error, Problem};

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
    let unreadable = |what: &str| {
        let message = format!("{} {what}.", directory.join(path).display());
        let hint = "Make it a readable UTF-8 file, or remove it.";
        Error::from_problem(Problem::new(Code::UnreadableFile, message, hint))
    };
    match fs::read(directory.join(path)) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| unreadable("is not UTF-8")),
        Err(error) if is_absence(&error) => Ok(None),
        Err(_) if directory.join(path).is_dir() => Ok(None),
        Err(error) => Err(unreadable(&format!("cannot be read: {error}"))),
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
