//! An endpoint and the state of its compute.

use serde_json::{Value, json};

use super::{ADDRESS, CREATION_SOURCE, PROVISIONER, REGION, without_nulls};
use crate::plane::Plane;
use crate::state::Endpoint;

/// Reads the compute's state from the plane: do not call it during a change of the state.
pub(in crate::api) fn endpoint(plane: &Plane, endpoint: &Endpoint) -> Value {
    let (current, pending) = plane.endpoint_state(&endpoint.id);
    without_nulls(json!({
        "id": endpoint.id,
        "name": endpoint.name,
        "project_id": plane.read(|state| state.project.id.clone()),
        "branch_id": endpoint.branch_id,
        "host": endpoint.host(),
        "proxy_host": ADDRESS,
        "region_id": REGION,
        "type": "read_write",
        "current_state": current,
        "pending_state": pending,
        "autoscaling_limit_min_cu": endpoint.autoscaling_limit_min_cu,
        "autoscaling_limit_max_cu": endpoint.autoscaling_limit_max_cu,
        "suspend_timeout_seconds": endpoint.suspend_timeout_seconds,
        "provisioner": PROVISIONER,
        "disabled": endpoint.disabled,
        "passwordless_access": false,
        "pooler_enabled": false,
        "pooler_mode": "transaction",
        "settings": endpoint.settings,
        "creation_source": CREATION_SOURCE,
        "created_at": endpoint.created_at,
        "updated_at": endpoint.updated_at,
        "last_active": endpoint.last_active,
        "started_at": endpoint.started_at,
        "suspended_at": endpoint.suspended_at,
    }))
}
