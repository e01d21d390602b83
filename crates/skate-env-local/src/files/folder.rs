//! Creating files and folders that only the servers' account may read, and locking a folder.

use std::fs::{self, DirBuilder, File};
use std::path::{self, Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::postgres::{Account, account};
use crate::{Error, Result};

/// A child of a killed process holds its parent's locks between fork and exec.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// Creates the folder if it does not exist, closes it to other users and returns its canonical
/// path.
///
/// # Errors
///
/// `folder_of_another_user`, `folder_unreachable`, `io`.
pub(crate) fn open_folder(folder: &Path, account: &Account) -> Result<PathBuf> {
    account.check_reach(&path::absolute(folder).map_err(Error::io("find", folder))?)?;
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let empty = fs::read_dir(folder).map_err(Error::io("open", folder))?.next().is_none();
    if empty && account::is_own(folder) {
        account.own(folder)?;
    }
    account.check_owner(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(Error::io("set the permissions of", folder))?;
    }
    let folder = fs::canonicalize(folder).map_err(Error::io("open", folder))?;
    account.check_reach(&folder)?;
    Ok(folder)
}

/// Locks a folder for this process until the file is dropped.
///
/// # Errors
///
/// `folder_in_use`, `io`.
pub(crate) fn lock_folder(folder: &Path) -> Result<File> {
    lock_within(LOCK_TIMEOUT, folder, "lock")
}

/// Locks a file in a folder, and waits so long for another process that has locked it.
///
/// # Errors
///
/// `folder_in_use`, `io`.
pub(crate) fn lock_within(timeout: Duration, folder: &Path, name: &str) -> Result<File> {
    let path = folder.join(name);
    let file = File::create(&path).map_err(Error::io("write", &path))?;
    let deadline = Instant::now() + timeout;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) if Instant::now() < deadline => {
                thread::sleep(POLL_INTERVAL);
            }
            Err(fs::TryLockError::WouldBlock) => return Err(Error::folder_in_use(folder)),
            Err(fs::TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
    }
}

/// Creates a folder that is closed to other users.
pub(crate) fn create_folder(path: &Path, account: &Account) -> Result<()> {
    new_folder().create(path).map_err(Error::io("create", path))?;
    account.own(path)
}

#[cfg(unix)]
fn new_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

#[cfg(not(unix))]
fn new_folder() -> DirBuilder {
    DirBuilder::new()
}

/// Writes a small file that is closed to other users.
pub(crate) fn write_file(path: &Path, bytes: &[u8], account: &Account) -> Result<()> {
    fs::write(path, bytes).map_err(Error::io("write", path))?;
    close_file(path, account)
}

/// Gives a file to the account, and closes it to other users.
pub(super) fn close_file(path: &Path, account: &Account) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))
            .map_err(Error::io("set the permissions of", path))?;
    }
    account.own(path)
}
