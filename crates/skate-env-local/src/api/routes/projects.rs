//! Routes of the one project.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use skate_env_core::neon::ProjectId;

use crate::api::request::{Body, PathParams, QueryParams, check_pg_settings};
use crate::api::response::ApiResult;
use crate::api::view;
use crate::plane::Plane;
use crate::state::ApiError;
use crate::transition::ProjectChanges;

#[derive(Deserialize)]
pub(super) struct ListQuery {
    #[serde(default)]
    search: String,
    limit: Option<usize>,
    #[serde(default)]
    cursor: String,
}

pub(super) async fn list(
    State(plane): State<Arc<Plane>>,
    QueryParams(query): QueryParams<ListQuery>,
) -> ApiResult {
    if !(1..=400).contains(&query.limit.unwrap_or(1)) {
        return Err(ApiError::invalid("limit: 1 to 400"));
    }
    let projects: Vec<_> = plane
        .read(|state| {
            let (id, name) = (state.project.id.as_str(), &state.project.name);
            let found = id.contains(&query.search) || name.contains(&query.search);
            // There is one page: a cursor is after its end.
            (found && query.cursor.is_empty()).then(|| view::project_in_list(state))
        })
        .into_iter()
        .collect();
    Ok(Json(json!({ "projects": projects, "applications": {}, "integrations": {} })))
}

/// There are no shared projects; Neon's CLI requests them.
pub(super) async fn shared() -> Json<Value> {
    Json(json!({ "projects": [] }))
}

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    _project: PathParams<ProjectId>,
) -> Json<Value> {
    Json(json!({ "project": plane.read(view::project) }))
}

#[derive(Deserialize)]
pub(super) struct UpdateRequest {
    project: Changes,
}

#[derive(Deserialize)]
struct Changes {
    name: Option<String>,
    history_retention_seconds: Option<u32>,
    settings: Option<Settings>,
    default_endpoint_settings: Option<Defaults>,
}

#[derive(Default, Deserialize)]
struct Defaults {
    autoscaling_limit_min_cu: Option<f64>,
    autoscaling_limit_max_cu: Option<f64>,
    suspend_timeout_seconds: Option<i64>,
    pg_settings: Option<BTreeMap<String, String>>,
}

/// They are stored and returned; this machine has no quotas and no address filter.
#[derive(Deserialize, Serialize)]
struct Settings {
    #[serde(skip_serializing_if = "Option::is_none")]
    quota: Option<Quota>,
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed_ips: Option<AllowedIps>,
    #[serde(skip_serializing_if = "Option::is_none")]
    enable_logical_replication: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    block_public_connections: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    block_vpc_connections: Option<bool>,
}

#[derive(Deserialize, Serialize)]
struct Quota {
    #[serde(skip_serializing_if = "Option::is_none")]
    active_time_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compute_time_seconds: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written_data_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data_transfer_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logical_size_bytes: Option<u64>,
}

#[derive(Deserialize, Serialize)]
struct AllowedIps {
    #[serde(skip_serializing_if = "Option::is_none")]
    ips: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protected_branches_only: Option<bool>,
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    Body(update): Body<UpdateRequest>,
) -> ApiResult {
    let changes = update.project.checked()?;
    let done = plane.change(|state, now| {
        state.update_project(&changes, now)?;
        Ok(view::project(state))
    })?;
    let operations = view::operations(&plane, &done.operations);
    Ok(Json(json!({ "project": done.value, "operations": operations })))
}

impl Changes {
    fn checked(self) -> Result<ProjectChanges, ApiError> {
        let defaults = self.default_endpoint_settings.unwrap_or_default();
        defaults.pg_settings.iter().try_for_each(check_pg_settings)?;
        Ok(ProjectChanges {
            name: self.name,
            history_retention_seconds: self.history_retention_seconds,
            settings: self.settings.map(to_json).transpose()?.unwrap_or_default(),
            min_cu: defaults.autoscaling_limit_min_cu,
            max_cu: defaults.autoscaling_limit_max_cu,
            suspend_timeout_seconds: defaults.suspend_timeout_seconds,
            pg_settings: defaults.pg_settings,
        })
    }
}

fn to_json(settings: Settings) -> Result<Map<String, Value>, ApiError> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(settings)) => Ok(settings),
        other => Err(ApiError::internal(format!("settings became {other:?}"))),
    }
}
