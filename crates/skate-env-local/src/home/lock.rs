//! The two locks of a home. The system releases a file's lock when the last handle is closed, so
//! that a lock shows without a process id whether a program still runs.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::watchdog;
use crate::{Account, Error, Result};

/// A child holds its parent's handles between fork and exec, and for that long outlives a kill.
const OWNER_TIMEOUT: Duration = Duration::from_millis(500);
/// A server that was left running may have much to write.
const SERVERS_TIMEOUT: Duration = Duration::from_secs(30);
/// The watchdog of a killed process needs about half a second; after this time we do its work.
const WATCHDOG_TIMEOUT: Duration = Duration::from_secs(3);
const OWNER: &str = "owner.lock";
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// The locks of a home that is in use.
#[derive(Debug)]
pub(crate) struct Locks {
    /// Held by every program that this process starts: watchdog, servers and their helpers.
    pub(crate) servers: Arc<File>,
    /// Held by this process alone.
    _owner: File,
}

impl Locks {
    pub(crate) fn take(home: &Path, account: &Account, clusters: &Path) -> Result<Self> {
        let owner = LockFile::open(home.join(OWNER))?;
        let servers = LockFile::open(home.join("servers.lock"))?;
        if !owner.lock_within(OWNER_TIMEOUT)? {
            return Err(Error::folder_in_use(home));
        }
        let deadline = Instant::now() + SERVERS_TIMEOUT;
        while !servers.lock_within(WATCHDOG_TIMEOUT)? {
            if Instant::now() > deadline {
                return Err(Error::folder_in_use(home));
            }
            watchdog::end_servers(account, clusters)?;
        }
        Ok(Self { servers: Arc::new(servers.file), _owner: owner.file })
    }
}

/// Whether a control plane uses this home. Does not wait, and creates nothing.
pub(crate) fn is_locked(home: &Path) -> Result<bool> {
    let path = home.join(OWNER);
    match File::open(&path) {
        Ok(file) => match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(error)) => Err(Error::io("lock", &path)(error)),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io("open", &path)(error)),
    }
}

struct LockFile {
    path: PathBuf,
    file: File,
}

impl LockFile {
    /// Opens the file for reading only: programs of another account get the handle.
    fn open(path: PathBuf) -> Result<Self> {
        File::create(&path).map_err(Error::io("write", &path))?;
        let file = File::open(&path).map_err(Error::io("open", &path))?;
        Ok(Self { path, file })
    }

    fn lock_within(&self, timeout: Duration) -> Result<bool> {
        let deadline = Instant::now() + timeout;
        loop {
            match self.file.try_lock() {
                Ok(()) => return Ok(true),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => return Ok(false),
                Err(TryLockError::WouldBlock) => thread::sleep(POLL_INTERVAL),
                Err(TryLockError::Error(error)) => {
                    return Err(Error::io("lock", &self.path)(error));
                }
            }
        }
    }
}
