//! Syncing files to disk, so that they survive a power cut.

use std::fs::File;
use std::path::Path;

use crate::{Error, Result};

/// Syncs a folder and all files in it, by one call for the whole file system: that costs less than
/// a thousand calls for a thousand files.
#[cfg(target_os = "linux")]
pub(crate) fn sync_tree(folder: &Path) -> Result<()> {
    let opened = File::open(folder).map_err(Error::io("open", folder))?;
    rustix::fs::syncfs(opened).map_err(|error| Error::io("sync", folder)(error.into()))
}

/// Syncs a folder and all files in it, file by file, folders last.
#[cfg(not(target_os = "linux"))]
pub(crate) fn sync_tree(folder: &Path) -> Result<()> {
    for name in super::file_names(folder)? {
        let path = folder.join(name);
        if path.is_dir() { sync_tree(&path)? } else { sync_entry(&path)? }
    }
    sync_entry(folder)
}

/// Syncs one file, or the list of names in one folder.
pub(crate) fn sync_entry(path: &Path) -> Result<()> {
    let opened = File::open(path).map_err(Error::io("open", path))?;
    opened.sync_all().map_err(Error::io("sync", path))
}
