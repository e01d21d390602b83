//! Files and folders that belong to the servers' account and are closed to other users: created,
//! locked, copied and synced to disk.

mod copy;
mod folder;
mod sync;

use std::fs;
use std::path::Path;

pub(crate) use copy::{CopyAction, copy_file, copy_tree};
pub(crate) use folder::{create_folder, lock_folder, lock_within, open_folder, write_file};
pub(crate) use sync::{sync_entry, sync_tree};

use crate::{Error, Result};

/// The names in a folder of PostgreSQL's or ours: all are valid UTF-8.
pub(crate) fn file_names(folder: &Path) -> Result<Vec<String>> {
    let names = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    });
    names.map_err(Error::io("read", folder))
}

/// Removes a folder with everything in it, if it exists.
pub(crate) fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("remove", folder)(error))
        }
        _ => Ok(()),
    }
}
