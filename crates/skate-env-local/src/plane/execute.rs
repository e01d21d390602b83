//! Executing the task of an operation. Every task may be started again after a crash: it checks
//! first what already exists.

mod create_branch;
mod delete_timeline;
mod fill_timeline;
mod restore;
mod roles_and_databases;

use std::sync::Arc;

use skate_env_core::neon::BranchId;

use super::Plane;
use super::error::Result;
use crate::state::Task;

impl Plane {
    pub(super) async fn execute(self: &Arc<Self>, branch: &BranchId, task: &Task) -> Result<()> {
        match task {
            Task::CreateBranch { origin } => self.create_branch(branch, origin).await,
            Task::Restore(restoration) => self.restore(branch, restoration).await,
            Task::Start => self.start_compute(branch).await,
            Task::Suspend => self.suspend_compute(branch).await,
            Task::Restart => Ok(self.compute(branch)?.restart().await?),
            Task::DeleteTimeline { timeline } => self.delete_timeline(branch, timeline).await,
            Task::CreateRole { .. }
            | Task::DropRole { .. }
            | Task::SetPassword { .. }
            | Task::CreateDatabase { .. }
            | Task::AlterDatabase { .. }
            | Task::DropDatabase { .. } => self.change_catalog(branch, task).await,
        }
    }

    /// Opens the endpoint's listener, which fails if another program took its port, and wakes the
    /// compute.
    async fn start_compute(self: &Arc<Self>, branch: &BranchId) -> Result<()> {
        let endpoint = self.read(|state| state.endpoint_of(branch).cloned());
        if let Some(endpoint) = endpoint {
            self.open_listener(&endpoint)?;
            drop(self.compute(branch)?.wake().await?);
        }
        Ok(())
    }

    async fn suspend_compute(self: &Arc<Self>, branch: &BranchId) -> Result<()> {
        Ok(self.compute(branch)?.suspend().await?)
    }
}
