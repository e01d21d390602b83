//! The route that lists branches: searching, sorting, paging.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State as AxumState;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, ProjectId};

use crate::api::request::{PathParams, QueryParams, decode, encode};
use crate::api::response::ApiResult;
use crate::api::view;
use crate::plane::Plane;
use crate::state::{ApiError, Branch, State};

/// Neon's default.
const DEFAULT_PAGE: usize = 100;
const MAX_PAGE: usize = 10_000;

#[derive(Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    search: String,
    sort_by: Option<SortBy>,
    sort_order: Option<SortOrder>,
    limit: Option<usize>,
    cursor: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum SortBy {
    Name,
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum SortOrder {
    Asc,
    Desc,
}

/// The end of a page: the order, and the last branch's key in it. Branches that are created or
/// deleted between two pages do not move others; ids make equal keys distinct.
#[derive(Deserialize, Serialize)]
struct Cursor {
    sort_by: SortBy,
    sort_order: SortOrder,
    last: SortKey,
}

type SortKey = (Key, BranchId);

#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    Name(String),
    Time(Timestamp),
}

pub(super) async fn list(
    AxumState(plane): AxumState<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    QueryParams(query): QueryParams<ListQuery>,
) -> ApiResult {
    plane.record_usage_of_all();
    plane.read(|state| page(state, &query)).map(Json)
}

fn page(state: &State, query: &ListQuery) -> Result<Value, ApiError> {
    let limit = query.limit.unwrap_or(DEFAULT_PAGE);
    if !(1..=MAX_PAGE).contains(&limit) {
        return Err(ApiError::invalid("limit: 1 to 10000"));
    }
    let cursor: Option<Cursor> = decode(query.cursor.as_deref())?;
    let previous = cursor.as_ref().map(|cursor| (cursor.sort_by, cursor.sort_order));
    let (sort_by, sort_order) = previous.unwrap_or((SortBy::UpdatedAt, SortOrder::Desc));
    let (sort_by, sort_order) =
        (query.sort_by.unwrap_or(sort_by), query.sort_order.unwrap_or(sort_order));
    if previous.is_some_and(|previous| previous != (sort_by, sort_order)) {
        return Err(ApiError::invalid("cursor: it is from a list in another order"));
    }
    let after = |key: &SortKey| match (&cursor, sort_order) {
        (None, _) => true,
        (Some(cursor), SortOrder::Asc) => *key > cursor.last,
        (Some(cursor), SortOrder::Desc) => *key < cursor.last,
    };
    let found = state.branches.values().filter(|branch| matches(branch, &query.search));
    let mut found: Vec<_> = found
        .map(|branch| (sort_key(branch, sort_by), branch))
        .filter(|(key, _)| after(key))
        .collect();
    found.sort_unstable_by(|(one, _), (other, _)| match sort_order {
        SortOrder::Asc => one.cmp(other),
        SortOrder::Desc => other.cmp(one),
    });
    let more = found.len() > limit;
    found.truncate(limit);
    let mut pagination = json!({ "sort_by": sort_by, "sort_order": sort_order });
    if let Some((_, branch)) = found.last().filter(|_| more) {
        let last = sort_key(branch, sort_by);
        pagination["next"] = encode(&Cursor { sort_by, sort_order, last })?.into();
    }
    let annotated = found.iter().filter(|(_, branch)| !branch.annotation.is_empty());
    let annotations: BTreeMap<_, _> =
        annotated.map(|(_, branch)| (&branch.id, view::annotation(branch))).collect();
    let branches: Vec<_> = found.iter().map(|(_, branch)| view::branch(state, branch)).collect();
    Ok(json!({ "branches": branches, "annotations": annotations, "pagination": pagination }))
}

fn sort_key(branch: &Branch, sort_by: SortBy) -> SortKey {
    let key = match sort_by {
        SortBy::Name => Key::Name(branch.name.clone()),
        SortBy::CreatedAt => Key::Time(branch.created_at),
        SortBy::UpdatedAt => Key::Time(branch.updated_at),
    };
    (key, branch.id.clone())
}

/// As on Neon: a part of the name or of the id.
fn matches(branch: &Branch, search: &str) -> bool {
    branch.name.contains(search) || branch.id.as_str().contains(search)
}

#[derive(Deserialize)]
pub(super) struct CountQuery {
    #[serde(default)]
    search: String,
}

pub(super) async fn count(
    AxumState(plane): AxumState<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    QueryParams(query): QueryParams<CountQuery>,
) -> ApiResult {
    let matches = |branch: &&Branch| matches(branch, &query.search);
    let count = plane.read(|state| state.branches.values().filter(matches).count());
    Ok(Json(json!({ "count": count })))
}
