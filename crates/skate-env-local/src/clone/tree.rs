//! A folder's files, copied by a few threads.

use std::collections::HashSet;
use std::ffi::OsString;
#[cfg(unix)]
use std::fs::Permissions;
use std::fs::{self, DirBuilder, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use crate::postgres::Account;
use crate::{Error, Result};

/// More would wait for the same disk.
const THREADS: usize = 4;

/// What becomes of a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is copied, a folder with what it holds.
    Copy,
    /// The folder is made, and stays empty.
    Empty,
    /// It is left out.
    Skip,
}

/// Copies what is in one folder into another that exists: closed to others, the account's.
/// `fate` is asked with a path in the folder and the names beside it.
///
/// What is below the first level and gone when its turn comes is left out: a server removes
/// relations and databases while it is copied, and its log does the same to the copy.
pub(crate) fn copy_tree(
    source: &Path,
    target: &Path,
    account: &Account,
    fate: impl Fn(&Path, &HashSet<OsString>) -> Fate,
) -> Result<()> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries = list(source, &folder)?;
        let names = entries.iter().map(|(name, _)| name.clone()).collect();
        for (name, kind) in entries {
            let path = folder.join(name);
            let fate = fate(&path, &names);
            if fate == Fate::Skip {
                continue;
            }
            if kind.is_file() {
                files.push(path);
            } else if kind.is_dir() {
                make_folder(&target.join(&path), account)?;
                if fate == Fate::Copy {
                    folders.push(path);
                }
            }
        }
    }
    copy_files(&files, |path| {
        let copied = copy_file(&source.join(path), &target.join(path), account);
        let may_vanish = path.parent() != Some(Path::new(""));
        match copied {
            Err(error) if may_vanish && error.is_not_found() => Ok(()),
            other => other,
        }
    })
}

/// Copies one file. `fs::copy` lets the kernel do it: a clone on macOS (`fclonefileat`), on
/// Linux `copy_file_range`, which shares blocks on XFS and btrfs (std's documentation of
/// `fs::copy`, "Platform-specific behavior"; man 2 `copy_file_range`).
pub(crate) fn copy_file(source: &Path, target: &Path, account: &Account) -> Result<()> {
    fs::copy(source, target).map_err(Error::io("copy", target))?;
    close_file(target, account)
}

/// Writes a small file that is closed to others.
pub(crate) fn write_file(path: &Path, bytes: &[u8], account: &Account) -> Result<()> {
    fs::write(path, bytes).map_err(Error::io("write", path))?;
    close_file(path, account)
}

/// Makes a file the account's, and closes it to others.
fn close_file(path: &Path, account: &Account) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, Permissions::from_mode(0o600))
            .map_err(Error::io("close", path))?;
    }
    account.own(path)
}

/// Makes a folder that is closed to others.
pub(crate) fn make_folder(path: &Path, account: &Account) -> Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(Error::io("make", path))?;
    account.own(path)
}

fn list(source: &Path, folder: &Path) -> Result<Vec<(OsString, FileType)>> {
    let path = source.join(folder);
    let entries = fs::read_dir(&path).and_then(|entries| {
        entries
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))))
            .collect()
    });
    match entries {
        Err(error) if is_gone(&error) && !folder.as_os_str().is_empty() => Ok(Vec::new()),
        other => other.map_err(Error::io("read", &path)),
    }
}

fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// Works through the list with a few threads; the first failure ends it for all.
fn copy_files(files: &[PathBuf], copy: impl Fn(&Path) -> Result<()> + Sync) -> Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    let queue = Mutex::new(files.iter());
    let next = || queue.lock().ok()?.next();
    let work = || {
        while let Some(path) = next() {
            if let Err(error) = copy(path) {
                while next().is_some() {}
                return Err(error);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })
}
