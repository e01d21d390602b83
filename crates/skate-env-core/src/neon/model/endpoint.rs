//! Endpoints: the computes of branches.

use crate::neon::{BranchId, EndpointId, ProjectId, open_enum::open_enums};

use super::models;

open_enums! {
    /// What a compute may do.
    EndpointType {
        /// It reads and writes; a branch has one at most.
        ReadWrite = "read_write",
        /// It reads.
        ReadOnly = "read_only",
    }

    /// What a compute is doing.
    EndpointState {
        /// It is being made.
        Init = "init",
        /// It answers.
        Active = "active",
        /// It is suspended; a connection wakes it.
        Idle = "idle",
    }
}

models! {
    /// An endpoint.
    Endpoint {
        /// Its id: the first label of its host.
        id: EndpointId,
        /// Its project.
        project_id: ProjectId,
        /// The branch whose data it serves.
        branch_id: BranchId,
        /// Where it is reached.
        host: String,
        /// What it may do.
        r#type: EndpointType,
        /// What it is doing.
        current_state: EndpointState,
        /// The least of its size, in compute units.
        autoscaling_limit_min_cu: f64,
        /// The most of its size, in compute units.
        autoscaling_limit_max_cu: f64,
        /// Seconds without a query until it is suspended: -1 never, 0 Neon's default.
        suspend_timeout_seconds: i64,
        ;
        /// What it will be doing next.
        pending_state: EndpointState,
        /// Whether connections are refused.
        disabled: bool,
        /// When it last answered a query.
        last_active: String,
        /// When it was last suspended.
        suspended_at: String,
        /// What runs it.
        provisioner: String,
        /// When it was made.
        created_at: String,
        /// When it last changed.
        updated_at: String,
    }
}
