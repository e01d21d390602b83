//! A pipe whose writing end the command inherits: it ends with the last process that has it.

use std::{fs::File, io, os::fd::OwnedFd};

use tokio::{io::AsyncReadExt as _, net::unix::pipe::Receiver};

/// Resolves when the last process that has the pipe's other end has ended, or closed it.
///
/// # Errors
/// Where `reader` is no pipe. Call it on a runtime with its I/O on.
pub fn lifeline(reader: OwnedFd) -> io::Result<impl Future<Output = ()>> {
    let mut pipe = Receiver::from_file(File::from(reader))?;
    Ok(async move {
        let mut bytes = [0; 64];
        // Whatever is written to it says that somebody lives.
        while matches!(pipe.read(&mut bytes).await, Ok(read) if read > 0) {}
    })
}
