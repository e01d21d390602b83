//! Roles of a branch, and their passwords.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, ProjectId};

use super::branches::OfBranch;
use crate::api::answer::{Answer, created, deleted};
use crate::api::request::{Body, Named};
use crate::api::view;
use crate::plane::Plane;
use crate::state::{Branch, Password, Refusal, Role};

type OfRole = Named<(ProjectId, BranchId, String)>;

pub(super) async fn list(State(plane): State<Arc<Plane>>, Named((_, branch)): OfBranch) -> Answer {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let roles = &state.branch(&branch)?.roles;
        let views = roles.iter().map(|role| view::role(&branch, role));
        Ok(Json(json!({ "roles": views.collect::<Value>() })))
    })
}

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfRole,
) -> Answer {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let role = role(state.branch(&branch)?, &name)?;
        Ok(Json(json!({ "role": view::role(&branch, role) })))
    })
}

#[derive(Deserialize)]
pub(super) struct Creation {
    role: New,
}

#[derive(Deserialize)]
struct New {
    name: String,
    no_login: Option<bool>,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    Named((_, branch)): OfBranch,
    Body(Creation { role: new }): Body<Creation>,
) -> Answer<(StatusCode, Json<Value>)> {
    let changed = plane.change(|state, now| {
        state.create_role(&branch, &new.name, new.no_login != Some(true), now)?;
        Ok(view::new_role(&branch, role(state.branch(&branch)?, &new.name)?))
    })?;
    let operations = view::operations(&plane, &changed.operations);
    Ok(created(json!({ "role": changed.value, "operations": operations })))
}

pub(super) async fn delete(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfRole,
) -> Answer<Response> {
    let changed = plane.change(|state, now| state.delete_role(&branch, &name, now))?;
    let operations = view::operations(&plane, &changed.operations);
    let gone = changed
        .value
        .map(|gone| json!({ "role": view::role(&branch, &gone), "operations": operations }));
    Ok(deleted(gone))
}

pub(super) async fn reveal_password(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfRole,
) -> Answer {
    plane.read(|state| {
        let password = password(role(state.branch(&branch)?, &name)?)?;
        Ok(Json(json!({ "password": password.expose() })))
    })
}

pub(super) async fn reset_password(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfRole,
) -> Answer {
    let changed = plane.change(|state, now| {
        state.reset_password(&branch, &name, now)?;
        Ok(view::new_role(&branch, role(state.branch(&branch)?, &name)?))
    })?;
    let operations = view::operations(&plane, &changed.operations);
    Ok(Json(json!({ "role": changed.value, "operations": operations })))
}

pub(super) fn role<'branch>(branch: &'branch Branch, name: &str) -> Result<&'branch Role, Refusal> {
    branch.role(name).ok_or_else(|| Refusal::not_found("role", name))
}

/// 412 where there is none: the role was made in SQL, or cannot log in.
pub(super) fn password(role: &Role) -> Result<&Password, Refusal> {
    role.password.as_ref().ok_or_else(|| {
        let message = format!("no password is stored for role {:?}; reset it", role.name);
        Refusal::not_allowed("PASSWORD_NOT_STORED", message)
    })
}
