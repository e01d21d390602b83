//! The home itself.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::guardian::Guardian;
use super::lock::Locks;
use crate::postgres::cluster;
use crate::{Account, Result};

/// A control plane's folder, held until it is dropped. What still uses [`Home::handle`] by then
/// is ended: shut the computes down first.
#[derive(Debug)]
pub(crate) struct Home {
    folder: PathBuf,
    // Before the locks: they are let go when nothing runs any more.
    guardian: Guardian,
    locks: Locks,
}

impl Home {
    /// Takes the folder, and makes it where there is none. After a killed process, it waits until
    /// everything that one had started has ended, and ends it.
    ///
    /// # Errors
    ///
    /// `folder_in_use` while another process holds it, or when its servers would not end;
    /// `folder_of_another_user`, `folder_unreachable`.
    pub(crate) fn open(folder: &Path, account: &Account) -> Result<Self> {
        let folder = cluster::enter(folder, account)?;
        let clusters = cluster::enter(&clusters(&folder), account)?;
        let locks = Locks::take(&folder, account, &clusters)?;
        let guardian = Guardian::start(account, &clusters, &locks.servers)?;
        Ok(Self { folder, guardian, locks })
    }

    /// Its one true path.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the clusters are: the guardian ends the servers of its folders, and no others.
    pub(crate) fn clusters(&self) -> PathBuf {
        clusters(&self.folder)
    }

    /// For [`crate::Setup::stdin`] of every cluster: the home stays taken while a server lives.
    pub(crate) fn handle(&self) -> Arc<File> {
        self.locks.servers.clone()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if Arc::strong_count(&self.locks.servers) == 1 {
            self.guardian.dismiss();
        }
    }
}

fn clusters(folder: &Path) -> PathBuf {
    folder.join("timelines")
}
