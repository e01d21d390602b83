//! Scheduling operations: they are stored with the change that needs them.

use jiff::Timestamp;
use skate_env_core::neon::{
    BranchId,
    model::{BranchState, OperationStatus},
};

use crate::state::{Action, ApiError, Operation, Origin, Restoration, State, Task, operation_id};

impl State {
    /// Adds an operation of a branch, which runs after the branch's earlier operations.
    pub(super) fn schedule(
        &mut self,
        branch: &BranchId,
        action: Action,
        task: Task,
        now: Timestamp,
    ) -> Result<(), ApiError> {
        let endpoint_id = match action {
            Action::StartCompute | Action::SuspendCompute => {
                self.endpoint_of(branch).map(|endpoint| endpoint.id.clone())
            }
            _ => None,
        };
        self.operations.push(Operation {
            id: operation_id()?,
            branch_id: branch.clone(),
            endpoint_id,
            action,
            status: OperationStatus::Scheduling,
            error: None,
            created_at: now,
            updated_at: now,
            total_duration_ms: 0,
            task: Some(task),
        });
        Ok(())
    }

    /// As on Neon: while an operation of a branch runs, or a copy of it, no other one is scheduled.
    pub(super) fn check_not_busy(&self, branch: &BranchId) -> Result<(), ApiError> {
        let is_copied = self.operations.iter().any(|one| copies(one.task.as_ref(), branch));
        if is_copied { Err(ApiError::lock()) } else { self.check_operations_finished(branch) }
    }

    /// The check for changes that do not disturb a copy.
    pub(super) fn check_operations_finished(&self, branch: &BranchId) -> Result<(), ApiError> {
        let ready = self.branch(branch)?.current_state == BranchState::Ready;
        if ready && self.unfinished(branch).next().is_none() {
            return Ok(());
        }
        Err(ApiError::lock())
    }

    /// A branch that is being created or restored, or whose roles and databases are being changed,
    /// cannot be a source: the API does not show what its server has.
    pub(super) fn check_source(&self, branch: &BranchId) -> Result<(), ApiError> {
        let ready = self.branch(branch)?.current_state == BranchState::Ready;
        if ready && !self.changes_catalog(branch) {
            return Ok(());
        }
        Err(ApiError::lock())
    }

    /// Whether an operation changes roles or databases of the branch.
    pub(crate) fn changes_catalog(&self, branch: &BranchId) -> bool {
        self.unfinished(branch).any(|operation| operation.action == Action::ApplyConfig)
    }

    /// Removes a branch that could not be created, and cancels its further operations.
    pub(crate) fn remove_failed_branch(&mut self, branch: &BranchId, now: Timestamp) {
        if let Some(endpoint) = self.endpoint_of(branch).map(|endpoint| endpoint.id.clone()) {
            self.remove_endpoint(&endpoint);
        }
        self.branches.remove(branch);
        for operation in self.operations.iter_mut().filter(|one| one.branch_id == *branch) {
            if operation.task.take().is_some() {
                operation.status = OperationStatus::Cancelled;
                operation.updated_at = now;
            }
        }
    }

    /// Makes a branch that could not be restored ready again, with its old data.
    pub(crate) fn cancel_restore(&mut self, branch: &BranchId, now: Timestamp) {
        if let Some(branch) = self.branches.get_mut(branch) {
            branch.set_state(BranchState::Ready, now);
        }
    }
}

fn copies(task: Option<&Task>, branch: &BranchId) -> bool {
    matches!(
        task,
        Some(
            Task::CreateBranch { origin: Origin::Branch { id, .. } }
                | Task::Restore(Restoration { origin: Origin::Branch { id, .. }, .. })
        ) if id == branch
    )
}
