//! Locks the folder of a file while the file is replaced, and syncs it.

use std::{io, path::Path, time::Duration};

/// How long another command may hold the folder. It needs milliseconds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// A folder that no other command of ours writes to while this is held. The lock is on the
/// folder itself, so that no file is left behind, and ends with the process.
pub(super) struct Folder {
    #[cfg(unix)]
    handle: std::fs::File,
}

#[cfg(unix)]
impl Folder {
    pub(super) fn lock(path: &Path) -> io::Result<Self> {
        use rustix::fs::{FlockOperation, flock};

        const PAUSE: Duration = Duration::from_millis(5);
        let handle = std::fs::File::open(path)?;
        let started = std::time::Instant::now();
        loop {
            match flock(&handle, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Self { handle }),
                // A file system without locks: the comparison before the rename is left.
                Err(rustix::io::Errno::NOTSUP | rustix::io::Errno::NOSYS) => {
                    return Ok(Self { handle });
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(rustix::io::Errno::WOULDBLOCK) if started.elapsed() < LOCK_TIMEOUT => {
                    std::thread::sleep(PAUSE);
                }
                Err(rustix::io::Errno::WOULDBLOCK) => {
                    return Err(io::Error::new(
                        io::ErrorKind::TimedOut,
                        "another command holds the folder",
                    ));
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Brings a rename to the disk. Where that fails the file is replaced all the same.
    pub(super) fn sync(&self) {
        drop(self.handle.sync_all());
    }
}

/// Windows locks no folders; the comparison before the rename is left.
#[cfg(not(unix))]
impl Folder {
    pub(super) fn lock(_: &Path) -> io::Result<Self> {
        Ok(Self {})
    }

    #[expect(clippy::unused_self, reason = "the same call everywhere")]
    pub(super) fn sync(&self) {}
}
