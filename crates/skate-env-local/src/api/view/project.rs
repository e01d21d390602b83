//! The project alone and in a list, which differ in Neon's document.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{
    ADDRESS, CREATION_SOURCE, EMAIL, MAX_BRANCHES, ORGANIZATION, OWNER, PLAN, PROVISIONER, REGION,
    rounded, without_nulls,
};
use crate::state::{Branch, Counters, State};

pub(in crate::api) fn project(state: &State) -> Value {
    let used = used(state);
    let mut view = common(state);
    view["active_time_seconds"] = rounded(used.active_time_seconds).into();
    view["compute_time_seconds"] = rounded(used.compute_time_seconds).into();
    view["written_data_bytes"] = used.written_data_bytes.into();
    view["data_transfer_bytes"] = used.data_transfer_bytes.into();
    view["data_storage_bytes_hour"] = 0.into();
    // There is no billing: one period without an end.
    view["consumption_period_start"] = json!(state.project.created_at);
    view["consumption_period_end"] = json!(Timestamp::MAX);
    view["owner"] = json!({
        "email": EMAIL,
        "name": OWNER,
        "branches_limit": MAX_BRANCHES,
        "subscription_type": PLAN,
    });
    without_nulls(view)
}

pub(in crate::api) fn project_in_list(state: &State) -> Value {
    let mut view = common(state);
    view["active_time"] = rounded(used(state).active_time_seconds).into();
    without_nulls(view)
}

fn common(state: &State) -> Value {
    let project = &state.project;
    let size: i64 = state.branches.values().filter_map(|branch| branch.logical_size).sum();
    let active = state.endpoints.values().filter_map(|endpoint| endpoint.last_active).max();
    json!({
        "id": project.id,
        "name": project.name,
        "platform_id": REGION,
        "region_id": REGION,
        "provisioner": PROVISIONER,
        "pg_version": project.pg_version,
        "proxy_host": ADDRESS,
        // No limit but the user's own disk.
        "branch_logical_size_limit": 0,
        "branch_logical_size_limit_bytes": 0,
        "store_passwords": true,
        "cpu_used_sec": rounded(used(state).compute_time_seconds),
        "creation_source": CREATION_SOURCE,
        "history_retention_seconds": project.history_retention_seconds,
        "synthetic_storage_size": size,
        "settings": project.settings,
        "default_endpoint_settings": project.default_endpoint_settings,
        "created_at": project.created_at,
        "updated_at": project.updated_at,
        "compute_last_active_at": active,
        "owner_id": OWNER,
        "org_id": ORGANIZATION,
    })
}

fn used(state: &State) -> Counters {
    let add = |sum: Counters, branch: &Branch| {
        let used = branch.counters.total();
        Counters {
            active_time_seconds: sum.active_time_seconds + used.active_time_seconds,
            compute_time_seconds: sum.compute_time_seconds + used.compute_time_seconds,
            written_data_bytes: sum.written_data_bytes + used.written_data_bytes,
            data_transfer_bytes: sum.data_transfer_bytes + used.data_transfer_bytes,
            ..Counters::default()
        }
    };
    state.branches.values().fold(Counters::default(), add)
}
