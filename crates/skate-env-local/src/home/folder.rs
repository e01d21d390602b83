//! Opening, locking and closing a home.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lock::Locks;
use super::watchdog::Watchdog;
use crate::files::open_folder;
use crate::{Account, Result};

/// A control plane's folder, locked until it is dropped. Shut the computes down first: dropping
/// this ends every program that still uses [`Home::stdin`].
#[derive(Debug)]
pub(crate) struct Home {
    folder: PathBuf,
    // Before the locks: they are released when no program runs any more.
    watchdog: Watchdog,
    locks: Locks,
}

impl Home {
    /// Locks the folder, and creates it if it does not exist. After a killed process, this ends
    /// every program that the process had started, and waits for their end.
    ///
    /// # Errors
    ///
    /// `folder_in_use` while another process has locked it, or when its servers do not end;
    /// `folder_of_another_user`, `folder_unreachable`.
    pub(crate) fn open(folder: &Path, account: &Account) -> Result<Self> {
        let folder = open_folder(folder, account)?;
        let clusters = open_folder(&clusters(&folder), account)?;
        let locks = Locks::take(&folder, account, &clusters)?;
        let watchdog = Watchdog::start(account, &clusters, &locks.servers)?;
        Ok(Self { folder, watchdog, locks })
    }

    /// The canonical path.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the clusters. The watchdog ends the servers in it, and no others.
    pub(crate) fn clusters(&self) -> PathBuf {
        clusters(&self.folder)
    }

    /// For [`crate::ClusterOptions::stdin`] of every cluster: the home stays locked while a server
    /// runs.
    pub(crate) fn stdin(&self) -> Arc<File> {
        self.locks.servers.clone()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if Arc::strong_count(&self.locks.servers) == 1 {
            self.watchdog.stop();
        }
    }
}

fn clusters(folder: &Path) -> PathBuf {
    folder.join("timelines")
}
