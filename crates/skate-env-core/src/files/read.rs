//! Reads a file of the user within limits of size and time.

use std::path::Path;

use crate::{Code, Error, Problem};

mod bytes;

pub(super) use bytes::ReadError;

/// The most bytes of a file that are read. No file of settings is as long.
pub const MAX_FILE_BYTES: usize = 1 << 20;

/// Reads the bytes of a file; `None` where there is no such file.
///
/// A named pipe is read once it answers, within two seconds; so are process substitutions
/// (`<(…)`) and the pipes that secret managers mount as `.env`.
///
/// # Errors
/// `unreadable_file`: a directory, no permission, more than [`MAX_FILE_BYTES`], a pipe that does
/// not answer.
pub fn read_bytes(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    bytes::read(path).map_err(|error| error.of_file(path))
}

/// Reads a text file; `None` where there is no such file.
///
/// # Errors
/// Those of [`read_bytes`], and `unreadable_file` for text that is not UTF-8.
pub fn read_text(path: &Path) -> Result<Option<String>, Error> {
    let Some(bytes) = read_bytes(path)? else { return Ok(None) };
    // In UTF-16 every ASCII letter has a NUL beside it, with and without a byte order mark.
    let is_utf16 = matches!(
        bytes[..],
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=0xFF, ..] | [1..=0xFF, 0, ..]
    );
    if is_utf16 {
        return Err(unreadable(path, "is UTF-16, not UTF-8"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| unreadable(path, "is not UTF-8"))
}

/// `unreadable_file`, said of a path.
pub(super) fn unreadable(path: &Path, what: &str) -> Error {
    with_hint(path, what, "Make it a readable UTF-8 file, or remove it.")
}

fn with_hint(path: &Path, what: &str, hint: &str) -> Error {
    let message = format!("{} {what}.", path.display());
    Error::from_problem(Problem::new(Code::UnreadableFile, message, hint))
}

impl ReadError {
    fn of_file(&self, path: &Path) -> Error {
        match self {
            Self::Directory => unreadable(path, "is a directory, not a file"),
            Self::TooLong => with_hint(
                path,
                "is longer than 1 MB and is not read",
                "Check that it is the file you mean, and make it shorter.",
            ),
            Self::NoAnswer => with_hint(
                path,
                "is a pipe or a device that sent no end of file within two seconds",
                "Check the program that writes to it, or put an ordinary file in its place.",
            ),
            Self::Io(error) if error.kind() == std::io::ErrorKind::PermissionDenied => with_hint(
                path,
                "cannot be read: permission denied",
                "Let this user read it (`chmod u+r`), or remove it.",
            ),
            Self::Io(error) => unreadable(path, &format!("cannot be read: {error}")),
        }
    }
}
