//! What the control plane knows: projects, branches, endpoints and operations as plain records.
//! Nothing here touches a disk, a clock or a process; [`crate::change`] says what may be done.

mod branch;
mod endpoint;
mod id;
mod operation;
mod password;
mod ports;
mod project;
mod refusal;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use skate_env_core::neon::{BranchId, EndpointId, OperationId};

pub(crate) use branch::{Branch, Counters, Database, InitSource, Live, Role, TimelineId};
pub(crate) use endpoint::{DEFAULT_SUSPEND_SECONDS, Endpoint, EndpointDefaults};
pub(crate) use id::{branch_id, endpoint_id, operation_id, project_id, timeline_id};
pub(crate) use operation::{Action, Deed, Operation, Origin, Point, Restoration};
pub(crate) use password::Password;
pub(crate) use ports::Ports;
pub(crate) use project::Project;
pub(crate) use refusal::Refusal;

/// The form of the state file; another number is another program's.
pub(crate) const VERSION: u32 = 1;

/// How many operations that have ended are remembered.
const REMEMBERED: usize = 1_000;

/// Everything, as it is written to the disk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) version: u32,
    pub(crate) project: Project,
    pub(crate) branches: BTreeMap<BranchId, Branch>,
    pub(crate) endpoints: BTreeMap<EndpointId, Endpoint>,
    /// The oldest first.
    pub(crate) operations: Vec<Operation>,
    pub(crate) ports: Ports,
}

impl State {
    pub(crate) fn branch(&self, id: &BranchId) -> Result<&Branch, Refusal> {
        self.branches.get(id).ok_or_else(|| Refusal::not_found("branch", id.as_str()))
    }

    pub(crate) fn branch_mut(&mut self, id: &BranchId) -> Result<&mut Branch, Refusal> {
        self.branches.get_mut(id).ok_or_else(|| Refusal::not_found("branch", id.as_str()))
    }

    pub(crate) fn endpoint(&self, id: &EndpointId) -> Result<&Endpoint, Refusal> {
        self.endpoints.get(id).ok_or_else(|| Refusal::not_found("endpoint", id.as_str()))
    }

    pub(crate) fn endpoint_mut(&mut self, id: &EndpointId) -> Result<&mut Endpoint, Refusal> {
        self.endpoints.get_mut(id).ok_or_else(|| Refusal::not_found("endpoint", id.as_str()))
    }

    pub(crate) fn endpoint_of(&self, branch: &BranchId) -> Option<&Endpoint> {
        self.endpoints.values().find(|endpoint| endpoint.branch_id == *branch)
    }

    pub(crate) fn operation(&self, id: &OperationId) -> Result<&Operation, Refusal> {
        let found = self.operations.iter().find(|operation| operation.id == *id);
        found.ok_or_else(|| Refusal::not_found("operation", id.as_str()))
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

    /// What still has to be done for a branch, the first thing first.
    pub(crate) fn unfinished<'state>(
        &'state self,
        branch: &'state BranchId,
    ) -> impl Iterator<Item = &'state Operation> {
        self.operations
            .iter()
            .filter(move |operation| operation.deed.is_some() && operation.branch_id == *branch)
    }

    /// Forgets the oldest operations that have ended.
    pub(crate) fn forget_old_operations(&mut self) {
        let ended = self.operations.iter().filter(|operation| operation.deed.is_none()).count();
        let mut surplus = ended.saturating_sub(REMEMBERED);
        self.operations.retain(|operation| {
            let forgotten = surplus > 0 && operation.deed.is_none();
            surplus -= usize::from(forgotten);
            !forgotten
        });
    }

    /// The data folders that something refers to: every other one is a left-over.
    pub(crate) fn timelines(&self) -> impl Iterator<Item = &TimelineId> {
        let making = self.operations.iter().filter_map(|operation| match &operation.deed {
            Some(
                Deed::Restore(Restoration { timeline, .. }) | Deed::DeleteTimeline { timeline },
            ) => Some(timeline),
            _ => None,
        });
        self.branches.values().map(|branch| &branch.timeline).chain(making)
    }
}
