//! Reads a file's bytes.

use std::{fs, io, path::Path};

use crate::{Code, Error, Problem};

/// The bytes; `None` where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_absence(&error) => Ok(None),
        // Systems differ in what they say of reading a directory.
        Err(_) if path.is_dir() => Err(unreadable(path, "is a directory, not a file")),
        Err(error) => Err(unreadable(path, &format!("cannot be read: {error}"))),
    }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// `unreadable_file`, said of a path.
pub(super) fn unreadable(path: &Path, what: &str) -> Error {
    Error::from_problem(Problem::new(
        Code::UnreadableFile,
        format!("{} {what}.", path.display()),
        "Make it a readable UTF-8 file, or remove it.",
    ))
}
