//! Keeping the histories of branches: starts those of running servers, and removes what is older
//! than the project's retention.

use std::sync::Arc;
use std::time::Duration;

use skate_env_core::neon::BranchId;

use super::Plane;
use super::error::Result;

const INTERVAL: Duration = Duration::from_secs(60);

impl Plane {
    /// Goes through every branch that has a history; through a new one at once.
    pub(super) async fn keep_histories(self: Arc<Self>) {
        let mut stopping = self.stopping.subscribe();
        loop {
            let branches: Vec<_> = self.read(|state| state.branches.keys().cloned().collect());
            for branch in branches.iter().filter(|branch| self.has_history(branch)) {
                // After an error the next round tries again; until then a request for an older
                // moment is answered with an error.
                let _ = self.keep_history(branch).await;
            }
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = self.history_wanted.notified() => {}
                () = tokio::time::sleep(INTERVAL) => {}
            }
        }
    }

    /// A suspended server writes nothing: its history is complete.
    async fn keep_history(&self, id: &BranchId) -> Result<()> {
        let Some(compute) = self.known_compute(id) else { return Ok(()) };
        let Some(lease) = compute.lease_if_running().await else { return Ok(()) };
        let branch = self.read(|state| state.branch(id).cloned())?;
        let seconds = self.read(|state| state.project.history_retention_seconds);
        let source = self.source(&branch.timeline, &lease);
        let history = self.history(&branch);
        history.ensure_base_backup(&source).await?;
        history.prune(&source, Duration::from_secs(seconds.into())).await?;
        Ok(())
    }
}
