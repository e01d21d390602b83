//! The route that creates a branch.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, ProjectId};

use super::endpoints::Compute;
use crate::api::request::{Body, PathParams, history_point};
use crate::api::response::{ApiResult, created};
use crate::api::view;
use crate::plane::{ChangeOutcome, Plane};
use crate::state::{ApiError, Branch, Endpoint};
use crate::transition::NewBranch;

const MAX_ANNOTATIONS: usize = 50;

#[derive(Deserialize)]
pub(super) struct CreateRequest {
    #[serde(default)]
    branch: Option<BranchFields>,
    #[serde(default)]
    endpoints: Option<Vec<Compute>>,
    #[serde(default)]
    annotation_value: Option<BTreeMap<String, String>>,
}

#[derive(Default, Deserialize)]
struct BranchFields {
    name: Option<String>,
    parent_id: Option<String>,
    parent_lsn: Option<String>,
    parent_timestamp: Option<Timestamp>,
    init_source: Option<InitSource>,
    protected: Option<bool>,
    archived: Option<bool>,
    expires_at: Option<Timestamp>,
}

/// The values of Neon's document, and two of a newer one.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum InitSource {
    ParentData,
    SchemaOnly,
    ParentSchema,
    Import,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    _project: PathParams<ProjectId>,
    Body(request): Body<CreateRequest>,
) -> ApiResult<(StatusCode, Json<Value>)> {
    let new = request.checked()?;
    let parent = plane.read(|state| {
        let parent = new.parent_id.as_ref().unwrap_or(&state.project.default_branch);
        state.branch(parent).map(|parent| parent.id.clone())
    })?;
    if let Some(point) = &new.point {
        plane.check_point(&parent, point)?;
    }
    let changed = plane.change(|state, now| {
        let id = state.create_branch(&new, now)?;
        let branch = state.branch(&id)?;
        Ok((view::branch(state, branch), branch.clone(), state.endpoint_of(&id).cloned()))
    })?;
    Ok(created(body(&plane, changed)))
}

fn body(plane: &Plane, changed: ChangeOutcome<(Value, Branch, Option<Endpoint>)>) -> Value {
    let ChangeOutcome { value: (view, branch, endpoint), operations } = changed;
    let roles = branch.roles.iter().map(|role| view::role(&branch.id, role));
    let databases = branch.databases.iter().map(|each| view::database(&branch.id, each));
    let endpoints = endpoint.iter().map(|endpoint| view::endpoint(plane, endpoint));
    let mut body = json!({
        "branch": view,
        "endpoints": endpoints.collect::<Value>(),
        "operations": view::operations(plane, &operations),
        "roles": roles.collect::<Value>(),
        "databases": databases.collect::<Value>(),
    });
    if let Some(uris) = endpoint.and_then(|endpoint| view::connection(&branch, &endpoint)) {
        body["connection_uris"] = uris;
    }
    body
}

impl CreateRequest {
    fn checked(self) -> Result<NewBranch, ApiError> {
        let fields = self.branch.unwrap_or_default();
        let annotation = self.annotation_value.unwrap_or_default();
        if annotation.len() > MAX_ANNOTATIONS {
            return Err(ApiError::invalid("annotation_value: at most 50 properties"));
        }
        if fields.archived == Some(true) {
            return Err(ApiError::not_implemented("this machine has no archived branches"));
        }
        let schema_only = match fields.init_source {
            None | Some(InitSource::ParentData) => false,
            Some(InitSource::SchemaOnly) => true,
            Some(InitSource::ParentSchema | InitSource::Import) => {
                let message = "on this machine init_source is parent-data or schema-only";
                return Err(ApiError::not_implemented(message));
            }
        };
        // "If omitted or empty, the branch will be created from the default branch."
        let parent_id = fields.parent_id.filter(|id| !id.is_empty()).map(BranchId::try_from);
        let invalid = |reason| ApiError::invalid(format!("branch.parent_id: {reason}"));
        let endpoints = self.endpoints.unwrap_or_default();
        Ok(NewBranch {
            name: fields.name,
            parent_id: parent_id.transpose().map_err(invalid)?,
            point: history_point(fields.parent_lsn, fields.parent_timestamp)?,
            schema_only,
            protected: fields.protected.unwrap_or(false),
            expires_at: fields.expires_at,
            endpoints: endpoints.iter().map(Compute::new_endpoint).collect::<Result<_, _>>()?,
            annotation,
        })
    }
}
