//! Operations: what is done after a request was answered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use skate_env_core::neon::{BranchId, EndpointId, OperationId, model::OperationStatus};

use super::{Database, Role, TimelineId};

/// Neon's words for what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Action {
    CreateBranch,
    CreateTimeline,
    StartCompute,
    SuspendCompute,
    ApplyConfig,
    DeleteTimeline,
}

/// An operation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Operation {
    pub(crate) id: OperationId,
    pub(crate) branch_id: BranchId,
    pub(crate) endpoint_id: Option<EndpointId>,
    pub(crate) action: Action,
    pub(crate) status: OperationStatus,
    pub(crate) error: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) total_duration_ms: i64,
    /// What is to be done; none once it has ended. Every deed may be begun again after a crash.
    pub(crate) deed: Option<Deed>,
}

/// What an operation does to its branch.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    /// Fills the branch's timeline.
    Make {
        origin: Origin,
    },
    /// Fills another timeline and gives it to the branch.
    Restore(Restoration),
    Start,
    Suspend,
    Restart,
    /// The branch itself is gone already.
    DeleteTimeline {
        timeline: TimelineId,
    },
    CreateRole {
        name: String,
        login: bool,
    },
    DropRole {
        name: String,
    },
    SetPassword {
        name: String,
    },
    CreateDatabase {
        name: String,
        owner: String,
    },
    AlterDatabase {
        name: String,
        new_name: String,
        owner: String,
    },
    DropDatabase {
        name: String,
    },
}

/// What a branch becomes.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Restoration {
    pub(crate) timeline: TimelineId,
    pub(crate) origin: Origin,
    /// The source's, with the passwords that they are to have.
    pub(crate) roles: Vec<Role>,
    pub(crate) databases: Vec<Database>,
    /// A new branch that keeps the state until now; without one it goes.
    pub(crate) preserve: Option<(BranchId, String)>,
}

/// Where a timeline's data comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    /// A new cluster.
    Nothing,
    /// Another branch, now or at a point of its history.
    Branch { id: BranchId, point: Option<Point>, schema_only: bool },
}

/// A moment of a branch's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Point {
    Time(Timestamp),
    Lsn(String),
}
