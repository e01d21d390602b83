//! Filling a timeline with data: a new cluster, a copy of a running branch, or a moment of a
//! branch's history.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use crate::Durability;
use crate::clone::copy_running;
use crate::plane::computes::branch_gone;
use crate::plane::error::Result;
use crate::plane::{Plane, history::recovery_target, remove_folder};
use crate::postgres::{Cluster, blocking};
use crate::state::{Branch, HistoryPoint, Origin, TimelineId};

/// Who makes the copy of a running branch durable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SyncedBy {
    /// The copying, before the copy gets its name.
    Copying,
    /// The first start of its server, which syncs its whole data folder before it recovers anything.
    /// Until then a power cut may tear the copy: it is not acknowledged, and made again after a
    /// crash. Syncing it twice would wait twice for all that other programs have written.
    FirstStart,
}

/// The state of the source that a timeline was filled with.
pub(super) struct SourcePosition {
    /// Its position in the source's log; none for a new cluster.
    pub(super) lsn: Option<String>,
    pub(super) at: Timestamp,
}

impl Plane {
    /// Fills a timeline of a branch. One that was filled before a crash is used as it is, if it was
    /// durable then.
    pub(super) async fn fill_timeline(
        self: &Arc<Self>,
        branch: &BranchId,
        timeline: &TimelineId,
        origin: &Origin,
        synced_by: SyncedBy,
    ) -> Result<SourcePosition> {
        let folder = self.timeline_folder(timeline);
        let now = Timestamp::now();
        if folder.join("data").exists() {
            let is_copy = matches!(origin, Origin::Branch { point: None, .. });
            if !(is_copy && synced_by == SyncedBy::FirstStart) {
                return Ok(SourcePosition { lsn: None, at: now });
            }
            remove_folder(&folder).await;
        }
        match origin {
            Origin::NewCluster => {
                self.create_cluster(branch, &folder).await?;
                Ok(SourcePosition { lsn: None, at: now })
            }
            Origin::Branch { id, point, .. } => {
                let compute = self.compute(id)?;
                // Kept to the end: the source is not suspended while it is copied.
                let lease = compute.wake().await?;
                let found = self.read(|state| state.branches.get(id).cloned());
                let found = found.ok_or_else(|| branch_gone(id))?;
                let mut source = self.source(&found.timeline, &lease);
                match point {
                    None => {
                        if synced_by == SyncedBy::FirstStart {
                            source.durability = Durability::Relaxed;
                        }
                        let copy = copy_running(&source, &folder).await?;
                        let lsn = Some(copy.stop_lsn.to_string());
                        Ok(SourcePosition { lsn, at: copy.taken_at })
                    }
                    Some(point) => {
                        let binaries = &self.postgres.binaries;
                        let history = self.history(&found);
                        history
                            .recover(&source, binaries, recovery_target(point)?, &folder)
                            .await?;
                        Ok(match point {
                            HistoryPoint::Time(time) => SourcePosition { lsn: None, at: *time },
                            HistoryPoint::Lsn(lsn) => {
                                SourcePosition { lsn: Some(lsn.clone()), at: now }
                            }
                        })
                    }
                }
            }
        }
    }

    async fn create_cluster(self: &Arc<Self>, branch: &BranchId, folder: &Path) -> Result<()> {
        let found: Option<Branch> = self.read(|state| state.branches.get(branch).cloned());
        let found = found.ok_or_else(|| branch_gone(branch))?;
        let options = self.cluster_options(&found);
        let (binaries, account) = (self.postgres.binaries.clone(), self.postgres.account.clone());
        let folder = folder.to_owned();
        let create = move || Cluster::prepare(binaries, account, &folder, &options).map(drop);
        Ok(blocking(create).await?)
    }
}
