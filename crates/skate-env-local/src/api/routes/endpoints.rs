//! Routes of endpoints.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, EndpointId, ProjectId};

use super::branches::BranchPath;
use crate::api::request::{Body, ComputeSettings, PathParams, Provisioner};
use crate::api::response::{ApiResult, created, deleted};
use crate::api::view;
use crate::plane::{ChangeOutcome, Plane};
use crate::state::{ApiError, Endpoint, Task};
use crate::transition::{EndpointChanges, NewEndpoint};

const MAX_NAME_LENGTH: usize = 64;

type EndpointPath = PathParams<(ProjectId, EndpointId)>;

pub(super) async fn list(
    State(plane): State<Arc<Plane>>,
    _project: PathParams<ProjectId>,
) -> Json<Value> {
    let endpoints: Vec<_> = plane.read(|state| state.endpoints.values().cloned().collect());
    list_view(&plane, &endpoints)
}

pub(super) async fn of_branch(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): BranchPath,
) -> ApiResult {
    let endpoint =
        plane.read(|state| state.branch(&id).map(|_| state.endpoint_of(&id).cloned()))?;
    Ok(list_view(&plane, endpoint.as_slice()))
}

fn list_view(plane: &Plane, endpoints: &[Endpoint]) -> Json<Value> {
    let views = endpoints.iter().map(|endpoint| view::endpoint(plane, endpoint));
    Json(json!({ "endpoints": views.collect::<Value>() }))
}

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): EndpointPath,
) -> ApiResult {
    let endpoint = plane.read(|state| state.endpoint(&id).cloned())?;
    Ok(Json(json!({ "endpoint": view::endpoint(&plane, &endpoint) })))
}

/// The fields of a compute; deprecated ones are ignored. One struct for all calls, so that an error
/// names the field.
#[derive(Deserialize)]
pub(super) struct Compute {
    r#type: Option<Kind>,
    branch_id: Option<BranchId>,
    name: Option<String>,
    autoscaling_limit_min_cu: Option<f64>,
    autoscaling_limit_max_cu: Option<f64>,
    suspend_timeout_seconds: Option<i64>,
    disabled: Option<bool>,
    settings: Option<ComputeSettings>,
    /// Every compute of this machine is the same; a value that Neon does not have is an error.
    #[serde(rename = "provisioner")]
    _provisioner: Option<Provisioner>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    ReadWrite,
    ReadOnly,
}

impl Compute {
    pub(super) fn new_endpoint(&self) -> Result<NewEndpoint, ApiError> {
        let kind = self.r#type.ok_or_else(|| ApiError::invalid("an endpoint needs its type"))?;
        Ok(NewEndpoint { read_only: kind == Kind::ReadOnly, changes: self.changes()? })
    }

    fn changes(&self) -> Result<EndpointChanges, ApiError> {
        let length = self.name.as_ref().map(|name| name.chars().count());
        if length.is_some_and(|length| !(1..=MAX_NAME_LENGTH).contains(&length)) {
            return Err(ApiError::invalid("endpoint.name: 1 to 64 characters"));
        }
        Ok(EndpointChanges {
            name: self.name.clone(),
            min_cu: self.autoscaling_limit_min_cu,
            max_cu: self.autoscaling_limit_max_cu,
            suspend_timeout_seconds: self.suspend_timeout_seconds,
            disabled: self.disabled,
            settings: self.settings.as_ref().map(ComputeSettings::checked).transpose()?,
        })
    }
}

#[derive(Deserialize)]
pub(super) struct EndpointRequest {
    endpoint: Compute,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    Body(EndpointRequest { endpoint }): Body<EndpointRequest>,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let new = endpoint.new_endpoint()?;
    let needed = || ApiError::invalid("endpoint.branch_id is needed");
    let branch = endpoint.branch_id.ok_or_else(needed)?;
    let done = plane.change(|state, now| {
        let id = state.create_endpoint(&branch, &new, now)?;
        state.endpoint(&id).cloned()
    })?;
    Ok(created(with_operations(&plane, &done)))
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): EndpointPath,
    Body(EndpointRequest { endpoint: requested }): Body<EndpointRequest>,
) -> ApiResult {
    let changes = requested.changes()?;
    let done = plane.change(|state, now| {
        let moved = requested
            .branch_id
            .is_some_and(|to| state.endpoint(&id).is_ok_and(|endpoint| endpoint.branch_id != to));
        if moved {
            return Err(ApiError::not_implemented(
                "endpoints do not move to other branches on this machine",
            ));
        }
        state.update_endpoint(&id, &changes, now)?;
        state.endpoint(&id).cloned()
    })?;
    Ok(Json(with_operations(&plane, &done)))
}

pub(super) async fn delete(
    State(plane): State<Arc<Plane>>,
    PathParams((_, id)): EndpointPath,
) -> ApiResult<Response> {
    let ChangeOutcome { value, operations } =
        plane.change(|state, now| state.delete_endpoint(&id, now))?;
    let body = value.map(|value| with_operations(&plane, &ChangeOutcome { value, operations }));
    Ok(deleted(body))
}

pub(super) async fn start(plane: State<Arc<Plane>>, path: EndpointPath) -> ApiResult {
    schedule(&plane, &path, Task::Start)
}

pub(super) async fn suspend(plane: State<Arc<Plane>>, path: EndpointPath) -> ApiResult {
    schedule(&plane, &path, Task::Suspend)
}

pub(super) async fn restart(plane: State<Arc<Plane>>, path: EndpointPath) -> ApiResult {
    schedule(&plane, &path, Task::Restart)
}

fn schedule(plane: &Arc<Plane>, PathParams((_, id)): &EndpointPath, task: Task) -> ApiResult {
    let done = plane.change(|state, now| {
        state.schedule_compute_task(id, task, now)?;
        state.endpoint(id).cloned()
    })?;
    Ok(Json(with_operations(plane, &done)))
}

fn with_operations(plane: &Plane, done: &ChangeOutcome<Endpoint>) -> Value {
    json!({
        "endpoint": view::endpoint(plane, &done.value),
        "operations": view::operations(plane, &done.operations),
    })
}
