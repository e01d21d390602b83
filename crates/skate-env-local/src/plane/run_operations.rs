//! Running operations in the background: those of one branch in the order of their requests.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use skate_env_core::neon::{BranchId, OperationId, model::OperationStatus};

use super::Plane;
use super::computes::lock;
use crate::state::{Operation, State, Task};

const RETRY_INTERVAL: Duration = Duration::from_secs(1);

impl Plane {
    /// Starts the operations that are not finished. May be called at any time.
    pub(super) fn start_operations(self: &Arc<Self>) {
        let branches: Vec<_> = self.read(|state| {
            let unfinished = state.operations.iter().filter(|operation| operation.task.is_some());
            unfinished.map(|operation| operation.branch_id.clone()).collect()
        });
        for branch in branches {
            if lock(&self.busy).insert(branch.clone()) {
                let plane = Arc::clone(self);
                self.background.spawn(async move { plane.run_all_of(branch).await });
            }
        }
    }

    /// Waits until an operation has ended, but not longer than so long, nor while the plane stops.
    pub(crate) async fn wait_for_operation(&self, id: &OperationId, longest: Duration) {
        let (mut ended, mut stopping) =
            (self.operation_ended.subscribe(), self.stopping.subscribe());
        let runs = || {
            let is_it = |one: &&Operation| one.id == *id;
            self.read(|state| {
                state.operations.iter().find(is_it).is_some_and(|one| one.task.is_some())
            })
        };
        let wait = async { while runs() && ended.changed().await.is_ok() {} };
        tokio::select! {
            () = wait => {}
            _ = stopping.wait_for(|stopping| *stopping) => {}
            () = tokio::time::sleep(longest) => {}
        }
    }

    async fn run_all_of(self: Arc<Self>, branch: BranchId) {
        loop {
            let next = {
                // Under the lock: a request after this look starts a new background task.
                let mut busy = lock(&self.busy);
                let next = self.read(|state| state.unfinished(&branch).next().cloned());
                if next.is_none() || self.is_stopping() {
                    busy.remove(&branch);
                    return;
                }
                next
            };
            if let Some(Operation { id, task: Some(task), .. }) = next {
                self.run(&branch, &id, &task).await;
            }
        }
    }

    async fn run(self: &Arc<Self>, branch: &BranchId, id: &OperationId, task: &Task) {
        self.set_running(id);
        tokio::time::sleep(self.faults.operation_delay()).await;
        let started = Instant::now();
        let outcome = self.execute(branch, task).await;
        let duration_ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
        let failed = outcome.is_err();
        let record = || {
            self.store.change(|state| {
                let error = outcome.as_ref().err().map(ToString::to_string);
                finish(state, id, error, duration_ms);
                if failed {
                    undo(state, branch, task);
                }
                Ok(())
            })
        };
        // The disk may be full: no other operation of this branch starts until this is written.
        while record().is_err() && !self.is_stopping() {
            tokio::time::sleep(RETRY_INTERVAL).await;
        }
        self.reconcile();
        self.operation_ended.send_replace(());
    }

    /// In memory only: the end of the operation is what has to be durable.
    fn set_running(&self, id: &OperationId) {
        self.store.change_in_memory(|state| {
            if let Some(found) = state.operations.iter_mut().find(|found| found.id == *id) {
                found.status = OperationStatus::Running;
            }
        });
    }
}

fn finish(state: &mut State, id: &OperationId, error: Option<String>, duration_ms: i64) {
    let Some(operation) = state.operations.iter_mut().find(|found| found.id == *id) else { return };
    operation.status = match &error {
        None => OperationStatus::Finished,
        Some(_) => OperationStatus::Failed,
    };
    operation.error = error;
    operation.task = None;
    operation.total_duration_ms = duration_ms;
    operation.updated_at = Timestamp::now();
}

/// Removes from the state what the failed task would have completed.
fn undo(state: &mut State, branch: &BranchId, task: &Task) {
    match task {
        Task::CreateBranch { .. } => state.remove_failed_branch(branch, Timestamp::now()),
        Task::Restore(_) => state.cancel_restore(branch, Timestamp::now()),
        _ => {}
    }
}
