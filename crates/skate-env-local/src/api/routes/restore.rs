//! A branch, put back to its parent's state or to a moment of a history.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use skate_env_core::neon::BranchId;

use super::branches::OfBranch;
use crate::api::answer::Answer;
use crate::api::request::{Body, Named, point};
use crate::api::view;
use crate::change::Restore;
use crate::plane::Plane;
use crate::state::{Deed, Restoration};

#[derive(Deserialize)]
pub(super) struct Wanted {
    source_branch_id: BranchId,
    source_lsn: Option<String>,
    source_timestamp: Option<Timestamp>,
    preserve_under_name: Option<String>,
}

pub(super) async fn restore(
    State(plane): State<Arc<Plane>>,
    Named((_, id)): OfBranch,
    Body(wanted): Body<Wanted>,
) -> Answer {
    let restore = Restore {
        source: wanted.source_branch_id,
        point: point(wanted.source_lsn, wanted.source_timestamp)?,
        preserve_under_name: wanted.preserve_under_name.filter(|name| !name.is_empty()),
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
        let deeds = state.unfinished(&id).filter_map(|operation| operation.deed.as_ref());
        if let Some(Deed::Restore(Restoration { preserve: Some((backup, _)), .. })) = deeds.last() {
            // Neon names the backup at once; here it is there when the operation has ended.
            branch["parent_id"] = json!(backup);
        }
        Ok(branch)
    })?;
    let operations = view::operations(&plane, &changed.operations);
    Ok(Json(json!({ "branch": changed.value, "operations": operations })))
}
