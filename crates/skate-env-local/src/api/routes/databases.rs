//! Databases of a branch.

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
use crate::change::DatabaseChanges;
use crate::plane::{Changed, Plane};
use crate::state::{Database, Refusal};

type OfDatabase = Named<(ProjectId, BranchId, String)>;

pub(super) async fn list(State(plane): State<Arc<Plane>>, Named((_, branch)): OfBranch) -> Answer {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let databases = &state.branch(&branch)?.databases;
        let views = databases.iter().map(|database| view::database(&branch, database));
        Ok(Json(json!({ "databases": views.collect::<Value>() })))
    })
}

pub(super) async fn one(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfDatabase,
) -> Answer {
    plane.refresh(&branch).await;
    plane.read(|state| {
        let found = state.branch(&branch)?.database(&name);
        let found = found.ok_or_else(|| Refusal::not_found("database", &name))?;
        Ok(Json(json!({ "database": view::database(&branch, found) })))
    })
}

#[derive(Deserialize)]
pub(super) struct Creation {
    database: New,
}

#[derive(Deserialize)]
struct New {
    name: String,
    owner_name: String,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    Named((_, branch)): OfBranch,
    Body(Creation { database: new }): Body<Creation>,
) -> Answer<(StatusCode, Json<Value>)> {
    let done = plane.change(|state, now| {
        state.create_database(&branch, &new.name, &new.owner_name, now)?;
        let made = state.branch(&branch)?.database(&new.name).cloned();
        made.ok_or_else(|| Refusal::not_found("database", &new.name))
    })?;
    Ok(created(with_operations(&plane, &branch, &done)))
}

#[derive(Deserialize)]
pub(super) struct Update {
    database: Changes,
}

#[derive(Deserialize)]
struct Changes {
    name: Option<String>,
    owner_name: Option<String>,
}

pub(super) async fn update(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfDatabase,
    Body(Update { database }): Body<Update>,
) -> Answer {
    let changes = DatabaseChanges { name: database.name, owner_name: database.owner_name };
    let done = plane.change(|state, now| state.update_database(&branch, &name, &changes, now))?;
    Ok(Json(with_operations(&plane, &branch, &done)))
}

pub(super) async fn delete(
    State(plane): State<Arc<Plane>>,
    Named((_, branch, name)): OfDatabase,
) -> Answer<Response> {
    let done = plane.change(|state, now| state.delete_database(&branch, &name, now))?;
    let Changed { value, operations } = done;
    let gone = value.map(|value| with_operations(&plane, &branch, &Changed { value, operations }));
    Ok(deleted(gone))
}

fn with_operations(plane: &Plane, branch: &BranchId, done: &Changed<Database>) -> Value {
    json!({
        "database": view::database(branch, &done.value),
        "operations": view::operations(plane, &done.operations),
    })
}
