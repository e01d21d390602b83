//! A data folder in the making: it gets its name when it is whole.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{disk, tree};
use crate::postgres::{Account, Durability, enter, lock};
use crate::{Error, Result};

/// `data.draft` in a cluster's folder. Dropped unfinished, it is removed; what a killed run
/// left of it is removed by the next draft there.
#[derive(Debug)]
pub(crate) struct Draft {
    cluster: PathBuf,
    // A copy that was given up may still be at work in another thread.
    _lock: File,
}

impl Draft {
    /// Makes the cluster's folder if need be, and an empty draft in it.
    pub(crate) fn make(cluster: &Path, account: &Account) -> Result<Self> {
        let cluster = enter(cluster, account)?;
        let draft = Self { _lock: lock(&cluster)?, cluster };
        draft.remove()?;
        let data = draft.cluster.join("data");
        if data.exists() {
            return Err(Error::io("make", &data)(ErrorKind::AlreadyExists.into()));
        }
        tree::make_folder(&draft.path(), account)?;
        Ok(draft)
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.cluster.join("data.draft")
    }

    /// From here on there is a cluster.
    pub(crate) fn finish(self, durability: Durability) -> Result<()> {
        let (draft, data) = (self.path(), self.cluster.join("data"));
        if durability == Durability::Full {
            disk::force(&draft)?;
        }
        fs::rename(&draft, &data).map_err(Error::io("rename", &draft))?;
        if durability == Durability::Full {
            disk::force_entry(&self.cluster)?;
        }
        Ok(())
    }

    fn remove(&self) -> Result<()> {
        let path = self.path();
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::io("remove", &path)(error))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // A drop cannot answer; the next draft removes what is left.
        let _ = self.remove();
    }
}
