//! What a path names.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path, RawPathParams};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use skate_env_core::neon::ProjectId;

use super::body::complaint;
use crate::plane::Plane;
use crate::state::Refusal;

/// The names in a path, in the one project that is here.
pub(in crate::api) struct Named<T>(pub(in crate::api) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Arc<Plane>> for Named<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, plane: &Arc<Plane>) -> Result<Self, Refusal> {
        let raw = RawPathParams::from_request_parts(parts, plane).await;
        let raw = raw.map_err(|rejection| complaint(&rejection.body_text()))?;
        let names = Path::from_request_parts(parts, plane).await;
        let Path(names) = names.map_err(|rejection| complaint(&rejection.body_text()))?;
        let project = raw.iter().find(|(name, _)| *name == "project_id");
        let project = project.and_then(|(_, id)| ProjectId::new(id).ok());
        let here = plane.read(|state| Some(&state.project.id) == project.as_ref());
        match (here, project) {
            (true, _) => Ok(Self(names)),
            (false, Some(other)) => Err(Refusal::not_found("project", other.as_str())),
            (false, None) => Err(Refusal::invalid("project_id: not a project's id")),
        }
    }
}
