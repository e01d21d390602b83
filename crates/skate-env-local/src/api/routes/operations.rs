//! Operations, the newest first.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Of;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{OperationId, ProjectId};

use crate::api::answer::Answer;
use crate::api::request::{Asked, Named, decode, encode};
use crate::api::view;
use crate::plane::Plane;
use crate::state::{Refusal, State};

const LARGEST_PAGE: usize = 1_000;

#[derive(Deserialize)]
pub(super) struct Listing {
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(super) async fn list(
    Of(plane): Of<Arc<Plane>>,
    _project: Named<ProjectId>,
    Asked(listing): Asked<Listing>,
) -> Answer {
    plane.read(|state| page(state, &listing)).map(Json)
}

fn page(state: &State, listing: &Listing) -> Result<Value, Refusal> {
    let limit = listing.limit.unwrap_or(LARGEST_PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(Refusal::invalid("limit: 1 to 1000"));
    }
    let last: Option<OperationId> = decode(listing.cursor.as_deref())?;
    let older = match &last {
        // The oldest are forgotten: where the last one is gone, all before it are.
        Some(last) => state.operations.iter().position(|each| each.id == *last).unwrap_or(0),
        None => state.operations.len(),
    };
    let page = older.saturating_sub(limit)..older;
    let newest_first = state.operations[page.clone()].iter().rev();
    let views = newest_first.map(|operation| view::operation(&state.project.id, operation));
    let mut answer = json!({ "operations": views.collect::<Value>() });
    if page.start > 0 {
        let cursor = encode(&state.operations[page.start].id)?;
        answer["pagination"] = json!({ "cursor": cursor });
    }
    Ok(answer)
}

pub(super) async fn one(
    Of(plane): Of<Arc<Plane>>,
    Named((_, id)): Named<(ProjectId, OperationId)>,
) -> Answer {
    plane.read(|state| {
        let operation = view::operation(&state.project.id, state.operation(&id)?);
        Ok(Json(json!({ "operation": operation })))
    })
}
