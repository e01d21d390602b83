//! Data for a timeline: a new cluster, a copy of a running branch, or a moment of its history.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use skate_env_core::neon::BranchId;

use crate::clone::copy_running;
use crate::plane::trouble::Result;
use crate::plane::{Plane, points::past, servers::gone};
use crate::postgres::{Cluster, blocking};
use crate::state::{Branch, Origin, Point, TimelineId};

/// What a timeline was filled with.
pub(super) struct Filled {
    /// Where in the source's log it begins; none for a new cluster.
    pub(super) lsn: Option<String>,
    pub(super) at: Timestamp,
}

impl Plane {
    /// Fills a timeline of a branch; one that was filled before a crash is taken as it is.
    pub(super) async fn fill(
        self: &Arc<Self>,
        branch: &BranchId,
        timeline: &TimelineId,
        origin: &Origin,
    ) -> Result<Filled> {
        let folder = self.timeline_folder(timeline);
        let now = Timestamp::now();
        if folder.join("data").exists() {
            return Ok(Filled { lsn: None, at: now });
        }
        match origin {
            Origin::Nothing => {
                self.initialize(branch, &folder).await?;
                Ok(Filled { lsn: None, at: now })
            }
            Origin::Branch { id, point, .. } => {
                let compute = self.compute(id)?;
                // Held to the end: the source is not suspended under the copy.
                let lease = compute.wake().await?;
                let found = self.read(|state| state.branches.get(id).cloned());
                let found = found.ok_or_else(|| gone(id))?;
                let source = self.source(&found.timeline, &lease);
                match point {
                    None => {
                        let copied = copy_running(&source, &folder).await?;
                        let lsn = Some(copied.stop_lsn.to_string());
                        Ok(Filled { lsn, at: copied.taken_at })
                    }
                    Some(point) => {
                        let binaries = &self.postgres.binaries;
                        let history = self.history(&found);
                        history.recover(&source, binaries, past(point)?, &folder).await?;
                        Ok(match point {
                            Point::Time(time) => Filled { lsn: None, at: *time },
                            Point::Lsn(lsn) => Filled { lsn: Some(lsn.clone()), at: now },
                        })
                    }
                }
            }
        }
    }

    async fn initialize(self: &Arc<Self>, branch: &BranchId, folder: &Path) -> Result<()> {
        let found: Option<Branch> = self.read(|state| state.branches.get(branch).cloned());
        let found = found.ok_or_else(|| gone(branch))?;
        let setup = self.setup(&found);
        let (binaries, account) = (self.postgres.binaries.clone(), self.postgres.account.clone());
        let folder = folder.to_owned();
        Ok(blocking(move || Cluster::prepare(binaries, account, &folder, &setup).map(drop)).await?)
    }
}
