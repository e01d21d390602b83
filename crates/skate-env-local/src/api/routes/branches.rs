//! Routes of one branch: get, update, delete.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use skate_env_core::neon::{BranchId, ProjectId};

use crate::api::request::{Body, PathParams, double_option};
use crate::api::response::{ApiResult, deleted};
use crate::api::view;
use crate::plane::Plane;
use crate::state::ApiError;
use crate::transition::BranchChanges;

pub(super) type BranchPath = PathParams<(ProjectId, BranchId)>;

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
) -> ApiResult {
    plane.refresh(&id).await;
    plane.read(|state| {
        // The answer of a restore named the backup's id, and a client may request it at once.
        let backup = state.pending_backup(&id);
        let branch = backup.as_ref().map_or_else(|| state.branch(&id), Ok)?;
        Ok(Json(json!({
            "branch": view::branch(state, branch),
            "annotation": view::annotation(branch),
        })))
    })
}

#[derive(Deserialize)]
pub(super) struct UpdateRequest {
    branch: Changes,
}

#[derive(Deserialize)]
#[expect(clippy::option_option, reason = "absent, null, a time")]
struct Changes {
    name: Option<String>,
    protected: Option<bool>,
    #[serde(default, deserialize_with = "double_option")]
    expires_at: Option<Option<Timestamp>>,
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
    Body(update): Body<UpdateRequest>,
) -> ApiResult {
    let Changes { name, protected, expires_at } = update.branch;
    let changes = BranchChanges { name, protected, expires_at };
    let done = plane.change(|state, now| {
        state.update_branch(&id, &changes, now)?;
        Ok(view::branch(state, state.branch(&id)?))
    })?;
    let operations = view::operations(&plane, &done.operations);
    Ok(Json(json!({ "branch": done.value, "operations": operations })))
}

pub(super) async fn delete(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
) -> ApiResult<Response> {
    // What it used stays in the project's figures.
    plane.record_usage_of_all();
    let done = plane.change(|state, now| {
        let deleted = state.delete_branch(&id, now)?;
        Ok(deleted.map(|branch| view::branch(state, &branch)))
    })?;
    let operations = view::operations(&plane, &done.operations);
    let body = done.value.map(|branch| json!({ "branch": branch, "operations": operations }));
    Ok(deleted(body))
}

pub(super) async fn set_as_default(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
) -> ApiResult {
    let done = plane.change(|state, now| {
        state.set_as_default(&id, now)?;
        Ok(view::branch(state, state.branch(&id)?))
    })?;
    let operations = view::operations(&plane, &done.operations);
    Ok(Json(json!({ "branch": done.value, "operations": operations })))
}

/// This machine has no anonymized branches.
pub(super) async fn anonymized_status(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
) -> ApiResult {
    plane.read(|state| state.branch(&id).map(|_| ()))?;
    Err(ApiError::not_found("anonymized branch", id.as_str()))
}
