//! How long a gateway lives: as long as its command, and whatever inherited the lifeline.

use std::{
    fs::File,
    io,
    os::fd::{AsFd as _, OwnedFd},
};

use rustix::io::{FdFlags, fcntl_dupfd_cloexec, fcntl_setfd};
use skate_env_gateway::lifeline;
use tokio::net::unix::pipe::Receiver;

/// Shells hand out low numbers to their own files, and would close the lifeline with them.
const HIGH: i32 = 200;

/// The process that will be the command: it may close what it inherited. `None` where the system
/// has no such thing.
#[cfg(target_os = "linux")]
pub(super) fn this_process() -> Option<OwnedFd> {
    use rustix::process::{PidfdFlags, getpid, pidfd_open};

    pidfd_open(getpid(), PidfdFlags::NONBLOCK).ok()
}

#[cfg(not(target_os = "linux"))]
pub(super) fn this_process() -> Option<OwnedFd> {
    None
}

/// Lets the command and its descendants inherit the lifeline, for as long as they live.
pub(super) fn inherit(lifeline: OwnedFd) -> io::Result<()> {
    let high = fcntl_dupfd_cloexec(lifeline.as_fd(), HIGH).unwrap_or(lifeline);
    fcntl_setfd(&high, FdFlags::empty())?;
    // Whoever is becomes the command keeps it.
    std::mem::forget(high);
    Ok(())
}

/// Resolves when both have ended.
///
/// # Errors
/// Where the lifeline is no pipe. Call it on a runtime with its I/O on.
pub(super) fn ended(
    line: OwnedFd,
    process: Option<OwnedFd>,
) -> io::Result<impl Future<Output = ()>> {
    let line = lifeline(line)?;
    // It is waited for as a pipe's end is, and nothing is read from it.
    let process = process.and_then(|it| Receiver::from_file_unchecked(File::from(it)).ok());
    Ok(async move {
        line.await;
        if let Some(process) = process {
            // It is readable once the process has ended.
            drop(process.readable().await);
        }
    })
}
