//! Routes of a branch's roles and their passwords.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, ProjectId};

use super::branches::BranchPath;
use crate::api::request::{Body, PathParams};
use crate::api::response::{ApiResult, created, deleted};
use crate::api::view;
use crate::plane::Plane;
use crate::state::{ApiError, Branch, Password, Role};

type RolePath = PathParams<(ProjectId, BranchId, String)>;

pub(super) async fn list(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch)): BranchPath,
) -> ApiResult {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let roles = &state.branch(&branch)?.roles;
        let views = roles.iter().map(|role| view::role(&branch, role));
        Ok(Json(json!({ "roles": views.collect::<Value>() })))
    })
}

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): RolePath,
) -> ApiResult {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let role = role(state.branch(&branch)?, &name)?;
        Ok(Json(json!({ "role": view::role(&branch, role) })))
    })
}

#[derive(Deserialize)]
pub(super) struct CreateRequest {
    role: NewRole,
}

#[derive(Deserialize)]
struct NewRole {
    name: String,
    no_login: Option<bool>,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch)): BranchPath,
    Body(CreateRequest { role: new }): Body<CreateRequest>,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let changed = plane.change(|state, now| {
        state.create_role(&branch, &new.name, new.no_login != Some(true), now)?;
        Ok(view::new_role(&branch, role(state.branch(&branch)?, &new.name)?))
    })?;
    let operations = view::operations(&plane, &changed.operations);
    Ok(created(json!({ "role": changed.value, "operations": operations })))
}

pub(super) async fn delete(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): RolePath,
) -> ApiResult<Response> {
    let changed = plane.change(|state, now| state.delete_role(&branch, &name, now))?;
    let operations = view::operations(&plane, &changed.operations);
    let body = changed
        .value
        .map(|role| json!({ "role": view::role(&branch, &role), "operations": operations }));
    Ok(deleted(body))
}

pub(super) async fn reveal_password(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): RolePath,
) -> ApiResult {
    plane.read(|state| {
        let password = password(role(state.branch(&branch)?, &name)?)?;
        Ok(Json(json!({ "password": password.expose() })))
    })
}

pub(super) async fn reset_password(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): RolePath,
) -> ApiResult {
    let changed = plane.change(|state, now| {
        state.reset_password(&branch, &name, now)?;
        Ok(view::new_role(&branch, role(state.branch(&branch)?, &name)?))
    })?;
    let operations = view::operations(&plane, &changed.operations);
    Ok(Json(json!({ "role": changed.value, "operations": operations })))
}

pub(super) fn role<'branch>(
    branch: &'branch Branch,
    name: &str,
) -> Result<&'branch Role, ApiError> {
    branch.role(name).ok_or_else(|| ApiError::not_found("role", name))
}

/// 412 if none is stored: the role was created by SQL, or cannot log in.
pub(super) fn password(role: &Role) -> Result<&Password, ApiError> {
    role.password.as_ref().ok_or_else(|| {
        let message = format!("no password is stored for role {:?}; reset it", role.name);
        ApiError::not_allowed("PASSWORD_NOT_STORED", message)
    })
}
