//! What the folders hold, and forcing a copy to the disk, so that a power cut after its rename
//! finds all of it.

use std::fs::{self, File};
use std::path::Path;

use crate::{Error, Result};

/// In one call: what else waits on this file system is written too, which costs less than a
/// thousand files one by one.
#[cfg(target_os = "linux")]
pub(crate) fn force(folder: &Path) -> Result<()> {
    let opened = File::open(folder).map_err(Error::io("open", folder))?;
    rustix::fs::syncfs(opened).map_err(|error| Error::io("sync", folder)(error.into()))
}

/// File by file, folders last.
#[cfg(not(target_os = "linux"))]
pub(crate) fn force(folder: &Path) -> Result<()> {
    for name in entries(folder)? {
        let path = folder.join(name);
        if path.is_dir() { force(&path)? } else { force_entry(&path)? }
    }
    force_entry(folder)
}

/// The names in a folder of PostgreSQL's or ours: all are plain text.
pub(crate) fn entries(folder: &Path) -> Result<Vec<String>> {
    let names = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    });
    names.map_err(Error::io("read", folder))
}

/// One file, or the names in one folder.
pub(crate) fn force_entry(path: &Path) -> Result<()> {
    let opened = File::open(path).map_err(Error::io("open", path))?;
    opened.sync_all().map_err(Error::io("sync", path))
}
