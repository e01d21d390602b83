//! Deleting the data of a branch that was deleted.

use std::sync::Arc;

use skate_env_core::neon::BranchId;

use crate::plane::error::Result;
use crate::plane::{Plane, remove_folder};
use crate::state::TimelineId;

impl Plane {
    pub(super) async fn delete_timeline(
        self: &Arc<Self>,
        branch: &BranchId,
        timeline: &TimelineId,
    ) -> Result<()> {
        self.remove_compute(branch).await;
        remove_folder(&self.timeline_folder(timeline)).await;
        Ok(())
    }

    /// Stops the branch's server for good, and forgets its compute.
    pub(super) async fn remove_compute(&self, branch: &BranchId) {
        let compute = self.take_compute(branch);
        if let Some(compute) = compute {
            // A server that does not stop is ended when its handle is dropped.
            let _ = compute.shut_down().await;
        }
    }
}
