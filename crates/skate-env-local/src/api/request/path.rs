//! Parsing the parameters of a path.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use skate_env_core::neon::ProjectId;

use super::body::bad_request;
use crate::plane::Plane;
use crate::state::ApiError;

/// The parameters of a path, in the one project of this machine.
pub(in crate::api) struct PathParams<T>(pub(in crate::api) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Plane>> for PathParams<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, plane: &Arc<Plane>) -> Result<Self, ApiError> {
        let raw = RawPathParams::from_request_parts(parts, plane).await;
        let raw = raw.map_err(|rejection| bad_request(&rejection.body_text()))?;
        let names = Path::from_request_parts(parts, plane).await;
        let Path(names) = names.map_err(|rejection| bad_request(&rejection.body_text()))?;
        let project = raw.iter().find(|(name, _)| *name == "project_id");
        let project = project.and_then(|(_, id)| ProjectId::new(id).ok());
        let here = plane.read(|state| Some(&state.project.id) == project.as_ref());
        match (here, project) {
            (true, _) => Ok(Self(names)),
            (false, Some(other)) => Err(ApiError::not_found("project", other.as_str())),
            (false, None) => Err(ApiError::invalid("project_id: not a project's id")),
        }
    }
}
