//! Endpoints: the computes that branches are reached through.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, EndpointId, ProjectId};

use super::branches::OfBranch;
use crate::api::answer::{Answer, created, deleted};
use crate::api::request::{Body, ComputeSettings, Named, Provisioner};
use crate::api::view;
use crate::change::{EndpointChanges, NewEndpoint};
use crate::plane::{Changed, Plane};
use crate::state::{Deed, Endpoint, Refusal};

const LONGEST_NAME: usize = 64;

type OfEndpoint = Named<(ProjectId, EndpointId)>;

pub(super) async fn list(
    State(plane): State<Arc<Plane>>,
    _project: Named<ProjectId>,
) -> Json<Value> {
    let endpoints: Vec<_> = plane.read(|state| state.endpoints.values().cloned().collect());
    several(&plane, &endpoints)
}

pub(super) async fn of_branch(State(plane): State<Arc<Plane>>, Named((_, id)): OfBranch) -> Answer {
    let endpoint =
        plane.read(|state| state.branch(&id).map(|_| state.endpoint_of(&id).cloned()))?;
    Ok(several(&plane, endpoint.as_slice()))
}

fn several(plane: &Plane, endpoints: &[Endpoint]) -> Json<Value> {
    let views = endpoints.iter().map(|endpoint| view::endpoint(plane, endpoint));
    Json(json!({ "endpoints": views.collect::<Value>() }))
}

pub(super) async fn one(State(plane): State<Arc<Plane>>, Named((_, id)): OfEndpoint) -> Answer {
    let endpoint = plane.read(|state| state.endpoint(&id).cloned())?;
    Ok(Json(json!({ "endpoint": view::endpoint(&plane, &endpoint) })))
}

/// What may be said of a compute; deprecated words are passed over. One struct for all calls,
/// so that a complaint names the field.
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
    /// Every compute here is the same; what is none of Neon's is refused all the same.
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
    pub(super) fn new_endpoint(&self) -> Result<NewEndpoint, Refusal> {
        let kind = self.r#type.ok_or_else(|| Refusal::invalid("an endpoint needs its type"))?;
        Ok(NewEndpoint { read_only: kind == Kind::ReadOnly, changes: self.changes()? })
    }

    fn changes(&self) -> Result<EndpointChanges, Refusal> {
        let length = self.name.as_ref().map(|name| name.chars().count());
        if length.is_some_and(|length| !(1..=LONGEST_NAME).contains(&length)) {
            return Err(Refusal::invalid("endpoint.name: 1 to 64 characters"));
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
pub(super) struct Wanted {
    endpoint: Compute,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    _project: Named<ProjectId>,
    Body(Wanted { endpoint }): Body<Wanted>,
) -> Answer<(StatusCode, Json<Value>)> {
    let new = endpoint.new_endpoint()?;
    let needed = || Refusal::invalid("endpoint.branch_id is needed");
    let branch = endpoint.branch_id.ok_or_else(needed)?;
    let done = plane.change(|state, now| {
        let id = state.create_endpoint(&branch, &new, now)?;
        state.endpoint(&id).cloned()
    })?;
    Ok(created(with_operations(&plane, &done)))
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    Named((_, id)): OfEndpoint,
    Body(Wanted { endpoint: asked }): Body<Wanted>,
) -> Answer {
    let changes = asked.changes()?;
    let done = plane.change(|state, now| {
        let moved = asked
            .branch_id
            .is_some_and(|to| state.endpoint(&id).is_ok_and(|endpoint| endpoint.branch_id != to));
        if moved {
            return Err(Refusal::missing(
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
    Named((_, id)): OfEndpoint,
) -> Answer<Response> {
    let Changed { value, operations } =
        plane.change(|state, now| state.delete_endpoint(&id, now))?;
    let gone = value.map(|value| with_operations(&plane, &Changed { value, operations }));
    Ok(deleted(gone))
}

pub(super) async fn start(plane: State<Arc<Plane>>, named: OfEndpoint) -> Answer {
    ask(&plane, &named, Deed::Start)
}

pub(super) async fn suspend(plane: State<Arc<Plane>>, named: OfEndpoint) -> Answer {
    ask(&plane, &named, Deed::Suspend)
}

pub(super) async fn restart(plane: State<Arc<Plane>>, named: OfEndpoint) -> Answer {
    ask(&plane, &named, Deed::Restart)
}

fn ask(plane: &Arc<Plane>, Named((_, id)): &OfEndpoint, deed: Deed) -> Answer {
    let done = plane.change(|state, now| {
        state.ask_compute(id, deed, now)?;
        state.endpoint(id).cloned()
    })?;
    Ok(Json(with_operations(plane, &done)))
}

fn with_operations(plane: &Plane, done: &Changed<Endpoint>) -> Value {
    json!({
        "endpoint": view::endpoint(plane, &done.value),
        "operations": view::operations(plane, &done.operations),
    })
}
