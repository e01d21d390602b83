//! Operations are written down with the change that asks for them.

use jiff::Timestamp;
use skate_env_core::neon::{
    BranchId,
    model::{BranchState, OperationStatus},
};

use crate::state::{Action, Deed, Operation, Origin, Refusal, Restoration, State, operation_id};

impl State {
    /// Leaves work behind for a branch; it is done after whatever was asked for before.
    pub(super) fn schedule(
        &mut self,
        branch: &BranchId,
        action: Action,
        deed: Deed,
        now: Timestamp,
    ) -> Result<(), Refusal> {
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
            deed: Some(deed),
        });
        Ok(())
    }

    /// As Neon: while something is done to a branch, or it is being copied, nothing is begun
    /// with it.
    pub(super) fn refuse_while_busy(&self, branch: &BranchId) -> Result<(), Refusal> {
        let copied = self.operations.iter().any(|one| reads(one.deed.as_ref(), branch));
        if copied { Err(Refusal::locked()) } else { self.refuse_while_changed(branch) }
    }

    /// The same for what does no harm to a copy.
    pub(super) fn refuse_while_changed(&self, branch: &BranchId) -> Result<(), Refusal> {
        let ready = self.branch(branch)?.current_state == BranchState::Ready;
        if ready && self.unfinished(branch).next().is_none() {
            return Ok(());
        }
        Err(Refusal::locked())
    }

    /// A branch that is being made or put back, or whose roles and databases are being changed,
    /// is no source: what the API says of it is not what its server has.
    pub(super) fn refuse_as_source(&self, branch: &BranchId) -> Result<(), Refusal> {
        let ready = self.branch(branch)?.current_state == BranchState::Ready;
        if ready && !self.changes_catalog(branch) {
            return Ok(());
        }
        Err(Refusal::locked())
    }

    /// Whether roles or databases of the branch are still to be made, changed or dropped.
    pub(crate) fn changes_catalog(&self, branch: &BranchId) -> bool {
        self.unfinished(branch).any(|operation| operation.action == Action::ApplyConfig)
    }

    /// A branch that could not be made is gone, and what was to be done with it is given up.
    pub(crate) fn forget_branch(&mut self, branch: &BranchId, now: Timestamp) {
        if let Some(endpoint) = self.endpoint_of(branch).map(|endpoint| endpoint.id.clone()) {
            self.remove_endpoint(&endpoint);
        }
        self.branches.remove(branch);
        for operation in self.operations.iter_mut().filter(|one| one.branch_id == *branch) {
            if operation.deed.take().is_some() {
                operation.status = OperationStatus::Cancelled;
                operation.updated_at = now;
            }
        }
    }

    /// A branch that could not be put back is as it was.
    pub(crate) fn stay_as_before(&mut self, branch: &BranchId, now: Timestamp) {
        if let Some(branch) = self.branches.get_mut(branch) {
            branch.become_state(BranchState::Ready, now);
        }
    }
}

fn reads(deed: Option<&Deed>, branch: &BranchId) -> bool {
    matches!(
        deed,
        Some(
            Deed::Make { origin: Origin::Branch { id, .. } }
                | Deed::Restore(Restoration { origin: Origin::Branch { id, .. }, .. })
        ) if id == branch
    )
}
