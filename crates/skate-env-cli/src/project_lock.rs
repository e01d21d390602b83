//! The lock that lets one command at a time change a project's branches or files.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use crate::{
    context::Context,
    exit::{self, Exit},
    failure::Failure,
    output::{Output, print_stderr},
};

/// Migrations and seeds may take long.
const PATIENCE: Duration = Duration::from_mins(10);
const PAUSE: Duration = Duration::from_millis(50);

/// Held until it is dropped; the system releases it when the process ends, however it ends.
pub(crate) struct ProjectLock {
    _file: Option<File>,
}

impl ProjectLock {
    /// Waits while another command holds the lock, and prints that it waits. Ctrl-C ends the wait.
    pub(crate) fn take(context: &Context, output: &Output) -> Result<Self, Failure> {
        // Without a file to lock, or on a file system without locks, nothing is locked.
        let Some(path) = file(context) else { return Ok(Self { _file: None }) };
        let Ok(file) = open(&path) else { return Ok(Self { _file: None }) };
        let deadline = Instant::now() + PATIENCE;
        let mut is_waiting = false;
        loop {
            match file.try_lock() {
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(Self { _file: Some(file) }),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => {
                    return Err(busy(&context.project()));
                }
                Err(TryLockError::WouldBlock) => {}
            }
            if !is_waiting && output.shows_messages() {
                print_stderr("Waiting for another skate-env command in this project\n");
            }
            is_waiting = true;
            thread::sleep(PAUSE);
        }
    }
}

fn busy(project: &Path) -> Failure {
    Failure::new(
        Exit::Failed,
        exit::FOLDER_BUSY,
        format!("Another skate-env command has held {} for ten minutes.", project.display()),
        "Wait until it ends, or end it; then run this command again.",
    )
}

/// A file that exists anyway, so that no lock file is left behind.
#[cfg(unix)]
fn file(context: &Context) -> Option<PathBuf> {
    let beside = [".git", "package.json"].map(|name| context.project().join(name));
    context.config_path.clone().into_iter().chain(beside).find(|path| path.exists())
}

#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

/// On Windows a lock also prevents reading, so it needs a file of its own.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same call everywhere")]
fn file(context: &Context) -> Option<PathBuf> {
    Some(context.project().join(".skate-env").join("command.lock"))
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::OpenOptions::new().create(true).append(true).open(path)
}
