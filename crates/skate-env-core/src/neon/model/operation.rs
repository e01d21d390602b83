//! Operations: the work that Neon does after it has replied.

use crate::neon::{BranchId, EndpointId, OperationId, ProjectId, open_enum::open_enums};

use super::models;

open_enums! {
    /// How far an operation is.
    OperationStatus {
        /// It waits for its turn.
        Scheduling = "scheduling",
        /// It runs.
        Running = "running",
        /// It is done.
        Finished = "finished",
        /// It failed.
        Failed = "failed",
        /// It broke.
        Error = "error",
        /// It is being given up: not an end yet.
        Cancelling = "cancelling",
        /// It was given up.
        Cancelled = "cancelled",
        /// There was nothing to do.
        Skipped = "skipped",
    }
}

impl OperationStatus {
    /// `Some(true)` for a good end, `Some(false)` for a bad one, `None` while it is none: a
    /// status that is not known here is no end.
    #[must_use]
    pub fn outcome(&self) -> Option<bool> {
        match self {
            Self::Finished | Self::Skipped => Some(true),
            Self::Failed | Self::Error | Self::Cancelled => Some(false),
            Self::Scheduling | Self::Running | Self::Cancelling | Self::Other(_) => None,
        }
    }
}

models! {
    /// An operation.
    Operation {
        /// Its id.
        id: OperationId,
        /// Its project.
        project_id: ProjectId,
        /// What is done: `create_branch`, `start_compute`.
        action: String,
        /// How far it is.
        status: OperationStatus,
        ;
        /// The branch it is about.
        branch_id: BranchId,
        /// The endpoint it is about.
        endpoint_id: EndpointId,
        /// Why it failed.
        error: String,
        /// How often it failed so far.
        failures_count: i64,
        /// When it was asked for.
        created_at: String,
        /// When it last changed.
        updated_at: String,
    }
}
