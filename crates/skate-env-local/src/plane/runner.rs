//! Operations, done in the background: those of one branch in the order they were asked for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, OperationId, model::OperationStatus};

use super::Plane;
use super::servers::locked;
use crate::state::{Deed, Operation, State};

const PAUSE: Duration = Duration::from_secs(1);

impl Plane {
    /// Begins whatever is left to do. May be called at any time.
    pub(super) fn begin(self: &Arc<Self>) {
        let branches: Vec<_> = self.read(|state| {
            let unfinished = state.operations.iter().filter(|operation| operation.deed.is_some());
            unfinished.map(|operation| operation.branch_id.clone()).collect()
        });
        for branch in branches {
            if locked(&self.busy).insert(branch.clone()) {
                let plane = Arc::clone(self);
                self.tasks.spawn(async move { plane.work(branch).await });
            }
        }
    }

    async fn work(self: Arc<Self>, branch: BranchId) {
        loop {
            let next = {
                // Under the lock: what is asked for after this look begins a new task.
                let mut busy = locked(&self.busy);
                let next = self.read(|state| state.unfinished(&branch).next().cloned());
                if next.is_none() || self.is_stopping() {
                    busy.remove(&branch);
                    return;
                }
                next
            };
            if let Some(Operation { id, deed: Some(deed), .. }) = next {
                self.perform(&branch, &id, &deed).await;
            }
        }
    }

    async fn perform(self: &Arc<Self>, branch: &BranchId, id: &OperationId, deed: &Deed) {
        self.note(id, |operation| operation.status = OperationStatus::Running);
        tokio::time::sleep(self.faults.operation_delay()).await;
        let begin = Instant::now();
        let outcome = self.attempt(branch, deed).await;
        let took = i64::try_from(begin.elapsed().as_millis()).unwrap_or(i64::MAX);
        let failed = outcome.is_err();
        let finish = || {
            self.store.change(|state| {
                end(state, id, outcome.as_ref().err().map(ToString::to_string), took);
                if failed {
                    undo(state, branch, deed);
                }
                Ok(())
            })
        };
        // The disk is full, say: nothing else is begun for this branch until it is written down.
        while finish().is_err() && !self.is_stopping() {
            tokio::time::sleep(PAUSE).await;
        }
        self.reconcile();
    }

    fn note(&self, id: &OperationId, change: impl FnOnce(&mut Operation)) {
        // Only for those who watch; what counts is written when the operation ends.
        self.store.touch(|state| {
            if let Some(found) = state.operations.iter_mut().find(|found| found.id == *id) {
                change(found);
            }
        });
    }
}

fn end(state: &mut State, id: &OperationId, error: Option<String>, took: i64) {
    let Some(operation) = state.operations.iter_mut().find(|found| found.id == *id) else { return };
    operation.status = match &error {
        None => OperationStatus::Finished,
        Some(_) => OperationStatus::Failed,
    };
    operation.error = error;
    operation.deed = None;
    operation.total_duration_ms = took;
    operation.updated_at = Timestamp::now();
}

/// What failed leaves nothing half made behind.
fn undo(state: &mut State, branch: &BranchId, deed: &Deed) {
    match deed {
        Deed::Make { .. } => state.forget_branch(branch, Timestamp::now()),
        Deed::Restore(_) => state.stay_as_before(branch, Timestamp::now()),
        _ => {}
    }
}
