//! Reads a pipe or a device until its end, for two seconds at most.

use std::{
    fs::File,
    io::{self, Read as _},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};

use super::ReadError;
use crate::files::MAX_FILE_BYTES;

/// How long a pipe may take until its end.
const TIMEOUT: Duration = Duration::from_secs(2);

/// The bytes until the end; more than [`MAX_FILE_BYTES`] if there are more. The file was opened
/// without blocking.
pub(super) fn read(mut file: File) -> Result<Vec<u8>, ReadError> {
    let started = Instant::now();
    let (mut bytes, mut piece) = (Vec::new(), [0; 8192]);
    while bytes.len() <= MAX_FILE_BYTES {
        let left = TIMEOUT.checked_sub(started.elapsed()).ok_or(ReadError::NoAnswer)?;
        if !is_ready(&file, left)? {
            continue;
        }
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if is_interruption(&error) => {}
            Err(error) => return Err(ReadError::Io(error)),
        }
    }
    Ok(bytes)
}

/// Waits until there is something to read, or the last writer has gone. A pipe that nobody has
/// opened for writing yet has no end either. A signal may end the wait early.
fn is_ready(file: &File, left: Duration) -> Result<bool, ReadError> {
    let left = Timespec::try_from(left).map_err(|_| ReadError::NoAnswer)?;
    let mut polled = [PollFd::new(file, PollFlags::IN)];
    match poll(&mut polled, Some(&left)) {
        Ok(0) => Err(ReadError::NoAnswer),
        Ok(_) => Ok(true),
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(ReadError::Io(error.into())),
    }
}

fn is_interruption(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}
