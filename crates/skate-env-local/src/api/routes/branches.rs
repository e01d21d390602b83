//! One branch: shown, done, deleted.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use skate_env_core::neon::{BranchId, ProjectId};

use crate::api::answer::{Answer, deleted};
use crate::api::request::{Body, Named, given};
use crate::api::view;
use crate::change::BranchChanges;
use crate::plane::Plane;
use crate::state::Refusal;

pub(super) type OfBranch = Named<(ProjectId, BranchId)>;

pub(super) async fn one(State(plane): State<Arc<Plane>>, Named((_, id)): OfBranch) -> Answer {
    plane.refresh(&id).await;
    plane.read(|state| {
        // Whoever asked for a restore was told the backup's id, and may ask for it at once.
        let backup = state.backup_to_be(&id);
        let branch = backup.as_ref().map_or_else(|| state.branch(&id), Ok)?;
        Ok(Json(json!({
            "branch": view::branch(state, branch),
            "annotation": view::annotation(branch),
        })))
    })
}

#[derive(Deserialize)]
pub(super) struct Update {
    branch: Changes,
}

#[derive(Deserialize)]
#[expect(clippy::option_option, reason = "absent, null, a moment")]
struct Changes {
    name: Option<String>,
    protected: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    expires_at: Option<Option<Timestamp>>,
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    Named((_, id)): OfBranch,
    Body(update): Body<Update>,
) -> Answer {
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
    Named((_, id)): OfBranch,
) -> Answer<Response> {
    let done = plane.change(|state, now| {
        let gone = state.delete_branch(&id, now)?;
        Ok(gone.map(|gone| view::branch(state, &gone)))
    })?;
    let operations = view::operations(&plane, &done.operations);
    let answer = done.value.map(|gone| json!({ "branch": gone, "operations": operations }));
    Ok(deleted(answer))
}

pub(super) async fn set_as_default(
    State(plane): State<Arc<Plane>>,
    Named((_, id)): OfBranch,
) -> Answer {
    let done = plane.change(|state, now| {
        state.set_as_default(&id, now)?;
        Ok(view::branch(state, state.branch(&id)?))
    })?;
    let operations = view::operations(&plane, &done.operations);
    Ok(Json(json!({ "branch": done.value, "operations": operations })))
}

/// There are no anonymized branches here, and no other has a status.
pub(super) async fn anonymized_status(
    State(plane): State<Arc<Plane>>,
    Named((_, id)): OfBranch,
) -> Answer {
    plane.read(|state| state.branch(&id).map(|_| ()))?;
    Err(Refusal::not_found("anonymized branch", id.as_str()))
}
