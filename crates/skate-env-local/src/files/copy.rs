//! Copying a folder with everything in it, by a few threads.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use super::folder::{close_file, create_folder};
use crate::postgres::Account;
use crate::{Error, Result};

/// More threads would only wait for the same disk.
const MAX_THREADS: usize = 4;

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
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let entries = list(source, &folder)?;
        let names = entries.iter().map(|(name, _)| name.clone()).collect();
        for (name, kind) in entries {
            let path = folder.join(name);
            let action = action(&path, &names);
            if action == CopyAction::Skip {
                continue;
            }
            if kind.is_file() {
                files.push(path);
            } else if kind.is_dir() {
                create_folder(&destination.join(&path), account)?;
                if action == CopyAction::Copy {
                    folders.push(path);
                }
            }
        }
    }
    copy_files(&files, |path| {
        let copied = copy_file(&source.join(path), &destination.join(path), account);
        let may_disappear = path.parent() != Some(Path::new(""));
        match copied {
            Err(error) if may_disappear && error.is_not_found() => Ok(()),
            other => other,
        }
    })
}

/// Copies one file. `fs::copy` lets the kernel do it: a clone on macOS (`fclonefileat`), on
/// Linux `copy_file_range`, which shares blocks on XFS and btrfs (std's documentation of
/// `fs::copy`, "Platform-specific behavior"; man 2 `copy_file_range`).
pub(crate) fn copy_file(source: &Path, destination: &Path, account: &Account) -> Result<()> {
    fs::copy(source, destination).map_err(Error::io("copy", destination))?;
    close_file(destination, account)
}

fn list(source: &Path, folder: &Path) -> Result<Vec<(OsString, FileType)>> {
    let path = source.join(folder);
    let entries = fs::read_dir(&path).and_then(|entries| {
        entries
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))))
            .collect()
    });
    match entries {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !folder.as_os_str().is_empty() => {
            Ok(Vec::new())
        }
        other => other.map_err(Error::io("read", &path)),
    }
}

/// Copies all files by a few threads; the first failure ends the work of all.
fn copy_files(files: &[PathBuf], copy: impl Fn(&Path) -> Result<()> + Sync) -> Result<()> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
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
