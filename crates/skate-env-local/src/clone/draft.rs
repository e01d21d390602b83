//! An incomplete data folder, which gets its final name when it is complete.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::files::{create_folder, lock_folder, open_folder, remove_folder, sync_entry, sync_tree};
use crate::postgres::{Account, Durability};
use crate::{Error, Result};

/// `data.draft` in a cluster's folder. Dropping it before `finish` removes it; what a killed process
/// left is removed by the next draft in the same folder.
#[derive(Debug)]
pub(crate) struct Draft {
    cluster: PathBuf,
    // A thread of a cancelled copy may still write into the folder.
    _lock: File,
}

impl Draft {
    /// Creates the cluster's folder if it does not exist, and an empty draft in it.
    pub(crate) fn create(cluster: &Path, account: &Account) -> Result<Self> {
        let cluster = open_folder(cluster, account)?;
        let draft = Self { _lock: lock_folder(&cluster)?, cluster };
        remove_folder(&draft.path())?;
        let data = draft.cluster.join("data");
        if data.exists() {
            return Err(Error::io("create", &data)(ErrorKind::AlreadyExists.into()));
        }
        create_folder(&draft.path(), account)?;
        Ok(draft)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.cluster.join("data.draft")
    }

    /// Syncs the draft to disk if commits must be durable, and gives it its final name.
    pub(crate) fn finish(self, durability: Durability) -> Result<()> {
        let (draft, data) = (self.path(), self.cluster.join("data"));
        if durability == Durability::Full {
            sync_tree(&draft)?;
        }
        fs::rename(&draft, &data).map_err(Error::io("rename", &draft))?;
        if durability == Durability::Full {
            sync_entry(&self.cluster)?;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // If this fails, the next draft removes what is left.
        let _ = remove_folder(&self.path());
    }
}
