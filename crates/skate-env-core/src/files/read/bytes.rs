//! The bytes of a file, a pipe or a device, within limits.

#[cfg(unix)]
mod pipe;

use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use super::MAX_FILE_BYTES;

/// Why a file was not read.
#[derive(Debug)]
pub(in crate::files) enum ReadError {
    /// It is a directory.
    Directory,
    /// It holds more than [`MAX_FILE_BYTES`].
    TooLong,
    /// A pipe or a device that did not come to an end in time.
    #[cfg_attr(not(unix), expect(dead_code, reason = "Windows opens none here"))]
    NoAnswer,
    /// The system refused.
    Io(io::Error),
}

/// The bytes; `None` where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, ReadError> {
    let file = match open(path) {
        Err(error) if is_absence(&error) => return Ok(None),
        file => file.map_err(|error| refused(path, error))?,
    };
    let facts = file.metadata().map_err(ReadError::Io)?;
    if facts.is_dir() {
        return Err(ReadError::Directory);
    }
    let bytes = if facts.is_file() { read_file(file)? } else { read_other(file)? };
    if bytes.len() > MAX_FILE_BYTES { Err(ReadError::TooLong) } else { Ok(Some(bytes)) }
}

fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Systems differ in what they say of opening a directory.
fn refused(path: &Path, error: io::Error) -> ReadError {
    if path.is_dir() { ReadError::Directory } else { ReadError::Io(error) }
}

/// One byte more than allowed shows that a file is too long.
fn read_file(file: File) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_FILE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    match file.take(most).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::IsADirectory => Err(ReadError::Directory),
        Err(error) => Err(ReadError::Io(error)),
    }
}

/// Opens without waiting for whoever writes to a named pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};

    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(unix)]
fn read_other(file: File) -> Result<Vec<u8>, ReadError> {
    pipe::read(file)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Windows opens no named pipe by the path of a file.
#[cfg(not(unix))]
fn read_other(file: File) -> Result<Vec<u8>, ReadError> {
    read_file(file)
}
