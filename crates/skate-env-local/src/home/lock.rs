//! Two locks. The system lets go of a file's lock when the last handle is closed, so that they
//! tell without a process number who is still there.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::guardian;
use crate::{Account, Error, Result};

/// A handle slips into a child between fork and exec, and for that long outlives a kill.
const SLIP: Duration = Duration::from_millis(500);
/// A server that was left behind may have much to write down.
const PATIENCE: Duration = Duration::from_secs(30);
/// The guardian of the killed process needs about half a second; then we do its work.
const GUARDIAN: Duration = Duration::from_secs(3);
const OWNER: &str = "owner.lock";
const PAUSE: Duration = Duration::from_millis(20);

/// The locks of a home that is taken.
#[derive(Debug)]
pub(crate) struct Locks {
    /// Held by every program that was started from here: guardian, servers and their helpers.
    pub(crate) servers: Arc<File>,
    /// Held by the control plane alone.
    _owner: File,
}

impl Locks {
    pub(crate) fn take(home: &Path, account: &Account, clusters: &Path) -> Result<Self> {
        let owner = Lock::open(home.join(OWNER))?;
        let servers = Lock::open(home.join("servers.lock"))?;
        if !owner.within(SLIP)? {
            return Err(Error::folder_in_use(home));
        }
        let deadline = Instant::now() + PATIENCE;
        while !servers.within(GUARDIAN)? {
            if Instant::now() > deadline {
                return Err(Error::folder_in_use(home));
            }
            guardian::sweep(account, clusters)?;
        }
        Ok(Self { servers: Arc::new(servers.file), _owner: owner.file })
    }
}

/// Whether a control plane works in this home. Does not wait, and makes nothing.
pub(crate) fn is_taken(home: &Path) -> Result<bool> {
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

struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// For reading: programs of another account get the handle.
    fn open(path: PathBuf) -> Result<Self> {
        File::create(&path).map_err(Error::io("write", &path))?;
        let file = File::open(&path).map_err(Error::io("open", &path))?;
        Ok(Self { path, file })
    }

    fn within(&self, patience: Duration) -> Result<bool> {
        let deadline = Instant::now() + patience;
        loop {
            match self.file.try_lock() {
                Ok(()) => return Ok(true),
                Err(TryLockError::WouldBlock) if Instant::now() > deadline => return Ok(false),
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                Err(TryLockError::Error(error)) => {
                    return Err(Error::io("lock", &self.path)(error));
                }
            }
        }
    }
}
