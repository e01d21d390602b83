//! The URL of a database.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Of;
use serde::Deserialize;
use serde_json::json;
use skate_env_core::neon::{BranchId, EndpointId, ProjectId};

use super::roles::{password, role};
use crate::api::answer::Answer;
use crate::api::request::{Asked, Named};
use crate::api::view;
use crate::plane::Plane;
use crate::state::{Endpoint, Refusal, State};

#[derive(Deserialize)]
pub(super) struct Wanted {
    branch_id: Option<BranchId>,
    endpoint_id: Option<EndpointId>,
    database_name: String,
    role_name: String,
    #[serde(default)]
    pooled: bool,
}

pub(super) async fn one(
    Of(plane): Of<Arc<Plane>>,
    _project: Named<ProjectId>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    // As at Neon, absence stands for the default branch.
    let branch = plane.read(|state| {
        wanted.branch_id.clone().unwrap_or_else(|| state.project.default_branch.clone())
    });
    plane.refresh(&branch).await;
    let uri = plane.read(|state| url(state, &branch, &wanted))?;
    Ok(Json(json!({ "uri": uri })))
}

fn url(state: &State, branch: &BranchId, wanted: &Wanted) -> Result<String, Refusal> {
    let endpoint = endpoint(state, branch, wanted.endpoint_id.as_ref())?;
    let branch = state.branch(branch)?;
    let role = role(branch, &wanted.role_name)?;
    if branch.database(&wanted.database_name).is_none() {
        return Err(Refusal::not_found("database", &wanted.database_name));
    }
    let login = (role.name.as_str(), password(role)?);
    Ok(view::url(endpoint, login, &wanted.database_name, wanted.pooled))
}

fn endpoint<'state>(
    state: &'state State,
    branch: &BranchId,
    named: Option<&EndpointId>,
) -> Result<&'state Endpoint, Refusal> {
    state.branch(branch)?;
    let Some(own) = state.endpoint_of(branch) else {
        return Err(Refusal::not_found("endpoint of branch", branch.as_str()));
    };
    match named {
        Some(id) if *id != own.id => Err(Refusal::not_found("endpoint", id.as_str())),
        _ => Ok(own),
    }
}
