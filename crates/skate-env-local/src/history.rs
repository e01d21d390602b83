//! The history of a root branch: base backups of its cluster, and the log that its server has
//! archived since. From both the state at any moment can be recovered.
//!
//! A history is in its cluster's folder, beside `data`, and is deleted with it: a root that was
//! restored has a new cluster with a new history.

mod archive;
mod base_backup;
mod point_in_time;
mod prune;
mod single_user;
mod target;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::{Path, PathBuf};

pub(crate) use prune::DEFAULT_RETENTION;
pub(crate) use target::RecoveryTarget;

/// The history of one cluster.
#[derive(Clone, Debug)]
pub(crate) struct History {
    folder: PathBuf,
}

impl History {
    /// The history of the cluster in this folder, which is the one that `Cluster::prepare` takes.
    pub(crate) fn new(cluster: &Path) -> Self {
        Self { folder: cluster.join("history") }
    }

    fn archive(&self) -> PathBuf {
        self.folder.join("wal")
    }

    fn base_backups(&self) -> PathBuf {
        self.folder.join("bases")
    }
}
