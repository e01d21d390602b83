//! A branch and its annotation.

use serde_json::{Value, json};
use skate_env_core::neon::model::BranchState;

use super::{CREATION_SOURCE, rounded, without_nulls};
use crate::state::{Branch, State};

pub(in crate::api) fn branch(state: &State, branch: &Branch) -> Value {
    let default = state.is_default(&branch.id);
    let used = branch.counters.total();
    let pending = matches!(branch.current_state, BranchState::Init | BranchState::Resetting);
    let restricted = State::reason_against_restore(branch).into_iter();
    let restricted: Vec<_> =
        restricted.map(|(_, reason)| json!({ "name": "restore", "reason": reason })).collect();
    without_nulls(json!({
        "id": branch.id,
        "project_id": state.project.id,
        "parent_id": branch.parent_id,
        "parent_lsn": branch.parent_lsn,
        "parent_timestamp": branch.parent_timestamp,
        "name": branch.name,
        "current_state": branch.current_state,
        "pending_state": pending.then_some(BranchState::Ready),
        "state_changed_at": branch.state_changed_at,
        "logical_size": branch.logical_size,
        "creation_source": CREATION_SOURCE,
        "init_source": branch.init_source,
        "primary": default,
        "default": default,
        "protected": branch.protected,
        "cpu_used_sec": rounded(used.compute_time_seconds),
        "compute_time_seconds": rounded(used.compute_time_seconds),
        "active_time_seconds": rounded(used.active_time_seconds),
        "written_data_bytes": used.written_data_bytes,
        "data_transfer_bytes": used.data_transfer_bytes,
        "created_at": branch.created_at,
        "updated_at": branch.updated_at,
        "expires_at": branch.expires_at,
        "ttl_interval_seconds": branch.ttl_interval_seconds,
        "last_reset_at": branch.last_reset_at,
        "restricted_actions": restricted,
    }))
}

pub(in crate::api) fn annotation(branch: &Branch) -> Value {
    json!({
        "object": { "type": "console/branch", "id": branch.id },
        "value": branch.annotation,
        "created_at": branch.created_at,
        "updated_at": branch.created_at,
    })
}
