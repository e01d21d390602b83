//! What operations do. Each may be begun again after a crash: it looks at what is there first.

mod delete;
mod fill;
mod make;
mod restore;
mod sql;

use std::sync::Arc;

use skate_env_core::neon::BranchId;

use super::Plane;
use super::trouble::Result;
use crate::state::Deed;

impl Plane {
    pub(super) async fn attempt(self: &Arc<Self>, branch: &BranchId, deed: &Deed) -> Result<()> {
        match deed {
            Deed::Make { origin } => self.make(branch, origin).await,
            Deed::Restore(restoration) => self.restore(branch, restoration).await,
            Deed::Start => self.start_compute(branch).await,
            Deed::Suspend => self.suspend_compute(branch).await,
            Deed::Restart => Ok(self.compute(branch)?.restart().await?),
            Deed::DeleteTimeline { timeline } => self.delete_timeline(branch, timeline).await,
            Deed::CreateRole { .. }
            | Deed::DropRole { .. }
            | Deed::SetPassword { .. }
            | Deed::CreateDatabase { .. }
            | Deed::AlterDatabase { .. }
            | Deed::DropDatabase { .. } => self.apply(branch, deed).await,
        }
    }

    /// Opens the branch's door, which says so if somebody else took its port, and wakes the compute.
    async fn start_compute(self: &Arc<Self>, branch: &BranchId) -> Result<()> {
        let endpoint = self.read(|state| state.endpoint_of(branch).cloned());
        if let Some(endpoint) = endpoint {
            self.open_door(&endpoint)?;
            drop(self.compute(branch)?.wake().await?);
        }
        Ok(())
    }

    async fn suspend_compute(self: &Arc<Self>, branch: &BranchId) -> Result<()> {
        Ok(self.compute(branch)?.suspend().await?)
    }
}
