//! Routes of a branch's databases.

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
use crate::plane::{ChangeOutcome, Plane};
use crate::state::{ApiError, Database};
use crate::transition::DatabaseChanges;

type DatabasePath = PathParams<(ProjectId, BranchId, String)>;

pub(super) async fn list(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch)): BranchPath,
) -> ApiResult {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let databases = &state.branch(&branch)?.databases;
        let views = databases.iter().map(|database| view::database(&branch, database));
        Ok(Json(json!({ "databases": views.collect::<Value>() })))
    })
}

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): DatabasePath,
) -> ApiResult {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let found = state.branch(&branch)?.database(&name);
        let found = found.ok_or_else(|| ApiError::not_found("database", &name))?;
        Ok(Json(json!({ "database": view::database(&branch, found) })))
    })
}

#[derive(Deserialize)]
pub(super) struct CreateRequest {
    database: NewDatabase,
}

#[derive(Deserialize)]
struct NewDatabase {
    name: String,
    owner_name: String,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch)): BranchPath,
    Body(CreateRequest { database: new }): Body<CreateRequest>,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let done = plane.change(|state, now| {
        state.create_database(&branch, &new.name, &new.owner_name, now)?;
        let created = state.branch(&branch)?.database(&new.name).cloned();
        created.ok_or_else(|| ApiError::not_found("database", &new.name))
    })?;
    Ok(created(with_operations(&plane, &branch, &done)))
}

#[derive(Deserialize)]
pub(super) struct UpdateRequest {
    database: Changes,
}

#[derive(Deserialize)]
struct Changes {
    name: Option<String>,
    owner_name: Option<String>,
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): DatabasePath,
    Body(UpdateRequest { database }): Body<UpdateRequest>,
) -> ApiResult {
    let changes = DatabaseChanges { name: database.name, owner_name: database.owner_name };
    let done = plane.change(|state, now| state.update_database(&branch, &name, &changes, now))?;
    Ok(Json(with_operations(&plane, &branch, &done)))
}

pub(super) async fn delete(
    State(plane): State<Arc<Plane>>,
    PathParams((_, branch, name)): DatabasePath,
) -> ApiResult<Response> {
    let done = plane.change(|state, now| state.delete_database(&branch, &name, now))?;
    let ChangeOutcome { value, operations } = done;
    let body =
        value.map(|value| with_operations(&plane, &branch, &ChangeOutcome { value, operations }));
    Ok(deleted(body))
}

fn with_operations(plane: &Plane, branch: &BranchId, done: &ChangeOutcome<Database>) -> Value {
    json!({
        "database": view::database(branch, &done.value),
        "operations": view::operations(plane, &done.operations),
    })
}
