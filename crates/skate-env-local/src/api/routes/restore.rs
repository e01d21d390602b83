//! The route that restores a branch to its parent's state or to a moment of a history.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use skate_env_core::neon::BranchId;

use super::branches::BranchPath;
use crate::api::request::{Body, PathParams, history_point};
use crate::api::response::ApiResult;
use crate::api::view;
use crate::plane::Plane;
use crate::state::{Restoration, Task};
use crate::transition::Restore;

#[derive(Deserialize)]
pub(super) struct RestoreRequest {
    source_branch_id: BranchId,
    source_lsn: Option<String>,
    source_timestamp: Option<Timestamp>,
    preserve_under_name: Option<String>,
}

pub(super) async fn restore(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
    Body(request): Body<RestoreRequest>,
) -> ApiResult {
    let restore = Restore {
        source: request.source_branch_id,
        point: history_point(request.source_lsn, request.source_timestamp)?,
        preserve_under_name: request.preserve_under_name.filter(|name| !name.is_empty()),
    };
    plane.read(|state| {
        state.branch(&id)?;
        state.branch(&restore.source).map(|_| ())
    })?;
    if let Some(point) = &restore.point {
        plane.check_point(&restore.source, point)?;
    }
    let changed = plane.change(|state, now| {
        state.restore_branch(&id, &restore, now)?;
        let mut branch = view::branch(state, state.branch(&id)?);
        let tasks = state.unfinished(&id).filter_map(|operation| operation.task.as_ref());
        if let Some(Task::Restore(Restoration { preserve: Some((backup, _)), .. })) = tasks.last() {
            // Neon creates the backup at once; here it exists when the operation has finished.
            branch["parent_id"] = json!(backup);
        }
        Ok(branch)
    })?;
    let operations = view::operations(&plane, &changed.operations);
    Ok(Json(json!({ "branch": changed.value, "operations": operations })))
}
