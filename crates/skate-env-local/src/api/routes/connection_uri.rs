//! The route of a database's connection URL.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as AxumState;
use serde::Deserialize;
use serde_json::json;
use skate_env_core::neon::{BranchId, EndpointId, ProjectId};

use super::roles::{password, role};
use crate::api::request::{PathParams, QueryParams};
use crate::api::response::ApiResult;
use crate::api::view;
use crate::plane::Plane;
use crate::state::{ApiError, Endpoint, State};

#[derive(Deserialize)]
pub(super) struct ConnectionQuery {
    branch_id: Option<BranchId>,
    endpoint_id: Option<EndpointId>,
    database_name: String,
    role_name: String,
    /// Validated only: this machine has no pooler.
    #[serde(default, rename = "pooled")]
    _pooled: bool,
}

pub(super) async fn one(
    AxumState(plane): AxumState<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    QueryParams(query): QueryParams<ConnectionQuery>,
) -> ApiResult {
    // As on Neon, the default branch if none is named.
    let branch = plane.read(|state| {
        query.branch_id.clone().unwrap_or_else(|| state.project.default_branch.clone())
    });
    plane.refresh(&branch).await;
    let uri = plane.read(|state| url(state, &branch, &query))?;
    Ok(Json(json!({ "uri": uri })))
}

fn url(state: &State, branch: &BranchId, query: &ConnectionQuery) -> Result<String, ApiError> {
    let endpoint = endpoint(state, branch, query.endpoint_id.as_ref())?;
    let branch = state.branch(branch)?;
    let role = role(branch, &query.role_name)?;
    if branch.database(&query.database_name).is_none() {
        return Err(ApiError::not_found("database", &query.database_name));
    }
    let login = (role.name.as_str(), password(role)?);
    Ok(view::url(endpoint, login, &query.database_name))
}

fn endpoint<'state>(
    state: &'state State,
    branch: &BranchId,
    named: Option<&EndpointId>,
) -> Result<&'state Endpoint, ApiError> {
    state.branch(branch)?;
    let Some(own) = state.endpoint_of(branch) else {
        return Err(ApiError::not_found("endpoint of branch", branch.as_str()));
    };
    match named {
        Some(id) if *id != own.id => Err(ApiError::not_found("endpoint", id.as_str())),
        _ => Ok(own),
    }
}
