//! Histories are begun when their servers run, and kept no longer than the project asks for.

use std::sync::Arc;
use std::time::Duration;

use skate_env_core::neon::BranchId;

use super::Plane;
use super::trouble::Result;

const PAUSE: Duration = Duration::from_secs(60);

impl Plane {
    /// Looks after every branch that keeps a history: a new one at once.
    pub(super) async fn keep_histories(self: Arc<Self>) {
        let mut stopping = self.stopping.subscribe();
        loop {
            let branches: Vec<_> = self.read(|state| state.branches.keys().cloned().collect());
            for branch in branches.iter().filter(|branch| self.keeps_history(branch)) {
                // What fails is tried again; until then an older moment is not kept, and says so.
                let _ = self.keep_history(branch).await;
            }
            tokio::select! {
                _ = stopping.wait_for(|stopping| *stopping) => return,
                () = self.history_wanted.notified() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }

    /// A server that sleeps writes nothing: there is nothing to keep.
    async fn keep_history(&self, id: &BranchId) -> Result<()> {
        let Some(compute) = self.known_compute(id) else { return Ok(()) };
        let Some(lease) = compute.awake().await else { return Ok(()) };
        let branch = self.read(|state| state.branch(id).cloned())?;
        let seconds = self.read(|state| state.project.history_retention_seconds);
        let source = self.source(&branch.timeline, &lease);
        let history = self.history(&branch);
        history.ensure_base(&source).await?;
        history.prune(&source, Duration::from_secs(seconds.into())).await?;
        Ok(())
    }
}
