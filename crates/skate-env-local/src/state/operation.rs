//! Operations: work that continues after a request was answered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use skate_env_core::neon::{BranchId, EndpointId, OperationId, model::OperationStatus};

use super::{Database, Role, TimelineId};

/// Neon's names for what an operation does.
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
    /// What is to be done; `None` when the operation has finished. Every task may be started again
    /// after a crash.
    #[serde(alias = "deed")]
    pub(crate) task: Option<Task>,
}

/// What an operation does to its branch. The aliases are the names in older state files.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Task {
    /// Fills the branch's timeline.
    #[serde(alias = "make")]
    CreateBranch {
        origin: Origin,
    },
    /// Fills another timeline and gives it to the branch.
    Restore(Restoration),
    Start,
    Suspend,
    Restart,
    /// Deletes the data of a branch that is already deleted from the state.
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

/// The state that a branch is restored to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Restoration {
    pub(crate) timeline: TimelineId,
    pub(crate) origin: Origin,
    /// The source's roles, with the passwords that they get.
    pub(crate) roles: Vec<Role>,
    pub(crate) databases: Vec<Database>,
    /// The id and name of a new branch that keeps the present state; `None` deletes that state.
    pub(crate) preserve: Option<(BranchId, String)>,
}

/// Where a timeline's data comes from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Origin {
    #[serde(alias = "nothing")]
    NewCluster,
    /// Another branch, now or at a point of its history.
    Branch { id: BranchId, point: Option<HistoryPoint>, schema_only: bool },
}

/// A moment of a branch's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HistoryPoint {
    Time(Timestamp),
    Lsn(String),
}
