//! The past of a root branch: copies of its cluster ("bases"), and the log that its server
//! archives since. From both any moment can be brought back.
//!
//! A history lives in its cluster's folder, beside `data`, and goes with it: a root that was
//! restored serves a new cluster, whose history begins anew.

mod archive;
mod base;
mod point;
mod prune;
mod recover;
mod recovery;
#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::{Path, PathBuf};

pub(crate) use point::Point;
pub(crate) use prune::KEEP;

/// The history of one cluster.
#[derive(Clone, Debug)]
pub(crate) struct History {
    folder: PathBuf,
}

impl History {
    /// The history of the cluster in this folder, the one that `Cluster::prepare` takes.
    pub(crate) fn new(cluster: &Path) -> Self {
        Self { folder: cluster.join("history") }
    }

    fn archive(&self) -> PathBuf {
        self.folder.join("wal")
    }

    fn bases(&self) -> PathBuf {
        self.folder.join("bases")
    }
}
