//! Locks the folder of a file while the file is replaced, and syncs it.

use std::{
    io,
    path::Path,
    time::{Duration, Instant},
};

/// How long another command may hold the folder. It needs milliseconds.
const LOCK_TIMEOUT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(5);

/// A folder that no other command of ours writes to while this is held. It ends with the process.
pub(super) struct Folder {
    #[cfg_attr(not(unix), expect(dead_code, reason = "it is held, and never read"))]
    handle: std::fs::File,
}

impl Folder {
    pub(super) fn lock(path: &Path) -> io::Result<Self> {
        let started = Instant::now();
        loop {
            if let Some(handle) = system::try_lock(path)? {
                return Ok(Self { handle });
            }
            if started.elapsed() > LOCK_TIMEOUT {
                let kind = io::ErrorKind::TimedOut;
                return Err(io::Error::new(kind, "another command holds the folder"));
            }
            std::thread::sleep(PAUSE);
        }
    }

    /// Brings a rename to the disk. Where that fails the file is replaced all the same.
    #[cfg_attr(not(unix), expect(clippy::unused_self, reason = "the same call everywhere"))]
    pub(super) fn sync(&self) {
        #[cfg(unix)]
        drop(self.handle.sync_all());
    }
}

/// The lock is on the folder itself, so that no file is left behind.
#[cfg(unix)]
mod system {
    use std::{fs::File, io, path::Path};

    use rustix::{
        fs::{FlockOperation, flock},
        io::Errno,
    };

    /// `None` while another command holds it.
    pub(super) fn try_lock(folder: &Path) -> io::Result<Option<File>> {
        let handle = File::open(folder)?;
        loop {
            return match flock(&handle, FlockOperation::NonBlockingLockExclusive) {
                // A file system without locks: the comparison before the rename is left.
                Ok(()) | Err(Errno::NOTSUP | Errno::NOSYS) => Ok(Some(handle)),
                Err(Errno::INTR) => continue,
                Err(Errno::WOULDBLOCK) => Ok(None),
                Err(error) => Err(error.into()),
            };
        }
    }
}

/// Windows locks no folders: a file in it, which nobody else may open and which the system deletes
/// when it is closed, however the process ends.
#[cfg(windows)]
mod system {
    use std::{
        fs::{File, OpenOptions},
        io,
        os::windows::fs::OpenOptionsExt as _,
        path::Path,
    };

    /// `.gitignore` covers it with `.env*`.
    const NAME: &str = ".env.skate-env-lock.local";
    /// `GENERIC_WRITE | DELETE`, as `FILE_FLAG_DELETE_ON_CLOSE` wants it.
    const ACCESS: u32 = 0x4000_0000 | 0x0001_0000;
    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    /// Somebody has it open, or it is about to be deleted.
    const SHARING_VIOLATION: i32 = 32;
    const DELETE_PENDING: i32 = 303;

    /// `None` while another command holds it.
    pub(super) fn try_lock(folder: &Path) -> io::Result<Option<File>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).access_mode(ACCESS);
        options.share_mode(0).custom_flags(DELETE_ON_CLOSE);
        match options.open(folder.join(NAME)) {
            Ok(handle) => Ok(Some(handle)),
            Err(error) => match error.raw_os_error() {
                Some(SHARING_VIOLATION | DELETE_PENDING) => Ok(None),
                _ => Err(error),
            },
        }
    }
}
