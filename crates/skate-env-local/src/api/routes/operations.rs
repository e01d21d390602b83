//! Routes of operations, newest first.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State as AxumState;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{OperationId, ProjectId};

use crate::api::request::{PathParams, QueryParams, decode, encode};
use crate::api::response::ApiResult;
use crate::api::view;
use crate::plane::Plane;
use crate::state::{ApiError, State};

const MAX_PAGE: usize = 1_000;
/// Shorter than the time limit of any client.
const LONGEST_WAIT: Duration = Duration::from_secs(1);

#[derive(Deserialize)]
pub(super) struct ListQuery {
    limit: Option<usize>,
    cursor: Option<String>,
}

pub(super) async fn list(
    AxumState(plane): AxumState<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    QueryParams(query): QueryParams<ListQuery>,
) -> ApiResult {
    plane.read(|state| page(state, &query)).map(Json)
}

fn page(state: &State, query: &ListQuery) -> Result<Value, ApiError> {
    let limit = query.limit.unwrap_or(MAX_PAGE);
    if !(1..=MAX_PAGE).contains(&limit) {
        return Err(ApiError::invalid("limit: 1 to 1000"));
    }
    let last: Option<OperationId> = decode(query.cursor.as_deref())?;
    let older = match &last {
        // The oldest are removed over time: without the last one, none before it is left.
        Some(last) => state.operations.iter().position(|each| each.id == *last).unwrap_or(0),
        None => state.operations.len(),
    };
    let page = older.saturating_sub(limit)..older;
    let newest_first = state.operations[page.clone()].iter().rev();
    let views = newest_first.map(|operation| view::operation(&state.project.id, operation));
    let mut body = json!({ "operations": views.collect::<Value>() });
    if page.start > 0 {
        let cursor = encode(&state.operations[page.start].id)?;
        body["pagination"] = json!({ "cursor": cursor });
    }
    Ok(body)
}

/// Answers when the operation has ended, so that nobody has to guess when to ask again; one that
/// takes longer is shown as it is.
pub(super) async fn one(
    AxumState(plane): AxumState<Arc<Plane>>,
    PathParams((_, id)): PathParams<(ProjectId, OperationId)>,
) -> ApiResult {
    plane.wait_for_operation(&id, LONGEST_WAIT).await;
    plane.read(|state| {
        let operation = view::operation(&state.project.id, state.operation(&id)?);
        Ok(Json(json!({ "operation": operation })))
    })
}
