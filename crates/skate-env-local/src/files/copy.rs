//! Copying a folder with everything in it, by a few threads.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

#[cfg(not(target_os = "linux"))]
use super::folder::close_file;
use super::folder::create_folder;
use crate::postgres::Account;
use crate::{Error, Result};

/// More threads would only wait for the same disk.
const MAX_THREADS: usize = 4;

/// Files from this size on are copied by any thread. Smaller ones are copied folder by folder: two
/// threads that create files in one folder wait for each other.
const LARGE: u64 = 1 << 20;

/// What to do with a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CopyAction {
    /// Copy it, a folder with everything in it.
    Copy,
    /// Create the folder and leave it empty.
    CreateEmpty,
    /// Leave it out.
    Skip,
}

/// Copies the content of one folder into another one that exists. The copies belong to the account
/// and are closed to other users. `action` is called with a path in the folder and all names beside
/// it.
///
/// A file or folder below the first level that disappears meanwhile is left out: a server removes
/// relations and databases while it is copied, and its log removes them from the copy as well.
pub(crate) fn copy_tree(
    source: &Path,
    destination: &Path,
    account: &Account,
    action: impl Fn(&Path, &HashSet<OsString>) -> CopyAction,
) -> Result<()> {
    let (mut large, mut small) = (Vec::new(), Vec::new());
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries = list(source, &folder)?;
        let names = entries.iter().map(|(name, ..)| name.clone()).collect();
        let mut files = Vec::new();
        for (name, kind, size) in entries {
            let path = folder.join(name);
            let action = action(&path, &names);
            if action == CopyAction::Skip {
                continue;
            }
            if kind.is_file() && size < LARGE {
                files.push(path);
            } else if kind.is_file() {
                large.push(vec![path]);
            } else if kind.is_dir() {
                create_folder(&destination.join(&path), account)?;
                if action == CopyAction::Copy {
                    folders.push(path);
                }
            }
        }
        small.push(files);
    }
    // Longest first, so that no thread is left with the longest when the others have ended.
    small.sort_unstable_by_key(|files| Reverse(files.len()));
    large.append(&mut small);
    copy_files(&large, |path| {
        let copied = copy_file(&source.join(path), &destination.join(path), account);
        let may_disappear = path.parent() != Some(Path::new(""));
        match copied {
            Err(error) if may_disappear && error.is_not_found() => Ok(()),
            other => other,
        }
    })
}

/// Copies one file into a new one. `io::copy` lets the kernel do it by `copy_file_range`, which
/// shares blocks on XFS and btrfs (std's documentation of `io::copy`, "Platform-specific behavior";
/// man 2 `copy_file_range`).
#[cfg(target_os = "linux")]
pub(crate) fn copy_file(source: &Path, destination: &Path, account: &Account) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let copy = || {
        let mut from = fs::File::open(source)?;
        let mut new = fs::OpenOptions::new();
        // Closed to other users from the start, and by its handle: a path is looked up each time.
        let mut to = new.write(true).create_new(true).mode(0o600).open(destination)?;
        io::copy(&mut from, &mut to)?;
        Ok(to)
    };
    account.own_file(&copy().map_err(Error::io("copy", destination))?, destination)
}

/// Copies one file into a new one. `fs::copy` lets the kernel do it: a clone on macOS
/// (`fclonefileat`; std's documentation of `fs::copy`, "Platform-specific behavior").
#[cfg(not(target_os = "linux"))]
pub(crate) fn copy_file(source: &Path, destination: &Path, account: &Account) -> Result<()> {
    fs::copy(source, destination).map_err(Error::io("copy", destination))?;
    close_file(destination, account)
}

/// The names in a folder, with kinds and sizes; none of a folder that has disappeared.
fn list(source: &Path, folder: &Path) -> Result<Vec<(OsString, FileType, u64)>> {
    let path = source.join(folder);
    let describe = |entry: DirEntry| {
        // A file that has disappeared has no size; whoever copies it notices.
        let size = entry.metadata().map_or(0, |found| found.len());
        Ok((entry.file_name(), entry.file_type()?, size))
    };
    let entries = fs::read_dir(&path)
        .and_then(|entries| entries.map(|entry| entry.and_then(describe)).collect());
    match entries {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.as_os_str().is_empty() => {
            Ok(Vec::new())
        }
        other => other.map_err(Error::io("read", &path)),
    }
}

/// Copies all groups of files by a few threads; the first failure ends the work of all.
fn copy_files(groups: &[Vec<PathBuf>], copy: impl Fn(&Path) -> Result<()> + Sync) -> Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
    let queue = Mutex::new(groups.iter());
    let next = || queue.lock().ok()?.next();
    let work = || {
        while let Some(files) = next() {
            if let Err(error) = files.iter().try_for_each(|path| copy(path)) {
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
