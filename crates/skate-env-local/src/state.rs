//! The state of the control plane: project, branches, endpoints and operations as plain records,
//! without I/O and without a clock. [`crate::transition`] changes them.

mod api_error;
mod branch;
mod consumption;
mod endpoint;
mod id;
mod operation;
mod password;
mod ports;
mod project;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use skate_env_core::neon::{BranchId, EndpointId, OperationId};

pub(crate) use api_error::ApiError;
pub(crate) use branch::{
    Branch, Counters, Database, InitSource, Role, TimelineId, UsageSinceStart,
};
pub(crate) use consumption::{AwakeTime, UsedBranch};
pub(crate) use endpoint::{DEFAULT_SUSPEND_SECONDS, Endpoint, EndpointDefaults};
pub(crate) use id::{branch_id, endpoint_id, operation_id, project_id, timeline_id};
pub(crate) use operation::{Action, HistoryPoint, Operation, Origin, Restoration, Task};
pub(crate) use password::Password;
pub(crate) use ports::Ports;
pub(crate) use project::Project;

/// The version of the state file's format.
pub(crate) const VERSION: u32 = 1;

/// How many finished operations are kept.
const MAX_FINISHED_OPERATIONS: usize = 1_000;

/// The whole state, as it is written to the state file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) version: u32,
    pub(crate) project: Project,
    pub(crate) branches: BTreeMap<BranchId, Branch>,
    pub(crate) endpoints: BTreeMap<EndpointId, Endpoint>,
    /// The oldest first.
    pub(crate) operations: Vec<Operation>,
    pub(crate) ports: Ports,
    /// What branches used that are deleted.
    #[serde(default)]
    pub(crate) deleted_branches: Vec<UsedBranch>,
}

impl State {
    pub(crate) fn branch(&self, id: &BranchId) -> Result<&Branch, ApiError> {
        self.branches.get(id).ok_or_else(|| ApiError::not_found("branch", id.as_str()))
    }

    pub(crate) fn branch_mut(&mut self, id: &BranchId) -> Result<&mut Branch, ApiError> {
        self.branches.get_mut(id).ok_or_else(|| ApiError::not_found("branch", id.as_str()))
    }

    pub(crate) fn endpoint(&self, id: &EndpointId) -> Result<&Endpoint, ApiError> {
        self.endpoints.get(id).ok_or_else(|| ApiError::not_found("endpoint", id.as_str()))
    }

    pub(crate) fn endpoint_mut(&mut self, id: &EndpointId) -> Result<&mut Endpoint, ApiError> {
        self.endpoints.get_mut(id).ok_or_else(|| ApiError::not_found("endpoint", id.as_str()))
    }

    pub(crate) fn endpoint_of(&self, branch: &BranchId) -> Option<&Endpoint> {
        self.endpoints.values().find(|endpoint| endpoint.branch_id == *branch)
    }

    pub(crate) fn operation(&self, id: &OperationId) -> Result<&Operation, ApiError> {
        let found = self.operations.iter().find(|operation| operation.id == *id);
        found.ok_or_else(|| ApiError::not_found("operation", id.as_str()))
    }

    pub(crate) fn children<'state>(
        &'state self,
        branch: &'state BranchId,
    ) -> impl Iterator<Item = &'state Branch> {
        self.branches.values().filter(move |child| child.parent_id.as_ref() == Some(branch))
    }

    pub(crate) fn is_default(&self, branch: &BranchId) -> bool {
        self.project.default_branch == *branch
    }

    /// The operations of a branch that are not finished, oldest first.
    pub(crate) fn unfinished<'state>(
        &'state self,
        branch: &'state BranchId,
    ) -> impl Iterator<Item = &'state Operation> {
        self.operations
            .iter()
            .filter(move |operation| operation.task.is_some() && operation.branch_id == *branch)
    }

    /// Removes the oldest finished operations.
    pub(crate) fn remove_old_operations(&mut self) {
        let finished = self.operations.iter().filter(|operation| operation.task.is_none()).count();
        let mut surplus = finished.saturating_sub(MAX_FINISHED_OPERATIONS);
        self.operations.retain(|operation| {
            let remove = surplus > 0 && operation.task.is_none();
            surplus -= usize::from(remove);
            !remove
        });
    }

    /// The data folders that the state names: every other one may be removed.
    pub(crate) fn timelines(&self) -> impl Iterator<Item = &TimelineId> {
        let pending = self.operations.iter().filter_map(|operation| match &operation.task {
            Some(
                Task::Restore(Restoration { timeline, .. }) | Task::DeleteTimeline { timeline },
            ) => Some(timeline),
            _ => None,
        });
        self.branches.values().map(|branch| &branch.timeline).chain(pending)
    }
}
