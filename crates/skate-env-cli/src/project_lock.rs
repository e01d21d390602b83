//! One command at a time that changes a project's branches or files.

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

/// Migrations and seeds take their time.
const PATIENCE: Duration = Duration::from_mins(10);
const PAUSE: Duration = Duration::from_millis(50);

/// Held until it is dropped; the system lets go of it when the process ends, however it ends.
pub(crate) struct ProjectLock {
    _file: Option<File>,
}

impl ProjectLock {
    /// Waits for whoever holds the project, and says so. Ctrl-C ends the waiting.
    pub(crate) fn take(context: &Context, output: &Output) -> Result<Self, Failure> {
        // A project without a file to lock, or a system without locks, goes on without.
        let Some(path) = file(context) else { return Ok(Self { _file: None }) };
        let Ok(file) = open(&path) else { return Ok(Self { _file: None }) };
        let deadline = Instant::now() + PATIENCE;
        let mut waits = false;
        loop {
            match file.try_lock() {
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(Self { _file: Some(file) }),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => {
                    return Err(busy(&context.project()));
                }
                Err(TryLockError::WouldBlock) => {}
            }
            if !waits && output.shows_messages() {
                print_stderr("Waiting for another skate-env in this project\n");
            }
            waits = true;
            thread::sleep(PAUSE);
        }
    }
}

fn busy(project: &Path) -> Failure {
    Failure::new(
        Exit::Failed,
        exit::FOLDER_BUSY,
        format!("Another skate-env has been working in {} for ten minutes.", project.display()),
        "Wait until it is done, or end it; then start this again.",
    )
}

/// A file that is there anyway, so that none is left behind.
#[cfg(unix)]
fn file(context: &Context) -> Option<PathBuf> {
    let beside = [".git", "package.json"].map(|name| context.project().join(name));
    context.config_path.clone().into_iter().chain(beside).find(|path| path.exists())
}

#[cfg(unix)]
fn open(path: &Path) -> std::io::Result<File> {
    File::open(path)
}

/// There a lock keeps others from reading, too: it is on a file of its own.
#[cfg(not(unix))]
fn file(context: &Context) -> Option<PathBuf> {
    Some(context.project().join(".skate-env").join("command.lock"))
}

#[cfg(not(unix))]
fn open(path: &Path) -> std::io::Result<File> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::OpenOptions::new().create(true).append(true).open(path)
}
