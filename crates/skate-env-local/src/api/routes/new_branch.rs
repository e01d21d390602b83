//! A new branch.

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
use crate::api::answer::{Answer, created};
use crate::api::request::{Body, Named, point};
use crate::api::view;
use crate::change::NewBranch;
use crate::plane::{Changed, Plane};
use crate::state::{Branch, Endpoint, Refusal};

const MOST_ANNOTATIONS: usize = 50;

#[derive(Deserialize)]
pub(super) struct Creation {
    #[serde(default)]
    branch: Option<Wanted>,
    #[serde(default)]
    endpoints: Option<Vec<Compute>>,
    #[serde(default)]
    annotation_value: Option<BTreeMap<String, String>>,
}

#[derive(Default, Deserialize)]
struct Wanted {
    name: Option<String>,
    parent_id: Option<String>,
    parent_lsn: Option<String>,
    parent_timestamp: Option<Timestamp>,
    init_source: Option<Source>,
    protected: Option<bool>,
    archived: Option<bool>,
    expires_at: Option<Timestamp>,
}

/// The words of Neon's document, and two of a newer one.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Source {
    ParentData,
    SchemaOnly,
    ParentSchema,
    Import,
}

pub(super) async fn create(
    State(plane): State<Arc<Plane>>,
    _project: Named<ProjectId>,
    Body(creation): Body<Creation>,
) -> Answer<(StatusCode, Json<Value>)> {
    let new = creation.checked()?;
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
    Ok(created(envelope(&plane, changed)))
}

fn envelope(plane: &Plane, changed: Changed<(Value, Branch, Option<Endpoint>)>) -> Value {
    let Changed { value: (view, branch, endpoint), operations } = changed;
    let roles = branch.roles.iter().map(|role| view::role(&branch.id, role));
    let databases = branch.databases.iter().map(|each| view::database(&branch.id, each));
    let endpoints = endpoint.iter().map(|endpoint| view::endpoint(plane, endpoint));
    let mut envelope = json!({
        "branch": view,
        "endpoints": endpoints.collect::<Value>(),
        "operations": view::operations(plane, &operations),
        "roles": roles.collect::<Value>(),
        "databases": databases.collect::<Value>(),
    });
    if let Some(uris) = endpoint.and_then(|endpoint| view::connection(&branch, &endpoint)) {
        envelope["connection_uris"] = uris;
    }
    envelope
}

impl Creation {
    fn checked(self) -> Result<NewBranch, Refusal> {
        let wanted = self.branch.unwrap_or_default();
        let annotation = self.annotation_value.unwrap_or_default();
        if annotation.len() > MOST_ANNOTATIONS {
            return Err(Refusal::invalid("annotation_value: at most 50 properties"));
        }
        if wanted.archived == Some(true) {
            return Err(Refusal::missing("archived branches are not there on this machine"));
        }
        let schema_only = match wanted.init_source {
            None | Some(Source::ParentData) => false,
            Some(Source::SchemaOnly) => true,
            Some(Source::ParentSchema | Source::Import) => {
                let message = "on this machine init_source is parent-data or schema-only";
                return Err(Refusal::missing(message));
            }
        };
        // "If omitted or empty, the branch will be created from the default branch."
        let parent_id = wanted.parent_id.filter(|id| !id.is_empty()).map(BranchId::try_from);
        let wrong = |word| Refusal::invalid(format!("branch.parent_id: {word}"));
        let endpoints = self.endpoints.unwrap_or_default();
        Ok(NewBranch {
            name: wanted.name,
            parent_id: parent_id.transpose().map_err(wrong)?,
            point: point(wanted.parent_lsn, wanted.parent_timestamp)?,
            schema_only,
            protected: wanted.protected.unwrap_or(false),
            expires_at: wanted.expires_at,
            endpoints: endpoints.iter().map(Compute::new_endpoint).collect::<Result<_, _>>()?,
            annotation,
        })
    }
}
